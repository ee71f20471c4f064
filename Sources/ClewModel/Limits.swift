/// The bounds that one input must keep. Whoever meets one says so in a diagnostic.
public struct Limits: Hashable, Sendable {
    /// Bytes of one document; an archive may be larger.
    public var fileBytesMax: Int
    /// Bytes that one file's archives may unpack to.
    public var archiveBytesMax: Int
    /// How many times its size compressed data may unpack to.
    public var archiveRatioMax: Int
    /// Nesting of elements in one document.
    public var depthMax: Int
    /// Nodes in one parsed document.
    public var nodesMax: Int
    /// Unicode scalars of text kept of one article.
    public var textScalarsMax: Int
    /// Words of one sentence; a longer one is split.
    public var sentenceWordsMax: Int
    /// Time spent on one document, in seconds.
    public var fileSecondsMax: Double

    /// The bounds that the commands use, unless told otherwise.
    public static let standard = Limits(
        fileBytesMax: 64 << 20, depthMax: 2_048, nodesMax: 2_000_000, textScalarsMax: 4_000_000,
        sentenceWordsMax: 200, fileSecondsMax: 60)

    /// Bounds of your own.
    public init(
        fileBytesMax: Int, depthMax: Int, nodesMax: Int, textScalarsMax: Int, sentenceWordsMax: Int,
        fileSecondsMax: Double, archiveBytesMax: Int = 64 << 30, archiveRatioMax: Int = 200
    ) {
        self.fileBytesMax = fileBytesMax
        self.archiveBytesMax = archiveBytesMax
        self.archiveRatioMax = max(1, archiveRatioMax)
        self.depthMax = depthMax
        self.nodesMax = nodesMax
        self.textScalarsMax = textScalarsMax
        self.sentenceWordsMax = sentenceWordsMax
        self.fileSecondsMax = fileSecondsMax
    }
}
