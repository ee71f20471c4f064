import Glibc

/// Finds bytes in bytes with the C library's vectorised search for the first of them.
enum ByteSearch {
    /// Where a byte stands first at or after `start`; none where it does not. O(distance).
    static func first(_ byte: UInt8, in text: UnsafeBufferPointer<UInt8>, from start: Int = 0) -> Int? {
        guard start < text.count, let base = text.baseAddress,
            let found = memchr(base + start, Int32(byte), text.count - start)
        else { return nil }
        return UnsafeRawPointer(found) - UnsafeRawPointer(base)
    }

    /// Whether a phrase, not empty, stands somewhere in a text, byte for byte.
    static func contains(_ phrase: UnsafeBufferPointer<UInt8>, in text: UnsafeBufferPointer<UInt8>) -> Bool {
        first(phrase, in: text, from: 0) != nil
    }

    /// The same for strings. `String.contains` compares characters, a hundred times slower.
    static func contains(_ phrase: String, in text: some StringProtocol) -> Bool {
        var phrase = phrase
        return phrase.withUTF8 { phrase in
            text.utf8.withContiguousStorageIfAvailable { contains(phrase, in: $0) }
                ?? Array(text.utf8).withUnsafeBufferPointer { contains(phrase, in: $0) }
        }
    }

    /// Where a phrase stands first at or after `start`; none where it does not.
    static func first(_ phrase: StaticString, in text: UnsafeBufferPointer<UInt8>, from start: Int) -> Int? {
        phrase.withUTF8Buffer { first($0, in: text, from: start) }
    }

    private static func first(
        _ phrase: UnsafeBufferPointer<UInt8>, in text: UnsafeBufferPointer<UInt8>, from start: Int
    ) -> Int? {
        guard let head = phrase.first, let base = text.baseAddress, let wanted = phrase.baseAddress else { return nil }
        var start = start
        while let place = ByteSearch.first(head, in: text, from: start), place + phrase.count <= text.count {
            if memcmp(base + place, wanted, phrase.count) == 0 { return place }
            start = place + 1
        }
        return nil
    }
}
