import ClewGraph
import ClewModel
import Testing

/// Spelling of names.
@Suite struct NormalFormTests {
    @Test(arguments: [
        ("Microsoft Corp.", SenseClass.organization, "microsoft"),
        ("The Walt Disney Company", .organization, "walt disney"),
        ("Smith & Co.", .organization, "smith"), ("Volkswagen AG", .organization, "volkswagen"),
        ("AT&T Inc.", .organization, "at&t"), ("S.p.A.", .organization, "spa"), ("Yahoo!", .organization, "yahoo"),
        ("Coca-Cola", .organization, "coca cola"), ("Standard & Poor's", .organization, "standard and poor"),
        ("Dr. Anna Müller", .person, "anna muller"), ("Prime Minister Narendra Modi", .person, "narendra modi"),
        ("former U.S. President Barack Obama", .person, "barack obama"), ("Pope Francis", .person, "pope francis"),
        ("O’Neill's", .person, "oneill"), ("U.S.", .location, "us"), ("St. Louis", .location, "st louis"),
        ("C++", .open, "c++"), ("C#", .open, "c#"), ("GPT-4", .open, "gpt 4"), ("ＯＰＥＣ", .organization, "opec"),
        ("Straße", .location, "strasse"), ("ΣΊΣΥΦΟΣ", .person, "σίσυφοσ"), ("北京", .location, "北京"),
        ("The The", .organization, "the"), ("...", .open, "..."), ("Company", .organization, "company"),
    ])
    func `A name has its normal form`(name: String, kind: SenseClass, form: String) {
        #expect(NormalForm.form(of: name, in: kind) == form)
    }

    @Test func `ASCII and full-width spellings of a name have one normal form`() {
        var random = EntityResolverTests.SplitMix(state: 3)
        let scalars = Array("aB sC.'&+-#@$%,`!s'/()9 \t".unicodeScalars)
        for _ in 0..<3_000 {
            let name = (0..<Int.random(in: 1...12, using: &random)).map { _ in
                scalars[Int.random(in: 0..<scalars.count, using: &random)]
            }
            let plain = String(String.UnicodeScalarView(name))
            // U+FF41 is "a" in full width: the same name by the way of NFKC. A letter at the end makes sure of one.
            let wide = String.UnicodeScalarView(name + [" ", "\u{FF41}"])
            #expect(NormalForm.words(of: plain + " a") == NormalForm.words(of: String(wide)), "\(plain)")
        }
    }

    @Test func `Folding and normal forms are fixpoints`() {
        for name in ["ﬁ İstanbul", "ẞß", "ΐ", "ǰ", "Ⅷ", "Ǆ", "ŉ", "The the the", "Mr. Mr. X"] {
            #expect(NormalForm.fold(NormalForm.fold(name)) == NormalForm.fold(name))
            #expect(!NormalForm.form(of: name, in: .person).isEmpty)
        }
        #expect(NormalForm.display("  a\u{7}\tb\u{2028}c ") == "a b c")
    }
}
