import ClewModel

/// CoNLL-U, the format of the Universal Dependencies treebanks (https://universaldependencies.org/format.html):
/// `CoNLLU.read` gives sentences over a text that is put together from the forms, `CoNLLU.Writer` writes them.
public enum CoNLLU {
    /// What a CoNLL-U text holds.
    public struct Document: Sendable {
        /// The forms with the white space between them: a space unless `SpaceAfter=No`, a line feed where a paragraph
        /// or document starts.
        public var text: String
        /// The sentences; their ranges are those of `text`, their block is the number of their paragraph, from 0.
        public var sentences: [Sentence]
        /// The comments of each sentence, without `#` and the space after it, one for one.
        public var comments: [[String]]
        /// What could not be read, with its line.
        public var diagnostics: [Diagnostic]

        /// The value of a comment `name = value` of sentence `index`.
        public func comment(_ name: String, of index: Int) -> String? {
            for comment in comments[index] {
                let parts = comment.split(separator: "=", maxSplits: 1)
                if parts.count == 2, parts[0].trimmed == name { return String(parts[1].trimmed) }
            }
            return nil
        }
    }

    /// Reads CoNLL-U. Empty nodes are skipped; a line that cannot be read is left out and said in a diagnostic, and the
    /// sentence keeps the rest. `source` names the input in diagnostics. O(length).
    public static func read(_ text: String, source: String? = nil) -> Document {
        var reader = CoNLLUReader(source: source)
        var number = 0
        for line in text.utf8.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false) {
            number += 1
            reader.read(Substring(line.last == UInt8(ascii: "\r") ? line.dropLast() : line), number: number)
        }
        return reader.finished()
    }
}

extension Substring {
    /// Without ASCII spaces and tabs at its ends.
    fileprivate var trimmed: Substring {
        var part = self
        while part.first == " " || part.first == "\t" { part.removeFirst() }
        while part.last == " " || part.last == "\t" { part.removeLast() }
        return part
    }
}

extension EntityType {
    /// The name of the type in `Entity=` of CoNLL-U and in other output for tools of the field.
    public var label: String {
        switch self {
        case .person: "PER"
        case .organization: "ORG"
        case .location: "LOC"
        case .product: "PRODUCT"
        case .event: "EVENT"
        case .work: "WORK"
        case .date: "DATE"
        case .money: "MONEY"
        case .quantity: "QUANTITY"
        case .group: "GROUP"
        case .concept: "CONCEPT"
        }
    }

    /// The type with this label.
    public init?(label: some StringProtocol) {
        guard let type = Self.allCases.first(where: { $0.label == label }) else { return nil }
        self = type
    }
}
