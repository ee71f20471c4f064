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

/// The formats, by the name that `--to` takes.
public enum ExportFormat: String, Sendable, CaseIterable {
    case graphml, html, tsv, jsonl, dot

    /// The writer of the format.
    public func writer(flavor: GraphMLWriter.Flavor = .plain) -> any GraphWriter {
        switch self {
        case .graphml: GraphMLWriter(flavor: flavor)
        case .html: ViewWriter()
        case .tsv: TSVWriter()
        case .jsonl: JSONLinesWriter()
        case .dot: DOTWriter()
        }
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
