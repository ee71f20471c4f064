import ClewModel
import Testing

/// What a short form in parentheses stands for; `[…]` marks the words.
@Suite struct AbbreviationTests {
    @Test(arguments: [
        "the [Named Binary Tag] (NBT)", "the [Five - hundred - meter Aperture Spherical Radio Telescope] (FAST)",
        "drug - [resistant marsh bacteria] (RMB)", "the [Department of Fishing] (DoF)", "a [wind - driven pump] (WDP)",
        "Lee ran (NBT)", "for Acme , Named Tag (ANT)", "a pump (P)", "a [very high pump] (VHP)", "an art (ART)",
    ])
    func longForms(marked: String) throws {
        let words = marked.split(separator: " ").map(String.init)
        let short = try #require(words.last).trimmingParentheses()
        let plain = words.dropLast().map { $0.filter { !"[]".contains($0) } }
        let tokens = plain.map { Token(form: $0, range: TextRange(0, 1)) }
        let start = words.firstIndex { $0.hasPrefix("[") }
        let found = Abbreviation.longForm(of: short, before: tokens.count, in: tokens)
        #expect(found == start.map { $0..<tokens.count }, "\(marked)")
    }

    @Test(arguments: [("NBT", true), ("DoF", true), ("R2", true), ("2015", false), ("Nbt", false), ("A", false)])
    func shortForms(form: String, isOne: Bool) { #expect(Abbreviation.isShortForm(form) == isOne) }
}

extension String {
    fileprivate func trimmingParentheses() -> String { filter { $0 != "(" && $0 != ")" } }
}
