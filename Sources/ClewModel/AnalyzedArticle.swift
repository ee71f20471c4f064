/// An article with its sentences read and its entities found: what the language stage hands to extraction.
public struct AnalyzedArticle: Sendable, Codable {
    /// The article.
    public var article: Article
    /// Its sentences in order of reading.
    public var sentences: [Sentence]
    /// The entities that the article speaks of, each with all its mentions; ordered by first mention.
    public var entities: [DocumentEntity]

    /// An article with its sentences and entities.
    public init(article: Article, sentences: [Sentence], entities: [DocumentEntity]) {
        self.article = article
        self.sentences = sentences
        self.entities = entities
    }
}

/// What one article calls by one or more names, pronouns and descriptions.
public struct DocumentEntity: Hashable, Sendable, Codable {
    /// The fullest name that the article uses.
    public var name: String
    /// What it is.
    public var type: EntityType
    /// Every mention, in order of reading.
    public var mentions: [Mention]
    /// URIs that the page's structured data gives for it.
    public var sameAs: [String]

    /// An entity of one article.
    public init(name: String, type: EntityType, mentions: [Mention], sameAs: [String] = []) {
        self.name = name
        self.type = type
        self.mentions = mentions
        self.sameAs = sameAs
    }
}

/// A noun phrase, name or pronoun that speaks of an entity.
public struct Mention: Hashable, Sendable, Codable {
    /// How it speaks of the entity.
    public enum Kind: String, Hashable, Sendable, Codable { case name, nominal, pronoun }

    /// Index of the sentence.
    public var sentence: Int
    /// Its words in the sentence (contiguous, without a relative clause that follows).
    public var words: Range<Int>
    /// The word that carries it: the head of the noun phrase.
    public var head: Int
    /// How it speaks of the entity.
    public var kind: Kind
    /// The words as the text has them, where known: the graph takes an entity's further names from mentions by name.
    public var text: String?
    /// How probable it is that it takes up what it was tied to (a name, a noun, or a pronoun before it), 0…1, where that
    /// was weighed against other candidates; none where a rule or the name itself decides.
    public var probability: Double?

    /// A mention in a sentence.
    public init(
        sentence: Int, words: Range<Int>, head: Int, kind: Kind, text: String? = nil, probability: Double? = nil
    ) {
        self.sentence = sentence
        self.words = words
        self.head = head
        self.kind = kind
        self.text = text
        self.probability = probability
    }
}
