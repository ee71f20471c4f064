/// A half-open range of Unicode scalars in a text: `start` is the offset of the first scalar, `end` of the one after
/// the last. Scalars, not grapheme clusters or bytes, because that is what the other tools of the field count in.
public struct TextRange: Hashable, Comparable, Sendable, Codable {
    /// Offset of the first scalar, from 0.
    public var start: Int
    /// Offset after the last scalar; never less than `start`.
    public var end: Int

    /// - Precondition: `0 <= start <= end`.
    public init(_ start: Int, _ end: Int) {
        precondition(0 <= start && start <= end, "a text range runs forward from 0, not \(start)..<\(end)")
        self.start = start
        self.end = end
    }

    /// The number of scalars covered.
    public var count: Int { end - start }

    /// Whether no scalar is covered.
    public var isEmpty: Bool { start == end }

    /// Whether the ranges share at least one scalar.
    public func overlaps(_ other: TextRange) -> Bool { start < other.end && other.start < end }

    /// Whether `other` lies within this range.
    public func contains(_ other: TextRange) -> Bool { start <= other.start && other.end <= end }

    /// The smallest range that covers both.
    public func union(_ other: TextRange) -> TextRange {
        TextRange(min(start, other.start), max(end, other.end))
    }

    /// Order of reading: by start, then by end.
    public static func < (left: TextRange, right: TextRange) -> Bool {
        (left.start, left.end) < (right.start, right.end)
    }
}

extension String {
    /// The part of the text that `range` covers, clamped to the text. O(offset).
    public func text(in range: TextRange) -> String {
        let scalars = unicodeScalars
        let from = scalars.index(scalars.startIndex, offsetBy: range.start, limitedBy: scalars.endIndex)
        guard let from else { return "" }
        let to = scalars.index(from, offsetBy: range.count, limitedBy: scalars.endIndex) ?? scalars.endIndex
        return String(scalars[from..<to])
    }
}
