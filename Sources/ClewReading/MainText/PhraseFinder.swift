/// Finds many short ASCII phrases in a text at once: they are filed by their first byte, so that the text is read once
/// from left to right.
struct PhraseFinder<Tag: Sendable>: Sendable {
    private var byFirstByte: [[(phrase: [UInt8], tag: Tag)]]

    /// - Parameter phrases: not empty, in lower case.
    init(_ phrases: [(phrase: String, tag: Tag)]) {
        byFirstByte = [[(phrase: [UInt8], tag: Tag)]](repeating: [], count: 256)
        for (phrase, tag) in phrases {
            let bytes = Array(phrase.utf8)
            guard let first = bytes.first else { continue }
            byFirstByte[Int(first)].append((bytes, tag))
        }
    }

    /// Calls `body` with the tag of each phrase that stands in `text`, until it answers false. O(text), for phrases
    /// that differ early.
    func forEachMatch(in text: [UInt8], _ body: (Tag) -> Bool) {
        for start in text.indices {
            for (phrase, tag) in byFirstByte[Int(text[start])] where PhraseFinder.stands(phrase, in: text, at: start) {
                if !body(tag) { return }
            }
        }
    }

    /// Whether one of the phrases stands at the start of `text`.
    func startsMatch(_ text: [UInt8]) -> Bool {
        guard let first = text.first else { return false }
        return byFirstByte[Int(first)].contains { PhraseFinder.stands($0.phrase, in: text, at: 0) }
    }

    private static func stands(_ phrase: [UInt8], in text: [UInt8], at start: Int) -> Bool {
        guard text.count - start >= phrase.count else { return false }
        for offset in phrase.indices where text[start + offset] != phrase[offset] { return false }
        return true
    }
}

extension Array where Element == UInt8 {
    /// The bytes with `A`…`Z` made small; bytes beyond ASCII stay.
    var asciiLowercased: [UInt8] { map { (0x41...0x5A).contains($0) ? $0 | 0x20 : $0 } }
}
