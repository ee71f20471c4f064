import ClewLanguage
import ClewModel
import Testing

@Suite struct TextSegmenterTests {
    @Test func goldenCases() throws {
        for golden in try GoldenCases.read("segmentation", files: ["input.txt", "expected.txt"]) {
            let found = TextSegmenter().sentences(in: golden.files["input.txt"] ?? "").sentences
                .map { $0.tokens.map(\.form).joined(separator: " ") + "\n" }
            #expect(found.joined() == golden.files["expected.txt"], "\(golden.name)")
        }
    }

    @Test func partsOfMultiWordTokensHaveTheirOwnRanges() throws {
        let sentence = try #require(TextSegmenter().sentences(in: "  Ann can't wait.").sentences.first)
        #expect(sentence.tokens.map(\.form) == ["Ann", "ca", "n't", "wait", "."])
        #expect(sentence.tokens.map(\.range.start) == [2, 6, 8, 12, 16])
        #expect(sentence.tokens.map(\.spaceAfter) == [true, false, true, false, true])
        #expect(sentence.multiWordTokens == [MultiWordToken(words: 1..<3, form: "can't")])
        #expect(sentence.range == TextRange(2, 17))
    }

    @Test func sentencesKeepToBlocksAndBylinesHaveNone() {
        let text = "By Ann Lee\nPlant opens\nnear the river\nIt opened in May. All came."
        let article = Article(
            id: "a", origin: "a.txt", format: "text", contentHash: "", text: text,
            blocks: [
                Block(kind: .byline, range: TextRange(0, 10)),
                Block(kind: .heading, level: 1, range: TextRange(11, 22)),
                Block(kind: .paragraph, range: TextRange(23, 37)), Block(kind: .paragraph, range: TextRange(38, 66)),
            ])
        let found = TextSegmenter().sentences(in: article).sentences
        #expect(found.map(\.block) == [1, 2, 3, 3])
        #expect(
            found.map { text.text(in: $0.range) } == [
                "Plant opens", "near the river", "It opened in May.", "All came.",
            ])
    }

    @Test func anArticleWithoutBlocksIsPlainText() {
        let article = Article(id: "a", origin: "a", format: "text", contentHash: "", text: "One came.\n\nTwo left.")
        #expect(TextSegmenter().sentences(in: article).sentences.count == 2)
    }

    @Test func blocksBeyondTheTextAreClamped() {
        let article = Article(
            id: "a", origin: "a", format: "text", contentHash: "", text: "Short.",
            blocks: [
                Block(kind: .paragraph, range: TextRange(0, 600)), Block(kind: .quote, range: TextRange(700, 800)),
            ])
        #expect(TextSegmenter().sentences(in: article).sentences.map(\.range) == [TextRange(0, 6)])
    }

    @Test func overlongSentencesAreSplitAndReported() throws {
        var limits = Limits.standard
        limits.sentenceWordsMax = 20
        let text = String(repeating: "word and don't ", count: 40)
        let segmentation = TextSegmenter(limits: limits).sentences(in: text)
        #expect(segmentation.sentences.allSatisfy { $0.tokens.count <= 20 })
        #expect(segmentation.sentences.allSatisfy { $0.tokens.count >= 5 })
        #expect(segmentation.sentences.reduce(0) { $0 + $1.tokens.count } == 160)
        #expect(segmentation.diagnostics.map(\.code) == ["language.sentence-split"])
        #expect(TextSegmenter().sentences(in: "A short one.").diagnostics.isEmpty)
    }

    @Test(
        "Program code has no sentences, and is said to have been left out",
        arguments: [
            "var pump = new Pump(\"red\");\nexpect(pump.name).to.equal(\"red\");",
            "while (x < 3) { x = step(x); }",
            "{\"name\": \"pump\", \"max_rate\": 3, \"tags\": {\"a\": 1}}",
        ])
    func code(passage: String) {
        let text = "Acme sells a pump.\n\n" + passage + "\n\nIt is red."
        let found = TextSegmenter().sentences(
            in: Article(id: "a", origin: "a", format: "text", contentHash: "", text: text))
        #expect(found.sentences.map { $0.tokens.first?.form } == ["Acme", "It"])
        #expect(found.diagnostics.map(\.code) == ["language.code-left-out"])
    }

    @Test(
        "Prose about code, notes and figures are sentences",
        arguments: [
            "The setting max_rate must not be 0, or the pump stops at once.",
            "Acme sold 12 pumps (up from 3) in 2021;[12] Globex [the parent] sold none.",
            "<br/> <br/> Acme sold <b>12</b> pumps.", "Yours, Ann Lee ____________________ Acme sold 12 pumps.",
            "The difference was small (t = 1.2, p = .3), as Lee and others had found in an earlier study of 200 pumps.",
        ])
    func noCode(passage: String) {
        let found = TextSegmenter().sentences(
            in: Article(id: "a", origin: "a", format: "text", contentHash: "", text: passage))
        #expect(!found.sentences.isEmpty && found.diagnostics.isEmpty)
    }

    @Test(arguments: ["", " \n\t ", "\u{FEFF}", "\u{0}", "\u{301}", "’", ".", "\u{1F1E9}", "👩‍👩‍👧", "a\u{AD}b"])
    func oddTextsHaveNoMoreThanOneSentence(text: String) {
        let found = TextSegmenter().sentences(in: text).sentences
        #expect(found.count <= 1)
        checkInvariants(of: found, in: text)
    }

    @Test func randomTextsKeepTheInvariants() {
        var random = SplitMix(state: 7)
        for round in 0..<400 {
            let text = random.text(length: round)
            checkInvariants(of: TextSegmenter().sentences(in: text).sentences, in: text)
        }
    }

    @Test func longRunsOfOneKindKeepTheInvariants() {
        for part in ["x", ".", "a.", "'s", "1-", "((", "http://", "a@", "-", "😀", "e\u{301}", "www.", "don't", "/a"] {
            let text = String(repeating: part, count: 6_000)
            checkInvariants(of: TextSegmenter().sentences(in: text).sentences, in: text)
        }
    }

    /// Ranges are ordered and inside the text, forms are its slices, and every scalar but white space is covered.
    private func checkInvariants(of sentences: [Sentence], in text: String) {
        let scalars = Array(text.unicodeScalars)
        var covered = 0
        var missing: [Unicode.Scalar] = []
        for sentence in sentences {
            #expect(!sentence.tokens.isEmpty)
            #expect(sentence.range.start == sentence.tokens.first?.range.start)
            #expect(sentence.range.end == sentence.tokens.last?.range.end)
            for token in sentence.tokens {
                guard token.range.start >= covered, token.range.end <= scalars.count, !token.range.isEmpty else {
                    Issue.record("range \(token.range) of \(token.form) in \(text.debugDescription)")
                    return
                }
                missing += scalars[covered..<token.range.start]
                let slice = scalars[token.range.start..<token.range.end]
                #expect(slice.elementsEqual(token.form.unicodeScalars))
                #expect(!slice.contains { $0.properties.isWhitespace })
                covered = token.range.end
            }
            for surface in sentence.multiWordTokens {
                #expect(surface.words.count > 1)
                #expect(sentence.tokens[surface.words].map(\.form).joined() == surface.form)
            }
        }
        missing += scalars[covered...]
        #expect(missing.allSatisfy { $0.properties.isWhitespace })
    }
}

