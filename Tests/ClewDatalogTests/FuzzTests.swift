import ClewDatalog
import ClewModel
import Testing

/// Whatever the bytes, reading and checking end, and every diagnostic has a code and a place in the text.
@Suite struct FuzzTests {
    private static let seeds = [
        "rival(\"Acme Corp\", DeepSeek).\nally(?x, ?y) :- partners(?x, ?y).\n?- ally(?x, _) order by ?x desc limit 3.",
        "hops(?x, ?z, min(?n)) :- hops(?x, ?y, ?m), ally(?y, ?z), ?n = ?m + 1. ally(a, b). hops(a, a, 0).",
        "p(1, 2.5, 2025-01-30, true). q(?x) :- p(?x, _, _, _), not r(?x) ; p(_, ?x, _, _), ?x ^ 2 % 3 >= -1.5e3.",
        "@output q. s(?n) :- ?n = count { p(?x, _, ?d, _), ?d >= 2025-01 }, contains(\"a\\u{e9}\\n\", lower(\"E\")). % end",
        "\"born in\"(?x, ?y) :- e(?x, (?y)), matches(?x, \"(a|b)*c{2,3}[^d-f]\"), (?x != ?y ; ?y = substring(?x, 0, 2)).",
    ]

    @Test func randomTextsNeverCrash() {
        var generator = SeededGenerator(seed: 7)
        var accepted = 0
        var refused = 0
        let alphabet = Array("?-:.,;(){}\"\\%@_=<>!+*/^ \n\tabcnotxyz0129\u{e9}\u{301}\u{1F600}\u{0}".unicodeScalars)
        for round in 0..<1_500 {
            var scalars = Array(FuzzTests.seeds[round % FuzzTests.seeds.count].unicodeScalars)
            if round % 5 == 4 { scalars = [] }
            for _ in 0..<Int.random(in: 0...(round % 5 == 4 ? 60 : 4), using: &generator) {
                let place = Int.random(in: 0...scalars.count, using: &generator)
                switch Int.random(in: 0..<3, using: &generator) {
                case 0: scalars.insert(alphabet[Int.random(in: 0..<alphabet.count, using: &generator)], at: place)
                case 1: if place < scalars.count { scalars.remove(at: place) }
                default:
                    let end = min(scalars.count, place + Int.random(in: 0...12, using: &generator))
                    scalars.insert(
                        contentsOf: scalars[place..<end], at: Int.random(in: 0...scalars.count, using: &generator))
                }
            }
            let text = String(String.UnicodeScalarView(scalars))
            for parsed in [ParsedProgram(parsing: text), ParsedProgram(parsingPrompt: text)] {
                let outcome = ProgramChecker.check([parsed], against: FactFolder())
                for diagnostic in outcome.diagnostics {
                    #expect(diagnostic.code.hasPrefix("query."))
                    #expect(diagnostic.place?.range.map { $0.end <= scalars.count } == true)
                    #expect(!DiagnosticRenderer(parsed.source).render(diagnostic).isEmpty)
                }
                if outcome.program == nil { refused += 1 } else { accepted += 1 }
                #expect((outcome.program == nil) == outcome.diagnostics.contains { $0.severity == .error })
            }
        }
        #expect(accepted > 100 && refused > 500, "accepted \(accepted), refused \(refused)")
    }

    @Test func deepNestingIsRefused() {
        for text in [
            "p(" + String(repeating: "(", count: 100_000) + "1",
            "?- " + String(repeating: "not ", count: 100_000) + "p(a).",
            "p(?x) :- ?x = " + String(repeating: "-", count: 100_000) + "1.",
            "p(?x) :- ?x = " + String(repeating: "2 ^ ", count: 100_000) + "1.",
            "p(" + String(repeating: "abs(", count: 100_000) + "1).",
            "?- " + String(repeating: "?n = count { ", count: 20_000),
        ] {
            #expect(ParsedProgram(parsing: text).diagnostics.contains { $0.code == "query.depth" })
        }
    }

    @Test func bytesThatAreNoTextAreRead() {
        var generator = SeededGenerator(seed: 11)
        for _ in 0..<300 {
            let bytes = (0..<40).map { _ in UInt8.random(in: 0...255, using: &generator) }
            _ = ParsedProgram(parsing: String(decoding: bytes, as: UTF8.self))
            var folder = FactFolder()
            folder.add("p", text: String(decoding: bytes, as: UTF8.self))
            let width = folder.columns(of: "p")?.count ?? 0
            #expect(folder.schemas.first?.columns.count == width)
        }
    }
}
