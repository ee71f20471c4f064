import ClewModel

/// Where and when a report was filed: `Kochi, 30 January 2025` on a line of its own, or `LONDON, Jan. 30 (Reuters) –`
/// before the first sentence.
package struct Dateline: Hashable, Sendable {
    /// The place, as written but for capitals: `London`, `New Delhi, India`.
    package var place: String?
    /// The date, where it has a year.
    package var date: CalendarDate?
    /// The agency in parentheses.
    package var agency: String?

    private static let lineCharactersMax = 90
    private static let openingCharactersMax = 90
    private static let placeWordsMax = 6
    /// Words in capitals before a dash that are no places.
    private static let labels: Set<String> = [
        "update", "updated", "exclusive", "breaking", "opinion", "analysis", "correction", "corrected", "warning",
        "note",
        "editor's note", "watch", "read", "live", "review", "video", "photos", "commentary", "factbox", "explainer",
        "q", "a", "q&a", "faq", "tl;dr", "ps", "p.s.", "spoiler", "spoilers", "related", "more", "important",
        "disclaimer",
    ]
    private static let weekdays: Set<String> = [
        "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday", "mon", "tue", "tues", "wed",
        "thu",
        "thur", "thurs", "fri", "sat", "sun",
    ]
    private static let dateLabels = [
        "published on ", "published ", "posted on ", "posted ", "updated ", "last updated ", "date ", "on ",
    ]

    /// A whole line that is a date, or a place and a date.
    package init?(line: String) {
        guard line.unicodeScalars.count <= Dateline.lineCharactersMax, let found = Dateline.findDate(line) else {
            return nil
        }
        let before = line[..<found.range.lowerBound]
        let after = Dateline.withoutTime(line[found.range.upperBound...])
        let places = [before[...], after[...]].map { Dateline.place(String($0)) }
        // What is left of the line must be a place or nothing.
        guard places.allSatisfy({ $0 != nil }) else { return nil }
        let named = places.compactMap { $0 }.filter { !$0.isEmpty }
        guard named.count < 2 else { return nil }
        place = named.first
        date = found.date
    }

    /// The dateline before a report's first sentence, and how many characters of the paragraph it takes with its dash.
    static func opening(of paragraph: String) -> (dateline: Dateline, count: Int)? {
        let head = paragraph.prefix(openingCharactersMax)
        for separator in [" – ", " — ", " -- ", " - ", "—", "–", ": "] {
            guard ByteSearch.contains(separator, in: head), let range = head.firstRange(of: separator) else { continue }
            let isColon = separator == ": "
            guard let dateline = Dateline(opening: String(head[..<range.lowerBound]), needsCapitals: isColon) else {
                continue
            }
            return (dateline, paragraph.distance(from: paragraph.startIndex, to: range.upperBound))
        }
        return nil
    }

    /// Parts the dateline from the first paragraph of `text`, where there is one: it becomes a byline block, so that
    /// nobody reads it as prose.
    static func splitOpening(_ text: inout ArticleText) -> Dateline? {
        guard let index = text.blocks.firstIndex(where: { $0.kind == .paragraph }), index < 4 else { return nil }
        let paragraph = text.text.text(in: text.blocks[index].range)
        guard let (dateline, count) = opening(of: paragraph) else { return nil }
        let head = paragraph.prefix(count)
        let trailing = head.reversed().prefix { $0 == " " }.count
        // The space after the dash becomes the line feed between the two blocks, so that no offset moves.
        guard trailing > 0, head.count < paragraph.count else { return dateline }
        text.split(block: index, at: head.unicodeScalars.count - 1, kind: .byline)
        return dateline
    }

    private init?(opening head: String, needsCapitals: Bool) {
        var rest = head
        if let open = rest.firstIndex(of: "("), let close = rest.lastIndex(of: ")"), open < close {
            agency = String(rest[rest.index(after: open)..<close])
            rest.removeSubrange(open...close)
        }
        var hasDay = false
        if let found = Dateline.findDate(rest) {
            date = found.date
            rest.removeSubrange(found.range)
            hasDay = true
        } else if let day = Dateline.findDay(rest) {
            rest.removeSubrange(day)
            hasDay = true
        }
        let words = rest.split(separator: " ").filter {
            !Dateline.weekdays.contains($0.lowercased().trimming { $0 == "," || $0 == "." })
        }
        let name = words.joined(separator: " ").trimming { $0.isWhitespace || $0 == "," || $0 == "|" || $0 == "/" }
        guard let found = Dateline.place(name), !found.isEmpty else { return nil }
        let first = name.prefix { $0 != "," }
        let isCapitals =
            first.count >= 3 && !first.contains(where: \.isLowercase) && first.contains(where: \.isUppercase)
        guard isCapitals || (!needsCapitals && (hasDay || agency != nil)) else { return nil }
        guard !needsCapitals || isCapitals else { return nil }
        place = found
    }

    /// The place's name with capitals only at the start of words; empty for nothing, none where the text is no name.
    private static func place(_ text: String) -> String? {
        let name = text.trimming {
            $0.isWhitespace || $0 == "," || $0 == "|" || $0 == "-" || $0 == "–" || $0 == "—" || $0 == ":" || $0 == "/"
        }
        if name.isEmpty { return "" }
        let lower = name.lowercased()
        if weekdays.contains(lower.trimming { $0 == "." }) || dateLabels.contains(lower + " ") { return "" }
        guard !labels.contains(lower), !name.contains(where: \.isNumber) else { return nil }
        let words = name.split(separator: " ")
        guard words.count <= placeWordsMax,
            !words.contains(where: { $0.hasSuffix(":") || $0.hasSuffix("?") || $0.hasSuffix("!") })
        else { return nil }
        let small: Set<Substring> = [
            "de", "la", "le", "del", "el", "al", "of", "the", "and", "sur", "am", "upon", "da", "do", "dos", "di",
        ]
        for word in words {
            guard let first = word.first, first.isUppercase || small.contains(word) else { return nil }
            guard word.allSatisfy({ $0.isLetter || "'’.-,".contains($0) }) else { return nil }
        }
        return words.map { word in
            let isAbbreviation = word.contains(".") || word.count <= 2
            let isCapitals = word.count > 1 && !word.contains(where: \.isLowercase)
            return isCapitals && !isAbbreviation ? capitalized(word) : String(word)
        }.joined(separator: " ")
    }

    private static func capitalized(_ word: Substring) -> String {
        var out = ""
        var isStart = true
        for character in word {
            out += isStart ? character.uppercased() : character.lowercased()
            isStart = character == "-"
        }
        return out
    }

    /// A date with its year anywhere in the text: in words, or `2025-01-30`.
    private static func findDate(_ text: String) -> (date: CalendarDate, range: Range<String.Index>)? {
        if let found = DateReader.date(inProse: text) { return found }
        for word in text.split(separator: " ") where word.count == 10 {
            if let date = CalendarDate(iso: String(word)) { return (date, word.startIndex..<word.endIndex) }
        }
        return nil
    }

    /// `Jan. 30` or `30 January`, without a year.
    private static func findDay(_ text: String) -> Range<String.Index>? {
        let words = text.split(whereSeparator: { $0 == " " || $0 == "," })
        for (index, word) in words.enumerated() where word.count >= 3 && DateReader.month(word) != nil {
            if index + 1 < words.count, DateReader.day(words[index + 1]) != nil {
                return word.startIndex..<words[index + 1].endIndex
            }
            if index > 0, DateReader.day(words[index - 1]) != nil { return words[index - 1].startIndex..<word.endIndex }
        }
        return nil
    }

    /// The text without a time of day and its zone.
    private static func withoutTime(_ text: Substring) -> String {
        let kept = text.split(whereSeparator: { $0 == " " || $0 == "," }).filter { word in
            if word.first?.isNumber == true { return false }
            return ![
                "at", "am", "pm", "a.m.", "p.m.", "ist", "gmt", "utc", "est", "edt", "pst", "pdt", "et", "pt", "cet",
                "bst", "|", "t",
            ].contains(word.lowercased())
        }
        return kept.joined(separator: " ")
    }
}
