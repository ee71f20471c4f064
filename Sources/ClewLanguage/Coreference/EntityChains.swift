import ClewModel

/// The partition of a document's mentions into chains, as it grows: a union of mentions with what is known of each
/// chain as a whole. Merging is O(smaller chain).
struct EntityChains {
    /// What a chain's mentions tell together.
    struct Chain {
        /// Indices of mentions, ascending.
        var members: [Int]
        var kinds: ReferentKinds
        var number: GrammaticalNumber?
        var gender: Gender?
        var hasName: Bool
        /// Head nouns that describe the entity (its nominals, appositions, predicates), each with the modifiers seen.
        var descriptions: [String: Set<String>]
        /// Head nouns of names other than persons' ("university" of "University of Oslo").
        var nameHeads: Set<String>
        /// Names in normal form.
        var names: Set<String>
        /// Words in the names of the chain.
        var nameWords: Set<String>
        var isCoordination: Bool
    }

    private(set) var chains: [Chain]
    private(set) var chainOf: [Int]
    /// The probabilities of the links that the scorer chose, by the mention that takes up another.
    var probabilities: [Int: Double] = [:]

    /// Every mention on its own.
    init(_ mentions: [MentionCandidate]) {
        chains = mentions.enumerated().map { index, mention in
            Chain(
                members: [index], kinds: mention.kinds, number: mention.number, gender: mention.gender,
                hasName: mention.form == .name,
                descriptions: mention.form == .nominal ? [mention.lemma: mention.modifiers] : [:],
                nameHeads: mention.nameHead.map { [$0] } ?? [],
                names: mention.form == .name ? [mention.name.key] : [], nameWords: Set(mention.name.words),
                isCoordination: mention.form == .coordination)
        }
        chainOf = Array(mentions.indices)
    }

    /// The chain of a mention.
    subscript(mention: Int) -> Chain { chains[chainOf[mention]] }

    /// Joins the chains of two mentions. What only one knows holds for both; where they differ, the named one decides.
    mutating func merge(_ first: Int, _ second: Int) {
        var keep = chainOf[first]
        var drop = chainOf[second]
        guard keep != drop else { return }
        if chains[keep].members.count < chains[drop].members.count { swap(&keep, &drop) }
        let other = chains[drop]
        var chain = chains[keep]
        let shared = chain.kinds.intersection(other.kinds)
        chain.kinds = shared.isEmpty ? (other.hasName && !chain.hasName ? other.kinds : chain.kinds) : shared
        chain.number = chain.number ?? other.number
        chain.gender = chain.gender ?? other.gender
        chain.hasName = chain.hasName || other.hasName
        chain.descriptions.merge(other.descriptions) { $0.union($1) }
        chain.nameHeads.formUnion(other.nameHeads)
        chain.names.formUnion(other.names)
        chain.nameWords.formUnion(other.nameWords)
        chain.isCoordination = chain.isCoordination || other.isCoordination
        chain.members = EntityChains.merged(chain.members, other.members)
        chains[keep] = chain
        chains[drop].members = []
        for member in other.members { chainOf[member] = keep }
    }

    /// Records a noun that describes the entity without being a mention of it ("is a company", "President").
    mutating func describe(_ mention: Int, noun: String, modifiers: Set<String>, gender: Gender?) {
        let chain = chainOf[mention]
        chains[chain].descriptions[noun, default: []].formUnion(modifiers)
        if chains[chain].gender == nil, chains[chain].kinds.contains(.person) { chains[chain].gender = gender }
    }

    /// Corrects what the mention's chain may be: a phrase that names the entity knows better than the type of a name.
    mutating func restrict(_ mention: Int, to kinds: ReferentKinds) { chains[chainOf[mention]].kinds = kinds }

    private static func merged(_ left: [Int], _ right: [Int]) -> [Int] {
        var result: [Int] = []
        result.reserveCapacity(left.count + right.count)
        var (i, j) = (0, 0)
        while i < left.count, j < right.count {
            if left[i] < right[j] {
                result.append(left[i])
                i += 1
            } else {
                result.append(right[j])
                j += 1
            }
        }
        return result + left[i...] + right[j...]
    }
}
