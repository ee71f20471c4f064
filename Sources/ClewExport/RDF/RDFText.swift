/// How terms are spelled in N-Quads and Turtle, which have the same escapes.
enum RDFText {
    static func spelling(_ object: RDFObject) -> String {
        switch object {
        case .iri(let iri): "<\(iri)>"
        case .literal(let text, let datatype): quoted(text) + (datatype.map { "^^<\($0)>" } ?? "")
        }
    }

    /// A string with the escapes of N-Triples (production STRING_LITERAL_QUOTE); control characters as `\u00XX`.
    static func quoted(_ text: String) -> String {
        let isPlain = text.utf8.allSatisfy { $0 >= 0x20 && $0 != 0x22 && $0 != 0x5C && $0 != 0x7F }
        if isPlain { return "\"" + text + "\"" }
        var result = "\""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\"": result += "\\\""
            case "\\": result += "\\\\"
            case "\n": result += "\\n"
            case "\r": result += "\\r"
            case "\t": result += "\\t"
            case _ where scalar.value < 0x20 || scalar.value == 0x7F:
                let digits = String(scalar.value, radix: 16, uppercase: true)
                result += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
            default: result.unicodeScalars.append(scalar)
            }
        }
        return result + "\""
    }
}
