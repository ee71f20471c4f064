import ClewModel

/// Articles as objects of JSON with their HTML or text: Wallabag's export, Readability's answers, lines of such
/// objects. An object is cut out of the file by itself, so that a long list needs no more memory than its file.
enum SavedEntries {
    static func matches(_ sample: ContentSample) -> Bool {
        guard let first = sample.text.first, first == "{" || first == "[" else { return false }
        let next = sample.text.dropFirst().drop { $0.isWhitespace }
        switch next.first {
        case "\"":
            guard first == "{" else { return true }
            let afterKey = next.dropFirst().drop { $0 != "\"" }.dropFirst().drop { $0.isWhitespace }
            return afterKey.first == ":"
        case "{", "[": return first == "["
        case "}", "]": return next.dropFirst().allSatisfy(\.isWhitespace)
        default: return false
        }
    }

    /// The entries of a list, or the one that the file is.
    static func open(_ input: FormatInput) -> any PartReader {
        let decoded = TextDecoder(containerLabel: input.charset).decode(input.bytes)
        var objects = JSONObjects(decoded.utf8)
        var without = 0
        var unreadable = 0
        var notes = decoded.diagnostics
        return ListReader {
            while let object = objects.next() {
                guard let value = JSONValue(String(decoding: object, as: UTF8.self)) else {
                    unreadable += 1
                    continue
                }
                guard let part = part(value, input) else {
                    without += 1
                    continue
                }
                defer { notes = [] }
                return .document(part, notes)
            }
            defer { (without, unreadable) = (0, 0) }
            return problem(without: without, unreadable: unreadable)
        }
    }

    private static func problem(without: Int, unreadable: Int) -> ContainedPart? {
        if unreadable > 0 {
            return .problem(
                Diagnostic(
                    code: "reading.json-damaged", severity: .warning,
                    message: "\(unreadable) entries are not valid JSON and were left out",
                    repair: "export the list again"))
        }
        guard without > 0 else { return nil }
        return .problem(
            Diagnostic(
                code: "reading.summary-only", severity: .warning,
                message: "\(without) objects of JSON hold no article's text and were left out",
                repair: "export with the articles' content, or save their pages"))
    }

    private static func part(_ entry: JSONValue, _ input: FormatInput) -> FormatInput? {
        func text(_ names: String...) -> String? {
            for name in names {
                guard let text = entry[name]?.elements.first?.text else { continue }
                let clean = ArticleText.clean(text)
                if !clean.isEmpty { return clean }
            }
            return nil
        }
        let body = ["content", "html", "text", "textContent"].lazy.compactMap { entry[$0]?.text }
            .first { $0.contains { !$0.isWhitespace } }
        guard let body else { return nil }
        var metadata = PageMetadata()
        metadata.title = text("title").map { CharacterReferences.resolve($0) }
        let authors = ["published_by", "author", "authors", "byline"].lazy.compactMap { entry[$0] }.first
        metadata.authors = (authors?.elements ?? []).compactMap(\.text).flatMap { Byline.names($0) }.uniqued()
        metadata.publisher = text("siteName", "site", "domain_name")
        metadata.language = text("language", "lang").flatMap(PageLanguage.tag)
        metadata.url = [text("given_url"), text("origin_url"), text("url", "link", "resolved_url")].compactMap { $0 }
            .last { $0.hasPrefix("http") }
        metadata.setPublished(text("published_at", "publishedTime", "date", "publishedAt"))
        metadata.facts = metadata.statedFacts()
        for tag in (entry["tags"]?.elements ?? []).compactMap({ $0.text ?? $0["label"]?.text }) {
            metadata.facts.append(StructuredFact(property: "keywords", value: tag))
        }
        var part = input
        part.bytes = Array(body.utf8)
        part.charset = "utf-8"
        part.container = "json"
        part.given = metadata
        part.isBody = true
        part.saved = text("created_at", "savedAt").flatMap(DateReader.date(field:))
        return part
    }
}

/// The outermost objects of JSON in bytes, as they stand, in a list or one after another.
struct JSONObjects: IteratorProtocol {
    private let bytes: [UInt8]
    private var position = 0

    init(_ bytes: [UInt8]) { self.bytes = bytes }

    /// The next object. O(its bytes).
    mutating func next() -> ArraySlice<UInt8>? {
        guard let start = bytes[position...].firstIndex(of: 0x7B) else { return nil }
        var depth = 0
        var isInString = false
        var index = start
        while index < bytes.count {
            let byte = bytes[index]
            if isInString {
                if byte == 0x5C { index += 1 } else if byte == 0x22 { isInString = false }
            } else if byte == 0x22 {
                isInString = true
            } else if byte == 0x7B {
                depth += 1
            } else if byte == 0x7D {
                depth -= 1
                if depth == 0 {
                    position = index + 1
                    return bytes[start...index]
                }
            }
            index += 1
        }
        position = bytes.count
        return bytes[start...]
    }
}
