import ClewDatalog
import ClewModel
import Foundation
import Testing

/// Several threads derive the very rows that one derives, in the same order.
@Suite struct ParallelTests {
    /// Slices so small that programs of a few rows have many, and threads that can keep few rows or many.
    private func parallelism(_ threadCount: Int, rowsMax: Int = 1 << 20) -> Parallelism {
        var parallelism = Parallelism(threadCount: threadCount)
        parallelism.rowsMin = 1
        parallelism.sliceRowsMin = 2
        parallelism.sliceBindings = 16
        parallelism.rowsMax = rowsMax
        return parallelism
    }

    @Test(arguments: [Optimizations.all] + Optimizations.each.map { Optimizations.all.subtracting($0) })
    func threadsDeriveTheSame(optimizations: Optimizations) throws {
        var rowCount = 0
        for seed in 0..<100 {
            var random = RandomProgram(seed: seed)
            let program = random.make()
            let checked = try #require(
                ProgramChecker.check([ParsedProgram(parsing: program.text)], against: FactFolder()).program)
            func result(_ parallelism: Parallelism) -> EvaluationResult {
                let evaluator = Evaluator(source: FactFolder(), limits: .none, optimizations: optimizations)
                evaluator.parallelism = parallelism
                return evaluator.evaluate(checked)
            }
            let whole = result(parallelism(1))
            rowCount += whole.derivedRowCount
            for other in [parallelism(2), parallelism(3), parallelism(2, rowsMax: 3)] {
                expectSame(result(other), whole, "seed \(seed)\n\(program.text)")
            }
        }
        #expect(rowCount > 1_000)
    }

    private func expectSame(_ one: EvaluationResult, _ other: EvaluationResult, _ comment: Comment) {
        #expect(one.outputs.map(\.rows.rows) == other.outputs.map(\.rows.rows), comment)
        #expect(one.derivedRowCount == other.derivedRowCount, comment)
        #expect(one.diagnostics == other.diagnostics, comment)
    }

    /// Relations of some hundred thousand rows, linear and not, whose rows can be said beforehand: the closure of a
    /// path of 400 nodes and of a circle of 200.
    @Test(
        arguments: [
            "path(?x, ?y) :- edge(?x, ?y). path(?x, ?z) :- path(?x, ?y), edge(?y, ?z).",
            "path(?x, ?y) :- edge(?x, ?y). path(?x, ?z) :- path(?x, ?y), path(?y, ?z).",
        ], [1, 2, 4])
    func largeClosuresAreRight(rules: String, threadCount: Int) throws {
        var folder = FactFolder()
        let circle = (0..<200).map { "\(1_000 + $0)\t\(1_000 + ($0 + 1) % 200)\n" }
        folder.add("edge", text: (0..<399).map { "\($0)\t\($0 + 1)\n" }.joined() + circle.joined())
        for optimizations in [Optimizations.all, .all.subtracting([.bitmaps, .directIndexes])] {
            let text = rules + " @output path."
            let checked = try #require(ProgramChecker.check([ParsedProgram(parsing: text)], against: folder).program)
            let evaluator = Evaluator(source: folder, limits: .none, optimizations: optimizations)
            evaluator.parallelism.threadCount = threadCount
            evaluator.parallelism.rowsMin = 256
            let rows = try #require(evaluator.evaluate(checked).outputs.first).rows.sorted()
            #expect(rows.rowCount == 399 * 400 / 2 + 200 * 200)
            var place = 0
            for first in 0..<1_200 where first < 399 || first >= 1_000 {
                for second in first < 399 ? (first + 1)..<400 : 1_000..<1_200 {
                    if rows[place] != [.integer(Int64(first)), .integer(Int64(second))] {
                        Issue.record("row \(place) is \(rows[place]), not \(first), \(second)")
                        return
                    }
                    place += 1
                }
            }
        }
    }

    /// What a limit leaves depends on the order in which rows came.
    @Test(arguments: [Optimizations.all, .all.subtracting([.bitmaps, .directIndexes])])
    func rowsComeInTheSameOrder(optimizations: Optimizations) throws {
        var folder = FactFolder()
        var random = SeededGenerator(seed: 1)
        let edges = (0..<1_500).map { _ in
            "\(Int.random(in: 0..<400, using: &random))\t\(Int.random(in: 0..<400, using: &random))\n"
        }
        folder.add("edge", text: edges.joined())
        let text = """
            path(?x, ?y) :- edge(?x, ?y). path(?x, ?z) :- path(?x, ?y), edge(?y, ?z).
            meet(?x, ?y, ?z) :- edge(?x, ?y), path(?y, ?z), path(?z, ?x), not edge(?x, ?z). @output path, meet.
            """
        let checked = try #require(ProgramChecker.check([ParsedProgram(parsing: text)], against: folder).program)
        func result(_ threadCount: Int, rowsMax: Int) -> EvaluationResult {
            let limits = EvaluationLimits(seconds: .infinity, rowsMax: rowsMax, bytesMax: .max)
            let evaluator = Evaluator(source: folder, limits: limits, optimizations: optimizations)
            evaluator.parallelism.threadCount = threadCount
            evaluator.parallelism.rowsMin = 512
            return evaluator.evaluate(checked)
        }
        let count = result(1, rowsMax: .max).derivedRowCount
        #expect(count > 150_000)
        for rowsMax in [5_000, 60_000, count - 1_000, count] {
            let one = result(1, rowsMax: rowsMax)
            #expect(one.isComplete == (rowsMax == count))
            for threadCount in [2, 3] { expectSame(result(threadCount, rowsMax: rowsMax), one, "\(rowsMax) rows") }
        }
    }

    /// Each program goes through 27 thousand million bindings: of one, threads keep too many rows, and leave them to one
    /// thread; of the other, they keep all of a slice.
    @Test(arguments: [
        "big(?a, ?b) :- n(?a), n(?b), n(?c), not m(?c, ?a). m(1, 1). @output big.",
        "big(?a) :- n(?a), n(?b), n(?c), not m(?a, ?b, ?c). m(1, 1, 1). @output big.",
    ])
    func limitsAndCancellationEndThreads(text: String) throws {
        var folder = FactFolder()
        folder.add("n", text: (0..<3_000).map { "\($0)\n" }.joined())
        let checked = try #require(ProgramChecker.check([ParsedProgram(parsing: text)], against: folder).program)
        func result(_ limits: EvaluationLimits, _ cancellation: Cancellation? = nil) -> EvaluationResult {
            let evaluator = Evaluator(source: folder, limits: limits, cancellation: cancellation)
            evaluator.parallelism = Parallelism(threadCount: 2)
            evaluator.parallelism.rowsMin = 1
            if text.hasPrefix("big(?a)") {
                evaluator.parallelism.sliceRowsMin = 1
                evaluator.parallelism.rowsMax = 1 << 24
            }
            return evaluator.evaluate(checked)
        }
        let cancellation = Cancellation()
        // Neither a task nor a queue: those wait while evaluations have all of their threads.
        Thread.detachNewThread {
            Thread.sleep(forTimeInterval: 0.03)
            cancellation.cancel()
        }
        #expect(result(.none, cancellation).diagnostics.map(\.code) == ["query.cancelled"])
        let short = EvaluationLimits(seconds: 0.05, rowsMax: .max, bytesMax: .max)
        #expect(result(short).diagnostics.map(\.code) == ["query.time-limit"])
    }
}
