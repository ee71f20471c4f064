/// A predicate with its arguments, as the tree has them: indices of words that head phrases.
package struct Clause: Sendable {
    /// The word that carries it.
    package var head: Int
    /// Who or what it speaks of; of a passive, what undergoes.
    package var subjects: [Int]
    /// The rule that found the subject, and how far it is trusted.
    package var rule: String
    /// Trust in that rule, 0…1.
    package var confidence: Double
    /// Whether the verb is passive.
    package var isPassive: Bool
    /// Whether it is a noun, adjective or phrase that is said of the subject.
    package var isCopular: Bool
    /// Direct objects.
    package var objects: [Int]
    /// Indirect objects.
    package var recipients: [Int]
    /// What stands behind prepositions or, unmarked, tells time and measure; in order.
    package var obliques: [Oblique]
    /// A noun or adjective that is said of the subject, or of the object where there is one: "was named chairman".
    package var attribute: Int?
    /// A bare phrase that makes one meaning with the verb and its object: `at_risk` of "put the farm at risk"; else empty.
    package var setPhrase = ""
    /// A clause as object: "found that …".
    package var complement: Int?

    /// The agents of a passive: "by Acme".
    package var agents: [Int] { obliques.filter { isPassive && $0.preposition == "by" }.map(\.head) }
}

/// A phrase with its preposition.
package struct Oblique: Hashable, Sendable {
    /// Head of the phrase.
    package var head: Int
    /// As `snake_case`; empty for a bare phrase ("last year").
    package var preposition: String
}
