import ClewModel

/// JSON (RFC 8259) put together by hand, so that keys keep their order and the bytes are the same everywhere.
package enum JSONText {
    /// A string in quotes. `isForMarkup` also escapes what could end a script block or break a line of JavaScript.
    package static func string(_ text: String, isForMarkup: Bool = false) -> String {
        var result = "\""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\"": result += "\\\""
            case "\\": result += "\\\\"
            case "\n": result += "\\n"
            case "\r": result += "\\r"
            case "\t": result += "\\t"
            case "<", ">", "&", "\u{2028}", "\u{2029}":
                if isForMarkup { result += escape(scalar) } else { result.unicodeScalars.append(scalar) }
            default:
                if scalar.value < 0x20 || (0x7F..<0xA0).contains(scalar.value) {
                    result += escape(scalar)
                } else {
                    result.unicodeScalars.append(scalar)
                }
            }
        }
        return result + "\""
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
        let digits = String(scalar.value, radix: 16)
        return "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
    }
}
