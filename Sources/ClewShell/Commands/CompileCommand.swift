import ArgumentParser
import ClewKit

/// `clew compile`: a Datalog program in another engine's language.
struct CompileCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "compile",
        abstract: "Writes a Datalog program in SQL, or for Soufflé or Nemo, for data that has outgrown this machine.",
        discussion: """
            Examples:
              clew compile closure.dl --facts data --to sql | duckdb
              clew compile closure.dl --facts data --to sql --dialect postgresql | psql
              clew compile closure.dl --facts data --to souffle > closure-souffle.dl

            `--facts` names the folder of NAME.tsv files that the program runs on: they tell the types of the columns, \
            and the script loads them. What the target cannot say, or would answer otherwise, is refused with the line.
            """)

    /// The languages, as they are named on the command line.
    enum Language: String, ExpressibleByArgument, CaseIterable {
        case sql, souffle, nemo
    }

    /// The engines that speak SQL.
    enum Dialect: String, ExpressibleByArgument, CaseIterable {
        case duckdb, postgresql, spark
    }

    @ArgumentParser.Argument(
        help: ArgumentHelp("The program.", valueName: "program.dl"), completion: .file(extensions: ["dl"]))
    var program: String

    @Option(name: .customLong("to"), help: "The language.") var language: Language
    @Option(name: .long, help: "The engine that reads the SQL.") var dialect = Dialect.duckdb

    @Option(name: .long, help: ArgumentHelp("A folder of NAME.tsv files.", valueName: "folder"), completion: .directory)
    var facts: String?

    @Flag(name: .long, help: "Expect the tables to be there, instead of loading the files.") var withoutLoading = false

    private var target: ProgramTranslator.Target {
        switch language {
        case .souffle: .souffle
        case .nemo: .nemo
        case .sql:
            switch dialect {
            case .duckdb: .duckdb
            case .postgresql: .postgresql
            case .spark: .spark
            }
        }
    }

    func run() throws {
        let parsed = ParsedProgram(parsing: try InputFile.text(path: program), name: program)
        let folder = facts.map { FactFolder(folder: $0) } ?? FactFolder()
        if folder.diagnostics.contains(where: { $0.severity == .error }) {
            throw ClewFailure(.input, folder.diagnostics)
        }
        let checked = try QuestionRunner(source: folder, limits: .none).checked(parsed)
        let translator = ProgramTranslator(checked, over: folder, folder: withoutLoading ? nil : facts)
        let translation = translator.translation(to: target)
        guard let text = translation.text else {
            throw ClewFailure(.usage, translation.diagnostics, sources: [parsed.source])
        }
        StandardOutput.write(text)
    }
}
