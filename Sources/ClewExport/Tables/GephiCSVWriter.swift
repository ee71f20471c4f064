import ClewGraph
import ClewModel

/// Two tables for Gephi's spreadsheet import: `nodes.csv` and `edges.csv`, with the headings that it knows (`Id`, `Label`,
/// `Source`, `Target`, `Type`, `Kind`, `Weight`). The kind of an edge keeps parallel ones apart.
public struct GephiCSVWriter: GraphFolderWriter {
    /// A writer.
    public init() {}

    /// Writes the nodes, then the edges.
    public func write(_ selection: ExportSelection, to open: (String) throws -> ByteSink) throws -> ExportReport {
        let attributes = ExportAttributes(selection)
        let ids = selection.ids()
        let nodeColumns = NodeAttribute.allCases.filter { ![.label, .name, .x, .y].contains($0) }
        let nodes = TextOutput(try open("nodes.csv"))
        try nodes.write(CSVText.line(["Id", "Label"] + nodeColumns.map(\.name)))
        for node in selection.nodes.indices {
            var cells = [String](repeating: "", count: nodeColumns.count)
            attributes.eachValue(ofNode: node) { attribute, value in
                if let column = nodeColumns.firstIndex(of: attribute) { cells[column] = SingleLine.text(value) }
            }
            try nodes.write(CSVText.line([ids[node], SingleLine.text(selection.label(of: node))] + cells))
        }
        try nodes.flush()

        let edgeColumns = EdgeAttribute.allCases.filter { ![.label, .name, .interaction, .weight].contains($0) }
        let edges = TextOutput(try open("edges.csv"))
        try edges.write(
            CSVText.line(
                ["Source", "Target", "Type", "Id", "Label", "Kind", "Weight"] + edgeColumns.map(\.name)))
        for index in selection.statements {
            let statement = selection.graph.statement(index)
            let ends = selection.ends(of: index)
            let label = SingleLine.text(statement.label(in: selection.graph))
            var cells = [String](repeating: "", count: edgeColumns.count)
            attributes.eachValue(of: statement, label: label) { attribute, value in
                if let column = edgeColumns.firstIndex(of: attribute) { cells[column] = SingleLine.text(value) }
            }
            let fixed = [
                ids[ends.from], ids[ends.to], "Directed", "e" + statement.id, label, label, "\(statement.confidence)",
            ]
            try edges.write(CSVText.line(fixed + cells))
        }
        try edges.flush()
        return ExportReport(selection)
    }
}

/// Values of tables whose readers count lines.
enum SingleLine {
    /// The text with a space for each line feed, carriage return, tab and NUL.
    static func text(_ text: String) -> String {
        guard text.utf8.contains(where: { $0 == 10 || $0 == 13 || $0 == 9 || $0 == 0 }) else { return text }
        var scalars = String.UnicodeScalarView()
        for scalar in text.unicodeScalars {
            scalars.append(["\n", "\r", "\t", "\0"].contains(scalar) ? " " : scalar)
        }
        return String(scalars)
    }
}
