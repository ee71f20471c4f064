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
        if isMessage(sample) { return "an e-mail message" }
        switch sample.rootElement {
        case "plist": return "a property list"
        case "svg": return "a drawing (SVG)"
        case "opml": return "a list of feeds (OPML)"
        case "urlset", "sitemapindex": return "a site map"
        default: return nil
        }
    }

    /// Whether the header is one of MIME and names somebody to whom it was sent, as that of no saved page does.
    private func isMessage(_ sample: ContentSample) -> Bool {
        guard sample.contains("mime-version:"), sample.text.first != "<" else { return false }
        let header = sample.text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline).prefix {
            !$0.isEmpty
        }
        return ["mime-version:", "to:"].allSatisfy { field in header.contains { $0.hasPrefix(field) } }
    }
}
