import ClewModel

/// Reads the rows of one file of facts, piece by piece, straight from its bytes.
///
/// Fields that are texts are looked up a batch at a time (``TermDictionary/intern(texts:at:into:)``), so that the waits
/// for memory overlap.
struct FactParser {
    /// How many bytes may be read behind the end of a piece.
    static let padding = 8

    private(set) var terms: TermDictionary
    private(set) var diagnostics: [Diagnostic] = []
    private let file: String
    private let byteCount: Int
    private let rows = RowCollector()

    private var width: Int?
    private var line = 0
    private var badLineCount = 0
    /// An empty line of a relation with one column, which counts if another line follows.
    private var hasEmptyLine = false
    private var hasReserved = false
    private var texts: [TermDictionary.TextRange] = []
    /// Where in the collector's batch each of `texts` belongs.
    private var places: [Int] = []

    /// A parser for a file of about `byteCount` bytes.
    init(terms: TermDictionary, file: String, byteCount: Int) {
        self.terms = terms
        self.file = file
        self.byteCount = byteCount
    }

    /// The rows by column, each once, whatever the file holds.
    var columns: [Column] { rows.columns }
    var rowCount: Int { rows.count }

    /// Reads the whole lines of a piece, or all of it if it is the last one.
    /// - Precondition: ``padding`` bytes behind `bytes` may be read, and the piece is smaller than 4 GiB.
    /// - Returns: how many bytes were read; the next piece begins behind them.
    mutating func parse(_ bytes: UnsafeBufferPointer<UInt8>, isLast: Bool) -> Int {
        guard let base = bytes.baseAddress else { return 0 }
        var position = 0
        if line == 0, bytes.starts(with: [0xEF, 0xBB, 0xBF]) { position = 3 }
        while position < bytes.count {
            let end = FactParser.endOfLine(base, from: position, bytes.count)
            if end == bytes.count, !isLast { break }
            parseLine(base, position, end)
            position = min(end + 1, bytes.count)
            if rows.isFull { flush(base) }
        }
        flush(base)
        if !isLast, byteCount > 2 * position, line > 0, !hasReserved {
            hasReserved = true
            rows.expect(Int(1.02 * Double(byteCount) / Double(max(1, position)) * Double(rows.count)))
        }
        return position
    }

    /// All pieces have been read.
    mutating func finish() {
        if badLineCount > 10 {
            diagnostics.append(
                Diagnostic(
                    code: QueryProblem.facts.code, severity: .error,
                    message: "\(badLineCount - 10) more lines have another number of columns", source: file))
        }
        rows.finish()
    }

    /// Gives the texts of the batch their ids and adds its rows.
    private mutating func flush(_ base: UnsafePointer<UInt8>) {
        if !texts.isEmpty {
            let (texts, places) = (texts, places)
            terms.intern(texts: base, at: texts) { index, id in rows.set(id, at: places[index]) }
            self.texts.removeAll(keepingCapacity: true)
            self.places.removeAll(keepingCapacity: true)
        }
        rows.flush()
    }
}

// MARK: - Lines

extension FactParser {
    /// The place of the next byte 10, or `count`.
    @inline(__always)
    private static func endOfLine(_ base: UnsafePointer<UInt8>, from start: Int, _ count: Int) -> Int {
        var position = start
        let raw = UnsafeRawPointer(base)
        // Eight bytes at a time. Bytes behind the end are there, by the precondition.
        while position < count {
            let word = UInt64(littleEndian: raw.loadUnaligned(fromByteOffset: position, as: UInt64.self))
            let found = bytes(equalTo: 0x0A0A_0A0A_0A0A_0A0A, in: word)
            if found != 0 { return min(position + found.trailingZeroBitCount >> 3, count) }
            position += 8
        }
        return count
    }

    private mutating func parseLine(_ base: UnsafePointer<UInt8>, _ start: Int, _ lineEnd: Int) {
        line += 1
        let end = lineEnd > start && base[lineEnd - 1] == 13 ? lineEnd - 1 : lineEnd
        if start == end {
            if width == 1, hasEmptyLine { addEmptyText() }
            hasEmptyLine = width == 1
            return
        }
        if hasEmptyLine {
            hasEmptyLine = false
            addEmptyText()
            if rows.isFull { flush(base) }
        }
        if end - start == 2, base[start] == 40, base[start + 1] == 41, width ?? 0 == 0 { return addUnit() }
        if width == nil {
            let tabs = UnsafeBufferPointer(start: base + start, count: end - start).count { $0 == 9 }
            width = tabs + 1
            rows.start(width: tabs + 1)
        }
        let known = texts.count
        var field = start
        var column = 0
        let width = width ?? 0
        while field <= end {
            let fieldEnd = addField(base, field, end, isKept: column < width, place: rows.place(of: column))
            column += 1
            field = fieldEnd + 1
        }
        if column == width {
            rows.endRow()
        } else {
            texts.removeSubrange(known...)
            places.removeSubrange(known...)
            report(column)
        }
    }

    private mutating func addUnit() {
        width = 0
        rows.start(width: 0)
        rows.endRow()
    }

    private mutating func addEmptyText() {
        rows.set(terms.intern(text: UnsafeBufferPointer(start: nil, count: 0)), at: rows.place(of: 0))
        rows.endRow()
    }

