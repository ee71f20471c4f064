import ClewLanguage
import ClewModel
import Testing

struct NameSpanTests {
    /// The name as it is left of the words between brackets, with its type; `-` glues its neighbours.
    private func trimmed(_ text: String, _ type: EntityType) -> String? {
        var tokens: [Token] = []
        var words = 0..<0
        for word in text.split(separator: " ") {
            let form = word.filter { !"[]".contains($0) }
            if word.hasPrefix("[") { words = tokens.count..<tokens.count }
            if form == "-", !tokens.isEmpty { tokens[tokens.count - 1].spaceAfter = false }
            tokens.append(Token(form: form, range: TextRange(0, 0), spaceAfter: form != "-"))
            if word.hasSuffix("]") { words = words.lowerBound..<tokens.count }
        }
        let sentence = Sentence(range: TextRange(0, 0), tokens: tokens)
        return NameSpan(words: words, type: type).trimmed(in: sentence).map { name in
            "\(sentence.tokens[name.words].map(\.form).joined(separator: " ")) \(name.type.rawValue)"
        }
    }

    @Test func personWithoutThePlaceBehind() {
        #expect(trimmed("said [Ann Lee of Acme]", .person) == "Ann Lee person")
        #expect(trimmed("said [, Ann Lee ,]", .person) == "Ann Lee person")
        #expect(trimmed("said [,] and", .person) == nil)
    }

    @Test func numberBehindAHyphen() {
        #expect(trimmed("launched [Chandra] - 5 today", .product) == "Chandra - 5 product")
        #expect(trimmed("the [Leeds] - based firm", .location) == "Leeds location")
    }

    @Test func legalFormTellsACompany() {
        #expect(trimmed("[Solenne SA] bought", .person) == "Solenne SA organization")
        #expect(trimmed("[Dunn plc] bought", .location) == "Dunn plc organization")
        #expect(trimmed("[Ann Lee] bought", .person) == "Ann Lee person")
    }
}
