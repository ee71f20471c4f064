import ClewLanguage
import ClewModel
import Foundation
import Testing

/// Floors below which the text stage must not fall on the development parts of EWT and GUM. They need the treebanks in
/// the folder that `CLEW_SHARED` names.
@Suite(.enabled(if: ProcessInfo.processInfo.environment["CLEW_SHARED"] != nil))
struct TreebankQualityTests {
    /// The least F1 or accuracy of a treebank, in per cent.
    struct Floor: Sendable {
        var treebank: String
        var tokens: Double
        var sentences: Double
        var lemmas: Double
    }

    private static let floors = [
        Floor(treebank: "en_ewt-dev", tokens: 99.4, sentences: 88.5, lemmas: 98.7),
        Floor(treebank: "en_gum-dev", tokens: 99.8, sentences: 95.2, lemmas: 99.3),
    ]

    @Test(arguments: floors)
    func reachesTheFloor(_ floor: Floor) throws {
        let gold = CoNLLU.read(try TreebankFile.text(floor.treebank))
        #expect(gold.diagnostics == [])
        let raw = gold.text.replacing("\n", with: "\n\n")
        let found = TextSegmenter().sentences(in: raw).sentences
        let (goldSpans, foundSpans) = (Spans(gold.sentences), Spans(found))
        #expect(f1(goldSpans.tokens, foundSpans.tokens) >= floor.tokens)
        #expect(f1(goldSpans.sentences, foundSpans.sentences) >= floor.sentences)
        #expect(lemmaAccuracy(gold.sentences) >= floor.lemmas)
    }

    /// Spans of surface tokens and sentences, counted in scalars without white space.
    private struct Spans {
        var tokens: Set<Range<Int>> = []
        var sentences: Set<Range<Int>> = []

        init(_ sentences: [Sentence]) {
            var offset = 0
            for sentence in sentences {
                let start = offset
                var surface = sentence.multiWordTokens[...]
                var index = 0
                while index < sentence.tokens.count {
                    var form = sentence.tokens[index].form
                    index += 1
                    if let first = surface.first, first.words.lowerBound == index - 1 {
                        (form, index) = (first.form, first.words.upperBound)
                        surface.removeFirst()
                    }
                    let length = form.unicodeScalars.count { !$0.properties.isWhitespace }
                    tokens.insert(offset..<offset + length)
                    offset += length
                }
                self.sentences.insert(start..<offset)
            }
        }
    }

    private func f1(_ gold: Set<Range<Int>>, _ found: Set<Range<Int>>) -> Double {
        200 * Double(gold.intersection(found).count) / Double(gold.count + found.count)
    }

    private func lemmaAccuracy(_ sentences: [Sentence]) -> Double {
        let lemmatizer = Lemmatizer()
        var (right, total) = (0, 0)
        for sentence in sentences {
            var copy = sentence
            lemmatizer.lemmatize(&copy)
            for (gold, found) in zip(sentence.tokens, copy.tokens) where gold.relation != "goeswith" {
                total += 1
                if gold.lemma == found.lemma { right += 1 }
            }
        }
        return 100 * Double(right) / Double(total)
    }
}
