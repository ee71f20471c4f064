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

    /// Whether a phrase, not empty, stands somewhere in a text.
    static func contains(_ phrase: UnsafeBufferPointer<UInt8>, in text: UnsafeBufferPointer<UInt8>) -> Bool {
        guard let first = phrase.first, let base = text.baseAddress, let wanted = phrase.baseAddress else {
            return false
        }
        var start = 0
        while let place = ByteSearch.first(first, in: text, from: start), place + phrase.count <= text.count {
            if memcmp(base + place, wanted, phrase.count) == 0 { return true }
            start = place + 1
        }
        return false
    }
}
