import ClewModel

/// A page in XML. Where it is not well-formed, as most that claim to be XHTML are not, it is read as HTML.
struct XHTMLFormat: ArticleFormat {
    func matches(_ sample: ContentSample) -> Bool { sample.rootElement == "html" && sample.text.hasPrefix("<?xml") }

    func read(_ input: FormatInput) -> ReadResult {
        let decoded = TextDecoder(containerLabel: input.charset).decode(input.bytes)
        let parser = MarkupParser(limits: input.limits, deadline: input.deadline)
        let (tree, cuts) = parser.parse(XMLDocument.withoutDeclaration(decoded.utf8), as: .xml)
        let reading = PageReading(input: input, format: "xhtml")
        if tree != nil || cuts.contains(where: { $0 != .attribute }) {
            return reading.read(tree, cuts, decoded.diagnostics)
        }
        let repair = Diagnostic(
            code: "reading.xml-malformed", severity: .note,
            message: "the page says it is XML but is not well-formed; it was read as HTML")
        let (soup, soupCuts) = parser.parse(InertContent.removed(from: decoded.utf8), as: .html)
        return reading.read(soup, soupCuts, decoded.diagnostics + [repair])
    }
}
