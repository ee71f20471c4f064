import ClewModel

/// A question cut into its shape and its constants without being parsed: in one pass over its bytes, which takes a tenth
/// of the time.
///
/// The pass knows names, quoted strings, plain numbers and dates, and what can follow them; of a text that holds anything
/// else, such as a comment or an escape, there is no scan. Words that mean something to the parser stay in the shape.
/// So texts of one shape are the same to the parser but for the values of their constants, whatever it makes of them.
struct ScannedQuestion: Sendable {
    /// The text with a mark of its kind in the place of each constant.
    struct Shape: Hashable, Sendable {
        fileprivate var bytes: [UInt8] = []

        func hash(into hasher: inout Hasher) { bytes.withUnsafeBytes { hasher.combine(bytes: $0) } }
    }

    let text: String
    private(set) var shape = Shape()
    /// In the order of the text.
    private(set) var constants: [Constant] = []

    /// How long a question may be, in bytes: longer ones hardly come again.
    private static let lengthMax = 1_024
    /// Words that are not always names.
    private static let words =
        Set(["not", "order", "by", "asc", "desc", "limit", "offset"] + Aggregate.allCases.map(\.rawValue))

    /// O(bytes).
    init?(_ text: String) {
        self.text = text
        if text.utf8.count > ScannedQuestion.lengthMax { return nil }
        shape.bytes.reserveCapacity(text.utf8.count)
        var copy = text
        guard copy.withUTF8({ scan(Bytes($0)) }) else { return nil }
    }

    private mutating func scan(_ bytes: Bytes) -> Bool {
        var place = 0
        // Bytes that are no scalars of their own.
        var surplus = 0
        var isCount = false
        while place < bytes.count {
            let start = place
            let constant: Term?
            var isQuoted = false
            switch bytes[place] {
            case _ where bytes.isNameStart(place):
                guard let end = bytes.endOfName(from: place) else { return false }
                place = end
                let word = bytes.text(start..<end)
                isCount = word == "limit" || word == "offset"
                let isName = !ScannedQuestion.words.contains(word) && !bytes.isCalled(at: end)
                constant = !isName ? nil : word == "true" || word == "false" ? .boolean(word == "true") : .text(word)
            case UInt8(ascii: "?") where bytes.isNamePart(place + 1):
                guard let end = bytes.endOfName(from: place + 1) else { return false }
                place = end
                constant = nil
            case UInt8(ascii: "\""):
                guard let end = bytes.endOfString(from: place) else { return false }
                place = end
                isQuoted = true
                constant = bytes.isCalled(at: end) ? nil : .text(bytes.text((start + 1)..<(end - 1)))
            case UInt8(ascii: "0")...UInt8(ascii: "9"):
                guard let (number, end) = bytes.number(from: place) else { return false }
                place = end
                constant = isCount ? nil : number
            case UInt8(ascii: "%"), UInt8(ascii: ":"), UInt8(ascii: "@"), 0x80...: return false
            case UInt8(ascii: "/") where bytes[place + 1] == UInt8(ascii: "/") || bytes[place + 1] == UInt8(ascii: "*"):
                return false
            default:
                place += 1
                constant = nil
            }
            let first = start - surplus
            if isQuoted { surplus += bytes.continuations(in: start..<place) }
            if let constant {
                take(constant, isQuoted, TextRange(first, place - surplus))
            } else {
                for index in start..<place { shape.bytes.append(bytes[index]) }
            }
        }
        return true
    }

    private mutating func take(_ term: Term, _ isQuoted: Bool, _ range: TextRange) {
        let isName = if case .text = term { true } else { false }
        constants.append(Constant(term: term, isName: isName, isQuoted: isQuoted, range: range))
        let kind: UInt8 =
            switch term {
            case .text: isQuoted ? 0 : 1
            case .boolean: 2
            case .integer: 3
            case .decimal: 4
            case .date: 5
            }
        // No byte of UTF-8.
        shape.bytes.append(0xF8 | kind)
    }
}

/// What the scan asks of the bytes of a text. Behind the last there are zeros.
private struct Bytes {
    private let bytes: UnsafeBufferPointer<UInt8>

    init(_ bytes: UnsafeBufferPointer<UInt8>) { self.bytes = bytes }

    var count: Int { bytes.count }

