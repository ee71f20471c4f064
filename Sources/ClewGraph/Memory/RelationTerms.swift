import ClewModel

extension Graph {
    /// The terms, made on first use and kept.
    var relationTermsMade: RelationTerms {
        relationTerms.withLock { known in
            if let known { return known }
            let made = RelationTerms(columns)
            known = made
            return made
        }
    }
}

/// The graph's values as terms of the query language. An entity's number is its term's id, because entities come first
/// and their names are unique.
struct RelationTerms: Sendable {
    private(set) var dictionary = TermDictionary()
    private var literals: [UInt32] = []
    private(set) var predicates: [UInt32] = []
    private(set) var statuses: [UInt32] = []
    private(set) var statements: [UInt32] = []
    private(set) var confidences: [UInt32] = []
    private(set) var roles: [UInt32] = []
    private(set) var types: [EntityType: UInt32] = [:]
    private(set) var aliases: [UInt32] = []
    private(set) var uris: [String: UInt32] = [:]
    private(set) var counts: [Int32: UInt32] = [:]
    /// Key, URL, title, publisher, date and the original's key of each source; what is unknown is the empty text.
    private(set) var sources: [[UInt32]] = []
    private(set) var sentences: [UInt32] = []

    init(_ columns: GraphColumns) {
        for name in columns.entityNames { _ = dictionary.intern(.text(name)) }
        literals = columns.literals.map { dictionary.intern(RelationTerms.term($0)) }
        predicates = columns.predicates.map { dictionary.intern(.text($0)) }
        statuses = StatusCode.all.map { dictionary.intern(.text($0.rawValue)) }
        for type in EntityType.allCases { types[type] = dictionary.intern(.text(type.rawValue)) }
        roles = columns.qualifierRoles.map { dictionary.intern(.text($0)) }
        aliases = columns.aliasNames.map { dictionary.intern(.text($0)) }
        for uri in columns.sameAs.values.flatMap({ $0 }).sorted() { uris[uri] = dictionary.intern(.text(uri)) }
        for count in Set(columns.mentionCounts).sorted() { counts[count] = dictionary.intern(.integer(Int64(count))) }
        sources = columns.sources.map { source in
            [
                .text(source.key), .text(source.url ?? ""), .text(source.title ?? ""), .text(source.publisher ?? ""),
                source.published.map(RelationTerms.term) ?? .text(""), .text(source.copyOf ?? ""),
            ].map { dictionary.intern($0) }
        }
        confidences = columns.confidences.map { dictionary.intern(.decimal($0)) }
        statements = columns.ids.map { dictionary.intern(.text(Graph.hexadecimal($0))) }
        sentences = columns.sentenceTexts.map { dictionary.intern(.text($0)) }
    }

    /// The term of an entity or a literal.
    func node(_ code: UInt32) -> UInt32 {
        NodeCode.isLiteral(code) ? literals[NodeCode.literal(code)] : code
    }

    /// A year alone is an integer, as the query language reads it; a quantity is its spelling.
    private static func term(_ literal: Literal) -> Term {
        switch literal {
        case .text(let text): .text(text)
        case .integer(let number): .integer(number)
        case .decimal(let number): .decimal(number)
        case .date(let date): term(date)
        case .quantity: .text(literal.spelling)
        }
    }

    private static func term(_ date: CalendarDate) -> Term {
        date.month == nil ? .integer(Int64(date.year)) : .date(date)
    }
}
