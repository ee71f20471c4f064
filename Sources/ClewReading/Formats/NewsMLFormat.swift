import ClewModel

/// NewsML-G2 (https://iptc.org/standards/newsml-g2/): the text in NITF, XHTML or plain words within `newsItem`s, alone
/// or many in a `newsMessage`.
struct NewsMLFormat: ArticleFormat {
    /// XHTML within XML, whose elements need no translation.
    private static let xhtml = XMLVocabulary(
        elements: ElementName.byName.filter { $0.value.isBlock || $0.value == .br || $0.value.isNeverText },
        leftOut: ["head", "script", "style"])

    func matches(_ sample: ContentSample) -> Bool {
        ["newsitem", "newsmessage", "newsml"].contains(sample.rootElement)
    }

    func read(_ input: FormatInput) -> ReadResult {
        guard let document = XMLDocument(input) else { return EmptyFormat().read(input) }
        guard document.name(0) != "newsml" || document.first("newscomponent") == nil else {
            return ReadResult(diagnostics: [
                Diagnostic(
                    code: "reading.format-unsupported", severity: .error,
                    message: "NewsML 1 cannot be read, only its successor NewsML-G2",
                    repair: "get the articles as NewsML-G2, NITF or HTML")
            ])
        }
        let items = document.name(0) == "newsitem" ? [0] : document.all("newsitem")
        var result = ReadResult()
        for item in items {
            let read = article(document, item, input)
            result.articles += read.articles
            result.diagnostics += read.diagnostics
        }
        if items.isEmpty { result.diagnostics.append(PageReading(input: input, format: "newsml").noText) }
        for index in result.articles.indices where items.count > 1 { result.articles[index].origin += "#\(index + 1)" }
        return result
    }

    private func article(_ document: XMLDocument, _ item: Int, _ input: FormatInput) -> ReadResult {
        var input = input
        input.container = input.container ?? "newsml"
        let metadata = metadata(document, item)
        let content = document.first("contentmeta", in: item)
        let place = content.flatMap { dateline(document, $0) }
        if let inner = document.first("inlinexml", in: item) {
            if let nitf = document.first("nitf", in: inner) {
                return NITFFormat.article(document, root: nitf, input, given: metadata)
            }
            let body = document.first("body", in: inner) ?? inner
            return NewsMLFormat.xhtml.article(
                document, bodies: [body], metadata: metadata, place: place, format: "newsml", input)
        }
        // The text may be markup again, in a CDATA section.
        guard let data = document.first("inlinedata", in: item) else {
            return ReadResult(diagnostics: [PageReading(input: input, format: "newsml").noText])
        }
        input.bytes = Array(document.tree.children(of: data).map { document.tree.bytes(of: $0) }.joined())
        input.charset = "utf-8"
        input.given = metadata
        input.isBody = true
        return ArticleFormats.read(input)
    }

    private func metadata(_ document: XMLDocument, _ item: Int) -> PageMetadata {
        var metadata = PageMetadata()
        let itemMeta = document.element("itemmeta", in: item)
        let content = document.element("contentmeta", in: item)
        func name(_ node: Int?) -> String? {
            document.text(node.flatMap { document.element("name", in: $0) }) ?? document.attribute(.literal, of: node)
        }
        if let content {
            metadata.title = document.text(document.element("headline", in: content))
            let creators = document.children("creator", of: content).compactMap { name($0) }
            let bylines = document.children("by", of: content).compactMap { document.text($0) }
            metadata.authors = (creators.isEmpty ? bylines.flatMap { Byline.names($0) } : creators).uniqued()
            metadata.language = document.attribute(.tag, of: document.element("language", in: content))
            for subject in document.children("subject", of: content) {
                guard let value = name(subject) else { continue }
                metadata.facts.append(StructuredFact(property: "about", value: value))
                if let uri = document.attribute(.uri, of: subject) {
                    metadata.facts.append(StructuredFact(subject: value, property: "sameAs", value: uri))
                }
            }
            metadata.setPublished(document.text(document.element("contentcreated", in: content)))
        }
        metadata.title = metadata.title ?? document.text(itemMeta.flatMap { document.element("title", in: $0) })
        metadata.publisher =
            name(itemMeta.flatMap { document.element("provider", in: $0) })
            ?? name(document.first("copyrightholder", in: item))
        if let itemMeta, metadata.published == nil {
            let dates = ["firstcreated", "embargoed", "versioncreated"].compactMap {
                document.element($0, in: itemMeta)
            }
            metadata.setPublished(dates.lazy.compactMap { document.text($0) }.first)
        }
        metadata.language = metadata.language ?? document.language(of: item) ?? document.language(of: 0)
        metadata.facts = (metadata.statedFacts() + metadata.facts).uniqued()
        return metadata
    }

    private func dateline(_ document: XMLDocument, _ content: Int) -> String? {
        let located = document.element("located", in: content)
        return document.text(located.flatMap { document.element("name", in: $0) })
            ?? document.attribute(.literal, of: located)
    }
}
