import ClewModel

/// Author and date as a page shows them to its readers: `rel=author`, class names of bylines, `time`. What stands
/// above the headline mostly belongs to other stories, and is asked only where nothing follows the headline.
struct VisibleMetadata {
    private(set) var authors: [String] = []
    private(set) var published: PublishedDate?

    private static let bylineNames = ["byline", "author", "authors", "writtenby", "dateline"].map { Array($0.utf8) }
    private static let charactersMax = 120

    init(_ tree: MarkupTree) {
        let headline = tree.first(.h1) ?? 0
        for start in headline > 0 ? [headline, 0] : [0] {
            if authors.isEmpty { authors = VisibleMetadata.authors(tree, from: start) }
            if published == nil { published = VisibleMetadata.date(tree, from: start) }
        }
    }

    private static func authors(_ tree: MarkupTree, from start: Int) -> [String] {
        var named: [String] = []
        for node in start..<max(start, tree.nodes.count) {
            guard let element = tree.nodes[node].element, tree.nodes[node].count > 0 else { continue }
            if element == .a, tree.attribute(.rel, of: node)?.contains("author") == true {
                let names = Byline.names(tree.text(of: node, nodesMax: 64))
                if !names.isEmpty { return names }
            }
            if named.isEmpty, let name = tree.attributeBytes(.class, of: node) ?? tree.attributeBytes(.id, of: node),
                isBylineName(name.prefix(256))
            {
                let text = tree.text(of: node, nodesMax: 64)
                if text.count < charactersMax { named = Byline.names(text) }
            }
        }
        return named
    }

    private static func isBylineName(_ name: ArraySlice<UInt8>) -> Bool {
        var isFound = false
        ClassHints.forEachWord(of: name) { word in isFound = isFound || bylineNames.contains(word) }
        return isFound
    }

    private static func date(_ tree: MarkupTree, from start: Int) -> PublishedDate? {
        for node in start..<max(start, tree.nodes.count) where tree.nodes[node].element == .time {
            let text = tree.attribute(.datetime, of: node) ?? tree.text(of: node, nodesMax: 64)
            if let found = PublishedDate(field: text), found.date.day != nil { return found }
        }
        return nil
    }
}
