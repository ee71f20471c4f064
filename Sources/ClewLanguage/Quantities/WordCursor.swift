import ClewModel

/// The words of a sentence in lower case, safe to look at beyond the ends.
struct WordCursor {
    let tokens: [Token]
    private let lowered: [String]

    init(_ sentence: Sentence) {
        tokens = sentence.tokens
        lowered = sentence.tokens.map { $0.form.lowercased() }
    }

    /// The number of words.
    var count: Int { tokens.count }

    /// The form of a word in lower case, empty beyond the ends.
    subscript(_ index: Int) -> String { lowered.indices.contains(index) ? lowered[index] : "" }

    /// The same without a full stop at the end: `jan` of "Jan.".
    func bare(_ index: Int) -> String {
        let word = self[index]
        return word.count > 1 && word.hasSuffix(".") ? String(word.dropLast()) : word
    }

    /// Whether a word is written with a capital first.
    func isCapitalized(_ index: Int) -> Bool {
        tokens.indices.contains(index) && (tokens[index].form.first?.isUppercase ?? false)
    }

    /// The universal part of speech, empty beyond the ends.
    func upos(_ index: Int) -> String { tokens.indices.contains(index) ? tokens[index].upos : "" }

    /// The word and those written onto it without a space, up to `limit` words: "2025-01-30" of one token or five.
    func joined(at start: Int, limit: Int) -> [(text: String, end: Int)] {
        var result: [(text: String, end: Int)] = []
        var text = ""
        for index in start..<min(start + limit, count) {
            text += lowered[index]
            result.append((text, index + 1))
            if tokens[index].spaceAfter { break }
        }
        return result
    }

    /// Whether a span of words starts in the middle of a written word ("x-2025-01-30").
    func isGlued(_ start: Int) -> Bool {
        start > 0 && !tokens[start - 1].spaceAfter
            && !["(", "[", "\"", "“", "‘", "'", "/"].contains(tokens[start - 1].form)
    }
}
