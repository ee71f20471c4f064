import ClewModel

/// A phrase read as an argument.
package struct ReadArgument: Sendable {
    /// The argument.
    package var argument: Argument
    /// What it is, as far as that is known.
    package var type: EntityType?
    /// Whether a proper name stands behind it.
    package var isNamed: Bool
    /// Trust that it stands for the right thing, 0…1.
    package var confidence: Double
    /// How it takes up what was named before, if it does.
    package var reference: Reference?

    /// A pronoun or noun that stands for something named elsewhere, or its possessor does ("its factory").
    package struct Reference: Sendable {
        /// Whether it is a pronoun.
        package var isPronoun: Bool
        /// `Mention.probability`.
        package var probability: Double?
        /// Whether the sentence names the thing as well.
        package var isNamedBeside: Bool
    }
}
