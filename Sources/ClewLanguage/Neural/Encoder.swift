/// The transformer encoder (BERT's post-norm layers) over a batch of word pieces.
///
/// Holds the memory of a computation: one thread at a time uses it.
final class Encoder {
    private let model: LanguageModel
    private let kernels: LanguageKernels
    /// Each layer's share of each view.
    private let shares: [[Float]]
    private let rowsMax: Int
    private let width: Int
    private let product: IntegerProduct
    private let attention: Attention
    private let hiddenMemory: AlignedBytes
    private let contextMemory: AlignedBytes
    private let projectionMemory: AlignedBytes
    private let activationMemory: AlignedBytes
    private let activationStepMemory: AlignedBytes
    /// States and what attention gathered: `rowsMax × width` each.
    private let hidden: UnsafeMutablePointer<Float>
    private let context: UnsafeMutablePointer<Float>
    /// Queries, keys and values: `rowsMax × 3 · width`.
    private let projections: UnsafeMutablePointer<Float>
    /// What the widest layer gave, rounded to 8 bits, and the step of each row.
    private let activations: UnsafeMutablePointer<UInt8>
    private let activationSteps: UnsafeMutablePointer<Float>

    /// Memory for batches of at most `rowsMax` pieces; never less than the longest sequence.
    ///
    /// `shares` is `3 × layers`, the model's own mix of layers unless told otherwise.
    init(model: LanguageModel, rowsMax: Int, shares: [Float]? = nil, kernels: LanguageKernels = .fastest) {
        self.kernels = kernels
        self.model = model
        let config = model.configuration
        let shares = shares ?? Array(model.weights.heads.mix.values)
        self.shares = (0..<config.layers).map { layer in
            WordVectors.View.allCases.map { shares[$0.rawValue * config.layers + layer] }
        }
        width = config.width
        self.rowsMax = max(rowsMax, config.maxPositions)
        product = IntegerProduct(for: model.weights.layers.flatMap(\.matrices), kernels: kernels)
        attention = Attention(
            width: config.width, heads: config.heads, positionsMax: config.maxPositions, kernels: kernels)
        hiddenMemory = AlignedBytes(count: self.rowsMax * config.width * 4)
        contextMemory = AlignedBytes(count: self.rowsMax * config.width * 4)
        projectionMemory = AlignedBytes(count: self.rowsMax * 3 * config.width * 4)
        // Products read whole blocks of rows.
        let blockedRows = self.rowsMax + IntegerProduct.rowsMax
        let inner = model.weights.layers.map(\.intermediate.rows).max() ?? 0
        activationMemory = AlignedBytes(count: max(blockedRows * inner, 1))
        activationStepMemory = AlignedBytes(count: blockedRows * 4)
        activations = activationMemory.start(of: UInt8.self)
        activationSteps = activationStepMemory.start(of: Float.self)
        hidden = hiddenMemory.start(of: Float.self)
        context = contextMemory.start(of: Float.self)
        projections = projectionMemory.start(of: Float.self)
    }

    /// Adds the words' vectors to `vectors`. Complexity: linear in pieces, quadratic in a sequence's pieces.
    func encode(_ batch: PieceBatch, into vectors: WordVectors) {
        precondition(batch.pieces.count <= rowsMax)
        guard !batch.wordRows.isEmpty else { return }
        embed(batch)
        let layers = model.weights.layers
        for (index, layer) in layers.enumerated() {
            attend(layer, batch)
            // Only the words' first pieces are read from the last layer: the others need not be finished.
            let rows = index == layers.count - 1 ? keep(batch.wordRows) : batch.pieces.count
            finish(layer, rows: rows)
            for (position, row) in batch.wordRows.enumerated() {
                let source = hidden + (index == layers.count - 1 ? position : row) * width
                kernels.mix(
                    source, shares: shares[index], count: width, target: vectors.row(batch.firstWord + position),
                    stride: vectors.stride)
            }
        }
    }

    /// States from the tables of words, positions and letter cases.
    private func embed(_ batch: PieceBatch) {
        let weights = model.weights
        for sequence in batch.sequences {
            for row in sequence {
                let state = hidden + row * width
                Self.addEmbeddings(
                    state, word: weights.word.row(Int(batch.pieces[row])),
                    position: weights.position.row(row - sequence.lowerBound),
                    letterCase: weights.letterCase.start + Int(batch.cases[row]) * width, count: width)
                kernels.normalize(
                    state, adding: nil, weights.norm, epsilon: model.configuration.normEpsilon, count: width)
            }
        }
    }

