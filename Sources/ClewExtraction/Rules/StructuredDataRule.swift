import ClewModel

/// What the page says of itself outside its text.
package enum StructuredDataRule: ExtractionRule {
    package static let name = "structured-data"
    package static let confidence = 0.95
    package static let explanation = """
        The page's own structured data (JSON-LD, meta tags, by-line) names its author, its publisher, the day of \
        publication and what it is about.
        """

    static func statements(of article: Article, table: inout ArgumentTable) -> [Statement] {
        guard let title = article.title, !title.isEmpty else { return [] }
        let subject = table.entity(named: title, type: .work)
        var found: [Statement] = []
        let add = { (predicate: String, object: Argument, source: String) in
            let statement = Statement(
                subject: subject, predicate: predicate, object: object, confidence: confidence,
                evidence: Evidence(sentence: source, range: nil, rule: name))
            if !found.contains(statement) { found.append(statement) }
        }
        for author in article.authors where !author.isEmpty {
            add("author", table.entity(named: author, type: .person), "author: " + author)
        }
        if let publisher = article.publisher, !publisher.isEmpty {
            add("publisher", table.entity(named: publisher, type: .organization), "publisher: " + publisher)
        }
        if let published = article.published {
            let date = Argument(referent: .literal(.date(published)), text: published.iso, range: nil)
            add("published_on", date, "datePublished: " + published.iso)
        }
        for fact in article.structuredData where fact.subject.isEmpty && ["about", "mentions"].contains(fact.property) {
            guard !fact.value.isEmpty, !fact.value.contains("://") else { continue }
            add(
                fact.property, table.entity(named: fact.value, type: type(of: fact.valueType)),
                fact.property + ": " + fact.value)
        }
        return found
    }

    private static func type(of schemaType: String?) -> EntityType {
        switch schemaType {
        case "Person"?: .person
        case "Organization"?, "Corporation"?, "NewsMediaOrganization"?: .organization
        case "Place"?, "City"?, "Country"?: .location
        case "Product"?: .product
        case "Event"?: .event
        case "CreativeWork"?, "Book"?, "Movie"?: .work
        default: .concept
        }
    }
}
