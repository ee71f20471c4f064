import ClewGraph
import ClewModel

/// Writes a selection of a graph in one format: a stream of bytes that the same graph always gives.
///
/// `ExportSelection` decides what is written, `GraphLayout` where it stands on a plane, a writer how it is spelled.
public protocol GraphWriter: Sendable {
    /// Writes as it goes, without holding the output in memory.
    /// - Throws: what the sink throws, and `ExportError`.
    func write(_ selection: ExportSelection, to sink: ByteSink) throws -> ExportReport
}

/// Writes a selection of a graph as several files that belong together.
public protocol GraphFolderWriter: Sendable {
    /// Writes as it goes, one file after another.
    /// - Parameter open: makes the sink of a file by its name, which the format fixes.
    /// - Throws: what `open` and the sinks throw, and `ExportError`.
    func write(_ selection: ExportSelection, to open: (String) throws -> ByteSink) throws -> ExportReport
}

/// The formats, by the name that `--to` takes.
public enum ExportFormat: String, Sendable, CaseIterable {
    case graphml, gexf, cyjs, html, dot, tsv, jsonl, jsonld, turtle, nquads
    case followTheMoney = "ftm"
    case gephiCSV = "gephi-csv", neo4jCSV = "neo4j-csv", souffle, nemo

    /// How a format is written.
    public enum Writer: Sendable {
        /// As one stream of bytes.
        case stream(any GraphWriter)
        /// As a folder of files.
        case folder(any GraphFolderWriter)
    }

    /// The writer of the format.
    /// - Parameters:
    ///   - flavor: for GraphML, the program that is to read it.
    ///   - properties: for RDF, terms of schema.org and Wikidata by relation, as `NQuadsWriter` takes them.
    public func writer(flavor: GraphMLWriter.Flavor = .plain, properties: [String: String] = [:]) -> Writer {
        switch self {
        case .graphml: .stream(GraphMLWriter(flavor: flavor))
        case .gexf: .stream(GEXFWriter())
        case .cyjs: .stream(CytoscapeWriter())
        case .html: .stream(ViewWriter())
        case .dot: .stream(DOTWriter())
        case .tsv: .stream(TSVWriter())
        case .jsonl: .stream(JSONLinesWriter())
        case .jsonld: .stream(JSONLDWriter(properties: properties))
        case .turtle: .stream(TurtleWriter(properties: properties))
        case .nquads: .stream(NQuadsWriter(properties: properties))
        case .followTheMoney: .stream(FollowTheMoneyWriter())
        case .gephiCSV: .folder(GephiCSVWriter())
        case .neo4jCSV: .folder(Neo4jCSVWriter())
        case .souffle: .folder(SouffleWriter())
        case .nemo: .folder(NemoWriter())
        }
    }

    /// Whether the format is a folder of files.
    public var isFolder: Bool {
        if case .folder = writer() { true } else { false }
    }
}

/// What was written, and what could not be written as it is.
public struct ExportReport: Hashable, Sendable {
    /// Nodes written.
    public var nodeCount = 0
    /// Edges, rows or lines written.
    public var edgeCount = 0
    /// What was replaced or left out.
    public var diagnostics: [Diagnostic] = []

    init(_ selection: ExportSelection) {
        nodeCount = selection.nodes.count
        edgeCount = selection.statements.count
        guard selection.isolatedCount > 0 else { return }
        diagnostics.append(
            Diagnostic(
                code: "export.entities-left-out", severity: .note,
                message: "\(selection.isolatedCount) entities of which nothing is said were left out"))
    }

    mutating func note(replaced count: Int, in format: String) {
        guard count > 0 else { return }
        diagnostics.append(
            Diagnostic(
                code: "export.character-replaced", severity: .warning,
                message: "\(count) characters that \(format) cannot hold were replaced by U+FFFD"))
    }
}

/// Why a graph cannot be written.
public enum ExportError: Error, Hashable, Sendable, CustomStringConvertible {
    /// The XML library has no memory left or refuses to write.
    case writer(String)

    /// What happened, in one sentence.
    public var description: String {
        switch self {
        case .writer(let reason): "the export failed: \(reason)"
        }
    }
}
