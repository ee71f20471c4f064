import ClewModel

/// Reads the rows of one file of facts, straight from its bytes.
struct FactParser {
    private(set) var terms: TermDictionary
    private(set) var columns: [[UInt32]] = []
    private(set) var rowCount = 0
    private(set) var diagnostics: [Diagnostic] = []
    private var width: Int?
    private var badLines = 0

    init(terms: TermDictionary) { self.terms = terms }

    /// - Note: each row is kept once, whatever the file holds.
    mutating func parse(_ bytes: UnsafeBufferPointer<UInt8>, file: String) {
        let rows = Relation.Builder()
        var row: [UInt32] = []
        var position = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
        var line = 0
        while position < bytes.count {
            line += 1
            row.removeAll(keepingCapacity: true)
            let start = position
            position = parseLine(bytes, from: position, into: &row)
            let isEmpty = row.count == 1 && position - start <= 2 && (bytes[start] == 10 || bytes[start] == 13)
            if isEmpty, width ?? 2 != 1 || position >= bytes.count { continue }
            if row.count == 1, isUnit(bytes, start, position) { row.removeAll() }
            if width == nil {
                width = row.count
                rows.start(width: row.count)
            }
            if row.count == width { rows.add(row) } else { report(row.count, line, file) }
        }
        rows.finish()
        columns = rows.columns
        rowCount = rows.count
        if badLines > 10 {
            diagnostics.append(
                Diagnostic(
                    code: QueryProblem.facts.code, severity: .error,
                    message: "\(badLines - 10) more lines have another number of columns", source: file))
        }
    }

    /// Reads a line's fields; gives the position behind its end.
    private mutating func parseLine(
        _ bytes: UnsafeBufferPointer<UInt8>, from start: Int, into row: inout [UInt32]
    ) -> Int {
        var field = start
        var position = start
        while true {
            let byte = position < bytes.count ? bytes[position] : 10
            if byte == 9 || byte == 10 {
                var end = position
                if byte == 10, end > field, bytes[end - 1] == 13 { end -= 1 }
                row.append(term(UnsafeBufferPointer(rebasing: bytes[field..<end])))
                field = position + 1
                if byte == 10 { return position + 1 }
            }
            position += 1
        }
    }

    private func isUnit(_ bytes: UnsafeBufferPointer<UInt8>, _ start: Int, _ end: Int) -> Bool {
        bytes[start..<min(end, bytes.count)].elementsEqual([40, 41, 10])
            || bytes[start..<min(end, bytes.count)].elementsEqual([40, 41])
    }

    private mutating func report(_ found: Int, _ line: Int, _ file: String) {
        badLines += 1
        if badLines > 10 { return }
        diagnostics.append(
            Diagnostic(
                code: QueryProblem.facts.code, severity: .error,
                message: "the line has \(found) columns, the first line has \(width ?? 0)", source: file,
                place: Diagnostic.Place(line: line, column: 1), repair: "Columns are apart by one tab each"))
    }

    /// The id of a field.
    private mutating func term(_ field: UnsafeBufferPointer<UInt8>) -> UInt32 {
        guard let first = field.first else { return terms.intern(text: field) }
        if first &- 48 < 10 || first == 45 {
            if let number = FactParser.integer(field) {
                return TermDictionary.id(ofInteger: number) ?? terms.intern(.integer(number))
            }
            if let other = FactParser.decimalOrDate(field) { return terms.intern(other) }
        } else if first == 116 || first == 102 {
            if field.elementsEqual("true".utf8) { return terms.intern(.boolean(true)) }
            if field.elementsEqual("false".utf8) { return terms.intern(.boolean(false)) }
        }
        if field.allSatisfy({ $0 < 128 }) { return terms.intern(text: field) }
        return terms.intern(.text(String(decoding: field, as: UTF8.self)))
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
        guard let point = digits.firstIndex(of: 46), point > digits.startIndex, point + 1 < field.count,
            field[point + 1] &- 48 < 10, digits.first != 48 || point == digits.startIndex + 1,
            digits.allSatisfy({ $0 &- 48 < 10 || $0 == 46 || $0 == 101 || $0 == 43 || $0 == 45 }),
            let value = Double(text), value.isFinite
        else { return nil }
        return .decimal(value)
    }
}

extension Relation {
    /// Collects rows, each once, as columns.
    final class Builder {
        private var relation: Relation?
        private var width = 0
        private var staging: [UInt32] = []
        private var staged = 0

        var columns: [[UInt32]] { relation?.columns ?? [] }
        var count: Int { relation?.count ?? 0 }

        func start(width: Int) {
            self.width = width
            relation = Relation(name: "", arity: width)
            staging = Array(repeating: 0, count: max(1, width) * Batch.capacity)
        }

        func add(_ row: [UInt32]) {
            for column in 0..<width { staging[column * Batch.capacity + staged] = row[column] }
            staged += 1
            if staged == Batch.capacity { finish() }
        }

        func finish() {
            staging.withUnsafeBufferPointer { staging in
                if let base = staging.baseAddress {
                    _ = relation?.insert(base, stride: Batch.capacity, rowCount: staged)
                }
            }
            staged = 0
        }
    }
}
