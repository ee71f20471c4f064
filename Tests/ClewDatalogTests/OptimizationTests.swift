import ClewDatalog
import ClewModel
import Testing

/// Programs over relations large enough for indexes to grow, bits to take the place of tables and batches to fill,
/// which random programs are not: the same answers with each optimization left out.
@Suite struct OptimizationTests {
    struct LargeProgram: CustomTestStringConvertible {
        var name: String
        var rules: String
        var testDescription: String { name }
    }

    static let programs = [
        LargeProgram(
            name: "closure",
            rules: """
                path(?x, ?y) :- edge(?x, ?y), ?x < 60.
                path(?x, ?z) :- path(?x, ?y), edge(?y, ?z).
                unreached(?x, ?y) :- edge(?x, ?y), not path(?x, ?x).
                @output path, unreached.
                """),
        LargeProgram(
            name: "points-to",
            rules: """
                points(?y, ?x) :- edge(?y, ?x), ?x < 40.
                points(?y, ?w) :- load(?y, ?x), points(?x, ?z), points(?z, ?w).
                points(?z, ?w) :- load(?y, ?x), points(?y, ?z), points(?x, ?w).
                points(?y, ?x) :- load(?y, ?z), points(?z, ?x).
                @output points.
                """),
        LargeProgram(
            name: "triangles",
            rules: """
                triangle(?x, ?y, ?z) :- edge(?x, ?y), edge(?y, ?z), edge(?x, ?z).
                square(?x, ?z) :- edge(?x, ?y), edge(?y, ?z), edge(?z, ?w), edge(?w, ?x), ?x < 20.
                @output triangle, square.
                """),
        LargeProgram(
            name: "distances",
            rules: """
                far(?x, min(0)) :- edge(?x, _), ?x < 3.
                far(?y, min(?d + ?w)) :- far(?x, ?d), weighed(?x, ?y, ?w).
                near(?n, ?d) :- far(?n, ?d), ?d <= 40.
                degree(?x, count(), sum(?w), max(?w)) :- weighed(?x, _, ?w).
                @output far, near, degree.
                """),
        LargeProgram(
            name: "sparse values",
            rules: """
                wide(?a * 7919 - 500, ?b * ?b * 31) :- edge(?a, ?b).
                wide(?b, ?a) :- wide(?a, ?b), ?a < 100000.
                named(concat("n", ?a), ?b) :- edge(?a, ?b).
                joined(?a, ?c) :- named(?a, ?b), named(?c, ?b), ?a != ?c.
                @output wide, joined.
                """),
        LargeProgram(
            name: "asked for",
            rules: """
                path(?x, ?y) :- edge(?x, ?y).
                path(?x, ?z) :- edge(?x, ?y), path(?y, ?z).
                from(?y) :- path(7, ?y).
                to(?x) :- path(?x, 7), edge(7, ?x).
                @output from, to.
                """),
        LargeProgram(
            name: "values that turn out to lie far apart",
            rules: """
                reach(?x, ?y) :- hop(?x, ?y), ?x < 150.
                reach(?x, ?z) :- reach(?x, ?y), hop(?y, ?z).
                both(?x, ?y) :- reach(?x, ?y), reach(?y, ?x), not hop(?y, ?x).
                back(?y, ?x) :- reach(?x, ?y), hop(?x, ?y).
                @output reach, both, back.
                """),
    ]

