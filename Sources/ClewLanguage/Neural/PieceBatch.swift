/// Sequences of word pieces that go through the encoder together, one below the other.
struct PieceBatch {
    /// The piece of each row, and its word's letter case.
    var pieces: [Int32] = []
    var cases: [UInt8] = []
    /// The rows of each sequence. Attention stays within one, and positions count from its start.
    var sequences: [Range<Int>] = []
    /// The row of each word's first piece, for the words whose vectors are wanted, in order.
    var wordRows: [Int] = []
    /// Where the vectors of these words go: the index of the first of them.
    var firstWord = 0
}

extension PieceBatch {
    /// Adds a window as one sequence between the pieces of start and end.
    mutating func append(_ window: SequenceWindow, of span: PieceSpan, tokenizer: WordPieceTokenizer) {
        let first = pieces.count
        pieces.append(tokenizer.start)
        cases.append(UInt8(LetterCase.special.index))
        for word in window.words {
            if window.owned.contains(word) { wordRows.append(pieces.count) }
            let range = span.starts[word]..<span.starts[word + 1]
            pieces += span.pieces[range]
            cases += range.map { _ in span.cases[word] }
        }
        pieces.append(tokenizer.end)
        cases.append(UInt8(LetterCase.special.index))
        sequences.append(first..<pieces.count)
    }
}