    /// Hot loop: the sum of three vectors, two of them scaled bytes.
    ///
    /// Invariant: all have `count` values, a multiple of 8.
    private static func addEmbeddings(
        _ state: UnsafeMutablePointer<Float>, word: QuantizedTable.Row, position: QuantizedTable.Row,
        letterCase: UnsafePointer<Float>, count: Int
    ) {
        var index = 0
        while index < count {
            state.put(word.lanes(index) + position.lanes(index) + letterCase.lanes(index), index)
            index &+= 8
        }
    }

    /// Queries, keys and values of all rows, and attention sequence by sequence into `context`.
    private func attend(_ layer: ModelWeights.Layer, _ batch: PieceBatch) {
        product.linear(hidden, rows: batch.pieces.count, layer.queryKeyValue, output: projections)
        for sequence in batch.sequences {
            attention.apply(
                projections + sequence.lowerBound * layer.queryKeyValue.rows, count: sequence.count,
                context: context + sequence.lowerBound * width)
        }
    }

    /// Moves the given rows, in ascending order, to the front; returns their number.
    private func keep(_ rows: [Int]) -> Int {
        for (position, row) in rows.enumerated() where position != row {
            (hidden + position * width).update(from: hidden + row * width, count: width)
            (context + position * width).update(from: context + row * width, count: width)
        }
        return rows.count
    }

    /// All of a layer that follows attention. One matrix goes over all rows before the next one does, so that its weights
    /// stay in the cache.
    private func finish(_ layer: ModelWeights.Layer, rows: Int) {
        let inner = layer.intermediate.rows
        forBlocks(of: rows) { first, count in
            product.quantize(context + first * width, rows: count, columns: width)
            product.multiply(layer.attentionOutput, rows: count)
            addAndNormalize(layer.attentionOutput, layer.attentionNorm, from: first, rows: count)
        }
        forBlocks(of: rows) { first, count in
            product.quantize(hidden + first * width, rows: count, columns: width)
            product.multiply(layer.intermediate, rows: count)
            for row in 0..<count {
                activationSteps[first + row] = kernels.activate(
                    product.scaled(row: row, of: layer.intermediate), count: inner,
                    floats: product.floats + row * inner, output: activations + (first + row) * inner)
            }
        }
        forBlocks(of: rows) { first, count in
            product.steps.update(from: activationSteps + first, count: count)
            product.multiply(activations + first * inner, by: layer.output, rows: count)
            addAndNormalize(layer.output, layer.outputNorm, from: first, rows: count)
        }
    }

    private func forBlocks(of rows: Int, _ body: (_ first: Int, _ count: Int) -> Void) {
        for first in stride(from: 0, to: rows, by: IntegerProduct.rowsMax) {
            body(first, min(IntegerProduct.rowsMax, rows - first))
        }
    }

    /// `hidden` = norm(`hidden` + the product's rows).
    private func addAndNormalize(
        _ matrix: QuantizedMatrix, _ norm: ModelWeights.Norm, from first: Int, rows: Int
    ) {
        for row in 0..<rows {
            kernels.normalize(
                hidden + (first + row) * width, adding: product.scaled(row: row, of: matrix), norm,
                epsilon: model.configuration.normEpsilon, count: width)
        }
    }
}

extension QuantizedTable {
    /// One vector of the table.
    struct Row {
        let values: UnsafePointer<Int8>
        let scale: Float

        /// Eight values from `index` on. Invariant: the vector has that many.
        @inline(__always)
        func lanes(_ index: Int) -> Lanes {
            let bytes = UnsafeRawPointer(values + index).loadUnaligned(as: SIMD8<Int8>.self)
            return Lanes(SIMD8<Int32>(truncatingIfNeeded: bytes)) * scale
        }
    }

    /// The vector at an index below `rows`.
    func row(_ index: Int) -> Row {
        guard index < rows, let start = values.baseAddress else { preconditionFailure("row \(index) of \(rows)") }
        return Row(values: start + index * columns, scale: scales.values[index])
    }
}
