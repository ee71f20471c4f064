import ClewModel

/// `itemprop` values outside of `meta`: headline, author, publisher, date.
struct Microdata {
    private(set) var title: String?
    private(set) var authors: [String] = []
    private(set) var publisher: String?
    private(set) var published: PublishedDate?

    init(_ tree: MarkupTree, for site: SiteNames) {
        for node in tree.elements(having: { $0 == .itemprop }) where tree.nodes[node].element != .meta {
            guard let names = tree.attribute(.itemprop, of: node) else { continue }
            for name in names.split(separator: " ") {
                switch name {
                case "headline": title = title ?? Microdata.value(node, tree)
                case "author", "creator":
                    let inner = tree.descendants(of: node).prefix(256).first {
                        tree.attribute(.itemprop, of: $0) == "name"
                    }
                    if let text = Microdata.value(inner ?? node, tree) { authors += Byline.names(text, on: site) }
                case "publisher":
                    let inner = tree.descendants(of: node).prefix(256).first {
                        tree.attribute(.itemprop, of: $0) == "name"
                    }
                    publisher = publisher ?? inner.flatMap { Microdata.value($0, tree) }
                case "datePublished":
                    published = published ?? Microdata.value(node, tree).flatMap(PublishedDate.init(field:))
                default: break
                }
            }
        }
        authors = authors.uniqued()
    }

    private static func value(_ node: Int, _ tree: MarkupTree) -> String? {
        let text = tree.attribute(.datetime, of: node) ?? tree.attribute(.content, of: node) ?? tree.text(of: node)
        let clean = ArticleText.clean(text)
        return clean.isEmpty ? nil : clean
    }
}
