/// Scaled dot-product attention of one sentence, head by head (Vaswani et al. 2017).
struct Attention {
    private let kernels: LanguageKernels
    private let width: Int
    private let heads: Int
    private let keyMemory: AlignedBytes
    private let scoreMemory: AlignedBytes
    private let inverseMemory: AlignedBytes
    private let keys: UnsafeMutablePointer<Float>
    private let scores: UnsafeMutablePointer<Float>
    private let inverses: UnsafeMutablePointer<Float>

    /// Memory for sequences of at most `positionsMax` pieces.
    init(width: Int, heads: Int, positionsMax: Int, kernels: LanguageKernels) {
        self.kernels = kernels
        self.width = width
        self.heads = heads
        let padded = Self.padded(positionsMax)
        keyMemory = AlignedBytes(count: width / heads * padded * 4)
        scoreMemory = AlignedBytes(count: positionsMax * padded * 4)
        inverseMemory = AlignedBytes(count: padded * 4)
        keys = keyMemory.start(of: Float.self)
        scores = scoreMemory.start(of: Float.self)
        inverses = inverseMemory.start(of: Float.self)
    }

    /// Floats of a row of scores: whole vectors of the widest kind.
    private static func padded(_ count: Int) -> Int { (count + 15) / 16 * 16 }

    /// Writes what each of `count` pieces gathers from all of them into `context` (`count × width`).
    ///
    /// `projections` has `count` rows of `3 · width` floats: queries, keys, values. Complexity: O(count² · width).
    func apply(_ projections: UnsafePointer<Float>, count: Int, context: UnsafeMutablePointer<Float>) {
        let headWidth = width / heads
        let stride = 3 * width
        let padded = Self.padded(count)
        let scale = 1 / Float(headWidth).squareRoot()
        for head in 0..<heads {
            let query = projections + head * headWidth
            transposeKeys(query + width, stride: stride, count: count, padded: padded)
            kernels.multiply(
                .init(start: query, stride: stride), .init(start: keys, stride: padded), rows: count, inner: headWidth,
                columns: padded, result: scores, stride: padded)
            kernels.exponentiate(
                scores, rows: count, count: count, padded: padded, scale: scale, inverses: inverses)
            let output = context + head * headWidth
            kernels.multiply(
                .init(start: scores, stride: padded), .init(start: query + 2 * width, stride: stride), rows: count,
                inner: count, columns: headWidth, result: output, stride: width)
            for row in 0..<count { Self.scale(output + row * width, by: inverses[row], count: headWidth) }
        }
    }

    /// Hot loop: keys by column, zero where there is no piece.
    ///
    /// Invariant: `rows` has `count` rows of a head's width, `stride` apart; `keys` has a head's width times `padded`.
    private func transposeKeys(_ rows: UnsafePointer<Float>, stride: Int, count: Int, padded: Int) {
        for column in 0..<width / heads {
            let out = keys + column * padded
            var row = 0
            while row < count {
                out[row] = rows[row &* stride &+ column]
                row &+= 1
            }
            while row < padded {
                out[row] = 0
                row &+= 1
            }
        }
    }

    /// Hot loop: divides by the sum of the weights. Invariant: `row` has `count` floats, a multiple of 8.
    @inline(__always)
    private static func scale(_ row: UnsafeMutablePointer<Float>, by factor: Float, count: Int) {
        var index = 0
        while index < count {
            row.put(row.lanes(index) * factor, index)
            index &+= 8
        }
    }
}
