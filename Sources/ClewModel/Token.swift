/// A syntactic word of Universal Dependencies (v2).
public struct Token: Hashable, Sendable, Codable {
    /// The word as the text has it; of a multi-word token's part, its own form (`do` and `n't`).
    public var form: String
    /// Dictionary form, as the English treebanks spell it.
    public var lemma: String
    /// Universal part of speech: `NOUN`, `PROPN`, `VERB` …
    public var upos: String
    /// Penn Treebank tag: `NNS`, `VBD` …
    public var xpos: String
    /// Index in the sentence (from 0) of the word that this one depends on; -1 for the root.
    public var head: Int
    /// Relation to the head with its subtype: `nsubj`, `nsubj:pass`, `nmod:poss`, `root` …
    public var relation: String
    /// Where the surface token stands in the article's text; parts of one multi-word token that cannot be told apart
    /// share its range.
    public var range: TextRange
    /// Whether white space (or the end of a block) follows in the text.
    public var spaceAfter: Bool
    /// By how much the parser scores this head above the next best one, in log-odds: below 1 it might as well be another,
    /// above 8 it hardly ever is. Nil where the tree is not the parser's.
    public var headMargin: Float?

    /// A word; without analysis, `lemma` is the form, and the tree is flat.
    public init(
        form: String, lemma: String = "", upos: String = "X", xpos: String = "", head: Int = -1,
        relation: String = "root", range: TextRange, spaceAfter: Bool = true
    ) {
        self.form = form
        self.lemma = lemma.isEmpty ? form : lemma
        self.upos = upos
        self.xpos = xpos
        self.head = head
        self.relation = relation
        self.range = range
        self.spaceAfter = spaceAfter
    }

    /// The relation without its subtype: `nsubj` of `nsubj:pass`.
    public var universalRelation: Substring {
        relation.utf8.firstIndex(of: UInt8(ascii: ":")).map { relation[..<$0] } ?? relation[...]
    }
}

/// A surface token that is written as one word and read as several: `don't`, `cannot`.
public struct MultiWordToken: Hashable, Sendable, Codable {
    /// Indices of its words in the sentence.
    public var words: Range<Int>
    /// As the text has it.
    public var form: String

    /// A surface token over `words`.
    public init(words: Range<Int>, form: String) {
        self.words = words
        self.form = form
    }
}
