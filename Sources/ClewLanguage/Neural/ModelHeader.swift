/// The JSON header of a model file, as it is written there.
struct ModelHeader: Decodable, Sendable {
    /// Sizes and constants of the network.
    struct Configuration: Decodable, Sendable {
        var layers: Int
        var width: Int
        var heads: Int
        var intermediate: Int
        var maxPositions: Int
        var activation: String
        var normEpsilon: Float
        var leakyReluSlope: Float
        var weightMax: Int
        var piecesPerWordMax: Int
        var charactersPerPieceWordMax: Int
        var caseClasses: [String]
        var normalization: Normalization
        var special: SpecialPieces
        var arcWidth: Int
        var labelWidth: Int
        var namesWidth: Int

        enum CodingKeys: String, CodingKey {
            case layers, width, heads, intermediate, activation, normalization, special
            case maxPositions = "max_positions"
            case normEpsilon = "ln_eps"
            case leakyReluSlope = "leaky_relu_slope"
            case weightMax = "weight_max"
            case piecesPerWordMax = "pieces_per_word_max"
            case charactersPerPieceWordMax = "characters_per_piece_word_max"
            case caseClasses = "case_classes"
            case arcWidth = "arc_width"
            case labelWidth = "label_width"
            case namesWidth = "names_width"
        }
    }

    /// What a word is rewritten to before it is cut into pieces.
    struct Normalization: Decodable, Sendable {
        var unicode: String
        var words: [String: String]
        var scalars: [String: String]
    }

    /// Pieces with a meaning of their own.
    struct SpecialPieces: Decodable, Sendable {
        var unknown: String
        var start: String
        var end: String
    }

    /// Type, shape and place of one tensor.
    struct Tensor: Decodable, Sendable {
        var dtype: String
        var shape: [Int]
        /// Bytes from the start of the data section.
        var offset: Int
    }

    var config: Configuration
    var labels: LanguageModel.Labels
    var tensors: [String: Tensor]
    var attribution: String
}

extension ModelHeader.Configuration {
    /// Tells what this code cannot compute, or nil. The hot loops rely on these multiples.
    var complaint: String? {
        if activation != "gelu" { return "the activation is \(activation), not gelu" }
        if normalization.unicode != "NFD" { return "the normal form is \(normalization.unicode), not NFD" }
        if !(1...64).contains(layers) { return "\(layers) layers" }
        if width < 16 || width % 16 != 0 || width > 4_096 { return "a width of \(width), no multiple of 16" }
        if intermediate < 16 || intermediate % 16 != 0 || intermediate > 16_384 {
            return "an intermediate width of \(intermediate), no multiple of 16"
        }
        if heads < 1 || width % heads != 0 || (width / heads) % 8 != 0 {
            return "\(heads) heads, which do not cut a width of \(width) into multiples of 8"
        }
        for (name, size) in [("arc", arcWidth), ("label", labelWidth), ("names", namesWidth)]
        where size < 8 || size % 8 != 0 || size > 4_096 {
            return "the \(name) width of \(size), no multiple of 8"
        }
        if !(1...63).contains(weightMax) {
            return "weights up to \(weightMax); above 63, sums of products overflow on processors without VNNI"
        }
        if !(1...64).contains(piecesPerWordMax) || charactersPerPieceWordMax < 1 {
            return "the bounds of a word's pieces"
        }
        if maxPositions < piecesPerWordMax + 2 { return "\(maxPositions) positions, too few for one word" }
        if caseClasses != LetterCase.allCases.map(\.rawValue) { return "the letter-case classes \(caseClasses)" }
        return nil
    }
}
