/// An article often goes on beside the element that scored best: in siblings that score well themselves, or in plain
/// paragraphs without links.
struct SiblingJoining {
    let page: PageAnalysis
    let scoring: CandidateScoring

    /// The parts of the article in document order, `top` among them.
    func join(_ top: Int) -> [Int] {
        let tree = page.tree
        let parent = Int(tree.nodes[top].parent)
        guard parent >= 0 else { return [top] }
        let topScore = scoring.scores[top].isNaN ? 0 : scoring.scores[top]
        let threshold = max(10, topScore * 0.2)
        let topClass = tree.attribute(.class, of: top) ?? ""
        let isInArticle = page.ancestor(of: top, levelsMax: 10, where: isArticle) != nil
        var parts: [Int] = []
        for sibling in tree.children(of: parent) where !scoring.measures.isRemoved[sibling] {
            if sibling == top {
                parts.append(sibling)
                continue
            }
            guard let element = tree.nodes[sibling].element else { continue }
            let bonus = !topClass.isEmpty && tree.attribute(.class, of: sibling) == topClass ? topScore * 0.2 : 0
            let score = scoring.scores[sibling]
            if !score.isNaN, score + bonus >= threshold {
                parts.append(sibling)
            } else if isInArticle, isBoxOfProse(sibling) {
                parts.append(sibling)
            } else if element == .p || (element == .div && page.isPhrasing[sibling]), isProse(sibling) {
                parts.append(sibling)
            }
        }
        return parts
    }

    private func isArticle(_ node: Int) -> Bool {
        page.tree.isElement(node, .article)
            || (page.tree.attribute(.itemprop, of: node)?.contains("articleBody") ?? false)
    }

    /// A box within the article that is paragraphs for the most part: an introduction or a summary set apart.
    private func isBoxOfProse(_ node: Int) -> Bool {
        let sum = scoring.measures.sums[node]
        guard page.tree.isElement(node, .div) || page.tree.isElement(node, .section),
            page.hints[node].isDisjoint(with: [.foreign, .comments, .negative, .unlikely, .references])
        else { return false }
        return sum.prose >= 100 && sum.prose * 10 > sum.characters * 7 && scoring.measures.linkDensity(node) < 0.15
    }

    private func isProse(_ node: Int) -> Bool {
        let characters = scoring.measures.sums[node].characters
        let density = scoring.measures.linkDensity(node)
        if characters > 80 { return density < 0.25 }
        guard characters > 0, density == 0 else { return false }
        let text = page.tree.text(of: node)
        return text.hasSuffix(".") || text.contains(". ")
    }
}
