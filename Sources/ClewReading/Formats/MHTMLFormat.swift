import ClewModel

/// A page with its pictures in one file of MIME (RFC 2557), as Chrome and Edge save it: the page is the part that the
/// header's `Snapshot-Content-Location` names, else the first part of HTML. The other parts are not read. Its subject is
/// the title of a page that has none.
struct MHTMLFormat: ArticleFormat {
    private static let firstFields: Set<Substring> = [
        "from", "mime-version", "snapshot-content-location", "subject", "content-type", "date", "content-location",
        "x-maf-information",
    ]

    func matches(_ sample: ContentSample) -> Bool {
        guard MHTMLFormat.firstFields.contains(sample.text.prefix { $0 != ":" && !$0.isWhitespace }) else {
            return false
        }
        return sample.text.contains("multipart/related") && sample.text.contains("boundary")
    }

    func read(_ input: FormatInput) -> ReadResult {
        let file = MIMEPart(input.bytes[...])
        let all = file.parts
        let parts = all.filter { $0.mediaType == "text/html" || $0.mediaType == "application/xhtml+xml" }
        let address = file.header["snapshot-content-location"]
        guard
            let page = parts.first(where: { address != nil && $0.header["content-location"] == address }) ?? parts.first
        else {
            return ReadResult(diagnostics: [
                Diagnostic(
                    code: "reading.no-text", severity: .error,
                    message: "there is no page among the parts of the MIME file",
                    repair: "save the page again as MHTML or as HTML")
            ])
        }
        var inner = input
        inner.bytes = page.body
        inner.charset = page.parameter("charset")
        inner.url = [address, page.header["content-location"], input.url].compactMap { $0 }.first {
            $0.hasPrefix("http")
        }
        inner.saved = file.header["date"].flatMap(DateReader.date(field:)) ?? input.saved
        inner.subject = file.header["subject"].map { ArticleText.clean(EncodedWord.decode($0)) }
            .flatMap { $0.isEmpty ? nil : $0 }
        inner.container = "mhtml"
        var result = HTMLFormat().read(inner)
        if all.count > MIMEPart.partsMax {
            result.diagnostics.append(
                Diagnostic(
                    code: "reading.too-many-parts", severity: .warning,
                    message: "the MIME file has more than \(MIMEPart.partsMax) parts; the rest was left out",
                    repair: "save the page again as HTML"))
        }
        return result
    }
}
