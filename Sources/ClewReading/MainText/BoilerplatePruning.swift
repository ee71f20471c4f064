/// Takes out, before anything is scored, what is surely not the article: what is hidden or never text, dialogs and
/// navigation by their roles, unlikely names, the byline and the repeated headline (both are metadata).
struct BoilerplatePruning {
    let page: PageAnalysis
    let strictness: Strictness
    /// The page's title, to know its headline by.
    let title: String
    /// Sums over the page before anything is taken out.
    let whole: SubtreeMeasures

    private static let roles: Set<String> = [
        "menu", "menubar", "complementary", "navigation", "alert", "alertdialog", "dialog", "search", "banner",
        "contentinfo", "tooltip", "toolbar",
    ]

    /// Marks per node; below a marked node nothing is marked. O(nodes).
    func removed() -> [Bool] {
        let tree = page.tree
        var removed = [Bool](repeating: false, count: tree.nodes.count)
        var headlineFound = title.isEmpty
        var bylineFound = false
        var node = 0
        while node < tree.nodes.count {
            guard let element = tree.nodes[node].element else {
                node += 1
                continue
            }
            var drops = node > 0 && (element.isNeverText || element == .nav || page.isHidden[node] || isDialog(node))
            if !drops, !bylineFound, isByline(node) {
                bylineFound = true
                drops = true
            }
            if !drops, !headlineFound, element == .h1 || element == .h2,
                TextSimilarity.overlap(tree.text(of: node), title) > 0.75
            {
                headlineFound = true
                drops = true
            }
            if !drops, strictness.prunesUnlikely, element != .body, element != .html {
                drops = isUnlikely(node, element)
            }
            removed[node] = drops
            node = drops ? Int(tree.nodes[node].end) : node + 1
        }
        return removed
    }

    private func isDialog(_ node: Int) -> Bool {
        page.tree.attribute(.ariaModal, of: node) == "true" && page.tree.attribute(.role, of: node) == "dialog"
    }

    private func isUnlikely(_ node: Int, _ element: ElementName) -> Bool {
        let hints = page.hints[node]
        if hints.contains(.unlikely), !hints.contains(.comments), holdsArticle(node) { return false }
        if hints.contains(.unlikely), !hints.contains(.maybe), element != .a,
            page.ancestor(
                of: node, levelsMax: 3, where: { page.tree.isElement($0, .table) || page.tree.isElement($0, .code) })
                == nil
        {
            return true
        }
        guard let role = page.tree.attribute(.role, of: node) else { return false }
        return BoilerplatePruning.roles.contains(role.lowercased())
    }

    /// A name cannot make unlikely what holds the headline or the marked article and most of the page's prose.
    private func holdsArticle(_ node: Int) -> Bool {
        Int(whole.sums[node].prose) * 5 > Int(whole.sums[0].prose) * 3 && whole.sums[node].marks > 0
    }

    private func isByline(_ node: Int) -> Bool {
        let tree = page.tree
        let isNamed =
            page.hints[node].contains(.byline) || tree.attribute(.rel, of: node) == "author"
            || (tree.attribute(.itemprop, of: node)?.contains("author") ?? false)
        guard isNamed else { return false }
        let sum = whole.sums[node]
        guard sum.characters > 0, sum.characters < 120 else { return false }
        // Within a paragraph the name or place is part of the sentence.
        if page.isPhrasing[node],
            let paragraph = page.ancestor(of: node, levelsMax: 8, where: { tree.isElement($0, .p) }),
            whole.sums[paragraph].characters > 2 * sum.characters + 40
        {
            return false
        }
        let count = tree.text(of: node).unicodeScalars.count
        return count > 0 && count < 100
    }
}

/// How alike two short texts are.
enum TextSimilarity {
    /// 1 where every word of `second` stands in `first`; less by the length of the words that do not.
    static func overlap(_ first: String, _ second: String) -> Double {
        let known = Set(words(first))
        let asked = words(second)
        guard !known.isEmpty, !asked.isEmpty else { return 0 }
        let missing = asked.filter { !known.contains($0) }
        let all = asked.reduce(asked.count - 1) { $0 + $1.count }
        let foreign = missing.reduce(max(0, missing.count - 1)) { $0 + $1.count }
        return 1 - Double(foreign) / Double(all)
    }

    private static func words(_ text: String) -> [String] {
        text.lowercased().split(whereSeparator: { !($0.isLetter || $0.isNumber || $0 == "_") }).map(String.init)
    }
}
