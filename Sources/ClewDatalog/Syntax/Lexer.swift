import ClewModel

/// Cuts a program into lexemes. Never fails: what it cannot read becomes a diagnostic and is skipped.
struct Lexer {
    private let scalars: [Unicode.Scalar]
    private var offset = 0
    private var lexemes: [Lexeme] = []
    private var collector: DiagnosticCollector

    private init(_ collector: DiagnosticCollector) {
        scalars = collector.source.scalars
        self.collector = collector
    }

    /// The lexemes, the last of which is `.end`. O(scalars).
    static func lex(_ collector: inout DiagnosticCollector) -> [Lexeme] {
        var lexer = Lexer(collector)
        while lexer.next() {}
        collector = lexer.collector
        return lexer.lexemes
    }

    private func peek(_ ahead: Int = 0) -> Unicode.Scalar? {
        offset + ahead < scalars.count ? scalars[offset + ahead] : nil
    }

    private mutating func add(_ kind: Lexeme.Kind, from start: Int) {
        lexemes.append(Lexeme(kind: kind, range: TextRange(start, offset)))
    }

    private mutating func next() -> Bool {
        skipBlanksAndComments()
        let start = offset
        guard let scalar = peek() else {
            add(.end, from: start)
            return false
        }
        switch scalar {
        case "\"": string()
        case "?" where peek(1).map(Lexer.isNamePart) == true:
            offset += 1
            add(.variable(word()), from: start)
        case "0"..."9": number()
        case "_" where peek(1).map(Lexer.isNamePart) != true:
            offset += 1
            add(.wildcard, from: start)
        case _ where Lexer.isNameStart(scalar) || scalar == "_": add(.name(word()), from: start)
        default: sign()
        }
        return true
    }

    /// `%` begins a comment where a term cannot be followed by a remainder; see ``isRemainder``.
    private mutating func skipBlanksAndComments() {
        while let scalar = peek() {
            if Lexer.isBlank(scalar) {
                offset += 1
            } else if scalar == "%" && !isRemainder || scalar == "/" && peek(1) == "/" {
                while let scalar = peek(), scalar != "\n", scalar != "\r" { offset += 1 }
            } else if scalar == "/", peek(1) == "*" {
                skipBlockComment()
            } else {
                return
            }
        }
    }

    /// Over `/* … */`, which may hold comments of its kind.
    private mutating func skipBlockComment() {
        let start = offset
        var depth = 0
        while let scalar = peek() {
            if scalar == "/", peek(1) == "*" {
                depth += 1
                offset += 2
            } else if scalar == "*", peek(1) == "/" {
                depth -= 1
                offset += 2
                if depth == 0 { return }
            } else {
                offset += 1
            }
        }
        collector.report(
            .character, "this comment does not end", at: TextRange(start, start + 2), repair: "Close it with */")
    }

    /// A `%` is the remainder when it stands between two operands on one line: after a number, variable or closing
    /// parenthesis, and before a number or variable, with or without a sign right before it, or an opening
    /// parenthesis, of a function's arguments too. Everywhere else it begins a comment.
    private var isRemainder: Bool {
        switch lexemes.last?.kind {
        case .variable, .integer, .decimal, .sign(.closeParenthesis): break
        default: return false
        }
        let gap = scalars[(lexemes.last?.range.end ?? 0)..<offset]
        if gap.contains(where: { $0 == "\n" || $0 == "\r" }) { return false }
        var ahead = 1
        while let scalar = peek(ahead), scalar == " " || scalar == "\t" { ahead += 1 }
        if peek(ahead) == "-" { ahead += 1 }
        guard let scalar = peek(ahead) else { return false }
        if Lexer.isNameStart(scalar) {
            var name = String.UnicodeScalarView()
            while let part = peek(ahead), Lexer.isNamePart(part) {
                name.append(part)
                ahead += 1
            }
            return peek(ahead) == "(" && Function(rawValue: String(name)) != nil
        }
        if scalar == "?" { return peek(ahead + 1).map(Lexer.isNamePart) == true }
        return ("0"..."9").contains(scalar) || scalar == "("
    }

