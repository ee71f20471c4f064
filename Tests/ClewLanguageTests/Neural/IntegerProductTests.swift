import CLanguageKernels
import Testing

/// The AVX2 product of bytes against the plain sums, on inputs that its 16-bit sums hold and on such as they do not.
struct IntegerProductTests {
    struct Sizes: Sendable {
        let rows: Int
        let inner: Int
        let columns: Int
    }

    /// What inputs and weights are drawn from.
    enum Values: CaseIterable, Sendable { case small, any, largest, smallest }

    static let sizes = [
        Sizes(rows: 1, inner: 4, columns: 1), Sizes(rows: 3, inner: 60, columns: 17),
        Sizes(rows: 66, inner: 68, columns: 16),
        Sizes(rows: 7, inner: 112, columns: 49), Sizes(rows: 64, inner: 384, columns: 31),
        Sizes(rows: 2, inner: 1536, columns: 18), Sizes(rows: 1, inner: 4096, columns: 5),
    ]

    @Test(arguments: sizes, Values.allCases)
    func agreesWithPlainSums(sizes: Sizes, values: Values) {
        guard let product = clew_integer_product_avx2()?.pointee else { return }
        var random = SplitMix(state: UInt64(sizes.inner * 31 + sizes.columns))
        let inputs = (0..<sizes.rows * sizes.inner).map { _ in input(values, &random) }
        let weights = (0..<sizes.columns * sizes.inner).map { _ in weight(values, &random) }
        let packed = UnsafeMutableRawPointer.allocate(
            byteCount: product.packed_size(sizes.inner, sizes.columns), alignment: 64)
        defer { packed.deallocate() }
        product.pack(weights, sizes.inner, sizes.columns, packed)
        var sums = [Int32](repeating: -1, count: sizes.rows * sizes.columns)
        product.multiply(inputs, packed, sizes.rows, sizes.inner, sizes.columns, &sums)
        let expected = (0..<sums.count).map { index in
            let (row, column) = index.quotientAndRemainder(dividingBy: sizes.columns)
            return (0..<sizes.inner).reduce(Int32(0)) { sum, k in
                sum + Int32(inputs[row * sizes.inner + k]) * Int32(weights[column * sizes.inner + k])
            }
        }
        #expect(sums == expected)
    }

    @Test func refusesSizesThatItCannotPack() {
        guard let product = clew_integer_product_avx2()?.pointee else { return }
        #expect(product.packed_size(6, 16) == 0)
        #expect(product.packed_size(4100, 16) == 0)
    }

    private func input(_ values: Values, _ random: inout SplitMix) -> UInt8 {
        switch values {
        case .small: UInt8(108 + random.next(below: 41))
        case .any: UInt8(random.next(below: 256))
        case .largest: 255
        case .smallest: UInt8(random.next(below: 2))
        }
    }

    private func weight(_ values: Values, _ random: inout SplitMix) -> Int8 {
        switch values {
        case .small: Int8(random.next(below: 31) - 15)
        case .any: Int8(random.next(below: 127) - 63)
        case .largest: 63
        case .smallest: random.next(below: 8) == 0 ? 63 : -63
        }
    }
}
