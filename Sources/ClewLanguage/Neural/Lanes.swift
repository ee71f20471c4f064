/// Eight floats that are computed at once: two registers at the x86-64 baseline.
///
/// Every sum below is taken lane by lane in an order that the source fixes, without fused multiply-add and without
/// functions of the C library, so that the same input gives the same bits on every machine.
typealias Lanes = SIMD8<Float>

extension UnsafePointer<Float> {
    /// The eight floats from index `index` on.
    @inline(__always)
    func lanes(_ index: Int) -> Lanes { UnsafeRawPointer(self + index).loadUnaligned(as: Lanes.self) }
}

extension UnsafeMutablePointer<Float> {
    /// The eight floats from index `index` on.
    @inline(__always)
    func lanes(_ index: Int) -> Lanes { UnsafeRawPointer(self + index).loadUnaligned(as: Lanes.self) }

    /// Writes eight floats from index `index` on.
    @inline(__always)
    func put(_ lanes: Lanes, _ index: Int) {
        UnsafeMutableRawPointer(self + index).storeBytes(of: lanes, as: Lanes.self)
    }
}

extension Lanes {
    /// The sum of all lanes, always in the same order.
    @inline(__always)
    var total: Float {
        let four = lowHalf + highHalf
        return (four[0] + four[2]) + (four[1] + four[3])
    }
}
