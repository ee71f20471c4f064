/// Cuts words into the pieces of an uncased vocabulary: greedy longest match after normalisation (WordPiece, as in
/// BERT; Devlin et al. 2019), with a normal form that is spelled out in the model file.
struct WordPieceTokenizer: Sendable {
    /// Ids of the pieces that start and end a sequence, and that stand for what cannot be spelled.
    let start: Int32
    let end: Int32
    let unknown: Int32

    private let vocabulary: PieceVocabulary
    private let normalization: WordNormalization
    private let piecesPerWordMax: Int
    private let scalarsPerPartMax: Int

    init(vocabulary: PieceVocabulary, file: ModelFile) throws(LanguageModelError) {
        let special = file.header.config.special
        guard let start = vocabulary.piece(special.start), let end = vocabulary.piece(special.end),
            let unknown = vocabulary.piece(special.unknown)
        else {
            throw LanguageModelError(
                "model.vocabulary", "the vocabulary lacks one of \(special.start), \(special.end), \(special.unknown)",
                source: file.source)
        }
        self.vocabulary = vocabulary
        self.start = start
        self.end = end
        self.unknown = unknown
        normalization = WordNormalization(
            words: file.header.config.normalization.words, scalars: file.header.config.normalization.scalars)
        piecesPerWordMax = file.header.config.piecesPerWordMax
        scalarsPerPartMax = file.header.config.charactersPerPieceWordMax
    }

    /// The pieces of one word: at least one, at most the model's bound. Complexity: O(n) normalising, O(n²) look-ups
    /// in a part at worst, O(n) as words are.
    func pieces(of word: String) -> [Int32] {
        var scratch = Scratch()
        var pieces: [Int32] = []
        append(word, to: &pieces, scratch: &scratch)
        return pieces
    }

    /// Memory that many words share.
    struct Scratch {
        var normalized: [UInt8] = []
        var hashes: [UInt32] = []
    }

    /// Appends the pieces of one word.
    func append(_ word: String, to pieces: inout [Int32], scratch: inout Scratch) {
        let first = pieces.count
        normalization.apply(to: word, into: &scratch.normalized)
        for part in scratch.normalized.split(separator: WordNormalization.separator) {
            append(part: part, to: &pieces, hashes: &scratch.hashes)
            if pieces.count - first >= piecesPerWordMax { break }
        }
        if pieces.count == first { pieces.append(unknown) }
        pieces.removeSubrange(min(pieces.count, first + piecesPerWordMax)...)
    }

    /// A part is spelled by pieces as a whole, or unknown as a whole.
    private func append(part: ArraySlice<UInt8>, to pieces: inout [Int32], hashes: inout [UInt32]) {
        let first = pieces.count
        let scalars = part.count <= scalarsPerPartMax ? part.count : part.count { $0 & 0xC0 != 0x80 }
        var start = part.startIndex
        while start < part.endIndex {
            guard scalars <= scalarsPerPartMax,
                let (piece, end) = vocabulary.longest(in: part, from: start, hashes: &hashes)
            else {
                pieces.removeSubrange(first...)
                pieces.append(unknown)
                return
            }
            pieces.append(piece)
            start = end
        }
    }
}
