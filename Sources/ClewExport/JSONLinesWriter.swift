import ClewGraph
import ClewModel

/// Every statement as one line of JSON, with its evidence and sources.
public struct JSONLinesWriter: GraphWriter {
    /// A writer.
    public init() {}

    /// Writes the statements by subject, predicate, object, status, speaker.
    public func write(_ selection: ExportSelection, to sink: ByteSink) throws -> ExportReport {
        let graph = selection.graph
        let output = TextOutput(sink)
        for index in selection.statements {
            try output.write(JSONLinesWriter.line(graph.statement(index), graph) + "\n")
        }
        try output.flush()
        return ExportReport(selection)
    }

    private static func line(_ statement: GraphStatement, _ graph: Graph) -> String {
        let qualifiers = statement.qualifiers.map { qualifier in
            JSONText.object([("role", JSONText.string(qualifier.role)), ("value", value(qualifier.value, graph))])
        }
        return JSONText.object([
            ("id", JSONText.string(statement.id)), ("subject", value(.entity(statement.subject), graph)),
            ("predicate", JSONText.string(statement.predicate)), ("object", value(statement.object, graph)),
            ("status", JSONText.string(statement.status.rawValue)), ("fact", statement.isFact ? "true" : "false"),
            ("speaker", statement.speaker.map { value($0, graph) }), ("confidence", "\(statement.confidence)"),
            ("qualifiers", JSONText.array(qualifiers)),
            ("evidence", JSONText.array(graph.evidence(of: statement.index).map(evidence))),
        ])
    }

    private static func value(_ node: Node, _ graph: Graph) -> String {
        switch node {
        case .entity(let entity):
            JSONText.object([
                ("entity", JSONText.string(graph.entityName(entity))),
                ("type", JSONText.string(graph.entityType(entity).rawValue)),
            ])
        case .literal(let literal):
            switch literal {
            case .text(let text): JSONText.object([("text", JSONText.string(text))])
            case .integer(let number): JSONText.object([("integer", "\(number)")])
            case .decimal(let number): JSONText.object([("decimal", JSONText.number(number))])
            case .date(let date): JSONText.object([("date", JSONText.string(date.iso))])
            case .quantity(let amount, let unit):
                JSONText.object([
                    ("amount", JSONText.number(amount)), ("unit", JSONText.string(unit)),
                ])
            }
        }
    }

    private static func evidence(_ piece: GraphEvidence) -> String {
        JSONText.object([
            ("source", JSONText.string(piece.source.key)), ("url", piece.source.url.map { JSONText.string($0) }),
            ("title", piece.source.title.map { JSONText.string($0) }),
            ("date", piece.source.published.map { JSONText.string($0.iso) }),
            ("copies", piece.copies.isEmpty ? nil : JSONText.array(piece.copies.map { JSONText.string($0.key) })),
            ("sentence", JSONText.string(piece.sentence)), ("start", piece.range.map { "\($0.start)" }),
            ("end", piece.range.map { "\($0.end)" }), ("rule", JSONText.string(piece.rule)),
            ("confidence", "\(piece.confidence)"),
        ])
    }
}
