import CLanguageModel

/// A logistic regression over hashed features that tells where sentences end, trained on EWT and GUM by
/// `Sources/Training/segmentation/train_boundaries.py`.
///
/// The file: `CLEWSB1` and a zero byte, the number of bits of a feature's index (32-bit, little endian), the factor of
/// the weights and the margin above which a sentence ends (32-bit floats), then one signed byte for each index.
struct BoundaryModel: Sendable {
    private let weights: [Int8]
    private let mask: UInt32
    private let factor: Float
    private let threshold: Float

    /// The model that is built in.
    static let builtIn: BoundaryModel = {
        let bytes = UnsafeRawBufferPointer(start: clew_boundaries_data(), count: Int(clew_boundaries_size()))
        guard let model = BoundaryModel(bytes: [UInt8](bytes)) else {
            preconditionFailure("the sentence splitter's weights in this build are not of format CLEWSB1")
        }
        return model
    }()

    /// A model from the bytes of its file; none when they are of another format or length.
    init?(bytes: [UInt8]) {
        let headerSize = 20
        guard bytes.count > headerSize, bytes.starts(with: Array("CLEWSB1\0".utf8)) else { return nil }
        func word(_ offset: Int) -> UInt32 {
            (0..<4).reduce(0) { $0 | UInt32(bytes[offset + $1]) << (8 * UInt32($1)) }
        }
        let bits = word(8)
        guard bits <= 24, bytes.count == headerSize + 1 << bits else { return nil }
        mask = (1 << bits) - 1
        factor = Float(bitPattern: word(12))
        threshold = Float(bitPattern: word(16))
        weights = bytes[headerSize...].map { Int8(bitPattern: $0) }
    }

    /// How much speaks for the end of a sentence after each token of a block but the last; above 0 there is one.
    func margins(_ features: BoundaryFeatures, tokens: Int) -> [Float] {
        guard tokens > 1 else { return [] }
        return (0..<tokens - 1).map { place in
            var sum: Int32 = 0
            features.forEach(after: place) { sum += Int32(weights[Int($0 & mask)]) }
            return Float(sum) * factor - threshold
        }
    }
}
