import ClewDatalog
import ClewModel
import Testing

/// What is cut short says so, and shows only rows that are right.
@Suite struct LimitTests {
    private let endless = "n(0). n(?x + 1) :- n(?x). ?- n(?x)."

    private func program(_ text: String) throws -> CheckedProgram {
        try #require(ProgramChecker.check([ParsedProgram(parsing: text)], against: FactFolder()).program)
    }

    @Test(arguments: [
        (EvaluationLimits(seconds: .infinity, rowsMax: 1_000, bytesMax: .max), "query.row-limit"),
        (EvaluationLimits(seconds: 0.05, rowsMax: .max, bytesMax: .max), "query.time-limit"),
        (EvaluationLimits(seconds: .infinity, rowsMax: .max, bytesMax: 1 << 20), "query.memory-limit"),
    ])
    func limitsEndWhatDoesNotEnd(limits: EvaluationLimits, code: String) throws {
        let result = Evaluator(source: FactFolder(), limits: limits).evaluate(try program(endless))
        #expect(result.diagnostics.map(\.code) == [code])
        #expect(!result.isComplete)
        #expect(result.answers.first?.isComplete == false)
    }

    @Test func cancellationEndsAnEvaluation() async throws {
        let cancellation = Cancellation()
        let canceller = Task {
            try? await Task.sleep(for: .milliseconds(30))
            cancellation.cancel()
        }
        let result = Evaluator(source: FactFolder(), limits: .none, cancellation: cancellation).evaluate(
            try program(endless))
        await canceller.value
        #expect(result.diagnostics.map(\.code) == ["query.cancelled"])
    }

    @Test func anUnfinishedRelationIsNeverNegated() throws {
        let text = endless + " big(?x) :- n(?x), ?x > 999999999. small(?x) :- n(?x), not big(?x). ?- small(?x)."
        let limits = EvaluationLimits(seconds: .infinity, rowsMax: 500, bytesMax: .max)
        let result = Evaluator(source: FactFolder(), limits: limits).evaluate(try program(text))
        #expect(result.answers.last?.rowCount == 0)
    }

    @Test func theSameQueryTwiceGivesTheSame() throws {
        var folder = FactFolder()
        folder.add("edge", text: (0..<500).map { "\($0)\t\(($0 * 7 + 3) % 500)\n" }.joined())
        let text =
            "path(?x, ?y) :- edge(?x, ?y). path(?x, ?z) :- path(?x, ?y), edge(?y, ?z). ?- path(3, ?x). ?- edge(3, ?y)."
        let checked = try #require(ProgramChecker.check([ParsedProgram(parsing: text)], against: folder).program)
        let evaluator = Evaluator(source: folder)
        let runs = (0..<3).map { _ in evaluator.evaluate(checked).answers.map(\.rows) }
        #expect(runs[0] == runs[1] && runs[1] == runs[2])
        #expect(runs[0][1].count == 1)
    }
}
