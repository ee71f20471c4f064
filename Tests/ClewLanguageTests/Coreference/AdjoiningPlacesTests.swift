import ClewLanguage
import ClewModel
import Testing

/// Two places that the name head reads as one.
struct AdjoiningPlacesTests {
    @Test(
        arguments: [
            ("San Rafael Ca", ["San Rafael", "Ca"]), ("brittany france", ["brittany", "france"]),
            ("san francisco california", ["san francisco", "california"]),
            ("Halifax Nova Scotia", ["Halifax", "Nova Scotia"]),
        ])
    func areTwo(name: String, parts: [String]) { #expect(AdjoiningPlacesTests.split(name) == parts) }

    @Test(arguments: [
        "South Africa", "New Mexico", "Northern Ireland", "West Virginia", "Gulf of Mexico", "Nova Scotia", "France",
        "Val di ca", "Port Washington", "Bosnia and Herzegovina", "Republic of Korea", "Equatorial Guinea",
        "Sierra Nevada", "Nazi Germany", "Washington DC", "Mainland China",
    ])
    func areOne(name: String) { #expect(AdjoiningPlacesTests.split(name) == [name]) }

    @Test func othersStay() {
        #expect(AdjoiningPlacesTests.split("Bank Mexico", type: .organization) == ["Bank Mexico"])
    }

    private static func split(_ name: String, type: EntityType = .location) -> [String] {
        let tokens = name.split(separator: " ").map { Token(form: String($0), range: TextRange(0, 1)) }
        var sentence = Sentence(
            range: TextRange(0, 1), tokens: tokens, names: [NameSpan(words: tokens.indices, type: type)])
        AdjoiningPlaces.split(&sentence)
        return sentence.names.map { tokens[$0.words].map(\.form).joined(separator: " ") }
    }
}
