import ClewModel

/// Lists of links without the articles' text: browsers' bookmarks, the exports of Pocket, Instapaper and Readwise.
/// Refused with words that say why.
struct BookmarkListFormat: ArticleFormat {
    private static let headers = [
        "title,url,time_added,tags,status", "url,title,selection,folder", "title,url,id,document tags,saved date",
    ]

    func matches(_ sample: ContentSample) -> Bool {
        if sample.text.prefix(400).contains("<!doctype netscape-bookmark-file-1>") { return true }
        if sample.text.contains("time_added=\""), sample.text.contains("<title>pocket export</title>") { return true }
        return BookmarkListFormat.headers.contains { sample.text.hasPrefix($0) }
    }

    func read(_ input: FormatInput) -> ReadResult {
        ReadResult(diagnostics: [
            Diagnostic(
                code: "reading.no-article-text", severity: .error,
                message: "this is a list of links; it does not hold the articles' text",
                repair: "open the links and save each page as HTML")
        ])
    }
}
