import ClewLanguage
import ClewModel
import Testing

@Suite struct LemmatizerTests {
    @Test func goldenCases() throws {
        let lemmatizer = Lemmatizer()
        for golden in try GoldenCases.read("lemmas", files: ["cases.tsv"]) {
            let lines = (golden.files["cases.tsv"] ?? "").split(separator: "\n")
            #expect(!lines.isEmpty, "\(golden.name)")
            for line in lines {
                let columns = line.split(separator: "\t", omittingEmptySubsequences: false).map(String.init)
                try #require(columns.count == 4, "\(golden.name): \(line)")
                let lemma = lemmatizer.lemma(form: columns[0], upos: columns[1], xpos: columns[2])
                #expect(lemma == columns[3], "\(golden.name): \(columns[0]) \(columns[2])")
            }
        }
    }

    @Test func theUniversalTagDecidesWithoutAPennTag() {
        #expect(Lemmatizer().lemma(form: "Table", upos: "NOUN") == "table")
        #expect(Lemmatizer().lemma(form: "Paris", upos: "PROPN", xpos: "?") == "Paris")
    }

    @Test func theTreeTellsHaveFromBe() {
        func lemma(_ relation: String) -> String {
            let words = [
                ("She", "PRON", "PRP", 2, "nsubj"), ("'s", "AUX", "VBZ", 2, relation),
                ("seen", "VERB", "VBN", -1, "root"),
            ]
            var sentence = Sentence(
                range: TextRange(0, 10),
                tokens: words.map {
                    Token(form: $0.0, upos: $0.1, xpos: $0.2, head: $0.3, relation: $0.4, range: TextRange(0, 1))
                })
            Lemmatizer().lemmatize(&sentence)
            return sentence.tokens[1].lemma
        }
        #expect(lemma("aux") == "have")
        #expect(lemma("aux:pass") == "be")
        #expect(lemma("cop") == "be")
    }

    @Test func anyFormHasALemma() {
        var random = SplitMix(state: 3)
        let tags = ["NN", "NNS", "NNP", "NNPS", "VBD", "VBG", "JJS", "CD", "UH", "FW", "", "nothing"]
        for round in 1..<300 {
            let form = random.text(length: 1 + round % 3)
            guard !form.isEmpty else { continue }
            let tag = tags[random.next(below: tags.count)]
            #expect(!Lemmatizer().lemma(form: form, upos: "X", xpos: tag).isEmpty, "\(form.debugDescription) \(tag)")
        }
    }
}
