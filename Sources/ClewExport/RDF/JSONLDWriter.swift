import ClewGraph
import ClewModel

/// JSON-LD 1.1 (W3C, 2020) in one flat `@graph`, with its context in the file so that nothing need be fetched to read it.
/// The same triples as `TurtleWriter`.
public struct JSONLDWriter: GraphWriter {
    private let properties: [String: String]

    /// A writer; `properties` as `NQuadsWriter` takes them.
    public init(properties: [String: String] = [:]) { self.properties = properties }

    /// Writes a node object a line.
    public func write(_ selection: ExportSelection, to sink: ByteSink) throws -> ExportReport {
        let output = TextOutput(sink)
        let description = RDFDescription(selection, properties: properties)
        let context = RDFTerms.prefixes.map { ($0.key, Optional(JSONText.string($0.value))) }
        try output.write("{\"@context\":\(JSONText.object(context)),\n\"@graph\":[")
        var isFirst = true
        func write(_ triples: [RDFTriple], evidence: [String] = []) throws {
            guard let first = triples.first else { return }
            var members = JSONLDWriter.members(of: triples)
            if !evidence.isEmpty { members.append(("clew:evidence", JSONText.array(evidence))) }
            let object = JSONText.object([("@id", JSONText.string(first.subject))] + members)
            try output.write((isFirst ? "\n" : ",\n") + object)
            isFirst = false
        }
        try description.eachRelation { try write($0) }
        try description.eachEntity { try write($0) }
        try description.eachSource { try write($0) }
        for index in selection.statements {
            let statement = selection.graph.statement(index)
            if let fact = description.fact(statement) { try write([fact]) }
            let evidence = selection.graph.evidence(of: index).map { piece in
                let source = RDFTriple("", "dcterms:source", .iri(description.terms.source(piece.source)))
                return JSONText.object(JSONLDWriter.members(of: description.sentence(piece, of: "") + [source]))
            }
            try write(description.description(of: statement), evidence: evidence)
        }
        try output.write("]}\n")
        try output.flush()
        return ExportReport(selection)
    }

    /// Members of a node object; triples of one predicate follow one another and become an array.
    private static func members(of triples: [RDFTriple]) -> [(String, String?)] {
        var members: [(name: String, values: [String])] = []
        for triple in triples {
            let value = value(triple.object)
            if members.last?.name == triple.predicate {
                members[members.count - 1].values.append(value)
            } else {
                members.append((triple.predicate, [value]))
            }
        }
        return members.map { name, values in
            (name, values.count == 1 ? values[0] : JSONText.array(values))
        }
    }

    private static func value(_ object: RDFObject) -> String {
        switch object {
        case .iri(let iri): JSONText.object([("@id", JSONText.string(iri))])
        case .literal(let text, nil): JSONText.string(text)
        case .literal(let text, let datatype?):
            JSONText.object([("@value", JSONText.string(text)), ("@type", JSONText.string(datatype))])
        }
    }
}
