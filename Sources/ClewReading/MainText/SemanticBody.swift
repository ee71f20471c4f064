/// What the page itself marks as the article's body (`itemprop=articleBody`, `article`, `main`) against what scored
/// best. The mark wins where the best-scored element holds only a small part of it, such as a long table or list.
struct SemanticBody {
    let page: PageAnalysis
    let measures: SubtreeMeasures

    private static let proseMin: Int32 = 250

    /// The element to take, or none where there is neither.
    func correct(_ top: Int?) -> Int? {
        if let body = richest(isMarkedBody), replaces(body, top, shareInside: 0.6) { return body }
        // `article` and `main` often hold galleries and further stories too: they win only over what is no prose.
        if let container = richest(isContainer), !isProse(top), replaces(container, top, shareInside: 0.35) {
            return container
        }
        return top
    }

    private func replaces(_ body: Int, _ top: Int?, shareInside: Double) -> Bool {
        guard let top, top != body else { return top == nil }
        let bodyProse = Double(measures.sums[body].prose)
        let topProse = Double(measures.sums[top].prose)
        if contains(body, top) { return topProse < shareInside * bodyProse }
        if contains(top, body) { return false }
        return topProse < shareInside * bodyProse
    }

    private func isProse(_ node: Int?) -> Bool {
        guard let node else { return false }
        return measures.sums[node].prose >= SemanticBody.proseMin
            && measures.sums[node].prose * 2 > measures.sums[node].characters
    }

    private func contains(_ outer: Int, _ inner: Int) -> Bool {
        outer < inner && inner < Int(page.tree.nodes[outer].end)
    }

    private func isMarkedBody(_ node: Int) -> Bool {
        page.tree.attribute(.itemprop, of: node)?.lowercased().contains("articlebody") ?? false
    }

    private func isContainer(_ node: Int) -> Bool {
        page.tree.isElement(node, .article) || page.tree.isElement(node, .main)
            || page.tree.attribute(.role, of: node) == "main"
    }

    /// The one with the most prose; the innermost of equals.
    private func richest(_ matches: (Int) -> Bool) -> Int? {
        var best: Int?
        for node in page.tree.nodes.indices where page.tree.nodes[node].element != nil && !measures.isRemoved[node] {
            let prose = measures.sums[node].prose
            guard prose >= SemanticBody.proseMin, matches(node) else { continue }
            if prose >= best.map({ measures.sums[$0].prose }) ?? 0 { best = node }
        }
        return best
    }
}
