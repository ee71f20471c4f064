import CLanguageKernels
import Testing

/// The products of bytes that this processor has, against the plain sums, on inputs that the 16-bit sums of AVX2's hold
/// and on such as they do not.
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
        Sizes(rows: 45, inner: 128, columns: 65), Sizes(rows: 20, inner: 64, columns: 40),
        Sizes(rows: 32, inner: 192, columns: 33),
    ]

    static let products = [clew_integer_product_avx2(), clew_integer_product_vnni(), clew_integer_product_amx()]
        .compactMap { $0?.pointee }

    @Test(arguments: sizes, Values.allCases)
    func agreesWithPlainSums(sizes: Sizes, values: Values) {
        var random = SplitMix(state: UInt64(sizes.inner * 31 + sizes.columns))
        let inputs = (0..<sizes.rows * sizes.inner).map { _ in input(values, &random) }
        let weights = (0..<sizes.columns * sizes.inner).map { _ in weight(values, &random) }
        let expected = (0..<sizes.rows * sizes.columns).map { index in
            let (row, column) = index.quotientAndRemainder(dividingBy: sizes.columns)
            return (0..<sizes.inner).reduce(Int32(0)) { sum, k in
                sum + Int32(inputs[row * sizes.inner + k]) * Int32(weights[column * sizes.inner + k])
            }
        }
        for product in Self.products {
            let packed = UnsafeMutableRawPointer.allocate(
                byteCount: product.packed_size(sizes.inner, sizes.columns), alignment: 64)
            defer { packed.deallocate() }
            product.pack(weights, sizes.inner, sizes.columns, packed)
            // What follows the last sum is not to be written.
            var sums = [Int32](repeating: -1, count: expected.count + 64)
            product.multiply(inputs, packed, sizes.rows, sizes.inner, sizes.columns, &sums)
            #expect(sums == expected + [Int32](repeating: -1, count: 64))
        }
    }

    @Test func refusesSizesThatItCannotPack() {
        #expect(Self.products.allSatisfy { $0.packed_size(6, 16) == 0 })
        guard let avx2 = clew_integer_product_avx2()?.pointee else { return }
        #expect(avx2.packed_size(4100, 16) == 0)
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
