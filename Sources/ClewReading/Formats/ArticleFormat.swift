import ClewModel

/// A format that articles are saved in: how to know it by its content, and how to read it. One type per format, one
/// file per type.
protocol ArticleFormat: Sendable {
    /// Whether a file that starts so is in this format. Formats are asked in the order of `ArticleFormats.all`.
    func matches(_ sample: ContentSample) -> Bool
    /// Reads the articles in it.
    func read(_ input: FormatInput) -> ReadResult
}

/// One file, or one part of an archive, to be read.
struct FormatInput {
    var bytes: [UInt8]
    var origin: String
    var limits: Limits
    /// Set when reading begins.
    var deadline = Deadline(seconds: .greatestFiniteMagnitude)
    /// The encoding, as the archive tells it.
    var charset: String?
    /// The page's address, as the archive tells it.
    var url: String?
    /// When it was saved, as the archive tells it.
    var saved: CalendarDate?
    /// What the archive calls the page, for pages without a title.
    var subject: String?
    /// The format of the archive, which is then the article's.
    var container: String?
    /// What a feed or a read-later service says of the article: it knows better than the text alone.
    var given: PageMetadata?
    /// Whether the bytes are the article's body and nothing else.
    var isBody = false
}

/// The formats that are known, in the order in which they are asked: those with a sure sign first.
enum ArticleFormats {
    static let all: [any ArticleFormat] = [
        EmptyFormat(), MHTMLFormat(), WebArchiveFormat(), UnsupportedFormat(), BookmarkListFormat(), XHTMLFormat(),
        NewsMLFormat(), NITFFormat(), JATSFormat(), TEIFormat(), HTMLFormat(), BinaryFormat(), PlainTextFormat(),
    ]

    /// Reads with the first format that knows the content.
    static func read(_ input: FormatInput) -> ReadResult {
        let sample = ContentSample(input.bytes)
        guard let format = all.first(where: { $0.matches(sample) }) else { return ReadResult() }
        return format.read(input)
    }
}

/// Where nothing is.
struct EmptyFormat: ArticleFormat {
    func matches(_ sample: ContentSample) -> Bool { sample.isBlank }

    func read(_ input: FormatInput) -> ReadResult {
        let message = input.bytes.isEmpty ? "the file is empty" : "there is nothing but white space in the file"
        return ReadResult(diagnostics: [
            Diagnostic(
                code: "reading.empty", severity: .error, message: message, repair: "save the article again")
        ])
    }
}
