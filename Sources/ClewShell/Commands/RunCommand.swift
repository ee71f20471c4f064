import ArgumentParser
import ClewKit

/// `clew run`: batch Datalog without a graph.
struct RunCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "run",
        abstract: "Runs a Datalog program on files of facts, without a graph.",
        discussion: """
            Examples:
              clew run closure.dl --facts data --output results
              clew run closure.dl --facts data --stats

            `--facts` reads NAME.tsv into the relation NAME; `@output NAME.` in the program names a relation to write. \
            Answers to the program's queries go to standard output.
            """)

    @ArgumentParser.Argument(
        help: ArgumentHelp("The program.", valueName: "program.dl"), completion: .file(extensions: ["dl"]))
    var program: String

    @Option(name: .long, help: ArgumentHelp("A folder of NAME.tsv files.", valueName: "folder"), completion: .directory)
    var facts: String?

    @Option(
        name: .long, help: ArgumentHelp("Where to write NAME.tsv files.", valueName: "folder"), completion: .directory)
    var output: String?

    @Flag(name: .long, help: "Print load and evaluation time, rows and peak memory as JSON on standard error.")
    var stats = false

    @Option(
        name: .long,
        help: ArgumentHelp(
            "Threads for large files and joins; two if there are processors for them.", valueName: "number"))
    var jobs: Int?

    @OptionGroup var limits: LimitOptions
    @OptionGroup var format: FormatOptions

    func validate() throws {
        if let jobs, !(1...64).contains(jobs) { throw ValidationError("--jobs is a number from 1 to 64.") }
    }

    func run() throws {
        let clock = ContinuousClock()
        let start = clock.now
        let parsed = ParsedProgram(parsing: try InputFile.text(path: program), name: program)
        let folder =
            facts.map { FactFolder(folder: $0, relations: parsed.relationNames, threadCount: jobs) } ?? FactFolder()
        if folder.diagnostics.contains(where: { $0.severity == .error }) {
            throw ClewFailure(.input, folder.diagnostics)
        }
        let loaded = clock.now
        let runner = QuestionRunner(source: folder, limits: limits.evaluation(.none))
        if let jobs { runner.evaluator.threadCount = jobs }
        let result = try runner.result(of: parsed)
        runner.write(result, with: format)
        var sink = DiagnosticSink()
        if let output { sink.report(FactWriter.write(result.outputs, to: output)) }
        if output == nil, !result.outputs.isEmpty {
            StandardError.write("note: give --output FOLDER to write what @output names\n")
        }
        if stats { writeStatistics(result, load: loaded - start, total: clock.now - start) }
        try sink.finish()
        if !result.isComplete { throw ExitStatus.cutShort }
    }

    private struct Statistics: Encodable {
        var loadSeconds: Double
        var evaluationSeconds: Double
        var totalSeconds: Double
        var derivedRows: Int
        var peakMemoryBytes: Int
    }

    private func writeStatistics(_ result: EvaluationResult, load: Duration, total: Duration) {
        let statistics = Statistics(
            loadSeconds: load.inSeconds, evaluationSeconds: result.seconds, totalSeconds: total.inSeconds,
            derivedRows: result.derivedRowCount, peakMemoryBytes: ProcessMemory.peakBytes)
        if let line = try? JSONLine.text(of: statistics) { StandardError.write(line) }
    }
}
