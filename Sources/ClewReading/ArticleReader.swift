import ClewModel

/// Saved articles: bytes in, `Article`s out. The front of the module.
///
/// ```
/// bytes → ArticleFormat (by content) → TextDecoder → MarkupParser → PageMetadata, MainTextExtractor → Article
///                                                  → PlainTextFormat ─────────────────────────────→ Article
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

    /// Reads the file at a path. What cannot be read is a diagnostic of severity `error`: `reading.not-found`,
    /// `reading.permission`, `reading.is-folder`, `reading.too-large`, `reading.unreadable`, or one of `read(bytes:)`.
    public func read(path: String) -> ReadResult {
        switch FileBytes.read(path, bytesMax: limits.fileBytesMax) {
        case .success(let bytes): read(bytes: bytes, origin: path)
        case .failure(let problem): ReadResult(diagnostics: [problem.diagnostic])
        }
    }

    /// Reads bytes that came from `origin` (a path, or a name such as `-`). Errors: `reading.empty`, `reading.binary`,
    /// `reading.too-large`, `reading.format-unsupported`, `reading.not-prose`, `reading.no-text`. O(bytes).
    public func read(bytes: [UInt8], origin: String) -> ReadResult {
        guard bytes.count <= limits.fileBytesMax else {
            return ReadResult(diagnostics: [FileBytes.tooLarge(origin, bytesMax: limits.fileBytesMax)])
        }
        let input = FormatInput(
            bytes: bytes, origin: origin, limits: limits, deadline: Deadline(seconds: limits.fileSecondsMax))
        var result = ArticleFormats.read(input)
        for index in result.diagnostics.indices where result.diagnostics[index].source == nil {
            result.diagnostics[index].source = origin
        }
        return result
    }
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

    /// The file's diagnostics, then those of its articles.
    public var allDiagnostics: [Diagnostic] { diagnostics + articles.flatMap(\.diagnostics) }
}
