import ClewModel

/// A noun phrase, name or pronoun that the resolver considers, with what its form tells of the entity behind it.
struct MentionCandidate {
    /// How the candidate is built; it decides which sieve may link it.
    enum Form: UInt8, Hashable {
        case name, nominal, pronoun
        /// A relative pronoun; only the tree links it.
        case relative
        /// "Microsoft and OpenAI": what "they" may mean. Never an entity of its own.
        case coordination
    }

    /// What stands before the noun.
    enum Determination: UInt8, Hashable { case bare, indefinite, definite, demonstrative, possessed, quantified }

    /// Grammatical role in the clause.
    enum Role: UInt8, Hashable { case subject, object, oblique, possessor, attribute, predicate, other }

    var sentence: Int
    var words: Range<Int>
    var head: Int
    var form: Form
    var kinds: ReferentKinds
    var number: GrammaticalNumber?
    var gender: Gender?
    var role: Role
    var determination: Determination = .bare
    /// Lemma of the head in lower case; for a pronoun its base form (`he`, `it`, `they`, `who`).
    var lemma: String
    /// Lemmas in lower case of the adjectives, nouns and numbers that modify a nominal's head.
    var modifiers: Set<String> = []
    /// The name in normal form; empty for other forms.
    var name: NormalName = NormalName()
    /// The family name that a given name shares with the person beside it; it is the last word of `name` too.
    var familyName: String?
    /// The head word of a name of several words in lower case; none for persons.
    var nameHead: String?
    /// The type that the name head gave.
    var nameType: EntityType?
    /// Whether it stands inside quotation marks.
    var isQuoted = false
    /// Whether it modifies another noun ("Microsoft" in "Microsoft shares").
    var isModifier = false
}
