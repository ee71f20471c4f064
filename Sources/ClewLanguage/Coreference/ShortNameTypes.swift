import ClewModel

/// The types of short names, by the full names in the same article: the name head reads a lone word as it comes, but
/// "Parata" beside "Hori Parata" is the person, "Ennahda" beside "Ennahda Party" the organization, and "BVI" beside
/// "British Virgin Islands" the place.
///
/// A word that several kinds of full names share ("Ford" beside "Henry Ford" and "Ford Motor Company") keeps its type.
struct ShortNameTypes {
    private var surnames: Set<String> = []
    /// Words of full names that are no person's.
    private var wordsOfOthers: Set<String> = []
    private var wordsOfPersons: Set<String> = []
    /// Organizations' names less what they end in.
    private var stems: Set<String> = []
    /// Lone words → how often they are read as a person, and as an organization.
    private var votes: [String: (person: Int, organization: Int)] = [:]
    /// Lone words → how often they are read as each type.
    private var readings: [String: [EntityType: Int]] = [:]
    /// Words that are read as something else than a place somewhere.
    private var notOnlyPlaces: Set<String> = []
    /// Types of full names by their initials.
    private var expansions: [String: Set<EntityType>] = [:]

    /// The mentions with the types of short names settled. O(names).
    static func settled(_ mentions: [MentionCandidate]) -> [MentionCandidate] {
        let rules = ShortNameTypes(mentions)
        return mentions.map { mention in
            guard let type = rules.type(of: mention) else { return mention }
            var mention = mention
            mention.nameType = type
            mention.kinds = ReferentKinds(type)
            mention.nameHead = nil
            mention.gender = nil
            return mention
        }
    }

    private init(_ mentions: [MentionCandidate]) {
        for mention in mentions {
            guard let type = mention.nameType, let last = mention.name.words.last else { continue }
            guard mention.name.words.count > 1 else {
                if type != .location { notOnlyPlaces.insert(last) }
                readings[last, default: [:]][type, default: 0] += 1
                if type == .person { votes[last, default: (0, 0)].person += 1 }
                if type == .organization { votes[last, default: (0, 0)].organization += 1 }
                continue
            }
            if type == .person {
                surnames.insert(last)
                wordsOfPersons.formUnion(mention.name.words)
                continue
            }
            wordsOfOthers.formUnion(mention.name.words)
            if type == .organization || type == .location {
                expansions[mention.name.initials, default: []].insert(type)
            }
            if type == .organization, let stem = mention.name.organizationStem, stem.count == 1 {
                stems.insert(stem[0])
            }
        }
    }

    /// The type of a name of one word, where the article knows better than the name head.
    private func type(of mention: MentionCandidate) -> EntityType? {
        guard let type = mention.nameType, mention.name.words.count == 1 else { return nil }
        let word = mention.name.words[0]
        if type != .person, surnames.contains(word), !wordsOfOthers.contains(word), mayBePerson(mention, type) {
            return .person
        }
        guard !wordsOfPersons.contains(word) else { return nil }
        if stems.contains(word), mayBeStem(word, type) { return .organization }
        if type == .person, let acronym = mention.name.acronym, acronym.count > 2,
            let types = expansions[acronym], types.count == 1
        {
            return types.first
        }
        // "a robot called Kestrel", and "Kestrel is safer" read as a person: who has no other name is no person where as many
        // mentions say otherwise.
        if type == .person, let counts = readings[word], let persons = counts[.person],
            let other = EntityType.allCases.first(where: {
                [.product, .organization, .work].contains($0) && counts[$0, default: 0] >= persons
            })
        {
            return other
        }
        return nil
    }

    /// Whether an organization's stem may be read wrongly here. "Boston" beside "Boston Group" may be the place, unless
    /// the name head is of two minds.
    private func mayBeStem(_ word: String, _ type: EntityType) -> Bool {
        switch type {
        case .person, .product, .concept: true
        case .location: notOnlyPlaces.contains(word)
        default: false
        }
    }

    /// Whether the name stands where a person may: a place acts seldom, and a modifier ("the Phoenix mayor") never. An
    /// organization stays one, for founders give theirs their name, unless the name head is of two minds.
    private func mayBePerson(_ mention: MentionCandidate, _ type: EntityType) -> Bool {
        switch type {
        case .location: mention.role == .subject && !mention.isModifier
        case .group, .concept: !mention.isModifier
        case .organization:
            !mention.isModifier && (votes[mention.name.words[0]].map { $0.person > $0.organization } ?? false)
        default: false
        }
    }
}

extension NormalName {
    /// An organization's words without those that say what it does ("Tata" of "Tata Group"); nil if it has none such.
    var organizationStem: ArraySlice<String>? {
        var length = words.count
        while length > 1, NameWords.organizationTails.contains(words[length - 1]) { length -= 1 }
        return length < words.count ? words[..<length] : nil
    }
}
