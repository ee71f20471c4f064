import ClewGraph
import ClewModel

/// N-Quads (W3C, 2014): one named graph for each source, with the facts and the statements that it says and the
/// sentences; what entities, relations and sources are stands in the default graph. Named graphs carry where a triple
/// comes from through every store, which RDF-star does not.
public struct NQuadsWriter: GraphWriter {
    private let properties: [String: String]

    /// A writer; `properties` are terms of schema.org and Wikidata by relation (`schema:NAME`, `wdt:Pn`, with `^` in front
    /// where they lead from object to subject).
    public init(properties: [String: String] = [:]) { self.properties = properties }

    /// Writes relations, entities and sources, then the statements, each once for each of its sources.
    public func write(_ selection: ExportSelection, to sink: ByteSink) throws -> ExportReport {
        let output = TextOutput(sink)
        let description = RDFDescription(selection, properties: properties)
        func write(_ triples: [RDFTriple], in graph: String = "") throws {
            for triple in triples {
                try output.write(
                    "<\(triple.subject)> <\(triple.predicate)> \(RDFText.spelling(triple.object))\(graph) .\n")
            }
        }
        try description.eachRelation { try write($0) }
        try description.eachEntity { try write($0) }
        try description.eachSource { try write($0) }
        for index in selection.statements {
            let statement = selection.graph.statement(index)
            let iri = description.terms.statement(statement.id)
            let core = (description.fact(statement).map { [$0] } ?? []) + description.description(of: statement)
            var last = ""
            for evidence in selection.graph.evidence(of: index) {
                let graph = " <\(description.terms.source(evidence.source))>"
                // Evidence is sorted by source.
                if graph != last { try write(core, in: graph) }
                last = graph
                try write(description.sentence(evidence, of: iri), in: graph)
            }
        }
        try output.flush()
        return ExportReport(selection)
    }
}
