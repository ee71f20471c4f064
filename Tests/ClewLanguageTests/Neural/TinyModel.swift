import Foundation

/// A model file of a few kilobytes with random weights, written to the format, for tests of all that does not need
/// good answers.
struct TinyModel {
    var width = 16
    var layers = 2
    var heads = 2
    var intermediate = 32
    var positions = 40
    var names = ["O", "B-PER", "I-PER", "B-LOC", "I-LOC"]
    var relations = ["nsubj", "obj", "parataxis", "punct", "root"]
    var vocabulary =
        ["[PAD]", "[UNK]", "[CLS]", "[SEP]"]
        + "abcdefghijklmnopqrstuvwxyz0123456789.,'-?“”…".flatMap { [String($0), "##" + String($0)] } + ["the", "##ing"]
    /// Changes of the header before it is written.
    var edit: (inout [String: Any]) -> Void = { _ in }
    /// Tensors to leave out.
    var missing: Set<String> = []

    private struct Random {
        var state: UInt64 = 20_251_123

        /// A number between -1 and 1.
        mutating func next() -> Float {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return Float(Int32(truncatingIfNeeded: state >> 32)) / Float(Int32.max)
        }
    }

    private final class Writer {
        var tensors: [String: Any] = [:]
        var data = Data()
        var random = Random()

        func add(_ name: String, _ type: String, _ shape: [Int], _ bytes: Data) {
            data.append(Data(count: (64 - data.count % 64) % 64))
            tensors[name] = ["dtype": type, "shape": shape, "offset": data.count] as [String: Any]
            data.append(bytes)
        }

        func floats(_ name: String, _ shape: [Int], _ value: (Float) -> Float = { $0 }) {
            let values = (0..<shape.reduce(1, *)).map { _ in value(random.next()) }
            add(name, "f32", shape, values.withUnsafeBytes { Data($0) })
        }

        func table(_ name: String, _ rows: Int, _ columns: Int, largest: Float) {
            let values = (0..<rows * columns).map { _ in Int8(random.next() * largest) }
            add(name, "i8", [rows, columns], values.withUnsafeBytes { Data($0) })
            floats("\(name).scale", [rows]) { (1.5 + $0) / (largest * Float(columns).squareRoot()) }
        }

        func matrix(_ name: String, _ rows: Int, _ columns: Int) {
            table(name, rows, columns, largest: 63)
            floats("\(name).bias", [rows]) { $0 / 4 }
        }

        func norm(_ name: String, _ width: Int) {
            floats("\(name).weight", [width]) { 1 + $0 / 4 }
            floats("\(name).bias", [width]) { $0 / 4 }
        }
    }

    /// The file's bytes.
    func bytes() throws -> [UInt8] {
        let writer = Writer()
        write(to: writer)
        for name in missing { writer.tensors[name] = nil }
        var header: [String: Any] = [
            "config": [
                "layers": layers, "width": width, "heads": heads, "intermediate": intermediate,
                "max_positions": positions, "activation": "gelu", "ln_eps": 1e-12, "leaky_relu_slope": 0.1,
                "weight_max": 63, "pieces_per_word_max": 12, "characters_per_piece_word_max": 100,
                "case_classes": ["special", "lower", "capitalized", "upper", "single", "mixed", "digit", "other"],
                "normalization": ["unicode": "NFD", "words": ["``": "“"], "scalars": ["’": "'", "`": "'"]],
                "special": ["unknown": "[UNK]", "start": "[CLS]", "end": "[SEP]"],
                "arc_width": 16, "label_width": 8, "names_width": 16,
            ] as [String: Any],
            "labels": [
                "upos": ["NOUN", "VERB", "X"], "xpos": ["NN", "VB"], "names": names, "relations": relations,
            ],
            "tensors": writer.tensors, "attribution": "nobody",
        ]
        edit(&header)
        let json = try JSONSerialization.data(withJSONObject: header, options: .sortedKeys)
        var file = Data("CLEWLM01".utf8)
        withUnsafeBytes(of: UInt32(json.count).littleEndian) { file.append(contentsOf: $0) }
        file.append(json)
        file.append(Data(count: (64 - file.count % 64) % 64))
        file.append(writer.data)
        return [UInt8](file)
    }

    private func write(to writer: Writer) {
        let text = Data(vocabulary.joined(separator: "\n").utf8)
        writer.add("vocabulary", "u8", [text.count], text)
        writer.table("embeddings.word", vocabulary.count, width, largest: 127)
        writer.table("embeddings.position", positions, width, largest: 127)
        writer.floats("embeddings.case", [8, width])
        writer.norm("embeddings.norm", width)
        for layer in 0..<layers {
            writer.matrix("layer.\(layer).attention.qkv", 3 * width, width)
            writer.matrix("layer.\(layer).attention.output", width, width)
            writer.norm("layer.\(layer).attention.norm", width)
            writer.matrix("layer.\(layer).intermediate", intermediate, width)
            writer.matrix("layer.\(layer).output", width, intermediate)
            writer.norm("layer.\(layer).output.norm", width)
        }
        writer.floats("head.mix", [3, layers]) { abs($0) }
        writer.floats("head.root", [width])
        writer.matrix("head.upos", 3, width)
        writer.matrix("head.xpos", 2, width)
        writer.matrix("head.names.hidden", 16, width)
        writer.matrix("head.names", names.count, 16)
        for kind in ["dependent", "governor"] {
            writer.matrix("head.arc.\(kind)", 16, width)
            writer.matrix("head.label.\(kind)", 8, width)
        }
        writer.floats("head.arc.biaffine", [17, 16])
        writer.floats("head.label.biaffine", [relations.count, 9, 9])
    }
}
