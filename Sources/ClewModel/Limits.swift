/// The bounds that one input must keep. Whoever meets one says so in a diagnostic.
public struct Limits: Hashable, Sendable {
    /// Bytes read of one file.
    public var fileBytesMax: Int
    /// Nesting of elements in one document.
    public var depthMax: Int
    /// Nodes in one parsed document.
    public var nodesMax: Int
    /// Unicode scalars of text kept of one article.
    public var textScalarsMax: Int
    /// Words of one sentence; a longer one is split.
    public var sentenceWordsMax: Int
    /// Time spent on one file, in seconds.
    public var fileSecondsMax: Double

    /// The bounds that the commands use, unless told otherwise.
    public static let standard = Limits(
        fileBytesMax: 64 << 20, depthMax: 2_048, nodesMax: 2_000_000, textScalarsMax: 4_000_000,
        sentenceWordsMax: 200, fileSecondsMax: 60)

    /// Bounds of your own.
    public init(
        fileBytesMax: Int, depthMax: Int, nodesMax: Int, textScalarsMax: Int, sentenceWordsMax: Int,
        fileSecondsMax: Double
    ) {
        self.fileBytesMax = fileBytesMax
        self.depthMax = depthMax
        self.nodesMax = nodesMax
        self.textScalarsMax = textScalarsMax
        self.sentenceWordsMax = sentenceWordsMax
        self.fileSecondsMax = fileSecondsMax
    }
}
