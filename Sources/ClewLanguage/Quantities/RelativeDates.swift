import ClewModel

/// Dates that are told from the day on which the article appeared: "yesterday", "on Tuesday", "last fall", "two years
/// ago", "January 30".
///
/// Without a reference, or with one that is not precise enough, the span has no value.
struct RelativeDates {
    let words: WordCursor
    let reference: CalendarDate?

    /// The longest relative date that starts at a word. O(depth of the tree).
    func match(at start: Int) -> NameSpan? {
        guard !words.isGlued(start) else { return nil }
        return day(start) ?? ago(start) ?? dayOfMonth(start) ?? shifted(start) ?? weekday(start) ?? month(start)
    }

    private func span(_ start: Int, _ end: Int, _ date: CalendarDate?) -> NameSpan {
        NameSpan(words: start..<end, type: .date, value: date.map { .date($0) })
    }

    // MARK: Days

    /// "today", "yesterday", "tomorrow", "last night", "this morning".
    private func day(_ start: Int) -> NameSpan? {
        let offsets = ["today": 0, "tonight": 0, "yesterday": -1, "tomorrow": 1]
        if let offset = offsets[words[start]] {
            // "today's" and "Tomorrow" in a name are left to the name head.
            return span(start, start + 1, reference.flatMap { CalendarArithmetic.adding(days: offset, to: $0) })
        }
        let parts: Set<String> = ["morning", "afternoon", "evening"]
        if words[start] == "this", parts.contains(words[start + 1]) {
            return span(start, start + 2, reference?.day == nil ? nil : reference)
        }
        if words[start] == "last", ["night", "evening"].contains(words[start + 1]) {
            return span(start, start + 2, reference.flatMap { CalendarArithmetic.adding(days: -1, to: $0) })
        }
        return nil
    }

    /// "on Tuesday": the last one, or the next one where the verb looks ahead.
    private func weekday(_ start: Int) -> NameSpan? {
        let word = words[start]
        guard words.isCapitalized(start), let weekday = CalendarWords.weekdays[word],
            !CalendarWords.doubtfulWeekdays.contains(word),
            !["a", "every", "each", "following", "previous"].contains(words[start - 1])
        else { return nil }
        return span(start, start + 1, nearest(weekday, start))
    }

    private func nearest(_ weekday: Int, _ start: Int) -> CalendarDate? {
        guard let today = reference.flatMap({ CalendarArithmetic.dayNumber($0) }) else { return nil }
        let back = (CalendarArithmetic.weekday(dayNumber: today) - weekday + 7) % 7
        let tense = tense(of: start)
        if tense == .future || tense == .open && words[start - 1] == "by" {
            return CalendarArithmetic.date(dayNumber: today + (7 - back) % 7)
        }
        return CalendarArithmetic.date(dayNumber: today - back)
    }

    // MARK: This, last and next

    /// "last month", "next Tuesday", "this fall", "last March".
    private func shifted(_ start: Int) -> NameSpan? {
        let step: Int
        switch words[start] {
        case "last", "past", "previous": step = -1
        case "this", "current": step = 0
        case "next", "coming", "upcoming": step = 1
        default: return nil
        }
        let unit = words[start + 1]
        let end = start + 2
        // "The last year" and "the next week" count from elsewhere, and so does "the last weekend in January".
        if step != 0, words[start - 1] == "the" { return nil }
        if ["in", "of"].contains(words[end]), DatePatterns(words: words).month(end + 1) != nil { return nil }
        if let weekday = CalendarWords.weekdays[unit], words.isCapitalized(start + 1) {
            return span(start, end, self.weekday(weekday, step))
        }
        if let month = CalendarWords.months[words.bare(start + 1)], words.isCapitalized(start + 1) {
            return span(start, end, self.month(month, step))
        }
        if let first = CalendarWords.seasons[unit] { return span(start, end, season(first, step)) }
        switch unit {
        case "year": return span(start, end, reference.flatMap { CalendarDate(year: $0.year + step) })
        case "month": return span(start, end, reference.flatMap { CalendarArithmetic.adding(months: step, to: $0) })
        case "week": return span(start, end, week(step))
        case "weekend": return span(start, end, weekend(step))
        case "quarter", "decade", "century": return span(start, end, nil)
        default: return nil
        }
    }

