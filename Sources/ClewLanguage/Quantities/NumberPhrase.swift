/// A number in digits or words: `5.6 billion`, `300m`, `two and a half million`, `a dozen`.
struct NumberPhrase {
    /// The value, its multiplier included.
    var value: Double
    /// The value before the multiplier.
    var base: Double
    /// `1` or what `million`, `bn` and the like multiply with.
    var multiplier: Double
    /// The index after its last word.
    var end: Int
    /// Whether it is written in digits.
    var isDigits: Bool

    /// Reads the longest number at `start`. O(its words).
    init?(_ words: WordCursor, at start: Int, currency: Bool = false) {
        guard let base = NumberPhrase.base(words, at: start, currency: currency) else { return nil }
        self = base
        var next = end
        // "5.6-billion"
        if ["-", "‐", "–"].contains(words[next]), !words.tokens[next].spaceAfter,
            NumberPhrase.multipliers[words[next + 1]] != nil
        {
            next += 1
        }
        while let factor = NumberPhrase.factor(words, at: next, currency: currency && isDigits) {
            multiplier *= factor
            next += 1
            end = next
        }
        value = NumberPhrase.product(self.base, multiplier)
    }

    private init(_ base: Double, end: Int, isDigits: Bool, multiplier: Double = 1) {
        self.base = base
        self.multiplier = multiplier
        self.end = end
        self.isDigits = isDigits
        value = NumberPhrase.product(base, multiplier)
    }

    /// The product without the last digits that binary fractions add: 16.379 billion is 16379000000.
    static func product(_ base: Double, _ multiplier: Double) -> Double {
        guard multiplier > 1, base * multiplier < 1e15 else { return base * multiplier }
        return (base * multiplier * 100).rounded() / 100
    }

    private static func factor(_ words: WordCursor, at index: Int, currency: Bool) -> Double? {
        let word = words.bare(index)
        if let factor = multipliers[word] { return factor }
        return currency ? abbreviations[word] : ["bn", "mn", "tn"].contains(word) ? abbreviations[word] : nil
    }

    // MARK: The number before the multiplier

    private static func base(_ words: WordCursor, at start: Int, currency: Bool) -> NumberPhrase? {
        if let digits = digits(words[start], currency: currency) {
            return NumberPhrase(digits.value, end: start + 1, isDigits: true, multiplier: digits.factor)
        }
        let first = words[start]
        if first == "a" || first == "an" {
            return multipliers[words[start + 1]] != nil ? NumberPhrase(1, end: start + 1, isDigits: false) : nil
        }
        if first == "half", words[start + 1] == "a", multipliers[words[start + 2]] != nil {
            return NumberPhrase(0.5, end: start + 2, isDigits: false)
        }
        guard var (value, end) = spelled(words, at: start) else { return nil }
        if words[end] == "and", words[end + 1] == "a", words[end + 2] == "half" {
            value += 0.5
            end += 3
        }
        return NumberPhrase(value, end: end, isDigits: false)
    }

    /// `1,234.5`, and with the multiplier written onto it `300m`, `1.5bn`. None for ordinals, codes and mixed words.
    static func digits(_ word: String, currency: Bool) -> (value: Double, factor: Double)? {
        var text = Substring(word)
        guard let first = text.first, first.isASCII, first.isNumber else { return nil }
        var factor = 1.0
        let letters = text.drop { $0.isNumber || $0 == "." || $0 == "," }
        if !letters.isEmpty {
            guard let known = abbreviations[String(letters)], currency || letters.count == 2 else { return nil }
            factor = known
            text = text.prefix(text.count - letters.count)
        }
        let groups = text.split(separator: ",", omittingEmptySubsequences: false)
        for group in groups.dropFirst() where group.prefix(while: { $0 != "." }).count != 3 { return nil }
        if groups.count > 2, groups.dropFirst().dropLast().contains(where: { $0.contains(".") }) { return nil }
        guard text.filter({ $0 == "." }).count <= 1, !text.hasSuffix("."), let value = Double(groups.joined()) else {
            return nil
        }
        return (value, factor)
    }

    /// `twenty-five`, `two hundred and fifty`: words up to thousands.
    private static func spelled(_ words: WordCursor, at start: Int) -> (Double, Int)? {
        var total = 0.0
        var current = 0.0
        var index = start
        var end = start
        while true {
            let word = words[index]
            if let number = small[word] ?? hyphenated(word) {
                current += number
            } else if word == "hundred", current > 0 {
                current *= 100
            } else if word == "thousand", current > 0 {
                total += current * 1000
                current = 0
            } else if word == "and" || word == "-", end > start, small[words[index + 1]] != nil,
                word == "-" || words[index - 1] == "hundred" || words[index - 1] == "thousand"
            {
                index += 1
                continue
            } else {
                break
            }
            index += 1
            end = index
        }
        return end > start ? (total + current, end) : nil
    }

    private static func hyphenated(_ word: String) -> Double? {
        let parts = word.split(separator: "-")
        guard parts.count == 2, let tens = small[String(parts[0])], tens >= 20, let ones = small[String(parts[1])],
            ones < 10
        else { return nil }
        return tens + ones
    }

    static let multipliers: [String: Double] = [
        "hundred": 100, "thousand": 1000, "million": 1e6, "billion": 1e9, "trillion": 1e12, "dozen": 12, "lakh": 1e5,
        "crore": 1e7,
    ]
    private static let abbreviations: [String: Double] = [
        "k": 1000, "m": 1e6, "mn": 1e6, "mio": 1e6, "b": 1e9, "bn": 1e9, "tn": 1e12,
    ]
    private static let small: [String: Double] = {
        var table: [String: Double] = [:]
        let ones = """
            zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen \
            eighteen nineteen
            """.split(separator: " ")
        for (value, word) in ones.enumerated() { table[String(word)] = Double(value) }
        let tens = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]
        for (index, word) in tens.enumerated() { table[word] = Double(index + 2) * 10 }
        return table
    }()
}
