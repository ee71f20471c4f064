import ClewModel

/// Counting days, months and years from a date.
enum CalendarArithmetic {
    /// Days since 1 March 0000 of the proleptic Gregorian calendar. O(1).
    ///
    /// After Howard Hinnant, "chrono-compatible low-level date algorithms" (2013).
    static func dayNumber(year: Int, month: Int, day: Int) -> Int {
        let year = month <= 2 ? year - 1 : year
        let era = year / 400
        let yearOfEra = year - era * 400
        let dayOfYear = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1
        return era * 146_097 + yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
    }

    /// The date with a day number.
    static func date(dayNumber: Int) -> CalendarDate? {
        guard dayNumber >= 0 else { return nil }
        let era = dayNumber / 146_097
        let dayOfEra = dayNumber - era * 146_097
        let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let shifted = (5 * dayOfYear + 2) / 153
        let month = shifted < 10 ? shifted + 3 : shifted - 9
        return CalendarDate(
            year: yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month: month,
            day: dayOfYear - (153 * shifted + 2) / 5 + 1)
    }

    /// Days since 1 March 0000, of a date that is known to the day.
    static func dayNumber(_ date: CalendarDate) -> Int? {
        guard let month = date.month, let day = date.day else { return nil }
        return dayNumber(year: date.year, month: month, day: day)
    }

    /// Monday 0 … Sunday 6.
    static func weekday(dayNumber: Int) -> Int { (dayNumber + 2) % 7 }

    /// A date some days away, of one known to the day.
    static func adding(days: Int, to date: CalendarDate) -> CalendarDate? {
        dayNumber(date).flatMap { self.date(dayNumber: $0 + days) }
    }

    /// The month some months away, of a date known to the month.
    static func adding(months: Int, to date: CalendarDate) -> CalendarDate? {
        guard let month = date.month else { return nil }
        let total = date.year * 12 + month - 1 + months
        guard total >= 12 else { return nil }
        return CalendarDate(year: total / 12, month: total % 12 + 1)
    }

    /// What seven days from `monday` have in common: the month, else the year, else nothing.
    static func week(from monday: Int) -> CalendarDate? {
        guard let first = date(dayNumber: monday), let last = date(dayNumber: monday + 6), first.year == last.year
        else {
            return nil
        }
        return first.month == last.month
            ? CalendarDate(year: first.year, month: first.month) : CalendarDate(year: first.year)
    }
}
