/// The article's text from JSON-LD, for pages that draw their text with a script and so have little of it in the
/// markup.
enum StructuredBody {
    private static let charactersMin = 400
    private static let sampleCount = 12

    /// The text of `articleBody` where `text` lacks most of it, else none.
    static func better(than text: ArticleText, articleBody: String?) -> ArticleText? {
        guard let articleBody, articleBody.unicodeScalars.count >= charactersMin else { return nil }
        let plain = CharacterReferences.resolve(articleBody)
        let words = plain.unicodeScalars.split {
            $0.isASCII ? $0.value == 0x20 || (0x09...0x0D).contains($0.value) : $0.properties.isWhitespace
        }
        guard words.count >= 60, !ByteSearch.contains("</p>", in: plain), !ByteSearch.contains("<p>", in: plain) else {
            return nil
        }
        // Pieces of six words, evenly spread: how many of them does the page's own text have?
        let flat = text.text.utf8.map { $0 == 0x0A ? 0x20 : $0 }
        let step = max(1, (words.count - 6) / sampleCount)
        let pieces = stride(from: 0, to: words.count - 6, by: step).map { first in
            ArticleText.clean(words[first..<(first + 6)].map { String($0) }.joined(separator: " "))
        }
        let found = flat.withUnsafeBufferPointer { flat in
            pieces.count { piece in
                var piece = piece
                return piece.withUTF8 { ByteSearch.contains($0, in: flat) }
            }
        }
        guard found * 3 < pieces.count, plain.unicodeScalars.count > text.scalarCount / 2 else { return nil }
        var body = text.emptied()
        for paragraph in plain.split(whereSeparator: \.isNewline) {
            body.append(Array(paragraph.utf8), kind: .paragraph)
        }
        return body
    }
}
