/// Finds many short ASCII phrases in a text at once, in small letters or capitals: they are filed by their first two
/// bytes, so that the text is read once from left to right and hardly a byte of it twice.
struct PhraseFinder<Tag: Sendable>: Sendable {
    /// All phrases, one after another, by their buckets.
    private let bytes: [UInt8]
    private let entries: [Entry]
    /// For each bucket, where its entries begin; one more for the end.
    private let starts: [UInt16]

    private struct Entry: Sendable {
        var start: Int
        var count: Int
        var tag: Tag
    }

    private static var bucketCount: Int { 1 << 10 }

    /// A letter falls together with its capital.
    private static func bucket(_ first: UInt8, _ second: UInt8) -> Int { Int(first & 31) << 5 | Int(second & 31) }

    /// - Parameter phrases: of two bytes or more, in lower case.
    init(_ phrases: [(phrase: String, tag: Tag)]) {
        var filed = [[(phrase: [UInt8], tag: Tag)]](repeating: [], count: Self.bucketCount)
        for (phrase, tag) in phrases {
            let phrase = Array(phrase.utf8)
            filed[Self.bucket(phrase[0], phrase[1])].append((phrase, tag))
        }
        var bytes: [UInt8] = []
        var entries: [Entry] = []
        var starts: [UInt16] = []
        for bucket in filed {
            starts.append(UInt16(entries.count))
            for (phrase, tag) in bucket {
                entries.append(Entry(start: bytes.count, count: phrase.count, tag: tag))
                bytes += phrase
            }
        }
        starts.append(UInt16(entries.count))
        (self.bytes, self.entries, self.starts) = (bytes, entries, starts)
    }

    /// Calls `body` with the tag of each phrase that stands in `text`, until it answers false. O(text), for phrases
    /// that differ early.
    func forEachMatch(in text: UnsafeBufferPointer<UInt8>, _ body: (Tag) -> Bool) {
        guard text.count > 1 else { return }
        starts.withUnsafeBufferPointer { starts in
            for place in 0..<(text.count - 1) {
                let bucket = Self.bucket(text[place], text[place + 1])
                let (from, to) = (Int(starts[bucket]), Int(starts[bucket + 1]))
                if from < to, !match(from..<to, text, at: place, body) { return }
            }
        }
    }

    /// Whether one of the phrases stands in `text`.
    func contains(_ text: UnsafeBufferPointer<UInt8>) -> Bool {
        var isFound = false
        forEachMatch(in: text) { _ in
            isFound = true
            return false
        }
        return isFound
    }

    /// Whether one of the phrases stands at the start of `text`.
    func startsMatch(_ text: UnsafeBufferPointer<UInt8>) -> Bool {
        guard text.count > 1 else { return false }
        let bucket = Self.bucket(text[0], text[1])
        return !match(Int(starts[bucket])..<Int(starts[bucket + 1]), text, at: 0) { _ in false }
    }

    /// Calls `body` for the phrases of a bucket that stand at a place; false once it has answered false.
    private func match(
        _ bucket: Range<Int>, _ text: UnsafeBufferPointer<UInt8>, at place: Int, _ body: (Tag) -> Bool
    ) -> Bool {
        bytes.withUnsafeBufferPointer { bytes in
            for index in bucket {
                let (start, count) = (entries[index].start, entries[index].count)
                guard text.count - place >= count else { continue }
                var offset = 0
                while offset < count, text[place + offset].asciiLowercased == bytes[start + offset] { offset += 1 }
                if offset == count, !body(entries[index].tag) { return false }
            }
            return true
        }
    }
}

extension UInt8 {
    /// `A`…`Z` made small; other bytes as they are.
    var asciiLowercased: UInt8 { self &- 0x41 < 26 ? self | 0x20 : self }
}
