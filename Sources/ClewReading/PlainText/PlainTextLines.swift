import ClewModel

/// The body of a plain text: lines to paragraphs, headings, items and quotes.
///
/// Text that was wrapped by hand or by an editor is joined again. A line was wrapped if the first word of the next
/// line would not have fitted on it; text counts as wrapped if that holds for most lines that go on without a blank.
struct PlainTextLines {
    /// A paragraph, heading, item or quote.
    struct Unit: Equatable {
        var kind: Block.Kind
        var level = 0
        var text: String
        /// Index of its first line.
        var line: Int
    }

    private static let wrapWidthMin = 40
    private static let wrapWidthMax = 120
    private static let wrappedShareMin = 0.7

    private let lines: [String]
    private let width: Int
    private let isWrapped: Bool

    /// - Parameter lines: trimmed lines, blank ones empty.
    init(_ lines: [String]) {
        self.lines = lines
        let lengths = lines.map(\.count)
        width = lengths.max() ?? 0
        var pairs = 0
        var full = 0
        for index in lines.indices.dropLast() where !lines[index].isEmpty && !lines[index + 1].isEmpty {
            pairs += 1
            if lengths[index] + 1 + (lines[index + 1].split(separator: " ").first?.count ?? 0) > width { full += 1 }
        }
        isWrapped =
            (PlainTextLines.wrapWidthMin...PlainTextLines.wrapWidthMax).contains(width) && pairs > 0
            && Double(full) >= PlainTextLines.wrappedShareMin * Double(pairs)
    }

    /// The units from line `start` on, lines in `skipped` left out.
    func units(skipping skipped: Set<Int>) -> [Unit] {
        var units: [Unit] = []
        var isOpen = false
        var index = 0
        while index < lines.count {
            defer { index += 1 }
            let line = lines[index]
            if line.isEmpty || skipped.contains(index) {
                isOpen = false
                continue
            }
            if PlainTextLines.isUnderline(line) {
                // A line of `=` or `-` makes a heading of the line before it; alone it is a rule.
                if isOpen, units.last?.line == index - 1, let last = units.indices.last, units[last].kind == .paragraph
                {
                    units[last].kind = .heading
                    units[last].level = line.hasPrefix("=") ? 1 : 2
                }
                isOpen = false
                continue
            }
            if let marked = PlainTextLines.marked(line) {
                units.append(.init(kind: marked.kind, level: marked.level, text: marked.text, line: index))
                isOpen = marked.kind != .heading
                continue
            }
            if isOpen, let last = units.indices.last, joins(index) {
                units[last].text += PlainTextLines.glue(units[last].text) + line
            } else {
                units.append(.init(kind: .paragraph, text: line, line: index))
                isOpen = true
            }
        }
        return units
    }

    /// Whether line `index` goes on with the line before it.
    private func joins(_ index: Int) -> Bool {
        guard isWrapped, index > 0 else { return false }
        let before = lines[index - 1]
        let word = lines[index].split(separator: " ").first?.count ?? 0
        if before.count + 1 + word > width { return true }
        // Ragged lines: the sentence goes on.
        return before.count * 10 > width * 7 && !PlainTextLines.endsSentence(before)
    }

    /// A word cut by a hyphen keeps it: whether it was there before nobody can tell.
    private static func glue(_ text: String) -> String {
        text.hasSuffix("-") && text.dropLast().last?.isLetter == true ? "" : " "
    }

    private static func endsSentence(_ line: String) -> Bool {
        guard let last = line.last(where: { !"\"”’')".contains($0) }) else { return false }
        return ".!?:".contains(last)
    }

    /// A line of at least three `=`, `-`, `*` or `_`.
    static func isUnderline(_ line: String) -> Bool {
        guard line.count >= 3, let first = line.first, "=-*_".contains(first) else { return false }
        return line.allSatisfy { $0 == first }
    }

    /// A line with the mark of a heading, an item or a quote.
    private static func marked(_ line: String) -> (kind: Block.Kind, level: Int, text: String)? {
        let hashes = line.prefix { $0 == "#" }.count
        if (1...6).contains(hashes), line.dropFirst(hashes).first == " " {
            return (.heading, hashes, line.trimming { $0 == "#" || $0 == " " })
        }
        if line.hasPrefix("> ") { return (.quote, 0, String(line.dropFirst(2))) }
        for bullet in ["- ", "* ", "• ", "– ", "· "] where line.hasPrefix(bullet) {
            return (.listItem, 1, String(line.dropFirst(2)))
        }
        let number = line.prefix { $0.isASCII && $0.isNumber }
        if (1...2).contains(number.count), [". ", ") "].contains(where: { line.dropFirst(number.count).hasPrefix($0) })
        {
            return (.listItem, 1, line)
        }
        return nil
    }
}
