import ClewLanguage
import Foundation
import Testing

/// Golden cases: what an independent computation of the same model says about sentences.
///
/// A case is a folder under `Cases/vectors` with one `vectors.json`: the model's name and sentences with their pieces,
/// labels, heads and (for some) the first eight values of each word's last state.
struct VectorTests {
    struct Vectors: Decodable {
        struct Sentence: Decodable, CustomTestStringConvertible {
            var words: [String]
            var pieces: [Int32]
            var cases: [UInt8]
            var first: [Int]
            var upos: [String]
            var xpos: [String]
            var names: [String]
            var heads: [Int]
            var relations: [String]
            var hidden: [[Float]]?
            var testDescription: String { words.joined(separator: " ") }
        }
        var sentences: [Sentence]
    }

    static let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .appendingPathComponent("Cases/vectors")
    static let model = Result { try LanguageModel.embedded() }

    static func sentences() throws -> [Vectors.Sentence] {
        let cases = try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted()
        return try cases.flatMap { name in
            let path = folder.appendingPathComponent(name)
            let files = try FileManager.default.contentsOfDirectory(atPath: path.path)
            try #require(files == ["vectors.json"], "\(name) must hold vectors.json and nothing else: \(files)")
            let data = try Data(contentsOf: path.appendingPathComponent("vectors.json"))
            return try JSONDecoder().decode(Vectors.self, from: data).sentences
        }
    }

    @Test func casesExist() throws { #expect(try Self.sentences().count >= 10) }

    @Test func piecesAndLetterCasesAgree() throws {
        let model = try Self.model.get()
        for sentence in try Self.sentences() {
            let span = model.pieces(of: sentence.words)
            let marks = model.sequenceMarks
            #expect([marks.start] + span.pieces + [marks.end] == sentence.pieces, "\(sentence.testDescription)")
            #expect(span.starts.dropLast().map { $0 + 1 } == sentence.first)
            let cases = span.cases.indices.flatMap { word in
                [UInt8](repeating: span.cases[word], count: span.starts[word + 1] - span.starts[word])
            }
            #expect([0] + cases + [0] == sentence.cases, "\(sentence.testDescription)")
        }
    }

    /// Two scores that all but tie may fall either way; that happens to at most 1 % of the labels.
    @Test func labelsAndTreesAgree() throws {
        let sentences = try Self.sentences()
        let annotations = SentenceAnnotator(model: try Self.model.get()).annotate(sentences.map(\.words))
        try #require(annotations.count == sentences.count)
        var labels = 0
        var differences: [String] = []
        for (sentence, annotation) in zip(sentences, annotations) {
            func compare(_ what: String, _ found: [String], _ expected: [String]) {
                labels += expected.count
                #expect(found.count == expected.count)
                for (word, pair) in zip(found, expected).enumerated() where pair.0 != pair.1 {
                    differences.append("\(what) \(sentence.words[word]): \(pair.0), expected \(pair.1)")
                }
            }
            compare("upos", annotation.upos, sentence.upos)
            compare("xpos", annotation.xpos, sentence.xpos)
            compare("names", annotation.nameLabels, sentence.names)
            compare("heads", annotation.heads.map { String($0 + 1) }, sentence.heads.map(String.init))
            compare("relations", annotation.relations, sentence.relations)
        }
        #expect(differences.count * 100 <= labels, "\(differences.count) of \(labels): \(differences)")
    }

    @Test func statesAgree() throws {
        let model = try Self.model.get()
        var compared = 0
        for sentence in try Self.sentences() {
            guard let hidden = sentence.hidden else { continue }
            let states = model.lastStates(of: sentence.words)
            try #require(states.count == hidden.count)
            for (state, expected) in zip(states, hidden) {
                compared += 1
                // An input that falls on the other side of a rounding step moves all that follows a little.
                for (value, other) in zip(state, expected) { #expect(abs(value - other) < 0.3) }
            }
        }
        #expect(compared > 0)
    }
}
