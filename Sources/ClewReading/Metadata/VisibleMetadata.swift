import ClewModel

/// Author and date as a page shows them to its readers: `rel=author`, class names of bylines, `time`. What stands
/// above the headline mostly belongs to other stories, and is asked only where nothing follows the headline.
struct VisibleMetadata {
    private(set) var authors: [String] = []
    private(set) var published: PublishedDate?

    private static let bylineNames: [StaticString] = ["byline", "author", "authors", "writtenby", "dateline"]
    private static let charactersMax = 120

    init(_ tree: MarkupTree, for site: SiteNames) {
        let headline = tree.first(.h1) ?? 0
        let isByline = VisibleMetadata.isByline(tree)
        for start in headline > 0 ? [headline, 0] : [0] {
            if authors.isEmpty { authors = VisibleMetadata.authors(tree, site, from: start, isByline) }
            if published == nil { published = VisibleMetadata.date(tree, from: start) }
        }
    }

    /// - Parameter isByline: for each of the tree's labels, whether it names a byline.
    private static func authors(
        _ tree: MarkupTree, _ site: SiteNames, from start: Int, _ isByline: [Bool]
    ) -> [String] {
        var named: [String] = []
        for node in start..<max(start, tree.nodes.count) {
            guard let element = tree.nodes[node].element, tree.nodes[node].count > 0 else { continue }
            if element == .a, let rel = tree.attribute(.rel, of: node), ByteSearch.contains("author", in: rel) {
                let names = Byline.names(tree.text(of: node, nodesMax: 64), on: site)
                if !names.isEmpty { return names }
            }
            if named.isEmpty, let label = label(of: node, tree), isByline[label] {
                let text = tree.text(of: node, nodesMax: 64)
                if text.count < charactersMax { named = Byline.names(text, on: site) }
            }
        }
        return named
    }

    /// The class of an element; of one without, its name.
    private static func label(of node: Int, _ tree: MarkupTree) -> Int? {
        var named: Int32?
        for index in tree.attributes(of: node) where tree.attributes[index].label >= 0 {
            if tree.attributes[index].name == .class { return Int(tree.attributes[index].label) }
            named = tree.attributes[index].label
        }
        return named.map { Int($0) }
    }

    private static func isByline(_ tree: MarkupTree) -> [Bool] {
        tree.storage.withUnsafeBufferPointer { storage in
            tree.labels.map { label in
                var isFound = false
                ClassHints.forEachWord(of: .init(rebasing: storage[label.prefix(256)])) { word in
                    isFound = isFound || bylineNames.contains { ClassHints.isWord(word, $0) }
                }
                return isFound
            }
        }
    }

    private static func date(_ tree: MarkupTree, from start: Int) -> PublishedDate? {
        for node in start..<max(start, tree.nodes.count) where tree.nodes[node].element == .time {
            let text = tree.attribute(.datetime, of: node) ?? tree.text(of: node, nodesMax: 64)
            if let found = PublishedDate(field: text), found.date.day != nil { return found }
        }
        return nil
    }
}
