/// A date of the Gregorian calendar as precise as its source gives it: a year, a month or a day (ISO 8601's reduced
/// precision). The time of day is kept apart by whoever needs it.
public struct CalendarDate: Hashable, Comparable, Sendable, Codable {
    /// The year, 1…9999.
    public let year: Int
    /// The month 1…12, if known.
    public let month: Int?
    /// The day 1…31, if known; never without a month.
    public let day: Int?

    /// None where the parts do not name a day, month or year of the calendar.
    public init?(year: Int, month: Int? = nil, day: Int? = nil) {
        guard (1...9999).contains(year) else { return nil }
        if let month {
            guard (1...12).contains(month) else { return nil }
            if let day, !(1...CalendarDate.dayCount(year: year, month: month)).contains(day) { return nil }
        } else if day != nil {
            return nil
        }
        self.year = year
        self.month = month
        self.day = day
    }

    /// Reads `2025`, `2025-01` or `2025-01-30`, and nothing else.
    public init?(iso text: String) {
        let parts = text.split(separator: "-", omittingEmptySubsequences: false)
        guard (1...3).contains(parts.count), parts[0].utf8.count == 4 else { return nil }
        var numbers: [Int] = []
        for (index, part) in parts.enumerated() {
            guard index == 0 || part.utf8.count == 2, part.utf8.allSatisfy({ (48...57).contains($0) }),
                let number = Int(part)
            else { return nil }
            numbers.append(number)
        }
        self.init(
            year: numbers[0], month: numbers.count > 1 ? numbers[1] : nil, day: numbers.count > 2 ? numbers[2] : nil)
    }

    /// `2025`, `2025-01` or `2025-01-30`.
    public var iso: String {
        var text = CalendarDate.padded(year, 4)
        if let month { text += "-" + CalendarDate.padded(month, 2) }
        if let day { text += "-" + CalendarDate.padded(day, 2) }
        return text
    }

    /// Days in a month, leap years counted.
    public static func dayCount(year: Int, month: Int) -> Int {
        switch month {
        case 2: year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28
        case 4, 6, 9, 11: 30
        default: 31
        }
    }

    /// By time; a less precise date stands before the more precise ones that it covers.
    public static func < (left: CalendarDate, right: CalendarDate) -> Bool {
        (left.year, left.month ?? 0, left.day ?? 0) < (right.year, right.month ?? 0, right.day ?? 0)
    }

    private static func padded(_ number: Int, _ width: Int) -> String {
        let digits = String(number)
        let missing = width - digits.utf8.count
        return missing > 0 ? String(repeating: "0", count: missing) + digits : digits
    }
}
