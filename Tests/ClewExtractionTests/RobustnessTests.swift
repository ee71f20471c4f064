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

    /// Trees that are none, of the words and relations that the repairs look for, end and give the same twice.
    @Test func randomTreesEnd() {
        // Knuth's linear congruential generator, of which the high bits are good enough.
        var state: UInt64 = 20
        func random(_ bound: Int) -> Int {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return Int(state >> 33) % bound
        }
        let forms = [
            (",", "PUNCT", ","), ("which", "PRON", "WDT"), ("is", "AUX", "VBZ"), ("based", "VERB", "VBN"),
            ("says", "VERB", "VBZ"), ("shares", "NOUN", "NNS"), ("firm", "NOUN", "NN"), ("Acme", "PROPN", "NNP"),
            ("Thursday", "PROPN", "NNP"), ("on", "ADP", "IN"), ("with", "SCONJ", "IN"), ("-", "PUNCT", "HYPH"),
            ("between", "ADP", "IN"), ("per", "ADP", "IN"), ("being", "AUX", "VBG"), ("left", "VERB", "VBD"),
            ("and", "CCONJ", "CC"), ("its", "PRON", "PRP$"), ("making", "VERB", "VBG"), ("two", "NUM", "CD"),
            ("years", "NOUN", "NNS"), ("months", "NOUN", "NNS"), ("to", "PART", "TO"), ("a", "DET", "DT"),
            ("$", "SYM", "$"),
        ]
        let relations = [
            "nsubj", "obj", "iobj", "obl", "nmod", "nmod:poss", "nmod:desc", "acl:relcl", "ccomp", "xcomp", "advcl",
            "appos",
            "flat", "compound", "conj", "cc", "case", "mark", "cop", "aux:pass", "parataxis", "punct", "advmod",
        ]
        for _ in 0..<4_000 {
            let count = 1 + random(12)
            let tokens = (0..<count).map { word in
                let (form, upos, xpos) = forms[random(forms.count)]
                return Token(
                    form: form, upos: upos, xpos: xpos, head: random(count + 3) - 2,
                    relation: relations[random(relations.count)],
                    range: TextRange(word * 9, word * 9 + form.count))
            }
            let names = tokens.indices.filter { tokens[$0].upos == "PROPN" }.map {
                NameSpan(words: $0..<$0 + 1, type: tokens[$0].form == "Acme" ? .organization : .date)
            }
            let made = Sentence(range: TextRange(0, count * 9), tokens: tokens, names: names)
            #expect(extract([made]).statements == extract([made]).statements)
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
