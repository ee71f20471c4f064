import ClewModel

/// What stands at one end of a statement in a graph.
public enum Node: Hashable, Sendable {
    /// An entity's number.
    case entity(Int)
    case literal(Literal)
}

/// Something that the articles speak of.
public struct Entity: Hashable, Sendable {
    /// Its number in the graph.
    public var index: Int
    /// Canonical name, unique in the graph.
    public var name: String
    /// What it is.
    public var type: EntityType
    /// Every name that the articles use, the most used first.
    public var aliases: [Alias]
    /// URIs from structured data, sorted.
    public var sameAs: [String]

    /// A name with the number of mentions by it.
    public struct Alias: Hashable, Sendable {
        /// The name as written.
        public var name: String
        /// Mentions by it.
        public var count: Int
    }
}

/// A saved article in a graph, without its text.
public struct Source: Hashable, Sendable {
    /// Stable name: the article's `id`.
    public var key: String
    /// The canonical URL.
    public var url: String?
    /// The headline.
    public var title: String?
    /// Those who wrote it.
    public var authors: [String]
    /// Site or publisher.
    public var publisher: String?
    /// When it was published.
    public var published: CalendarDate?
    /// When it was saved.
    public var saved: CalendarDate?
    /// The place named in the dateline.
    public var place: String?
    /// BCP 47 tag of the language.
    public var language: String?
    /// The format of the bytes.
    public var format: String
    /// Where it was read from.
    public var origin: String
    /// SHA-256 of the text, in hexadecimal.
    public var contentHash: String
    /// Key of the source with the same or nearly the same text whose evidence counts; none: its own does.
    public var copyOf: String?
}

/// A statement in a graph, with all its evidence.
public struct GraphStatement: Hashable, Sendable {
    /// Its number in the graph.
    public var index: Int
    /// Stable name: 16 hexadecimal digits.
    public var id: String
    /// The subject's number.
    public var subject: Int
    /// The relation.
    public var predicate: String
    /// An entity or a literal.
    public var object: Node
    /// How the articles mean it.
    public var status: Statement.Status
    /// To whom it is attributed; none: the articles themselves.
    public var speaker: Node?
    /// 0…1, of all evidence together.
    public var confidence: Double
    /// Whether it counts as a fact.
    public var isFact: Bool
    /// Circumstances, each once, sorted by role and value.
    public var qualifiers: [Circumstance]

    /// A circumstance in a role.
    public struct Circumstance: Hashable, Sendable {
        /// `when`, `where`, `amount` …
        public var role: String
        /// An entity or a literal.
        public var value: Node
    }
}

/// A place in an article where a statement stands.
public struct GraphEvidence: Hashable, Sendable {
    /// The article.
    public var source: Source
    /// Other sources with the same or nearly the same text, sorted by key.
    public var copies: [Source]
    /// The sentence.
    public var sentence: String
    /// Its range in the article's text; none for what the page's structured data says.
    public var range: TextRange?
    /// Name of the rule that read it.
    public var rule: String
    /// Confidence of this reading.
    public var confidence: Double
}

/// Two names that were taken for one entity, and why.
public struct EntityMerge: Hashable, Sendable {
    /// Canonical name of the entity.
    public var entity: String
    /// One name in normal form, with what tells its sense from others of the name.
    public var left: Name
    /// The other.
    public var right: Name
    /// Name of the rule: `acronym`, `same_as`, `user` …
    public var reason: String

    /// A name in one sense.
    public struct Name: Hashable, Sendable {
        /// Normal form.
        public var form: String
        /// `person`, `organization`, `location`, `open`, `common` or `value`.
        public var kind: String
        /// An authority's id, or `source:` with a source's key; mostly empty.
        public var qualifier: String
    }
}
