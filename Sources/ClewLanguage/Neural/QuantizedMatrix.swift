/// Floats of a model: a view into its bytes, which `LanguageModel` keeps alive and nobody writes.
struct FloatTensor: @unchecked Sendable {
    let values: UnsafeBufferPointer<Float>

    /// The first value; every tensor has one.
    var start: UnsafePointer<Float> {
        guard let start = values.baseAddress else { preconditionFailure("a tensor has at least one value") }
        return start
    }
}

/// The weights of a linear product, rounded to 8 bits row by row: row o stands for `weights[o] · scales[o]`.
struct QuantizedMatrix: @unchecked Sendable {
    /// Whose kernel multiplies. Sums are whole numbers: they are the same.
    enum Packed {
        case blocks(BlockedWeights)
        case library(PackedWeights)
    }

    /// Weights of at most ±63, so that a pair of products fits 16 bits on any processor.
    let packed: Packed
    let rows: Int
    let columns: Int
    let scales: FloatTensor
    let biases: FloatTensor
    private let sums: AlignedBytes

    /// Takes row-major weights of `rows × columns` and views; sums the rows up and packs them.
    init(weights: UnsafeBufferPointer<Int8>, rows: Int, columns: Int, scales: FloatTensor, biases: FloatTensor) {
        precondition(weights.count == rows * columns)
        packed =
            BlockedWeights(weights, outputs: rows, inputs: columns).map(Packed.blocks)
            ?? .library(PackedWeights(weights, outputs: rows, inputs: columns))
        self.rows = rows
        self.columns = columns
        self.scales = scales
        self.biases = biases
        sums = AlignedBytes(count: rows * MemoryLayout<Int32>.stride)
        let sums = sums.bytes.bindMemory(to: Int32.self)
        for row in 0..<rows {
            sums[row] = 128 &* Self.sum(UnsafeBufferPointer(rebasing: weights[row * columns..<(row + 1) * columns]))
        }
    }

    /// Bytes of scratch memory that a product needs.
    var scratchBytes: Int {
        if case .library(let weights) = packed { return weights.scratchBytes }
        return 0
    }

    /// 128 times the sum of each row: what the inputs' zero point of 128 adds to a sum of products.
    var zeroPointSums: UnsafePointer<Int32> {
        guard let start = sums.bytes.bindMemory(to: Int32.self).baseAddress else { preconditionFailure("no rows") }
        return UnsafePointer(start)
    }

    /// Hot loop when a model is opened.
    private static func sum(_ weights: UnsafeBufferPointer<Int8>) -> Int32 {
        var sum: Int32 = 0
        for weight in weights { sum &+= Int32(weight) }
        return sum
    }
}

/// A table of vectors rounded to 8 bits row by row: row i stands for `values[i] · scales[i]`.
struct QuantizedTable: @unchecked Sendable {
    let values: UnsafeBufferPointer<Int8>
    let rows: Int
    let columns: Int
    let scales: FloatTensor
}
