import ClewKit
import Foundation

/// A session at the prompt: what was typed goes in line by line, replies go to standard output, mistakes to standard
/// error. Knows nothing of the terminal, so that a pipe works as a person does.
@MainActor
final class ReplSession {
    /// What to do after a line.
    enum Step {
        case next
        /// The statement is not finished: ask for another line.
        case more
        case quit
    }

    private(set) var graph: Graph
    private(set) var graphPath: String
    private(set) var runner: QuestionRunner
    private(set) var completer: Completer
    var format: RowFormat
    var showsTime = false
    /// Rows printed of one answer; 0 means all.
    var rowsShown = 1_000
    /// Whether something that was typed could not be done.
    private(set) var hadErrors = false
    private let options: GraphOptions
    private let library: [ParsedProgram]
    private var pending = ""

    init(options: GraphOptions, library: [ParsedProgram], format: RowFormat) throws {
        self.options = options
        self.library = library
        self.format = format
        graphPath = options.graph
        graph = try options.open(.read).graph()
        runner = QuestionRunner(
            source: graph, library: library, limits: .interactive, cancellation: Interrupt.cancellation)
        completer = Completer(graph: graph)
    }

    /// Whether a statement has been begun and not finished.
    var isContinuing: Bool { !pending.isEmpty }

    /// Forgets what has been begun.
    func dropPending() { pending = "" }

    /// Takes one line.
    func take(_ line: String) -> Step {
        let text = line.trimmingCharacters(in: .whitespaces)
        if pending.isEmpty {
            if text.isEmpty || text.hasPrefix("%") || text.hasPrefix("//") { return .next }
            if text.hasPrefix(".") {
                return guarded { try command(String(text.dropFirst())) }
            }
            // No statement begins so, and it is how one asks.
            if text.hasPrefix("why ") { return guarded { try command(text) } }
        }
        pending += (pending.isEmpty ? "" : "\n") + line
        if !StatementEnd.isComplete(pending) { return .more }
        let statement = pending
        pending = ""
        return guarded {
            try ask(statement)
            return .next
        }
    }

    /// Takes what is left at the end of the input.
    func finish() {
        guard isContinuing else { return }
        let statement = pending
        pending = ""
        _ = guarded {
            try ask(statement)
            return .next
        }
    }

    /// Runs a part of the session; what goes wrong is said, and the session goes on.
    private func guarded(_ body: () throws -> Step) -> Step {
        do {
            return try body()
        } catch let failure as ClewFailure {
            hadErrors = true
            StandardOutput.flush()
            StandardError.write(failure.rendered)
        } catch {
            hadErrors = true
            StandardOutput.flush()
            StandardError.write("error: \(TerminalText.sanitized(String(describing: error)))\n")
        }
        return .next
    }

    /// Reads statements: rules stay for the session, queries are answered.
    func ask(_ text: String) throws {
        let before = runner.session.entries.count
        let outcome = runner.session.read(text, with: runner.evaluator)
        let checked = try runner.accept(outcome, sources: runner.sources(with: ParsedProgram(parsingPrompt: text)))
        completer.noteRules(of: runner.session)
        if checked.queryCount == 0 {
            let added = runner.session.entries.dropFirst(before).map { String($0.number) }
            if !added.isEmpty, Terminal.isOutput { StandardOutput.write("kept as \(added.joined(separator: ", "))\n") }
            return
        }
        let clock = ContinuousClock()
        let start = clock.now
        let result = runner.evaluator.evaluate(checked)
        runner.write(result, with: FormatOptions(format), rowsMax: rowsShown)
        if showsTime {
            StandardOutput.write("\(Self.milliseconds(clock.now - start)) ms\n")
        }
        if !result.isComplete { hadErrors = true }
        _ = Interrupt.take()
    }

    /// Opens another graph; the session's rules stay where they still hold.
    func open(_ path: String) throws {
        var other = options
        other.graph = path
        let graph = try other.open(.read).graph()
        let session = runner.session
        runner = QuestionRunner(
            source: graph, library: library, limits: .interactive, cancellation: Interrupt.cancellation)
        runner.session = session
        self.graph = graph
        graphPath = path
        completer = Completer(graph: graph)
        completer.noteRules(of: session)
    }

    private static func milliseconds(_ duration: Duration) -> String {
        String(format: "%.1f", duration.inSeconds * 1_000)
    }
}

/// Where a statement that is typed over several lines ends.
enum StatementEnd {
    /// Whether the text can be run: it ends with a full stop, or it is a query that needs none (no bracket or text is
    /// open, it is no rule, and it does not end in a comma or an operator).
    static func isComplete(_ text: String) -> Bool {
        var depth = 0
        var isQuoted = false
        var isEscaped = false
        var code = ""
        for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
            var previous: Character = " "
            for character in line {
                if isQuoted {
                    if isEscaped {
                        isEscaped = false
                    } else if character == "\\" {
                        isEscaped = true
                    } else if character == "\"" {
                        isQuoted = false
                    }
                    code.append("x")
                    continue
                }
                if character == "%" || (character == "/" && previous == "/") {
                    if character == "/" { code.removeLast() }
                    break
                }
                if character == "\"" { isQuoted = true }
                if "({".contains(character) { depth += 1 }
                if ")}".contains(character) { depth -= 1 }
                code.append(character)
                previous = character
            }
            code.append(" ")
        }
        let end = code.trimmingCharacters(in: .whitespaces)
        if isQuoted || depth > 0 { return false }
        if end.hasSuffix(".") { return true }
        if end.contains(":-") { return false }
        return ![",", ";", "=", "<", ">", "+", "-", "*", "/"].contains { end.hasSuffix($0) } && !end.hasSuffix(" not")
    }
}
