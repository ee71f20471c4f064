import ClewModel

/// JATS, the format of scholarly journals (https://jats.nlm.nih.gov): abstract and body. Its DTD is never loaded.
struct JATSFormat: ArticleFormat {
    private static let vocabulary = XMLVocabulary(
        elements: [
            "abstract": .section, "sec": .section, "body": .div, "p": .p, "list": .ul, "list-item": .li,
            "def-list": .dl, "term": .dt, "def": .dd, "disp-quote": .blockquote, "attrib": .p, "fig": .figure,
            "table-wrap": .figure, "caption": .figcaption, "table": .table, "tbody": .tbody, "thead": .thead, "tr": .tr,
            "td": .td, "th": .th, "code": .pre, "preformat": .pre, "boxed-text": .div, "speech": .p, "verse-group": .p,
            "verse-line": .div, "disp-formula": .div, "statement": .div, "break": .br, "fig-group": .div,
        ],
        leftOut: [
            "label", "ref-list", "fn-group", "fn", "table-wrap-foot", "permissions", "supplementary-material",
            "graphic",
            "media", "tex-math", "object-id", "alt-text", "long-desc", "kwd-group",
        ], heading: "title")

    func matches(_ sample: ContentSample) -> Bool {
        guard sample.rootElement == "article" || sample.rootElement == "pmc-articleset" else { return false }
        return sample.contains("article-type=") || sample.contains("jats") || sample.contains("<front>")
            || sample.contains("nlm.nih.gov")
    }

    func read(_ input: FormatInput) -> ReadResult {
        guard let document = XMLDocument(input) else { return EmptyFormat().read(input) }
        let root = document.name(0) == "article" ? 0 : document.first("article") ?? 0
        let meta = document.element("front/article-meta", in: root)
        var bodies = meta.map { document.children("abstract", of: $0) } ?? []
        // Further abstracts are graphical ones, and summaries in other languages.
        bodies = Array(bodies.prefix(1)) + document.children("body", of: root)
        let metadata = metadata(document, root, meta)
        return JATSFormat.vocabulary.article(document, bodies: bodies, metadata: metadata, format: "jats", input)
    }

    private func metadata(_ document: XMLDocument, _ root: Int, _ meta: Int?) -> PageMetadata {
        var metadata = PageMetadata()
        metadata.language = document.language(of: root)
        metadata.publisher =
            document.text(document.first("journal-title", in: root))
            ?? document.text(document.first("publisher-name", in: root))
        guard let meta else { return metadata }
        metadata.title = document.text(document.element("title-group/article-title", in: meta))
        let contributors = document.children("contrib-group", of: meta).flatMap { document.children("contrib", of: $0) }
        metadata.authors = contributors.filter {
            document.attribute(.contribType, of: $0) ?? "author" == "author"
        }.compactMap { name(document, $0) }.uniqued()
        let ids = document.children("article-id", of: meta)
        let doi = ids.first { document.attribute(.pubIDType, of: $0) == "doi" }.flatMap { document.text($0) }
        metadata.url =
            doi.map { "https://doi.org/" + $0 }
            ?? document.attribute(.xlinkHref, of: document.children("self-uri", of: meta).first)
        metadata.published = document.children("pub-date", of: meta).compactMap { date(document, $0) }
            .max { ($0.day != nil ? 2 : $0.month != nil ? 1 : 0) < ($1.day != nil ? 2 : $1.month != nil ? 1 : 0) }
        let keywords = document.all("kwd", in: meta).compactMap { document.text($0) }
        metadata.facts =
            metadata.statedFacts() + keywords.map { StructuredFact(property: "keywords", value: $0) }
        return metadata
    }

    private func name(_ document: XMLDocument, _ contributor: Int) -> String? {
        if let name = document.first("name", in: contributor) {
            let parts = ["given-names", "surname"].compactMap { document.text(document.element($0, in: name)) }
            return parts.isEmpty ? nil : parts.joined(separator: " ")
        }
        return document.text(
            document.first("string-name", in: contributor) ?? document.first("collab", in: contributor))
    }

    private func date(_ document: XMLDocument, _ node: Int) -> CalendarDate? {
        if let iso = document.attribute(.isoDate, of: node), let date = DateReader.date(field: iso) { return date }
        func number(_ name: String) -> Int? { document.text(document.element(name, in: node)).flatMap { Int($0) } }
        guard let year = number("year") else { return nil }
        let month =
            number("month") ?? document.text(document.element("month", in: node)).flatMap { DateReader.month($0) }
        return CalendarDate(year: year, month: month, day: month == nil ? nil : number("day"))
    }
}
