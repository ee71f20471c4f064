import ArgumentParser
import ClewKit
import Foundation

extension ExportFormat: ExpressibleByArgument {}
extension GraphMLWriter.Flavor: ExpressibleByArgument {}

/// `clew export`: the graph in another program's format.
struct ExportCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "export",
        abstract: "Writes the graph for other programs: Gephi, Cytoscape, Neo4j, a browser, RDF stores and more.",
        discussion: """
            Examples:
              clew export --to graphml --output articles.graphml
              clew export --to graphml --flavor gephi --facts-only > facts.graphml
              clew export --to html --output articles.html
              clew export --to nquads | gzip > articles.nq.gz
              clew export --to neo4j-csv --output neo4j
              clew export --to graphml --query 'statement(?id, OpenAI, ?p, ?o)'

            graphml    NetworkX, igraph, yEd, Gephi, Neo4j (see --flavor)   gexf      Gephi
            cyjs       Cytoscape                                            html      a browser, offline
            dot        Graphviz                                             tsv       facts, three columns
            jsonl      everything, a statement a line                       jsonld, turtle, nquads   RDF
            ftm        Aleph, OpenAleph (FollowTheMoney)
            gephi-csv, neo4j-csv, souffle, nemo   a folder of files, which --output names

            With --query, statements whose id is in an answer are written, and those between two entities that stand \
            in one answer.
            """)

    @Option(
        name: .long,
        help: ArgumentHelp(
            "The format: " + ExportFormat.allCases.map(\.rawValue).joined(separator: ", ") + ".",
            valueName: "format"))
    var to: ExportFormat

    @OptionGroup var graph: GraphOptions

    @Option(name: .long, help: "For graphml: plain, gephi, yed or neo4j.") var flavor = GraphMLWriter.Flavor.plain

    @Option(
        name: .shortAndLong,
        help: ArgumentHelp("The file or folder to write; standard output if none.", valueName: "path"),
        completion: .file())
    var output: String?

    @Option(name: .long, help: ArgumentHelp("Write only what this query finds.", valueName: "query"))
    var query: String?

    @Flag(name: .long, help: "Leave out what is only claimed, denied, planned or asked.") var factsOnly = false
    @OptionGroup var limits: LimitOptions

    func validate() throws {
        if to.isFolder, output == nil {
            throw ValidationError("--to \(to.rawValue) writes several files: name a folder with --output.")
        }
    }

    func run() throws {
        let base = try graph.open(.read)
        let graph = try base.graph()
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
        let report = try write(selection, properties: base.relations.properties)
        for diagnostic in report.diagnostics { StandardError.write(DiagnosticText.rendered(diagnostic)) }
        if output != nil, Terminal.isError {
            StandardError.write("wrote \(report.nodeCount) nodes and \(report.edgeCount) edges\n")
        }
        if !isComplete { throw ExitStatus.cutShort }
    }

    private func write(_ selection: ExportSelection, properties: [String: String]) throws -> ExportReport {
        switch (to.writer(flavor: flavor, properties: properties), output) {
        case (.stream(let writer), let path?):
            try OutputFile.write(path: path) { try writer.write(selection, to: .file($0)) }
        case (.stream(let writer), nil):
            try writer.write(selection, to: ByteSink { StandardOutput.write(bytes: $0) })
        case (.folder(let writer), let path):
            try OutputFolder.write(path: path ?? ".") { try writer.write(selection, to: $0) }
        }
    }

    /// Statements that an answer names by id, or whose two ends stand in one answer.
    private func found(by result: EvaluationResult, in graph: Graph) -> [Int] {
        var statements: Set<Int> = []
        var byID: [String: Int] = [:]
        if !result.answers.isEmpty {
            byID.reserveCapacity(graph.statementCount)
            for index in 0..<graph.statementCount { byID[graph.statement(index).id] = index }
        }
        for answers in result.answers {
            for row in answers.rows {
                let texts = row.compactMap { if case .text(let text) = $0 { text } else { nil } }
                statements.formUnion(texts.compactMap { byID[$0] })
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
