import ClewExtraction
import ClewModel
import Foundation
import Testing

@Suite struct RobustnessTests {
    private func sentence(_ heads: [Int], relation: String, upos: String = "VERB") -> Sentence {
        let tokens = heads.enumerated().map { word, head in
            Token(
                form: "w\(word)", upos: upos, xpos: "VBD", head: head, relation: head < 0 ? "root" : relation,
                range: TextRange(word * 4, word * 4 + 3))
        }
        return Sentence(range: TextRange(0, heads.count * 4), tokens: tokens)
    }

    private func extract(_ sentences: [Sentence]) -> Extraction {
        let article = Article(id: "a", origin: "a", format: "text", contentHash: "", text: "")
        return StatementExtractor().extract(AnalyzedArticle(article: article, sentences: sentences, entities: []))
    }

    @Test func emptyArticle() { #expect(extract([]).statements.isEmpty) }

    @Test(arguments: [[-1, -1, -1], [1, 2, 0], [9, -7, 3], [0, 1, 2], [1, 0, -1], []])
    func brokenTreesEnd(heads: [Int]) {
        let tree = SentenceTree(sentence(heads, relation: "conj"), index: 0)
        for word in tree.words { #expect(tree.isWithin(word, tree.root)) }
        _ = extract([sentence(heads, relation: "conj")])
        _ = OpenExtractor().extract(sentence(heads, relation: "ccomp"))
    }

    /// Every relation in a chain and in a fan of 200 words ends, and gives the same twice.
    @Test(arguments: [
        "nsubj", "obj", "conj", "ccomp", "xcomp", "acl:relcl", "acl", "advcl", "parataxis", "appos", "nmod",
        "nmod:poss",
    ])
    func longTreesEnd(relation: String) {
        for upos in ["VERB", "NOUN", "PROPN", "PRON"] {
            let chain = sentence([-1] + (0..<199).map { $0 }, relation: relation, upos: upos)
            let fan = sentence([-1] + Array(repeating: 0, count: 199), relation: relation, upos: upos)
            let once = extract([chain, fan])
            #expect(once.statements == extract([chain, fan]).statements)
        }
    }

    @Test func everyRuleExplainsItself() {
        #expect(Set(RuleBook.names).count == RuleBook.names.count)
        for name in RuleBook.names { #expect((RuleBook.explanation(of: name) ?? "").count > 40, "\(name)") }
        #expect(RuleBook.explanation(of: "no such rule") == nil)
    }

    /// Each rule has golden cases of its own in the folder of its name.
    @Test func everyRuleHasCases() throws {
        let topics = Set(try FileManager.default.contentsOfDirectory(atPath: GoldenCases.root.path))
        for name in RuleBook.names where name != "structured-data" { #expect(topics.contains(name), "Cases/\(name)") }
    }

    @Test func structuredData() throws {
        let article = Article(
            id: "a", origin: "a", format: "html", contentHash: "", title: "A Title", authors: ["Ann Lee"],
            publisher: "Globex", published: CalendarDate(year: 2025, month: 1, day: 30), text: "",
            structuredData: [StructuredFact(property: "about", value: "Acme", valueType: "Organization")])
        let extraction = StatementExtractor().extract(AnalyzedArticle(article: article, sentences: [], entities: []))
        #expect(extraction.statements.map(\.predicate) == ["author", "publisher", "published_on", "about"])
        #expect(extraction.statements.allSatisfy { $0.evidence.rule == "structured-data" && $0.evidence.range == nil })
        #expect(extraction.entities.map(\.name) == ["A Title", "Ann Lee", "Globex", "Acme"])
    }
}
