/// The article's text from JSON-LD, for pages that draw their text with a script and so have little of it in the
/// markup.
enum StructuredBody {
    private static let charactersMin = 400
    private static let sampleCount = 12

    /// The text of `articleBody` where `text` lacks most of it, else none.
    static func better(than text: ArticleText, articleBody: String?) -> ArticleText? {
        guard let articleBody, articleBody.unicodeScalars.count >= charactersMin else { return nil }
        let plain = CharacterReferences.resolve(articleBody)
        let paragraphs = plain.split(whereSeparator: \.isNewline).map(String.init)
        let words = plain.split(whereSeparator: \.isWhitespace)
        guard words.count >= 60, !plain.contains("</p>"), !plain.contains("<p>") else { return nil }
        // Pieces of six words, evenly spread: how many of them does the page's own text have?
        let flat = text.text.replacing("\n", with: " ")
        let step = max(1, (words.count - 6) / sampleCount)
        let pieces = stride(from: 0, to: words.count - 6, by: step).map { words[$0..<($0 + 6)].joined(separator: " ") }
        let found = ByteSearch.count(pieces.map { ArticleText.clean($0) }, in: flat)
        guard found * 3 < pieces.count, plain.unicodeScalars.count > text.scalarCount / 2 else { return nil }
        var body = text.emptied()
        for paragraph in paragraphs { body.append(Array(paragraph.utf8), kind: .paragraph) }
        return body
    }
}
