import ClewModel

/// Turns an analysed article into statements.
///
/// The way of a sentence: `SentenceTree` (its tree, made safe to walk) → `ClauseReader` (predicates with their arguments,
/// borrowed ones included; `SubjectRule`s) → the statement rules in `Rules/` (each proposes subject, predicate, object and
/// the word that carries them) → `Attribution` (status and speakers of that word) → statements. `RelationCatalog` decides
/// which wordings are canonical relations; `ArgumentTable` turns phrases into entities and values.
///
/// Confidence is a product, so that it can be explained: the trust in the rule that found the clause
/// (`ExtractionRule.confidence`), times that of subject and object (1 a name or value, 0.95 a name that only the sentence
/// gives, 0.85 a resolved pronoun, 0.8 an indefinite description, 0.7 a definite one that nothing resolves), times 0.9 in
/// a sentence of more than 40 words, times 0.85 for an announcement. Pronouns of which nothing is known give no statement.
///
/// The order of statements is that of reading; the same input gives the same output. Time is linear in the words but for
/// coordinations, whose members are cut at `Frame.fillersMax`.
public struct StatementExtractor: Sendable {
    /// The relations that wordings are matched with.
    public let relations: RelationCatalog

    /// An extractor for the shipped relations, or others.
    public init(relations: RelationCatalog = .shipped) { self.relations = relations }

    /// The statements of an article, and its entities with those that only the statements needed.
    public func extract(_ analyzed: AnalyzedArticle) -> Extraction {
        var table = ArgumentTable(analyzed)
        var statements = StructuredDataRule.statements(of: analyzed.article, table: &table)
        var quotations = Quotation.quotations(in: analyzed.sentences)
        Quotation.attribute(&quotations, sentences: analyzed.sentences, table: &table, relations: relations)
        let text = Array(analyzed.article.text.unicodeScalars)
        let blocks = analyzed.article.blocks
        for (index, sentence) in analyzed.sentences.enumerated() where !sentence.tokens.isEmpty {
            // Author, place and date lines are no prose.
            if blocks.indices.contains(sentence.block), blocks[sentence.block].kind == .byline { continue }
            var work = SentenceWork(
                SentenceTree(sentence, index: index), table: table, catalog: relations, quotation: quotations[index],
                text: StatementExtractor.slice(text, sentence.range))
            StatementExtractor.read(&work)
            statements += work.statements.sorted { $0.anchor < $1.anchor }.map(\.statement)
                .filter { $0.confidence >= SentenceWork.confidenceMin }
            table = work.table
        }
        return Extraction(entities: table.entities, statements: statements)
    }

    /// Applies every rule to a sentence.
    private static func read(_ work: inout SentenceWork) {
        AppositionRule.read(into: &work)
        TitleRule.read(into: &work)
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
        AnnouncementRule.read(into: &work)
    }

    private static func slice(_ scalars: [Unicode.Scalar], _ range: TextRange) -> String {
        var text = String.UnicodeScalarView()
        let end = min(range.end, scalars.count)
        if range.start < end { text.append(contentsOf: scalars[range.start..<end]) }
        return String(text)
    }
}
