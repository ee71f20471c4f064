import ClewModel
import ClewReading

/// One thing to read articles from.
public enum IngestInput: Hashable, Sendable {
    case file(path: String)
    case bytes([UInt8], origin: String)

    /// The path, or what stands for one.
    public var origin: String {
        switch self {
        case .file(let path): path
        case .bytes(_, let origin): origin
        }
    }
}

/// The parts of several inputs, one after another: each input is opened when its turn comes.
public struct ArticleInputs: Sequence, IteratorProtocol {
    /// A part, and the place of its input in the list.
    public struct Element: Sendable {
        /// Place of the input that it is of.
        public var input: Int
        /// What is to be read.
        public var part: ArticlePart
    }

    private let inputs: [IngestInput]
    private let reader: ArticleReader
    private var upcoming = 0
    private var open: ArticleParts?

    /// The parts of `inputs`, in order.
    public init(_ inputs: [IngestInput], reader: ArticleReader) {
        self.inputs = inputs
        self.reader = reader
    }

    /// The next part of the input that is open, else the first of the next; each input has at least one.
    public mutating func next() -> Element? {
        while true {
            if let part = open?.next() { return Element(input: upcoming - 1, part: part) }
            guard upcoming < inputs.count else { return nil }
            open =
                switch inputs[upcoming] {
                case .file(let path): reader.parts(path: path)
                case .bytes(let bytes, let origin): reader.parts(bytes: bytes, origin: origin)
                }
            upcoming += 1
        }
    }
}
