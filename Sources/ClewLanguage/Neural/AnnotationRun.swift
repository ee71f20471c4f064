/// One pass over many spans of words: they are gathered into batches, and each full batch is annotated.
///
/// Holds the memory of a computation: one thread at a time uses it.
final class AnnotationRun {
    private let model: LanguageModel
    private let encoder: Encoder
    private let heads: PredictionHeads
    private var scratch = WordPieceTokenizer.Scratch()
    private var annotations: [Annotation] = []
    /// What waits: the words of each span, and its pieces in one batch (several, if one span fills them all).
    private var spans: [Range<Int>] = []
    private var batches: [PieceBatch] = []

    init(model: LanguageModel, kernels: LanguageKernels) {
        self.model = model
        encoder = Encoder(model: model, rowsMax: SentenceAnnotator.batchPiecesMax, kernels: kernels)
        heads = PredictionHeads(
            model: model, wordsMax: max(SentenceAnnotator.wordsMax, SentenceAnnotator.batchPiecesMax),
            kernels: kernels)
    }

    /// Adds a span of at most `SentenceAnnotator.wordsMax` words, and at least one.
    func add(_ words: ArraySlice<String>) {
        let span = PieceSpan(words, tokenizer: model.pieces, scratch: &scratch)
        let windows = SequenceWindow.windows(over: span, piecesMax: model.configuration.maxPositions - 2)
        let room = SentenceAnnotator.batchPiecesMax - (batches.first?.pieces.count ?? 0)
        if windows.count > 1 || span.pieces.count + 2 > room { flush() }
        let first = spans.last?.upperBound ?? 0
        spans.append(first..<first + words.count)
        for (index, window) in windows.enumerated() {
            if batches.isEmpty || index > 0 { batches.append(PieceBatch()) }
            if index > 0 { batches[batches.count - 1].firstWord = window.owned.lowerBound }
            batches[batches.count - 1].append(window, of: span, tokenizer: model.pieces)
        }
        if windows.count > 1 { flush() }
    }

    /// All annotations, in the order in which spans were added.
    func finish() -> [Annotation] {
        flush()
        defer { annotations = [] }
        return annotations
    }

    private func flush() {
        guard let last = spans.last else { return }
        let vectors = WordVectors(count: last.upperBound, width: model.configuration.width)
        for batch in batches { encoder.encode(batch, into: vectors) }
        annotations += heads.annotate(spans, vectors)
        spans = []
        batches = []
    }
}
