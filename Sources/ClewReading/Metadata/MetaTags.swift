import ClewModel

/// The `meta` elements of a page: OpenGraph, Twitter, Dublin Core, Highwire's `citation_*`, Parsely and the plain ones.
struct MetaTags {
    /// Contents by lower-case name, in the page's order; `dc.title` and `dc:title` are one name.
    private(set) var contents: [String: [String]] = [:]

    init(_ tree: MarkupTree) {
        for node in tree.nodes.indices where tree.nodes[node].element == .meta {
            guard let content = tree.attribute(.content, of: node) else { continue }
            let clean = ArticleText.clean(CharacterReferences.resolve(content))
            guard !clean.isEmpty else { continue }
            for attribute in [AttributeName.property, .name, .itemprop, .httpEquiv] {
                guard let names = tree.attribute(attribute, of: node) else { continue }
                for name in MetaTags.words(names) { contents[MetaTags.key(name), default: []].append(clean) }
            }
        }
        readParsely()
    }

    /// Parsely's own object in place of its single tags.
    private mutating func readParsely() {
        for name in ["parsely-page", "parsely-metadata"] {
            guard let object = contents[name]?.first.flatMap({ JSONValue($0) }) else { continue }
            for (key, tag) in [
                ("title", "title"), ("author", "author"), ("authors", "author"), ("pub_date", "pub-date"),
            ] {
                let texts = (object[key]?.elements ?? []).compactMap(\.text).filter { !$0.isEmpty }
                if !texts.isEmpty, contents["parsely-" + tag] == nil { contents["parsely-" + tag] = texts }
            }
        }
    }

    /// The first content of the first name that has one.
    func first(_ names: String...) -> String? {
        for name in names { if let content = contents[name]?.first { return content } }
        return nil
    }

    /// The headline.
    var title: String? {
        first(
            "citation_title", "dc:title", "dcterms:title", "dcterm:title", "og:title", "weibo:article:title", "title",
            "twitter:title", "parsely-title", "sailthru:title", "headline")
    }

    /// Those who wrote the page.
    func authors(for site: SiteNames) -> [String] {
        for name in [
            "citation_author", "dc:creator", "dcterms:creator", "dcterm:creator", "author", "parsely-author",
            "sailthru:author", "article:author", "dc:contributor", "byl", "rbauthors", "cxenseparse:author",
        ] {
            let isCitation = name.hasPrefix("citation")
            let names = (contents[name] ?? []).flatMap { Byline.names($0, on: site, isCitation: isCitation) }
            if !names.isEmpty { return names.uniqued() }
        }
        return []
    }

    /// The site or publisher.
    var publisher: String? {
        first(
            "og:site_name", "dc:publisher", "dcterms:publisher", "citation_publisher", "application-name", "publisher"
        ).flatMap { $0.hasPrefix("http") && $0.contains("facebook.com") ? nil : $0 }
    }

    /// The day of publication.
    var published: PublishedDate? {
        for name in [
            "article:published_time", "og:article:published_time", "parsely-pub-date", "citation_publication_date",
            "citation_date", "citation_online_date", "dc:date:issued", "dcterms:issued", "dc:date", "dcterms:date",
            "dcterms:created", "dc:date:created", "datepublished", "sailthru:date", "date", "pubdate", "publishdate",
            "publish-date", "publish_date", "publication_date", "published", "article.published",
            "cxenseparse:recs:publishtime", "og:published_time", "og:pubdate", "displaydate", "dat", "ptime", "revised",
            "last-modified",
        ] { for content in contents[name] ?? [] { if let date = PublishedDate(field: content) { return date } } }
        return nil
    }

    /// What the tags say as facts of the article.
    func facts(for site: SiteNames) -> [StructuredFact] {
        var facts = authors(for: site).map { StructuredFact(property: "author", value: $0) }
        if let publisher { facts.append(StructuredFact(property: "publisher", value: publisher)) }
        if let published {
            facts.append(StructuredFact(property: "datePublished", value: published.time ?? published.date.iso))
        }
        return facts
    }

    /// The words of an attribute; nearly always it is one.
    private static func words(_ text: String) -> [Substring] {
        let isOneWord = !text.isEmpty && text.utf8.allSatisfy { $0 > 0x20 && $0 < 0x7F }
        return isOneWord ? [text[...]] : text.split(whereSeparator: \.isWhitespace)
    }

    private static func key(_ name: Substring) -> String {
        let lower = name.lowercased()
        return lower.hasPrefix("dc") ? lower.replacing(".", with: ":") : lower
    }
}

extension Array where Element: Hashable {
    /// Each element once, at its first place.
    func uniqued() -> [Element] {
        var seen: Set<Element> = []
        return filter { seen.insert($0).inserted }
    }
}
