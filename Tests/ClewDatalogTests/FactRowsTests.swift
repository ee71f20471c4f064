import ClewDatalog
import Testing

/// What is left of the rows of a file: each once, whatever their number and values.
struct FactRowsTests {
    struct Shape: CustomTestStringConvertible, Sendable {
        var testDescription: String
        var rowCount: Int
        /// A value of a column is one of so many, times a factor.
        var columns: [(count: Int, factor: Int)]
        var isSorted = false
    }

    static let shapes: [Shape] = [
        Shape(testDescription: "few rows", rowCount: 30, columns: [(7, 1), (5, 1)]),
        Shape(testDescription: "one column", rowCount: 5_000, columns: [(900, 1)]),
        Shape(testDescription: "one column, values far apart", rowCount: 5_000, columns: [(900, 1_000_003)]),
        Shape(testDescription: "small groups", rowCount: 20_000, columns: [(6_000, 1), (3, 1)]),
        Shape(testDescription: "groups too large to compare", rowCount: 40_000, columns: [(20, 1), (900, 1)]),
        Shape(testDescription: "three columns", rowCount: 30_000, columns: [(2_000, 1), (3, 1), (5, 1)]),
        Shape(testDescription: "four columns", rowCount: 30_000, columns: [(9, 1), (6, 1), (6, 1), (90, 1)]),
        Shape(testDescription: "first values far apart", rowCount: 30_000, columns: [(5_000, 70_001), (4, 1)]),
        Shape(testDescription: "sorted", rowCount: 30_000, columns: [(9_000, 1), (9, 1)], isSorted: true),
    ]

    @Test(arguments: shapes)
    func eachRowIsThereOnce(shape: Shape) throws {
        var generator = SeededGenerator(seed: 21)
        var rows = (0..<shape.rowCount).map { _ in
            shape.columns.map { Int.random(in: 0..<$0.count, using: &generator) * $0.factor }
        }
        if shape.isSorted { rows.sort { $0.lexicographicallyPrecedes($1) } }
        let expected = Set(rows)
        #expect(expected.count < rows.count)
        var folder = FactFolder()
        folder.add("row", text: rows.map { $0.map(String.init).joined(separator: "\t") }.joined(separator: "\n"))
        let columns = try #require(folder.columns(of: "row"))
        #expect(folder.schemas.map(\.rowCount) == [expected.count])
        #expect(columns.map(\.count) == columns.map { _ in expected.count })
        let found = (0..<expected.count).map { row in
            columns.map { column -> Int in
                if case .integer(let number) = folder.terms[column[row]] { Int(number) } else { -1 }
            }
        }
        #expect(Set(found) == expected)
        // Rows with the same first value stand together, and among themselves as they came.
        if shape.columns[0].factor == 1 {
            #expect(found.map { $0[0] } == found.map { $0[0] }.sorted())
            var seen: Set<[Int]> = []
            let firsts = rows.filter { seen.insert($0).inserted }
            let grouped = Dictionary(grouping: firsts) { $0[0] }
            #expect(found == grouped.keys.sorted().flatMap { grouped[$0, default: []] })
        }
    }

    /// More rows than are kept before repetitions are looked for, and more again, so that columns grow once sorted.
    @Test(arguments: [1, 2]) func manyRepetitionsTakeNoRoom(threadCount: Int) throws {
        var text = ""
        for row in 0..<1_300_000 { text += "\(row % 650_000)\t\(row % 650_000 % 1_000)\n" }
        var folder = FactFolder(threadCount: threadCount)
        folder.add("row", text: text)
        let columns = try #require(folder.columns(of: "row"))
        #expect(columns[0].count == 650_000)
        #expect(zip(columns[0], columns[0].dropFirst()).allSatisfy { $0 < $1 })
        var other = FactFolder(threadCount: threadCount)
        other.add("row", text: (0..<1_200_000).map { "\($0 * 7 % 1_200_007)\t\($0 % 3)" }.joined(separator: "\n"))
        #expect(try #require(other.columns(of: "row"))[0].count == 1_200_000)
    }

    /// Relations that rules add to, whose rows come in the order of an index: on the way the index must make a list of
    /// rows.
    @Test(arguments: [1, 3]) func indexesOnSortedColumnsGrow(threadCount: Int) throws {
        var folder = FactFolder()
        folder.add("step", text: (0..<30_000).map { "\($0)\t\($0 + 1)" }.joined(separator: "\n"))
        folder.add("start", text: (0..<6).map { "\($0 * 5_000)" }.joined(separator: "\n"))
        let text = """
            at(?x, ?x) :- start(?x).
            at(?x, ?z) :- at(?x, ?y), step(?y, ?z), ?z < ?x + 4000.
            near(?x, ?z) :- at(?x, ?y), at(?y, ?z).
            later(?z) :- start(?x), at(?x, ?y), step(?y, ?z).
            later(?z) :- later(?y), step(?y, ?z), later(?w), step(?w, ?y).
            @output at, near, later.
            """
        let checked = try #require(ProgramChecker.check([ParsedProgram(parsing: text)], against: folder).program)
        for optimizations in [Optimizations.all, .all.subtracting(.bitmaps), .all.subtracting(.directIndexes)] {
            let evaluator = Evaluator(source: folder, limits: .none, optimizations: optimizations)
            evaluator.threadCount = threadCount
            let result = evaluator.evaluate(checked)
            let count = { (name: String) in result.outputs.first { $0.name == name }?.rows.rowCount }
            #expect(count("at") == 6 * 4_000)
            #expect(count("near") == 6 * 4_000)
            // From the second node behind the first start on, all.
            #expect(count("later") == 30_000)
        }
    }
}
