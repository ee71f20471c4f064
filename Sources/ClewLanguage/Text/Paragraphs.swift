/// Cuts text at its line feeds into paragraphs: a blank line always parts two, a single line feed does unless the text
/// is wrapped there to a width.
enum Paragraphs {
    /// A line without the white space around it, and whether a blank line stands before it.
    private struct Line {
        var range: Range<Int>
        var isAfterBlank: Bool
    }

    /// Lines of wrapped text have between these many scalars at most.
    private static let widths = 40...140

    /// The paragraphs of a text in order, without white space at their ends. O(scalars).
    static func ranges(in text: ScalarText) -> [Range<Int>] {
        let lines = lines(of: text)
        let width = lines.map(\.range.count).max() ?? 0
        let isWrapped = widths.contains(width) && isMostlyFull(lines, width: width, in: text)
        var paragraphs: [Range<Int>] = []
        for line in lines {
            if let last = paragraphs.last, !line.isAfterBlank, widths.contains(width),
                (isWrapped && isFull(last, before: line.range, width: width, in: text))
                    || goesOn(last, in: line.range, of: text)
            {
                paragraphs[paragraphs.count - 1] = last.lowerBound..<line.range.upperBound
            } else {
                paragraphs.append(line.range)
            }
        }
        return paragraphs
    }

    private static func lines(of text: ScalarText) -> [Line] {
        var lines: [Line] = []
        var start = 0
        var isAfterBlank = false
        for index in 0...text.count {
            guard index == text.count || isLineEnd(text.scalars[index]) else { continue }
            var range = start..<index
            while let first = range.first, text.traits[first].contains(.space) { range.removeFirst() }
            while let last = range.last, text.traits[last].contains(.space) { range.removeLast() }
            if range.isEmpty {
                isAfterBlank = isAfterBlank || !isReturnBeforeFeed(start, in: text)
            } else {
                lines.append(Line(range: range, isAfterBlank: isAfterBlank))
                isAfterBlank = false
            }
            start = index + 1
        }
        return lines
    }

    /// Whether a scalar ends a line.
    static func isLineEnd(_ value: UInt32) -> Bool {
        value == 0x0A || value == 0x0D || value == 0x2028 || value == 0x2029
    }

    /// The empty line between CR and LF is none.
    private static func isReturnBeforeFeed(_ start: Int, in text: ScalarText) -> Bool {
        start > 0 && start < text.count && text.scalars[start - 1] == 0x0D && text.scalars[start] == 0x0A
    }

    /// Whether the next line's first word would not have fitted.
    private static func isFull(_ line: Range<Int>, before next: Range<Int>, width: Int, in text: ScalarText) -> Bool {
        var start = line.upperBound
        while start > line.lowerBound, line.upperBound - start <= width, !isLineEnd(text.scalars[start - 1]) {
            start -= 1
        }
        var end = next.lowerBound
        while end < next.upperBound, end - next.lowerBound <= width, !text.traits[end].contains(.space) { end += 1 }
        return line.upperBound - start + 1 + end - next.lowerBound > width
    }

    /// A text is wrapped where most lines that another follows are full.
    private static func isMostlyFull(_ lines: [Line], width: Int, in text: ScalarText) -> Bool {
        var breaks = 0
        var full = 0
        for (line, next) in zip(lines, lines.dropFirst()) where !next.isAfterBlank {
            breaks += 1
            if isFull(line.range, before: next.range, width: width, in: text) { full += 1 }
        }
        return breaks >= 2 && full * 2 > breaks
    }

    /// Whether a line ends in a word or comma and the next starts with a small letter.
    private static func goesOn(_ line: Range<Int>, in next: Range<Int>, of text: ScalarText) -> Bool {
        guard let last = line.last, let first = next.first else { return false }
        let isSmall = text.traits[first].contains(.letter) && !text.traits[first].contains(.upper)
        let isOpen = !text.traits[last].isDisjoint(with: .letter) || text.scalars[last] == 0x2C
        return isSmall && isOpen && line.count >= widths.lowerBound
    }
}
