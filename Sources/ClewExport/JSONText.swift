import ClewModel

/// JSON (RFC 8259) put together by hand, so that keys keep their order and the bytes are the same everywhere.
package enum JSONText {
    /// A string in quotes. `isForMarkup` also escapes what could end a script block or break a line of JavaScript.
    package static func string(_ text: String, isForMarkup: Bool = false) -> String {
        var bytes: [UInt8] = []
        append(text, to: &bytes, isForMarkup: isForMarkup)
        return String(decoding: bytes, as: UTF8.self)
    }

    /// The same as UTF-8 behind other bytes, for writers of millions of strings.
    static func append(_ text: String, to bytes: inout [UInt8], isForMarkup: Bool = false) {
        bytes.append(0x22)
        var copy = text
        copy.withUTF8 { utf8 in
            // Most texts have nothing to escape. What may have is told by its first byte: C1 controls begin with C2, the
            // line separators of JavaScript with E2.
            let special = isForMarkup ? specialInMarkup : special
            var start = 0
            for place in utf8.indices where special[Int(utf8[place])] {
                guard let scalar = escaped(utf8, at: place) else { continue }
                bytes.append(contentsOf: utf8[start..<place])
                bytes.append(contentsOf: escape(scalar).utf8)
                start = place + UTF8.width(scalar)
            }
            bytes.append(contentsOf: utf8[start...])
        }
        bytes.append(0x22)
    }

    private static let special = (0..<256).map { $0 < 0x20 || [0x22, 0x5C, 0x7F, 0xC2].contains($0) }
    private static let specialInMarkup = special.indices.map { special[$0] || [0x26, 0x3C, 0x3E, 0xE2].contains($0) }

    /// The scalar at a place that begins with a special byte, where it is to be escaped.
    private static func escaped(_ utf8: UnsafeBufferPointer<UInt8>, at place: Int) -> Unicode.Scalar? {
        switch utf8[place] {
        case 0xC2: utf8[place + 1] < 0xA0 ? Unicode.Scalar(utf8[place + 1]) : nil
        case 0xE2:
            utf8[place + 1] == 0x80 && (0xA8...0xA9).contains(utf8[place + 2])
                ? Unicode.Scalar(0x2000 + UInt32(utf8[place + 2]) - 0x80) : nil
        case let byte: Unicode.Scalar(byte)
        }
    }

    /// An object; values are JSON already, and those that are none are left out.
    static func object(_ members: [(name: String, value: String?)]) -> String {
        "{" + members.compactMap { member in member.value.map { "\"\(member.name)\":\($0)" } }.joined(separator: ",")
            + "}"
    }

    /// A number; JSON has none for infinity and NaN.
    static func number(_ value: Double) -> String { value.isFinite ? Literal.decimal(value).spelling : "null" }

    static func array(_ values: [String]) -> String { "[" + values.joined(separator: ",") + "]" }

    private static func escape(_ scalar: Unicode.Scalar) -> String {
        switch scalar {
        case "\"": return "\\\""
        case "\\": return "\\\\"
        case "\n": return "\\n"
        case "\r": return "\\r"
        case "\t": return "\\t"
        default:
            let digits = String(scalar.value, radix: 16)
            return "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
        }
    }
}

extension UTF8 {
    fileprivate static func width(_ scalar: Unicode.Scalar) -> Int { UTF8.encode(scalar)?.count ?? 1 }
}
