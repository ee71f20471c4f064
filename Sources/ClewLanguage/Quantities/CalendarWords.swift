/// The English words for months, days and seasons, in lower case and without a full stop.
enum CalendarWords {
    static let months: [String: Int] = [
        "january": 1, "jan": 1, "february": 2, "feb": 2, "march": 3, "mar": 3, "april": 4, "apr": 4, "may": 5,
        "june": 6,
        "jun": 6, "july": 7, "jul": 7, "august": 8, "aug": 8, "september": 9, "sept": 9, "sep": 9, "october": 10,
        "oct": 10,
        "november": 11, "nov": 11, "december": 12, "dec": 12,
    ]
    /// Months whose names are also other words or given names: alone they need a preposition before them.
    static let doubtfulMonths: Set<String> = [
        "march", "mar", "may", "april", "june", "august", "jan", "dec", "sep", "jun",
    ]

    /// Monday 0 … Sunday 6.
    static let weekdays: [String: Int] = [
        "monday": 0, "mon": 0, "tuesday": 1, "tue": 1, "tues": 1, "wednesday": 2, "wed": 2, "thursday": 3, "thu": 3,
        "thur": 3, "thurs": 3, "friday": 4, "fri": 4, "saturday": 5, "sat": 5, "sunday": 6, "sun": 6,
    ]
    /// Abbreviated days that are also words: they count only before a date.
    static let doubtfulWeekdays: Set<String> = [
        "mon", "tue", "wed", "thu", "fri", "sat", "sun", "tues", "thur", "thurs",
    ]

    /// The month in which a season of the northern hemisphere begins.
    static let seasons: [String: Int] = ["spring": 3, "summer": 6, "fall": 9, "autumn": 9, "winter": 12]

    static let ordinals: [String: Int] = [
        "first": 1, "second": 2, "third": 3, "fourth": 4, "1st": 1, "2nd": 2, "3rd": 3, "4th": 4,
    ]

    /// Words before a year or a month that make it a date.
    static let prepositions: Set<String> = [
        "in", "since", "by", "until", "till", "from", "during", "before", "after", "of", "between", "around", "circa",
        "early", "late", "mid", "to", "through", "about", "throughout", "for", "this", "last", "next", "at",
    ]
}