    subscript(place: Int) -> UInt8 { place < bytes.count ? bytes[place] : 0 }

    func text(_ range: Range<Int>) -> String { String(decoding: bytes[range], as: UTF8.self) }

    func isDigit(_ place: Int) -> Bool { self[place] &- UInt8(ascii: "0") < 10 }

    private func isLetter(_ place: Int) -> Bool { (self[place] | 32) &- UInt8(ascii: "a") < 26 }

    /// Of what is not ASCII it is not known.
    func isNamePart(_ place: Int) -> Bool {
        isLetter(place) || isDigit(place) || self[place] == UInt8(ascii: "_") || self[place] >= 0x80
    }

    func isNameStart(_ place: Int) -> Bool {
        isLetter(place) || self[place] == UInt8(ascii: "_") && isNamePart(place + 1)
    }

    func endOfName(from start: Int) -> Int? {
        var end = start
        while isNamePart(end) {
            if self[end] >= 0x80 { return nil }
            end += 1
        }
        return end
    }

    /// Behind the quote that ends a string without escapes on its line.
    func endOfString(from start: Int) -> Int? {
        var end = start + 1
        while end < count {
            switch self[end] {
            case UInt8(ascii: "\""): return end + 1
            case UInt8(ascii: "\\"), UInt8(ascii: "\n"), UInt8(ascii: "\r"): return nil
            default: end += 1
            }
        }
        return nil
    }

    func continuations(in range: Range<Int>) -> Int { bytes[range].count { $0 & 0xC0 == 0x80 } }

    /// Whether arguments follow; blanks other than these, and comments, are not scanned.
    func isCalled(at end: Int) -> Bool {
        var place = end
        while self[place] == UInt8(ascii: " ") || self[place] &- 9 < 5 { place += 1 }
        return self[place] == UInt8(ascii: "(")
    }

    private func endOfDigits(from start: Int) -> Int {
        var end = start
        while isDigit(end) { end += 1 }
        return end
    }

    /// An integer, decimal or date in its plain form, and where it ends.
    func number(from start: Int) -> (Term, end: Int)? {
        var end = endOfDigits(from: start)
        if end - start == 4, self[end] == UInt8(ascii: "-"), isDigit(end + 1) { return date(from: start) }
        let isDecimal = self[end] == UInt8(ascii: ".") && isDigit(end + 1)
        if isDecimal { end = endOfDigits(from: end + 1) }
        if end - start > 18 || isNamePart(end) { return nil }
        let digits = text(start..<end)
        if isDecimal { return Double(digits).map { (.decimal($0), end) } }
        return Int64(digits).map { (.integer($0), end) }
    }

    private func date(from start: Int) -> (Term, end: Int)? {
        var end = start + 4
        while self[end] == UInt8(ascii: "-"), isDigit(end + 1), isDigit(end + 2), end - start < 10 { end += 3 }
        if isNamePart(end) || self[end] == UInt8(ascii: "-") { return nil }
        return CalendarDate(iso: text(start..<end)).map { (.date($0), end) }
    }
}

extension ParsedProgram {
    /// The constants of a program that is one query without faults, in the order of its text.
    var questionConstants: [Constant]? {
        guard diagnostics.isEmpty, statements.count == 1, case .query(let query) = statements[0].kind else {
            return nil
        }
        var constants: [Constant] = []
        query.body.collectConstants(into: &constants)
        return constants
    }
}

extension BodySyntax {
    fileprivate func collectConstants(into constants: inout [Constant]) {
        for literal in alternatives.joined() {
            switch literal.kind {
            case .atom(let atom), .negation(let atom):
                for argument in atom.arguments { argument.collectConstants(into: &constants) }
            case .comparison(_, let left, let right):
                left.collectConstants(into: &constants)
                right.collectConstants(into: &constants)
            case .group(let body): body.collectConstants(into: &constants)
            }
        }
    }
}

extension ExpressionSyntax {
    fileprivate func collectConstants(into constants: inout [Constant]) {
        switch kind {
        case .name, .literal: constants.append(Constant(self))
        case .variable, .wildcard: break
        case .call(_, let operands): for operand in operands { operand.collectConstants(into: &constants) }
        case .aggregate(_, let value, let body):
            value?.collectConstants(into: &constants)
            body.collectConstants(into: &constants)
        }
    }
}
