/// Tags, parses and finds the names of tokenised sentences with a language model.
///
/// The result depends on a sentence's words alone, not on its neighbours, the processor or the number of threads.
/// - A sentence of more pieces than the model has positions is encoded in windows that overlap by a quarter; each word
///   takes its vector from the window in which it stands farther from an edge. Names and tree are then decided over
///   the whole sentence.
/// - A sentence of more than `wordsMax` words is read in spans of that many; the root of each further span hangs on
///   the first span's root as `parataxis` (`dep`, should the model not know that), so that it is still one tree.
package struct SentenceAnnotator: Sendable {
    /// Words over which one tree is sought.
    package static let wordsMax = 512

    /// Pieces that go through the encoder together: enough for full speed, few enough to stay in the cache.
    static let batchPiecesMax = 384

    private let model: LanguageModel
    private let kernels: LanguageKernels

    /// An annotator that uses `model`; `kernels` changes the speed, never the result.
    package init(model: LanguageModel, kernels: LanguageKernels = .fastest) {
        self.model = model
        self.kernels = kernels
    }

    /// One annotation per sentence, in order; of a sentence without words the empty one.
    ///
    /// Uses the calling thread only. Complexity: linear in sentences, quadratic in the words of each up to `wordsMax`;
    /// memory for one batch, some 10 MB, whatever the number of sentences.
    package func annotate(_ sentences: [[String]]) -> [Annotation] {
        guard sentences.contains(where: { !$0.isEmpty }) else { return sentences.map { _ in .empty } }
        let run = AnnotationRun(model: model, kernels: kernels)
        for sentence in sentences {
            for start in stride(from: 0, to: sentence.count, by: Self.wordsMax) {
                run.add(sentence[start..<min(start + Self.wordsMax, sentence.count)])
            }
        }
        var spans = run.finish()[...]
        return sentences.map { sentence in
            let count = (sentence.count + Self.wordsMax - 1) / Self.wordsMax
            defer { spans = spans.dropFirst(count) }
            return joined(spans.prefix(count))
        }
    }

    /// One tree of the spans' trees.
    private func joined(_ spans: ArraySlice<Annotation>) -> Annotation {
        guard var whole = spans.first else { return .empty }
        let root = whole.heads.firstIndex(of: -1) ?? 0
        let loose = model.labels.relations.contains("parataxis") ? "parataxis" : "dep"
        for span in spans.dropFirst() {
            let base = whole.heads.count
            whole.upos += span.upos
            whole.xpos += span.xpos
            whole.nameLabels += span.nameLabels
            whole.headMargins += span.headMargins
            whole.heads += span.heads.map { $0 < 0 ? root : base + $0 }
            whole.relations += zip(span.heads, span.relations).map { $0 < 0 ? loose : $1 }
        }
        return whole
    }
}
