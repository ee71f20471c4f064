/// A way of reading a statement out of a sentence. One rule, one file; `explanation` is what `why` tells a user.
package protocol ExtractionRule: SendableMetatype {
    /// The rule's name, as evidence carries it.
    static var name: String { get }
    /// In plain words: what in the sentence makes the rule fire, with an example.
    static var explanation: String { get }
    /// How far the rule is trusted before anything is known of its arguments, 0…1.
    static var confidence: Double { get }
}

/// A rule that finds the subject of a clause.
package protocol SubjectRule: ExtractionRule {
    /// The heads of the subjects, none where the rule does not apply.
    static func subjects(of clause: Int, in reader: ClauseReader) -> [Int]?
}

/// Every rule, for documentation and for `why`.
public enum RuleBook {
    /// The rules in the order of the documentation.
    package static let rules: [any ExtractionRule.Type] =
        subjectRules + [
            CopulaRule.self, LightVerbRule.self, ComplementRule.self, ExistentialRule.self, ReciprocalRule.self,
            AppositionRule.self, TitleRule.self, AffiliationRule.self, PossessiveRule.self, EventNounRule.self,
            ContextRule.self, AnnouncementRule.self, StructuredDataRule.self,
        ]

    /// The rules that find a clause's subject, in the order in which they are tried.
    package static let subjectRules: [any SubjectRule.Type] = [
        VerbRule.self, PassiveRule.self, RelativeClauseRule.self, ParticipleRule.self, NounInfinitiveRule.self,
        OpenComplementRule.self, SharedSubjectRule.self, AdverbialClauseRule.self,
    ]

    /// Names of all rules, in the order of the documentation.
    public static var names: [String] { rules.map { $0.name } }

    /// What a rule does, in plain words; none for a name that is no rule's.
    public static func explanation(of name: String) -> String? { rules.first { $0.name == name }?.explanation }
}
