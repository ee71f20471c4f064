/// What becomes of the characters of a page's text: white space is made single spaces, and what nobody sees is left out,
/// as it would split words.
enum TextCleaning {
    private enum Kind { case space, unseen, other }

    /// Clean UTF-8. O(bytes).
    /// - Parameters:
    ///   - text: valid UTF-8.
    ///   - keepsLines: keeps line feeds and each space, as in preformatted text.
    static func clean(_ text: UnsafeBufferPointer<UInt8>, keepsLines: Bool) -> [UInt8] {
        var out: [UInt8] = []
        out.reserveCapacity(text.count)
        var isSpacePending = false
        var linesPending = 0
        var index = 0
        while index < text.count {
            // Words are copied whole.
            if linesPending == 0, !isSpacePending {
                let start = index
                while index < text.count, isPlain(text[index]) { index += 1 }
                out.append(contentsOf: UnsafeBufferPointer(rebasing: text[start..<index]))
                guard index < text.count else { break }
            }
            let byte = text[index]
            let length = length(byte)
            let end = min(text.count, index + length)
            defer { index = end }
            if keepsLines, byte == 0x0A {
                linesPending += 1
                continue
            }
            let keepsSpace = keepsLines && (byte == 0x20 || byte == 0x09)
            if !keepsSpace, byte <= 0x20 || byte >= 0x7F {
                switch kind(text, index, end) {
                case .space:
                    isSpacePending = true
                    continue
                case .unseen: continue
                case .other: break
                }
            }
            if linesPending > 0, !out.isEmpty { out.append(contentsOf: repeatElement(0x0A, count: linesPending)) }
            if linesPending == 0, isSpacePending, !keepsSpace, !out.isEmpty { out.append(0x20) }
            linesPending = 0
            if keepsSpace {
                out.append(0x20)
                continue
            }
            isSpacePending = false
            if length == 1 { out.append(byte) } else { out.append(contentsOf: text[index..<end]) }
        }
        while out.last == 0x20 || out.last == 0x0A { out.removeLast() }
        return out
    }

    /// Whether a byte is a printable character of ASCII other than the space.
    private static func isPlain(_ byte: UInt8) -> Bool { byte > 0x20 && byte < 0x7F }

    private static func length(_ lead: UInt8) -> Int { lead < 0xC0 ? 1 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4 }

    /// What the character at `index` is, for the ones that are not printable ASCII.
    private static func kind(_ text: UnsafeBufferPointer<UInt8>, _ index: Int, _ end: Int) -> Kind {
        switch text[index] {
        case 0x09...0x0D, 0x20: return .space
        case 0..<0x20, 0x7F: return .unseen
        case 0xC2, 0xE1, 0xE2, 0xE3, 0xEF: break
        default: return .other
        }
        var scalar = UInt32(text[index]) & (end - index == 2 ? 0x1F : 0x0F)
        for place in (index + 1)..<end { scalar = scalar << 6 | UInt32(text[place] & 0x3F) }
        switch scalar {
        case 0x85, 0xA0, 0x1680, 0x2000...0x200A, 0x2028, 0x2029, 0x202F, 0x205F, 0x3000: return .space
        case 0x80...0x9F, 0xAD, 0x200B, 0x200E, 0x200F, 0x202A...0x202E, 0x2060, 0x2066...0x2069, 0xFEFF: return .unseen
        default: return .other
        }
    }
}
