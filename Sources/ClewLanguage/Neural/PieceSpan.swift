/// The pieces of some words.
package struct PieceSpan: Hashable {
    /// Ids in the model's vocabulary, without those of start and end.
    package private(set) var pieces: [Int32] = []
    /// Where the pieces of each word start, and at last their number.
    package private(set) var starts: [Int] = [0]
    /// Letter-case class of each word.
    package private(set) var cases: [UInt8] = []

    var wordCount: Int { cases.count }

    init(_ words: ArraySlice<String>, tokenizer: WordPieceTokenizer, scratch: inout WordPieceTokenizer.Scratch) {
        for word in words {
            tokenizer.append(word, to: &pieces, scratch: &scratch)
            starts.append(pieces.count)
            cases.append(UInt8(LetterCase(of: word).index))
        }
    }
}

/// A part of a span that goes through the encoder as one sequence.
struct SequenceWindow: Hashable {
    /// The words in it, and those whose vectors are taken from it.
    var words: Range<Int>
    var owned: Range<Int>

    /// Cuts a span into as few windows as their overlap of a quarter of `piecesMax` lets.
    ///
    /// `piecesMax` is at least the pieces of any one word. Complexity: linear in words.
    static func windows(over span: PieceSpan, piecesMax: Int) -> [SequenceWindow] {
        let starts = span.starts
        let count = span.wordCount
        var windows: [SequenceWindow] = []
        var first = 0
        while true {
            var end = first + 1
            while end < count, starts[end + 1] - starts[first] <= piecesMax { end += 1 }
            windows.append(SequenceWindow(words: first..<end, owned: first..<end))
            if end == count { break }
            var next = end
            while next - 1 > first, starts[end] - starts[next - 1] <= piecesMax / 4 { next -= 1 }
            first = next
        }
        for index in windows.indices.dropFirst() {
            // The overlap is shared out at its middle.
            let overlap = windows[index].words.lowerBound..<windows[index - 1].words.upperBound
            let middle = (starts[overlap.lowerBound] + starts[overlap.upperBound]) / 2
            let border = overlap.first { starts[$0] >= middle } ?? overlap.upperBound
            windows[index - 1].owned = windows[index - 1].owned.lowerBound..<border
            windows[index].owned = border..<windows[index].words.upperBound
        }
        return windows
    }
}
