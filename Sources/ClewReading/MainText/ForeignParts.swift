/// Parts within an article's column that are never its text, known by their element or their name: asides, footers,
/// share bars, headings named like furniture.
struct ForeignParts {
    let page: PageAnalysis
    let deadline: Deadline

    private static let shareCharactersMax: Int32 = 500

    /// Removes them from `parts` and below.
    func remove(from parts: [Int], _ measures: inout SubtreeMeasures) {
        for part in parts {
            if deadline.isPast { return }
            for node in page.tree.descendants(of: part) where !measures.isRemoved[node] {
                if isForeign(node, measures) || isNamedForeign(node, within: part, measures) { measures.remove(node) }
            }
        }
    }

    /// A name counts unless the part holds much of what there is: sites name their whole column `paywall` too.
    private func isNamedForeign(_ node: Int, within part: Int, _ measures: SubtreeMeasures) -> Bool {
        guard !page.hints[node].isDisjoint(with: [.foreign, .comments]), page.tree.nodes[node].element != .body else {
            return false
        }
        let share = measures.sums[node]
        if page.isPhrasing[node], share.linked * 2 < Float(share.characters), share.characters > 0,
            page.tree.nodes[node].element != .div
        {
            return false
        }
        return share.prose * 4 <= measures.sums[part].prose && share.characters < 3_000
    }

    private func isForeign(_ node: Int, _ measures: SubtreeMeasures) -> Bool {
        guard let element = page.tree.nodes[node].element else { return false }
        switch element {
        case .footer, .aside, .button, .nav: return true
        case .h1, .h2: if page.weight(of: node) < 0 { return true }
        default: break
        }
        return page.hints[node].contains(.share) && measures.sums[node].characters < ForeignParts.shareCharactersMax
    }
}
