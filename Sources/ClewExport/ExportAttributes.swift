import ClewGraph
import ClewModel

/// What the formats with attributes tell of a node and of an edge, each under one name and in one type, so that a column
/// means the same in GraphML, GEXF, Cytoscape and CSV. No name is used with two types.
struct ExportAttributes {
    let selection: ExportSelection
    /// Positions of the nodes; empty where the format has no place for them.
    let points: [GraphLayout.Point]
    private let mentions: [Int]
    private let sources: [Int]

    init(_ selection: ExportSelection, points: [GraphLayout.Point] = []) {
        self.selection = selection
        self.points = points
        (mentions, sources) = selection.graph.mentionCounts
    }

    /// Calls `body` with each attribute that a node has, in the order of `NodeAttribute`.
    func eachValue(ofNode node: Int, _ body: (NodeAttribute, String) throws -> Void) rethrows {
        let label = selection.label(of: node)
        try body(.label, label)
        try body(.name, label)
        try body(.type, selection.type(of: node))
        if case .entity(let index) = selection.nodes[node] {
            let entity = selection.graph.entity(index)
            let aliases = entity.aliases.map(\.name).filter { $0 != entity.name }
            if !aliases.isEmpty { try body(.aliases, aliases.joined(separator: " | ")) }
            if !entity.sameAs.isEmpty { try body(.sameAs, entity.sameAs.joined(separator: " | ")) }
            try body(.mentions, String(mentions[index]))
            try body(.sources, String(sources[index]))
        }
        guard !points.isEmpty else { return }
        try body(.x, GraphLayout.Point.spelling(points[node].x))
        try body(.y, GraphLayout.Point.spelling(points[node].y))
    }

    /// Calls `body` with each attribute that an edge has, in the order of `EdgeAttribute`.
    func eachValue(
        of statement: GraphStatement, label: String, _ body: (EdgeAttribute, String) throws -> Void
    ) rethrows {
        let graph = selection.graph
        let confidence = "\(statement.confidence)"
        try body(.label, label)
        try body(.name, statement.predicate)
        try body(.interaction, statement.predicate)
        try body(.weight, confidence)
        try body(.confidence, confidence)
        try body(.fact, statement.isFact ? "true" : "false")
        try body(.status, statement.status.rawValue)
        if let speaker = statement.speaker { try body(.speaker, graph.name(of: speaker)) }
        if !statement.qualifiers.isEmpty { try body(.qualifiers, statement.circumstances(in: graph)) }
        try body(.sources, String(graph.sourceCount(of: statement.index)))
        guard let best = graph.bestEvidence(of: statement.index) else { return }
        try body(.evidence, best.sentence)
        try body(.sourceURL, best.source.url ?? best.source.key)
        if let title = best.source.title { try body(.sourceTitle, title) }
        if let date = best.source.published { try body(.sourceDate, date.iso) }
        try body(.rule, best.rule)
    }
}

/// The types that every consumer knows; GraphML's names.
enum AttributeType: String {
    case string, int, double, boolean
}

/// Attributes of a node.
enum NodeAttribute: Int, CaseIterable {
    case label, name, type, aliases, sameAs, mentions, sources, x, y

    var name: String { self == .sameAs ? "same_as" : String(describing: self) }

    var type: AttributeType {
        switch self {
        case .mentions, .sources: .int
        case .x, .y: .double
        default: .string
        }
    }
}

/// Attributes of an edge.
enum EdgeAttribute: Int, CaseIterable {
    case label, name, interaction, weight, confidence, fact, status, speaker, qualifiers, sources, evidence
    case sourceURL, sourceTitle, sourceDate, rule

    var name: String {
        switch self {
        case .sourceURL: "source_url"
        case .sourceTitle: "source_title"
        case .sourceDate: "source_date"
        default: String(describing: self)
        }
    }

    var type: AttributeType {
        switch self {
        case .sources: .int
        case .weight, .confidence: .double
        case .fact: .boolean
        default: .string
        }
    }
}
