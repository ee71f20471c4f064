/// Words of a mail's header that are not ASCII: `=?utf-8?Q?caf=C3=A9?=` (RFC 2047).
enum EncodedWord {
    /// The text with its encoded words decoded; what is none stays as it stands. O(bytes).
    static func decode(_ text: String) -> String {
        guard ByteSearch.contains("=?", in: text) else { return text }
        var out = ""
        var rest = text[...]
        var isAfterWord = false
        while let start = rest.firstRange(of: "=?")?.lowerBound {
            let before = rest[..<start]
            guard let (word, end) = word(rest[start...]) else {
                out += rest[..<rest.index(start, offsetBy: 2)]
                rest = rest[start...].dropFirst(2)
                isAfterWord = false
                continue
            }
            // Spaces between two encoded words only part them.
            if !isAfterWord || !before.allSatisfy(\.isWhitespace) { out += before }
            out += word
            rest = rest[end...]
            isAfterWord = true
        }
        return out + rest
    }

    /// The word at the start of a text, and where it ends.
    private static func word(_ text: Substring) -> (text: String, end: Substring.Index)? {
        let fields = text.dropFirst(2).split(separator: "?", maxSplits: 3, omittingEmptySubsequences: false)
        guard fields.count == 4, fields[3].first == "=", fields[1].count == 1,
            // A language may follow the encoding (RFC 2231).
            let encoding = fields[0].split(separator: "*").first.flatMap({ CharacterEncoding(label: String($0)) })
        else { return nil }
        let bytes: [UInt8]
        switch fields[1].lowercased() {
        case "q":
            let spaced = fields[2].utf8.map { $0 == 0x5F ? 0x20 : $0 }
            bytes = TransferEncoding.quotedPrintable(spaced[...])
        case "b": bytes = TransferEncoding.base64(Array(fields[2].utf8)[...])
        default: return nil
        }
        let decoded =
            encoding == .utf8
            ? String(decoding: bytes, as: UTF8.self)
            : String(decoding: TextDecoder(containerLabel: encoding.name).decode(bytes).utf8, as: UTF8.self)
        return (decoded, text.index(after: fields[3].startIndex))
    }
}
