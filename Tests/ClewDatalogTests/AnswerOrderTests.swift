import ClewDatalog
import ClewModel
import Testing

/// Few rows are sorted in another way than many: to the same order.
@Suite struct AnswerOrderTests {
    /// Terms of all kinds, some of which differ late or only in kind.
    private static let terms =
        ["true", "false", "2025-01", "2025-01-30", "2024-12-31", "1.0", "-2.5", "1e20", "-5000000000", "5000000000"]
        + (0..<90).map { "\($0 * 37 % 90 - 45)" } + (0..<60).map { "name_\($0 * 7 % 60)" }
        + (0..<40).map { "\"a beginning that all of them share \($0 * 11 % 40)\"" } + ["\"\"", "\"é\"", "\"Zürich\""]

    private static let facts = terms.enumerated().map { "p(\($0 * 13 % terms.count), \($1))." }.joined(separator: "\n")

    private func rows(_ query: String) throws -> [[Term]] {
        let parsed = ParsedProgram(parsing: Self.facts + "\n?- " + query)
        let outcome = ProgramChecker.check([parsed], against: FactFolder())
        let program = try #require(outcome.program, "\(outcome.diagnostics)")
        return Evaluator(source: FactFolder(), limits: .none).evaluate(program).answers[0].rows
    }

    @Test(arguments: ["", " order by ?x", " order by ?x desc", " order by ?x desc, ?i desc"])
    func fewRowsStandAsTheyDoAmongMany(order: String) throws {
        let all = try rows("p(?i, ?x)\(order).")
        #expect(all.count == Self.terms.count)
        for (start, count) in [(0, 1), (5, 2), (40, 17), (90, 63), (10, 64), (70, 65), (0, 130)] {
            let range = Int64(start)..<Int64(start + count)
            let some = try rows("p(?i, ?x), ?i >= \(start), ?i < \(start + count)\(order).")
            let expected = all.filter { if case .integer(let number) = $0[0] { range.contains(number) } else { false } }
            #expect(some == expected && some.count == count)
        }
    }

    /// Small integers alone, close together or far apart, are ordered as numbers.
    @Test(arguments: [1, 1_000_003])
    func manyIntegersStandInTheirOrder(factor: Int) throws {
        let pairs = (0..<900).map { [($0 * 37 % 300 - 150) * factor, ($0 * 101 % 7 - 3) * factor] }
        var folder = FactFolder()
        folder.add("q", text: pairs.map { "\($0[0])\t\($0[1])" }.joined(separator: "\n"))
        let parsed = ParsedProgram(parsing: "?- q(?x, ?y) order by ?y desc. r(?y, ?x) :- q(?x, ?y). @output r.")
        let program = try #require(ProgramChecker.check([parsed], against: folder).program)
        let result = Evaluator(source: folder, limits: .none).evaluate(program)
        let distinct = Set(pairs)
        let asked = distinct.sorted { ($1[1], $0[0]) < ($0[1], $1[0]) }
        #expect(result.answers[0].rows == asked.map { $0.map { Term.integer(Int64($0)) } })
        let written = distinct.map { [$0[1], $0[0]] }.sorted { $0.lexicographicallyPrecedes($1) }
        let text = written.map { "\($0[0])\t\($0[1])\n" }.joined()
        #expect(String(decoding: FactWriter.bytes(of: result.outputs[0].rows.sorted()), as: UTF8.self) == text)
    }
}
