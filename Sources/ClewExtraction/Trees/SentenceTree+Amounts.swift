import ClewModel

/// Ranges of amounts: "24 to 28 dollars", "between 5.5 and 6.5", "3-4 inches", "1800 x 1920".
extension SentenceTree {
    /// The last word of a range whose first amount ends at a word; none where no range begins there. "rose from 3 to 5
    /// percent" and "gave 2 million dollars to 30 schools" have none. O(words).
    package func rangeEnd(behind word: Int) -> Int? {
        guard tokens.indices.contains(word + 2), isAmount(word) else { return nil }
        let start = amountStart(endingAt: word)
        let before = start > 0 ? lemmas[start - 1] : ""
        let sign = tokens[word + 1].form.lowercased()
        let isRange =
            sign == "and"
            ? before == "between" : sign == "to" ? before != "from" : ["-", "–", "—", "x", "×"].contains(sign)
        guard isRange else { return nil }
        let second = SentenceTree.currencies.contains(tokens[word + 2].form) ? word + 3 : word + 2
        guard tokens.indices.contains(second), tokens[second].form.first?.isNumber == true else { return nil }
        if spans[second] >= 0 {
            let span = sentence.names[spans[second]]
            return spans[word] < 0 || sentence.names[spans[word]].type == span.type ? span.words.upperBound - 1 : nil
        }
        let next = second + 1
        if tokens.indices.contains(next), ["%", "percent", "million", "billion"].contains(lemmas[next]) { return next }
        // Of what has its unit, the second amount has one too, and counts nothing else.
        if start < word, tokens.indices.contains(next), upos(next) == "NOUN" { return nil }
        return upos(second) == "NUM" ? second : nil
    }

    /// The first word of a range whose last amount begins at a word; none where no range ends there. O(words).
    package func rangeStart(before word: Int) -> Int? {
        guard word > 1, rangeEnd(behind: word - 2) != nil else { return nil }
        return amountStart(endingAt: word - 2)
    }

    /// The last word of what a sum or measure is counted by: "$71 per megawatt hour"; none where it is not. O(1).
    package func rate(of amount: Range<Int>) -> Int? {
        let per = amount.upperBound
        guard tokens.indices.contains(per + 1), heads[per] > per, heads[per] <= per + 4 else { return nil }
        if lemmas[per] == "per" { return heads[per] }
        // "2.1 metres a year", but not "sold 3 tonnes a year" of what the verb says.
        return lemmas[per] == "a" && SentenceTree.timeUnits.contains(lemmas[per + 1]) && heads[per] == per + 1
            && amount.contains(heads[per + 1]) ? per + 1 : nil
    }

    /// The smaller unit of an amount in two units: "four years and three months", "an hour and fifty minutes". O(children).
    package func compoundEnd(of word: Int) -> Int? {
        guard let rank = SentenceTree.timeUnits.firstIndex(of: lemmas[word]),
            child(of: word, .nummod) != nil || ["a", "an"].contains(determiner(of: word))
        else { return nil }
        return children(of: word, .conj).first { other in
            child(of: other, .nummod) != nil && (1...4).contains(other - word)
                && SentenceTree.timeUnits.firstIndex(of: lemmas[other]).map { $0 > rank } == true
        }
    }

    /// Units of time, from the largest.
    static let timeUnits = ["century", "decade", "year", "month", "week", "day", "hour", "minute", "second"]

    /// Whether a word belongs to the number before a noun, or says how exact that is. O(depth).
    package func isOfNumber(_ word: Int, of noun: Int) -> Bool {
        ancestors(of: word).prefix { $0 != noun }.contains { dependencies[$0] == .nummod && heads[$0] == noun }
    }

    /// Whether a number belongs to a sum of money: "a $140 million epic".
    package func isOfSum(_ word: Int) -> Bool { spans[word] >= 0 && sentence.names[spans[word]].type == .money }

    private func isAmount(_ word: Int) -> Bool {
        if spans[word] >= 0 { return [.money, .quantity].contains(sentence.names[spans[word]].type) }
        return upos(word) == "NUM" || ["%", "percent"].contains(lemmas[word])
    }

    private func amountStart(endingAt word: Int) -> Int {
        if spans[word] >= 0 { return sentence.names[spans[word]].words.lowerBound }
        var start = word
        while start > 0, upos(start - 1) == "NUM" || SentenceTree.currencies.contains(tokens[start - 1].form) {
            start -= 1
        }
        return start
    }

    /// Signs of currencies.
    static let currencies: Set<String> = ["$", "€", "£", "¥"]
}
