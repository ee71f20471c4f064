import ClewGraph
import ClewModel

/// Every statement as one line of JSON, with its evidence and sources.
public struct JSONLinesWriter: GraphWriter {
    /// A writer.
    public init() {}

    /// Writes the statements by subject, predicate, object, status, speaker; O(sources) memory beside the graph.
    public func write(_ selection: ExportSelection, to sink: ByteSink) throws -> ExportReport {
        let output = TextOutput(sink)
        var line = JSONLine(graph: selection.graph)
        for index in selection.statements { try output.write { line.append(index, to: &$0) } }
        try output.flush()
        return ExportReport(selection)
    }
}

/// Lines of JSON, written as bytes: strings for each member of a million lines would take ten times as long.
private struct JSONLine {
    let graph: Graph
    /// What the lines say of a source, by its key.
    private var sources: [String: [UInt8]] = [:]

    init(graph: Graph) { self.graph = graph }

    mutating func append(_ index: Int, to bytes: inout [UInt8]) {
        let statement = graph.statement(index)
        bytes.add("{\"id\":")
        JSONText.append(statement.id, to: &bytes)
        bytes.add(",\"subject\":")
        append(.entity(statement.subject), to: &bytes)
        bytes.add(",\"predicate\":")
        JSONText.append(statement.predicate, to: &bytes)
        bytes.add(",\"object\":")
        append(statement.object, to: &bytes)
        bytes.add(",\"status\":")
        JSONText.append(statement.status.rawValue, to: &bytes)
        bytes.add(statement.isFact ? ",\"fact\":true" : ",\"fact\":false")
        if let speaker = statement.speaker {
            bytes.add(",\"speaker\":")
            append(speaker, to: &bytes)
        }
        bytes.add(",\"confidence\":")
        bytes.append(contentsOf: statement.confidence.description.utf8)
        bytes.add(",\"qualifiers\":[")
        for (place, qualifier) in statement.qualifiers.enumerated() {
            bytes.add(place > 0 ? ",{\"role\":" : "{\"role\":")
            JSONText.append(qualifier.role, to: &bytes)
            bytes.add(",\"value\":")
            append(qualifier.value, to: &bytes)
            bytes.add("}")
        }
        bytes.add("],\"evidence\":[")
        for (place, piece) in graph.evidence(of: index).enumerated() {
            if place > 0 { bytes.add(",") }
            append(piece, to: &bytes)
        }
        bytes.add("]}\n")
    }

    private func append(_ node: Node, to bytes: inout [UInt8]) {
        switch node {
        case .entity(let entity):
            bytes.add("{\"entity\":")
            JSONText.append(graph.entityName(entity), to: &bytes)
            bytes.add(",\"type\":")
            JSONText.append(graph.entityType(entity).rawValue, to: &bytes)
            bytes.add("}")
        case .literal(let literal): bytes.append(contentsOf: JSONLine.object(literal).utf8)
        }
    }

    private static func object(_ literal: Literal) -> String {
        switch literal {
        case .text(let text): JSONText.object([("text", JSONText.string(text))])
        case .integer(let number): JSONText.object([("integer", "\(number)")])
        case .decimal(let number): JSONText.object([("decimal", JSONText.number(number))])
        case .date(let date): JSONText.object([("date", JSONText.string(date.iso))])
        case .quantity(let amount, let unit):
            JSONText.object([("amount", JSONText.number(amount)), ("unit", JSONText.string(unit))])
        }
    }

    private mutating func append(_ piece: GraphEvidence, to bytes: inout [UInt8]) {
        bytes.append(contentsOf: source(of: piece))
        bytes.add(",\"sentence\":")
        JSONText.append(piece.sentence, to: &bytes)
        if let range = piece.range {
            bytes.add(",\"start\":")
            bytes.append(contentsOf: range.start.description.utf8)
            bytes.add(",\"end\":")
            bytes.append(contentsOf: range.end.description.utf8)
        }
        bytes.add(",\"rule\":")
        JSONText.append(piece.rule, to: &bytes)
        bytes.add(",\"confidence\":")
        bytes.append(contentsOf: piece.confidence.description.utf8)
        bytes.add("}")
    }

    /// The beginning of a piece of evidence, which is the same for all of one source.
    private mutating func source(of piece: GraphEvidence) -> [UInt8] {
        if let known = sources[piece.source.key] { return known }
        let object = JSONText.object([
            ("source", JSONText.string(piece.source.key)), ("url", piece.source.url.map { JSONText.string($0) }),
            ("title", piece.source.title.map { JSONText.string($0) }),
            ("date", piece.source.published.map { JSONText.string($0.iso) }),
            ("copies", piece.copies.isEmpty ? nil : JSONText.array(piece.copies.map { JSONText.string($0.key) })),
        ])
        let made = Array(object.utf8.dropLast())
        sources[piece.source.key] = made
        return made
    }
}

extension [UInt8] {
    fileprivate mutating func add(_ text: StaticString) { text.withUTF8Buffer { append(contentsOf: $0) } }
}
