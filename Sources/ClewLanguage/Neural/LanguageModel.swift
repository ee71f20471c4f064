import CLanguageModel
import ClewModel
import Foundation

/// A trained language core: word pieces, a transformer encoder and its heads, all in one `CLEWLM01` file.
///
/// Tables stay where the bytes are (the embedded model's in the executable's read-only pages); opening a model checks
/// everything, indexes the vocabulary and packs the weights of products for this processor. Safe to share between
/// threads.
public final class LanguageModel: Sendable {
    /// The classes that the heads choose from; the index is the class.
    public struct Labels: Hashable, Sendable, Decodable {
        /// Universal parts of speech.
        public var upos: [String]
        /// Penn Treebank tags.
        public var xpos: [String]
        /// Names in IOB2: `O`, `B-person`, `I-person` …
        public var names: [String]
        /// Dependency relations, `root` among them.
        public var relations: [String]
    }

    /// The classes of each head.
    public let labels: Labels
    /// Whose data and weights the model was made from, and their licences.
    public let attribution: String

    let configuration: ModelHeader.Configuration
    let weights: ModelWeights
    let pieces: WordPieceTokenizer
    let relationScorer: RelationScorer
    let file: ModelFile

    /// The model inside this executable. Complexity: one pass over its bytes; some 30 ms and 11 MB of packed
    /// weights for a model of 25 MB.
    public static func embedded() throws(LanguageModelError) -> LanguageModel {
        let bytes = UnsafeRawBufferPointer(start: clew_language_model_bytes(), count: clew_language_model_count())
        return try LanguageModel(file: try ModelFile(bytes: bytes, owner: nil, source: "the embedded model"))
    }

    /// A model from the bytes of a file; they are copied once, to a 64-byte boundary.
    public convenience init(bytes: [UInt8], source: String? = nil) throws(LanguageModelError) {
        let owner = AlignedBytes(count: max(bytes.count, 1))
        owner.bytes.copyBytes(from: bytes)
        let view = UnsafeRawBufferPointer(rebasing: owner.bytes[..<bytes.count])
        try self.init(file: try ModelFile(bytes: view, owner: owner, source: source))
    }

    /// A model from a file.
    public convenience init(path: String) throws(LanguageModelError) {
        let bytes: [UInt8]
        do {
            bytes = [UInt8](try Data(contentsOf: URL(fileURLWithPath: path)))
        } catch {
            throw LanguageModelError("model.unreadable", "the file cannot be read: \(error)", source: path)
        }
        try self.init(bytes: bytes, source: path)
    }

    private init(file: ModelFile) throws(LanguageModelError) {
        self.file = file
        configuration = file.header.config
        labels = file.header.labels
        attribution = file.header.attribution
        if let complaint = labels.complaint {
            throw LanguageModelError("model.header", complaint, source: file.source)
        }
        let vocabulary = try PieceVocabulary(file: file)
        pieces = try WordPieceTokenizer(vocabulary: vocabulary, file: file)
        weights = try ModelWeights(file: file, pieceCount: vocabulary.count)
        relationScorer = RelationScorer(
            biaffine: weights.heads.labelBiaffine, relations: labels.relations, width: configuration.labelWidth)
    }
}

extension LanguageModel.Labels {
    /// Tells what makes the classes unusable, or nil.
    var complaint: String? {
        for (name, classes) in [("upos", upos), ("xpos", xpos), ("names", names), ("relations", relations)] {
            if classes.isEmpty { return "there are no \(name) labels" }
            if Set(classes).count != classes.count { return "two \(name) labels are equal" }
        }
        if !relations.contains("root") || relations.count < 2 { return "the relations lack root, or have nothing else" }
        if !names.contains("O") { return "the names lack the label O" }
        for name in names where name != "O" && !name.hasPrefix("B-") {
            guard name.hasPrefix("I-"), names.contains("B-" + name.dropFirst(2)) else {
                return "the name label \(name) is not IOB2, or has no B- label"
            }
        }
        return nil
    }
}
