import ClewModel

/// A rule of resolution in two halves, so that it can be carried out by grouping: the keys under which it looks senses
/// up, and what it decides on a block, which is all senses that share a key. It sees nothing but the block, so that an
/// engine that sorts or groups by key and hands over one block after another (`ResolutionStep`) decides as
/// `EntityResolver` does in one process.
///
/// What a rule works with is a block's size: no rule compares all of its members with one another.
package protocol MergeRule: Sendable {
    /// Keys of the blocks that the sense belongs to; none where the rule has nothing to do with it.
    func keys(of sense: Sense) -> [BlockingKey]

    /// Which members are one entity, as pairs of places in `block.members`.
    func links(in block: Block) -> [Block.Link]
}

/// What brings senses together for a rule.
package struct BlockingKey: Hashable, Sendable {
    package var text: String
    /// The sense itself is not looked at: it shows that its kind exists, and one such witness is as good as a million.
    package var isWitness = false
}

/// The senses that share a key of a rule.
package struct Block: Sendable {
    /// A sense, and the entity that it belongs to before the rule.
    package struct Member: Sendable {
        package var sense: Sense
        /// A label that all senses of the entity have, and no others.
        package var entity: Int
    }

    /// Two places in `members`.
    package struct Link: Hashable, Sendable {
        package var left: Int
        package var right: Int
    }

    package var key: String
    /// Sorted by key of their sense.
    package var members: [Member]
    /// Whether a sense was there of which nothing but its key is told.
    package var isWitnessed = false

    package init(key: String, members: [Member], isWitnessed: Bool) {
        self.key = key
        self.members = members
        self.isWitnessed = isWitnessed
    }

    /// Places of the members that `isWanted`.
    func places(where isWanted: (Sense) -> Bool) -> [Int] { members.indices.filter { isWanted(members[$0].sense) } }

    /// Whether all these members are of one entity already.
    func areOneEntity(_ places: [Int]) -> Bool { entityCount(places) == 1 }

    /// How many entities these members are of.
    func entityCount(_ places: [Int]) -> Int { Set(places.map { members[$0].entity }).count }

    subscript(place: Int) -> Sense { members[place].sense }
}

extension Merge.Reason {
    /// The rule; none for a user's word, which names its senses itself.
    package var rule: (any MergeRule)? {
        switch self {
        case .user: nil
        case .sameAs: SameAsRule()
        case .authority: AuthorityRule()
        case .sameName: NamesakeRule()
        case .discourse: DiscourseRule()
        case .openType: OpenTypeRule()
        case .metonymy: MetonymyRule()
        case .typeOutvoted: OutvotedRule()
        case .mononym: MononymRule()
        case .middleName: MiddleNameRule()
        case .acronym: AcronymRule()
        case .designator: DesignatorRule()
        case .knownAlias: KnownAliasRule()
        }
    }
}
