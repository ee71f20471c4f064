import ClewModel

/// Finds which words of an article speak of the same entity.
///
/// Sieves, from the surest on: names that are the same or short for one another (`NameSieve`), what the tree equates
/// (`SyntacticSieve`); then, sentence by sentence, each pronoun of the third person and each definite noun phrase takes
/// up the chain that a small log-linear model finds most probable (`AntecedentScorer`), or none; last, "I" and "we" in
/// quotations take up the speaker. A doubtful link is left out: a wrong edge in a graph costs more than a missing one.
/// After Lee et al., "Deterministic coreference resolution based on entity-centric, precision-ranked rules"
/// (Computational Linguistics 39(4), 2013).
///
/// A chain becomes an entity when it has a name, or two mentions of which one is a noun; a name alone is enough. Lone
/// noun phrases and pronouns that take up nothing are not in the result. The words of dates and amounts are no mentions.
///
/// Time is linear in the words, as each anaphor looks at a bounded window; the same input gives the same result.
public struct CoreferenceResolver: Sendable {
    /// A resolver with the weights that ship with it.
    public init() {}

    /// The entities of an article, ordered by first mention, each mention in exactly one entity.
    public func entities(of article: Article, sentences: [Sentence]) -> [DocumentEntity] {
        let table = MentionTable(sentences)
        let chains = chains(of: table, blocks: sentences.map(\.block), observe: nil)
        return EntityBuilder(table: table, sentences: sentences, article: article).entities(from: chains)
    }

    /// What a trainer sees of one decision: the anaphor's place, and for "none" and each candidate the place of the
    /// mention and the features.
    package struct Decision {
        package let anaphorClass: String
        package let sentence: Int
        package let head: Int
        package let candidates: [(sentence: Int, head: Int, isCoordination: Bool, features: [String])]
    }

    /// The decisions that the scorer takes on a document, for training.
    package func decisions(sentences: [Sentence]) -> [Decision] {
        let table = MentionTable(sentences)
        var decisions: [Decision] = []
        _ = chains(of: table, blocks: sentences.map(\.block)) { decisions.append($0) }
        return decisions
    }

    private func chains(of table: MentionTable, blocks: [Int], observe: ((Decision) -> Void)?) -> EntityChains {
        var chains = EntityChains(table.mentions)
        var names = NameSieve(table)
        names.apply(to: &chains)
        SyntacticSieve(table).apply(to: &chains)
        var anaphors = AnaphorSieve(table)
        anaphors.observe = observe
        anaphors.apply(to: &chains)
        QuotationSpeakers(table).apply(to: &chains, blocks: blocks)
        return chains
    }
}
