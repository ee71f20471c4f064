import ClewModel

/// What a page says of itself, from all its sources, the most trusted first.
package struct PageMetadata: Sendable {
    package var url: String?
    package var title: String?
    package var authors: [String] = []
    package var publisher: String?
    package var published: CalendarDate?
    package var language: String?
    /// What JSON-LD and the meta tags say, for statements.
    package var facts: [StructuredFact] = []
    /// The article's text as JSON-LD gives it, to hold the page's own against.
    package var articleBody: String?
    package var diagnostics: [Diagnostic] = []

    init() {}

    /// Reads all of a page's metadata. O(nodes).
    /// - Parameter savedURL: the URL that the file was saved from, where its comment tells it.
    init(_ tree: MarkupTree, savedURL: String?) {
        let meta = MetaTags(tree)
        let linked = LinkedData(tree)
        let micro = Microdata(tree)
        let elements = VisibleMetadata(tree)
        diagnostics = linked.diagnostics
        publisher = linked.publisher ?? meta.publisher ?? micro.publisher
        title = HeadlineRules.title(linked: linked, meta: meta, micro: micro, tree: tree, site: publisher)
        authors = [linked.authors, meta.authors, micro.authors, elements.authors].first { !$0.isEmpty } ?? []
        published =
            [linked.published, meta.published, micro.published].compactMap { $0 }.first(where: { $0.day != nil })
            ?? elements.published ?? linked.published ?? meta.published ?? micro.published
        language = PageLanguage.language(tree, meta: meta, linked: linked)
        url = CanonicalURL.find(tree, meta: meta, linked: linked, savedURL: savedURL)
        articleBody = linked.articleBody
        let told = Set(linked.facts.filter { $0.subject.isEmpty }.map(\.property))
        facts = linked.facts + meta.facts.filter { !told.contains($0.property) }
    }
}
