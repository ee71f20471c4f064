/// A predicate with its arguments in the words of the sentence.
public struct OpenTuple: Hashable, Sendable {
    /// Trust, 0…1.
    public var confidence: Double
    /// The words of the predicate, joined by spaces.
    public var predicate: String
    /// The arguments, the subject first; words joined by spaces.
    public var arguments: [String]

    /// A tuple.
    public init(confidence: Double, predicate: String, arguments: [String]) {
        self.confidence = confidence
        self.predicate = predicate
        self.arguments = arguments
    }
}
