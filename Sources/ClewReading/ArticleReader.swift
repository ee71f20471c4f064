import ClewModel

/// Saved articles: bytes in, `Article`s out. The front of the module.
///
/// ```
/// file → ArticleParts (archives, feeds) → ArticlePart
/// part → ArticleFormat (by content) → TextDecoder → MarkupParser → PageMetadata, MainTextExtractor → Article
/// ```
///
/// Nothing throws and nothing is fetched: whatever the bytes are, the answer is articles and diagnostics. The same
/// bytes and limits give the same answer, unless the time limit is met, and then a diagnostic says so.
public struct ArticleReader: Sendable {
    /// The bounds that one file must keep.
    public private(set) var limits: Limits

    /// A reader within `limits`.
    public init(limits: Limits = .standard) {
        self.limits = limits
        // Places in a file are kept in 32 bits.
        self.limits.fileBytesMax = min(limits.fileBytesMax, 1 << 29)
    }

    /// The parts of the file at a path, each of which is read by itself: the way to read archives of any size.
    public func parts(path: String) -> ArticleParts { ArticleParts(path: path, limits: limits) }

    /// The parts of bytes that came from `origin` (a path, or a name such as `-`).
    public func parts(bytes: [UInt8], origin: String) -> ArticleParts {
        ArticleParts(bytes: bytes, origin: origin, limits: limits)
    }

    /// The parts of bytes that come one after another, as from a pipe: `next` gives those at hand, and none at the end.
    public func parts(origin: String, next: @escaping () -> [UInt8]) -> ArticleParts {
        ArticleParts(source: CalledSource(next), origin: origin, limits: limits)
    }

    /// Reads the file at a path. What cannot be read is a diagnostic of severity `error`: `reading.not-found`,
    /// `reading.permission`, `reading.is-folder`, `reading.unreadable`, or one of `read(bytes:origin:)`.
    public func read(path: String) -> ReadResult { ReadResult(parts(path: path)) }

    /// Reads bytes that came from `origin`. Errors: `reading.empty`, `reading.binary`, `reading.too-large`,
    /// `reading.format-unsupported`, `reading.not-prose`, `reading.no-text`, `reading.no-article-text`. O(bytes).
    public func read(bytes: [UInt8], origin: String) -> ReadResult { ReadResult(parts(bytes: bytes, origin: origin)) }
}

/// What came of reading one file.
public struct ReadResult: Hashable, Sendable {
    /// The articles in it, in the file's order; what was repaired or left out of one is in its `diagnostics`.
    public var articles: [Article]
    /// What concerns the file as a whole.
    public var diagnostics: [Diagnostic]

    /// A result.
    public init(articles: [Article] = [], diagnostics: [Diagnostic] = []) {
        self.articles = articles
        self.diagnostics = diagnostics
    }

    init(_ parts: ArticleParts) {
        self.init()
        for part in parts {
            let result = part.read()
            articles += result.articles
            diagnostics += result.diagnostics
        }
    }

    /// The file's diagnostics, then those of its articles.
    public var allDiagnostics: [Diagnostic] { diagnostics + articles.flatMap(\.diagnostics) }
}
