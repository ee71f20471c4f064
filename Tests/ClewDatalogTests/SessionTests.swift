import ClewDatalog
import ClewModel
import Foundation
import Testing

/// What somebody at a prompt meets: names, errors that teach, rules that stay, explanations, limits.
@Suite struct SessionTests {
    let source = GraphSource()

    private func ask(_ text: String, _ session: Session = Session()) -> (
        rows: [[Term]], codes: [String], repair: String
    ) {
        let outcome = session.check(ParsedProgram(parsingPrompt: text), against: source)
        let result = outcome.program.map { Evaluator(source: source).evaluate($0) }
        return (
            result?.answers.first?.rows ?? [], outcome.diagnostics.map(\.code),
            outcome.diagnostics.compactMap(\.repair).joined(separator: "\n")
        )
    }

    private func texts(_ rows: [[Term]]) -> [[String]] { rows.map { $0.map(\.spelling) } }

    /// A question that needs no rule of the prelude is checked without it, and nobody can tell.
    @Test(arguments: [
        "triple(OpenAI, ?p, ?o)", "partners(?x, ?y), not confidence(?x, _)", "partners(?x)", "partners(X, ?y)",
        "neighbour(OpenAI, ?x)", "neighbours(OpenAI, ?x)", "partners(?x, ?y), connected(?y, ?z)",
        "path(?x, ?y) :- partners(?x, ?y). ?- path(?x, ?y)", "triple(?x, ?p, ?y), contains(?p, \"part\")",
    ])
    func thePreludeIsThereWhereItIsNeeded(text: String) {
        let parsed = ParsedProgram(parsingPrompt: text)
        let whole = ProgramChecker.check([parsed], against: source, prelude: Prelude.program)
        let answered = ask(text)
        #expect(answered.codes == whole.diagnostics.map(\.code))
        #expect(answered.repair == whole.diagnostics.compactMap(\.repair).joined(separator: "\n"))
        #expect(answered.rows == whole.program.map { Evaluator(source: source).evaluate($0).answers[0].rows } ?? [])
    }

    @Test func aliasesNameEntities() {
        #expect(texts(ask("partners(?x, MSFT)").rows) == [["OpenAI"]])
        #expect(texts(ask("partners(\"Acme\", ?y)").rows) == [["DeepSeek"]])
        #expect(texts(ask("partners(?x, ?y), ?y = MSFT").rows) == [["OpenAI", "Microsoft"]])
        #expect(texts(ask("triple(?x, partners, MSFT)").rows) == [["OpenAI"]])
        #expect(texts(ask("friend(?x, ?y) :- partners(?x, ?y). ?- friend(?x, MSFT)").rows) == [["OpenAI"]])
    }

    @Test func namesThatCannotBeReadAreExplained() {
        #expect(ask("partners(?x, Georgia)").codes == ["query.ambiguous-entity"])
        #expect(ask("partners(?x, Opnai)").codes == ["query.unknown-entity"])
        #expect(ask("partners(?x, OpenAj)").repair.contains("Did you mean OpenAI?"))
        #expect(ask("partners(X, ?y)").repair.contains("?X"))
        #expect(ask("friend(?x, ?y) :- partners(?x, ?y). ?- friend(Y, ?x)").codes == ["query.unknown-entity"])
        #expect(ask("partnrs(?x, ?y)").repair.contains("Did you mean partners?"))
        #expect(ask("confidence(?s, X)").codes == ["query.variable-spelling"])
        #expect(ask("confidence(?s, certain)").codes.isEmpty)
    }

    @Test func allErrorsOfAProgramAreFound() {
        let codes = ask(
            "a(?x) :- partnrs(?x). b(?x) :- partners(_, _). c(1 :- d. ?- partners(?x), not triple(?z, _, _)"
        ).codes
        #expect(Set(codes) == ["query.unknown-relation", "query.safety", "query.syntax", "query.arity"])
    }

