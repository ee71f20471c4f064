import ClewGraph
import ClewModel

/// A triple as the RDF formats write it: subject and predicate are IRIs.
struct RDFTriple {
    var subject: String
    var predicate: String
    var object: RDFObject
}

/// The object of a triple.
enum RDFObject: Hashable {
    case iri(String)
    /// A literal; no datatype means a plain string.
    case literal(String, datatype: String?)
}

/// What entities, relations, sources and values are called in RDF.
///
/// Names of Clew's own are URNs made from names and hashes, so that the same graph has the same IRIs wherever it is
/// written and two graphs can be put together. Relations with a counterpart in schema.org or Wikidata are written in its
/// terms, the other way round where the counterpart leads from object to subject.
struct RDFTerms {
    /// Prefixes, in the order in which Turtle declares them.
    static let prefixes: KeyValuePairs<String, String> = [
        "clew": "urn:clew:term:", "rel": "urn:clew:relation:", "entity": "urn:clew:entity:",
        "statement": "urn:clew:statement:", "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
        "rdfs": "http://www.w3.org/2000/01/rdf-schema#", "xsd": "http://www.w3.org/2001/XMLSchema#",
        "owl": "http://www.w3.org/2002/07/owl#", "skos": "http://www.w3.org/2004/02/skos/core#",
        "dcterms": "http://purl.org/dc/terms/", "schema": "https://schema.org/",
        "wdt": "http://www.wikidata.org/prop/direct/",
    ]

    private static let expansions = Dictionary(uniqueKeysWithValues: prefixes.map { ($0.key, $0.value) })

    /// `schema:NAME` written out.
    static func iri(_ prefixed: String) -> String {
        guard let colon = prefixed.firstIndex(of: ":"), let start = expansions[String(prefixed[..<colon])] else {
            return prefixed
        }
        return start + prefixed[prefixed.index(after: colon)...]
    }

    /// Predicate → `schema:NAME` or `wdt:Pn`, with `^` in front where it leads from object to subject.
    private let properties: [String: String]
    /// Key of a source → its IRI.
    private let sources: [String: String]

    init(graph: Graph, properties: [String: String]) {
        self.properties = properties
        var bearers: [String: Int] = [:]
        for source in graph.sources { if let url = source.url { bearers[url, default: 0] += 1 } }
        let pairs = graph.sources.map { source -> (String, String) in
            // A URL that two sources share would make one graph of them.
            if let url = source.url, bearers[url] == 1, RDFTerms.isWebAddress(url) { return (source.key, url) }
            return (source.key, "urn:clew:source:" + RDFTerms.escaped(source.key))
        }
        sources = Dictionary(pairs) { first, _ in first }
    }

    func entity(_ name: String) -> String { RDFTerms.iri("entity:") + RDFTerms.escaped(name) }

    func statement(_ id: String) -> String { RDFTerms.iri("statement:") + id }

    func relation(_ predicate: String) -> String { RDFTerms.iri("rel:") + RDFTerms.escaped(predicate) }

    func source(_ source: Source) -> String { self.source(key: source.key) }

    func source(key: String) -> String { sources[key] ?? "urn:clew:source:" + RDFTerms.escaped(key) }

    func object(_ node: Node, in graph: Graph) -> RDFObject {
        switch node {
        case .entity(let entity): .iri(self.entity(graph.entityName(entity)))
        case .literal(let literal): RDFTerms.literal(literal)
        }
    }

    /// The property of another vocabulary for a relation, and whether it leads from object to subject.
    func property(of predicate: String) -> (iri: String, isReversed: Bool)? {
        guard let name = properties[predicate] else { return nil }
        return name.hasPrefix("^") ? (RDFTerms.iri(String(name.dropFirst())), true) : (RDFTerms.iri(name), false)
    }

    static func literal(_ literal: Literal) -> RDFObject {
        switch literal {
        case .text(let text): .literal(text, datatype: nil)
        case .integer(let number): .literal(String(number), datatype: iri("xsd:integer"))
        case .decimal: .literal(literal.spelling, datatype: iri("xsd:double"))
        case .date(let date): date.rdf
        case .quantity: .literal(literal.spelling, datatype: iri("clew:quantity"))
        }
    }

    /// The class of an entity.
    static func type(_ type: EntityType) -> String {
        switch type {
        case .person: iri("schema:Person")
        case .organization: iri("schema:Organization")
        case .location: iri("schema:Place")
        case .product: iri("schema:Product")
        case .event: iri("schema:Event")
        case .work: iri("schema:CreativeWork")
        default: iri("clew:") + type.rawValue.capitalized
        }
    }

    /// Whether a text may stand as an IRI in angle brackets: an absolute address with nothing that ends or escapes one.
    static func isWebAddress(_ text: String) -> Bool {
        guard text.hasPrefix("https://") || text.hasPrefix("http://") else { return false }
        return text.utf8.allSatisfy { $0 > 0x20 && $0 != 0x7F && !"<>\"{}|\\^`".utf8.contains($0) }
    }

    /// Percent-encoding of all but the unreserved characters of RFC 3986.
    static func escaped(_ text: String) -> String {
        let digits = Array("0123456789ABCDEF".utf8)
        var bytes: [UInt8] = []
        for byte in text.utf8 {
            switch byte {
            case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x2D, 0x2E, 0x5F, 0x7E: bytes.append(byte)
            default: bytes += [0x25, digits[Int(byte >> 4)], digits[Int(byte & 15)]]
            }
        }
        return String(decoding: bytes, as: UTF8.self)
    }
}

extension CalendarDate {
    /// As the XML Schema type that fits its precision.
    fileprivate var rdf: RDFObject {
        .literal(iso, datatype: RDFTerms.iri(day != nil ? "xsd:date" : month != nil ? "xsd:gYearMonth" : "xsd:gYear"))
    }
}
