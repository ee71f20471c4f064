import ArgumentParser
import ClewKit

/// `clew query`: one question, or a program of them.
struct QueryCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "query",
        abstract: "Answers a query, or runs a program, over the graph.",
        discussion: """
            Examples:
              clew query 'released(?who, ?what)'
              clew query 'partners(OpenAI, ?x), not acquired(?x, _)' --format csv
              clew query --file questions.dl
              clew query --rules rules.dl 'ally(?x, ?y) order by ?y limit 10'

            A variable starts with ?, a name needs no quotes unless it has spaces: "Halden Robotics".
            """)

    @ArgumentParser.Argument(help: ArgumentHelp("The query; its ?- and full stop may be left out.", valueName: "query"))
    var query: String?

    @OptionGroup var graph: GraphOptions

    @Option(
        name: .long, help: ArgumentHelp("A program to run instead of a query.", valueName: "program.dl"),
        completion: .file(extensions: ["dl"]))
    var file: String?

    @Option(
        name: .long, help: ArgumentHelp("Rules that the query may use.", valueName: "rules.dl"),
        completion: .file(extensions: ["dl"]))
    var rules: [String] = []

    @OptionGroup var limits: LimitOptions
    @OptionGroup var format: FormatOptions

    func validate() throws {
        if (query == nil) == (file == nil) {
            throw ValidationError("Give a query, as in clew query 'released(?who, ?what)', or --file PROGRAM.dl.")
        }
    }

    func run() throws {
        let graph = try graph.open(.read).graph()
        let library = try rules.map { try RuleFile.parsed(path: $0) }
        let runner = QuestionRunner(source: graph, library: library, limits: limits.evaluation(.interactive))
        let program =
            try file.map { try RuleFile.parsed(path: $0) } ?? ParsedProgram(parsingPrompt: query ?? "")
        let result = try runner.result(of: program)
        runner.write(result, with: format)
        if !result.isComplete { throw ExitStatus.cutShort }
    }
}

/// Files of rules.
enum RuleFile {
    /// The program in a file.
    /// - Throws: `ClewFailure` where the file cannot be read or has a syntax error.
    static func parsed(path: String) throws -> ParsedProgram {
        let text = try InputFile.text(path: path)
        let program = ParsedProgram(parsing: text, name: path)
        if program.diagnostics.contains(where: { $0.severity == .error }) {
            throw ClewFailure(.usage, program.diagnostics, sources: [program.source])
        }
        return program
    }
}