    static let facts: FactFolder = {
        var generator = SeededGenerator(seed: 5)
        func lines(_ count: Int, _ row: (inout SeededGenerator) -> [Int]) -> String {
            (0..<count).map { _ in row(&generator).map(String.init).joined(separator: "\t") }.joined(separator: "\n")
        }
        var folder = FactFolder()
        folder.add("edge", text: lines(1_100) { [.random(in: 0..<400, using: &$0), .random(in: 0..<400, using: &$0)] })
        folder.add("load", text: lines(90) { [.random(in: 0..<400, using: &$0), .random(in: 0..<400, using: &$0)] })
        folder.add(
            "weighed",
            text: lines(2_000) {
                [.random(in: 0..<300, using: &$0), .random(in: 0..<300, using: &$0), .random(in: 1...9, using: &$0)]
            })
        // Close nodes, and a long way from them to nodes with far greater numbers.
        let way = (0...25).map { "\(149 + $0)\t\($0 == 25 ? 70_000 : 150 + $0)" }.joined(separator: "\n")
        let parts = [0, 70_000].map { low in
            lines(600) {
                [.random(in: low..<(low + 150), using: &$0), .random(in: low..<(low + 150), using: &$0)]
            }
        }
        folder.add("hop", text: (parts + [way]).joined(separator: "\n"))
        return folder
    }()

    @Test(arguments: programs)
    func answersStayTheSame(program: LargeProgram) throws {
        let outcome = ProgramChecker.check([ParsedProgram(parsing: program.rules)], against: Self.facts)
        let checked = try #require(outcome.program, "\(outcome.diagnostics)")
        let expected = Evaluator(source: Self.facts, limits: .none).evaluate(checked)
        #expect(expected.outputs.allSatisfy { $0.rows.rowCount > 0 })
        for left in Optimizations.each {
            let evaluator = Evaluator(source: Self.facts, limits: .none, optimizations: .all.subtracting(left))
            let actual = evaluator.evaluate(checked)
            #expect(actual.diagnostics.map(\.message) == expected.diagnostics.map(\.message))
            for (one, other) in zip(actual.outputs, expected.outputs) {
                #expect(one.rows.sorted().cells == other.rows.sorted().cells, "\(one.name) without \(left.rawValue)")
                #expect(one.rows.sorted().terms == other.rows.sorted().terms)
            }
        }
    }

    /// The closure by hand.
    @Test func closureIsWhatSearchFinds() throws {
        let edges = try #require(Self.facts.columns(of: "edge"))
        var next: [UInt32: [UInt32]] = [:]
        for (from, to) in zip(edges[0], edges[1]) { next[from, default: []].append(to) }
        var expected = 0
        for start in next.keys {
            var seen: Set<UInt32> = []
            var pending = [start]
            while let node = pending.popLast() {
                for other in next[node] ?? [] where seen.insert(other).inserted { pending.append(other) }
            }
            expected += seen.count
        }
        let text = "path(?x, ?y) :- edge(?x, ?y). path(?x, ?z) :- path(?x, ?y), edge(?y, ?z). @output path."
        let checked = try #require(ProgramChecker.check([ParsedProgram(parsing: text)], against: Self.facts).program)
        let result = Evaluator(source: Self.facts, limits: .none).evaluate(checked)
        #expect(result.outputs[0].rows.rowCount == expected)
        #expect(Set(result.outputs[0].rows.rows).count == expected)
    }

    /// Enough rows for the filter before a table, over a relation that stays and one that grows.
    @Test func rowsAreFoundInLargeTables() throws {
        var generator = SeededGenerator(seed: 9)
        let pairs = Set(
            (0..<130_000).map { _ in
                [Int.random(in: 0..<90_000, using: &generator) * 1_009, Int.random(in: 0..<90_000, using: &generator)]
            })
        var folder = FactFolder()
        folder.add("edge", text: pairs.map { "\($0[0])\t\($0[1])" }.joined(separator: "\n"))
        let text = """
            both(?x, ?y) :- edge(?x, ?y).
            both(?y, ?x) :- both(?x, ?y), not edge(?y, ?x).
            mutual(?x, ?y) :- both(?x, ?y), both(?y, ?x).
            both(?x, ?y) :- mutual(?x, ?y).
            @output both, mutual.
            """
        let checked = try #require(ProgramChecker.check([ParsedProgram(parsing: text)], against: folder).program)
        let result = Evaluator(source: folder, limits: .none).evaluate(checked)
        let expected = pairs.union(pairs.map { [$0[1], $0[0]] }).count
        #expect(result.outputs.map(\.rows.rowCount) == [expected, expected])
    }
}
