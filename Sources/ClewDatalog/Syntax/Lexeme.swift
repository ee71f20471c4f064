import ClewModel

/// A word or sign of a program.
struct Lexeme: Equatable {
    enum Kind: Equatable {
        /// A bare name: letters, digits and `_`, a letter first.
        case name(String)
        /// A quoted string, its escapes resolved.
        case string(String)
        /// `?x`, without the question mark.
        case variable(String)
        /// `_`
        case wildcard
        /// The magnitude of an integer; the sign is an operator before it.
        case integer(UInt64)
        case decimal(Double)
        case date(CalendarDate)
        case sign(Sign)
        /// The end of the text.
        case end
    }

    /// Punctuation and operators.
    enum Sign: String, CaseIterable {
        case ifSign = ":-"
        case query = "?-"
        case notEqual = "!="
        case lessOrEqual = "<="
        case greaterOrEqual = ">="
        case equal = "="
        case less = "<"
        case greater = ">"
        case comma = ","
        case semicolon = ";"
        case dot = "."
        case openParenthesis = "("
        case closeParenthesis = ")"
        case openBrace = "{"
        case closeBrace = "}"
        case plus = "+"
        case minus = "-"
        case times = "*"
        case divide = "/"
        case remainder = "%%"
        case power = "^"
        case at = "@"
    }

    var kind: Kind
    var range: TextRange
}
