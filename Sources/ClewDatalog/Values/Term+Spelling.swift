import ClewModel

extension Term {
    /// As it is shown and written to files: the text itself, `true`, `42`, `2.5`, `2025-01-30`. A decimal always has a
    /// point or an exponent.
    public var spelling: String {
        switch self {
        case .boolean(let value): value ? "true" : "false"
        case .integer(let number): String(number)
        case .decimal(let number): String(number)
        case .date(let date): date.iso
        case .text(let text): text
        }
    }

    /// As it would be written in a program, so that it is read as the same term: a text bare where it is a name, else
    /// quoted with escapes.
    public var sourceSpelling: String {
        guard case .text(let text) = self else { return spelling }
        let scalars = text.unicodeScalars
        let isBare =
            scalars.first.map(Lexer.isNameStart) == true && scalars.allSatisfy(Lexer.isNamePart)
            && !["true", "false", "not"].contains(text) && Aggregate(rawValue: text) == nil
        return isBare ? text : Term.quoted(text)
    }

    private static func quoted(_ text: String) -> String {
        var quoted = "\""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\"": quoted += "\\\""
            case "\\": quoted += "\\\\"
            case "\n": quoted += "\\n"
            case "\r": quoted += "\\r"
            case "\t": quoted += "\\t"
            case _ where scalar.value < 32 || scalar.value == 127:
                quoted += "\\u{\(String(scalar.value, radix: 16))}"
            default: quoted.unicodeScalars.append(scalar)
            }
        }
        return quoted + "\""
    }
}
