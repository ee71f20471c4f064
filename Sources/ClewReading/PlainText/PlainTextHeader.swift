import ClewModel

/// What stands above a plain text: headline, author, place and date, and lines such as `Source: …`.
struct PlainTextHeader {
    /// What a line of the header is.
    enum Role: Hashable { case title, author, dateline, label }

    private(set) var title: String?
    private(set) var authors: [String] = []
    private(set) var dateline: Dateline?
    private(set) var publisher: String?
    private(set) var url: String?
    /// The roles of the lines at the head, by index into the lines read.
    private(set) var roles: [Int: Role] = [:]

    private static let linesMax = 8
    private static let titleCharactersMax = 160

    /// Reads the head of a text.
    /// - Parameter lines: the text's lines, trimmed, blank ones included.
    init(_ lines: [String]) {
        let head = lines.indices.filter { !lines[$0].isEmpty }.prefix(PlainTextHeader.linesMax)
        var last = -1
        for index in head {
            guard let role = role(of: lines[index]) else { continue }
            roles[index] = role
            last = index
        }
        // Labels and datelines count only above the text: nothing but short lines may stand before them.
        let bodyStart = head.first { roles[$0] == nil && PlainTextHeader.isProse(lines[$0]) } ?? Int.max
        for index in roles.keys where index > bodyStart { roles[index] = nil }
        last = roles.keys.max() ?? -1
        for index in head where index < last || (last < 0 && index == head.first) {
            if roles[index] == nil { read(untitled: index, lines, head: Array(head)) }
        }
        for index in roles.keys.sorted() { take(lines[index], roles[index]) }
        if title == nil { findTitle(lines, head: Array(head)) }
    }

    private func role(of line: String) -> Role? {
        if line.hasPrefix("# ") { return .title }
        if PlainTextHeader.label(line) != nil || line.hasPrefix("http://") || line.hasPrefix("https://") {
            return .label
        }
        if line.lowercased().hasPrefix("by "), line.count < 100, !line.hasSuffix("."), !Byline.names(line).isEmpty,
            PlainTextHeader.isNameList(Byline.names(line))
        {
            return .author
        }
        return Dateline(line: line) != nil ? .dateline : nil
    }

    /// A line above the dateline that says nothing of itself: the author's name if it looks like one and is no title.
    private mutating func read(untitled index: Int, _ lines: [String], head: [Int]) {
        let line = lines[index]
        let hasTitle = roles.values.contains(.title)
        let hasAuthor = roles.values.contains(.author)
        let names = Byline.names(line)
        if !hasAuthor, PlainTextHeader.isNameList(names),
            hasTitle || index != head.first || !nextIsName(after: index, lines, head)
        {
            roles[index] = .author
        } else if !hasTitle, line.count <= PlainTextHeader.titleCharactersMax, !PlainTextHeader.isProse(line) {
            roles[index] = .title
        }
    }

    private func nextIsName(after index: Int, _ lines: [String], _ head: [Int]) -> Bool {
        guard let next = head.first(where: { $0 > index }), roles[next] == nil || roles[next] == .author else {
            return false
        }
        return PlainTextHeader.isNameList(Byline.names(lines[next]))
    }

    private mutating func take(_ line: String, _ role: Role?) {
        switch role {
        case .title: title = title ?? line.trimming { $0 == "#" || $0.isWhitespace }
        case .author: authors += Byline.names(line)
        case .dateline:
            guard let read = Dateline(line: line) else { return }
            dateline = Dateline(place: dateline?.place ?? read.place, date: dateline?.date ?? read.date)
        case .label: take(label: line)
        case nil: break
        }
    }

    private mutating func take(label line: String) {
        if line.hasPrefix("http") {
            url = url ?? String(line.prefix { !$0.isWhitespace })
            return
        }
        guard let (name, value) = PlainTextHeader.label(line) else { return }
        switch name {
        case "title", "headline": title = title ?? value
        case "author", "authors", "byline": authors += Byline.names(value)
        case "date", "published":
            dateline = Dateline(place: dateline?.place, date: dateline?.date ?? DateReader.date(field: value))
        case "place", "location": dateline = Dateline(place: dateline?.place ?? value, date: dateline?.date)
        case "url", "link": url = url ?? value
        case "source", "publisher", "site":
            if value.hasPrefix("http") { url = url ?? value } else { publisher = publisher ?? value }
        default: break
        }
    }

