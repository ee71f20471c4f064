/// Names of authors out of a byline: `By Ana Silva and Ben Okri, March 3, 2015` is `Ana Silva`, `Ben Okri`.
package enum Byline {
    private static let wordsMax = 8
    private static let openings = [
        "written by: ", "written by ", "posted by ", "story by ", "words by ", "reported by ", "author: ", "author ",
        "by: ", "by ",
        "von ", "par ", "por ",
    ]

    /// The names, none where the text is no byline (a URL, an account, a sentence).
    /// - Parameters:
    ///   - site: the site on whose page it stands: in `By Ann Lee, Valley Chronicle` its name is no author's.
    ///   - isCitation: `Last, First`, as in citations, is one name.
    package static func names(
        _ text: String, on site: SiteNames = SiteNames(), isCitation: Bool = false
    ) -> [String] {
        guard text.utf8.count < 1_000 else { return [] }
        var rest = ArticleText.clean(text)
        guard !rest.isEmpty, rest.unicodeScalars.count < 200, !isAddress(rest) else { return [] }
        rest = withoutDate(withoutOpening(rest))
        for stop in [" | ", " • ", " · ", " on ", " — ", " – ", " / Updated", " Updated", " Published"] {
            if ByteSearch.contains(stop, in: rest), let cut = rest.firstRange(of: stop) {
                rest = String(rest[..<cut.lowerBound])
            }
        }
        if isCitation { return [rest].filter { !$0.isEmpty } }
        var names: [String] = []
        for part in parts(rest) {
            var pieces = part.split(separator: ",").map { $0.trimming { $0.isWhitespace } }.filter { !$0.isEmpty }
            if pieces.count > 1, let last = pieces.last, site.contains(last) { pieces.removeLast() }
            // `Ana Silva, Ben Okri` are two; `Goodman, Brenda` and `Brenda Goodman, MA` are one.
            if pieces.count > 1, pieces.allSatisfy({ $0.split(separator: " ").count > 1 }) {
                names += pieces
            } else {
                names.append(pieces.joined(separator: ", "))
            }
        }
        return names.map { withoutOpening($0) }.filter(isName)
    }

    /// The text before a date, which may be glued on (`Ann LeeMarch 3, 2024`) where a page sets it apart by style alone.
    private static func withoutDate(_ text: String) -> String {
        for (before, place) in zip(text.indices, text.indices.dropFirst())
        where text[before].isLowercase && (text[place].isUppercase || text[place].isNumber) {
            let rest = String(text[place...])
            if DateReader.date(inProse: rest)?.range.lowerBound == rest.startIndex { return String(text[..<place]) }
        }
        return DateReader.date(inProse: text).map { String(text[..<$0.range.lowerBound]) } ?? text
    }

    /// The text cut at `and` and what stands for it.
    private static func parts(_ text: String) -> [Substring] {
        guard [" and ", " & ", ";"].contains(where: { ByteSearch.contains($0, in: text) }) else {
            return text.isEmpty ? [] : [text[...]]
        }
        return text.replacing(" & ", with: " and ").replacing(";", with: " and ").split(separator: " and ")
    }

    private static func withoutOpening(_ text: String) -> String {
        let lower = text.lowercased()
        for opening in openings where lower.hasPrefix(opening) {
            return String(text.dropFirst(opening.count)).trimming { $0.isWhitespace || $0 == ":" }
        }
        return text
    }

    private static func isAddress(_ text: String) -> Bool {
        text.hasPrefix("http://") || text.hasPrefix("https://") || text.hasPrefix("www.") || text.hasPrefix("@")
    }

    private static func isName(_ text: String) -> Bool {
        guard let first = text.first, first.isLetter || first.isNumber || first == "\"" else { return false }
        return !isAddress(text) && text.contains(where: \.isLetter) && text.split(separator: " ").count <= wordsMax
    }
}
