import ClewLanguage
import ClewModel
import Testing

/// Names with a coordination in them, as the analysis of a text gives them.
struct CoordinatedNamesTests {
    @Test(
        arguments: [
            ("The merger needs the approval of the Roads and Water Board.", "Roads and Water Board"),
            ("Their union, Haus und Hof, demands a rise.", "Haus und Hof"),
        ])
    func areOne(text: String, name: String) throws {
        #expect(try organizations(in: text).contains(name))
    }

    @Test(arguments: [
        "Lee left the Board and Globex Council.", "Lee sued Leeds and York University.",
        "The roads and the Water Board were shut.",
    ])
    func areApart(text: String) throws {
        #expect(try organizations(in: text).allSatisfy { !$0.contains(" and ") })
    }

    private func organizations(in text: String) throws -> [String] {
        let article = Article(id: "a", origin: "a", format: "text", contentHash: "", text: text)
        return try LanguageAnalyzer().analyze(article).analyzed.sentences.flatMap { sentence in
            sentence.names.filter { $0.type == .organization }
                .map { sentence.tokens[$0.words].map(\.form).joined(separator: " ") }
        }
    }
}