    /// A first line that stands apart from the text: followed by a blank line, or underlined, or much shorter than the
    /// paragraph after it, and no sentence.
    private mutating func findTitle(_ lines: [String], head: [Int]) {
        guard let first = head.first(where: { roles[$0] == nil }),
            first == head.first || roles.keys.contains(where: { $0 < first })
        else { return }
        let line = lines[first]
        guard line.count <= PlainTextHeader.titleCharactersMax, !PlainTextHeader.isProse(line),
            let next = lines.indices.first(where: { $0 > first && !lines[$0].isEmpty })
        else { return }
        let isApart = next > first + 1 || lines[next].count > 2 * line.count || PlainTextLines.isUnderline(lines[next])
        guard isApart, line.split(separator: " ").count > 1 else { return }
        roles[first] = .title
        title = line.trimming { $0 == "#" || $0.isWhitespace }
    }

    /// `Name: value` with a name that article headers use.
    private static func label(_ line: String) -> (name: String, value: String)? {
        guard let colon = line.firstIndex(of: ":") else { return nil }
        let name = line[..<colon].lowercased()
        let known = [
            "title", "headline", "author", "authors", "byline", "date", "published", "source", "publisher", "site",
            "url",
            "link", "place", "location",
        ]
        let value = line[line.index(after: colon)...].trimming { $0.isWhitespace || $0 == "\"" }
        return known.contains(name) && !value.isEmpty ? (name, value) : nil
    }

    /// Whether a line reads as a sentence rather than as a headline.
    static func isProse(_ line: String) -> Bool {
        line.count > titleCharactersMax
            || (line.count > 40 && (line.hasSuffix(".") || line.hasSuffix(".”") || line.hasSuffix(".\"")))
    }

    /// Words that names of people do not have, and headlines do.
    private static let headlineWords: Set<String> = [
        "the", "a", "an", "to", "in", "on", "of", "for", "with", "as", "at", "over", "after", "from", "by", "is", "are",
        "was", "how", "why", "what", "who", "new", "says", "said", "not", "its", "their", "will",
    ]
    private static let particles: Set<Substring> = [
        "de", "van", "von", "bin", "bint", "al", "el", "der", "den", "da", "di", "du", "la", "le", "dos", "del", "ten",
        "ter", "y", "e", "zu",
    ]

    /// Whether each text could be a person's name: two to five capitalised words without figures.
    static func isNameList(_ names: [String]) -> Bool {
        !names.isEmpty && names.count <= 6 && names.allSatisfy(isPersonName)
    }

    private static func isPersonName(_ name: String) -> Bool {
        let words = name.split(separator: " ")
        guard (2...5).contains(words.count), let first = words.first, !particles.contains(first) else { return false }
        return words.allSatisfy { word in
            if particles.contains(word) { return true }
            guard word.first?.isUppercase == true, !headlineWords.contains(word.lowercased()) else { return false }
            return word.allSatisfy { $0.isLetter || "'’.-".contains($0) } && !hasInnerCapital(word)
        }
    }

    /// `OpenAI` has one, `McDonald`, `O’Neil`, `Jean-Paul` and `DeSantis` have those of names; `SILVA` is all capitals.
    private static func hasInnerCapital(_ word: Substring) -> Bool {
        guard word.contains(where: \.isLowercase) else { return false }
        var previous: Character = " "
        for (offset, character) in word.enumerated() {
            if character.isUppercase, offset > 0, previous.isLowercase,
                !["Mc", "Mac", "De", "La", "Le", "Di", "Fitz", "Van"].contains(String(word.prefix(offset)))
            {
                return true
            }
            if character.isUppercase, previous.isUppercase { return true }
            previous = character
        }
        return false
    }
}

extension Dateline {
    init(place: String?, date: CalendarDate?) {
        self.place = place
        self.date = date
        agency = nil
    }
}
