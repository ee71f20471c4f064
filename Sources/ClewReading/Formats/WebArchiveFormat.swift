import ClewModel

/// A page as Safari saves it: a property list, binary or XML, with the page's bytes, address and encoding.
struct WebArchiveFormat: ArticleFormat {
    func matches(_ sample: ContentSample) -> Bool {
        sample.starts(with: Array("bplist00".utf8))
            || (sample.rootElement == "plist" && sample.contains("webmainresource"))
    }

    func read(_ input: FormatInput) -> ReadResult {
        guard let page = SafariPage(input) else {
            return ReadResult(diagnostics: [
                Diagnostic(
                    code: "reading.format-unsupported", severity: .error,
                    message: "the property list holds no page, or is damaged",
                    repair: "save the page again as a web archive or as HTML")
            ])
        }
        var inner = input
        inner.bytes = [UInt8](page.data)
        inner.charset = page.charset
        inner.url = page.url ?? input.url
        inner.container = "webarchive"
        // What is stored as the page may be a picture or a PDF; another archive within is not looked for.
        return WebArchiveFormat().matches(ContentSample(inner.bytes))
            ? EmptyFormat().read(input) : ArticleFormats.read(inner)
    }
}
