/// One thing that one article says: subject, predicate, object, how sure it is, and who says so.
public struct Statement: Hashable, Sendable, Codable {
    /// How the article means it.
    public enum Status: String, Hashable, Sendable, Codable, CaseIterable {
        case asserted, negated, alleged, planned, hypothetical, question
    }

    /// Whom or what it speaks of; always an entity.
    public var subject: Argument
    /// `snake_case`: a canonical relation, or the lemma of the verb with its preposition.
    public var predicate: String
    /// An entity or a literal.
    public var object: Argument
    /// How the article means it.
    public var status: Status
    /// To whom the article attributes it; none: the article itself.
    public var speaker: Argument?
    /// Roles with their values, in order of reading: `when`, `where`, `with`, `as`, `by`, `for`, `amount` …
    public var qualifiers: [Qualifier]
    /// 0…1; `ClewExtraction` documents how it is computed.
    public var confidence: Double
    /// The sentence that says it.
    public var evidence: Evidence

    /// A statement with its evidence.
    public init(
        subject: Argument, predicate: String, object: Argument, status: Status = .asserted, speaker: Argument? = nil,
        qualifiers: [Qualifier] = [], confidence: Double = 1, evidence: Evidence
    ) {
        self.subject = subject
        self.predicate = predicate
        self.object = object
        self.status = status
        self.speaker = speaker
        self.qualifiers = qualifiers
        self.confidence = confidence
        self.evidence = evidence
    }
}

/// What stands at one end of a statement, or in a qualifier.
public struct Argument: Hashable, Sendable, Codable {
    /// What it stands for.
    public enum Referent: Hashable, Sendable, Codable {
        /// An index into the entities of the same extraction.
        case entity(Int)
        case literal(Literal)
    }

    /// What it stands for.
    public var referent: Referent
    /// The mention as the article has it.
    public var text: String
    /// Where the mention stands in the article's text; none for what the page's structured data says.
    public var range: TextRange?

    /// An argument.
    public init(referent: Referent, text: String, range: TextRange?) {
        self.referent = referent
        self.text = text
        self.range = range
    }
}

/// A further circumstance of a statement.
public struct Qualifier: Hashable, Sendable, Codable {
    /// `when`, `where`, `with` …
    public var role: String
    /// The value.
    public var value: Argument

    /// A circumstance in a role.
    public init(role: String, value: Argument) {
        self.role = role
        self.value = value
    }
}

/// Where a statement stands: the sentence and the rule that read it.
public struct Evidence: Hashable, Sendable, Codable {
    /// The sentence's text.
    public var sentence: String
    /// Its range in the article's text; none for what the page's structured data says.
    public var range: TextRange?
    /// Name of the rule that fired.
    public var rule: String

    /// Evidence from a sentence by a rule.
    public init(sentence: String, range: TextRange?, rule: String) {
        self.sentence = sentence
        self.range = range
        self.rule = rule
    }
}

/// What extraction hands to the graph: one article's statements, and the entities that they refer to by index.
public struct Extraction: Sendable, Codable {
    /// The entities of the article, those found while extracting included.
    public var entities: [DocumentEntity]
    /// The statements in order of reading.
    public var statements: [Statement]
    /// What was left out, and why.
    public var diagnostics: [Diagnostic]

    /// The result of extraction.
    public init(entities: [DocumentEntity], statements: [Statement], diagnostics: [Diagnostic] = []) {
        self.entities = entities
        self.statements = statements
        self.diagnostics = diagnostics
    }
}
