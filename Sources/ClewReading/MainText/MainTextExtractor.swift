import ClewModel

/// The article within a page: deterministic, made of named heuristics that stand in files of their own.
///
/// 1. `BoilerplatePruning` takes out what is surely not the article.
/// 2. `CandidateScoring` and `TopCandidate` find the element that holds it, `SiblingJoining` what goes on beside it.
/// 3. `ForeignParts` and `ConditionalCleaning` take out what stands within it and is none of it.
/// 4. `BlockWriter` writes what is left.
///
/// Attempts go from strict to lax until one finds enough text.
struct MainTextExtractor {
    let limits: Limits
    let deadline: Deadline

    /// An article shorter than this makes the next, laxer attempt worth while.
    private static let charactersEnough = 500

    /// The article's text; empty where the page has none.
    func extract(from tree: MarkupTree, title: String, articleBody: String?) -> ArticleText {
        var best = ArticleText(scalarsMax: limits.textScalarsMax)
        guard !tree.nodes.isEmpty else { return best }
        let page = PageAnalysis(tree)
        let whole = SubtreeMeasures(page, isRemoved: MainTextExtractor.neverText(page))
        for strictness in Strictness.attempts {
            let text = attempt(page, whole, title, strictness)
            if text.scalarCount > best.scalarCount { best = text }
            if best.scalarCount >= MainTextExtractor.charactersEnough || deadline.isPast { break }
        }
        return StructuredBody.better(than: best, articleBody: articleBody) ?? best
    }

    /// The text of what is an article's body and nothing else: only what is no text, and furniture by its name, is left
    /// out.
    func body(of tree: MarkupTree) -> ArticleText {
        let page = PageAnalysis(tree)
        guard !tree.nodes.isEmpty else { return ArticleText(scalarsMax: limits.textScalarsMax) }
        var measures = SubtreeMeasures(page, isRemoved: MainTextExtractor.neverText(page))
        ForeignParts(page: page, deadline: deadline).remove(from: [0], &measures)
        var writer = BlockWriter(page: page, isRemoved: measures.isRemoved, textScalarsMax: limits.textScalarsMax)
        writer.write(0)
        return writer.finish()
    }

    private static func neverText(_ page: PageAnalysis) -> [Bool] {
        page.tree.nodes.indices.map {
            $0 > 0 && (page.tree.nodes[$0].element?.isNeverText ?? false || page.isHidden[$0])
        }
    }

    private func attempt(_ page: PageAnalysis, _ whole: SubtreeMeasures, _ title: String, _ strictness: Strictness)
        -> ArticleText
    {
        let pruning = BoilerplatePruning(page: page, strictness: strictness, title: title, whole: whole)
        var measures = SubtreeMeasures(page, isRemoved: pruning.removed())
        let scoring = CandidateScoring(page: page, measures: measures, weighsNames: strictness.weighsNames)
        let parts: [Int]
        let scored = TopCandidate(page: page, scoring: scoring).find()
        if let top = SemanticBody(page: page, measures: measures).correct(scored) {
            let siblings = SiblingJoining(page: page, scoring: scoring).join(top)
            parts = Continuations(page: page, measures: measures).join(top, siblings)
        } else {
            parts = [page.tree.first(.body) ?? 0]
        }
        ForeignParts(page: page, deadline: deadline).remove(from: parts, &measures)
        if strictness.cleansConditionally {
            ConditionalCleaning(page: page, weighsNames: strictness.weighsNames, deadline: deadline).clean(
                parts, &measures)
        }
        var writer = BlockWriter(page: page, isRemoved: measures.isRemoved, textScalarsMax: limits.textScalarsMax)
        for part in parts { writer.write(part) }
        return writer.finish()
    }
}
