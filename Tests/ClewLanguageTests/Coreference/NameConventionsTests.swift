import ClewLanguage
import ClewModel
import Testing

/// Names that are written as custom has it, whatever the name head reads.
struct NameConventionsTests {
    /// `[LOC EU]` is a name that the head found; words stand apart by spaces.
    @Test(arguments: [
        ("talks with the [LOC EU] and [PER Xinhua] .", ["ORG EU", "ORG Xinhua"]),
        ("the [LOC Jerusalem Post] said", ["ORG Jerusalem Post"]),
        ("moved to the [LOC Trading Post Road]", ["LOC Trading Post Road"]),
        ("offices of [ORG Mountain View] , California", ["LOC Mountain View"]),
        ("offices of [ORG Acme] , London", ["ORG Acme"]),
        ("an [ORG Air Force] Base nearby", ["LOC Air Force Base"]),
        ("we like [ORG Ray 's] Pizza", ["ORG Ray 's Pizza"]),
        ("grants from The [ORG Mozilla Foundation]", ["ORG The Mozilla Foundation"]),
        ("The [ORG Mozilla Foundation] pays", ["ORG Mozilla Foundation"]),
        ("years at [ORG Enron / Azurix]", ["ORG Enron", "ORG Azurix"]),
        ("the [PER AC / DC] song", ["PER AC / DC"]),
        ("write to [ORG ann@acme.com]", []),
        ("joined as [ORG SVP]", []),
        ("left [ORG Google] , California 's largest employer", ["ORG Google"]),
        ("shares of [ORG Chevron] , Texas Instruments", ["ORG Chevron"]),
        ("the [LOC Wagah Border Post]", ["LOC Wagah Border Post"]),
        ("an [ORG Acme] Airport Charges rise", ["ORG Acme"]),
        ("[PER Ann Lee] met [ORG Acme]", ["PER Ann Lee", "ORG Acme"]),
    ])
    func areSettled(text: String, names: [String]) {
        #expect(NameConventionsTests.settled(text) == names)
    }

    /// "CV-418", of which the head sees nothing, and what is numbered likewise.
    @Test(arguments: [("CV", true), ("COVID", false), ("FY", false), ("cv", false)])
    func areCodes(form: String, isOne: Bool) {
        let tokens = [form, "-", "418"].map { Token(form: $0, range: TextRange(0, 1), spaceAfter: false) }
        var sentence = Sentence(range: TextRange(0, 1), tokens: tokens, names: [])
        NameConventions.settle(&sentence)
        #expect(sentence.names == (isOne ? [NameSpan(words: 0..<3, type: .product)] : []))
    }

    private static func settled(_ text: String) -> [String] {
        var tokens: [Token] = []
        var names: [NameSpan] = []
        var open: (start: Int, type: EntityType)?
        for word in text.split(separator: " ") {
            if word.hasPrefix("["), let type = EntityType(label: String(word.dropFirst())) {
                open = (tokens.count, type)
                continue
            }
            let form = word.hasSuffix("]") ? String(word.dropLast()) : String(word)
            let upos = form.first?.isUppercase == true ? "PROPN" : form.first?.isLetter == true ? "X" : "PUNCT"
            tokens.append(Token(form: form, upos: upos, range: TextRange(0, 1)))
            if word.hasSuffix("]"), let name = open {
                names.append(NameSpan(words: name.start..<tokens.count, type: name.type))
            }
        }
        var sentence = Sentence(range: TextRange(0, 1), tokens: tokens, names: names)
        NameConventions.settle(&sentence)
        let labels: [EntityType: String] = [.person: "PER", .organization: "ORG", .location: "LOC"]
        return sentence.names.map { name in
            labels[name.type, default: "?"] + " " + tokens[name.words].map(\.form).joined(separator: " ")
        }
    }
}
