import ClewKit
import Foundation
import Testing

/// A sentence that says nothing of what the rest speaks of changes nothing of what the rest says, wherever it stands.
@Suite struct LocalChangeTests {
    @Test(arguments: ["orrin-lawsuit.txt", "halden-lumen-partnership.txt"])
    func aSentenceChangesOnlyWhatRestsOnIt(name: String) async throws {
        let file = ExampleArticles.root.appending(path: "Examples/articles/\(name)")
        let text = try String(contentsOf: file, encoding: .utf8)
        let paragraphs = text.components(separatedBy: "\n\n")
        #expect(paragraphs.count >= 4)
        let before = try await statements(text)
        #expect(before.count > 10)
        // Behind the headline and the lines that tell who wrote it and when.
        for place in 3...paragraphs.count {
            for sentence in ["Nobody was hurt.", "Rain is forecast for Sunday in most valleys."] {
                let changed = paragraphs[..<place] + [sentence] + paragraphs[place...]
                let after = try await statements(changed.joined(separator: "\n\n"))
                let rest = after.filter { !$0.hasSuffix("\t" + sentence) }
                #expect(rest == before, "\(name): \"\(sentence)\" before paragraph \(place + 1)")
            }
        }
    }

    /// The ids of the statements, each with a sentence, in the order of the graph.
    private func statements(_ text: String) async throws -> [String] {
        let base = try KnowledgeBase()
        _ = try await base.ingest([.bytes([UInt8](text.utf8), origin: "article.txt")])
        let graph = try base.graph()
        return (0..<graph.statementCount).flatMap { index in
            graph.evidence(of: index).map { "\(graph.statement(index).id)\t\($0.sentence)" }
        }
    }
}
