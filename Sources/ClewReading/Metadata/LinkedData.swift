import ClewModel

/// A page's JSON-LD: the article's own node, and what it says of author, publisher, subjects and what they are.
struct LinkedData {
    private(set) var diagnostics: [Diagnostic] = []
    /// All objects, outermost first, in the page's order.
    private var things: [JSONValue] = []
    private var byID: [String: JSONValue] = [:]
    private var article: JSONValue?
    private var isCut = false

    private static let thingsMax = 5_000
    private static let depthMax = 32

    init(_ tree: MarkupTree) {
        for node in tree.nodes.indices where tree.nodes[node].element == .script {
            let source = tree.children(of: node).map { String(decoding: tree.bytes(of: $0), as: UTF8.self) }.joined()
            guard source.utf8.contains(0x7B) else { continue }
            if let value = JSONValue(source) {
                collect(value, depth: 0)
            } else if let value = JSONValue(JSONRepair.repair(source)) {
                collect(value, depth: 0)
                note(
                    .note, "reading.json-ld-repaired", "the page's JSON-LD is not valid JSON; it was repaired", tree,
                    node)
            } else {
                note(
                    .warning, "reading.json-ld-unreadable", "the page's JSON-LD is not valid JSON and was skipped",
                    tree, node)
            }
        }
        if isCut, let script = tree.first(.script) {
            note(
                .warning, "reading.json-ld-cut",
                "the page's JSON-LD holds more than \(LinkedData.thingsMax) objects, or some deeper than "
                    + "\(LinkedData.depthMax) levels; those were left out", tree, script)
        }
        chooseArticle()
    }

    /// The same for a page's microdata and RDFa.
    init(embeddedIn tree: MarkupTree) {
        let (items, leftOut) = EmbeddedItems.read(tree)
        for item in items { collect(item, depth: 0) }
        if let node = leftOut ?? (isCut ? tree.nodes.indices.first : nil) {
            note(
                .warning, "reading.microdata-cut",
                "the page's microdata and RDFa hold more than \(EmbeddedItems.itemsMax) items, or some deeper than "
                    + "\(LinkedData.depthMax) levels; those were left out", tree, node)
        }
        chooseArticle()
    }

    private mutating func chooseArticle() {
        if let best = things.map(LinkedData.rank).max(), best > 0 {
            article = things.first { LinkedData.rank($0) == best }
        }
    }

    private mutating func note(
        _ severity: Diagnostic.Severity, _ code: String, _ message: String, _ tree: MarkupTree, _ node: Int
    ) {
        diagnostics.append(
            .init(
                code: code, severity: severity, message: message,
                place: .init(line: max(1, Int(tree.nodes[node].line)), column: 1)))
    }

    /// Takes in arrays, `@graph` and nested objects.
    private mutating func collect(_ value: JSONValue, depth: Int) {
        guard depth < LinkedData.depthMax, things.count < LinkedData.thingsMax else {
            isCut = true
            return
        }
        switch value {
        case .array(let array): for element in array { collect(element, depth: depth + 1) }
        case .object(let object):
            if object["@type"] != nil || object["name"] != nil { things.append(value) }
            if let id = object["@id"]?.text, object.count > 1, byID[id] == nil { byID[id] = value }
            for key in object.keys.sorted() { if let inner = object[key] { collect(inner, depth: depth + 1) } }
        default: break
        }
    }

    /// schema.org types without their address.
    static func types(_ thing: JSONValue) -> [String] {
        (thing["@type"]?.elements ?? []).compactMap {
            $0.text?.split(whereSeparator: { $0 == "/" || $0 == ":" || $0 == "#" }).last.map(String.init)
        }
    }

    /// How well an object can stand for the article: 2 an article, 1 a page, 0 neither.
    private static func rank(_ thing: JSONValue) -> Int {
        types(thing).map { type in
            let lower = type.lowercased()
            if lower.hasSuffix("article") || lower.hasSuffix("posting") || lower == "report" || lower == "blogpost" {
                return 2
            }
            return lower == "webpage" || lower == "creativework" || lower == "recipe" || lower == "howto" ? 1 : 0
        }.max() ?? 0
    }

