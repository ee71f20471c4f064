/// Finds many short ASCII phrases in a text at once: they are filed by their first byte, so that the text is read once
/// from left to right.
struct PhraseFinder<Tag: Sendable>: Sendable {
    /// All phrases, one after another, by their first byte.
    private let bytes: [UInt8]
    private let entries: [Entry]
    /// For each first byte, where its entries begin; one more for the end.
    private let starts: [Int]

    private struct Entry: Sendable {
        var start: Int
        var count: Int
        var tag: Tag
    }

    /// - Parameter phrases: not empty, in lower case.
    init(_ phrases: [(phrase: String, tag: Tag)]) {
        var bytes: [UInt8] = []
        var entries: [Entry] = []
        var starts: [Int] = []
        for first in UInt8.min...UInt8.max {
            starts.append(entries.count)
            for (phrase, tag) in phrases where phrase.utf8.first == first {
                entries.append(Entry(start: bytes.count, count: phrase.utf8.count, tag: tag))
                bytes.append(contentsOf: phrase.utf8)
            }
        }
        starts.append(entries.count)
        (self.bytes, self.entries, self.starts) = (bytes, entries, starts)
    }

    /// Calls `body` with the tag of each phrase that stands in `text`, until it answers false. O(text), for phrases
    /// that differ early.
    func forEachMatch(in text: [UInt8], _ body: (Tag) -> Bool) {
        text.withUnsafeBufferPointer { text in for place in text.indices where !match(text, at: place, body) { return }
        }
    }

    /// Whether one of the phrases stands in `text`.
    func contains(_ text: [UInt8]) -> Bool {
        var isFound = false
        forEachMatch(in: text) { _ in
            isFound = true
            return false
        }
        return isFound
    }

    /// Whether one of the phrases stands at the start of `text`.
    func startsMatch(_ text: [UInt8]) -> Bool {
        guard !text.isEmpty else { return false }
        return text.withUnsafeBufferPointer { text in !match(text, at: 0) { _ in false } }
    }

    /// Calls `body` for the phrases at one place; false once it has answered false.
    private func match(_ text: UnsafeBufferPointer<UInt8>, at place: Int, _ body: (Tag) -> Bool) -> Bool {
        let first = Int(text[place])
        let (from, to) = (starts[first], starts[first + 1])
        guard from < to else { return true }
        return bytes.withUnsafeBufferPointer { bytes in
            for index in from..<to {
                let (start, count) = (entries[index].start, entries[index].count)
                guard text.count - place >= count else { continue }
                var offset = 1
                while offset < count, text[place + offset] == bytes[start + offset] { offset += 1 }
                if offset == count, !body(entries[index].tag) { return false }
            }
            return true
        }
    }
}

extension Array where Element == UInt8 {
    /// The bytes with `A`…`Z` made small; bytes beyond ASCII stay.
    var asciiLowercased: [UInt8] { map { (0x41...0x5A).contains($0) ? $0 | 0x20 : $0 } }
}
