import Foundation

/// A model file in memory: `CLEWLM01`, a JSON header, and tensors on 64-byte boundaries.
///
/// Nothing is copied; the views point into the bytes, which `owner` keeps alive (nil: they live as long as the
/// process, as the embedded model does).
struct ModelFile: @unchecked Sendable {
    let header: ModelHeader
    let source: String?
    let owner: AlignedBytes?
    private let data: UnsafeRawBufferPointer

    /// Reads and checks the frame and the header. Bytes start on a 64-byte boundary and hold at least magic and length.
    init(bytes: UnsafeRawBufferPointer, owner: AlignedBytes?, source: String?) throws(LanguageModelError) {
        self.source = source
        self.owner = owner
        guard bytes.count >= 12, bytes.prefix(8).elementsEqual("CLEWLM01".utf8) else {
            throw LanguageModelError(
                "model.format", "\(bytes.count) bytes that do not start with CLEWLM01 are no language model",
                source: source)
        }
        let headerCount = Int(UInt32(littleEndian: bytes.loadUnaligned(fromByteOffset: 8, as: UInt32.self)))
        let dataStart = (12 + headerCount + 63) / 64 * 64
        guard dataStart <= bytes.count else {
            throw LanguageModelError(
                "model.format",
                "the file ends inside its header: \(headerCount) bytes announced, \(bytes.count) in all",
                source: source)
        }
        do {
            header = try JSONDecoder().decode(ModelHeader.self, from: Data(bytes[12..<12 + headerCount]))
        } catch {
            throw LanguageModelError("model.header", "the header cannot be read: \(error)", source: source)
        }
        if let complaint = header.config.complaint {
            throw LanguageModelError("model.header", "this program cannot compute \(complaint)", source: source)
        }
        data = UnsafeRawBufferPointer(rebasing: bytes[dataStart...])
    }

    /// Bytes of a tensor with the type and shape expected; nil in `shape` stands for any size.
    func tensor<Element>(
        _ name: String, _ dtype: String, _ shape: [Int?], as element: Element.Type
    ) throws(LanguageModelError) -> UnsafeBufferPointer<Element> {
        guard let entry = header.tensors[name] else {
            throw LanguageModelError("model.tensor", "the tensor \(name) is missing", source: source)
        }
        let fits = entry.shape.count == shape.count && zip(entry.shape, shape).allSatisfy { $1 == nil || $0 == $1 }
        guard entry.dtype == dtype, fits, entry.shape.allSatisfy({ (1...1 << 32).contains($0) }) else {
            let expected = shape.map { $0.map(String.init) ?? "any" }.joined(separator: " × ")
            throw LanguageModelError(
                "model.tensor", "the tensor \(name) is \(entry.dtype) \(entry.shape), expected \(dtype) \(expected)",
                source: source)
        }
        var count = 1
        for size in entry.shape {
            let (product, overflow) = count.multipliedReportingOverflow(by: size)
            count = overflow ? Int.max : product
        }
        let room = data.count - entry.offset
        guard entry.offset >= 0, entry.offset % 64 == 0, room >= 0, count <= room / MemoryLayout<Element>.stride else {
            throw LanguageModelError(
                "model.tensor",
                "the tensor \(name) does not lie inside the file (offset \(entry.offset), \(count) values)",
                source: source)
        }
        let bytes = UnsafeRawBufferPointer(rebasing: data[entry.offset...].prefix(count * MemoryLayout<Element>.stride))
        return bytes.assumingMemoryBound(to: element)
    }

    /// A tensor of finite floats.
    func floats(_ name: String, _ shape: [Int?]) throws(LanguageModelError) -> FloatTensor {
        let values = try tensor(name, "f32", shape, as: Float.self)
        guard values.allSatisfy(\.isFinite) else {
            throw LanguageModelError(
                "model.tensor", "the tensor \(name) holds a value that is not finite", source: source)
        }
        return FloatTensor(values: values)
    }

    /// The weights of a linear product with `columns` inputs, their scales and biases.
    func matrix(_ name: String, rows: Int, columns: Int) throws(LanguageModelError) -> QuantizedMatrix {
        let weights = try tensor(name, "i8", [rows, columns], as: Int8.self)
        let largest = Int8(header.config.weightMax)
        guard weights.allSatisfy({ -largest <= $0 && $0 <= largest }) else {
            throw LanguageModelError(
                "model.tensor", "the tensor \(name) holds weights beyond ±\(largest)", source: source)
        }
        return QuantizedMatrix(
            weights: weights, rows: rows, columns: columns, scales: try floats("\(name).scale", [rows]),
            biases: try floats("\(name).bias", [rows]))
    }
}
