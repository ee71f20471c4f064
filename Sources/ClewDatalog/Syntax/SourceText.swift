import ClewModel

/// The text of a program with its lines, for places in diagnostics.
public struct SourceText: Sendable {
    /// What the program is called in messages: a path, or none at the prompt.
    public let name: String?
    /// The scalars of the text; all offsets count these.
    package let scalars: [Unicode.Scalar]
    private let lineStarts: [Int]

    /// A program's text. A line ends at `\n`, `\r\n` or `\r`.
    public init(_ text: String, name: String? = nil) {
        self.name = name
        scalars = Array(text.unicodeScalars)
        var starts = [0]
        for (offset, scalar) in scalars.enumerated()
        where scalar == "\n" || (scalar == "\r" && !(offset + 1 < scalars.count && scalars[offset + 1] == "\n")) {
            starts.append(offset + 1)
        }
        lineStarts = starts
    }

    /// Line and column, both from 1, of a range. O(log lines).
    public func place(of range: TextRange) -> Diagnostic.Place {
        var low = 0
        var high = lineStarts.count
        while high - low > 1 {
            let middle = (low + high) / 2
            if lineStarts[middle] <= range.start { low = middle } else { high = middle }
        }
        return Diagnostic.Place(line: low + 1, column: range.start - lineStarts[low] + 1, range: range)
    }

    /// The text of a line, numbered from 1, without its end.
    public func line(_ number: Int) -> String {
        guard lineStarts.indices.contains(number - 1) else { return "" }
        let end = number < lineStarts.count ? lineStarts[number] : scalars.count
        var line = scalars[lineStarts[number - 1]..<end]
        while let last = line.last, last == "\n" || last == "\r" { line.removeLast() }
        return text(line)
    }

    /// The text of a range.
    public func text(in range: TextRange) -> String {
        text(scalars[min(range.start, scalars.count)..<min(range.end, scalars.count)])
    }

    private func text(_ slice: ArraySlice<Unicode.Scalar>) -> String {
        // Nearly all are ASCII: appending scalars one by one takes ten times as long.
        if slice.allSatisfy(\.isASCII) {
            return String(unsafeUninitializedCapacity: slice.count) { bytes in
                bytes.initialize(fromContentsOf: slice.lazy.map { UInt8(truncatingIfNeeded: $0.value) })
            }
        }
        var view = String.UnicodeScalarView()
        view.append(contentsOf: slice)
        return String(view)
    }
}
