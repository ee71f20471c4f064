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
        let ascii = bytes.prefix(bytesMax).map { $0 < 0x80 ? (0x41...0x5A).contains($0) ? $0 | 0x20 : $0 : 0x3F }
        if let label = metaLabel(in: ascii) { return label }
        guard ascii.first(where: { $0 > 0x20 }) == 0x3C else { return nil }
        let head = String(decoding: ascii, as: UTF8.self)
        if head.drop(while: { $0.isWhitespace }).hasPrefix("<?xml"), let end = head.firstRange(of: "?>"),
            let name = head[..<end.lowerBound].firstRange(of: "encoding")
        {
            return value(after: head[name.upperBound..<end.lowerBound])
        }
        return nil
    }

    /// Only within a `meta` tag: a script's `charset` attribute speaks of the script.
    private static func metaLabel(in ascii: [UInt8]) -> String? {
        ascii.withUnsafeBufferPointer { text in
            var start = 0
            while let place = ByteSearch.first("charset", in: text, from: start) {
                start = place + 7
                guard let tag = text[..<place].lastIndex(of: 0x3C), text[tag...].starts(with: "<meta".utf8) else {
                    continue
                }
                let rest = String(decoding: text[start...].prefix(80), as: UTF8.self)
                if let value = value(after: rest[...]) { return value }
            }
            return nil
        }
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
