extension Tokenizer {
    /// The end of the URL, e-mail address, domain, newsgroup or file name that starts at `start`, if one does.
    func addressEnd(from start: Int, in stretch: Range<Int>) -> Int? {
        let end = stretch.upperBound
        guard text.has([.letter, .digit], at: start, before: end) else { return nil }
        let labelEnd = text.run(of: [.letter, .digit], from: start, to: end)
        guard labelEnd < end else { return nil }
        if text.scalars[labelEnd] == 0x3A { return schemeEnd(from: start, colon: labelEnd, to: end) }
        if labelEnd - start == 3, text.isASCII(".", at: labelEnd, before: end), text.key(start..<labelEnd) == "www" {
            return trimmed(start..<uriEnd(from: labelEnd, to: end))
        }
        let nameEnd = run(from: start, to: end) { Self.isNameScalar($0) }
        if nameEnd < end, text.scalars[nameEnd] == 0x40 { return mailEnd(from: start, at: nameEnd, to: end) }
        return hostEnd(from: start, to: end) ?? fileEnd(from: start, to: end)
    }

    /// The end of the run in which no address starts when none starts at `start`.
    func addressRunEnd(from start: Int, in stretch: Range<Int>) -> Int {
        run(from: start, to: stretch.upperBound) { Self.isNameScalar($0) || $0 == 0x23 }
    }

    private func run(from start: Int, to end: Int, while belongs: (UInt32) -> Bool) -> Int {
        var position = start
        while position < end, belongs(text.scalars[position]) || text.has(.alphanumeric, at: position, before: end) {
            position += 1
        }
        return position
    }

    private static func isNameScalar(_ value: UInt32) -> Bool {
        value == 0x2E || value == 0x5F || value == 0x2D || value == 0x2B || value == 0x25
    }

    /// `https://…`, `mailto:a@b.c`, `doi:10.…`.
    private func schemeEnd(from start: Int, colon: Int, to end: Int) -> Int? {
        if text.isASCII("/", at: colon + 1, before: end), text.isASCII("/", at: colon + 2, before: end) {
            return trimmed(start..<uriEnd(from: colon + 3, to: end))
        }
        switch text.key(start..<colon) {
        case "mailto": return addressEnd(from: colon + 1, in: start..<end)
        case "doi" where text.has(.digit, at: colon + 1, before: end):
            return trimmed(start..<uriEnd(from: colon + 1, to: end))
        default: return nil
        }
    }

    /// The first scalar that no URI holds.
    private func uriEnd(from start: Int, to end: Int) -> Int {
        var position = start
        while position < end {
            switch text.scalars[position] {
            case 0x3C, 0x3E, 0x22, 0x201C, 0x201D, 0x2018, 0x2019, 0xAB, 0xBB, 0x7B, 0x7D, 0x7C: return position
            default: position += 1
            }
        }
        return position
    }

    /// A URI without the punctuation of the sentence around it: a closing bracket belongs to it only where one opened.
    private func trimmed(_ range: Range<Int>) -> Int {
        var end = range.upperBound
        var depth = 0
        for index in range {
            if text.scalars[index] == 0x28 { depth += 1 }
            if text.scalars[index] == 0x29 { depth -= 1 }
        }
        while end > range.lowerBound + 1 {
            switch text.scalars[end - 1] {
            case 0x2E, 0x2C, 0x3B, 0x3A, 0x21, 0x3F, 0x27, 0x5D, 0x2A, 0x2026: end -= 1
            case 0x29 where depth < 0:
                end -= 1
                depth += 1
            default: return end
            }
        }
        return end
    }

    private func mailEnd(from start: Int, at sign: Int, to end: Int) -> Int? {
        guard text.has(.alphanumeric, at: sign + 1, before: end) else { return nil }
        var position = run(from: sign + 1, to: end) { Self.isNameScalar($0) }
        while position > sign + 2, text.traits[position - 1].isDisjoint(with: .alphanumeric) { position -= 1 }
        return position
    }

    /// `example.org`, `example.org/path`, `comp.sources.unix`: labels with full stops between, the last a top-level
    /// domain or a file's extension, or three and more in lower case.
    private func hostEnd(from start: Int, to end: Int) -> Int? {
        var position = run(from: start, to: end) { $0 == 0x2E || $0 == 0x2D || $0 == 0x5F }
        while position > start, text.traits[position - 1].isDisjoint(with: .alphanumeric) { position -= 1 }
        var labels = 1
        var lastDot: Int?
        var isLower = true
        var shortest = Int.max
        for index in start..<position {
            if text.scalars[index] == 0x2E {
                labels += 1
                shortest = min(shortest, index - (lastDot.map { $0 + 1 } ?? start))
                lastDot = index
            } else if text.traits[index].contains(.upper) || text.traits[index].contains(.digit) {
                isLower = false
            }
        }
        guard let lastDot, shortest > 0, text.traits[lastDot + 1].contains(.letter) else { return nil }
        let last = text.key(lastDot + 1..<position)
        guard text.has(.letter, at: start, before: lastDot) || WordLists.fileExtensions.contains(last) else {
            return nil
        }
        let isLong = labels > 2 || text.isASCII("/", at: position, before: end)
        let isNamed =
            shortest > 1 && isDomain(last, at: lastDot + 1, to: position)
            && (isLong || !WordLists.domainsAndWords.contains(last))
        let isGroup = labels > 2 && isLower && shortest > 1 && position - lastDot > 2
        guard isNamed || isGroup || WordLists.fileExtensions.contains(last) else { return nil }
        return isNamed && text.isASCII("/", at: position, before: end)
            ? trimmed(start..<uriEnd(from: position, to: end)) : position
    }

    /// A capitalised word after a full stop is more likely the next sentence than a domain, as in `there.It`.
    private func isDomain(_ last: String, at start: Int, to end: Int) -> Bool {
        guard WordLists.topLevelDomains.contains(last) else { return false }
        return !text.traits[start].contains(.upper) || text.has(.upper, at: start + 1, before: end)
    }

    /// `Q3-report_#2.doc`: a name with hyphens and an extension, without white space.
    private func fileEnd(from start: Int, to end: Int) -> Int? {
        var position = run(from: start, to: end) { $0 == 0x2E || $0 == 0x2D || $0 == 0x5F || $0 == 0x23 }
        while position > start, text.traits[position - 1].isDisjoint(with: .alphanumeric) { position -= 1 }
        guard let dot = text.scalars[start..<position].lastIndex(of: 0x2E), dot > start else { return nil }
        return WordLists.fileExtensions.contains(text.key(dot + 1..<position)) ? position : nil
    }
}
