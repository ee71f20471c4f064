import ClewModel

/// How sure the parser is of parts of a tree.
extension SentenceTree {
    /// The margin from which a head is as good as certain. Of 2,042 facts from saved pages and notices, read with an earlier
    /// model, 61 in 100 were right where the least margin was below 1, 75 from 2 to 3, and 85 where it was 7 or more. As a
    /// factor of a product of trusts it told right from wrong best at about this weight (area under the curve .62, without
    /// it .55); open tuples still take it so.
    private static let marginMax: Float = 8

    /// The margin below which a head might as well be another: of 28 judged facts that rest on such a head of a clause, 14 are
    /// right, and of the 28 from here to 1, 22.
    package static let marginMin: Float = 0.5

    /// How sure the tree is of heads of which the least margin is given: 0.65 where it is 0 or less, 1 from `marginMax` on.
    package static func certainty(margin: Float) -> Double {
        0.65 + 0.35 * Double(max(0, min(margin, marginMax)) / marginMax)
    }

    /// The least of the margins by which words hang on `anchor`, directly or by others, its own among them; `marginMax` where
    /// the tree is not the parser's. O(words · depth).
    package func margin(of words: [Int], anchor: Int) -> Float {
        var least = tokens[anchor].headMargin ?? SentenceTree.marginMax
        let above = Set(ancestors(of: anchor) + [anchor])
        for start in words {
            var word = start
            while word >= 0, !above.contains(word) {
                least = min(least, tokens[word].headMargin ?? SentenceTree.marginMax)
                word = heads[word]
            }
        }
        return least
    }

    /// The word of a range of the text on which the others there hang; none where no word lies in it.
    package func head(of range: TextRange) -> Int? {
        let inside = words.filter { tokens[$0].range.start >= range.start && tokens[$0].range.end <= range.end }
        guard let first = inside.first, let last = inside.last else { return nil }
        return inside.first { !(first...last).contains(heads[$0]) }
    }
}
