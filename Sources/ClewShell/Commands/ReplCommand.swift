import ArgumentParser
import ClewKit
import Foundation

/// `clew repl`: questions at a prompt.
struct ReplCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "repl",
        abstract: "Answers queries at a prompt; rules typed there last for the session.",
        discussion: """
            Examples:
              clew repl
              clew repl --graph chips.graph --rules rules.dl
              echo 'released(?who, ?what)' | clew repl --format csv

            .help lists the commands, Tab completes relations and names, Ctrl-C cancels, Ctrl-D leaves. Answers \
            longer than the terminal go through PAGER.
            """)

    @OptionGroup var graph: GraphOptions

    @Option(
        name: .long, help: ArgumentHelp("Rules that are there from the start.", valueName: "rules.dl"),
        completion: .file(extensions: ["dl"]))
    var rules: [String] = []

    @OptionGroup var format: FormatOptions

    @MainActor
    func run() async throws {
        let library = try rules.map { try RuleFile.parsed(path: $0) }
        let session = try ReplSession(options: graph, library: library, format: format.format ?? .standard)
        guard Terminal.isInput, Terminal.isOutput else { return try readPipe(session) }
        Interrupt.install()
        let facts = session.graph.factCount, sources = session.graph.sourceCount
        StandardOutput.write(
            "\(facts) facts from \(sources) articles in \(TerminalText.sanitized(session.graphPath)). "
                + ".help helps, Ctrl-D leaves.\n")
        guard
            let editor = LineEditor(historyPath: Self.historyPath(), complete: { session.completer.completion(of: $0) })
        else { return try readPipe(session) }
        defer { editor.close() }
        converse(session, editor)
    }

    @MainActor
    private func converse(_ session: ReplSession, _ editor: LineEditor) {
        var interrupts = 0
        while true {
            StandardOutput.flush()
            switch editor.read(prompt: session.isContinuing ? "  ...> " : "clew> ") {
            case .end:
                StandardOutput.write("\n")
                return
            case .interrupt:
                session.dropPending()
                interrupts += 1
                StandardOutput.write(interrupts == 1 ? "^C (once more leaves)\n" : "\n")
                if interrupts > 1 { return }
            case .line(let line):
                interrupts = 0
                editor.remember(line)
                if Pager.show({ session.take(line) }) == .quit { return }
            }
        }
    }

    /// Reads standard input to its end, without prompts.
    @MainActor
    private func readPipe(_ session: ReplSession) throws {
        while let line = readLine() {
            if session.take(line) == .quit { break }
        }
        session.finish()
        if session.hadErrors { throw ExitStatus.inputUnusable }
    }

    /// A file in the user's state folder (XDG base directories); none where it cannot be made.
    private static func historyPath() -> String? {
        let environment = ProcessInfo.processInfo.environment
        let home = environment["HOME"] ?? NSHomeDirectory()
        let state = environment["XDG_STATE_HOME"].flatMap { $0.hasPrefix("/") ? $0 : nil } ?? home + "/.local/state"
        let folder = state + "/clew"
        let attributes: [FileAttributeKey: Any] = [.posixPermissions: 0o700]
        do {
            try FileManager.default.createDirectory(
                atPath: folder, withIntermediateDirectories: true, attributes: attributes)
        } catch {
            return nil
        }
        return folder + "/history"
    }
}
