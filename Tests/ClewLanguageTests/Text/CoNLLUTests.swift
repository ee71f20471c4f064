import ClewLanguage
import ClewModel
import Testing

@Suite struct CoNLLUTests {
    private let sample = """
        # newdoc id = d
        # newpar
        # sent_id = d-1
        # text = Ann Lee can't (yet) see Paris.
        1\tAnn\tAnn\tPROPN\tNNP\t_\t7\tnsubj\t_\tEntity=(PER
        2\tLee\tLee\tPROPN\tNNP\t_\t1\tflat\t_\tEntity=PER)
        3-4\tcan't\t_\t_\t_\t_\t_\t_\t_\t_
        3\tca\tcan\tAUX\tMD\t_\t9\taux\t_\t_
        4\tn't\tnot\tPART\tRB\t_\t9\tadvmod\t_\t_
        5\t(\t(\tPUNCT\t-LRB-\t_\t6\tpunct\t_\tSpaceAfter=No
        6\tyet\tyet\tADV\tRB\t_\t8\tadvmod\t_\tSpaceAfter=No
        7\t)\t)\tPUNCT\t-RRB-\t_\t6\tpunct\t_\t_
        8\tsee\tsee\tVERB\tVB\t_\t0\troot\t_\t_
        9\tParis\tParis\tPROPN\tNNP\t_\t8\tobj\t_\tEntity=(LOC)|SpaceAfter=No
        10\t.\t.\tPUNCT\t.\t_\t8\tpunct\t_\t_

        # sent_id = d-2
        # text = Two
        1\tTwo\ttwo\tNUM\tCD\t_\t0\troot\t_\t_

        # newpar
        # sent_id = d-3
        # text = It's
        1-2\tIt's\t_\t_\t_\t_\t_\t_\t_\tSpaceAfter=No
        1\tIt\tit\tPRON\tPRP\t_\t0\troot\t_\t_
        2\t's\tbe\tAUX\tVBZ\t_\t1\tcop\t_\t_


        """

    @Test func writingWhatWasReadGivesTheSameText() {
        let document = CoNLLU.read(sample)
        #expect(document.diagnostics == [])
        var writer = CoNLLU.Writer(document: "d")
        #expect(document.sentences.map { writer.lines(of: $0) }.joined() == sample)
    }

    @Test func theTextIsPutTogetherAndRangesAreItsOwn() {
        let document = CoNLLU.read(sample)
        #expect(document.text == "Ann Lee can't (yet) see Paris. Two\nIt's")
        #expect(document.sentences.map(\.block) == [0, 0, 1])
        for sentence in document.sentences {
            for token in sentence.tokens { #expect(document.text.text(in: token.range) == token.form) }
        }
        #expect(document.comment("sent_id", of: 1) == "d-2")
        #expect(document.comment("nothing", of: 1) == nil)
        #expect(
            document.sentences[0].names == [
                NameSpan(words: 0..<2, type: .person), NameSpan(words: 8..<9, type: .location),
            ])
    }

    @Test func emptyNodesAndCarriageReturnsAreSkipped() {
        let document = CoNLLU.read(
            "1\tGo\tgo\tVERB\tVB\t_\t0\troot\t_\t_\r\n1.1\tyou\tyou\tPRON\tPRP\t_\t_\t_\t1:nsubj\t_\r\n")
        #expect(document.diagnostics == [])
        #expect(document.sentences.map { $0.tokens.map(\.form) } == [["Go"]])
    }

    @Test func malformedLinesAreLeftOutAndSaid() {
        let document = CoNLLU.read(
            """
            1\tOne\tone\tNUM\tCD\t_\t0\troot\t_\t_
            2\ttwo\ttwo\tNUM\tCD\t_\t1
            x\tthree\tthree\tNUM\tCD\t_\t1\tdep\t_\t_
            3-2\tfour\t_\t_\t_\t_\t_\t_\t_\t_
            4\tfive\tfive\tNUM\tCD\t_\t9\tdep\t_\t_
            5\tsix\tsix\tNUM\tCD\t_\tone\tdep\t_\t_
            6\t\tseven\tNUM\tCD\t_\t1\tdep\t_\t_
            7\teight\teight\tNUM\tCD\t_\t4\tdep\t_\t_
            """, source: "in.conllu")
        #expect(document.diagnostics.map(\.place?.line) == [2, 3, 4, 6, 7, 5])
        #expect(document.diagnostics.allSatisfy { $0.code == "conllu.malformed-line" && $0.source == "in.conllu" })
        #expect(document.sentences.map { $0.tokens.map(\.form) } == [["One", "five", "six", "eight"]])
        #expect(document.sentences.first?.tokens.map(\.head) == [-1, -1, -1, 1])
    }

    @Test func surfaceTokensWithOtherFormsShareTheirRange() throws {
        let document = CoNLLU.read(
            "1-2\tdu\t_\t_\t_\t_\t_\t_\t_\t_\n1\tde\tde\tADP\tIN\t_\t0\troot\t_\t_\n2\tle\tle\tDET\tDT\t_\t1\tdet\t_\t_\n\n"
        )
        let sentence = try #require(document.sentences.first)
        #expect(sentence.tokens.map(\.range) == [TextRange(0, 2), TextRange(0, 2)])
        #expect(document.text == "du")
    }

    @Test func segmentedTextSurvivesTheFormat() {
        var random = SplitMix(state: 11)
        for round in 1..<60 {
            let sentences = TextSegmenter().sentences(in: random.text(length: round)).sentences
            var writer = CoNLLU.Writer(document: "r")
            let document = CoNLLU.read(sentences.map { writer.lines(of: $0) }.joined())
            #expect(document.diagnostics == [])
            #expect(document.sentences.map { $0.tokens.map(\.form) } == sentences.map { $0.tokens.map(\.form) })
            #expect(document.sentences.map(\.multiWordTokens) == sentences.map(\.multiWordTokens))
            #expect(
                document.sentences.map { $0.tokens.map(\.spaceAfter) } == sentences.map { $0.tokens.map(\.spaceAfter) })
        }
    }

    @Test func lineBreaksInADocumentsNameDoNotBreakTheFormat() {
        var writer = CoNLLU.Writer(document: "a\nb")
        let sentences = TextSegmenter().sentences(in: "Go.").sentences
        #expect(
            writer.lines(of: sentences[0]).hasPrefix("# newdoc id = a b\n# newpar\n# sent_id = a b-1\n# text = Go.\n"))
    }
}
