import ClewGraph
import ClewModel

/// Graphviz's DOT: what is no fact is dashed. Positions are left to Graphviz.
public struct DOTWriter: GraphWriter {
    /// A writer.
    public init() {}

    /// Writes nodes, then edges.
    public func write(_ selection: ExportSelection, to sink: ByteSink) throws -> ExportReport {
        let graph = selection.graph
        let output = TextOutput(sink)
        var replaced = 0
        func quoted(_ text: String) -> String {
            var result = "\""
            for scalar in text.unicodeScalars {
                switch scalar {
                case "\"": result += "\\\""
                // In a label a backslash starts an escape of Graphviz's own.
                case "\\": result += "\\\\"
                case "\n", "\r", "\t": result += " "
                case "\0":
                    result += "\u{FFFD}"
                    replaced += 1
                default: result.unicodeScalars.append(scalar)
                }
            }
            return result + "\""
        }
        let ids = selection.ids()
        try output.write("digraph clew {\n  node [shape=box, style=rounded];\n")
        for node in selection.nodes.indices {
            let (label, type) = (quoted(selection.label(of: node)), selection.type(of: node))
            try output.write("  \(ids[node]) [label=\(label), class=\(type)];\n")
        }
        for index in selection.statements {
            let statement = graph.statement(index)
            let ends = selection.ends(of: index)
            let style = statement.isFact ? "" : ", style=dashed"
            try output.write(
                "  \(ids[ends.from]) -> \(ids[ends.to]) "
                    + "[id=e\(statement.id), label=\(quoted(statement.label(in: graph)))\(style)];\n")
        }
        try output.write("}\n")
        try output.flush()
        var report = ExportReport(selection)
        report.note(replaced: replaced, in: "DOT")
        return report
    }
}
