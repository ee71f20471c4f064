import CLanguageKernels

/// The hottest loops, written in C so that they can be compiled for more than one kind of processor (see
/// `LanguageKernels.h`). Whichever runs, the results are the same to the last bit.
package struct LanguageKernels: @unchecked Sendable {
    private let table: clew_language_kernels

    /// Those that this processor can run, the fastest first. The last run on any.
    package static let all = [clew_processor_avx512, clew_processor_avx2, clew_processor_baseline].compactMap {
        clew_language_kernels_of($0).map { LanguageKernels(table: $0.pointee) }
    }
    /// The fastest that this processor can run.
    package static let fastest = all[0]

    /// A matrix in memory, row-major: row i starts at `start + i · stride`.
    struct Rows {
        let start: UnsafePointer<Float>
        let stride: Int
    }

    /// C = A · B for A of `rows × inner` and B of `inner × columns`, a multiple of 8; C goes to `result`, its rows
    /// `stride` apart. Complexity: O(rows · inner · columns).
    func multiply(
        _ a: Rows, _ b: Rows, rows: Int, inner: Int, columns: Int, result: UnsafeMutablePointer<Float>, stride: Int
    ) {
        precondition(columns % 8 == 0)
        table.multiply(a.start, a.stride, b.start, b.stride, rows, inner, columns, result, stride)
    }

    /// Rounds a row of `count` floats, a multiple of 8, to 8 bits around 128; returns the step.
    func quantize(_ row: UnsafePointer<Float>, count: Int, output: UnsafeMutablePointer<UInt8>) -> Float {
        table.quantize(row, count, output)
    }

    /// Writes the `count` values of a product's row, those below zero times `slope`.
    func scale(_ row: ScaledRow, slope: Float, count: Int, output: UnsafeMutablePointer<Float>) {
        withUnsafePointer(to: row) { table.scale($0, slope, count, output) }
    }

    /// Rounds gelu of a product's row to 8 bits and returns the step; `floats` is scratch, and may be the row's own
    /// memory. `count` is a multiple of 8.
    func activate(
        _ row: ScaledRow, count: Int, floats: UnsafeMutablePointer<Float>, output: UnsafeMutablePointer<UInt8>
    ) -> Float {
        withUnsafePointer(to: row) { table.activate($0, count, floats, output) }
    }

    /// Adds a product's row to a state of `count` floats, a multiple of 8, where there is one, and normalises it.
    func normalize(
        _ state: UnsafeMutablePointer<Float>, adding row: ScaledRow?, _ norm: ModelWeights.Norm, epsilon: Float,
        count: Int
    ) {
        guard let row else {
            table.normalize(nil, norm.weight.start, norm.bias.start, epsilon, count, state)
            return
        }
        withUnsafePointer(to: row) {
            table.normalize($0, norm.weight.start, norm.bias.start, epsilon, count, state)
        }
    }

    /// Replaces the `count` scores in each of `rows` rows, `padded` apart, by exp((score − largest) · `scale`), and
    /// writes 1 / their sum to `inverses`. What follows in a row, up to a multiple of 8, is overwritten.
    func exponentiate(
        _ scores: UnsafeMutablePointer<Float>, rows: Int, count: Int, padded: Int, scale: Float,
        inverses: UnsafeMutablePointer<Float>
    ) {
        precondition(padded % 8 == 0 && count >= 1 && scale > 0)
        table.exponentiate(scores, rows, count, padded, scale, inverses)
    }

    /// Adds a state of `count` floats, a multiple of 8, times each view's share to that view's target; targets are
    /// `stride` apart.
    func mix(
        _ state: UnsafePointer<Float>, shares: [Float], count: Int, target: UnsafeMutablePointer<Float>, stride: Int
    ) {
        precondition(count % 8 == 0)
        table.mix(state, shares, shares.count, count, target, stride)
    }

    /// The products of a vector of `count` floats, a multiple of 8, with each of `rows` stretches of as many values that
    /// follow one another in `row`.
    func estimate(
        _ row: ScaledRow, _ vector: UnsafePointer<Float>, rows: Int, count: Int, output: UnsafeMutablePointer<Float>
    ) {
        precondition(count % 8 == 0)
        withUnsafePointer(to: row) { table.estimate($0, vector, rows, count, output) }
    }
}
