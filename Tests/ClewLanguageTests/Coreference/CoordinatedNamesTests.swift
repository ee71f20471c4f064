import ClewLanguage
import ClewModel
import Testing

/// Names with a coordination in them.
struct CoordinatedNamesTests {
    @Test(
        arguments: [
            ("approval of the Roads and Water Board .", "Roads and Water Board"),
            ("their union , Haus und Hof , demands it", "Haus und Hof"),
        ])
    func areOne(text: String, name: String) {
        #expect(names(in: text) == [name])
    }

    @Test(arguments: [
        "she left the Board and Globex Council .", "she sued Leeds and York Council .", "the Board and Council met",
        "the roads and the Water Board were shut", "the Roads and Water bill",
    ])
    func areApart(text: String) { #expect(names(in: text).isEmpty) }

    @Test func replaceTheirPartsAndLeaveWhatReachesBeyond() {
        #expect(names(in: "the Roads and Water Board", given: [1..<2, 3..<5]) == ["Roads and Water Board"])
        #expect(names(in: "the Roads and Water Board", given: [0..<2]) == ["the Roads"])
    }

    private func names(in text: String, given: [Range<Int>] = []) -> [String] {
        let tokens = text.split(separator: " ").map { word in
            Token(
                form: String(word), lemma: word.lowercased(), upos: word.allSatisfy(\.isPunctuation) ? "PUNCT" : "X",
                xpos: "X", head: -1, range: TextRange(0, 1))
        }
        var sentence = Sentence(
            range: TextRange(0, 1), tokens: tokens, names: given.map { NameSpan(words: $0, type: .organization) })
        CoordinatedNames.join(&sentence)
        return sentence.names.map { tokens[$0.words].map(\.form).joined(separator: " ") }
    }
}
