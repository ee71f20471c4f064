/// Articles that a page cuts into several boxes of one kind, with advertisements between: the boxes have the same
/// element and the same class, and the elements above them share classes.
struct Continuations {
    let page: PageAnalysis
    let measures: SubtreeMeasures

    private static let levelsMax = 8
    private static let proseMin: Int32 = 80

    /// `parts` with the other boxes of `top`'s kind, in document order.
    func join(_ top: Int, _ parts: [Int]) -> [Int] {
        let tree = page.tree
        guard let name = tree.attribute(.class, of: top), !name.isEmpty, let element = tree.nodes[top].element,
            element != .article
        else { return parts }
        let scope = scope(of: top)
        var joined = parts
        for node in tree.descendants(of: scope) where node != top && tree.nodes[node].element == element {
            guard !measures.isRemoved[node], tree.attribute(.class, of: node) == name, hasSamePath(node, top),
                measures.sums[node].prose >= Continuations.proseMin, measures.linkDensity(node) < 0.25,
                !parts.contains(where: { overlaps($0, node) })
            else { continue }
            joined.append(node)
        }
        return joined.sorted()
    }

    /// The article around the element, or a few levels up, and never beyond a second headline.
    private func scope(of top: Int) -> Int {
        let tree = page.tree
        if let article = page.ancestor(of: top, where: { tree.isElement($0, .article) }) { return article }
        var scope = top
        for _ in 0..<Continuations.levelsMax {
            let parent = Int(tree.nodes[scope].parent)
            guard parent > 0, !tree.isElement(parent, .body) else { break }
            let headlines = tree.descendants(of: parent).filter { tree.isElement($0, .h1) && !measures.isRemoved[$0] }
            // Teasers are `article` elements too, but without much prose.
            let articles = tree.descendants(of: parent).contains {
                tree.isElement($0, .article) && !measures.isRemoved[$0]
                    && measures.sums[$0].prose > 4 * Continuations.proseMin
            }
            if headlines.count > 1 || articles { break }
            scope = parent
        }
        return scope
    }

    private func hasSamePath(_ node: Int, _ top: Int) -> Bool {
        let tree = page.tree
        var (first, second) = (Int(tree.nodes[node].parent), Int(tree.nodes[top].parent))
        for _ in 0..<Continuations.levelsMax {
            if first == second { return true }
            guard first >= 0, second >= 0, tree.nodes[first].element == tree.nodes[second].element,
                sharesClass(first, second)
            else { return false }
            (first, second) = (Int(tree.nodes[first].parent), Int(tree.nodes[second].parent))
        }
        return false
    }

    private func sharesClass(_ first: Int, _ second: Int) -> Bool {
        let names = [first, second].map { Set((page.tree.attribute(.class, of: $0) ?? "").split(separator: " ")) }
        return names[0] == names[1] || !names[0].isDisjoint(with: names[1])
    }

    private func overlaps(_ first: Int, _ second: Int) -> Bool {
        first < Int(page.tree.nodes[second].end) && second < Int(page.tree.nodes[first].end)
    }
}
