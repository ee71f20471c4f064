/// The start of a file, as formats look at it.
struct ContentSample {
    /// How much of a file decides on its format.
    static let bytesMax = 8_192

    /// The first bytes as they are.
    let head: ArraySlice<UInt8>
    /// The first bytes as lower-case ASCII text, other bytes as `?`; byte order mark, NULs and white space at the start left out.
    let text: String
    /// The name of the first element, in lower case and without its prefix: comments, declarations and the document
    /// type before it are passed over.
    let rootElement: String?
    /// Whether there is nothing but white space in the whole file.
    let isBlank: Bool

    init(_ bytes: [UInt8]) {
        head = bytes.prefix(ContentSample.bytesMax)
        var rest = head[...]
        if let mark = EncodingDeclaration.byteOrderMark(bytes) { rest = rest.dropFirst(mark.count) }
        var ascii: [UInt8] = []
        ascii.reserveCapacity(rest.count)
        for byte in rest where byte != 0 && (byte > 0x20 || !ascii.isEmpty) {
            ascii.append(byte >= 0x80 ? 0x3F : (0x41...0x5A).contains(byte) ? byte | 0x20 : byte)
        }
        text = String(decoding: ascii, as: UTF8.self)
        rootElement = ContentSample.rootElement(ascii)
        isBlank =
            !bytes.contains { $0 > 0x20 && $0 != 0xEF && $0 != 0xBB && $0 != 0xBF && $0 != 0xFE && $0 != 0xFF }
            && !bytes.contains(0)
    }

    /// Whether the sample's text has a phrase, which is in lower case.
    func contains(_ phrase: StaticString) -> Bool {
        phrase.withUTF8Buffer { phrase in
            text.utf8.withContiguousStorageIfAvailable { ByteSearch.contains(phrase, in: $0) } ?? false
        }
    }

    /// Whether the file starts with these bytes.
    func starts(with bytes: [UInt8], at offset: Int = 0) -> Bool { head.dropFirst(offset).starts(with: bytes) }

    private static func rootElement(_ text: [UInt8]) -> String? {
        func isSpace(_ byte: UInt8) -> Bool { byte == 0x20 || (0x09...0x0D).contains(byte) }
        return text.withUnsafeBufferPointer { text in
            var start = 0
            while true {
                while start < text.count, isSpace(text[start]) { start += 1 }
                guard start < text.count, text[start] == 0x3C else { return nil }
                let rest = text[start...]
                if rest.starts(with: "<!--".utf8) {
                    guard let end = ByteSearch.first("-->", in: text, from: start) else { return nil }
                    start = end + 3
                } else if rest.starts(with: "<?".utf8) || rest.starts(with: "<!".utf8) {
                    // A document type may carry declarations of its own, between brackets.
                    guard let first = ByteSearch.first(0x3E, in: text, from: start) else { return nil }
                    let hasSubset = text[start..<first].contains(0x5B)
                    let end = hasSubset ? ByteSearch.first("]>", in: text, from: start).map { $0 + 1 } : nil
                    start = (end ?? first) + 1
                } else {
                    let name = rest.dropFirst().prefix { !isSpace($0) && $0 != 0x3E && $0 != 0x2F }
                    return name.split(separator: 0x3A).last.map { String(decoding: $0, as: UTF8.self) }
                }
            }
        }
    }

    /// Whether the bytes can hardly be text: NULs or many control characters, in no wide encoding.
    var isBinary: Bool {
        let bytes = Array(head)
        if EncodingDeclaration.byteOrderMark(bytes) != nil || EncodingDeclaration.unmarkedUTF16(bytes) != nil {
            return false
        }
        var controls = 0
        for byte in bytes {
            if byte == 0 { return true }
            if byte < 0x20, !(0x09...0x0D).contains(byte), byte != 0x1B { controls += 1 }
        }
        return controls * 50 > bytes.count
    }
}
