/// One saved article: clean text with its structure, and what is known of it.
public struct Article: Hashable, Sendable, Codable {
    /// Stable name of the article: derived from its canonical URL, else from its content.
    public var id: String
    /// Where it was read from: a path, or `path#part` within an archive.
    public var origin: String
    /// The format of the bytes, such as `html`, `text`, `mhtml`.
    public var format: String
    /// SHA-256 of the article's text, in hexadecimal.
    public var contentHash: String
    /// The canonical URL.
    public var url: String?
    /// The headline.
    public var title: String?
    /// Those who wrote it, in the page's order.
    public var authors: [String]
    /// Site or publisher.
    public var publisher: String?
    /// When it was published.
    public var published: CalendarDate?
    /// The same to the time of day, in ISO 8601, where the page gives one: `2025-01-30T08:15:00+01:00`.
    public var publishedTime: String?
    /// When the page was saved.
    public var saved: CalendarDate?
    /// The place named in the dateline.
    public var place: String?
    /// BCP 47 tag of the language.
    public var language: String?
    /// The clean text: blocks in order of reading, one line feed between two.
    public var text: String
    /// The structure of `text`; the ranges are ordered and do not overlap.
    public var blocks: [Block]
    /// What the page's own structured data says (JSON-LD, meta tags), in the page's order.
    public var structuredData: [StructuredFact]
    /// What was repaired, truncated or skipped.
    public var diagnostics: [Diagnostic]

    /// An article; everything but `id`, `origin`, `format`, `contentHash` and `text` may be unknown.
    public init(
        id: String, origin: String, format: String, contentHash: String, url: String? = nil, title: String? = nil,
        authors: [String] = [], publisher: String? = nil, published: CalendarDate? = nil, publishedTime: String? = nil,
        saved: CalendarDate? = nil, place: String? = nil, language: String? = nil, text: String, blocks: [Block] = [],
        structuredData: [StructuredFact] = [], diagnostics: [Diagnostic] = []
    ) {
        self.id = id
        self.origin = origin
        self.format = format
        self.contentHash = contentHash
        self.url = url
        self.title = title
        self.authors = authors
        self.publisher = publisher
        self.published = published
        self.publishedTime = publishedTime
        self.saved = saved
        self.place = place
        self.language = language
        self.text = text
        self.blocks = blocks
        self.structuredData = structuredData
        self.diagnostics = diagnostics
    }
}

/// A paragraph, heading, item or the like in an article's text.
public struct Block: Hashable, Sendable, Codable {
    /// What the block is.
    public enum Kind: String, Hashable, Sendable, Codable, CaseIterable {
        case paragraph, heading, listItem, quote, caption, tableRow, preformatted
        /// Author, place and date lines at the head of a plain text: kept in the text, not read as prose.
        case byline
    }

    /// What the block is.
    public var kind: Kind
    /// Heading level 1…6, list depth from 1, else 0.
    public var level: Int
    /// Where it stands in the article's text.
    public var range: TextRange
    /// Line in the file where it starts, from 1, where known.
    public var sourceLine: Int?

    /// A block over `range` of the article's text.
    public init(kind: Kind, level: Int = 0, range: TextRange, sourceLine: Int? = nil) {
        self.kind = kind
        self.level = level
        self.range = range
        self.sourceLine = sourceLine
    }
}

/// One thing that a page's structured data says of itself or of what it names: subject, property, value.
public struct StructuredFact: Hashable, Sendable, Codable {
    /// What is described: empty for the article itself, else the name of the thing described.
    public var subject: String
    /// schema.org type of the subject where given (`NewsArticle`, `Person`).
    public var subjectType: String?
    /// The property in schema.org's spelling: `author`, `publisher`, `datePublished`, `about`, `mentions`, `sameAs`.
    public var property: String
    /// The value: a name, a date or a URL.
    public var value: String
    /// schema.org type of the value where given.
    public var valueType: String?

    /// A fact from structured data.
    public init(
        subject: String = "", subjectType: String? = nil, property: String, value: String, valueType: String? = nil
    ) {
        self.subject = subject
        self.subjectType = subjectType
        self.property = property
        self.value = value
        self.valueType = valueType
    }
}
