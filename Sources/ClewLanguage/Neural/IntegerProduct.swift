import COneDNN

/// Linear products with 8-bit weights: rows of floats are rounded on the way in, and sums scaled on the way out.
///
/// Holds the memory of a computation: one thread at a time uses it.
final class IntegerProduct {
    /// Rows that go through at a time: few enough for what they make to stay in the cache.
    static let rowsMax = PackedWeights.blockRows[0]

    /// Inputs rounded to 8 bits, and the step of each row.
    let bytes: UnsafeMutablePointer<UInt8>
    let steps: UnsafeMutablePointer<Float>
    /// Sums of products; `floats` is the same memory, for what they stand for.
    let sums: UnsafeMutablePointer<Int32>
    let floats: UnsafeMutablePointer<Float>

    let kernels: LanguageKernels
    private let byteMemory: AlignedBytes
    private let stepMemory: AlignedBytes
    private let sumMemory: AlignedBytes
    private let scratch: AlignedBytes
    private let stream: dnnl_stream_t?

    /// Memory for products with any of `matrices`.
    init(for matrices: [QuantizedMatrix], kernels: LanguageKernels) {
        self.kernels = kernels
        let rows = Self.rowsMax
        let inputs = matrices.map(\.columns).max() ?? 1
        let outputs = matrices.map(\.rows).max() ?? 1
        byteMemory = AlignedBytes(count: rows * max(inputs, outputs))
        stepMemory = AlignedBytes(count: rows * MemoryLayout<Float>.stride)
        sumMemory = AlignedBytes(count: rows * outputs * MemoryLayout<Float>.stride)
        scratch = AlignedBytes(count: max(matrices.map(\.scratchBytes).max() ?? 0, 64))
        bytes = byteMemory.start(of: UInt8.self)
        steps = stepMemory.start(of: Float.self)
        sums = sumMemory.start(of: Int32.self)
        floats = UnsafeMutableRawPointer(sums).assumingMemoryBound(to: Float.self)
        stream = OneDNN.makeStream()
        oneThread()
    }

    deinit { dnnl_stream_destroy(stream) }

    /// Rounds at most `rowsMax` rows of `columns` floats, a multiple of 8, into `bytes`.
    func quantize(_ input: UnsafePointer<Float>, rows: Int, columns: Int) {
        precondition(rows <= Self.rowsMax)
        for row in 0..<rows {
            steps[row] = kernels.quantize(input + row * columns, count: columns, output: bytes + row * columns)
        }
    }

    /// Multiplies what `quantize` left by the matrix: `rows × matrix.rows` are in `sums` then.
    func multiply(_ matrix: QuantizedMatrix, rows: Int) { multiply(bytes, by: matrix, rows: rows) }

    /// Multiplies rows of bytes by the matrix likewise; their memory has room for `rowsMax` rows.
    func multiply(_ bytes: UnsafeMutablePointer<UInt8>, by matrix: QuantizedMatrix, rows: Int) {
        precondition(rows <= Self.rowsMax)
        switch matrix.packed {
        case .blocks(let weights):
            weights.multiply(bytes, rows: rows, inputs: matrix.columns, outputs: matrix.rows, output: sums)
        case .library(let weights):
            weights.multiply(
                bytes, rows: rows, inputs: matrix.columns, outputs: matrix.rows, output: sums, scratch: scratch,
                stream: stream)
        }
    }

    /// Scales the sums of one row back.
    func scaled(row: Int, of matrix: QuantizedMatrix) -> ScaledRow {
        ScaledRow(
            sums: sums + row * matrix.rows, zero_point_sums: matrix.zeroPointSums, scales: matrix.scales.start,
            biases: matrix.biases.start, step: steps[row])
    }

    /// `input` (`rows × matrix.columns`) times the matrix, plus bias: `rows × matrix.rows` floats in `output`; below
    /// zero they are scaled by `slope` (1: they stay).
    func linear(
        _ input: UnsafePointer<Float>, rows: Int, _ matrix: QuantizedMatrix, slope: Float = 1,
        output: UnsafeMutablePointer<Float>
    ) {
        for start in stride(from: 0, to: rows, by: Self.rowsMax) {
            let count = min(Self.rowsMax, rows - start)
            quantize(input + start * matrix.columns, rows: count, columns: matrix.columns)
            multiply(matrix, rows: count)
            for row in 0..<count {
                let target = output + (start + row) * matrix.rows
                kernels.scale(scaled(row: row, of: matrix), slope: slope, count: matrix.rows, output: target)
            }
        }
    }
}
