import ClewModel

/// One type for one name: where the name head read the same name as several types, what the article itself calls the
/// bearer decides ("Acme, a robotics company"), else the majority.
///
/// A person and something else stay apart unless the majority is clear (three to one, or all but one), and a word that
/// is also part of a person's full name keeps what was read each time, "Trump" and "the Trump Organization", unless the
/// article calls it a company: "drugmaker Orsant", which the brothers Orsant founded.
enum NameTypes {
    /// The mentions with settled types and kinds. O(names).
    static func settled(_ given: [MentionCandidate], trees: [DependencyIndex]) -> [MentionCandidate] {
        let mentions = given.map(withTail)
        var votes: [String: [EntityType: Int]] = [:]
        var partsOfPersons: Set<String> = []
        for mention in mentions {
            guard let type = mention.nameType else { continue }
            votes[mention.name.key, default: [:]][type, default: 0] += 1
            if type == .person, mention.name.words.count > 1 { partsOfPersons.formUnion(mention.name.words) }
        }
        let told = told(mentions, trees, votes)
        var settled = mentions
        for (index, mention) in mentions.enumerated() {
            let key = mention.name.key
            guard let type = mention.nameType, let counts = votes[key] else { continue }
            // A legal form tells what its bearer is: the New Zealand Company is no place.
            if type == .organization, mention.name.legalForm != nil { continue }
            let isPartOfPerson = partsOfPersons.contains(key)
            let best =
                told[key].flatMap { isPartOfPerson && $0 == .person ? nil : $0 }
                ?? majority(of: counts, isPartOfPerson: isPartOfPerson, for: type)
            guard best != type else { continue }
            settled[index].nameType = best
            settled[index].kinds = ReferentKinds(best)
            if best != .person { settled[index].gender = nil }
        }
        return settled
    }

    /// "Castellan Lines" read as a place is a company all the same.
    private static func withTail(_ mention: MentionCandidate) -> MentionCandidate {
        guard mention.nameType == .location, mention.name.words.count > 1, let last = mention.name.words.last,
            NameWords.organizationTails.contains(last), !tailsOfPlaces.contains(last)
        else { return mention }
        var mention = mention
        mention.nameType = .organization
        mention.kinds = .organization
        return mention
    }

    /// Last words of companies' names that places have too: the West Bank.
    private static let tailsOfPlaces: Set<String> = [
        "bank", "air", "railway", "railways", "university", "college", "international", "stores",
    ]

    /// By the key of a name the type that nouns give its bearer; none where they disagree.
    private static func told(
        _ mentions: [MentionCandidate], _ trees: [DependencyIndex], _ votes: [String: [EntityType: Int]]
    ) -> [String: EntityType] {
        var told: [String: Set<EntityType>] = [:]
        for mention in mentions {
            guard let type = mention.nameType, type == .person || type == .organization || type == .location else {
                continue
            }
            // What is said of the New Zealand Company is not said of New Zealand.
            let counts = votes[mention.name.key] ?? [:]
            if mention.name.legalForm != nil, counts[.location, default: 0] > counts[.organization, default: 0] {
                continue
            }
            let nouns = describingNouns(of: mention, in: trees[mention.sentence])
            // A country is as good a member of something as a person or a firm.
            for noun in nouns.filter({ $0 != "member" }).compactMap({ NounLexicon.kinds(of: $0) }) {
                guard noun == .person || noun == .organization else { continue }
                told[mention.name.key, default: []].insert(noun.entityType(isNamed: true))
            }
        }
        return told.compactMapValues { $0.count == 1 ? $0.first : nil }
    }

    /// The nouns that say what a name's bearer is: "Acme, a company", "Acme is a company", "the company Acme", "drugmaker
    /// Acme".
    private static func describingNouns(of mention: MentionCandidate, in tree: DependencyIndex) -> [String] {
        let head = mention.head
        let isPlain = { (word: Int) in
            tree.tokens[word].upos == "NOUN" && !mention.words.contains(word) && !tree.tokens[word].xpos.hasSuffix("S")
                && !tree.children[word].contains { tree.relation($0) == "conj" }
        }
        var nouns = tree.children[head].filter { child in
            tree.relation(child) == "appos" && child > head && isPlain(child)
                && tree.children[child].contains { $0 < child && tree.relation($0) == "det" }
        }
        let governor = tree.heads[head]
        if governor >= 0, isPlain(governor) {
            let isPredicate =
                tree.relation(head) == "nsubj" && tree.children[governor].contains { tree.relation($0) == "cop" }
                && !tree.children[governor].contains { ["case", "advmod"].contains(tree.relation($0)) }
            let isTitle = ["flat", "appos"].contains(tree.relation(head)) && governor + 1 == mention.words.lowerBound
            if isPredicate || isTitle { nouns.append(governor) }
        }
        let before = mention.words.lowerBound - 1
        if before >= 0, before != governor, isPlain(before), tree.tokens[before].spaceAfter {
            let isTitle = tree.heads[before] == head && ["compound", "nmod", "appos"].contains(tree.relation(before))
            // Where a parser gives a verb both the noun and the name.
            let isBeside = tree.heads[before] == governor && tree.relation(before) == tree.relation(head)
            if isTitle || isBeside { nouns.append(before) }
        }
        return nouns.map { tree.tokens[$0].lemma.lowercased() }
    }

    private static func majority(
        of counts: [EntityType: Int], isPartOfPerson: Bool, for type: EntityType
    ) -> EntityType {
        let persons = counts[.person] ?? 0
        let others = counts.filter { $0.key != .person }
        let most = others.values.max() ?? 0
        let leaders = EntityType.allCases.filter { others[$0] == most }
        guard let first = leaders.first else { return .person }
        // A tie decides nothing.
        let bestOther = leaders.contains(type) ? type : first
        let total = others.values.reduce(0, +)
        if persons > 0 {
            if isPartOfPerson { return type == .person ? .person : bestOther }
            if isClear(persons, over: total) { return .person }
            if !isClear(total, over: persons) { return type == .person ? .person : bestOther }
        }
        return bestOther
    }

    private static func isClear(_ more: Int, over fewer: Int) -> Bool {
        more >= 3 * fewer || (fewer == 1 && more >= 2)
    }
}
