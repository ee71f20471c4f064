import ClewModel

/// The surface tokens of one sentence with the places where their inner words start, and how to split it when it has
/// too many words.
struct SentenceParts {
    /// For each surface token, the offsets where its second and later words start.
    let cuts: [[Int]]

    /// Where the parts end, as counts of surface tokens, the last one being all of them; one part when no more than
    /// `wordsMax` words are there. A part ends where most speaks for the end of a sentence, in the second half of what
    /// it may hold. `margins` starts with that of the first token.
    func ends(wordsMax: Int, margins: ArraySlice<Float>) -> [Int] {
        var ends: [Int] = []
        var remaining = cuts.reduce(0) { $0 + $1.count + 1 }
        var start = 0
        while remaining > wordsMax {
            var words = 0
            var best = start
            var bestWords = 0
            var index = start
            while index < cuts.count - 1, words + cuts[index].count + 1 <= wordsMax {
                words += cuts[index].count + 1
                let isBetter = margins[margins.startIndex + index] > margins[margins.startIndex + best]
                if words * 2 <= wordsMax || bestWords == 0 || isBetter || bestWords * 2 <= wordsMax {
                    best = index
                    bestWords = words
                }
                index += 1
            }
            // A single token of more words than allowed stays whole.
            if bestWords == 0 { bestWords = cuts[start].count + 1 }
            ends.append(best + 1)
            start = best + 1
            remaining -= bestWords
            if start >= cuts.count { return ends }
        }
        return ends + [cuts.count]
    }
}

/// Makes sentences of words from surface tokens.
struct SentenceWords {
    let text: ScalarText
    let block: Int

    /// A sentence over surface tokens and their inner cuts, one for one; tags and heads are left open.
    func sentence(_ surface: ArraySlice<Range<Int>>, cuts: ArraySlice<[Int]>) -> Sentence {
        var tokens: [Token] = []
        tokens.reserveCapacity(surface.count + surface.count / 8)
        var multiWordTokens: [MultiWordToken] = []
        for (token, inner) in zip(surface, cuts) {
            let isSpaced = token.upperBound >= text.count || text.traits[token.upperBound].contains(.space)
            if inner.isEmpty {
                tokens.append(word(token, isSpaced: isSpaced))
                continue
            }
            let first = tokens.count
            var start = token.lowerBound
            for cut in inner {
                tokens.append(word(start..<cut, isSpaced: false))
                start = cut
            }
            tokens.append(word(start..<token.upperBound, isSpaced: isSpaced))
            multiWordTokens.append(MultiWordToken(words: first..<tokens.count, form: text.string(token)))
        }
        return Sentence(range: range(of: surface), block: block, tokens: tokens, multiWordTokens: multiWordTokens)
    }

    /// The range of surface tokens in the whole text.
    func range(of surface: ArraySlice<Range<Int>>) -> TextRange {
        TextRange(text.base + (surface.first?.lowerBound ?? 0), text.base + (surface.last?.upperBound ?? 0))
    }

    private func word(_ range: Range<Int>, isSpaced: Bool) -> Token {
        Token(
            form: text.string(range), range: TextRange(text.base + range.lowerBound, text.base + range.upperBound),
            spaceAfter: isSpaced)
    }
}
