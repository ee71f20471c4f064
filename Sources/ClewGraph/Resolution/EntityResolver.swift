import ClewModel

/// Decides which senses are one entity, and what each entity is called.
///
/// The result is a function of the set of senses and the list of decisions: the order of ingest does not matter, and a
/// source that is forgotten leaves nothing behind. Rules run in the order of `Merge.Reason`; each sees the entities as
/// the rules before it left them, and joins nothing that a decision keeps apart. Senses are found by normal form,
/// initials and URI, never compared pair by pair: O(n log n) for n senses.
package struct EntityResolver {
    var senses: [Sense]
    var sets: UnionFind
    /// Groups that a decision keeps apart: set root → split → groups within the set.
    var apart: [Int: [Int: Set<Int>]] = [:]
    var merges: [Merge] = []
    var userLinks: [Link] = []
    /// Set root → the sense whose name a user wants to see.
    var anchors: [Int: Int] = [:]
    let index: [SenseKey: Int]
    /// Senses of each normal form, in order of key.
    let byForm: [String: [Int]]

    /// A resolver for senses with distinct keys, in any order, and decisions in the order in which they were made.
    package init(senses: [Sense], decisions: [Decision] = []) {
        let senses = senses.sorted { $0.key < $1.key }
        self.senses = senses
        sets = UnionFind(count: senses.count)
        index = Dictionary(
            senses.enumerated().map { ($1.key, $0) }, uniquingKeysWith: { first, _ in first })
        byForm = Dictionary(grouping: senses.indices, by: { senses[$0].key.form })
        apply(decisions)
    }

    /// The entities, sorted by name, with every merge that was made.
    package mutating func resolve() -> Resolution {
        merges = []
        for reason in Merge.Reason.allCases {
            // All of a rule's links are found before the first is made, so that none depends on another.
            for link in links(for: reason) { join(link, reason) }
        }
        var members: [Int: [Int]] = [:]
        for sense in senses.indices { members[sets.root(of: sense), default: []].append(sense) }
        let groups = members.sorted { $0.key < $1.key }.map(\.value)
        let naming = EntityNaming(senses: senses)
        let entities = naming.entities(of: groups, anchors: groups.map { anchors[sets.root(of: $0[0])] })
        return Resolution(entities: entities, merges: merges)
    }

    struct Link {
        var left: Int
        var right: Int
        /// Number of the decision that asks for it; splits after it stand against it, splits before it do not.
        var decision = -1
    }

    private func links(for reason: Merge.Reason) -> [Link] {
        switch reason {
        case .user: userLinks
        case .sameAs: sameAsLinks()
        case .authority: authorityLinks()
        case .discourse: discourseLinks()
        case .openType: openTypeLinks()
        case .metonymy: metonymyLinks()
        case .typeOutvoted: outvotedLinks()
        case .mononym: mononymLinks()
        case .middleName: middleNameLinks()
        case .acronym: acronymLinks()
        case .designator: designatorLinks()
        case .knownAlias: knownAliasLinks()
        }
    }

    private mutating func join(_ link: Link, _ reason: Merge.Reason) {
        let (first, second) = (sets.root(of: link.left), sets.root(of: link.right))
        guard first != second, !isKeptApart(first, second, after: link.decision) else { return }
        guard let (kept, gone) = sets.union(first, second) else { return }
        if let moved = apart.removeValue(forKey: gone) {
            apart[kept, default: [:]].merge(moved) { $0.union($1) }
        }
        let moved = anchors.removeValue(forKey: gone)
        // Later decisions are carried out first, and their anchor stays.
        anchors[kept] = anchors[kept] ?? moved ?? (reason == .user ? link.left : nil)
        let (left, right) = (min(link.left, link.right), max(link.left, link.right))
        merges.append(Merge(left: senses[left].key, right: senses[right].key, reason: reason))
    }

    private func isKeptApart(_ first: Int, _ second: Int, after decision: Int) -> Bool {
        guard let left = apart[first], let right = apart[second] else { return false }
        return left.contains { split, groups in
            split > decision && right[split].map { groups.isDisjoint(with: $0) } ?? false
        }
    }
}

/// The entities of a graph and why their names were put together.
package struct Resolution: Sendable {
    /// Sorted by name; names are unique.
    package var entities: [ResolvedEntity]
    /// In the order in which they were made.
    package var merges: [Merge]
}

/// Senses that are one entity.
package struct ResolvedEntity: Sendable {
    /// Canonical name, unique in the graph.
    package var name: String
    package var type: EntityType
    /// Sorted by key.
    package var senses: [SenseKey]
}
