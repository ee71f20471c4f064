import ArgumentParser
import ClewKit
import Glibc

/// The command `clew`: its subcommands, and how a process of it ends.
public struct ClewCommand: AsyncParsableCommand {
    /// Name, help and subcommands.
    public static let configuration = CommandConfiguration(
        commandName: "clew",
        abstract: "Turns saved articles into a graph of who did what to whom, and answers questions about it.",
        discussion: """
            Begin with a folder of saved articles:
              clew ingest ~/articles
              clew query 'released(?who, ?what)'
              clew why 'partners(Microsoft, OpenAI)'
              clew repl
              clew export --to graphml --output articles.graphml

            Data goes to standard output, messages to standard error. Exit codes: 0 done, 1 something in the input \
            could not be used (the rest was), 2 wrong usage, 3 a limit cut the answer short, 70 a defect in clew.
            """,
        version: "clew 0.1.0",
        subcommands: [
            IngestCommand.self, QueryCommand.self, ReplCommand.self, WhyCommand.self, ShowCommand.self,
            ListCommand.self, ForgetCommand.self, MergeCommand.self, SplitCommand.self, ExportCommand.self,
            ReadCommand.self, AnalyzeCommand.self, ExtractCommand.self, ResolveCommand.self, RunCommand.self,
            CompileCommand.self, CheckCommand.self, CompletionsCommand.self, ManualCommand.self,
        ])

    /// The command without a subcommand prints its help.
    public init() {}

    /// Parses the arguments, runs the command and says how the process is to end.
    public static func status(of arguments: [String]) async -> Int32 {
        // A reader that goes away (`| head`) shows as an error of the next write, which ends the process quietly.
        signal(SIGPIPE, SIG_IGN)
        do {
            try checkName(arguments.first)
            var command = try parseAsRoot(arguments)
            if var command = command as? any AsyncParsableCommand {
                try await command.run()
            } else {
                try command.run()
            }
            StandardOutput.flush()
            return ExitStatus.done.rawValue
        } catch let status as ExitStatus {
            StandardOutput.flush()
            return status.rawValue
        } catch let failure as ClewFailure {
            StandardOutput.flush()
            StandardError.write(failure.rendered)
            return failure.status.rawValue
        } catch {
            return statusOfParsing(error)
        }
    }

    /// The argument parser calls a command that it does not know an unexpected argument, and suggests none.
    private static func checkName(_ name: String?) throws {
        let names = configuration.subcommands.compactMap { $0.configuration.commandName } + ["help"]
        guard let name, !name.hasPrefix("-"), !names.contains(name) else { return }
        throw ClewFailure(
            .usage, code: "usage.unknown-command", "there is no command \(name)",
            repair: Suggestion.didYouMean(Suggestion.nearest(to: name, in: names)) ?? "clew --help lists them")
    }

    /// Help that was asked for is data; anything else that the argument parser says is wrong usage.
    private static func statusOfParsing(_ error: any Error) -> Int32 {
        let message = fullMessage(for: error)
        if exitCode(for: error).isSuccess {
            StandardOutput.write(message.hasSuffix("\n") ? message : message + "\n")
            StandardOutput.flush()
            return ExitStatus.done.rawValue
        }
        if exitCode(for: error) == .validationFailure {
            StandardError.write(message + "\n")
            return ExitStatus.wrongUsage.rawValue
        }
        StandardError.write("clew: \(error)\nThis is a defect in clew, please report it.\n")
        return ExitStatus.defect.rawValue
    }
}
