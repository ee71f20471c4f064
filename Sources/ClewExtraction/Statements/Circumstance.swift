import ClewModel

/// The role that a phrase plays beside a predicate.
enum Circumstance {
    /// `when`, `where`, `amount`, or the preposition itself; none for a bare phrase that is no time and no amount.
    static func role(of oblique: Oblique, type: EntityType?, in tree: SentenceTree) -> String? {
        let preposition = oblique.preposition
        if isTime(oblique.head, type: type, in: tree) {
            return ["since", "until", "before", "after", "by", "from", "to"].contains(preposition)
                ? preposition : "when"
        }
        switch type {
        case .location where ["in", "at", "near", "on", "across", "inside", "outside"].contains(preposition):
            return "where"
        case .money where ["for", "at", "worth", ""].contains(preposition), .quantity where preposition.isEmpty:
            return "amount"
        default:
            return preposition.isEmpty ? nil : preposition
        }
    }

    /// Whether a phrase tells a time.
    static func isTime(_ word: Int, type: EntityType?, in tree: SentenceTree) -> Bool {
        if type == .date { return true }
        if type != nil, type != .quantity, type != .concept, type != .event { return false }
        // "blamed the low flow on the hot summer".
        if tree.heads[word] >= 0, tree.lemmas[tree.heads[word]] == "blame", tree.preposition(of: word) == "on" {
            return false
        }
        // "at the time".
        if tree.lemmas[word] == "time", tree.xpos(word) == "NN", tree.preposition(of: word) == "at" { return true }
        // "by the end of the war".
        if ["end", "start", "beginning", "middle", "turn", "close", "eve"].contains(tree.lemmas[word]),
            ["by", "at", "since", "until", "in", "before", "after"].contains(
                tree.preposition(of: word)),
            tree.children(of: word, .nmod).contains(where: { whole in
                tree.preposition(of: whole) == "of"
                    && (tree.spans[whole] >= 0 && [.date, .event].contains(tree.sentence.names[tree.spans[whole]].type)
                        || times.contains(tree.lemmas[whole]) || NounType.ofLemma(tree.lemmas[whole]) == .event
                        || ["war", "century", "age", "career", "life"].contains(tree.lemmas[whole].lowercased()))
            })
        {
            return true
        }
        return times.contains(tree.lemmas[word])
    }

    /// Whether a phrase tells a single day or span that a timetable may name: "on Tuesday", "tomorrow", "next week".
    static func isOneDay(_ word: Int, in tree: SentenceTree) -> Bool {
        if days.contains(tree.lemmas[word]) { return !tree.xpos(word).hasSuffix("S") }
        return times.contains(tree.lemmas[word]) && tree.hasChild(of: word) { tree.lemmas[$0] == "next" }
    }

    /// Whether an adverb tells a time by itself.
    static func isTime(adverb lemma: String) -> Bool { adverbs.contains(lemma) }

    private static let adverbs: Set<String> = [
        "yesterday", "today", "tomorrow", "tonight", "recently", "now", "currently", "previously", "formerly",
        "earlier",
        "later", "soon", "once", "lately", "ago",
    ]
    private static let days: Set<String> = [
        "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday", "tomorrow",
    ]
    private static let times: Set<String> = days.union([
        "year", "month", "week", "day", "hour", "minute", "decade", "century", "quarter", "season", "spring", "summer",
        "autumn", "fall", "winter", "morning", "afternoon", "evening", "night", "weekend", "january", "february",
        "march", "april", "may", "june", "july", "august", "september", "october", "november", "december", "yesterday",
        "today", "moment", "period", "era", "past", "future", "midnight", "noon", "dawn", "easter", "christmas", "date",
    ])
}
