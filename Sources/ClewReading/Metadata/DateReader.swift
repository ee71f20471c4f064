import ClewModel

/// Dates as pages and datelines write them, with the precision that they give. The day is taken as written: no time
/// zone is applied.
package enum DateReader {
    private static let months: [String: Int] = [
        "january": 1, "february": 2, "march": 3, "april": 4, "may": 5, "june": 6, "july": 7, "august": 8,
        "september": 9, "october": 10, "november": 11, "december": 12, "jan": 1, "feb": 2, "mar": 3, "apr": 4,
        "jun": 6, "jul": 7, "aug": 8, "sep": 9, "sept": 9, "oct": 10, "nov": 11, "dec": 12,
    ]

    /// The number of a month's English name or its abbreviation, with or without a full stop.
    static func month(_ word: some StringProtocol) -> Int? {
        months[word.lowercased().trimming { $0 == "." || $0 == "," }]
    }

    /// The date that a machine-readable field holds: ISO 8601 in any precision, RFC 2822, `YYYYMMDD`, `YYYY/MM/DD`, or
    /// words.
    package static func date(field text: String) -> CalendarDate? {
        let trimmed = text.trimming { $0.isWhitespace || $0 == "\"" }
        let digits = Array(trimmed.utf8.prefix(10))
        func number(_ range: Range<Int>) -> Int? {
            guard range.upperBound <= digits.count, digits[range].allSatisfy({ (48...57).contains($0) }) else {
                return nil
            }
            return Int(String(decoding: digits[range], as: UTF8.self))
        }
        if let year = number(0..<4), year >= 1000 {
            let separators: [UInt8] = [0x2D, 0x2F, 0x2E]
            if trimmed.utf8.count == 4 { return CalendarDate(year: year) }
            if digits.count > 4, separators.contains(digits[4]), let month = number(5..<7) {
                guard digits.count > 7, digits[7] == digits[4] else { return CalendarDate(year: year, month: month) }
                return number(8..<10).flatMap { CalendarDate(year: year, month: month, day: $0) }
            }
            if digits.count > 6, separators.contains(digits[4]) {
                let parts = trimmed.prefix(10).split(whereSeparator: { !$0.isASCII || !$0.isNumber }).compactMap {
                    Int($0)
                }
                if parts.count >= 3 { return CalendarDate(year: year, month: parts[1], day: parts[2]) }
            }
            if let month = number(4..<6), let day = number(6..<8) {
                return CalendarDate(year: year, month: month, day: day)
            }
        }
        return date(inProse: trimmed)?.date
    }

    /// The first date written out in words: `30 January 2025`, `Jan. 30, 2025`, `January 2025`, and where it stands.
    package static func date(inProse text: String) -> (date: CalendarDate, range: Range<String.Index>)? {
        let words = text.split(whereSeparator: { $0.isWhitespace || $0 == "," || $0 == "/" || $0 == "(" || $0 == ")" })
        for (index, word) in words.enumerated() {
            guard let month = month(word), word.count >= 3 else { continue }
            let before = index > 0 ? day(words[index - 1]) : nil
            let next = index + 1 < words.count ? words[index + 1] : nil
            let afterNext = index + 2 < words.count ? words[index + 2] : nil
            if let before, let next, let year = year(next),
                let date = CalendarDate(year: year, month: month, day: before)
            {
                return (date, words[index - 1].startIndex..<next.endIndex)
            }
            if let next, let day = day(next), let afterNext, let year = year(afterNext),
                let date = CalendarDate(year: year, month: month, day: day)
            {
                return (date, word.startIndex..<afterNext.endIndex)
            }
            if let next, let year = year(next), let date = CalendarDate(year: year, month: month) {
                return (date, word.startIndex..<next.endIndex)
            }
        }
        return nil
    }

    /// 1…31, with or without an ordinal ending.
    static func day(_ word: Substring) -> Int? {
        let digits = word.prefix { $0.isASCII && $0.isNumber }
        let ending = word.dropFirst(digits.count).lowercased()
        guard ["", "st", "nd", "rd", "th", "."].contains(ending), (1...2).contains(digits.count) else { return nil }
        return Int(digits).flatMap { (1...31).contains($0) ? $0 : nil }
    }

    /// A year of four digits, a full stop or the like after it allowed.
    static func year(_ word: Substring) -> Int? {
        let digits = word.trimming { !$0.isNumber }
        guard digits.count == 4, word.hasPrefix(digits), let year = Int(digits), (1000...2999).contains(year) else {
            return nil
        }
        return year
    }
}

extension StringProtocol {
    /// The text without what matches at either end.
    func trimming(_ matches: (Character) -> Bool) -> String {
        let start = firstIndex { !matches($0) } ?? endIndex
        guard start < endIndex, let last = lastIndex(where: { !matches($0) }) else { return "" }
        return String(self[start...last])
    }
}
