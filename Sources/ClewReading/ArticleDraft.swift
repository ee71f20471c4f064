import ClewModel

/// What a format has read of one article; it becomes an `Article` with its name and its hash.
struct ArticleDraft {
    var metadata: PageMetadata
    var text: ArticleText
    var saved: CalendarDate?
    var place: String?
    var diagnostics: [Diagnostic] = []

    /// The article.
    func article(format: String, origin: String, limits: Limits) -> Article {
        var notes = diagnostics + metadata.diagnostics
        if text.isTruncated {
            notes.append(
                Diagnostic(
                    code: "reading.truncated", severity: .warning,
                    message:
                        "the article is longer than the limit of \(limits.textScalarsMax) characters; the rest was left out",
                    repair: "raise the limit"))
        }
        for index in notes.indices where notes[index].source == nil { notes[index].source = origin }
        let hash = ContentHash.sha256(text.text.utf8)
        let name = metadata.url.map { ContentHash.sha256($0.utf8) } ?? hash
        return Article(
            id: String(name.prefix(16)), origin: origin, format: format, contentHash: hash, url: metadata.url,
            title: metadata.title, authors: metadata.authors, publisher: metadata.publisher,
            published: metadata.published,
            publishedTime: metadata.publishedTime, saved: saved, place: place, language: metadata.language,
            text: text.text,
            blocks: text.blocks, structuredData: metadata.facts, diagnostics: notes)
    }
}
