import ClewModel

/// The order of terms in answers: truth values (false first), then numbers by value, then dates by time, then texts by
/// Unicode scalars. An integer stands before the decimal of the same value; a less precise date before those that it
/// covers.
enum TermOrder {
    /// Whether `left` stands before `right`. A strict total order over all terms.
    static func precedes(_ left: Term, _ right: Term) -> Bool { compare(left, right) < 0 }

    /// Negative, zero or positive.
    static func compare(_ left: Term, _ right: Term) -> Int {
        let (first, second) = (rank(left), rank(right))
        if first != second { return first < second ? -1 : 1 }
        switch (left, right) {
        case (.boolean(let left), .boolean(let right)): return (left ? 1 : 0) - (right ? 1 : 0)
        case (.date(let left), .date(let right)): return left < right ? -1 : left == right ? 0 : 1
        case (.text(let left), .text(let right)): return compare(left, right)
        default:
            let order = compareNumbers(left, right) ?? 0
            if order != 0 { return order }
            return (isDecimal(left) ? 1 : 0) - (isDecimal(right) ? 1 : 0)
        }
    }

    /// How two values compare in a condition: numbers by value, an integer with a date as a year, otherwise only like
    /// with like; none where they cannot be compared.
    static func compareValues(_ left: Term, _ right: Term) -> Int? {
        switch (left, right) {
        case (.integer, .decimal), (.decimal, .integer), (.integer, .integer), (.decimal, .decimal):
            return compareNumbers(left, right)
        case (.integer(let year), .date(let date)): return asYear(year).map { compare(.date($0), .date(date)) }
        case (.date(let date), .integer(let year)): return asYear(year).map { compare(.date(date), .date($0)) }
        default: return rank(left) == rank(right) ? compare(left, right) : nil
        }
    }

    private static func asYear(_ number: Int64) -> CalendarDate? {
        Int(exactly: number).flatMap { (1...9999).contains($0) ? CalendarDate(year: $0) : nil }
    }

    /// By Unicode scalars, which is the order of the UTF-8.
    private static func compare(_ left: String, _ right: String) -> Int {
        var (left, right) = (left, right)
        return left.withUTF8 { left in
            right.withUTF8 { right in
                let count = min(left.count, right.count)
                for index in 0..<count where left[index] != right[index] { return left[index] < right[index] ? -1 : 1 }
                return left.count - right.count
            }
        }
    }

    private static func compareNumbers(_ left: Term, _ right: Term) -> Int? {
        switch (left, right) {
        case (.integer(let left), .integer(let right)): left < right ? -1 : left == right ? 0 : 1
        case (.decimal(let left), .decimal(let right)): left < right ? -1 : left == right ? 0 : 1
        case (.integer(let left), .decimal(let right)): compare(left, right)
        case (.decimal(let left), .integer(let right)): -compare(right, left)
        default: nil
        }
    }

    /// Exactly, also where the integer has no double of its own.
    private static func compare(_ integer: Int64, _ decimal: Double) -> Int {
        if decimal >= 0x1p63 { return -1 }
        if decimal < -0x1p63 { return 1 }
        let whole = decimal.rounded(.towardZero)
        let other = Int64(whole)
        if integer != other { return integer < other ? -1 : 1 }
        return decimal == whole ? 0 : whole < decimal ? -1 : 1
    }

    private static func isDecimal(_ term: Term) -> Bool { if case .decimal = term { true } else { false } }

    private static func rank(_ term: Term) -> Int {
        switch term {
        case .boolean: 0
        case .integer, .decimal: 1
        case .date: 2
        case .text: 3
        }
    }
}
