import ClewModel

/// NITF, the news agencies' own format (https://iptc.org/standards/nitf/). It marks people, organizations and places
/// in the text: they become facts.
struct NITFFormat: ArticleFormat {
    static let vocabulary = XMLVocabulary(
        elements: [
            "p": .p, "hl1": .h1, "hl2": .h2, "block": .div, "bq": .blockquote, "ul": .ul, "ol": .ol, "li": .li,
            "dl": .dl, "dt": .dt, "dd": .dd, "pre": .pre, "br": .br, "hr": .hr, "media": .figure,
            "media-caption": .figcaption, "table": .table, "caption": .caption, "tr": .tr, "td": .td, "th": .th,
        ],
        leftOut: [
            "media-reference", "media-metadata", "media-object", "media-producer", "nitf-table-metadata", "fn",
            "credit",
            "copyrite",
        ])

    private static let entities: [String: String] = [
        "person": "Person", "org": "Organization", "location": "Place", "event": "Event",
        "object.title": "CreativeWork",
    ]

    func matches(_ sample: ContentSample) -> Bool { sample.rootElement == "nitf" }

    func read(_ input: FormatInput) -> ReadResult {
        guard let document = XMLDocument(input) else { return EmptyFormat().read(input) }
        return NITFFormat.article(document, root: 0, input)
    }

    /// The article in a `nitf` element, which NewsML may hold too.
    static func article(_ document: XMLDocument, root: Int, _ input: FormatInput, given: PageMetadata = .init())
        -> ReadResult
    {
        let head = document.element("head", in: root)
        let data = head.flatMap { document.element("docdata", in: $0) }
        let top = document.element("body/body.head", in: root)
        let content = document.element("body/body.content", in: root) ?? document.element("body", in: root) ?? root
        var metadata = given
        let hedline = top.flatMap {
            document.element("hedline/hl1", in: $0) ?? document.element("headline/hl1", in: $0)
        }
        metadata.title =
            document.text(hedline) ?? given.title ?? document.text(head.flatMap { document.element("title", in: $0) })
        if let top {
            let people = document.children("byline", of: top).flatMap { byline in
                let named = document.all("person", in: byline).compactMap(document.text)
                return named.isEmpty ? document.text(byline).map { Byline.names($0) } ?? [] : named
            }
            if !people.isEmpty { metadata.authors = people.uniqued() }
        }
        metadata.publisher =
            given.publisher ?? document.text(top.flatMap { document.element("distributor", in: $0) })
            ?? document.attribute(.holder, of: data.flatMap { document.element("doc.copyright", in: $0) })
        if let data {
            let dates = ["date.issue", "date.release", "story.date"].compactMap { document.first($0, in: data) }
            metadata.setPublished(dates.lazy.compactMap { document.attribute(.norm, of: $0) }.first)
        }
        metadata.language = given.language ?? document.language(of: root)
        let dateline = top.flatMap { document.element("dateline", in: $0) }
        let place = document.text(dateline.flatMap { document.first("location", in: $0) })
        if metadata.published == nil {
            metadata.setPublished(
                document.attribute(.norm, of: dateline.flatMap { document.first("story.date", in: $0) }))
        }
        metadata.facts = (metadata.statedFacts() + mentions(in: content, document)).uniqued()
        return vocabulary.article(document, bodies: [content], metadata: metadata, place: place, format: "nitf", input)
    }

    private static func mentions(in content: Int, _ document: XMLDocument) -> [StructuredFact] {
        document.tree.descendants(of: content).compactMap { node in
            guard let type = entities[document.name(node)], let name = document.text(node) else { return nil }
            return StructuredFact(property: "mentions", value: name, valueType: type)
        }
    }
}
