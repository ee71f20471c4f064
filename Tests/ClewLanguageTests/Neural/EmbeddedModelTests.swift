import CLanguageModel
import ClewLanguage
import ClewModel
import Foundation
import Testing

struct EmbeddedModelTests {
    /// The assembler's files name the data that they were assembled with, as a change of the data alone rebuilds nothing.
    @Test(arguments: [("encoder.clewlm", "model.S"), ("boundaries.clewsb", "text.S"), ("lemmas.tsv", "text.S")])
    func embeddedBytesAreThoseOfTheSource(data: String, assembly: String) throws {
        let (bytes, count) =
            switch data {
            case "encoder.clewlm": (clew_language_model_bytes(), clew_language_model_count())
            case "boundaries.clewsb": (clew_boundaries_data(), clew_boundaries_size())
            default: (clew_lemmas_data(), clew_lemmas_size())
            }
        let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
            .appendingPathComponent("../../../Sources/CLanguageModel").standardizedFileURL
        let file = ContentHash.sha256(try Data(contentsOf: folder.appendingPathComponent(data)))
        let embedded = ContentHash.sha256(UnsafeRawBufferPointer(start: bytes, count: count))
        #expect(embedded == file, "rebuild: the executable holds another \(data)")
        let text = try String(contentsOf: folder.appendingPathComponent(assembly), encoding: .utf8)
        #expect(text.contains("\(data) SHA-256 \(file)"), "write the hash of \(data) into \(assembly)")
    }

    @Test func kernelsAgreeToTheLastBit() throws {
        let model = try LanguageModel.embedded()
        let words = "Shares of the airline fell 12 % after it cancelled 340 flights .".split(separator: " ").map(
            String.init)
        let states = LanguageKernels.all.map { model.lastStates(of: words, kernels: $0) }
        #expect(states.allSatisfy { $0 == states.last })
    }

    /// Rounding activations to 8 bits may turn a label where two scores all but tie.
    @Test func agreesWithThePlainComputation() throws {
        let model = try LanguageModel.embedded()
        var reference = ReferenceNetwork(model)
        let sentences = [
            "The ministry said on Monday that it had fined Halden Bank for misleading investors .",
            "Who wrote the letter , and why ?", "Maria Souza , the mayor of Recife , resigned .",
        ].map { $0.split(separator: " ").map(String.init) }
        var labels = 0
        var differences: [String] = []
        for (sentence, found) in zip(sentences, SentenceAnnotator(model: model).annotate(sentences)) {
            let (expected, states) = reference.annotate(sentence)
            let pairs = [
                (found.upos, expected.upos), (found.xpos, expected.xpos), (found.relations, expected.relations),
                (found.nameLabels, expected.nameLabels),
                (found.heads.map(String.init), expected.heads.map(String.init)),
            ]
            for (one, other) in pairs {
                labels += other.count
                differences += zip(one, other).filter { $0 != $1 }.map { "\($0), expected \($1)" }
            }
            for (word, head) in found.heads.enumerated() where head == expected.heads[word] {
                #expect(abs(found.headMargins[word] - expected.headMargins[word]) < 1.5)
            }
            for (state, other) in zip(model.lastStates(of: sentence), states) {
                let distance = zip(state, other).reduce(Float(0)) { $0 + ($1.0 - $1.1) * ($1.0 - $1.1) }
                let length = other.reduce(Float(0)) { $0 + $1 * $1 }
                #expect(distance < 0.01 * length, "a state is \(distance / length) of its square away")
            }
        }
        #expect(differences.count * 50 <= labels, "\(differences.count) of \(labels): \(differences)")
    }
}
