import ArgumentParser
import ClewKit
import Foundation

/// Which graph a command works on.
struct GraphOptions: ParsableArguments {
    @Option(name: .long, help: ArgumentHelp("The graph file.", valueName: "file"), completion: .file())
    var graph = "clew.graph"

    @Option(
        name: .long,
        help: ArgumentHelp("A file of further canonical relations (see Sources/ClewExtraction).", valueName: "file"),
        completion: .file())
    var relations: String?

    /// Opens the graph.
    func open(_ mode: GraphFile.Mode) throws -> KnowledgeBase {
        try KnowledgeBase(path: graph, mode: mode, relations: catalog())
    }

    /// The shipped relations and those of `--relations`.
    func catalog() throws -> RelationCatalog {
        guard let relations else { return .shipped }
        let text = try InputFile.text(path: relations)
        let catalog = RelationCatalog(adding: text, source: relations)
        for diagnostic in catalog.diagnostics {
            StandardError.write(DiagnosticText.rendered(diagnostic, sources: [SourceText(text, name: relations)]))
        }
        return catalog
    }
}

/// How sure statements must be.
struct ConfidenceOptions: ParsableArguments {
    @Option(
        name: .customLong("min-confidence"),
        help: ArgumentHelp(
            "Keep what articles read now say with at least this confidence, 0 to 1; a lower one finds more, and more that is wrong.",
            valueName: "number"))
    var confidenceMin = StatementExtractor.confidenceMinStandard

    func validate() throws {
        if !(0...1).contains(confidenceMin) { throw ValidationError("--min-confidence is a number from 0 to 1.") }
    }
}

/// How rows are written.
struct FormatOptions: ParsableArguments {
    @Option(name: .long, help: "How to write rows: table, tsv, csv, json or jsonl. A table on a terminal, else tsv.")
    var format: RowFormat?

    init() {}

    init(_ format: RowFormat) { self.format = format }

    /// Writes rows to standard output.
    func write(headings: [String], rows: [[Term]]) {
        let format = format ?? .standard
        let writer = RowWriter(
            format: format, columns: Terminal.isOutput ? Terminal.columns : nil,
            bold: Terminal.hasColor(Terminal.isOutput))
        let text = writer.text(headings: headings, rows: rows)
        // Tables and JSON are safe by themselves; cells of the others are what the articles hold.
        let isRaw = Terminal.isOutput && (format == .tsv || format == .csv)
        StandardOutput.write(isRaw ? TerminalText.sanitizedLines(text, keepingTabs: true) : text)
    }

    /// Whether a person reads the rows.
    var isTable: Bool { (format ?? .standard) == .table }
}

/// Bounds on answering.
struct LimitOptions: ParsableArguments {
    @Option(name: .long, help: ArgumentHelp("Stop answering after this many seconds.", valueName: "seconds"))
    var timeout: Double?

    @Option(name: .long, help: ArgumentHelp("Stop after deriving this many rows.", valueName: "rows"))
    var maxRows: Int?

    /// The bounds asked for, and those of `standard` where none are.
    func evaluation(_ standard: EvaluationLimits) -> EvaluationLimits {
        var limits = standard
        if let timeout { limits.seconds = timeout }
        if let maxRows { limits.rowsMax = maxRows }
        return limits
    }
}

/// A file that a command reads whole.
enum InputFile {
    /// The bytes of a file, or of standard input for `-`.
    static func bytes(path: String) throws -> [UInt8] {
        if path == "-" { return [UInt8](FileHandle.standardInput.readDataToEndOfFile()) }
        do {
            return [UInt8](try Data(contentsOf: URL(fileURLWithPath: path)))
        } catch {
            let reason = (error as NSError).localizedFailureReason ?? error.localizedDescription
            throw ClewFailure(
                .usage, code: "command.cannot-read", "cannot read \(path): \(reason)", source: path,
                repair: "check the path and its permissions")
        }
    }

    /// The text of a file; bytes that are no UTF-8 are an error.
    static func text(path: String) throws -> String {
        guard let text = String(validating: try bytes(path: path), as: UTF8.self) else {
            throw ClewFailure(
                .usage, code: "command.not-utf8", "\(path) is not UTF-8 text", source: path,
                repair: "convert it, for example with iconv")
        }
        return text
    }
}