    private static func text(_ value: JSONValue?) -> String? {
        guard let text = value?.elements.first?.text else { return nil }
        let clean = ArticleText.clean(CharacterReferences.resolve(text))
        return clean.isEmpty ? nil : clean
    }

    /// The object behind a reference.
    private func resolved(_ value: JSONValue) -> JSONValue {
        guard case .object(let object) = value, object["name"] == nil, let id = object["@id"]?.text else {
            return value
        }
        return byID[id] ?? value
    }

    private func names(_ value: JSONValue?) -> [(name: String, thing: JSONValue)] {
        (value?.elements ?? []).flatMap { element -> [(name: String, thing: JSONValue)] in
            let thing = resolved(element)
            let names = (thing.text != nil ? thing : thing["name"] ?? .null).elements.compactMap { LinkedData.text($0) }
            if names.isEmpty {
                let parts = ["givenName", "additionalName", "familyName"].compactMap { LinkedData.text(thing[$0]) }
                return parts.isEmpty ? [] : [(parts.joined(separator: " "), thing)]
            }
            return names.map { ($0, thing) }
        }
    }

    /// The headline, and the name where both are given and differ.
    var titles: [String] {
        guard let article else { return [] }
        return [LinkedData.text(article["headline"]), LinkedData.text(article["name"])].compactMap { $0 }.uniqued()
    }

    /// Those who wrote the article.
    func authors(for site: SiteNames) -> [String] {
        let given = names(article?["author"] ?? article?["creator"])
        return given.flatMap { entry in
            if case .text = entry.thing { return Byline.names(entry.name, on: site) }
            return entry.name.hasPrefix("http") ? [] : [entry.name]
        }.uniqued()
    }

    /// The publisher's name.
    var publisher: String? { names(article?["publisher"]).first?.name }

    /// The day of publication.
    var published: PublishedDate? { LinkedData.text(article?["datePublished"]).flatMap(PublishedDate.init(field:)) }

    /// The day on which the article was written.
    var created: PublishedDate? { LinkedData.text(article?["dateCreated"]).flatMap(PublishedDate.init(field:)) }

    /// The language.
    var language: String? { LinkedData.text(article?["inLanguage"]?["alternateName"] ?? article?["inLanguage"]) }

    /// The page's address.
    var url: String? {
        LinkedData.text(article?["url"])
            ?? LinkedData.text(article?["mainEntityOfPage"]?["@id"] ?? article?["mainEntityOfPage"])
    }

    /// The article's text.
    var articleBody: String? { article?["articleBody"]?.text }

    /// What the article's node says, as facts; then what is said of the things it names.
    var facts: [StructuredFact] {
        guard let article else { return [] }
        var facts: [StructuredFact] = []
        let articleType = LinkedData.types(article).first
        for property in ["author", "publisher", "about", "mentions", "isBasedOn", "contentLocation"] {
            for entry in names(article[property]) {
                facts.append(
                    .init(
                        subjectType: articleType, property: property, value: entry.name,
                        valueType: LinkedData.types(entry.thing).first))
                facts += LinkedData.description(of: entry.name, entry.thing)
            }
        }
        for property in ["datePublished", "dateModified"] {
            if let date = LinkedData.text(article[property]) {
                facts.append(.init(subjectType: articleType, property: property, value: date))
            }
        }
        return facts.uniqued()
    }

    /// What an object says of the thing that it describes.
    private static func description(of name: String, _ thing: JSONValue) -> [StructuredFact] {
        var facts: [StructuredFact] = []
        let type = types(thing).first
        for property in ["sameAs", "url", "jobTitle"] {
            for value in thing[property]?.elements ?? [] {
                guard let text = text(value) else { continue }
                facts.append(.init(subject: name, subjectType: type, property: property, value: text))
            }
        }
        for property in ["worksFor", "affiliation", "parentOrganization", "memberOf"] {
            for value in thing[property]?.elements ?? [] {
                guard let text = text(value["name"] ?? value) else { continue }
                facts.append(
                    .init(
                        subject: name, subjectType: type, property: property, value: text, valueType: types(value).first
                    ))
            }
        }
        return facts
    }
}
