import ClewLanguage
import ClewModel
import Foundation
import Testing

/// Writes what `Sources/Training/coreference` reads. Runs only when asked: CLEW_COREFERENCE_IN names a CoNLL-U file
/// (of `prepare.py`), CLEW_COREFERENCE_OUT a folder, which gets `decisions.jsonl` for `train.py` and `predicted.jsonl`
/// for `score.py`.
@Suite("Coreference training data")
struct CoreferenceTrainingData {
    private static let environment = ProcessInfo.processInfo.environment

    private struct Line: Codable {
        struct Candidate: Codable {
            var sentence: Int
            var head: Int
            var isCoordination: Bool
            var features: [String]
        }
        struct Decision: Codable {
            var `class`: String
            var sentence: Int
            var head: Int
            var candidates: [Candidate]
        }
        var id: String
        var decisions: [Decision]
    }

    @Test(.enabled(if: environment["CLEW_COREFERENCE_IN"] != nil && environment["CLEW_COREFERENCE_OUT"] != nil))
    func write() throws {
        let input = try #require(Self.environment["CLEW_COREFERENCE_IN"])
        let folder = URL(fileURLWithPath: try #require(Self.environment["CLEW_COREFERENCE_OUT"]))
        let documents = CoreferenceCaseLoader.read(try String(contentsOfFile: input, encoding: .utf8)).documents
        try #require(!documents.isEmpty)
        let encoder = JSONEncoder()
        encoder.outputFormatting = .sortedKeys
        var decisions = ""
        var predicted = ""
        for document in documents {
            decisions +=
                String(decoding: try encoder.encode(line(document.id, document.sentences)), as: UTF8.self) + "\n"
            predicted += clusters(document.id, document.sentences) + "\n"
        }
        try decisions.write(to: folder.appendingPathComponent("decisions.jsonl"), atomically: true, encoding: .utf8)
        try predicted.write(to: folder.appendingPathComponent("predicted.jsonl"), atomically: true, encoding: .utf8)
    }

    private func line(_ id: String, _ sentences: [Sentence]) -> Line {
        let decisions = CoreferenceResolver().decisions(sentences: sentences).map { decision in
            Line.Decision(
                class: decision.anaphorClass, sentence: decision.sentence, head: decision.head,
                candidates: decision.candidates.map {
                    Line.Candidate(
                        sentence: $0.sentence, head: $0.head, isCoordination: $0.isCoordination, features: $0.features)
                })
        }
        return Line(id: id, decisions: decisions)
    }

    private func clusters(_ id: String, _ sentences: [Sentence]) -> String {
        let article = Article(id: id, origin: id, format: "text", contentHash: "", text: "")
        let clusters = CoreferenceResolver().entities(of: article, sentences: sentences).map { entity in
            entity.mentions.map { mention -> String in
                let form = sentences[mention.sentence].tokens[mention.head].form.lowercased()
                let isRelative =
                    mention.kind == .pronoun && ["who", "whom", "whose", "which", "that"].contains(form)
                return "[\(mention.sentence),\(mention.head),\"\(isRelative ? "relative" : mention.kind.rawValue)\"]"
            }.joined(separator: ",")
        }
        return "{\"id\":\"\(id)\",\"clusters\":[" + clusters.map { "[\($0)]" }.joined(separator: ",") + "]}"
    }
}
