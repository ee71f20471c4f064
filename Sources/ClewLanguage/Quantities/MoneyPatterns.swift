import ClewModel

/// Amounts of money: a sign or code before a number ("$5.6 billion", "EUR 20"), or a currency after it ("40 million
/// euros").
struct MoneyPatterns {
    let words: WordCursor

    /// The longest amount that starts at a word. O(1).
    func match(at start: Int) -> NameSpan? {
        guard let (amount, currency, end) = signed(start) ?? worded(start) else { return nil }
        return NameSpan(words: start..<end, type: .money, value: .quantity(amount, unit: currency))
    }

    // MARK: Sign first

    private func signed(_ start: Int) -> (Double, String, Int)? {
        guard let (currency, number) = sign(start) else { return nil }
        var amount = number.value
        // "$5 to $6 billion": the first takes the multiplier of the second.
        if number.multiplier == 1, let other = rangeEnd(number.end, start), other.multiplier > 1,
            number.base < other.base
        {
            amount = NumberPhrase.product(amount, other.multiplier)
        }
        var end = number.end
        if words[end] == "usd" || words[end] == "us" && words[end + 1] == "dollars" {
            end += words[end] == "usd" ? 1 : 2
        }
        return (amount, currency, end)
    }

    /// A sign or code with the number after it, in one token or two.
    private func sign(_ start: Int) -> (String, NumberPhrase)? {
        let word = words[start]
        if let currency = UnitWords.currencySigns[word] ?? code(start) {
            return NumberPhrase(words, at: start + 1, currency: true).flatMap { $0.isDigits ? (currency, $0) : nil }
        }
        // "US $ 5", tokenised apart.
        if ["us", "u.s."].contains(word), words[start + 1] == "$", words.tokens.indices.contains(start + 1),
            !words.tokens[start].spaceAfter
        {
            return NumberPhrase(words, at: start + 2, currency: true).flatMap { $0.isDigits ? ("USD", $0) : nil }
        }
        let sign = word.prefix { !$0.isNumber }
        guard !sign.isEmpty, sign.count < word.count, let currency = UnitWords.currencySigns[String(sign)] else {
            return nil
        }
        guard let digits = NumberPhrase.digits(String(word.dropFirst(sign.count)), currency: true) else { return nil }
        return gluedNumber(digits, start).map { (currency, $0) }
    }

    /// The number whose digits are glued to a sign: "$5.6" and a multiplier in the next word.
    private func gluedNumber(_ digits: (value: Double, factor: Double), _ start: Int) -> NumberPhrase? {
        var sentence = Sentence(range: TextRange(0, 0), tokens: words.tokens)
        sentence.tokens[start].form = String(words[start].drop { !$0.isNumber })
        return NumberPhrase(WordCursor(sentence), at: start, currency: true)
    }

    private func code(_ index: Int) -> String? {
        guard words.tokens.indices.contains(index) else { return nil }
        let form = words.tokens[index].form
        guard UnitWords.currencyCodes.contains(form) else { return nil }
        return form == "RMB" ? "CNY" : form
    }

    /// The number that ends a range begun before `end`.
    private func rangeEnd(_ end: Int, _ start: Int) -> NumberPhrase? {
        let joint = words[end]
        guard ["to", "-", "–"].contains(joint) || joint == "and" && words[start - 1] == "between" else { return nil }
        return sign(end + 1)?.1 ?? NumberPhrase(words, at: end + 1, currency: true)
    }

    // MARK: Number first

    private func worded(_ start: Int) -> (Double, String, Int)? {
        guard !words.isGlued(start), let number = NumberPhrase(words, at: start, currency: true) else { return nil }
        var next = number.end
        if words[next] == "-", words.tokens.indices.contains(next), !words.tokens[next].spaceAfter { next += 1 }
        if let code = code(next) { return (number.value, code, next + 1) }
        if let sign = UnitWords.currencySigns[words[next]], !["rs", "rs."].contains(words[next]), number.isDigits,
            NumberPhrase(words, at: next + 1, currency: true) == nil
        {
            return (number.value, sign, next + 1)
        }
        // "40 million Swiss francs", "2 Hong Kong dollars": up to two words before the currency's.
        for length in 0...2 {
            guard let currency = currency(next + length, words: length) else { continue }
            return (number.value, currency, next + length + 1)
        }
        return nil
    }

    private func currency(_ index: Int, words length: Int) -> String? {
        var noun = words[index]
        // "Won" and "real" are also other words.
        guard ["NOUN", "PROPN", "SYM", "X"].contains(words.upos(index)), words[index + 1] != "-" else { return nil }
        if length == 0, noun == "pounds" || noun == "pound", words[index + 1] == "sterling" { return "GBP" }
        if noun.hasSuffix("s"), noun != "reais" { noun.removeLast() }
        if length == 0 { return UnitWords.currencyWords[noun] ?? UnitWords.sharedCurrencyWords[noun] }
        return UnitWords.nationalCurrencies[words[index - 1] + " " + noun]
    }
}
