import ClewGraph
import ClewModel

/// The relations of the query language over a selection, for other Datalog engines: the same names, columns and rows as
/// in `clew query`, apart from the predicates, which are asked through `triple`.
enum FactRelation: String, CaseIterable {
    case triple, statement, status, speaker, confidence, said, qualifier, evidence, source, copyOf = "copy_of", entity
    case alias, sameAs = "same_as", mentions

    /// Names of the columns; none is a word that Soufflé or Nemo reserves.
    var columns: [String] {
        switch self {
        case .triple: ["subject", "predicate", "object"]
        case .statement: ["id", "subject", "predicate", "object"]
        case .status: ["id", "status"]
        case .speaker: ["id", "who"]
        case .confidence: ["id", "confidence"]
        case .said: ["who", "subject", "predicate", "object"]
        case .qualifier: ["id", "role", "value"]
        case .evidence: ["id", "source", "sentence"]
        case .source: ["source", "url", "title", "publisher", "date"]
        case .copyOf: ["source", "original"]
        case .entity: ["entity", "kind"]
        case .alias: ["entity", "name"]
        case .sameAs: ["entity", "uri"]
        case .mentions: ["source", "entity", "times"]
        }
    }

    /// Whether a column holds numbers, whole or not; all others hold texts.
    func number(inColumn column: Int) -> FactNumber? {
        switch (self, column) {
        case (.confidence, 1): .decimal
        case (.mentions, 2): .integer
        default: nil
        }
    }

    /// Calls `body` with each row, in the order of the graph.
    func eachRow(of selection: ExportSelection, _ body: ([String]) throws -> Void) rethrows {
        switch self {
        case .source, .copyOf, .mentions: try eachSourceRow(of: selection, body)
        case .entity, .alias, .sameAs: try eachEntityRow(of: selection, body)
        default: try eachStatementRow(of: selection, body)
        }
    }

    private func eachStatementRow(of selection: ExportSelection, _ body: ([String]) throws -> Void) rethrows {
        let graph = selection.graph
        var last: [String] = []
        for index in selection.statements {
            let statement = graph.statement(index)
            let spoken = [
                graph.entityName(statement.subject), statement.predicate, graph.name(of: statement.object),
            ]
            let speaker = statement.speaker.map { graph.name(of: $0) }
            switch self {
            case .triple:
                // Said by an article and announced by its subject, a fact is two statements and one row.
                if statement.isFact, spoken != last { try body(spoken) }
                if statement.isFact { last = spoken }
            case .statement: try body([statement.id] + spoken)
            case .status: try body([statement.id, statement.status.rawValue])
            case .confidence: try body([statement.id, "\(statement.confidence)"])
            case .speaker: if let speaker { try body([statement.id, speaker]) }
            case .said: if let speaker { try body([speaker] + spoken) }
            case .qualifier:
                for qualifier in statement.qualifiers {
                    try body([statement.id, qualifier.role, graph.name(of: qualifier.value)])
                }
            default:
                for piece in graph.evidence(of: index) {
                    try body([statement.id, piece.source.key, piece.sentence])
                }
            }
        }
    }

    private func eachEntityRow(of selection: ExportSelection, _ body: ([String]) throws -> Void) rethrows {
        for node in selection.nodes {
            guard case .entity(let index) = node else { continue }
            let entity = selection.graph.entity(index)
            switch self {
            case .entity: try body([entity.name, entity.type.rawValue])
            case .alias: for alias in entity.aliases { try body([entity.name, alias.name]) }
            default: for uri in entity.sameAs { try body([entity.name, uri]) }
            }
        }
    }

    private func eachSourceRow(of selection: ExportSelection, _ body: ([String]) throws -> Void) rethrows {
        let graph = selection.graph
        switch self {
        case .source:
            for source in graph.sources {
                try body([
                    source.key, source.url ?? "", source.title ?? "", source.publisher ?? "",
                    source.published?.iso ?? "",
                ])
            }
        case .copyOf:
            for source in graph.sources { if let original = source.copyOf { try body([source.key, original]) } }
        default:
            let wanted = Set(selection.nodes)
            try graph.eachMention { source, entity, count in
                if wanted.contains(.entity(entity)) {
                    try body([graph.source(source).key, graph.entityName(entity), String(count)])
                }
            }
        }
    }
}

/// What a column of numbers holds.
enum FactNumber {
    case integer, decimal
}
