import CLanguageKernels

/// One row of integer sums, seen as the floats they stand for: (sum − zero point) · (step · scale) + bias.
typealias ScaledRow = clew_scaled_row

extension ScaledRow {
    /// Eight values from `index` on. Invariant: the row has that many.
    @inline(__always)
    func lanes(_ index: Int) -> Lanes {
        let sums = UnsafeRawPointer(sums + index).loadUnaligned(as: SIMD8<Int32>.self)
        let zeros = UnsafeRawPointer(zero_point_sums + index).loadUnaligned(as: SIMD8<Int32>.self)
        return Lanes(sums &- zeros) * (scales.lanes(index) * step) + biases.lanes(index)
    }
}
