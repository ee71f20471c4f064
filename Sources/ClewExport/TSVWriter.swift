import ClewGraph
import ClewModel

/// The facts, one a line: subject, predicate, object between tabs. A tab, line feed, carriage return or backslash in a
/// value is written `\t`, `\n`, `\r`, `\\`. What is no fact has no place in three columns, whatever the selection holds.
public struct TSVWriter: GraphWriter {
    /// A writer.
    public init() {}

    /// Writes each fact once, sorted by subject, predicate, object.
    public func write(_ selection: ExportSelection, to sink: ByteSink) throws -> ExportReport {
        let graph = selection.graph
        let output = TextOutput(sink)
        var report = ExportReport(selection)
        report.edgeCount = 0
        var last = ""
        for index in selection.statements where graph.ends(ofStatement: index).isFact {
            let statement = graph.statement(index)
            let line = [graph.entityName(statement.subject), statement.predicate, graph.name(of: statement.object)]
                .map(TSVWriter.escaped).joined(separator: "\t")
            // Said by an article and announced by its subject, a fact is two statements.
            if line == last { continue }
            last = line
            report.edgeCount += 1
            try output.write(line + "\n")
        }
        try output.flush()
        return report
    }

    /// A value as it stands between tabs.
    package static func escaped(_ text: String) -> String {
        guard text.utf8.contains(where: { $0 == 9 || $0 == 10 || $0 == 13 || $0 == 0x5C }) else { return text }
        var result = ""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\t": result += "\\t"
            case "\n": result += "\\n"
            case "\r": result += "\\r"
            case "\\": result += "\\\\"
            default: result.unicodeScalars.append(scalar)
            }
        }
        return result
    }
}
