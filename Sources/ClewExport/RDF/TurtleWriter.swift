import ClewGraph
import ClewModel

/// Turtle (W3C, 2014), for tools without named graphs: facts as triples, and every statement described, with a node for
/// each sentence behind it and the source that has it.
public struct TurtleWriter: GraphWriter {
    private let properties: [String: String]

    /// A writer; `properties` as `NQuadsWriter` takes them.
    public init(properties: [String: String] = [:]) { self.properties = properties }

    /// Writes relations, entities and sources, then the statements with their evidence.
    public func write(_ selection: ExportSelection, to sink: ByteSink) throws -> ExportReport {
        let output = TextOutput(sink)
        let description = RDFDescription(selection, properties: properties)
        for (prefix, iri) in RDFTerms.prefixes { try output.write("@prefix \(prefix): <\(iri)> .\n") }
        func write(_ triples: [RDFTriple]) throws {
            guard let first = triples.first else { return }
            let lines = triples.map { "\(TurtleWriter.name($0.predicate)) \(TurtleWriter.spelling($0.object))" }
            try output.write("\n<\(first.subject)> " + lines.joined(separator: " ;\n    ") + " .\n")
        }
        try description.eachRelation(write)
        try description.eachEntity(write)
        try description.eachSource(write)
        for index in selection.statements {
            let statement = selection.graph.statement(index)
            if let fact = description.fact(statement) { try write([fact]) }
            let triples = description.description(of: statement)
            var lines = triples.map { "\(TurtleWriter.name($0.predicate)) \(TurtleWriter.spelling($0.object))" }
            for evidence in selection.graph.evidence(of: index) {
                let parts = description.sentence(evidence, of: "").map {
                    "\(TurtleWriter.name($0.predicate)) \(TurtleWriter.spelling($0.object))"
                }
                let source = "dcterms:source <\(description.terms.source(evidence.source))>"
                lines.append("clew:evidence [ " + (parts + [source]).joined(separator: " ; ") + " ]")
            }
            try output.write(
                "\n<\(description.terms.statement(statement.id))> " + lines.joined(separator: " ;\n    ") + " .\n")
        }
        try output.flush()
        return ExportReport(selection)
    }

    private static func spelling(_ object: RDFObject) -> String {
        switch object {
        case .iri(let iri): name(iri)
        case .literal(let text, nil): RDFText.quoted(text)
        case .literal(let text, let datatype?): RDFText.quoted(text) + "^^" + name(datatype)
        }
    }

    /// With a prefix where what follows is a plain word, else in full.
    private static func name(_ iri: String) -> String {
        for (prefix, start) in RDFTerms.prefixes where iri.hasPrefix(start) {
            let rest = iri.utf8.dropFirst(start.utf8.count)
            let isWord = rest.allSatisfy {
                (0x30...0x39).contains($0) || (0x41...0x5A).contains($0) || (0x61...0x7A).contains($0) || $0 == 0x5F
            }
            if isWord, !rest.isEmpty { return "\(prefix):\(String(decoding: rest, as: UTF8.self))" }
        }
        return "<\(iri)>"
    }
}
