import ClewModel

/// Percentages, measures and counts: "12 %", "15 km", "200 employees", "two and a half million people".
struct MeasurePatterns {
    let words: WordCursor

    /// The quantity that starts at a word. O(words of it).
    func match(at start: Int) -> NameSpan? {
        guard !words.isGlued(start) else { return nil }
        guard let number = NumberPhrase(words, at: start) else { return nil }
        // "twenty five" is read from its first word on only.
        if start > 0, NumberPhrase(words, at: start - 1).map({ $0.end > start }) ?? false { return nil }
        guard let (unit, end) = measure(number) ?? counted(number, start) else { return nil }
        return NameSpan(words: start..<end, type: .quantity, value: .quantity(number.value, unit: unit))
    }

    private func measure(_ number: NumberPhrase) -> (String, Int)? {
        let word = words[number.end]
        if word == "per", words[number.end + 1] == "cent" { return ("percent", number.end + 2) }
        if word == "percentage", words[number.end + 1].hasPrefix("point") {
            return ("percentage point", number.end + 2)
        }
        if ["square", "cubic"].contains(word), let unit = UnitWords.measure(words[number.end + 1]) {
            return (word + " " + unit, number.end + 2)
        }
        if word == "day", number.value == 1, !number.isDigits { return nil }  // "one day" is some day
        // "10-year contract" names no quantity of its own; "5 second" may be an ordinal.
        guard word != "second", let unit = UnitWords.measure(word) else { return nil }
        return (unit, number.end + 1)
    }

    /// A number that the tree makes count a noun to its right, with the modifiers in between.
    private func counted(_ number: NumberPhrase, _ start: Int) -> (String, Int)? {
        if number.value == 1, !number.isDigits { return nil }
        if number.isDigits, number.multiplier == 1, DatePatterns.year(words[start]) != nil,
            !CountWords.isPlural(words, at: number.end)
        {
            return nil
        }
        let last = words.tokens[number.end - 1]
        guard let head = noun(countedBy: start..<number.end), head >= number.end, head - number.end <= 3,
            last.universalRelation != "compound" || head > number.end - 1
        else { return nil }
        for between in number.end..<head {
            guard ["ADJ", "NOUN", "VERB"].contains(words.upos(between)), words.tokens[between].head == head else {
                return nil
            }
        }
        let noun = words.tokens[head]
        guard noun.upos == "NOUN", NumberPhrase.multipliers[noun.lemma.lowercased()] == nil,
            CountWords.isPlural(words, at: head) || number.value == 1
        else { return nil }
        return (noun.lemma.lowercased(), head + 1)
    }

    /// The noun that a word of the number modifies as `nummod`.
    private func noun(countedBy range: Range<Int>) -> Int? {
        for index in range where words.tokens[index].universalRelation == "nummod" {
            let head = words.tokens[index].head
            if !range.contains(head), words.tokens.indices.contains(head) { return head }
        }
        return nil
    }
}

/// Number of nouns, by tag or form.
enum CountWords {
    /// Whether the noun at an index is a plural; "people" is one.
    static func isPlural(_ words: WordCursor, at index: Int) -> Bool {
        guard words.tokens.indices.contains(index) else { return false }
        let token = words.tokens[index]
        return token.xpos == "NNS" || token.xpos == "NNPS" || (token.xpos.isEmpty && words[index].hasSuffix("s"))
    }
}
