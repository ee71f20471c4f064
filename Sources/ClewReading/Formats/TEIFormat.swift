import ClewModel

/// TEI P5 (https://tei-c.org/guidelines/p5/), the format of digital editions, and of trafilatura's XML output.
struct TEIFormat: ArticleFormat {
    private static let vocabulary = XMLVocabulary(
        elements: [
            "div": .section, "div1": .section, "div2": .section, "div3": .section, "div4": .section, "p": .p, "ab": .p,
            "list": .ul, "item": .li, "figure": .figure, "figdesc": .figcaption, "table": .table, "row": .tr,
            "cell": .td, "lb": .br, "lg": .div, "l": .div, "sp": .div, "speaker": .p, "stage": .p, "floatingtext": .div,
        ],
        leftOut: ["teiheader", "note", "fw", "graphic"], heading: "head",
        blockOutsideParagraphs: ["quote": .blockquote, "cit": .blockquote, "q": .blockquote, "code": .pre])

    func matches(_ sample: ContentSample) -> Bool { sample.rootElement == "tei" || sample.rootElement == "tei.2" }

    func read(_ input: FormatInput) -> ReadResult {
        guard let document = XMLDocument(input) else { return EmptyFormat().read(input) }
        let text = document.first("text")
        let bodies =
            text.map { text in
                ["front", "body"].compactMap { document.element($0, in: text) }
            } ?? []
        return TEIFormat.vocabulary.article(
            document, bodies: bodies.isEmpty ? [text ?? 0] : bodies, metadata: metadata(document), format: "tei", input)
    }

    private func metadata(_ document: XMLDocument) -> PageMetadata {
        var metadata = PageMetadata()
        guard let header = document.first("teiheader") else { return metadata }
        let titles = document.element("filedesc/titlestmt", in: header)
        // The title in the line of the main text; others are subtitles.
        metadata.title = titles.flatMap { document.text(document.children("title", of: $0).first) }
        metadata.authors =
            titles.map { document.children("author", of: $0) }?.flatMap { author -> [String] in
                let names = document.all("persname", in: author)
                return names.isEmpty
                    ? document.text(author).map { Byline.names($0) } ?? []
                    : names.compactMap { document.text($0) }
            }.uniqued() ?? []
        let source = document.first("sourcedesc", in: header)
        let publication = document.element("filedesc/publicationstmt", in: header)
        metadata.publisher =
            document.text(source.flatMap { document.first("publisher", in: $0) })
            ?? document.text(publication.flatMap { document.first("publisher", in: $0) })
        let dates = [source, document.first("creation", in: header), publication].compactMap { $0 }
            .flatMap { document.all("date", in: $0) }
        metadata.setPublished(dates.lazy.compactMap { document.attribute(.when, of: $0) ?? document.text($0) }.first)
        let pointers = document.all("ptr", in: header).compactMap { document.attribute(.target, of: $0) }
        metadata.url =
            (pointers + document.all("idno", in: header).compactMap { document.text($0) })
            .first { $0.hasPrefix("http") }
        metadata.language =
            document.attribute(.ident, of: document.first("language", in: header)).flatMap(PageLanguage.tag)
            ?? document.language(of: document.first("text")) ?? document.language(of: 0)
        metadata.facts = metadata.statedFacts()
        return metadata
    }
}
