import ClewModel

/// A container that is open: it hands out what it holds, one after another.
protocol PartReader: AnyObject {
    /// The next part, or none at the end.
    func next() -> ContainedPart?
}

/// One thing in a container.
enum ContainedPart {
    /// A document, and what there is to say of how it was got out.
    case document(FormatInput, [Diagnostic])
    /// Bytes that may be a container again; the input has what is known of them, and no bytes yet.
    case stream(BufferedBytes, FormatInput, name: String)
    /// Something that is not there, or that is left out.
    case problem(Diagnostic)
}

/// Parts that are found one by one in a document that is in memory.
final class ListReader: PartReader {
    private let advance: () -> ContainedPart?

    init(_ advance: @escaping () -> ContainedPart?) { self.advance = advance }

    func next() -> ContainedPart? { advance() }
}

/// Documents that are lists of whole articles: feeds and the exports of read-later services.
enum ArticleLists {
    /// The list, or none where the document is none.
    static func open(_ input: FormatInput, _ sample: ContentSample) -> (any PartReader)? {
        if FeedReader.matches(sample) { return FeedReader.open(input) }
        if SavedEntries.matches(sample) { return SavedEntries.open(input) }
        return nil
    }
}
