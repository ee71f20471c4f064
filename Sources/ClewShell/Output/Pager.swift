import Foundation
@preconcurrency import Glibc

/// Shows a text that is longer than the terminal through the user's pager.
enum Pager {
    /// Runs `body` and shows what it writes to standard output: as it stands where it fits the terminal, else through
    /// `PAGER` (`less`, else `more`, if that is not set; an empty `PAGER` or `cat` means none).
    static func show<Value>(_ body: () -> Value) -> Value {
        guard let command = command() else { return body() }
        let (text, value) = StandardOutput.collecting(body)
        guard lineCount(text) >= Terminal.rows else {
            StandardOutput.write(text)
            return value
        }
        StandardOutput.flush()
        // Shows colours, leaves a short text at once, and keeps the text on the screen; what the user has set is kept.
        setenv("LESS", "FRX", 0)
        guard let pager = popen(command, "w") else {
            StandardOutput.write(text)
            return value
        }
        var copy = text
        // A pager that is left early reads no more; that is no failure.
        _ = copy.withUTF8 { fwrite($0.baseAddress, 1, $0.count, pager) }
        pclose(pager)
        // Ctrl-C went to the pager.
        _ = Interrupt.take()
        return value
    }

    private static func command() -> String? {
        guard Terminal.isOutput else { return nil }
        let environment = ProcessInfo.processInfo.environment
        if let pager = environment["PAGER"] { return pager.isEmpty || pager == "cat" ? nil : pager }
        if environment["TERM"] == "dumb" { return nil }
        let folders = (environment["PATH"] ?? "/usr/bin:/bin").split(separator: ":")
        return ["less", "more"].first { name in folders.contains { access("\($0)/\(name)", X_OK) == 0 } }
    }

    /// Lines that a text takes on the terminal.
    private static func lineCount(_ text: String) -> Int {
        let columns = Terminal.columns
        return text.split(separator: "\n", omittingEmptySubsequences: false).reduce(-1) { count, line in
            count + max(1, (TerminalText.width(String(line)) + columns - 1) / max(1, columns))
        }
    }
}
