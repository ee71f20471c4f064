import ClewLanguage
import ClewModel
import Testing

/// Names that the text defines.
@Suite("Defined names")
struct DefinedNamesTests {
    /// The names of a sentence once completed; `*` marks a past participle, `+` a noun, `heads` gives some words' heads.
    private func names(_ text: String, heads: [Int: Int] = [:], given: [(Range<Int>, EntityType)] = []) -> [String] {
        let words = text.split(separator: " ").map(String.init)
        let lemmas = ["called": "call", "known": "know"]
        let tokens = words.enumerated().map { index, word in
            let form = word.filter { $0 != "*" && $0 != "+" }
            return Token(
                form: form, lemma: lemmas[form] ?? form.lowercased(),
                upos: word.hasSuffix("+") ? "NOUN" : "X", xpos: word.hasSuffix("*") ? "VBN" : "X",
                head: heads[index] ?? -1, range: TextRange(0, 1))
        }
        var sentences = [
            Sentence(
                range: TextRange(0, 1), tokens: tokens,
                names: given.map { NameSpan(words: $0.0, type: $0.1) })
        ]
        DefinedNames.complete(&sentences)
        return sentences[0].names.map { name in
            tokens[name.words].map(\.form).joined(separator: " ") + " " + name.type.rawValue
        }
    }

    @Test("an abbreviation says where the name begins, and is one wherever it stands")
    func abbreviations() {
        #expect(
            names("the Dunn Marsh Office ( DMO ) said the DMO", given: [(2..<4, .organization)])
                == ["Dunn Marsh Office organization", "DMO organization", "DMO organization"])
        // A telescope, whatever the head took it for.
        #expect(
            names("the Large Marsh Telescope ( LMT )", given: [(1..<3, .organization)])
                == ["Large Marsh Telescope product", "LMT product"])
        // Capitals alone make no name, and an office is none.
        #expect(names("the largest Internet Service Provider ( ISP )").isEmpty)
        #expect(names("a Member of Parliament ( MP )", given: [(3..<4, .organization)]) == ["Parliament organization"])
        #expect(
            names("a format known* as Named Binary Tag ( NBT )", heads: [2: 1])
                == ["Named Binary Tag concept", "NBT concept"])
    }

    @Test("what stands in quotation marks behind a naming participle is the name")
    func quoted() {
        #expect(
            names("a club+ called* ' We Like Slow Trains ' in Leeds", heads: [2: 1], given: [(7..<8, .person)])
                == ["We Like Slow Trains organization"])
        #expect(names("a step+ called* ' quite slow ' here", heads: [2: 1]).isEmpty)
    }
}
