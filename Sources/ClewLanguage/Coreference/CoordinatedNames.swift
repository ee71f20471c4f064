import ClewModel

/// Names of one body that a coordination runs through, of which the name head sees the parts or nothing.
package enum CoordinatedNames {
    /// "the Roads and Water Board", "Haus und Hof": one name whose words are coordinated. O(words).
    package static func join(_ sentence: inout Sentence) {
        for (word, token) in sentence.tokens.enumerated() where conjunctions.contains(token.form) {
            guard let words = coordinated(around: word, in: sentence.tokens) else { continue }
            let isApart = sentence.names.allSatisfy {
                !$0.words.overlaps(words) || $0.words.clamped(to: words) == $0.words
            }
            guard isApart else { continue }
            sentence.names.removeAll { $0.words.clamped(to: words) == $0.words }
            sentence.names.append(NameSpan(words: words, type: .organization))
        }
        sentence.names.sort { $0.words.lowerBound < $1.words.lowerBound }
    }

    private static func coordinated(around conjunction: Int, in tokens: [Token]) -> Range<Int>? {
        let isCapital = { (word: Int) in
            tokens.indices.contains(word) && tokens[word].form.first?.isUppercase == true
                && tokens[word].upos != "PUNCT"
        }
        var start = conjunction
        while isCapital(start - 1), conjunction - start < 3 { start -= 1 }
        var end = conjunction + 1
        while isCapital(end), end - conjunction < 5 { end += 1 }
        guard start < conjunction, end > conjunction + 1 else { return nil }
        if tokens[conjunction].form != "and" { return start..<end }
        // "the Roads and Water Board", and neither "the Board and Acme" nor "Leeds and York University".
        guard start > 0, tokens[start - 1].form == "the", end > conjunction + 2,
            bodies.contains(tokens[end - 1].form), !bodies.contains(tokens[conjunction - 1].form)
        else { return nil }
        return start..<end
    }

    private static let conjunctions: Set<String> = ["and", "und", "och", "og"]

    private static let bodies: Set<String> = [
        "Board", "Commission", "Authority", "Agency", "Department", "Ministry", "Office", "Federation", "Union",
        "Association", "Inspectorate", "Committee", "Council", "Institute", "Service", "Administration", "Bureau",
        "Tribunal",
    ]
}
