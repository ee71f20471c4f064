import ClewModel

/// Dates that need no reference: days, months, years, decades, quarters, centuries.
struct DatePatterns {
    let words: WordCursor

    /// The longest date that starts at a word. O(1).
    func match(at start: Int) -> NameSpan? {
        guard !words.isGlued(start) else { return nil }
        return weekdayAndDate(start) ?? fullDate(start) ?? numeric(start) ?? quarter(start) ?? season(start)
            ?? century(start) ?? decade(start) ?? year(start)
    }

    private func span(_ start: Int, _ end: Int, _ date: CalendarDate?) -> NameSpan? {
        date.map { NameSpan(words: start..<end, type: .date, value: .date($0)) }
    }

    private func interval(_ start: Int, _ end: Int, _ first: CalendarDate?, _ last: CalendarDate?) -> NameSpan? {
        guard let first, let last else { return nil }
        return NameSpan(words: start..<end, type: .date, value: .text(first.iso + "/" + last.iso))
    }

    // MARK: Days and months

    /// "Tuesday, January 30, 2025"
    private func weekdayAndDate(_ start: Int) -> NameSpan? {
        guard CalendarWords.weekdays[words.bare(start)] != nil else { return nil }
        let next = words[start + 1] == "," ? start + 2 : start + 1
        guard let date = fullDate(next) else { return nil }
        return NameSpan(words: start..<date.words.upperBound, type: .date, value: date.value)
    }

    /// "30 January 2025", "January 30, 2025", "the 30th of January 2025", "March 2021".
    private func fullDate(_ start: Int) -> NameSpan? {
        if let month = month(start) {
            if let day = DatePatterns.day(words[start + 1]) {
                let comma = words[start + 2] == "," ? start + 3 : start + 2
                if let year = DatePatterns.year(words[comma]) {
                    return span(start, comma + 1, CalendarDate(year: year, month: month, day: day))
                }
                return nil
            }
            let next = [",", "of"].contains(words[start + 1]) ? start + 2 : start + 1
            guard let year = DatePatterns.year(words[next]) else { return nil }
            return span(start, next + 1, CalendarDate(year: year, month: month))
        }
        guard let day = DatePatterns.day(words[start]) else { return nil }
        let next = words[start + 1] == "of" ? start + 2 : start + 1
        guard let month = month(next) else { return nil }
        let comma = words[next + 1] == "," ? next + 2 : next + 1
        guard let year = DatePatterns.year(words[comma]) else { return nil }
        return span(start, comma + 1, CalendarDate(year: year, month: month, day: day))
    }

    /// The month that a capitalised word names.
    func month(_ index: Int) -> Int? {
        words.isCapitalized(index) ? CalendarWords.months[words.bare(index)] : nil
    }

    /// `30`, `30th`.
    static func day(_ word: String) -> Int? {
        var digits = Substring(word)
        for suffix in ["st", "nd", "rd", "th"] where digits.hasSuffix(suffix) { digits.removeLast(2) }
        guard (1...2).contains(digits.count), digits.allSatisfy({ $0.isASCII && $0.isNumber }), let day = Int(digits),
            (1...31).contains(day)
        else { return nil }
        return day
    }

    /// A year of four digits, 1000 to 2199.
    static func year(_ word: String) -> Int? {
        guard word.utf8.count == 4, word.utf8.allSatisfy({ (48...57).contains($0) }), let year = Int(word),
            (1000...2199).contains(year)
        else { return nil }
        return year
    }

    // MARK: Digits only

    /// "2025-01-30", and "30/01/2025" where only one order makes a date.
    private func numeric(_ start: Int) -> NameSpan? {
        for (text, end) in words.joined(at: start, limit: 5).reversed() {
            guard text.utf8.first.map({ (48...57).contains($0) }) ?? false else { return nil }
            if text.utf8.count == 10, text.contains("-"), let date = CalendarDate(iso: text) {
                return span(start, end, date)
            }
            let parts = text.split(separator: text.contains("/") ? "/" : ".", omittingEmptySubsequences: false)
            guard parts.count == 3, let year = DatePatterns.year(String(parts[2])),
                let first = DatePatterns.day(String(parts[0])), let second = DatePatterns.day(String(parts[1])),
                parts[0].last?.isNumber ?? false, parts[1].last?.isNumber ?? false
            else { continue }
            let dayFirst = CalendarDate(year: year, month: second, day: first)
            let monthFirst = CalendarDate(year: year, month: first, day: second)
            // Europe's dotted dates have the day first.
            if text.contains(".") { return span(start, end, dayFirst) }
            if let dayFirst, let monthFirst, dayFirst != monthFirst { return nil }
            return span(start, end, dayFirst ?? monthFirst)
        }
        return nil
    }

