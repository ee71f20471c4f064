import ClewLanguage
import Testing

struct SentenceAnnotatorTests {
    private func tiny() throws -> SentenceAnnotator {
        SentenceAnnotator(model: try LanguageModel(bytes: try TinyModel().bytes()))
    }

    private func words(_ count: Int) -> [String] {
        let some = ["the", "cat", "Sings", "ALL", "x9", "running", "…", "“", "to-day", "B", "éa", "’s"]
        return (0..<count).map { some[($0 * 7 + $0 / 5) % some.count] }
    }

    private func check(_ annotation: Annotation, words: Int) {
        #expect(annotation.upos.count == words && annotation.xpos.count == words)
        #expect(annotation.relations.count == words && annotation.nameLabels.count == words)
        #expect(annotation.heads.count == words && SpanningTreeTests.isTree(annotation.heads))
        for (head, relation) in zip(annotation.heads, annotation.relations) {
            #expect((head == -1) == (relation == "root"))
        }
    }

    @Test func nothingGivesNothing() throws {
        #expect(try tiny().annotate([]).isEmpty)
        #expect(try tiny().annotate([[], []]) == [.empty, .empty])
        let mixed = try tiny().annotate([[], ["the"], []])
        #expect(mixed.count == 3 && mixed[0] == .empty && mixed[2] == .empty)
        check(mixed[1], words: 1)
    }

    @Test func wordsWithoutPiecesAreUnknownWords() throws {
        let odd = ["", " ", "\u{301}", "\u{200B}", "浦東", "\u{FFFD}", "a\u{0}b", String(repeating: "z", count: 500)]
        let annotation = try tiny().annotate([odd])
        check(annotation[0], words: odd.count)
    }

    /// One tree whatever the length: within the positions, over several windows, over several spans.
    @Test(arguments: [1, 2, 37, 38, 39, 100, 511, 512, 513, 1_100]) func alwaysOneTree(count: Int) throws {
        let annotation = try tiny().annotate([words(count)])
        check(annotation[0], words: count)
        #expect((annotation[0].relations.contains("parataxis") || count <= SentenceAnnotator.wordsMax))
    }

    @Test func neighboursChangeNothing() throws {
        let annotator = try tiny()
        let sentences = [3, 0, 17, 60, 1, 8, 24, 5, 90, 2, 11].map(words)
        let together = annotator.annotate(sentences)
        #expect(together == sentences.map { annotator.annotate([$0])[0] })
        #expect(together.reversed() == annotator.annotate(sentences.reversed()))
    }

    @Test func kernelsAgreeToTheLastBit() throws {
        let model = try LanguageModel(bytes: try TinyModel().bytes())
        let words = words(19)
        let states = LanguageKernels.all.map { model.lastStates(of: words, kernels: $0) }
        #expect(states.allSatisfy { $0 == states.last })
    }

    @Test func threadsChangeNothing() async throws {
        let annotator = try tiny()
        let sentences = (1...30).map(words)
        let alone = annotator.annotate(sentences)
        await withTaskGroup(of: [Annotation].self) { group in
            for _ in 0..<4 { group.addTask { annotator.annotate(sentences) } }
            for await found in group { #expect(found == alone) }
        }
    }

    @Test func namesAsSpans() {
        var annotation = Annotation.empty
        annotation.nameLabels = ["B-PER", "I-PER", "O", "B-LOC", "B-LOC", "I-LOC"]
        let spans = annotation.nameSpans
        #expect(spans.map(\.words) == [0..<2, 3..<4, 4..<6])
        #expect(spans.map(\.type) == ["PER", "LOC", "LOC"])
    }

    @Test func agreesWithThePlainComputation() throws {
        let model = try LanguageModel(bytes: try TinyModel().bytes())
        var reference = ReferenceNetwork(model)
        for count in [1, 5, 12] {
            let states = model.lastStates(of: words(count))
            for (state, expected) in zip(states, reference.annotate(words(count)).states) {
                for (value, other) in zip(state, expected) { #expect(abs(value - other) < 0.1) }
            }
        }
    }
}
