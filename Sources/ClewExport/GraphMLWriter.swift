import ClewGraph
import ClewModel

/// GraphML (Brandes et al., "GraphML Progress Report", 2001) that plain readers open right the first time: keys first,
/// each for nodes or for edges and of one type, nodes before edges, one edge per statement with a stable id, labels,
/// weights and positions. Flavours add what one program reads beside the standard.
public struct GraphMLWriter: GraphWriter {
    /// For whom the file is.
    public enum Flavor: String, Sendable, CaseIterable {
        /// NetworkX, igraph, Cytoscape, GraphStream, and the others as far as they go.
        case plain
        /// Gephi: the kind of an edge, without which it merges parallel edges.
        case gephi
        /// yEd: shapes, labels and positions.
        case yed
        /// Neo4j's APOC importer: labels of nodes, types of relationships.
        case neo4j
    }

    private let flavor: Flavor

    /// A writer for one program or for all.
    public init(flavor: Flavor = .plain) { self.flavor = flavor }

    /// Writes the selection; O(nodes) memory beside it, for the layout.
    public func write(_ selection: ExportSelection, to sink: ByteSink) throws -> ExportReport {
        let xml = try XMLStream(sink)
        let attributes = ExportAttributes(selection, points: selection.layout())
        let ids = selection.ids()
        try xml.start("graphml")
        try xml.attribute("xmlns", "http://graphml.graphdrawing.org/xmlns")
        if flavor == .yed { try xml.attribute("xmlns:y", "http://www.yworks.com/xml/graphml") }
        for key in NodeAttribute.allCases { try writeKey(key.key, "node", key.name, key.type, to: xml) }
        for key in EdgeAttribute.allCases { try writeKey(key.key, "edge", key.name, key.type, to: xml) }
        if flavor == .yed { try writeGraphicsKeys(to: xml) }
        try xml.start("graph")
        try xml.attribute("id", "clew")
        try xml.attribute("edgedefault", "directed")
        for node in selection.nodes.indices { try writeNode(node, id: ids[node], of: attributes, to: xml) }
        for statement in selection.statements { try writeEdge(statement, ids: ids, of: attributes, to: xml) }
        try xml.end()
        try xml.end()
        try xml.finish()
        var report = ExportReport(selection)
        report.note(replaced: xml.replacedCount, in: "XML")
        return report
    }

    private func writeKey(
        _ id: String, _ scope: String, _ name: String, _ type: AttributeType, to xml: XMLStream
    ) throws {
        try xml.start("key")
        try xml.attribute("id", id)
        try xml.attribute("for", scope)
        try xml.attribute("attr.name", name)
        try xml.attribute("attr.type", type.rawValue)
        try xml.end()
    }

    private func writeNode(
        _ node: Int, id: String, of attributes: ExportAttributes, to xml: XMLStream
    ) throws {
        let selection = attributes.selection
        let type = selection.type(of: node)
        try xml.start("node")
        try xml.attribute("id", id)
        if flavor == .neo4j { try xml.attribute("labels", ":\(type.capitalized)") }
        attributes.eachValue(ofNode: node) { xml.leaf("<data key=\"", $0.key, $1, "</data>") }
        if flavor == .yed {
            try writeShape(label: selection.label(of: node), type: type, at: attributes.points[node], to: xml)
        }
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
        switch flavor {
        case .gephi: try xml.attribute("label", label)
        case .neo4j: try xml.attribute("label", statement.predicate.uppercased())
        case .plain, .yed: break
        }
        attributes.eachValue(of: statement, label: label) { xml.leaf("<data key=\"", $0.key, $1, "</data>") }
        if flavor == .yed { try writeLine(label: label, isFact: statement.isFact, to: xml) }
        try xml.end()
    }
}

/// No id of a key is a word that Gephi gives a meaning.
extension NodeAttribute {
    fileprivate var key: String { NodeAttribute.keys[rawValue] }
    private static let keys = allCases.map { "d\($0.rawValue)" }
}

extension EdgeAttribute {
    fileprivate var key: String { EdgeAttribute.keys[rawValue] }
    private static let keys = allCases.map { "d\(NodeAttribute.allCases.count + $0.rawValue)" }
}