    private mutating func word() -> String {
        let start = offset
        while let scalar = peek(), Lexer.isNamePart(scalar) { offset += 1 }
        return collector.source.text(in: TextRange(start, offset))
    }

    static func isNameStart(_ scalar: Unicode.Scalar) -> Bool {
        scalar.isASCII ? isLetter(scalar) : scalar.properties.isAlphabetic
    }

    private static func isBlank(_ scalar: Unicode.Scalar) -> Bool {
        scalar.isASCII
            ? scalar == " " || scalar.value &- 9 < 5 : scalar.properties.isWhitespace || scalar == "\u{FEFF}"
    }

    /// Whether it is a letter of ASCII; asked first, since Unicode's tables take a while.
    private static func isLetter(_ scalar: Unicode.Scalar) -> Bool { (scalar.value | 32) &- 97 < 26 }

    static func isNamePart(_ scalar: Unicode.Scalar) -> Bool {
        if scalar.isASCII { return isLetter(scalar) || scalar == "_" || ("0"..."9").contains(scalar) }
        return scalar.properties.isAlphabetic || scalar.properties.generalCategory == .nonspacingMark
            || scalar.properties.numericType == .decimal
    }

    /// By the first scalar, which is of ASCII; longer ones first. `%` is told from a comment elsewhere.
    private static let signs = (0..<128).map { (first: UInt32) in
        Lexeme.Sign.allCases.filter { $0 != .remainder }
            .map { (sign: $0, spelling: Array($0.rawValue.unicodeScalars)) }
            .filter { $0.spelling[0].value == first }
    }

    private mutating func sign() {
        let start = offset
        let known = scalars[start].isASCII ? Lexer.signs[Int(scalars[start].value)] : []
        for (sign, spelling) in known where spelling.count == 1 || peek(1) == spelling[1] {
            offset += spelling.count
            return add(.sign(sign), from: start)
        }
        offset += 1
        if scalars[start] == "%" { return add(.sign(.remainder), from: start) }
        collector.report(
            .character, "\(Lexer.display(scalars[start])) has no meaning here", at: TextRange(start, offset),
            repair: Lexer.repair(scalars[start]))
    }

    private static func display(_ scalar: Unicode.Scalar) -> String {
        let code =
            "U+" + String(repeating: "0", count: max(0, 4 - String(scalar.value, radix: 16).count))
            + String(scalar.value, radix: 16, uppercase: true)
        let isShown = scalar.value > 32 && scalar.value != 127 && scalar.properties.generalCategory != .control
        return isShown ? "'\(Character(scalar))' (\(code))" : "the character \(code)"
    }

    private static func repair(_ scalar: Unicode.Scalar) -> String {
        switch scalar {
        case "'", "\u{2018}", "\u{2019}", "\u{201C}", "\u{201D}", "`": "Quote with the straight double quote: \"text\""
        case "?": "A variable is ? and its name without a space between, such as ?x; a query begins with ?-"
        case "!": "Write not p(?x) for negation and != for unequal"
        case "&", "|": "Write , for and, ; for or"
        default: "Put names with unusual characters in double quotes"
        }
    }
}

// MARK: - Literals

extension Lexer {
    private mutating func string() {
        let start = offset
        offset += 1
        var text = String.UnicodeScalarView()
        while let scalar = peek() {
            if scalar == "\n" || scalar == "\r" { break }
            offset += 1
            if scalar == "\"" { return add(.string(String(text)), from: start) }
            if scalar != "\\" {
                text.append(scalar)
            } else if let escaped = escape() {
                text.append(escaped)
            }
        }
        add(.string(String(text)), from: start)
        collector.report(
            .string, "this quoted string does not end on its line", at: TextRange(start, offset),
            repair: "Close it with \", or write a line break in it as \\n")
    }

