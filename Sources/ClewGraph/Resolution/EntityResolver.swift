import ClewModel

/// Decides which senses are one entity, and what each entity is called.
///
/// The result is a function of the set of senses and the list of decisions: the order of ingest does not matter, and a
/// source that is forgotten leaves nothing behind. Rules run in the order of `Merge.Reason`; each sees the entities as
/// the rules before it left them, and joins nothing that a decision keeps apart. Senses meet in the blocks of a rule
/// (`MergeRule`), found by normal form, initials or URI, never compared pair by pair: O(n log n) for n senses.
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
    /// Senses of each normal form, in order of key; decisions alone look there.
    let byForm: [String: [Int]]

    /// A resolver for senses with distinct keys, in any order, and decisions in the order in which they were made.
    package init(senses: [Sense], decisions: [Decision] = []) {
        let senses = senses.sorted { $0.key < $1.key }
        self.senses = senses
        sets = UnionFind(count: senses.count)
        index = Dictionary(
            senses.enumerated().map { ($1.key, $0) }, uniquingKeysWith: { first, _ in first })
        byForm = decisions.isEmpty ? [:] : Dictionary(grouping: senses.indices, by: { senses[$0].key.form })
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
        let nameless = groups.compactMap { group in
            let anchor = anchors[sets.root(of: group[0])]
            return NamelessEntity(senses: group.map { senses[$0] }, anchor: anchor.map { senses[$0] })
        }
        return Resolution(entities: NamelessEntity.named(nameless), merges: merges)
    }

    struct Link {
        var left: Int
        var right: Int
        /// Number of the decision that asks for it; splits after it stand against it, splits before it do not.
        var decision = -1
    }

    private func links(for reason: Merge.Reason) -> [Link] {
        guard let rule = reason.rule else { return userLinks }
        var links: [Link] = []
        for (key, (members, isWitnessed)) in blocks(of: rule) where members.count > 1 {
            let block = Block(
                key: key, members: members.map { Block.Member(sense: senses[$0], entity: sets.findRoot(of: $0)) },
                isWitnessed: isWitnessed)
            links += rule.links(in: block).map { Link(left: members[$0.left], right: members[$0.right]) }
        }
        return links.sorted { ($0.right, $0.left) < ($1.right, $1.left) }
    }

    /// Senses by key, in order.
    private func blocks(of rule: any MergeRule) -> [String: (members: [Int], isWitnessed: Bool)] {
        var blocks: [String: (members: [Int], isWitnessed: Bool)] = [:]
        for (index, sense) in senses.enumerated() {
            for key in rule.keys(of: sense) {
                if key.isWitness {
                    blocks[key.text, default: ([], false)].isWitnessed = true
                } else {
                    blocks[key.text, default: ([], false)].members.append(index)
                }
            }
        }
        return blocks
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
