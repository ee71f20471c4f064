import ClewModel
import Dispatch

/// Reads the rows of one file of facts, piece by piece, straight from its bytes.
///
/// With several threads, each parses a piece of its own and looks its terms up among those that are known; then one gives
/// new terms their ids, in the order of the file. So rows, ids and diagnostics are the same with any number of threads.
struct FactParser {
    private(set) var terms: TermDictionary
    private(set) var diagnostics: [Diagnostic] = []
    private let file: String
    private let byteCount: Int
    private let rows: RowCollector
    private let threadCount: Int

    private var width: Int?
    private var line = 0
    private var badLineCount = 0
    /// An empty line of a relation with one column, which counts if another line follows.
    private var hasEmptyLine = false
    private var hasReserved = false
    private var isFirst = true

    /// A parser for a file of about `byteCount` bytes.
    init(terms: TermDictionary, file: String, byteCount: Int, threadCount: Int) {
        self.terms = terms
        self.file = file
        self.byteCount = byteCount
        self.threadCount = threadCount
        rows = RowCollector(threadCount: threadCount)
    }

    /// The rows by column, each once, whatever the file holds.
    var columns: [Column] { rows.columns }
    var rowCount: Int { rows.count }

    /// Reads all pieces.
    mutating func parse(_ source: FactPieces, pieceByteCount: Int = FactPieces.byteCount) throws {
        var source = source
        let isDivided = threadCount > 1 && byteCount > 4 * pieceByteCount
        let parsers = (0..<(isDivided ? threadCount : 1)).map { _ in
            PieceParser(piece: FactPiece(capacity: pieceByteCount))
        }
        var isAtEnd = false
        while !isAtEnd {
            var ready: [PieceParser] = []
            for parser in parsers where !isAtEnd {
                if try source.next(into: parser.piece) {
                    if start(parser) { ready.append(parser) }
                } else {
                    isAtEnd = true
                }
            }
            parse(ready)
        }
    }

    /// All pieces have been read.
    mutating func finish() {
        if badLineCount > PieceParser.badLinesMax {
            diagnostics.append(
                Diagnostic(
                    code: QueryProblem.facts.code, severity: .error,
                    message: "\(badLineCount - PieceParser.badLinesMax) more lines have another number of columns",
                    source: file))
        }
        rows.finish()
    }
}

// MARK: - Pieces

extension FactParser {
    /// Makes a parser ready for its piece; false if there is nothing left in it to parse.
    private mutating func start(_ parser: PieceParser) -> Bool {
        let piece = parser.piece
        let bytes = UnsafeBufferPointer(start: piece.bytes, count: piece.end)
        var position = isFirst && bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
        isFirst = false
        // The first line that is not empty says how many columns there are.
        while width == nil, position < piece.end {
            let end = bytes[position...].firstIndex(of: 10) ?? piece.end
            let text = bytes[position..<(end > position && bytes[end - 1] == 13 ? end - 1 : end)]
            if text.isEmpty {
                line += 1
                position = end + 1
            } else {
                let columnCount = text.elementsEqual("()".utf8) ? 0 : text.count { $0 == 9 } + 1
                width = columnCount
                rows.start(width: columnCount)
            }
        }
        guard let width, position < piece.end else { return false }
        parser.start(at: position, width: width)
        return true
    }

    /// Parses pieces that follow each other.
    private mutating func parse(_ parsers: [PieceParser]) {
        if parsers.count == 1 {
            addEmptyLine()
            parsers[0].parse(into: &terms)
            take(parsers[0])
        } else if parsers.count > 1 {
            terms.withLookup { lookup in
                // Each iteration has an object of its own, and only reads what they share.
                nonisolated(unsafe) let parsers = parsers
                DispatchQueue.concurrentPerform(iterations: parsers.count) { parsers[$0].parse(with: lookup) }
            }
            for parser in parsers {
                addEmptyLine()
                parser.internMissing(in: &terms)
                take(parser)
            }
        }
    }

    /// Another line follows.
    private mutating func addEmptyLine() {
        if !hasEmptyLine { return }
        var id = terms.intern(text: UnsafeBufferPointer(start: nil, count: 0))
        rows.append(&id, rowCount: 1)
        hasEmptyLine = false
    }

    /// Takes over what was parsed.
    private mutating func take(_ parser: PieceParser) {
        if parser.hasUnit { rows.addUnit() }
        rows.append(parser.cells, rowCount: parser.rowCount)
        for bad in parser.badLines.prefix(max(0, PieceParser.badLinesMax - badLineCount)) {
            diagnostics.append(
                Diagnostic(
                    code: QueryProblem.facts.code, severity: .error,
                    message: "the line has \(bad.columnCount) columns, the first line has \(width ?? 0)", source: file,
                    place: Diagnostic.Place(line: line + bad.number, column: 1),
                    repair: "Columns are apart by one tab each"))
        }
        badLineCount += parser.badLineCount
        line += parser.lineCount
        hasEmptyLine = parser.endsEmpty
        if !hasReserved, byteCount > 2 * parser.piece.end {
            rows.expect(Int(1.02 * Double(byteCount) / Double(max(1, parser.piece.end)) * Double(rows.count)))
        }
        hasReserved = true
    }
}
