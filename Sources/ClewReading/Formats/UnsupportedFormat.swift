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
        if sample.starts(with: [0x28, 0xB5, 0x2F, 0xFD]) { return "a file compressed with Zstandard" }
        if sample.starts(with: [0x42, 0x5A, 0x68]) { return "a file compressed with bzip2" }
        if sample.starts(with: [0xFD, 0x37, 0x7A, 0x58, 0x5A]) { return "a file compressed with xz" }
        if sample.starts(with: [0x37, 0x7A, 0xBC, 0xAF]) { return "a 7z archive" }
        if sample.starts(with: Array("ustar".utf8), at: 257) { return "a tar archive" }
        if sample.text.hasPrefix("{\\rtf") { return "rich text (RTF)" }
        switch sample.rootElement {
        case "plist": return "a property list"
        case "svg": return "a drawing (SVG)"
        case "opml": return "a list of feeds (OPML)"
        case "urlset", "sitemapindex": return "a site map"
        default: return nil
        }
    }
}
