import ClewModel

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif

extension Arithmetic {
    static func power(_ base: Double, _ exponent: Double) -> Double { pow(base, exponent) }
}

/// Functions of texts. Numbers, dates and truth values are taken as they are spelled. Positions and lengths count
/// Unicode scalars, the first position is 0.
enum TextFunctions {
    static func apply(_ function: Function, _ operands: [Term]) -> Result<Term, Arithmetic.Fault> {
        let text = operands[0].spelling
        switch function {
        case .lower: return .success(.text(text.lowercased()))
        case .upper: return .success(.text(text.uppercased()))
        case .length: return .success(.integer(Int64(text.unicodeScalars.count)))
        case .concat: return .success(.text(operands.map(\.spelling).joined()))
        case .toString: return .success(.text(text))
        case .toNumber:
            switch operands[0] {
            case .integer, .decimal: return .success(operands[0])
            default: return number(text).map { .success($0) } ?? .failure(.noValue)
            }
        default: return substring(text, operands)
        }
    }

    private static func substring(_ text: String, _ operands: [Term]) -> Result<Term, Arithmetic.Fault> {
        let scalars = text.unicodeScalars
        guard case .integer(let start) = operands[1] else { return .failure(.wrongKind(operands[1])) }
        var length = Int64(scalars.count)
        if operands.count == 3 {
            guard case .integer(let given) = operands[2] else { return .failure(.wrongKind(operands[2])) }
            length = given
        }
        let from = Int(min(max(0, start), Int64(scalars.count)))
        let part = scalars.dropFirst(from).prefix(Int(min(max(0, length), Int64(scalars.count))))
        return .success(.text(String(String.UnicodeScalarView(part))))
    }

    /// An integer or a decimal, if the text is nothing else but blanks around it.
    static func number(_ text: String) -> Term? {
        let trimmed = text.drop { $0 == " " }.reversed().drop { $0 == " " }.reversed()
        let word = String(trimmed)
        if let integer = Int64(word), !word.hasPrefix("+") { return .integer(integer) }
        guard let first = word.first, first.isASCII, first.isNumber || first == "-", let value = Double(word),
            value.isFinite, word.utf8.allSatisfy({ "0123456789.eE+-".utf8.contains($0) })
        else { return nil }
        return .decimal(value)
    }

    /// Whether `part` stands in `text`, byte for byte. O(text · part) at worst, in practice O(text).
    static func contains(_ text: String, _ part: String) -> Bool {
        let (haystack, needle) = (Array(text.utf8), Array(part.utf8))
        guard let first = needle.first, needle.count <= haystack.count else { return needle.isEmpty }
        for start in 0...(haystack.count - needle.count) where haystack[start] == first {
            if haystack[start..<(start + needle.count)].elementsEqual(needle) { return true }
        }
        return false
    }
}
