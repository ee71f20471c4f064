import ClewDatalog
import ClewModel
import Testing

/// What is read of a file, whatever stands in it: the same with any number of threads and wherever the file is divided,
/// and the same as line by line.
struct FactReadingTests {
    /// A field and the term that it is spelled as.
    private struct Field {
        var bytes: [UInt8]
        var term: Term

        init(_ spelling: String, _ term: Term) { (bytes, self.term) = (Array(spelling.utf8), term) }
    }

    private static let texts = [
        "", "a", "entity", "entities", "an entity of some length", "\"quoted", "\"a\"", "()", "truth", "falsehood",
        "tru", "\0", "true\0", "in\rside", "Zürich", "00", "007", "1a", "12:30", "1/2", "-", "9223372036854775808",
        String(repeating: "x", count: 700),
    ]
    private static let numbers = [0, 7, 1_234_567, 12_345_678, -3, 1_073_741_823, 1_073_741_822, Int64.max]

    private static let fields: [Field] = {
        var fields = texts.map { Field($0, .text($0)) } + numbers.map { Field("\($0)", .integer($0)) }
        fields += [Field("true", .boolean(true)), Field("false", .boolean(false))]
        fields += [Field("1.5", .decimal(1.5)), Field("-2e3", .decimal(-2_000))]
        if let date = CalendarDate(iso: "1999-12-31") { fields.append(Field("1999-12-31", .date(date))) }
        var broken = Field("a?b", .text("a\u{FFFD}b"))
        broken.bytes[1] = 0xFF
        return fields + [broken]
    }()

    /// What a file should be read as.
    private struct Expected {
        var rows: [[Term]] = []
        /// Numbers of lines and of their columns.
        var badLines: [(number: Int, columnCount: Int)] = []
    }

    private struct File {
        var bytes: [UInt8] = []
        var expected = Expected()
    }

    @Test(arguments: 0..<300)
    func piecesAndThreadsMakeNoDifference(seed: Int) throws {
        let file = FactReadingTests.randomFile(seed: seed)
        let first = read(file.bytes, threadCount: 1, pieceByteCount: 1 << 17)
        for (threadCount, pieceByteCount) in [(1, 8), (1, 100), (2, 8), (2, 40), (2, 100), (2, 400), (3, 16)] {
            let other = read(file.bytes, threadCount: threadCount, pieceByteCount: pieceByteCount)
            #expect(other.columns(of: "row") == first.columns(of: "row"))
            #expect(other.schemas == first.schemas)
            #expect(other.diagnostics == first.diagnostics)
            #expect(other.terms.count == first.terms.count)
            #expect((0..<first.terms.count).allSatisfy { other.terms[UInt32($0)] == first.terms[UInt32($0)] })
        }
        try compare(first, with: file.expected)
    }

    private func compare(_ folder: FactFolder, with expected: Expected) throws {
        // Terms are numbered in the order of the file.
        var terms = TermDictionary()
        for row in expected.rows { for term in row { _ = terms.intern(term) } }
        #expect(folder.terms.count == terms.count)
        #expect((0..<terms.count).allSatisfy { folder.terms[UInt32($0)] == terms[UInt32($0)] })
        let columns = try #require(folder.columns(of: "row"))
        let found = (columns.first ?? []).indices.map { row in columns.map { folder.terms[$0[row]] } }
        #expect(Set(found) == Set(expected.rows) && found.count == Set(expected.rows).count)
        let places = folder.diagnostics.compactMap(\.place?.line)
        #expect(places == expected.badLines.prefix(10).map(\.number))
        for (diagnostic, line) in zip(folder.diagnostics, expected.badLines.prefix(10)) {
            #expect(diagnostic.message.hasPrefix("the line has \(line.columnCount) columns"))
        }
        if expected.badLines.count > 10 {
            #expect(folder.diagnostics.last?.message.hasPrefix("\(expected.badLines.count - 10) more lines") == true)
        }
        #expect(folder.diagnostics.count == min(11, expected.badLines.count))
    }

