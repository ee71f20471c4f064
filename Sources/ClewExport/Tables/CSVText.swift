import Foundation

/// Comma-separated values (RFC 4180).
package enum CSVText {
    /// A cell, in quotes where it needs them. A cell that a spreadsheet would take for a formula gets an apostrophe in
    /// front, unless it is a number (OWASP, "CSV Injection"; CWE-1236).
    package static func cell(_ text: String) -> String { quoted(guarded(text)) }

    /// The cells of a line, ended by a line feed.
    package static func line(_ cells: [String]) -> String { cells.map(cell).joined(separator: ",") + "\n" }

    private static func guarded(_ text: String) -> String {
        guard let first = text.utf8.first, "=+-@\t\r\0".utf8.contains(first), Double(text) == nil else { return text }
        return "'" + text
    }

    private static func quoted(_ text: String) -> String {
        guard text.utf8.contains(where: { ",\"\n\r".utf8.contains($0) }) else { return text }
        return "\"" + text.replacingOccurrences(of: "\"", with: "\"\"") + "\""
    }
}
