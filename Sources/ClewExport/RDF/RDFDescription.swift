import ClewGraph
import ClewModel

/// What a selection says, in triples. Only facts are triples between their ends. Every statement, facts included, is
/// also described as an `rdf:Statement` with its status, speaker and sentence, so that an allegation can be found and is
/// never taken for a fact.
struct RDFDescription {
    let selection: ExportSelection
    let terms: RDFTerms
    private var graph: Graph { selection.graph }

    init(_ selection: ExportSelection, properties: [String: String]) {
        self.selection = selection
        terms = RDFTerms(graph: selection.graph, properties: properties)
    }

    /// The predicates of the selection, sorted, each with what it is in another vocabulary.
    func eachRelation(_ body: ([RDFTriple]) throws -> Void) rethrows {
        let names = Set(selection.statements.map { graph.statement($0).predicate }).sorted()
        for name in names {
            let iri = terms.relation(name)
            var triples = [RDFTriple(iri, "rdfs:label", text: name)]
            if let property = terms.property(of: name) {
                let link = property.isReversed ? "owl:inverseOf" : "owl:equivalentProperty"
                triples.append(RDFTriple(iri, link, .iri(property.iri)))
            }
            try body(triples)
        }
    }

    /// The entities of the selection, by name.
    func eachEntity(_ body: ([RDFTriple]) throws -> Void) rethrows {
        for node in selection.nodes {
            guard case .entity(let index) = node else { continue }
            let entity = graph.entity(index)
            let iri = terms.entity(entity.name)
            var triples = [
                RDFTriple(iri, "rdf:type", .iri(RDFTerms.type(entity.type))),
                RDFTriple(iri, "rdfs:label", text: entity.name),
            ]
            triples += entity.aliases.filter { $0.name != entity.name }.map {
                RDFTriple(iri, "skos:altLabel", text: $0.name)
            }
            triples += entity.sameAs.map { uri in
                RDFTriple(iri, "schema:sameAs", RDFTerms.isWebAddress(uri) ? .iri(uri) : .literal(uri, datatype: nil))
            }
            try body(triples)
        }
    }

    /// The sources of the graph, by key.
    func eachSource(_ body: ([RDFTriple]) throws -> Void) rethrows {
        for source in graph.sources {
            let iri = terms.source(source)
            var triples = [
                RDFTriple(iri, "rdf:type", .iri(RDFTerms.iri("schema:Article"))),
                RDFTriple(iri, "schema:identifier", text: source.key),
            ]
            if let title = source.title { triples.append(RDFTriple(iri, "schema:headline", text: title)) }
            triples += source.authors.map { RDFTriple(iri, "schema:author", text: $0) }
            if let name = source.publisher { triples.append(RDFTriple(iri, "schema:publisher", text: name)) }
            if let date = source.published {
                triples.append(RDFTriple(iri, "schema:datePublished", RDFTerms.literal(.date(date))))
            }
            if let language = source.language { triples.append(RDFTriple(iri, "schema:inLanguage", text: language)) }
            if let url = source.url, url != iri { triples.append(RDFTriple(iri, "schema:url", text: url)) }
            if let original = source.copyOf {
                triples.append(RDFTriple(iri, "clew:copyOf", .iri(terms.source(key: original))))
            }
            try body(triples)
        }
    }

    /// The statement as a triple; none where it is no fact.
    func fact(_ statement: GraphStatement) -> RDFTriple? {
        guard statement.isFact else { return nil }
        let subject = terms.entity(graph.entityName(statement.subject))
        let object = terms.object(statement.object, in: graph)
        guard let property = terms.property(of: statement.predicate) else {
            return RDFTriple(subject: subject, predicate: terms.relation(statement.predicate), object: object)
        }
        if !property.isReversed { return RDFTriple(subject: subject, predicate: property.iri, object: object) }
        // A literal is no subject: the relation then goes by its own name.
        guard case .iri(let end) = object else {
            return RDFTriple(subject: subject, predicate: terms.relation(statement.predicate), object: object)
        }
        return RDFTriple(subject: end, predicate: property.iri, object: .iri(subject))
    }

    /// The statement described, without its evidence.
    func description(of statement: GraphStatement) -> [RDFTriple] {
        let iri = terms.statement(statement.id)
        var triples = [
            RDFTriple(iri, "rdf:type", .iri(RDFTerms.iri("rdf:Statement"))),
            RDFTriple(iri, "rdf:subject", .iri(terms.entity(graph.entityName(statement.subject)))),
            RDFTriple(iri, "rdf:predicate", .iri(terms.relation(statement.predicate))),
            RDFTriple(iri, "rdf:object", terms.object(statement.object, in: graph)),
            RDFTriple(iri, "clew:status", text: statement.status.rawValue),
            RDFTriple(
                iri, "clew:fact", .literal(statement.isFact ? "true" : "false", datatype: RDFTerms.iri("xsd:boolean"))),
            RDFTriple(
                iri, "clew:confidence", .literal("\(statement.confidence)", datatype: RDFTerms.iri("xsd:double"))),
        ]
        if let speaker = statement.speaker {
            triples.append(RDFTriple(iri, "clew:speaker", terms.object(speaker, in: graph)))
        }
        triples += statement.qualifiers.map {
            RDFTriple(
                subject: iri, predicate: RDFTerms.iri("clew:") + "qualifier-" + RDFTerms.escaped($0.role),
                object: terms.object($0.value, in: graph))
        }
        return triples
    }

    /// A sentence behind a statement, of which `subject` stands for the statement or for the piece of evidence.
    func sentence(_ evidence: GraphEvidence, of subject: String) -> [RDFTriple] {
        [
            RDFTriple(subject, "clew:sentence", text: evidence.sentence),
            RDFTriple(subject, "clew:rule", text: evidence.rule),
        ]
    }
}

extension RDFTriple {
    init(_ subject: String, _ predicate: String, _ object: RDFObject) {
        self.init(subject: subject, predicate: RDFTerms.iri(predicate), object: object)
    }

    init(_ subject: String, _ predicate: String, text: String) {
        self.init(subject, predicate, .literal(text, datatype: nil))
    }
}
