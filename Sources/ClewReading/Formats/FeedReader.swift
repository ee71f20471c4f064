import ClewModel

/// RSS 2.0, RSS 1.0 (RDF) and Atom (RFC 4287), where the entries have their full text.
enum FeedReader {
    /// A description shorter than this is a summary, not the article.
    private static let fullTextMin = 600

    static func matches(_ sample: ContentSample) -> Bool {
        guard let root = sample.rootElement else { return false }
        return root == "rss" || root == "rdf" && sample.contains("purl.org/rss/1.0")
            || root == "feed" && sample.contains("w3.org/2005/atom")
    }

    /// The entries of a feed.
    static func open(_ input: FormatInput) -> any PartReader {
        var timed = input
        timed.deadline = Deadline(seconds: input.limits.fileSecondsMax)
        guard let document = XMLDocument(timed) else {
            var isSaid = false
            return ListReader {
                defer { isSaid = true }
                return isSaid ? nil : .problem(noText)
            }
        }
        let entries = document.all("item") + document.all("entry")
        let feed = Feed(document)
        var upcoming = entries[...]
        var summaries = 0
        var notes = document.diagnostics
        return ListReader {
            while let entry = upcoming.popFirst() {
                guard let part = feed.part(entry, timed) else {
                    summaries += 1
                    continue
                }
                defer { notes = [] }
                return .document(part, notes)
            }
            guard summaries > 0 else { return nil }
            defer { summaries = 0 }
            return .problem(summariesOnly(summaries, of: entries.count))
        }
    }

    private static var noText: Diagnostic {
        Diagnostic(
            code: "reading.no-text", severity: .error, message: "the feed cannot be read as XML",
            repair: "get the feed again")
    }

    private static func summariesOnly(_ count: Int, of all: Int) -> Diagnostic {
        Diagnostic(
            code: "reading.summary-only", severity: .warning,
            message: "\(count) of the feed's \(all) entries hold only a summary and were left out",
            repair: "save the pages that they link to")
    }

    /// What holds for all entries.
    private struct Feed {
        let document: XMLDocument
        let publisher: String?
        let language: String?

        init(_ document: XMLDocument) {
            self.document = document
            let channel = document.first("channel") ?? 0
            publisher = document.text(document.children("title", of: channel).first)
            language =
                document.text(document.children("language", of: channel).first).flatMap(PageLanguage.tag)
                ?? document.language(of: 0)
        }

        /// The entry as a document; none where it has no full text.
        func part(_ entry: Int, _ input: FormatInput) -> FormatInput? {
            guard let body = body(entry) else { return nil }
            var metadata = PageMetadata()
            metadata.title = child("title", entry).map { title(CharacterReferences.resolve($0)) }
            metadata.authors = authors(entry)
            metadata.publisher = publisher
            metadata.language = document.language(of: entry) ?? language
            metadata.url = address(entry)
            let dates = ["published", "pubdate", "date", "issued", "updated"]
            metadata.setPublished(dates.lazy.compactMap { child($0, entry) }.first)
            metadata.facts = metadata.statedFacts()
            for category in document.children("category", of: entry) {
                guard let word = document.text(category) ?? document.attribute(.term, of: category) else { continue }
                metadata.facts.append(StructuredFact(property: "keywords", value: word))
            }
            var part = input
            part.bytes = body
            part.charset = "utf-8"
            part.container = "feed"
            part.given = metadata
            part.isBody = true
            return part
        }

        /// A title's text, where it holds markup.
        private func title(_ text: String) -> String {
            guard text.contains("<") else { return text }
            let parser = MarkupParser(limits: .standard, deadline: Deadline(seconds: 1))
            guard let tree = parser.parse(Array(text.utf8), as: .html).tree else { return text }
            let plain = ArticleText.clean(tree.text(of: 0))
            return plain.isEmpty ? text : plain
        }

        private func child(_ name: String, _ entry: Int) -> String? {
            document.text(document.children(name, of: entry).first)
        }

        /// The longest of what may be the text, as HTML.
        private func body(_ entry: Int) -> [UInt8]? {
            if let content = document.children("encoded", of: entry).first
                ?? document.children("content", of: entry).first
            {
                if document.attribute(.type, of: content) == "xhtml" { return XMLMarkup.html(content, document) }
                let text = raw(content)
                if !text.isEmpty { return text }
            }
            let description = ["description", "summary"].lazy.compactMap { document.children($0, of: entry).first }
                .first
            guard let description else { return nil }
            let text = raw(description)
            return text.count >= FeedReader.fullTextMin ? text : nil
        }

        private func raw(_ node: Int) -> [UInt8] {
            document.tree.descendants(of: node).filter { document.tree.nodes[$0].element == nil }
                .flatMap { document.tree.bytes(of: $0) }
        }

        private func authors(_ entry: Int) -> [String] {
            let creators = document.children("creator", of: entry) + document.children("author", of: entry)
            return creators.flatMap { creator -> [String] in
                if let name = document.element("name", in: creator) { return document.text(name).map { [$0] } ?? [] }
                // RSS 2.0 wants an address, with the name in brackets.
                guard let text = document.text(creator) else { return [] }
                if text.contains("@") {
                    let name = text.drop { $0 != "(" }.dropFirst().prefix { $0 != ")" }
                    return name.isEmpty ? [] : [String(name)]
                }
                return Byline.names(text)
            }.uniqued()
        }

        private func address(_ entry: Int) -> String? {
            let links = document.children("link", of: entry)
            let alternate = links.first { (document.attribute(.rel, of: $0) ?? "alternate") == "alternate" }
            let guid = document.children("guid", of: entry).first
            return [
                child("origlink", entry), document.attribute(.href, of: alternate), document.text(alternate),
                document.text(guid), document.attribute(.about, of: entry) ?? document.attribute(.rdfAbout, of: entry),
            ].compactMap { $0 }.first { $0.hasPrefix("http") }
        }
    }
}

/// XHTML within XML, written out again as HTML, so that it goes the way of all pages.
enum XMLMarkup {
    static func html(_ root: Int, _ document: XMLDocument) -> [UInt8] {
        let tree = document.tree
        var out: [UInt8] = []
        var open: [Int] = []
        for node in tree.descendants(of: root) {
            while let last = open.last, Int(tree.nodes[last].end) <= node { close(last) }
            guard tree.nodes[node].element != nil else {
                for byte in tree.bytes(of: node) {
                    switch byte {
                    case 0x26: out += Array("&amp;".utf8)
                    case 0x3C: out += Array("&lt;".utf8)
                    default: out.append(byte)
                    }
                }
                continue
            }
            out += Array("<\(document.name(node))".utf8)
            if let address = document.attribute(.href, of: node), !address.contains("\"") {
                out += Array(" href=\"\(address)\"".utf8)
            }
            out.append(0x3E)
            open.append(node)
        }
        while let last = open.last { close(last) }
        return out

        func close(_ node: Int) {
            open.removeLast()
            out += Array("</\(document.name(node))>".utf8)
        }
    }
}
