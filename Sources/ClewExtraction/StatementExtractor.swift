import ClewModel

/// Turns an analysed article into statements.
///
/// The way of a sentence: `SentenceTree` (its tree, made safe to walk) → `ClauseReader` (predicates with their arguments,
/// borrowed ones included; `SubjectRule`s) → the statement rules in `Rules/` (each proposes subject, predicate, object and
/// the word that carries them) → `Attribution` (status and speakers of that word) → statements. `RelationCatalog` decides
/// which wordings are canonical relations; `ArgumentTable` turns phrases into entities and values.
///
/// Confidence is the probability that a strict reader finds the statement right, as `ConfidenceModel` estimates it from
/// how sure the parser was of the tree, how probable what its pronouns and nouns stand for, and what rule, ends and
/// sentence are like (`StatementFeatures`); of `ContextRule`, 0.9 times the probability that its own model gives, times
/// the trust in its ends; 0.95 of what the page says in structured data. What is less sure than `confidenceMin` is left
/// out, but for what `ContextRule` says, which has a bound of its own. The model has learned from facts; what is denied,
/// planned or somebody's claim it judges as if it were one. Pronouns of which nothing is known give no statement, nor does
/// a clause that borrows its subject where the parser was in doubt about what it hangs on (`SentenceTree.marginMin`).
///
/// The order of statements is that of reading; the same input gives the same output. Time is linear in the words but for
/// coordinations, whose members are cut at `Frame.fillersMax`.
public struct StatementExtractor: Sendable {
    /// The relations that wordings are matched with.
    public let relations: RelationCatalog

    /// Whether texts are passages cut from longer ones, so that what a pronoun stands for may be missing: then a pronoun
    /// that nothing resolves is kept as an entity under its own form, and is nobody. Articles are read without.
    public var readsPassages: Bool

    /// How sure a statement must be to be kept, 0…1. What `ContextRule` says has a bound of its own.
    public var confidenceMin: Double

    /// Of the facts from here on 92 in 100 are right, of those below 71; leaving these out costs 23 of 100 right ones
    /// (`Sources/Training/confidence`).
    public static let confidenceMinStandard = 0.84

    /// An extractor for the shipped relations, or others.
    public init(
        relations: RelationCatalog = .shipped, readsPassages: Bool = false,
        confidenceMin: Double = StatementExtractor.confidenceMinStandard
    ) {
        self.relations = relations
        self.readsPassages = readsPassages
        self.confidenceMin = confidenceMin
    }

    /// The statements of an article, and its entities with those that only the statements needed.
    public func extract(_ analyzed: AnalyzedArticle) -> Extraction {
        var table = ArgumentTable(analyzed, keepsPronouns: readsPassages)
        var statements = StructuredDataRule.statements(of: analyzed.article, table: &table)
        read(analyzed, &table) { work in
            work.removeFacts(below: confidenceMin)
            ContextRule.read(into: &work, isPassage: readsPassages)
            AnnouncementRule.read(into: &work)
            statements += work.statements.sorted { $0.anchor < $1.anchor }.map(\.statement)
        }
        statements.removeAll { $0.confidence < confidenceMin && $0.evidence.rule != ContextRule.name }
        return Extraction(entities: table.entities, statements: statements)
    }

    /// The features of what the rules say of an article, each with its statement: what confidence is learned from.
    package func features(of analyzed: AnalyzedArticle) -> (
        entities: [DocumentEntity], statements: [(statement: Statement, features: StatementFeatures)]
    ) {
        var table = ArgumentTable(analyzed, keepsPronouns: readsPassages)
        var found: [(statement: Statement, features: StatementFeatures)] = []
        read(analyzed, &table, observe: { found.append(($0, $1)) }, finish: { _ in })
        return (table.entities, found)
    }

    /// The pairs of phrases that `ContextRule` judges, each with the words of its ends: what its model is trained on.
    package func pairs(of analyzed: AnalyzedArticle) -> [(sentence: Int, pair: ContextRule.Pair)] {
        var table = ArgumentTable(analyzed, keepsPronouns: readsPassages)
        var pairs: [(sentence: Int, pair: ContextRule.Pair)] = []
        read(analyzed, &table) { work in
            let ends = PairEnd.ends(in: work.tree, table: work.table)
            let reader = PairFeatures(work.tree, ends: ends, catalog: relations)
            pairs += ContextRule.pairs(in: work, ends: ends, reader: reader).map { (work.tree.index, $0) }
        }
        return pairs
    }

    /// Applies the rules sentence by sentence, and hands the work on each to `finish`.
    private func read(
        _ analyzed: AnalyzedArticle, _ table: inout ArgumentTable,
        observe: ((Statement, StatementFeatures) -> Void)? = nil, finish: (inout SentenceWork) -> Void
    ) {
        var quotations = Quotation.quotations(in: analyzed.sentences)
        Quotation.attribute(&quotations, sentences: analyzed.sentences, table: &table, relations: relations)
        let text = Array(analyzed.article.text.unicodeScalars)
        let blocks = analyzed.article.blocks
        for (index, sentence) in analyzed.sentences.enumerated() where !sentence.tokens.isEmpty {
            // Author, place and date lines are no prose.
            if blocks.indices.contains(sentence.block), blocks[sentence.block].kind == .byline { continue }
            let tree = SentenceTree(sentence, index: index)
            // A row of names and figures says how they stand to each other only to who sees the table.
            if blocks.indices.contains(sentence.block), blocks[sentence.block].kind == .tableRow, tree.isFragment {
                continue
            }
            // "pip install pumps": a line of what a page sets in type as it is, unless it ends as sentences do.
            if blocks.indices.contains(sentence.block), blocks[sentence.block].kind == .preformatted, !tree.isEnded {
                continue
            }
            // The table is handed on, never shared: a copy for each sentence would make long articles quadratic.
            var work = SentenceWork(
                tree, table: consume table, catalog: relations,
                quotation: quotations[index], text: StatementExtractor.slice(text, sentence.range))
            work.observe = observe
            if !work.tree.isCutList {
                StatementExtractor.read(&work)
                finish(&work)
            }
            table = work.table
        }
    }

    /// Applies every rule to a sentence.
    private static func read(_ work: inout SentenceWork) {
        if !work.tree.isReference { AppositionRule.read(into: &work) }
        TitleRule.read(into: &work)
        AffiliationRule.read(into: &work)
        for clause in work.clauses {
            if clause.isCopular {
                CopulaRule.read(clause, into: &work)
            } else if work.tree.expletive(of: clause.head) != nil, !clause.isPassive {
                ExistentialRule.read(clause, into: &work)
            } else {
                ReciprocalRule.read(clause, into: &work)
                VerbalStatements.read(clause, into: &work)
            }
        }
        PossessiveRule.read(into: &work)
        EventNounRule.read(into: &work)
        for clause in work.clauses { ComplementRule.read(clause, into: &work) }
    }

    private static func slice(_ scalars: [Unicode.Scalar], _ range: TextRange) -> String {
        var text = String.UnicodeScalarView()
        let end = min(range.end, scalars.count)
        if range.start < end { text.append(contentsOf: scalars[range.start..<end]) }
        return String(text)
    }
}
