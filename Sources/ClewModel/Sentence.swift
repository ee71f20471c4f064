/// A sentence with its words, tree and names.
public struct Sentence: Hashable, Sendable, Codable {
    /// Where it stands in the article's text.
    public var range: TextRange
    /// Index of the article's block that it belongs to.
    public var block: Int
    /// The words, in order. `head` of each points into this array, and the tree has exactly one root.
    public var tokens: [Token]
    /// Which words are written as one.
    public var multiWordTokens: [MultiWordToken]
    /// Names, dates and amounts; ordered, without overlap.
    public var names: [NameSpan]

    /// A sentence over `range`.
    public init(
        range: TextRange, block: Int = 0, tokens: [Token], multiWordTokens: [MultiWordToken] = [],
        names: [NameSpan] = []
    ) {
        self.range = range
        self.block = block
        self.tokens = tokens
        self.multiWordTokens = multiWordTokens
        self.names = names
    }
}

/// A name, date or amount in a sentence.
public struct NameSpan: Hashable, Sendable, Codable {
    /// Indices of its words in the sentence.
    public var words: Range<Int>
    /// What it names.
    public var type: EntityType
    /// The value in normal form where the span is a date, an amount of money or another quantity.
    public var value: Literal?

    /// A name over `words`.
    public init(words: Range<Int>, type: EntityType, value: Literal? = nil) {
        self.words = words
        self.type = type
        self.value = value
    }
}

/// What an entity is. The order is that of the documentation.
public enum EntityType: String, Hashable, Sendable, Codable, CaseIterable {
    case person, organization, location, product, event, work, date, money, quantity, group, concept
}