    private mutating func escape() -> Unicode.Scalar? {
        let start = offset - 1
        let letter = peek()
        if letter != nil, letter != "\n", letter != "\r" { offset += 1 }
        switch letter {
        case "\"": return "\""
        case "\\": return "\\"
        case "n": return "\n"
        case "t": return "\t"
        case "r": return "\r"
        case "u":
            var digits = String.UnicodeScalarView()
            if peek() == "{" {
                offset += 1
                while let scalar = peek(), scalar.properties.isASCIIHexDigit, digits.count < 8 {
                    digits.append(scalar)
                    offset += 1
                }
                if peek() == "}" {
                    offset += 1
                    if let value = UInt32(String(digits), radix: 16), let scalar = Unicode.Scalar(value) {
                        return scalar
                    }
                }
            }
            collector.report(
                .string, "this is not a Unicode escape", at: TextRange(start, offset),
                repair: "Write \\u{…} with the hexadecimal number of a character, such as \\u{e9}")
        default:
            collector.report(
                .string, "this escape has no meaning", at: TextRange(start, offset),
                repair: "The escapes are \\\", \\\\, \\n, \\r, \\t and \\u{…}")
        }
        return nil
    }

    private mutating func digits() -> [Unicode.Scalar] {
        let start = offset
        while let scalar = peek(), ("0"..."9").contains(scalar) { offset += 1 }
        return Array(scalars[start..<offset])
    }

    private mutating func number() {
        let start = offset
        let whole = digits()
        if whole.count == 4, isDatePart(), date(from: start) { return }
        var isDecimal = false
        if peek() == ".", let next = peek(1), ("0"..."9").contains(next) {
            isDecimal = true
            offset += 1
            _ = digits()
        }
        if peek() == "e" || peek() == "E" {
            let signed = peek(1) == "-" || peek(1) == "+" ? 2 : 1
            if let next = peek(signed), ("0"..."9").contains(next) {
                isDecimal = true
                offset += signed
                _ = digits()
            }
        }
        let text = collector.source.text(in: TextRange(start, offset))
        if let scalar = peek(), Lexer.isNamePart(scalar) {
            _ = word()
            collector.report(
                .number, "a number runs into a name", at: TextRange(start, offset),
                repair:
                    "Put a name that begins with a digit in quotes: \"\(collector.source.text(in: TextRange(start, offset)))\""
            )
            return add(.integer(0), from: start)
        }
        if isDecimal, let value = Double(text), value.isFinite {
            add(.decimal(value), from: start)
        } else if !isDecimal, let value = UInt64(text), value <= 1 << 63 {
            add(.integer(value), from: start)
        } else {
            collector.report(
                .number, "this number is too large", at: TextRange(start, offset),
                repair: isDecimal
                    ? "Decimals go up to about 1.8e308"
                    : "Integers have 64 bits; write a decimal such as 1e20, or quote it")
            add(.integer(0), from: start)
        }
    }

    /// Whether `-` and exactly two digits follow.
    private func isDatePart() -> Bool {
        guard peek() == "-", let first = peek(1), let second = peek(2) else { return false }
        let digits = ("0" as Unicode.Scalar)..."9"
        return digits.contains(first) && digits.contains(second) && peek(3).map(Lexer.isNamePart) != true
    }

    private mutating func date(from start: Int) -> Bool {
        offset += 3
        if isDatePart() { offset += 3 }
        let text = collector.source.text(in: TextRange(start, offset))
        if let date = CalendarDate(iso: text) {
            add(.date(date), from: start)
        } else {
            collector.report(
                .date, "\(text) is not a date of the calendar", at: TextRange(start, offset),
                repair: "Write a date as 2025-01-30 or 2025-01; put spaces around - to subtract")
            add(.integer(0), from: start)
        }
        return true
    }
}
