import ClewModel

/// A page in XML. Where it is not well-formed, as most that claim to be XHTML are not, it is read as HTML.
struct XHTMLFormat: ArticleFormat {
    func matches(_ sample: ContentSample) -> Bool {
        sample.rootElement == "html" && sample.text.hasPrefix("<?xml")
    }

    func read(_ input: FormatInput) -> ReadResult {
        let decoded = TextDecoder(containerLabel: input.charset).decode(input.bytes)
        let parser = MarkupParser(limits: input.limits, deadline: input.deadline)
        let (tree, cuts) = parser.parse(XHTMLFormat.withoutDeclaration(decoded.utf8), as: .xml)
        let reading = PageReading(input: input, format: "xhtml")
        if tree != nil || !cuts.isEmpty { return reading.read(tree, cuts, decoded.diagnostics) }
        let repair = Diagnostic(
            code: "reading.xml-malformed", severity: .note,
            message: "the page says it is XML but is not well-formed; it was read as HTML")
        let (soup, soupCuts) = parser.parse(decoded.utf8, as: .html)
        return reading.read(soup, soupCuts, decoded.diagnostics + [repair])
    }

    /// The XML declaration made spaces, as its encoding is no longer true. Lines keep their numbers.
    private static func withoutDeclaration(_ utf8: [UInt8]) -> [UInt8] {
        guard let start = utf8.firstIndex(of: 0x3C), utf8[start...].starts(with: "<?xml".utf8),
            let end = utf8[start...].firstIndex(of: 0x3E)
        else { return utf8 }
        let lines = utf8[...end].filter { $0 == 0x0A }
        return lines + utf8[(end + 1)...]
    }
}
