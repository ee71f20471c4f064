import ClewModel

/// Lists of links without the articles' text: browsers' bookmarks, the exports of Pocket, Instapaper,
/// Readwise and Raindrop.
/// Refused with words that say why.
struct BookmarkListFormat: ArticleFormat {
    private static let headers = [
        "title,url,time_added,tags,status", "url,title,selection,folder", "title,url,id,document tags,saved date",
        "title;url;content;tags;mime type;language;creation date", "folder,url,title,note,tags,created",
    ]

    func matches(_ sample: ContentSample) -> Bool {
        if sample.contains("<!doctype netscape-bookmark-file-1>") { return true }
        if sample.contains("time_added=\""), sample.contains("<title>pocket export</title>") { return true }
        return BookmarkListFormat.headers.contains { sample.text.hasPrefix($0) }
    }

    func read(_ input: FormatInput) -> ReadResult {
        // Wallabag's table has text, but with its lines gone and dates that nobody can tell apart.
        let isWallabag = ContentSample(input.bytes).text.hasPrefix("title;url;content")
        return ReadResult(diagnostics: [
            Diagnostic(
                code: "reading.no-article-text", severity: .error,
                message: isWallabag
                    ? "Wallabag's CSV spoils the articles' text"
                    : "this is a list of links; it does not hold the articles' text",
                repair: isWallabag ? "export as JSON from Wallabag" : "open the links and save each page as HTML")
        ])
    }
}
