import ClewModel

/// Divides the lines of one piece into fields, and gives the ids of those terms that are known. Several of these may work
/// at a time, each on its own piece.
///
/// A field is hashed while its end is looked for, and texts are looked up many at a time (``TermLookup``).
final class PieceParser {
    /// So many fields are looked up together, and the rest of the line in which the last of them stands.
    private static let batchSize = 512
    /// So many lines with another number of columns are told apart.
    static let badLinesMax = 10

    /// A line with another number of columns than the first.
    struct BadLine {
        /// Counted from 1 in the piece.
        var number: Int
        var columnCount: Int
    }

    let piece: FactPiece
    private(set) var lineCount = 0
    private(set) var rowCount = 0
    private(set) var badLines: [BadLine] = []
    private(set) var badLineCount = 0
    /// The last line is an empty text, if another line follows.
    private(set) var endsEmpty = false
    /// The row of a relation without columns is there.
    private(set) var hasUnit = false
    /// The ids, row by row.
    private(set) var cells = UnsafeMutablePointer<UInt32>.allocate(capacity: 1)
    private var cellCapacity = 1

    private var width = 0
    private var position = 0
    /// What is to be looked up.
    private var requests = UnsafeMutablePointer<TermLookup.Request>.allocate(capacity: 1)
    private var requestCount = 0
    /// Terms that are no texts as they stand in the file.
    private var others: [Term] = []
    /// What was not known.
    private var missing: [TermLookup.Request] = []

    init(piece: FactPiece) { self.piece = piece }

    deinit {
        cells.deallocate()
        requests.deallocate()
    }

    /// Begins with the lines that the piece now holds, at a line.
    func start(at position: Int, width: Int) {
        if width != self.width {
            requests.deallocate()
            requests = .allocate(capacity: PieceParser.batchSize + width)
        }
        // Each cell takes a byte of the piece, be it the line feed.
        if piece.end >= cellCapacity {
            cells.deallocate()
            cellCapacity = piece.end + 1
            cells = .allocate(capacity: cellCapacity)
        }
        (self.position, self.width, lineCount, rowCount) = (position, width, 0, 0)
        (badLines, badLineCount, endsEmpty, hasUnit, others) = ([], 0, false, false, [])
        missing.removeAll(keepingCapacity: true)
    }

    /// Parses all lines and gives their terms ids.
    func parse(into terms: inout TermDictionary) {
        while position < piece.end {
            parseLines()
            let waiting = UnsafeBufferPointer(start: requests, count: requestCount)
            terms.intern(waiting, in: piece.bytes, others: others, ids: cells)
        }
    }

    /// Parses all lines; terms that are not known yet are left to ``internMissing(in:)``.
    func parse(with lookup: TermLookup) {
        withUnsafeTemporaryAllocation(of: UInt32.self, capacity: PieceParser.batchSize + width) { unknown in
            guard let places = unknown.baseAddress else { return }
            while position < piece.end {
                parseLines()
                let waiting = UnsafeBufferPointer(start: requests, count: requestCount)
                let count = lookup.find(waiting, in: piece.bytes, ids: cells, missing: places)
                for index in 0..<count { missing.append(waiting[Int(places[index])]) }
            }
        }
    }

    /// Gives the terms ids that were not known.
    func internMissing(in terms: inout TermDictionary) {
        missing.withUnsafeBufferPointer { terms.intern($0, in: piece.bytes, others: others, ids: cells) }
    }
}

// MARK: - Lines

extension PieceParser {
    /// Parses lines until enough fields wait or the piece ends.
    private func parseLines() {
        // Hot loop. Invariants: there is a line feed at or behind the end of the piece, and a word behind that may be
        // read; there is room for as many cells as the piece has bytes, and for as many requests as a line has columns
        // besides those that end the loop.
        let bytes = UnsafeRawPointer(piece.bytes)
        let (end, width, cells, requests) = (piece.end, width, cells, requests)
        var (position, cell, count, lines) = (position, rowCount * width, 0, lineCount)
        var isEmpty = false
        while position < end, count < PieceParser.batchSize {
            let (line, firstCell, firstRequest, firstOther) = (position, cell, count, others.count)
            var column = 0
            var field: Field
            repeat {
                field = Field(in: bytes, at: position)
                position = field.end &+ 1
                if column < width {
                    if let id = field.integerID(bytes) {
                        cells[cell] = id
                    } else if field.isPlain(bytes) {
                        requests[count] = field.request(place: cell)
                        count &+= 1
                    } else if let request = self.request(for: field, place: cell) {
                        requests[count] = request
                        count &+= 1
                    }
                    cell &+= 1
                }
                column &+= 1
            } while !field.endsLine
            lines &+= 1
            isEmpty = column == 1 && field.count == 0
            if column != width {
                (cell, count) = (firstCell, firstRequest)
                others.removeSubrange(firstOther...)
                if !isEmpty { leaveOut(line: line, field, number: lines, columnCount: column) }
            }
        }
        if position >= end, isEmpty, width == 1 {
            (cell, count) = (cell - 1, count - 1)
            endsEmpty = true
        }
        (self.position, lineCount, requestCount) = (position, lines, count)
        if width > 0 { rowCount = cell / width }
    }

    /// A line with another number of columns, or one of a relation without columns.
    private func leaveOut(line: Int, _ field: Field, number: Int, columnCount: Int) {
        if width == 0, columnCount == 1, field.count == 2, piece.bytes[line] == 40, piece.bytes[line + 1] == 41 {
            hasUnit = true
            return
        }
        badLineCount += 1
        if badLineCount <= PieceParser.badLinesMax {
            badLines.append(BadLine(number: number, columnCount: columnCount))
        }
    }