    private func read(_ bytes: [UInt8], threadCount: Int, pieceByteCount: Int) -> FactFolder {
        var folder = FactFolder(threadCount: threadCount)
        bytes.withUnsafeBufferPointer { folder.add("row", text: $0, pieceByteCount: pieceByteCount) }
        return folder
    }

    /// Many rows, so that the sorting is divided too.
    @Test(arguments: [2, 3]) func largeFilesAreReadTheSame(threadCount: Int) {
        var generator = SeededGenerator(seed: 5)
        var text = ""
        for _ in 0..<150_000 {
            let subject = Int.random(in: 0..<40_000, using: &generator)
            let object = Int.random(in: 0..<9, using: &generator)
            text += "subject \(subject)\t\(subject % 7)\tobject \(object)\n"
        }
        for row in 0..<2_000 { text += "subject 1\t\(row % 900)\tobject 1\n" }
        let bytes = Array(text.utf8)
        let one = read(bytes, threadCount: 1, pieceByteCount: 1 << 17)
        let several = read(bytes, threadCount: threadCount, pieceByteCount: 1 << 17)
        #expect(one.columns(of: "row") == several.columns(of: "row"))
        #expect(one.terms.count == several.terms.count)
        let rows = Set(text.split(separator: "\n"))
        #expect(one.schemas.map(\.rowCount) == [rows.count])
    }

    // MARK: - Files

    private static func randomFile(seed: Int) -> File {
        var generator = SeededGenerator(seed: seed)
        var file = File()
        let width = Int.random(in: 1...4, using: &generator)
        let fields = (0..<Int.random(in: 1...20, using: &generator)).map { _ in
            FactReadingTests.fields.randomElement(using: &generator) ?? FactReadingTests.fields[0]
        }
        let lineEnds: [[UInt8]] = [[10], [13, 10]]
        let badness = Double.random(in: 0...0.2, using: &generator)
        if seed % 5 == 0 { file.bytes = [0xEF, 0xBB, 0xBF] }
        var isEmptyWaiting = false
        let lineCount = Int.random(in: 1...120, using: &generator)
        for number in 1...lineCount {
            // The first line says how many columns there are.
            let isBad = !file.expected.rows.isEmpty && Double.random(in: 0..<1, using: &generator) < badness
            let count = isBad ? Int.random(in: 0...6, using: &generator) : width
            var row = (0..<count).map { _ in fields.randomElement(using: &generator) ?? fields[0] }
            // Alone, `()` would say that there are no columns.
            if file.expected.rows.isEmpty, width == 1 { row = [Field("a", .text("a"))] }
            let line = Array(row.map(\.bytes).joined(separator: [9]))
            file.bytes += line
            if number < lineCount || Bool.random(using: &generator) {
                file.bytes += lineEnds.randomElement(using: &generator) ?? [10]
            }
            if line.isEmpty {
                if isEmptyWaiting { file.expected.rows.append([.text("")]) }
                isEmptyWaiting = width == 1 && !file.expected.rows.isEmpty
                continue
            }
            if isEmptyWaiting { file.expected.rows.append([.text("")]) }
            isEmptyWaiting = false
            if count == width {
                file.expected.rows.append(row.map(\.term))
            } else {
                file.expected.badLines.append((number, count))
            }
        }
        return file
    }

    @Test(arguments: [1, 2]) func relationsWithoutColumns(threadCount: Int) {
        let text = Array("\n\r\n()\n\n()\r\na\n".utf8) + Array(repeating: 10, count: 100) + Array("b\tc".utf8)
        let folder = read(text, threadCount: threadCount, pieceByteCount: 8)
        #expect(folder.columns(of: "row") == [] && folder.schemas.map(\.rowCount) == [1])
        #expect(folder.diagnostics.compactMap(\.place?.line) == [6, 107])
        let empty = read(Array(repeating: 10, count: 50), threadCount: threadCount, pieceByteCount: 8)
        #expect(empty.columns(of: "row") == [] && empty.schemas.map(\.rowCount) == [0] && empty.diagnostics.isEmpty)
    }
}
