import ClewKit
import Foundation

/// A bar with an estimate on standard error, where that is a terminal; elsewhere nothing.
package final class ProgressBar {
    private let total: Int
    private let unit: String
    private let start = Date()
    private var shown = Date.distantPast
    private let isVisible: Bool

    /// A bar for `total` things called `unit`.
    package init(total: Int, unit: String) {
        self.total = total
        self.unit = unit
        isVisible = Terminal.isError && total > 1
    }

    /// Shows that `done` of them are done; at most ten times a second.
    package func update(_ done: Int) {
        guard isVisible, done == total || Date().timeIntervalSince(shown) > 0.1 else { return }
        shown = Date()
        let filled = 30 * done / max(1, total)
        let bar = String(repeating: "█", count: filled) + String(repeating: "░", count: 30 - filled)
        let elapsed = shown.timeIntervalSince(start)
        let left = done > 0 && elapsed > 1 ? Int(elapsed / Double(done) * Double(total - done)) : nil
        let estimate = left.map { ", \($0 / 60):\($0 % 60 < 10 ? "0" : "")\($0 % 60) left" } ?? ""
        StandardError.write("\r\(bar) \(done)/\(total) \(unit)\(estimate)\u{1b}[K")
    }

    /// Takes the bar away.
    package func finish() {
        if isVisible { StandardError.write("\r\u{1b}[K") }
    }
}
