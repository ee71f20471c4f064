import ClewModel

/// One type for one name: where the name head read the same name as several types, the article's majority decides.
///
/// A person and something else stay apart unless the majority is clear (three to one, or all but one), and a word that
/// is also part of a person's full name keeps what was read each time: "Trump" and "the Trump Organization".
enum NameTypes {
    /// The mentions with settled types and kinds. O(names).
    static func settled(_ mentions: [MentionCandidate]) -> [MentionCandidate] {
        var votes: [String: [EntityType: Int]] = [:]
        var partsOfPersons: Set<String> = []
        for mention in mentions {
            guard let type = mention.nameType else { continue }
            votes[mention.name.key, default: [:]][type, default: 0] += 1
            if type == .person, mention.name.words.count > 1 { partsOfPersons.formUnion(mention.name.words) }
        }
        var settled = mentions
        for (index, mention) in mentions.enumerated() {
            guard let type = mention.nameType, let counts = votes[mention.name.key], counts.count > 1 else { continue }
            let best = majority(of: counts, isPartOfPerson: partsOfPersons.contains(mention.name.key), for: type)
            guard best != type else { continue }
            settled[index].nameType = best
            settled[index].kinds = ReferentKinds(best)
            if best != .person { settled[index].gender = nil }
        }
        return settled
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
