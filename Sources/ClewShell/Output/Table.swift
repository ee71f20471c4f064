/// Rows of text for a terminal: columns as wide as their contents, and shortened, widest first, to fit.
package struct Table {
    private let headings: [String]
    private var rows: [[String]] = []

    /// A table with these headings.
    package init(_ headings: [String]) { self.headings = headings }

    /// Adds a row with one cell for each heading.
    package mutating func add(_ cells: [String]) {
        precondition(cells.count == headings.count, "a row has a cell for each heading")
        rows.append(cells.map(TerminalText.sanitized))
    }

    /// The table as text, at most `columns` wide where that leaves every column at least 8 (unlimited if nil).
    package func rendered(columns: Int?, bold: Bool = false) -> String {
        var widths = headings.map(TerminalText.width)
        for row in rows {
            for (index, cell) in row.enumerated() { widths[index] = max(widths[index], TerminalText.width(cell)) }
        }
        if let columns { Table.shrink(&widths, to: columns - 2 * (widths.count - 1)) }
        var text = line(headings, widths, style: bold ? ("\u{1b}[1m", "\u{1b}[0m") : ("", ""))
        text += widths.map { String(repeating: "─", count: $0) }.joined(separator: "  ") + "\n"
        for row in rows { text += line(row, widths, style: ("", "")) }
        return text
    }

    private func line(_ cells: [String], _ widths: [Int], style: (String, String)) -> String {
        var text = ""
        for (index, cell) in cells.enumerated() {
            let shown = TerminalText.truncated(cell, to: widths[index])
            text += style.0 + shown + style.1
            if index + 1 < cells.count {
                text += String(repeating: " ", count: widths[index] - TerminalText.width(shown) + 2)
            }
        }
        return text + "\n"
    }

    private static func shrink(_ widths: inout [Int], to total: Int) {
        while widths.reduce(0, +) > total, let widest = widths.max(), widest > 8 {
            guard let index = widths.lastIndex(of: widest) else { return }
            widths[index] -= 1
        }
    }
}