/// A small generator with a fixed sequence (SplitMix64, Steele et al. 2014).
struct SplitMix {
    var state: UInt64

    mutating func next(below bound: Int) -> Int {
        state &+= 0x9E37_79B9_7F4A_7C15
        var value = (state ^ (state >> 30)) &* 0xBF58_476D_1CE4_E5B9
        value = (value ^ (value >> 27)) &* 0x94D0_49BB_1331_11EB
        return Int((value ^ (value >> 31)) % UInt64(bound))
    }

    /// A text of pieces that tokenisers stumble over, with scalars from anywhere between.
    mutating func text(length: Int) -> String {
        let pieces = [
            "word", "Word", "U.S.", "n't", "'", "’", "s'", "...", "(", ")", "http://", "www.a.com", "@", "-", "--", ".",
            "12", "1,000", "/", ":", ";)", "\n", "\n\n", " ", " ", " ", "\u{A0}", "\u{2028}", "e\u{301}", "\u{200D}",
            "😀", "#a", "_", "&", "don't", "cannot", "Mr.", "\r\n", "\t", "“", "”", "$", "'90s", "½", "東京", "İ", "ß",
        ]
        var text = String.UnicodeScalarView()
        for _ in 0..<length {
            if next(below: 12) == 0, let scalar = Unicode.Scalar(UInt32(next(below: 0x11_0000))) {
                text.append(scalar)
            } else {
                text.append(contentsOf: pieces[next(below: pieces.count)].unicodeScalars)
            }
        }
        return String(text)
    }
}
