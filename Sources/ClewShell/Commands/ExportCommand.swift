import ArgumentParser
import ClewKit
import Foundation

extension ExportFormat: ExpressibleByArgument {}
extension GraphMLWriter.Flavor: ExpressibleByArgument {}

/// `clew export`: the graph in another program's format.
struct ExportCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "export",
        abstract: "Writes the graph as GraphML, HTML and other formats.",
        discussion: """
            Examples:
              clew export --to graphml --output articles.graphml
              clew export --to graphml --flavor gephi --facts-only > facts.graphml
              clew export --to html --output articles.html
              clew export --to graphml --query 'statement(?id, OpenAI, ?p, ?o)'

            With --query, statements whose id is in an answer are written, and those between two entities that stand \
            in one answer.
            """)

    @Option(name: .long, help: "graphml, html, tsv, jsonl or dot.") var to: ExportFormat
    @OptionGroup var graph: GraphOptions

    @Option(name: .long, help: "For graphml: plain, gephi, yed or neo4j.") var flavor = GraphMLWriter.Flavor.plain

    @Option(
        name: .shortAndLong, help: ArgumentHelp("The file to write; standard output if none.", valueName: "file"),
        completion: .file())
    var output: String?

    @Option(name: .long, help: ArgumentHelp("Write only what this query finds.", valueName: "query"))
    var query: String?

    @Flag(name: .long, help: "Leave out what is only claimed, denied, planned or asked.") var factsOnly = false
    @OptionGroup var limits: LimitOptions

    func run() throws {
        let graph = try graph.open(.read).graph()
        var isComplete = true
        let selection: ExportSelection
        if let query {
            let runner = QuestionRunner(source: graph, limits: limits.evaluation(.interactive))
            let result = try runner.result(of: ParsedProgram(parsingPrompt: query))
            for diagnostic in result.diagnostics { StandardError.write(DiagnosticText.rendered(diagnostic)) }
            isComplete = result.isComplete
            selection = ExportSelection(graph, statements: found(by: result, in: graph), factsOnly: factsOnly)
        } else {
            selection = ExportSelection(graph, factsOnly: factsOnly)
        }
        let writer = to.writer(flavor: flavor)
        let report =
            if let output {
                try OutputFile.write(path: output) { try writer.write(selection, to: .file($0)) }
            } else {
                try writer.write(selection, to: ByteSink { StandardOutput.write(bytes: [UInt8]($0)) })
            }
        for diagnostic in report.diagnostics { StandardError.write(DiagnosticText.rendered(diagnostic)) }
        if output != nil, Terminal.isError {
            StandardError.write("wrote \(report.nodeCount) nodes and \(report.edgeCount) edges\n")
        }
        if !isComplete { throw ExitStatus.cutShort }
    }

    /// Statements that an answer names by id, or whose two ends stand in one answer.
    private func found(by result: EvaluationResult, in graph: Graph) -> [Int] {
        var statements: Set<Int> = []
        for answers in result.answers {
            for row in answers.rows {
                let texts = row.compactMap { if case .text(let text) = $0 { text } else { nil } }
                statements.formUnion(texts.compactMap { graph.statementIndex(id: $0) })
                let entities = Set(texts.compactMap { graph.entityIndex(named: $0) })
                for entity in entities {
                    for index in graph.statements(ofSubject: entity) {
                        guard case .entity(let object) = graph.statement(index).object else { continue }
                        if object != entity, entities.contains(object) { statements.insert(index) }
                    }
                }
            }
        }
        return statements.sorted()
    }
}

/// A file that appears whole or not at all.
enum OutputFile {
    /// Writes through `body` into a file beside `path`, and puts it there when all is written.
    static func write<Value>(path: String, _ body: (FileHandle) throws -> Value) throws -> Value {
        let draft = path + ".partial-\(ProcessInfo.processInfo.processIdentifier)"
        guard FileManager.default.createFile(atPath: draft, contents: nil),
            let handle = FileHandle(forWritingAtPath: draft)
        else {
            throw ClewFailure(
                .input, code: "command.cannot-write", "cannot write \(path)", source: path,
                repair: "check that the folder exists and may be written")
        }
        do {
            let value = try body(handle)
            try handle.close()
            guard rename(draft, path) == 0 else { throw CocoaError(.fileWriteUnknown) }
            return value
        } catch {
            try? FileManager.default.removeItem(atPath: draft)
            let reason = (error as NSError).localizedDescription
            throw ClewFailure(
                .input, code: "command.cannot-write", "cannot write \(path): \(reason)", source: path,
                repair: "free some space, or name another file with --output")
        }
    }
}
