import ClewKit
import Glibc

/// Text made safe and measured for a terminal.
package enum TerminalText {
    /// The text without anything that could steer a terminal: control characters (C0, C1, DEL) and the marks that
    /// reorder text become `\u{…}`; line feeds and tabs become spaces.
    package static func sanitized(_ text: String) -> String {
        if text.unicodeScalars.allSatisfy({ !isUnsafe($0) }) { return text }
        var safe = ""
        for scalar in text.unicodeScalars {
            if scalar == "\n" || scalar == "\t" || scalar == "\r" {
                safe += " "
            } else if isUnsafe(scalar) {
                safe += "\\u{" + String(scalar.value, radix: 16) + "}"
            } else {
                safe.unicodeScalars.append(scalar)
            }
        }
        return safe
    }

    /// Each line made safe, and ended by a line feed unless it is the last and empty.
    package static func sanitizedLines(_ text: String, keepingTabs: Bool = false) -> String {
        var lines = text.split(separator: "\n", omittingEmptySubsequences: false)
        if lines.last?.isEmpty == true { lines.removeLast() }
        return lines.map { line in
            guard keepingTabs else { return sanitized(String(line)) + "\n" }
            return line.split(separator: "\t", omittingEmptySubsequences: false).map { sanitized(String($0)) }
                .joined(separator: "\t") + "\n"
        }.joined()
    }

    private static func isUnsafe(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0..<0x20, 0x7f..<0xa0, 0x200e, 0x200f, 0x202a...0x202e, 0x2066...0x2069: true
        default: false
        }
    }

    /// Columns that the text takes on a terminal: 2 for East Asian wide characters and emoji, 0 for combining marks.
    package static func width(_ text: String) -> Int {
        text.unicodeScalars.reduce(0) { $0 + DiagnosticRenderer.displayWidth($1) }
    }

    /// The text cut to `columns`, with an ellipsis where something is missing.
    package static func truncated(_ text: String, to columns: Int) -> String {
        guard width(text) > columns else { return text }
        var kept = ""
        var used = 0
        for scalar in text.unicodeScalars {
            let next = DiagnosticRenderer.displayWidth(scalar)
            if used + next > max(0, columns - 1) { break }
            used += next
            kept.unicodeScalars.append(scalar)
        }
        return kept + "…"
    }

    /// The text broken at spaces into lines of at most `columns`; a longer word stands on a line of its own.
    package static func wrapped(_ text: String, to columns: Int) -> [String] {
        var lines: [String] = []
        var line = ""
        for word in text.split(separator: " ", omittingEmptySubsequences: true) {
            if !line.isEmpty, width(line) + 1 + width(String(word)) > columns {
                lines.append(line)
                line = ""
            }
            line += line.isEmpty ? String(word) : " " + word
        }
        if !line.isEmpty || lines.isEmpty { lines.append(line) }
        return lines
    }
}

/// What is known of the terminal, if there is one.
package enum Terminal {
    /// Whether standard output is one.
    package static var isOutput: Bool { isatty(STDOUT_FILENO) == 1 }
    /// Whether standard error is one.
    package static var isError: Bool { isatty(STDERR_FILENO) == 1 }
    /// Whether standard input is one.
    package static var isInput: Bool { isatty(STDIN_FILENO) == 1 }

    /// Its width in columns; 80 where it cannot be told.
    package static var columns: Int {
        var size = winsize()
        if ioctl(STDOUT_FILENO, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0 { return Int(size.ws_col) }
        if let text = getenv("COLUMNS"), let columns = Int(String(cString: text)), columns > 0 { return columns }
        return 80
    }

    /// Its height in rows; 24 where it cannot be told.
    package static var rows: Int {
        var size = winsize()
        if ioctl(STDOUT_FILENO, UInt(TIOCGWINSZ), &size) == 0, size.ws_row > 0 { return Int(size.ws_row) }
        return 24
    }

    /// Whether colours are wanted on a stream: it is a terminal, and `NO_COLOR` is unset or empty.
    package static func hasColor(_ isTerminal: Bool) -> Bool {
        guard isTerminal else { return false }
        if let value = getenv("NO_COLOR"), value.pointee != 0 { return false }
        if let name = getenv("TERM"), String(cString: name) == "dumb" { return false }
        return true
    }
}