    /// A field that may be something else than a text as it stands; none, and its id is written, if it needs no looking
    /// up.
    @inline(never)
    private func request(for field: Field, place: Int) -> TermLookup.Request? {
        let text = UnsafeBufferPointer(start: piece.bytes + field.start, count: field.count)
        guard let term = FieldSpelling.term(text) else { return field.request(place: place) }
        if case .integer(let number) = term, let id = TermDictionary.id(ofInteger: number) {
            cells[place] = id
            return nil
        }
        others.append(term)
        return TermLookup.Request(
            start: UInt32(others.count - 1), count: TermLookup.Request.elsewhere, hash: 0, place: UInt32(place))
    }
}

// MARK: - Fields

extension PieceParser {
    /// What stands between two tabs.
    struct Field {
        let start: Int
        private(set) var count: Int
        /// Where the tab or the line feed stands.
        let end: Int
        let endsLine: Bool
        private(set) var hash: UInt32
        /// All bytes joined by or.
        private let all: UInt64
        /// The bytes, filled up with zeros, where there are less than eight.
        private(set) var word: UInt64

        /// Reads up to the next tab or line feed, which there is.
        @inline(__always)
        init(in bytes: UnsafeRawPointer, at start: Int) {
            var hash = TermHash()
            var all: UInt64 = 0
            var place = start
            var word = Field.word(bytes, place)
            var found = Field.separators(in: word)
            while found == 0 {
                hash.combine(word)
                all |= word
                place &+= 8
                word = Field.word(bytes, place)
                found = Field.separators(in: word)
            }
            let bits = UInt64(truncatingIfNeeded: found.trailingZeroBitCount & 56)
            let rest = word & (1 << bits &- 1)
            self.start = start
            end = place &+ Int(truncatingIfNeeded: bits >> 3)
            count = end &- start
            endsLine = UInt8(truncatingIfNeeded: word >> bits) == 10
            self.all = all | rest
            self.word = rest
            self.hash = hash.finished(rest, count: count)
            if endsLine, count > 0, bytes.load(fromByteOffset: end - 1, as: UInt8.self) == 13 {
                leaveOutLast(bytes)
            }
        }

        /// A carriage return before a line feed is no part of the field.
        private mutating func leaveOutLast(_ bytes: UnsafeRawPointer) {
            count -= 1
            word &= 1 << UInt64(truncatingIfNeeded: 8 * min(count, 7)) &- 1
            let text = UnsafeRawBufferPointer(start: bytes + start, count: count)
            hash = TermHash.hash(text: text.assumingMemoryBound(to: UInt8.self))
        }

        @inline(__always)
        func request(place: Int) -> TermLookup.Request {
            TermLookup.Request(
                start: UInt32(truncatingIfNeeded: start), count: UInt32(truncatingIfNeeded: count), hash: hash,
                place: UInt32(truncatingIfNeeded: place))
        }

        /// Whether it is a text as it stands. Only what begins like a number, is a truth value or no ASCII may be
        /// something else.
        @inline(__always)
        func isPlain(_ bytes: UnsafeRawPointer) -> Bool {
            let first = bytes.load(fromByteOffset: start, as: UInt8.self)
            if all & 0x8080_8080_8080_8080 != 0 { return false }
            if count == 0 { return true }
            if first &- 48 < 10 || first == 45 { return false }
            return !(count == 4 && word == Field.trueWord || count == 5 && word == Field.falseWord)
        }

        private static let trueWord: UInt64 = 0x6575_7274
        private static let falseWord: UInt64 = 0x65_736C_6166

        /// The id of a number of up to seven digits, the first of them no zero, unless there is but one.
        @inline(__always)
        func integerID(_ bytes: UnsafeRawPointer) -> UInt32? {
            let first = UInt8(truncatingIfNeeded: word)
            guard count &- 1 < 7, first &- 48 < 10, first != 48 || count == 1 else { return nil }
            // Eight digits at once, with zeros before them (Lemire and others, "Quickly parsing eight digits").
            let bits = UInt64(truncatingIfNeeded: 8 * count)
            let digits = word << (64 &- bits) | 0x3030_3030_3030_3030 >> bits
            let high: UInt64 = 0xF0F0_F0F0_F0F0_F0F0
            guard digits & high == 0x3030_3030_3030_3030,
                (digits &+ 0x0606_0606_0606_0606) & high == 0x3030_3030_3030_3030
            else { return nil }
            var number = digits & 0x0F0F_0F0F_0F0F_0F0F
            number = (number &* 10 &+ number >> 8) & 0x00FF_00FF_00FF_00FF
            number = (number &* 100 &+ number >> 16) & 0x0000_FFFF_0000_FFFF
            number = (number &* 10_000 &+ number >> 32) & 0xFFFF_FFFF
            return TermDictionary.zeroID &+ UInt32(truncatingIfNeeded: number)
        }

        @inline(__always)
        private static func word(_ bytes: UnsafeRawPointer, _ place: Int) -> UInt64 {
            UInt64(littleEndian: bytes.loadUnaligned(fromByteOffset: place, as: UInt64.self))
        }

        /// The upper bit of each byte that is a tab or a line feed; above the lowest such bit there may be others.
        @inline(__always)
        private static func separators(in word: UInt64) -> UInt64 {
            let (tab, feed) = (word ^ 0x0909_0909_0909_0909, word ^ 0x0A0A_0A0A_0A0A_0A0A)
            let ones: UInt64 = 0x0101_0101_0101_0101
            return ((tab &- ones) & ~tab | (feed &- ones) & ~feed) & 0x8080_8080_8080_8080
        }
    }
}
