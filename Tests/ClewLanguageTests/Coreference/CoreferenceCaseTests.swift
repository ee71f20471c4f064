import ClewLanguage
import ClewModel
import Testing

@Suite("Coreference")
struct CoreferenceCaseTests {
    @Test("golden cases", arguments: try CoreferenceCaseLoader.cases(in: "Coreference"))
    func goldenCase(_ example: CoreferenceCaseLoader.Case) {
        let found = resolve(example.sentences)
        #expect(CoreferenceRendering.lines(found, example.sentences) == example.expected)
    }

    @Test("every mention stands in one entity, within its sentence, with its head among its words")
    func mentionsAreWellFormed() throws {
        for example in try CoreferenceCaseLoader.cases(in: "Coreference") {
            var seen: Set<Mention> = []
            for entity in resolve(example.sentences) {
                #expect(!entity.name.isEmpty)
                for mention in entity.mentions {
                    #expect(seen.insert(mention).inserted, "\(example.name)")
                    #expect(mention.words.contains(mention.head))
                    #expect(example.sentences[mention.sentence].tokens.indices.contains(mention.words.upperBound - 1))
                }
            }
        }
    }

    @Test("names at odd places do no harm")
    func oddNames() {
        let range = TextRange(0, 1)
        let tokens = [Token(form: "'s", range: range), Token(form: "Ada", upos: "PROPN", head: 7, range: range)]
        let sentence = Sentence(
            range: range, tokens: tokens,
            names: [
                NameSpan(words: 0..<1, type: .person), NameSpan(words: 1..<9, type: .person),
                NameSpan(words: 5..<9, type: .organization),
            ])
        #expect(resolve([sentence, Sentence(range: range, tokens: [])]).map(\.name) == ["Ada"])
    }

    @Test("links of the page's structured data are found by name")
    func sameAs() throws {
        let cases = try CoreferenceCaseLoader.cases(in: "Coreference")
        let sentences = try #require(cases.first { $0.name == "short-names" }).sentences
        let article = Article(
            id: "a", origin: "a", format: "html", contentHash: "", text: "",
            structuredData: [
                StructuredFact(
                    subject: "Norwick Corp", subjectType: "Organization", property: "sameAs",
                    value: "https://example.org/n")
            ])
        let entities = CoreferenceResolver().entities(of: article, sentences: sentences)
        #expect(entities.filter { !$0.sameAs.isEmpty }.map(\.name) == ["Norwick Corp."])
    }

    @Test("a long document repeats no entity")
    func manyMentions() throws {
        let cases = try CoreferenceCaseLoader.cases(in: "Coreference")
        let some = cases.flatMap(\.sentences)
        let many = (0..<100).flatMap { _ in some }
        let entities = resolve(many)
        // Each name is one entity however often it occurs.
        #expect(entities.filter { $0.name == "Quillon" }.count == 1)
    }

    private func resolve(_ sentences: [Sentence]) -> [DocumentEntity] {
        let article = Article(id: "a", origin: "a", format: "text", contentHash: "", text: "")
        return CoreferenceResolver().entities(of: article, sentences: sentences)
    }
}
