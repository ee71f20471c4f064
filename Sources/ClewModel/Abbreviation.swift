/// Finds what an abbreviation in parentheses stands for: "Named Binary Tag (NBT)".
///
/// The matching is that of Schwartz and Hearst, "A simple algorithm for identifying abbreviation definitions in biomedical
/// text" (PSB 2003): the letters of the short form are found from right to left in the words before it, the first one at
/// the start of a word.
package enum Abbreviation {
    /// Whether a word can be a short form: two to ten characters, begun by a letter or digit, with two capitals or digits.
    package static func isShortForm(_ form: String) -> Bool {
        guard (2...10).contains(form.count), let first = form.first, first.isLetter || first.isNumber else {
            return false
        }
        return form.filter { $0.isUppercase || $0.isNumber }.count >= 2 && form.contains(where: \.isUppercase)
    }

    /// The words before `end` that a short form abbreviates, of which there are at least two. Punctuation other than a
    /// hyphen within a word ends the search. O(letters of the window).
    package static func longForm(of short: String, before end: Int, in tokens: [Token]) -> Range<Int>? {
        let letters = short.lowercased().filter { $0.isLetter || $0.isNumber }
        let window = window(before: end, wordsMax: min(letters.count + 5, letters.count * 2), in: tokens)
        var open = Array(letters)
        var word = window.upperBound - 1
        while word >= window.lowerBound {
            let form = Array(tokens[word].form.lowercased())
            for place in form.indices.reversed() {
                guard let wanted = open.last else { break }
                if form[place] == wanted, open.count > 1 || place == 0 { open.removeLast() }
            }
            if open.isEmpty { return window.upperBound - word > 1 ? word..<window.upperBound : nil }
            word -= 1
        }
        return nil
    }

    private static func window(before end: Int, wordsMax: Int, in tokens: [Token]) -> Range<Int> {
        var start = end
        var words = 0
        while start > 0, words < wordsMax {
            let token = tokens[start - 1]
            if !token.form.contains(where: { $0.isLetter || $0.isNumber }) {
                // Only within a word: "carbapenem-resistant".
                guard ["-", "‐", "‑", "&"].contains(token.form) else { break }
            } else {
                words += 1
            }
            start -= 1
        }
        while start < end, !tokens[start].form.contains(where: { $0.isLetter || $0.isNumber }) { start += 1 }
        return start..<end
    }
}
