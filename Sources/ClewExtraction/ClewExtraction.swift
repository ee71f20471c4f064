/// From sentences with their trees to statements: what the article says, who says so, and how sure it is.
///
/// - `StatementExtractor` is the way in: an analysed article to its statements, minimised for the graph.
/// - `OpenExtractor` gives the same clauses as tuples of the sentence's own words.
/// - `RelationCatalog` holds the canonical relations; `Relations/relations.tsv` is the file, a user may add to it.
/// - `RuleBook` names every rule and explains it.
///
/// The folders follow the way of a sentence: `Trees` (a tree made safe to walk, phrases, predicates), `Clauses`
/// (predicates with their arguments), `Rules` (one file each), `Statements` (proposals and the work on one sentence),
/// `Attribution` (status and speaker), `Arguments` (entities, values and their types), `Relations`, `Open`.
enum ClewExtraction {}
