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
        let (points, ids) = (selection.layout(), selection.ids())
        try xml.start("graphml")
        try xml.attribute("xmlns", "http://graphml.graphdrawing.org/xmlns")
        if flavor == .yed { try xml.attribute("xmlns:y", "http://www.yworks.com/xml/graphml") }
        for key in GraphMLKey.allCases { try write(key, to: xml) }
        if flavor == .yed { try writeGraphicsKeys(to: xml) }
        try xml.start("graph")
        try xml.attribute("id", "clew")
        try xml.attribute("edgedefault", "directed")
        let counts = MentionCounts(selection.graph)
        for node in selection.nodes.indices {
            try writeNode(node, ids, of: selection, at: points[node], counts, to: xml)
        }
        for statement in selection.statements { try writeEdge(statement, ids, of: selection, to: xml) }
        try xml.end()
        try xml.end()
        try xml.finish()
        var report = ExportReport(selection)
        report.note(replaced: xml.replacedCount, in: "XML")
        return report
    }

    private func write(_ key: GraphMLKey, to xml: XMLStream) throws {
        try xml.start("key")
        try xml.attribute("id", key.id)
        try xml.attribute("for", key.isOfNodes ? "node" : "edge")
        try xml.attribute("attr.name", key.name)
        try xml.attribute("attr.type", key.type)
        try xml.end()
    }

    // MARK: - Nodes

    private func writeNode(
        _ node: Int, _ ids: [String], of selection: ExportSelection, at point: GraphLayout.Point,
        _ counts: MentionCounts,
        to xml: XMLStream
    ) throws {
        let (label, type) = (selection.label(of: node), selection.type(of: node))
        try xml.start("node")
        try xml.attribute("id", ids[node])
        if flavor == .neo4j { try xml.attribute("labels", ":\(type.capitalized)") }
        try write(.nodeLabel, label, to: xml)
        try write(.nodeName, label, to: xml)
        try write(.nodeType, type, to: xml)
        if case .entity(let index) = selection.nodes[node] {
            let entity = selection.graph.entity(index)
            let aliases = entity.aliases.map(\.name).filter { $0 != entity.name }
            if !aliases.isEmpty { try write(.nodeAliases, aliases.joined(separator: " | "), to: xml) }
            if !entity.sameAs.isEmpty { try write(.nodeSameAs, entity.sameAs.joined(separator: " | "), to: xml) }
            try write(.nodeMentions, String(counts.mentions[index]), to: xml)
            try write(.nodeSources, String(counts.sources[index]), to: xml)
        }
        try write(.nodeX, GraphLayout.Point.spelling(point.x), to: xml)
        try write(.nodeY, GraphLayout.Point.spelling(point.y), to: xml)
        if flavor == .yed { try writeShape(label: label, type: type, at: point, to: xml) }
        try xml.end()
    }

    // MARK: - Edges

    private func writeEdge(_ index: Int, _ ids: [String], of selection: ExportSelection, to xml: XMLStream) throws {
        let graph = selection.graph
        let statement = graph.statement(index)
        let ends = selection.ends(of: index)
        let label = statement.label(in: graph)
        try xml.start("edge")
        try xml.attribute("id", "e" + statement.id)
        try xml.attribute("source", ids[ends.from])
        try xml.attribute("target", ids[ends.to])
        switch flavor {
        case .gephi: try xml.attribute("label", label)
        case .neo4j: try xml.attribute("label", statement.predicate.uppercased())
        case .plain, .yed: break
        }
        try write(.edgeLabel, label, to: xml)
        try write(.edgeName, statement.predicate, to: xml)
        try write(.edgeInteraction, statement.predicate, to: xml)
        try write(.edgeWeight, "\(statement.confidence)", to: xml)
        try write(.edgeConfidence, "\(statement.confidence)", to: xml)
        try write(.edgeFact, statement.isFact ? "true" : "false", to: xml)
        try write(.edgeStatus, statement.status.rawValue, to: xml)
        if let speaker = statement.speaker { try write(.edgeSpeaker, graph.name(of: speaker), to: xml) }
        if !statement.qualifiers.isEmpty { try write(.edgeQualifiers, statement.circumstances(in: graph), to: xml) }
        try writeEvidence(of: index, graph, to: xml)
        if flavor == .yed { try writeLine(label: label, isFact: statement.isFact, to: xml) }
        try xml.end()
    }

    private func writeEvidence(of statement: Int, _ graph: Graph, to xml: XMLStream) throws {
        try write(.edgeSources, String(graph.sourceCount(of: statement)), to: xml)
        guard let best = graph.bestEvidence(of: statement) else { return }
        try write(.edgeEvidence, best.sentence, to: xml)
        try write(.edgeSource, best.source.url ?? best.source.key, to: xml)
        if let title = best.source.title { try write(.edgeTitle, title, to: xml) }
        if let date = best.source.published { try write(.edgeDate, date.iso, to: xml) }
        try write(.edgeRule, best.rule, to: xml)
    }

    private func write(_ key: GraphMLKey, _ value: String, to xml: XMLStream) throws {
        try xml.start("data")
        try xml.attribute("key", key.id)
        try xml.text(value)
        try xml.end()
    }
}

/// The attributes. No name is used with two types, and no id is a word that Gephi gives a meaning.
enum GraphMLKey: Int, CaseIterable {
    case nodeLabel, nodeName, nodeType, nodeAliases, nodeSameAs, nodeMentions, nodeSources, nodeX, nodeY
    case edgeLabel, edgeName, edgeInteraction, edgeWeight, edgeConfidence, edgeFact, edgeStatus, edgeSpeaker
    case edgeQualifiers, edgeSources, edgeEvidence, edgeSource, edgeTitle, edgeDate, edgeRule

    var id: String { GraphMLKey.ids[rawValue] }

    private static let ids = allCases.map { "d\($0.rawValue)" }

    var isOfNodes: Bool { rawValue <= GraphMLKey.nodeY.rawValue }

    var name: String {
        switch self {
        case .nodeLabel, .edgeLabel: "label"
        case .nodeName, .edgeName: "name"
        case .nodeType: "type"
        case .nodeAliases: "aliases"
        case .nodeSameAs: "same_as"
        case .nodeMentions: "mentions"
        case .nodeSources, .edgeSources: "sources"
        case .nodeX: "x"
        case .nodeY: "y"
        case .edgeInteraction: "interaction"
        case .edgeWeight: "weight"
        case .edgeConfidence: "confidence"
        case .edgeFact: "fact"
        case .edgeStatus: "status"
        case .edgeSpeaker: "speaker"
        case .edgeQualifiers: "qualifiers"
        case .edgeEvidence: "evidence"
        case .edgeSource: "source_url"
        case .edgeTitle: "source_title"
        case .edgeDate: "source_date"
        case .edgeRule: "rule"
        }
    }

    var type: String {
        switch self {
        case .nodeMentions, .nodeSources, .edgeSources: "int"
        case .nodeX, .nodeY, .edgeWeight, .edgeConfidence: "double"
        case .edgeFact: "boolean"
        default: "string"
        }
    }
}

/// Mentions and sources of every entity.
struct MentionCounts {
    let mentions: [Int]
    let sources: [Int]

    init(_ graph: Graph) { (mentions, sources) = graph.mentionCounts }
}
