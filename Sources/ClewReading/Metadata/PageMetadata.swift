import ClewModel

/// What a page says of itself, from all its sources, the most trusted first.
package struct PageMetadata: Sendable {
    package var url: String?
    package var title: String?
    package var authors: [String] = []
    package var publisher: String?
    package var published: CalendarDate?
    /// The same with the time of day, where the page gives it.
    package var publishedTime: String?
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
        let embedded = LinkedData(embeddedIn: tree)
        url = CanonicalURL.find(tree, meta: meta, linked: linked, savedURL: savedURL)
        let site = SiteNames([linked.publisher, meta.publisher, embedded.publisher], url: url)
        let micro = Microdata(tree, for: site)
        let elements = VisibleMetadata(tree, for: site)
        diagnostics = linked.diagnostics + embedded.diagnostics
        publisher = linked.publisher ?? meta.publisher ?? micro.publisher ?? embedded.publisher
        title = HeadlineRules.title(linked: linked, meta: meta, micro: micro, tree: tree, site: publisher)
        authors =
            [
                linked.authors(for: site), meta.authors(for: site), micro.authors, embedded.authors(for: site),
                elements.authors,
            ].first { !$0.isEmpty } ?? []
        let dates = [linked.published, meta.published, micro.published, embedded.published, linked.created].compactMap {
            $0
        }
        let found = dates.first { $0.date.day != nil } ?? elements.published ?? dates.first
        (published, publishedTime) = (found?.date, found?.time)
        language = PageLanguage.language(tree, meta: meta, linked: linked)
        articleBody = linked.articleBody
        facts = linked.facts
        for further in [embedded.facts, meta.facts(for: site)] {
            let told = Set(facts.filter { $0.subject.isEmpty }.map(\.property))
            facts += further.filter { !$0.subject.isEmpty || !told.contains($0.property) }
        }
        facts = facts.uniqued()
    }

    /// Takes the date of a field, with its time where it has one.
    mutating func setPublished(_ field: String?) {
        guard let found = field.flatMap(PublishedDate.init(field:)) else { return }
        (published, publishedTime) = (found.date, found.time)
    }

    /// Lets what a container says of the article stand before what its text says.
    mutating func take(_ given: PageMetadata) {
        url = given.url ?? url
        title = given.title ?? title
        authors = given.authors.isEmpty ? authors : given.authors
        publisher = given.publisher ?? publisher
        if given.published != nil { (published, publishedTime) = (given.published, given.publishedTime) }
        language = given.language ?? language
        let told = Set(given.facts.filter { $0.subject.isEmpty }.map(\.property))
        facts = given.facts + facts.filter { !$0.subject.isEmpty || !told.contains($0.property) }
    }

    /// Author, publisher and date as facts.
    func statedFacts() -> [StructuredFact] {
        var facts = authors.map { StructuredFact(property: "author", value: $0) }
        if let publisher { facts.append(StructuredFact(property: "publisher", value: publisher)) }
        if let published {
            facts.append(StructuredFact(property: "datePublished", value: publishedTime ?? published.iso))
        }
        return facts
    }
}
