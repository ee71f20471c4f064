/// From the best-scored elements to the one that holds the whole article: an article split over several parts makes
/// its common ancestor the better choice, and so does a parent that scores still higher.
struct TopCandidate {
    let page: PageAnalysis
    let scoring: CandidateScoring

    private static let considered = 5
    private static let alternativesMin = 3

    /// The element, or none where nothing scored.
    func find() -> Int? {
        let best = scoring.best(TopCandidate.considered)
        guard let first = best.first, !page.tree.isElement(first, .body) else { return nil }
        var top = commonAncestor(of: best) ?? first
        top = climb(from: top)
        // An only child stands for its parent, so that the parent's siblings can be joined.
        while let parent = parent(of: top), !page.tree.isElement(parent, .body), isOnlyChild(top) { top = parent }
        return top
    }

    /// An ancestor that at least three of the near-best have in common.
    private func commonAncestor(of best: [Int]) -> Int? {
        guard let first = best.first else { return nil }
        let near = best.dropFirst().filter { scoring.scores[$0] / scoring.scores[first] >= 0.75 }
        guard near.count >= TopCandidate.alternativesMin else { return nil }
        var ancestor = parent(of: first)
        while let current = ancestor, !page.tree.isElement(current, .body) {
            let end = Int(page.tree.nodes[current].end)
            let inside = near.filter { $0 > current && $0 < end }.count
            if inside >= TopCandidate.alternativesMin { return current }
            ancestor = parent(of: current)
        }
        return nil
    }

    private func climb(from start: Int) -> Int {
        var last = scoring.scores[start].isNaN ? 0 : scoring.scores[start]
        let threshold = last / 3
        var ancestor = parent(of: start)
        while let current = ancestor, !page.tree.isElement(current, .body) {
            let score = scoring.scores[current]
            if !score.isNaN {
                if score < threshold { break }
                if score > last { return current }
                last = score
            }
            ancestor = parent(of: current)
        }
        return start
    }

    private func isOnlyChild(_ node: Int) -> Bool {
        guard let parent = parent(of: node) else { return false }
        var elements = 0
        for child in page.tree.children(of: parent) where !scoring.measures.isRemoved[child] {
            if page.tree.nodes[child].element != nil { elements += 1 }
        }
        return elements == 1
    }

    private func parent(of node: Int) -> Int? {
        let parent = Int(page.tree.nodes[node].parent)
        return parent >= 0 ? parent : nil
    }
}