    @Test func theCaretStandsUnderThePlace() {
        let parsed = ParsedProgram(parsing: "\t?- p(東京, ?x),\trelesed(?x).", name: "a.dl")
        let outcome = ProgramChecker.check([parsed], against: source)
        let rendered = outcome.diagnostics.map { DiagnosticRenderer(parsed.source).render($0) }
        #expect(rendered.count == 2)
        #expect(
            rendered.last?.hasPrefix(
                """
                error: there is no relation relesed [query.unknown-relation]
                  a.dl:1:16
                  |     ?- p(東京, ?x),    relesed(?x).
                  |                        ^~~~~~~~~~~
                """) == true, "\(rendered)")
    }

    @Test func rulesStayUntilTheyAreTakenBack() {
        var session = Session()
        let read = [
            "ally(?x, ?y) :- partners(?x, ?y).", "ally(?x, ?y) :- ally(?y, ?x).", "broken(?x, ?y) :- partners(?x, _).",
        ].map { session.read($0, against: source).program != nil }
        #expect(read == [true, true, false])
        #expect(session.entries.map(\.number) == [1, 2])
        #expect(texts(ask("ally(MSFT, ?x)", session).rows) == [["OpenAI"]])
        let retracted = [session.retract(2), session.retract(2)]
        #expect(retracted == [true, false])
        #expect(ask("ally(MSFT, ?x)", session).rows.isEmpty)
        session.retractAll()
        #expect(ask("ally(MSFT, ?x)", session).codes == ["query.unknown-relation"])
    }

    @Test func thePreludeStandsBehindTheGraph() {
        #expect(Prelude.program.diagnostics.isEmpty)
        #expect(texts(ask("path(DeepSeek, ?x)").rows) == [["Georgia (state)"], ["Microsoft"], ["OpenAI"]])
        #expect(ask("connected(OpenAI, ?x)").rows.count == 5)
        #expect(texts(ask("degree(OpenAI, ?n)").rows) == [["2"]])
        #expect(texts(ask("path(here). ?- path(?x)").rows) == [["here"]])
    }

    @Test func whyGoesDownToGivenFacts() throws {
        let typed = ParsedProgram(parsingPrompt: "path(DeepSeek, \"Georgia (state)\")")
        let program = try #require(Session().check(typed, against: source).program)
        let derivation = try #require(Explainer(Evaluator(source: source), program).why())
        #expect(derivation.nodes[0].height == 3)
        #expect(derivation.nodes[0].rule?.source == "prelude")
        #expect(
            derivation.givenFacts.map { $0.terms[1].spelling }.sorted() == ["competes_with", "located_in", "partners"])
        #expect(derivation.text().split(separator: "\n").count == 6)
    }

    @Test func theSmallestDerivationIsChosen() throws {
        let text = """
            e(1, 2). e(2, 3). e(3, 4). e(1, 4).
            t(?x, ?y) :- e(?x, ?y).
            t(?x, ?z) :- t(?x, ?y), t(?y, ?z).
            n(?x, count(?y)) :- t(?x, ?y).
            d(1, 0).
            d(?y, min(?c + 1)) :- d(?x, ?c), e(?x, ?y).
            """
        func derivation(_ query: String) throws -> Derivation {
            let parsed = ParsedProgram(parsingPrompt: text + "\n?- " + query)
            let program = try #require(ProgramChecker.check([parsed], against: FactFolder()).program)
            return try #require(Explainer(Evaluator(source: FactFolder()), program).why())
        }
        #expect(try derivation("t(1, 4)").nodes.count == 2)
        #expect(try derivation("t(1, 3)").nodes[0].height == 2)
        #expect(try derivation("d(3, ?x)").nodes[0].height == 2)
        let gathered = try derivation("n(1, ?x)")
        guard case .gathered(_, let ways) = gathered.nodes[0].kind else { return #expect(Bool(false), "not gathered") }
        #expect(ways == 3)
        #expect(try derivation("t(?x, ?y), ?x < ?y, not t(?y, ?x)").nodes[0].premises.count == 3)
    }

    @Test func whyNotNamesTheConditionThatFails() throws {
        let text = "p(a, 1). p(b, 5). q(a). r(?x) :- p(?x, ?n), q(?x), ?n > 3. ?- r(a)."
        let program = try #require(ProgramChecker.check([ParsedProgram(parsing: text)], against: FactFolder()).program)
        let refutation = try #require(Explainer(Evaluator(source: FactFolder()), program).whyNot())
        #expect(!refutation.holds)
        #expect(refutation.attempts.first?.held == ["p(a, 1)", "q(a)"])
        #expect(refutation.attempts.first?.failed == "1 > 3")
        let other = text.replacingOccurrences(of: "r(a).", with: "p(a, 5).")
        let given = try #require(ProgramChecker.check([ParsedProgram(parsing: other)], against: FactFolder()).program)
        #expect(
            Explainer(Evaluator(source: FactFolder()), given).whyNot()?.nearest.map(\.spelling) == [
                "p(a, 1)", "p(b, 5)",
            ])
    }

    @Test func explainShowsStepsWithCounts() throws {
        let program = try #require(
            Session().check(ParsedProgram(parsingPrompt: "partners(?x, ?y), partners(?y, ?z)"), against: source).program
        )
        let plan = Evaluator(source: source).explain(program)
        #expect(plan.contains("scan partners (2 rows)"))
        #expect(plan.contains("look up partners"))
    }
}
