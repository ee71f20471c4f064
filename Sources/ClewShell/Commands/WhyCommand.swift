import ArgumentParser
import ClewKit

/// `clew why`: from a fact to the sentences.
struct WhyCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "why",
        abstract: "Shows why a fact holds: the rules, their premises, and the sentences with their sources.",
        discussion: """
            Examples:
              clew why 'partners(Microsoft, OpenAI)'
              clew why --rules rules.dl 'linked(OpenAI, ?x)'
              clew why 'not acquired(Microsoft, OpenAI)'

            Of a query with variables the first answer is explained. Where there is none, it says which condition \
            fails, and exits with 1.
            """)

    @ArgumentParser.Argument(help: ArgumentHelp("A fact, or a query.", valueName: "fact")) var fact: String
    @OptionGroup var graph: GraphOptions

    @Option(
        name: .long, help: ArgumentHelp("Rules that the fact may come from.", valueName: "rules.dl"),
        completion: .file(extensions: ["dl"]))
    var rules: [String] = []

    @OptionGroup var limits: LimitOptions

    func run() throws {
        let graph = try graph.open(.read).graph()
        let library = try rules.map { try RuleFile.parsed(path: $0) }
        let runner = QuestionRunner(source: graph, library: library, limits: limits.evaluation(.interactive))
        let answer = try WhyAnswer(runner: runner, graph: graph).text(fact)
        StandardOutput.write(answer.text)
        if !answer.holds { throw ExitStatus.inputUnusable }
    }
}
