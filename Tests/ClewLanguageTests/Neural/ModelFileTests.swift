import ClewLanguage
import Testing

struct ModelFileTests {
    private func code(_ bytes: [UInt8]) -> String? {
        do {
            _ = try LanguageModel(bytes: bytes, source: "test.clewlm")
            return nil
        } catch {
            #expect(error.diagnostic.source == "test.clewlm")
            #expect(error.diagnostic.repair != nil)
            return error.diagnostic.code
        }
    }

    private func edited(_ part: String, _ key: String, _ value: Any) throws -> [UInt8] {
        var model = TinyModel()
        model.edit = { header in
            var inner = header[part] as? [String: Any] ?? [:]
            inner[key] = value
            header[part] = inner
        }
        return try model.bytes()
    }

    @Test func wholeFileOpens() throws {
        let model = try LanguageModel(bytes: try TinyModel().bytes())
        #expect(model.labels.upos == ["NOUN", "VERB", "X"])
        #expect(model.attribution == "nobody")
    }

    @Test func brokenFramesAreRefused() throws {
        let bytes = try TinyModel().bytes()
        #expect(code([]) == "model.format")
        #expect(code(Array("CLEWLM01".utf8)) == "model.format")
        #expect(code([0] + bytes) == "model.format")
        #expect(code(Array("CLEWLM01".utf8) + [255, 255, 255, 127, 0]) == "model.format")
        #expect(code(Array(bytes.prefix(200))) == "model.format")
        #expect(code(Array(bytes.dropLast(100))) == "model.tensor")
        var broken = bytes
        broken[12] = 0
        #expect(code(broken) == "model.header")
        for count in stride(from: 0, to: bytes.count - 64, by: 997) { #expect(code(Array(bytes.prefix(count))) != nil) }
    }

    @Test func networksThatCannotBeComputedAreRefused() throws {
        #expect(code(try edited("config", "activation", "relu")) == "model.header")
        #expect(code(try edited("config", "heads", 3)) == "model.header")
        #expect(code(try edited("config", "weight_max", 127)) == "model.header")
        #expect(code(try edited("config", "case_classes", ["lower"])) == "model.header")
        #expect(code(try edited("config", "width", 24)) == "model.header")
        #expect(code(try edited("config", "width", 32)) == "model.tensor")
        #expect(code(try edited("labels", "relations", ["nsubj"])) == "model.header")
        #expect(code(try edited("labels", "names", ["O", "I-PER"])) == "model.header")
        #expect(code(try edited("labels", "upos", ["NOUN"])) == "model.tensor")
    }

    @Test func tensorsMustBeThereAndInside() throws {
        var model = TinyModel()
        model.missing = ["layer.1.output.scale"]
        #expect(code(try model.bytes()) == "model.tensor")
        for (offset, shape, type) in [
            (-64, [17, 16], "f32"), (1, [17, 16], "f32"), (1 << 40, [17, 16], "f32"),
            (0, [1 << 31, 16], "f32"), (0, [17, 16], "i8"), (0, [0, 16], "f32"),
        ] {
            let tensor: [String: Any] = ["offset": offset, "shape": shape, "dtype": type]
            #expect(code(try edited("tensors", "head.arc.biaffine", tensor)) == "model.tensor")
        }
        var twice = TinyModel()
        twice.vocabulary[5] = "a"
        #expect(code(try twice.bytes()) == "model.vocabulary")
        var special = TinyModel()
        special.vocabulary[1] = "[unk]"
        #expect(code(try special.bytes()) == "model.vocabulary")
    }

    @Test func missingFileIsSaid() {
        #expect(throws: LanguageModelError.self) { try LanguageModel(path: "/nowhere/at/all.clewlm") }
    }
}
