/// Finds what a file says of its own encoding.
struct EncodingDeclaration {
    /// How far into the file a declaration is looked for. The HTML standard says 1,024 bytes; saved pages put comments
    /// and styles before it.
    static let bytesMax = 16_384

    /// The byte order mark at the start: its encoding and its length.
    static func byteOrderMark(_ bytes: [UInt8]) -> (encoding: CharacterEncoding, count: Int)? {
        if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { return (.utf8, 3) }
        if bytes.starts(with: [0xFF, 0xFE]) { return (.utf16LittleEndian, 2) }
        if bytes.starts(with: [0xFE, 0xFF]) { return (.utf16BigEndian, 2) }
        return nil
    }

    /// UTF-16 without a mark: every second byte of the first characters is zero, as it is in markup.
    static func unmarkedUTF16(_ bytes: [UInt8]) -> CharacterEncoding? {
        let head = bytes.prefix(64)
        guard head.count >= 8 else { return nil }
        let even = stride(from: 0, to: head.count - 1, by: 2)
        if even.allSatisfy({ head[$0] != 0 && head[$0 + 1] == 0 }) { return .utf16LittleEndian }
        if even.allSatisfy({ head[$0] == 0 && head[$0 + 1] != 0 }) { return .utf16BigEndian }
        return nil
    }

    /// The label in `<meta charset>`, `<meta http-equiv=content-type content="…charset=…">` or the XML declaration.
    static func label(in bytes: [UInt8]) -> String? {
        let head = String(decoding: bytes.prefix(bytesMax).map { $0 < 0x80 ? $0 : 0x3F }, as: UTF8.self).lowercased()
        var rest = Substring(head)
        while let start = rest.firstRange(of: "charset") {
            let before = rest[..<start.lowerBound]
            rest = rest[start.upperBound...]
            // Only within a `meta` tag: a script's `charset` attribute speaks of the script.
            guard let tag = before.lastIndex(of: "<"), before[tag...].hasPrefix("<meta") else { continue }
            if let value = value(after: rest) { return value }
        }
        if head.drop(while: { $0.isWhitespace }).hasPrefix("<?xml"), let end = head.firstRange(of: "?>"),
            let name = head[..<end.lowerBound].firstRange(of: "encoding")
        {
            return value(after: head[name.upperBound..<end.lowerBound])
        }
        return nil
    }

    /// The word after `=`, quotes and spaces left out.
    private static func value(after text: Substring) -> String? {
        let trimmed = text.prefix(80).drop { $0.isWhitespace }
        guard trimmed.first == "=" else { return nil }
        let quoted = trimmed.dropFirst().drop { $0.isWhitespace || $0 == "\"" || $0 == "'" }
        let word = quoted.prefix { !$0.isWhitespace && !"\"';>/?".contains($0) }
        return word.isEmpty ? nil : String(word)
    }
}