    // MARK: Parts of a year and beyond

    /// "Q3 2024", "the third quarter of 2024", "the first half of 2024".
    private func quarter(_ start: Int) -> NameSpan? {
        let from = words[start] == "the" ? start + 1 : start
        let word = words[from]
        if word.count == 2, word.hasPrefix("q"), let number = Int(word.dropFirst()), (1...4).contains(number) {
            let next = [",", "of"].contains(words[from + 1]) ? from + 2 : from + 1
            guard let year = DatePatterns.year(words[next]) else { return nil }
            return months(from, next + 1, year, first: number * 3 - 2, count: 3)
        }
        guard let number = CalendarWords.ordinals[word], ["quarter", "half"].contains(words[from + 1]) else {
            return nil
        }
        let next = words[from + 2] == "of" ? from + 3 : from + 2
        guard let year = DatePatterns.year(words[next]) else { return nil }
        let count = words[from + 1] == "half" ? 6 : 3
        guard number * count <= 12 else { return nil }
        return months(start, next + 1, year, first: (number - 1) * count + 1, count: count)
    }

    private func months(_ start: Int, _ end: Int, _ year: Int, first: Int, count: Int) -> NameSpan? {
        interval(
            start, end, CalendarDate(year: year, month: first), CalendarDate(year: year, month: first + count - 1))
    }

    /// "summer of 2012", "fall 2024": the year, as seasons differ between hemispheres.
    private func season(_ start: Int) -> NameSpan? {
        guard CalendarWords.seasons[words[start]] != nil else { return nil }
        let next = words[start + 1] == "of" ? start + 2 : start + 1
        guard let year = DatePatterns.year(words[next]) else { return nil }
        return span(start, next + 1, CalendarDate(year: year))
    }

    /// "the 19th century"
    private func century(_ start: Int) -> NameSpan? {
        let from = words[start] == "the" ? start + 1 : start
        guard ["century", "centuries"].contains(words[from + 1]), let number = DatePatterns.day(words[from]),
            words[from].last?.isLetter ?? false, number <= 21
        else { return nil }
        return interval(
            start, from + 2, CalendarDate(year: (number - 1) * 100 + 1), CalendarDate(year: number * 100))
    }

    /// "the 1990s", "the '90s"
    private func decade(_ start: Int) -> NameSpan? {
        let from = words[start] == "the" ? start + 1 : start
        for (text, end) in words.joined(at: from, limit: 4).reversed() {
            var digits = text.replacing("’", with: "'")
            guard digits.hasSuffix("s") else { continue }
            digits.removeLast()
            if digits.hasSuffix("'") { digits.removeLast() }
            var first = DatePatterns.year(digits)
            if digits.hasPrefix("'"), digits.count == 3, let short = Int(digits.dropFirst()), short >= 20 {
                first = 1900 + short
            }
            guard let first, first % 10 == 0 else { continue }
            return interval(start, end, CalendarDate(year: first), CalendarDate(year: first + 9))
        }
        return nil
    }

    /// A bare year: after a preposition, in brackets, in a range, or before an event ("the 2018 election"); never where
    /// it counts something.
    private func year(_ start: Int) -> NameSpan? {
        guard let year = DatePatterns.year(words[start]) else { return nil }
        let token = words.tokens[start]
        let date = span(start, start + 1, CalendarDate(year: year))
        let head = words.tokens.indices.contains(token.head) ? token.head : -1
        let counts = token.universalRelation == "nummod" && head > start
        let before = words[start - 1]
        if NumberPhrase.multipliers[words[start + 1]] != nil || UnitWords.isMeasure(words[start + 1]) { return nil }
        if counts {
            // "the 2018 election", not "the 2018 employees".
            let noun = words.tokens[head]
            let isSingular = noun.xpos == "NN" || noun.xpos == "NNP"
            let isMarked = ["the", "'s", "’s", "its", "his", "their", "this", "a"].contains(before)
            return isSingular && isMarked && (1900...2099).contains(year) ? date : nil
        }
        if CalendarWords.prepositions.contains(before)
            || ["(", "[", "–", "-", ","].contains(before) && isYearLike(year, start)
        {
            return date
        }
        if before == "and" || before == "or", DatePatterns.year(words[start - 2]) != nil { return date }
        return nil
    }

    private func isYearLike(_ year: Int, _ start: Int) -> Bool {
        guard (1500...2099).contains(year) else { return false }
        let before = words[start - 1]
        if before == "(" || before == "[" { return [")", "]", "–", "-", ";", ","].contains(words[start + 1]) }
        return DatePatterns.year(words[start - 2]) != nil
    }
}
