import CLanguageKernels

/// The weights of one linear product in the order that this package's own kernels read (see `LanguageKernels.h`). Of
/// oneDNN's time those take a quarter with AVX2, two thirds with AMX, and five sixths with AVX-512 VNNI. Immutable once made, so
/// threads may share it.
final class BlockedWeights: @unchecked Sendable {
    private let memory: AlignedBytes
    private let product: clew_integer_product

    private static let fastest = clew_integer_product_fastest()?.pointee

    /// Packs row-major weights of `outputs × inputs`; nil where oneDNN is to be used. Complexity: one pass.
    init?(_ values: UnsafeBufferPointer<Int8>, outputs: Int, inputs: Int) {
        guard let product = Self.fastest else { return nil }
        let size = product.packed_size(inputs, outputs)
        guard size > 0 else { return nil }
        self.product = product
        memory = AlignedBytes(count: size)
        product.pack(values.baseAddress, inputs, outputs, memory.bytes.baseAddress)
    }

    /// Sums of products of `rows` rows of inputs. Complexity: O(rows · inputs · outputs).
    func multiply(
        _ input: UnsafePointer<UInt8>, rows: Int, inputs: Int, outputs: Int, output: UnsafeMutablePointer<Int32>
    ) {
        product.multiply(input, memory.bytes.baseAddress, rows, inputs, outputs, output)
    }
}
