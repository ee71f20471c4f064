import ArgumentParser
import ClewKit
import Foundation

/// `clew ingest`: saved articles into the graph.
struct IngestCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "ingest",
        abstract: "Reads saved articles (files, folders, - for standard input) into the graph.",
        discussion: """
            Examples:
              clew ingest ~/articles
              clew ingest --graph chips.graph page.html report.txt
              clew ingest --verbose ~/articles 2> log.txt
              curl -s https://example.org/story | clew ingest -

            An article that the graph has already is left alone, whatever --min-confidence (forget it first, or take \
            another graph), a changed one replaces its own evidence. Each article \
            is written by itself: what is done stays done when you stop it.
            """)

    @ArgumentParser.Argument(
        help: ArgumentHelp("Files and folders; - is standard input.", valueName: "path"), completion: .file())
    var paths: [String]

    @OptionGroup var graph: GraphOptions

    @OptionGroup var confidence: ConfidenceOptions

    @Option(name: .long, help: ArgumentHelp("Articles read at once.", valueName: "number"))
    var jobs: Int = ProcessInfo.processInfo.activeProcessorCount

    @Flag(name: .shortAndLong, help: "Say of each article what became of it, as soon as it is safe on disk.")
    var verbose = false

    @OptionGroup var format: FormatOptions

    func validate() throws {
        if paths.isEmpty { throw ValidationError("Name at least one file or folder.") }
        if !(1...64).contains(jobs) { throw ValidationError("--jobs is a number from 1 to 64.") }
    }

    func run() async throws {
        let files = try InputFiles(paths: paths)
        var sink = DiagnosticSink()
        sink.report(files.diagnostics)
        let base = try graph.open(.create)
        Interrupt.install()
        let bar = ProgressBar(total: files.inputs.count, unit: "articles")
        var told = 0
        let report = try await base.ingest(
            files.inputs, confidenceMin: confidence.confidenceMin, jobs: jobs, isCancelled: { Interrupt.isPending },
            progress: { done, report in
                if verbose {
                    bar.finish()
                    for item in report.items[told...] { StandardError.write(line(item)) }
                    told = report.items.count
                }
                bar.update(done)
            })
        bar.finish()
        sink.report(report.diagnostics)
        try summarize(report, of: base)
        if Interrupt.isPending {
            StandardError.write("clew: stopped; what is done is in the graph\n")
            throw ExitStatus.cutShort
        }
        try sink.finish()
    }

    private func line(_ item: IngestReport.Item) -> String {
        let outcome =
            switch item.outcome {
            case .added: "read"
            case .updated: "updated"
            case .unchanged: "unchanged"
            case .copy(let original): "copy of \(original)"
            }
        return TerminalText.sanitized("\(outcome): \(item.origin)") + "\n"
    }

    /// The table at the end: what became of each article, and what the graph holds now.
    private func summarize(_ report: IngestReport, of base: KnowledgeBase) throws {
        var counts: [(name: String, count: Int)] = [("read", 0), ("updated", 0), ("unchanged", 0), ("copies", 0)]
        for item in report.items {
            switch item.outcome {
            case .added: counts[0].count += 1
            case .updated: counts[1].count += 1
            case .unchanged: counts[2].count += 1
            case .copy: counts[3].count += 1
            }
        }
        counts.append(("skipped", report.skipped.count))
        let graph = try base.graph()
        counts.append(("statements", graph.statementCount))
        counts.append(("facts", graph.factCount))
        counts.append(("entities", graph.entityCount))
        counts.append(("sources", graph.sourceCount))
        format.write(
            headings: counts.map(\.name), rows: [counts.map { .integer(Int64($0.count)) }])
    }
}
