import ClewGraph
import ClewModel

/// The part of a graph that is written: statements, and the entities and literals at their ends.
///
/// Each statement is one edge; parallel edges stay apart. A literal is a node for each subject that has it, because the
/// year 1999 does not connect two companies that were founded in it.
public struct ExportSelection: Sendable {
    /// The graph.
    public let graph: Graph
    /// Numbers of the statements to write, in order: by subject, predicate, object, status, speaker.
    public let statements: [Int]
    /// The ends of the statements: entities by name, then literals by subject and spelling.
    let nodes: [ExportNode]
    /// Entities at the end of no statement of the graph.
    let isolatedCount: Int
    private let nodeOfEntity: [Int32]
    private let nodeOfLiteral: [LiteralKey: Int]

    /// All statements of a graph, or some of them.
    /// - Parameters:
    ///   - statements: numbers of the statements; none means all.
    ///   - factsOnly: leave out what is only claimed, denied, planned or asked.
    public init(_ graph: Graph, statements: some Sequence<Int>, factsOnly: Bool = false) {
        self.graph = graph
        let wanted = Set(statements).sorted()
        var kept: [Int] = []
        var literals: Set<LiteralKey> = []
        var isUsed = [Bool](repeating: false, count: graph.entityCount)
        for index in wanted {
            let ends = graph.ends(ofStatement: index)
            if factsOnly, !ends.isFact { continue }
            kept.append(index)
            isUsed[ends.subject] = true
            switch ends.object {
            case .entity(let entity): isUsed[entity] = true
            case .literal(let literal): literals.insert(LiteralKey(subject: ends.subject, literal: literal))
            }
        }
        self.statements = kept
        isolatedCount = kept.count == graph.statementCount ? isUsed.count { !$0 } : 0
        var nodes: [ExportNode] = []
        var nodeOfEntity = [Int32](repeating: -1, count: graph.entityCount)
        for entity in isUsed.indices where isUsed[entity] {
            nodeOfEntity[entity] = Int32(nodes.count)
            nodes.append(.entity(entity))
        }
        var nodeOfLiteral: [LiteralKey: Int] = [:]
        for key in LiteralKey.sorted(literals) {
            nodeOfLiteral[key] = nodes.count
            nodes.append(.literal(key))
        }
        self.nodes = nodes
        self.nodeOfEntity = nodeOfEntity
        self.nodeOfLiteral = nodeOfLiteral
    }

    /// All statements of a graph.
    public init(_ graph: Graph, factsOnly: Bool = false) {
        self.init(graph, statements: 0..<graph.statementCount, factsOnly: factsOnly)
    }

    /// The nodes at the ends of a statement of the selection.
    func ends(of statement: Int) -> (from: Int, to: Int) {
        let ends = graph.ends(ofStatement: statement)
        let from = Int(nodeOfEntity[ends.subject])
        switch ends.object {
        case .entity(let entity): return (from, Int(nodeOfEntity[entity]))
        case .literal(let literal):
            return (from, nodeOfLiteral[LiteralKey(subject: ends.subject, literal: literal)] ?? from)
        }
    }

    /// Stable ids of the nodes, each an XML NMTOKEN: `n` and 16 hexadecimal digits of its name's hash.
    func ids() -> [String] { nodes.indices.map(id) }

    private func id(of node: Int) -> String {
        let fields =
            switch nodes[node] {
            case .entity(let entity): ["entity", graph.entityName(entity)]
            case .literal(let key): ["literal", graph.entityName(key.subject), key.kind, key.literal.spelling]
            }
        return "n" + ContentHash.sha256(fields: fields).prefix(16)
    }

    func label(of node: Int) -> String {
        switch nodes[node] {
        case .entity(let entity): graph.entityName(entity)
        case .literal(let key): key.literal.spelling
        }
    }

    /// An entity's type or a literal's kind.
    func type(of node: Int) -> String {
        switch nodes[node] {
        case .entity(let entity): graph.entityType(entity).rawValue
        case .literal(let key): key.kind
        }
    }

    /// Positions of the nodes; the same for the same selection.
    func layout() -> [GraphLayout.Point] {
        GraphLayout(nodeCount: nodes.count, edges: statements.map { ends(of: $0) }).positions()
    }
}

/// An end of an exported edge.
enum ExportNode: Hashable, Sendable {
    case entity(Int)
    case literal(LiteralKey)
}

/// A literal as the object of one subject.
struct LiteralKey: Hashable, Sendable {
    var subject: Int
    var literal: Literal

    var kind: String {
        switch literal {
        case .text: "text"
        case .integer: "integer"
        case .decimal: "decimal"
        case .date: "date"
        case .quantity: "quantity"
        }
    }

    /// By subject, spelling and kind; each literal is spelled once.
    static func sorted(_ keys: Set<LiteralKey>) -> [LiteralKey] {
        keys.map { (key: $0, spelling: $0.literal.spelling) }.sorted { left, right in
            (left.key.subject, left.spelling, left.key.kind) < (right.key.subject, right.spelling, right.key.kind)
        }.map(\.key)
    }
}

/// What edges of every format say, in words.
extension GraphStatement {
    /// The predicate, with how it is meant where it is not a fact: `accused [alleged; says Jane Doe]`.
    func label(in graph: Graph) -> String {
        var marks: [String] = []
        if status != .asserted { marks.append(status.rawValue) }
        if let speaker, !isFact { marks.append("says \(graph.name(of: speaker))") }
        return marks.isEmpty ? predicate : "\(predicate) [\(marks.joined(separator: "; "))]"
    }

    /// `when: 2024; amount: 5600000 USD`.
    func circumstances(in graph: Graph) -> String {
        qualifiers.map { "\($0.role): \(graph.name(of: $0.value))" }.joined(separator: "; ")
    }
}
