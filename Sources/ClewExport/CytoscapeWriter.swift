import ClewGraph
import ClewModel

/// Cytoscape's JSON (`.cyjs`), which Cytoscape desktop and cytoscape.js read: nodes before edges, ids as strings, `name`
/// and `interaction` where the desktop looks for them, positions from the layout.
public struct CytoscapeWriter: GraphWriter {
    /// A writer.
    public init() {}

    /// Writes nodes, then edges; O(nodes) memory beside the selection, for the layout.
    public func write(_ selection: ExportSelection, to sink: ByteSink) throws -> ExportReport {
        let output = TextOutput(sink)
        let attributes = ExportAttributes(selection, points: selection.layout())
        let ids = selection.ids()
        try output.write(
            "{\"format_version\":\"1.0\",\"generated_by\":\"clew\",\"target_cytoscapejs_version\":\"~3.0\",\n"
                + "\"data\":{\"name\":\"clew\",\"shared_name\":\"clew\"},\n\"elements\":{\"nodes\":[")
        for node in selection.nodes.indices {
            var members: [(String, String?)] = [("id", JSONText.string(ids[node]))]
            attributes.eachValue(ofNode: node) { attribute, value in
                if attribute != .x, attribute != .y {
                    members.append((attribute.name, CytoscapeWriter.value(value, attribute.type)))
                }
            }
            let position = JSONText.object([
                ("x", GraphLayout.Point.spelling(attributes.points[node].x)),
                ("y", GraphLayout.Point.spelling(attributes.points[node].y)),
            ])
            try output.write(
                (node > 0 ? ",\n" : "\n")
                    + JSONText.object([("data", JSONText.object(members)), ("position", position)]))
        }
        try output.write("],\n\"edges\":[")
        for (place, index) in selection.statements.enumerated() {
            let statement = selection.graph.statement(index)
            let ends = selection.ends(of: index)
            var members: [(String, String?)] = [
                ("id", JSONText.string("e" + statement.id)), ("source", JSONText.string(ids[ends.from])),
                ("target", JSONText.string(ids[ends.to])),
            ]
            attributes.eachValue(of: statement, label: statement.label(in: selection.graph)) { attribute, value in
                members.append((attribute.name, CytoscapeWriter.value(value, attribute.type)))
            }
            try output.write((place > 0 ? ",\n" : "\n") + JSONText.object([("data", JSONText.object(members))]))
        }
        try output.write("]}}\n")
        try output.flush()
        return ExportReport(selection)
    }

    private static func value(_ value: String, _ type: AttributeType) -> String {
        type == .string ? JSONText.string(value) : value
    }
}