    private mutating func report(_ found: Int) {
        badLineCount += 1
        if badLineCount > 10 { return }
        diagnostics.append(
            Diagnostic(
                code: QueryProblem.facts.code, severity: .error,
                message: "the line has \(found) columns, the first line has \(width ?? 0)", source: file,
                place: Diagnostic.Place(line: line, column: 1), repair: "Columns are apart by one tab each"))
    }
}

// MARK: - Fields

extension FactParser {
    /// Reads a field up to the next tab or the end of the line; gives the place of that.
    @inline(__always)
    private mutating func addField(
        _ base: UnsafePointer<UInt8>, _ start: Int, _ lineEnd: Int, isKept: Bool, place: Int
    ) -> Int {
        let (end, isASCII) = FactParser.endOfField(base, from: start, lineEnd)
        guard isKept else { return end }
        let first = end > start ? base[start] : 0
        if first &- 48 < 10, end - start < 10, first != 48 || end == start + 1 {
            var number: Int64 = 0
            var isNumber = true
            for position in start..<end {
                let digit = base[position] &- 48
                isNumber = isNumber && digit < 10
                number = number &* 10 &+ Int64(digit)
            }
            if isNumber, let id = TermDictionary.id(ofInteger: number) {
                rows.set(id, at: place)
                return end
            }
        }
        // Only what begins like a number or a truth value, or is no ASCII, may be something else than a text as it is.
        let isPlain = isASCII && first &- 48 >= 10 && first != 45 && first != 116 && first != 102
        if !isPlain, let term = FactParser.term(UnsafeBufferPointer(start: base + start, count: end - start)) {
            rows.set(terms.intern(term), at: place)
        } else {
            texts.append(TermDictionary.TextRange(start: UInt32(start), count: UInt32(end - start)))
            places.append(place)
        }
        return end
    }

    /// The place of the next tab, or `lineEnd`; and whether all bytes before it, and perhaps some behind, are ASCII.
    @inline(__always)
    private static func endOfField(
        _ base: UnsafePointer<UInt8>, from start: Int, _ lineEnd: Int
    ) -> (end: Int, isASCII: Bool) {
        var position = start
        var all: UInt64 = 0
        let raw = UnsafeRawPointer(base)
        while position < lineEnd {
            let word = UInt64(littleEndian: raw.loadUnaligned(fromByteOffset: position, as: UInt64.self))
            all |= word
            let found = bytes(equalTo: 0x0909_0909_0909_0909, in: word)
            if found != 0 {
                return (min(position + found.trailingZeroBitCount >> 3, lineEnd), all & 0x8080_8080_8080_8080 == 0)
            }
            position += 8
        }
        return (lineEnd, all & 0x8080_8080_8080_8080 == 0)
    }

    /// The upper bit of each byte that equals that of the pattern; above the lowest such bit there may be others.
    @inline(__always)
    private static func bytes(equalTo pattern: UInt64, in word: UInt64) -> UInt64 {
        let difference = word ^ pattern
        return (difference &- 0x0101_0101_0101_0101) & ~difference & 0x8080_8080_8080_8080
    }

    /// The term that a field is spelled as, if it is no text of ASCII.
    private static func term(_ field: UnsafeBufferPointer<UInt8>) -> Term? {
        guard let first = field.first else { return nil }
        if first &- 48 < 10 || first == 45 {
            if let number = integer(field) { return .integer(number) }
            if let other = decimalOrDate(field) { return other }
        } else if first == 116 || first == 102 {
            if field.elementsEqual("true".utf8) { return .boolean(true) }
            if field.elementsEqual("false".utf8) { return .boolean(false) }
        }
        return field.allSatisfy { $0 < 128 } ? nil : .text(String(decoding: field, as: UTF8.self))
    }

    /// An integer of 64 bits, without leading zeros.
    private static func integer(_ field: UnsafeBufferPointer<UInt8>) -> Int64? {
        let isNegative = field[0] == 45
        let digits = isNegative ? 1 : 0
        guard field.count > digits, field.count <= 19 + digits, field[digits] != 48 || field.count == 1 else {
            return nil
        }
        var value: UInt64 = 0
        for index in digits..<field.count {
            let digit = field[index] &- 48
            if digit > 9 { return nil }
            value = value * 10 + UInt64(digit)
        }
        if isNegative { return value <= 1 << 63 ? Int64(truncatingIfNeeded: 0 &- value) : nil }
        return Int64(exactly: value)
    }

    private static func decimalOrDate(_ field: UnsafeBufferPointer<UInt8>) -> Term? {
        if field.count > 32 { return nil }
        let text = String(decoding: field, as: UTF8.self)
        if field.count == 7 || field.count == 10, field[4] == 45, let date = CalendarDate(iso: text) {
            return .date(date)
        }
        let digits = field.drop { $0 == 45 }
        guard let point = digits.firstIndex(where: { $0 == 46 || $0 == 101 }), point > digits.startIndex,
            point + 1 < field.count, field[point] == 101 || field[point + 1] &- 48 < 10,
            digits.first != 48 || point == digits.startIndex + 1,
            digits.allSatisfy({ $0 &- 48 < 10 || $0 == 46 || $0 == 101 || $0 == 43 || $0 == 45 }),
            let value = Double(text), value.isFinite
        else { return nil }
        return .decimal(value)
    }
}
