import ClewModel

/// Formats that hold articles and are known, but cannot be read. Refused by name, so that nobody has to guess.
struct UnsupportedFormat: ArticleFormat {
    func matches(_ sample: ContentSample) -> Bool { name(sample) != nil }

    func read(_ input: FormatInput) -> ReadResult {
        let name = name(ContentSample(input.bytes)) ?? "this format"
        return ReadResult(diagnostics: [
            Diagnostic(
                code: "reading.format-unsupported", severity: .error, message: "\(name) cannot be read yet",
                repair: "save the article's page as HTML, MHTML or text")
        ])
    }

    private func name(_ sample: ContentSample) -> String? {
        if sample.starts(with: Array("PK".utf8) + [3, 4]) { return "a ZIP archive (WACZ, EPUB or the like)" }
        if sample.starts(with: Array("bplist00".utf8)) { return "a Safari web archive" }
        if sample.starts(with: Array("WARC/".utf8)) { return "a WARC archive" }
        if sample.starts(with: [0x1F, 0x8B]) { return "a file compressed with gzip" }
        if sample.starts(with: [0x28, 0xB5, 0x2F, 0xFD]) { return "a file compressed with Zstandard" }
        if sample.starts(with: [0x42, 0x5A, 0x68]) { return "a file compressed with bzip2" }
        if sample.starts(with: [0xFD, 0x37, 0x7A, 0x58, 0x5A]) { return "a file compressed with xz" }
        if sample.starts(with: [0x37, 0x7A, 0xBC, 0xAF]) { return "a 7z archive" }
        if isJSON(sample) { return "JSON" }
        if sample.text.hasPrefix("{\\rtf") { return "rich text (RTF)" }
        return sample.rootElement.flatMap { xmlName($0, sample) }
    }

    private func xmlName(_ root: Substring, _ sample: ContentSample) -> String? {
        switch root {
        case "rss", "rdf", "feed": return "a news feed (RSS or Atom)"
        case "newsitem", "newsmessage", "newsml": return "NewsML"
        case "nitf": return "NITF"
        case "tei", "tei.2": return "TEI"
        case "plist": return "a property list"
        case "svg": return "a drawing (SVG)"
        case "article":
            let isJATS =
                sample.text.contains("article-type=") || sample.text.contains("jats") || sample.text.contains("<front>")
            return isJATS ? "JATS" : nil
        default: return nil
        }
    }

    /// An object or array whose first elements look like JSON's.
    private func isJSON(_ sample: ContentSample) -> Bool {
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
}
