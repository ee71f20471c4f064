import ClewModel

/// Where and when a page was saved, from the comment that the browser or SingleFile leaves in it. The first comment
/// that tells wins: it was written last, by whoever saved the file.
struct SavedPageComment {
    private(set) var url: String?
    private(set) var saved: CalendarDate?

    private static let signs = PhraseFinder<Void>([
        ("saved from url=(", ()), ("page saved with singlefile", ()), ("archive processed by singlefile", ()),
    ])

    /// Whether a comment is one that tells how a page was saved.
    static func isOne(_ comment: UnsafeBufferPointer<UInt8>) -> Bool { signs.contains(comment) }

    /// - Parameter comments: those that are such.
    init(_ comments: [String]) {
        for comment in comments {
            if let range = comment.firstRange(of: "saved from url=(") {
                read(markOfTheWeb: comment[range.upperBound...])
            } else {
                read(singleFile: comment)
            }
            if url != nil { return }
        }
    }

    /// `(0023)https://example.org/a`: the number is the length of the address. `about:internet` is no address.
    private mutating func read(markOfTheWeb text: Substring) {
        guard let close = text.firstIndex(of: ")") else { return }
        let rest = text[text.index(after: close)...].prefix { !$0.isWhitespace }
        if rest.hasPrefix("http") { url = String(rest) }
    }

    private mutating func read(singleFile comment: String) {
        for line in comment.split(whereSeparator: \.isNewline) {
            let trimmed = line.trimming(\.isWhitespace)
            if trimmed.hasPrefix("url: ") {
                let address = trimmed.dropFirst(5).trimming(\.isWhitespace)
                if address.hasPrefix("http") { url = address }
            } else if trimmed.hasPrefix("saved date: ") {
                saved = DateReader.date(inProse: String(trimmed.dropFirst(12)))?.date
            }
        }
    }
}
