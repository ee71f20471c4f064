/// What tests and tools look at: the parts of a computation that annotations do not show.
extension LanguageModel {
    /// The values of one tensor, scaled back to floats and row-major; nil if there is none of that name, or it is text.
    ///
    /// For the plain reference computation that the tests compare with.
    package func values(of name: String) -> [Float]? {
        guard let entry = file.header.tensors[name] else { return nil }
        let shape = entry.shape.map(Optional.some)
        if entry.dtype == "f32" { return (try? file.floats(name, shape)).map { Array($0.values) } }
        guard entry.dtype == "i8", let rows = entry.shape.first,
            let values = try? file.tensor(name, "i8", shape, as: Int8.self),
            let scales = try? file.floats("\(name).scale", [rows])
        else { return nil }
        let columns = values.count / rows
        return values.indices.map { Float(values[$0]) * scales.values[$0 / columns] }
    }

    /// Sizes that the reference computation needs.
    package var sizes: (layers: Int, width: Int, heads: Int, epsilon: Float, slope: Float) {
        let config = configuration
        return (config.layers, config.width, config.heads, config.normEpsilon, config.leakyReluSlope)
    }

    /// Pieces and letter cases of a sentence's words.
    package func pieces(of words: [String]) -> PieceSpan {
        var scratch = WordPieceTokenizer.Scratch()
        return PieceSpan(words[...], tokenizer: pieces, scratch: &scratch)
    }

    /// Ids of the pieces that start and end a sequence.
    package var sequenceMarks: (start: Int32, end: Int32) { (pieces.start, pieces.end) }

    /// The last layer's state of each word's first piece: one row of `width` floats per word of a sentence that fits
    /// the model's positions.
    package func lastStates(of words: [String], kernels: LanguageKernels = .fastest) -> [[Float]] {
        let span = pieces(of: words)
        let windows = SequenceWindow.windows(over: span, piecesMax: configuration.maxPositions - 2)
        guard let window = windows.first, windows.count == 1, !words.isEmpty else { return [] }
        var batch = PieceBatch()
        batch.append(window, of: span, tokenizer: pieces)
        let last = (0..<3 * configuration.layers).map { Float($0 == configuration.layers - 1 ? 1 : 0) }
        let vectors = WordVectors(count: words.count, width: configuration.width)
        Encoder(model: self, rowsMax: batch.pieces.count, shares: last, kernels: kernels).encode(batch, into: vectors)
        return words.indices.map { word in
            Array(
                UnsafeBufferPointer(
                    start: vectors.rows(.tags) + (word + 1) * configuration.width, count: configuration.width))
        }
    }
}
