import ClewGraph
import ClewModel

/// GEXF 1.3 (gexf.net), Gephi's own format: positions and colours, and a kind for each edge, which keeps parallel edges
/// apart. Titles of attributes differ by more than case, as Gephi wants, and none repeats what the format has a place
/// for. No date of writing: the same graph gives the same bytes.
public struct GEXFWriter: GraphWriter {
    /// A writer.
    public init() {}

    /// Writes nodes, then edges; O(nodes) memory beside the selection, for the layout.
    public func write(_ selection: ExportSelection, to sink: ByteSink) throws -> ExportReport {
        let xml = try XMLStream(sink)
        let attributes = ExportAttributes(selection, points: selection.layout())
        let ids = selection.ids()
        try xml.start("gexf")
        try xml.attribute("xmlns", "http://gexf.net/1.3")
        try xml.attribute("xmlns:viz", "http://gexf.net/1.3/viz")
        try xml.attribute("version", "1.3")
        try xml.start("meta")
        try xml.element("creator", text: "clew")
        try xml.end()
        try xml.start("graph")
        try xml.attribute("defaultedgetype", "directed")
        try xml.attribute("mode", "static")
        let nodeColumns = NodeAttribute.allCases.filter(\.isColumn).map { ($0.rawValue, $0.name, $0.type) }
        let edgeColumns = EdgeAttribute.allCases.filter(\.isColumn).map { ($0.rawValue, $0.name, $0.type) }
        try writeKeys("node", nodeColumns, to: xml)
        try writeKeys("edge", edgeColumns, to: xml)
        try xml.start("nodes")
        for node in selection.nodes.indices { try writeNode(node, id: ids[node], of: attributes, to: xml) }
        try xml.end()
        try xml.start("edges")
        for index in selection.statements { try writeEdge(index, ids: ids, of: attributes, to: xml) }
        try xml.end()
        try xml.end()
        try xml.end()
        try xml.finish()
        var report = ExportReport(selection)
        report.note(replaced: xml.replacedCount, in: "XML")
        return report
    }

    private func writeKeys(_ scope: String, _ keys: [(Int, String, AttributeType)], to xml: XMLStream) throws {
        try xml.start("attributes")
        try xml.attribute("class", scope)
        for (id, title, type) in keys {
            try xml.start("attribute")
            try xml.attribute("id", "\(id)")
            try xml.attribute("title", title)
            try xml.attribute("type", type == .int ? "integer" : type.rawValue)
            try xml.end()
        }
        try xml.end()
    }

    private func writeNode(_ node: Int, id: String, of attributes: ExportAttributes, to xml: XMLStream) throws {
        let selection = attributes.selection
        try xml.start("node")
        try xml.attribute("id", id)
        try xml.attribute("label", selection.label(of: node))
        try xml.start("attvalues")
        try attributes.eachValue(ofNode: node) { attribute, value in
            if attribute.isColumn { try writeValue(attribute.rawValue, value, to: xml) }
        }
        try xml.end()
        let color = NodeColor.of(selection.type(of: node))
        try xml.element("viz:color", ["r": "\(color.red)", "g": "\(color.green)", "b": "\(color.blue)"])
        let point = attributes.points[node]
        // Up is positive here, and down on a screen.
        try xml.element(
            "viz:position",
            ["x": GraphLayout.Point.spelling(point.x), "y": GraphLayout.Point.spelling(-point.y), "z": "0.0"])
        try xml.end()
    }

    private func writeEdge(_ index: Int, ids: [String], of attributes: ExportAttributes, to xml: XMLStream) throws {
        let selection = attributes.selection
        let statement = selection.graph.statement(index)
        let ends = selection.ends(of: index)
        let label = statement.label(in: selection.graph)
        try xml.start("edge")
        try xml.attribute("id", "e" + statement.id)
        try xml.attribute("source", ids[ends.from])
        try xml.attribute("target", ids[ends.to])
        try xml.attribute("kind", label)
        try xml.attribute("label", label)
        try xml.attribute("weight", "\(statement.confidence)")
        try xml.start("attvalues")
        try attributes.eachValue(of: statement, label: label) { attribute, value in
            if attribute.isColumn { try writeValue(attribute.rawValue, value, to: xml) }
        }
        try xml.end()
        try xml.end()
    }

    private func writeValue(_ key: Int, _ value: String, to xml: XMLStream) throws {
        try xml.start("attvalue")
        try xml.attribute("for", "\(key)")
        try xml.attribute("value", value)
        try xml.end()
    }
}

/// Whether an attribute is a column of its own: labels, weights and positions have their places.
extension NodeAttribute {
    fileprivate var isColumn: Bool { ![.label, .name, .x, .y].contains(self) }
}

extension EdgeAttribute {
    fileprivate var isColumn: Bool { ![.label, .name, .weight].contains(self) }
}