    private func weekday(_ weekday: Int, _ step: Int) -> CalendarDate? {
        guard let today = reference.flatMap({ CalendarArithmetic.dayNumber($0) }) else { return nil }
        let difference = weekday - CalendarArithmetic.weekday(dayNumber: today)
        switch step {
        case -1: return CalendarArithmetic.date(dayNumber: today + (difference < 0 ? difference : difference - 7))
        case 1: return CalendarArithmetic.date(dayNumber: today + (difference > 0 ? difference : difference + 7))
        default: return CalendarArithmetic.date(dayNumber: today + difference)
        }
    }

    private func month(_ month: Int, _ step: Int) -> CalendarDate? {
        guard let reference, let current = reference.month else { return nil }
        switch step {
        case -1: return CalendarDate(year: month < current ? reference.year : reference.year - 1, month: month)
        case 1: return CalendarDate(year: month > current ? reference.year : reference.year + 1, month: month)
        default: return CalendarDate(year: reference.year, month: month)
        }
    }

    /// The year of a season: no more is honest, as seasons differ between hemispheres. A winter that straddles two
    /// years has none.
    private func season(_ first: Int, _ step: Int) -> CalendarDate? {
        guard first != 12, let reference, let current = reference.month else { return nil }
        switch step {
        case -1: return CalendarDate(year: first + 2 < current ? reference.year : reference.year - 1)
        case 1: return CalendarDate(year: first > current ? reference.year : reference.year + 1)
        default: return CalendarDate(year: reference.year)
        }
    }

    private func week(_ step: Int) -> CalendarDate? {
        guard let today = reference.flatMap({ CalendarArithmetic.dayNumber($0) }) else { return nil }
        return CalendarArithmetic.week(from: today - CalendarArithmetic.weekday(dayNumber: today) + 7 * step)
    }

    private func weekend(_ step: Int) -> CalendarDate? {
        guard let today = reference.flatMap({ CalendarArithmetic.dayNumber($0) }) else { return nil }
        let saturday = today - CalendarArithmetic.weekday(dayNumber: today) + 5 + 7 * step
        guard let first = CalendarArithmetic.date(dayNumber: saturday),
            let last = CalendarArithmetic.date(dayNumber: saturday + 1), first.year == last.year
        else { return nil }
        return CalendarDate(year: first.year, month: first.month == last.month ? first.month : nil)
    }

    // MARK: Ago

    /// "two years ago", "a month ago": as precise as the unit.
    private func ago(_ start: Int) -> NameSpan? {
        let amount: Double
        let unitAt: Int
        if words[start] == "a" || words[start] == "an" {
            (amount, unitAt) = (1, start + 1)
        } else if let number = NumberPhrase(words, at: start) {
            (amount, unitAt) = (number.value, number.end)
        } else {
            return nil
        }
        guard words[unitAt + 1] == "ago", amount == amount.rounded(), amount < 10_000 else { return nil }
        var unit = words[unitAt]
        if unit.hasSuffix("s") { unit.removeLast() }
        let count = Int(amount)
        let date: CalendarDate?
        switch unit {
        case "day": date = reference.flatMap { CalendarArithmetic.adding(days: -count, to: $0) }
        case "week":
            let day = reference.flatMap { CalendarArithmetic.adding(days: -7 * count, to: $0) }
            date = day.flatMap { CalendarDate(year: $0.year, month: $0.month) }
        case "month": date = reference.flatMap { CalendarArithmetic.adding(months: -count, to: $0) }
        case "year": date = reference.flatMap { CalendarDate(year: $0.year - count) }
        case "decade", "century", "hour", "minute": date = nil
        default: return nil
        }
        return span(start, unitAt + 2, date)
    }

    // MARK: Days and months without a year

    /// "January 30", "30 January", "Tuesday, January 30": in the year that fits the tense.
    private func dayOfMonth(_ start: Int) -> NameSpan? {
        if CalendarWords.weekdays[words.bare(start)] != nil, words.isCapitalized(start) {
            let next = [",", "("].contains(words[start + 1]) ? start + 2 : start + 1
            guard let inner = dayOfMonth(next), next == start + 1 || words[start + 1] == "," else { return nil }
            return NameSpan(words: start..<inner.words.upperBound, type: .date, value: inner.value)
        }
        let patterns = DatePatterns(words: words)
        let (month, day, end): (Int, Int, Int)
        if let first = patterns.month(start), let second = DatePatterns.day(words[start + 1]),
            !UnitWords.isMeasure(words[start + 2])
        {
            (month, day, end) = (first, second, start + 2)
        } else if let first = DatePatterns.day(words[start]) {
            let next = words[start + 1] == "of" ? start + 2 : start + 1
            guard let second = patterns.month(next) else { return nil }
            (month, day, end) = (second, first, next + 1)
        } else {
            return nil
        }
        // In a leap year for 29 February; another year may not have the day.
        guard CalendarDate(year: 2000, month: month, day: day) != nil else { return nil }
        return span(
            start, end, year(month: month, day: day, start).flatMap { CalendarDate(year: $0, month: month, day: day) })
    }

    /// "in March", "since November".
    private func month(_ start: Int) -> NameSpan? {
        guard words.isCapitalized(start), let month = CalendarWords.months[words.bare(start)],
            words.upos(start) == "PROPN" || words.upos(start) == "NOUN" || words.upos(start) == "X",
            DatePatterns.day(words[start + 1]) == nil
        else { return nil }
        let isPrepositional = CalendarWords.prepositions.contains(words[start - 1]) && words.upos(start - 1) != "PART"
        let isDoubtful = CalendarWords.doubtfulMonths.contains(words.bare(start))
        // "in May" is a month; "in May 's view" and "to April Jones" are not.
        let isFollowedByName = words.upos(start + 1) == "PROPN" && isDoubtful
        guard isPrepositional && !isFollowedByName || !isDoubtful && words.bare(start).count > 4 else { return nil }
        return span(
            start, start + 1, year(month: month, day: nil, start).flatMap { CalendarDate(year: $0, month: month) })
    }

    /// The year of a day or month: the last one up to the reference after a verb in the past, the next one after a verb
    /// that looks ahead, else the nearest.
    private func year(month: Int, day: Int?, _ start: Int) -> Int? {
        guard let reference, let current = reference.month else { return nil }
        let isLater = (month, day ?? 0) > (current, day == nil ? 0 : reference.day ?? 31)
        switch tense(of: start) {
        case .past: return isLater ? reference.year - 1 : reference.year
        case .future: return isLater || month == current ? reference.year : reference.year + 1
        case .open:
            let distance = month - current
            return distance > 6 ? reference.year - 1 : distance < -6 ? reference.year + 1 : reference.year
        }
    }

    // MARK: Tense

    private enum Tense { case past, future, open }

    /// Where the verb above a word looks: `will` and infinitives under planning verbs ahead, past forms back.
    private func tense(of word: Int) -> Tense {
        let planning: Set<String> = ["plan", "expect", "schedule", "intend", "hope", "aim", "set", "due"]
        var current = word
        for _ in 0..<words.count {
            let head = words.tokens[current].head
            guard words.tokens.indices.contains(head), head != current else { return .open }
            if ["VERB", "AUX"].contains(words.upos(head))
                || words.tokens.contains(where: { $0.head == head && $0.relation == "cop" })
            {
                let helpers = words.tokens.filter { $0.head == head && ["aux", "cop"].contains($0.universalRelation) }
                if helpers.contains(where: { ["will", "shall", "wo", "’ll", "'ll"].contains($0.lemma.lowercased()) }) {
                    return .future
                }
                let above = words.tokens[head].head
                if words.tokens[head].xpos == "VB", words.tokens.indices.contains(above),
                    planning.contains(words.tokens[above].lemma.lowercased())
                {
                    return .future
                }
                let isPast = words.tokens[head].xpos == "VBD" || words.tokens[head].xpos == "VBN"
                if isPast || helpers.contains(where: { $0.xpos == "VBD" }) { return .past }
                return .open
            }
            current = head
        }
        return .open
    }
}
