import ClewDatalog
import ClewModel
import Testing

/// The evaluator and the definition give the same rows.
@Suite struct AgreementTests {
    /// All optimizations, and all but one in turn.
    @Test(arguments: [Optimizations.all] + Optimizations.each.map { Optimizations.all.subtracting($0) })
    func randomProgramsAgreeWithTheDefinition(optimizations: Optimizations) {
        var rowCount = 0
        for seed in 0..<200 {
            var random = RandomProgram(seed: seed)
            let program = random.make()
            let outcome = ProgramChecker.check([ParsedProgram(parsing: program.text)], against: FactFolder())
            guard let checked = outcome.program else {
                Issue.record("seed \(seed) was refused: \(outcome.diagnostics)\n\(program.text)")
                continue
            }
            let result = Evaluator(source: FactFolder(), limits: .none, optimizations: optimizations).evaluate(checked)
            #expect(result.diagnostics.isEmpty)
            let expected = NaiveEvaluator.evaluate(program)
            for (name, rows) in result.outputs {
                let actual = Set(rows.rows.map { $0.map(integer) })
                #expect(actual == expected[name] ?? [], "seed \(seed), \(name):\n\(program.text)")
                #expect(actual.count == rows.rowCount)
                rowCount += rows.rowCount
            }
        }
        #expect(rowCount > 2_000, "the programs must derive something")
    }

    /// What is derived on demand answers as what is derived in full.
    @Test func demandChangesNoAnswers() throws {
        var answerCount = 0
        for seed in 0..<200 {
            var random = RandomProgram(seed: seed)
            let program = random.make()
            let width = program.facts.first { $0.relation == "e1" }?.arguments.count ?? 1
            let beside = "e1(\(["?x", "?a0", "?y"].prefix(width).joined(separator: ", ")))"
            var lines = program.text.split(separator: "\n").filter { !$0.hasPrefix("@") }.map(String.init)
            for rule in program.levels.joined() {
                let arguments = rule.head.arguments.indices.map { ($0 + seed) % 3 == 0 ? "\(seed % 5)" : "?a\($0)" }
                let atom = "\(rule.head.relation)(\(arguments.joined(separator: ", ")))"
                lines += ["?- \(atom).", "?- \(atom), \(beside).", "?- e0(\(seed % 4)\(wildcards(program))), \(atom)."]
            }
            let text = lines.joined(separator: "\n")
            let outcome = ProgramChecker.check([ParsedProgram(parsing: text)], against: FactFolder())
            let checked = try #require(outcome.program, "seed \(seed): \(outcome.diagnostics)")
            let demanding = Evaluator(source: FactFolder(), limits: .none)
            let plain = Evaluator(source: FactFolder(), limits: .none, optimizations: .all.subtracting(.demand))
            for (left, right) in zip(demanding.evaluate(checked).answers, plain.evaluate(checked).answers) {
                #expect(left.rows == right.rows, "seed \(seed)\n\(text)")
                answerCount += left.rowCount
            }
        }
        #expect(answerCount > 1_000)
    }

    /// For the columns of `e0` behind the first.
    private func wildcards(_ program: SmallProgram) -> String {
        let width = program.facts.first { $0.relation == "e0" }?.arguments.count ?? 1
        return String(repeating: ", ?a0", count: width - 1)
    }

    @Test func faultyProgramsAreRefused() {
        var codes: Set<String> = []
        for seed in 0..<100 {
            var random = RandomProgram(seed: seed)
            let outcome = ProgramChecker.check(
                [ParsedProgram(parsing: random.makeFaulty().text)], against: FactFolder())
            #expect(outcome.program == nil, "seed \(seed)")
            codes.formUnion(outcome.diagnostics.map(\.code))
        }
        #expect(
            codes.isSuperset(of: ["query.safety", "query.stratification", "query.unknown-relation", "query.arity"]))
    }

    /// Every derived row has a derivation whose leaves are given, and in which each premise stands.
    @Test func derivationsEndInGivenFacts() throws {
        var explained = 0
        for seed in 0..<60 {
            var random = RandomProgram(seed: seed)
            let program = random.make()
            guard let name = program.queries.last else { continue }
            let arity = program.levels.joined().first { $0.head.relation == name }?.head.arguments.count ?? 0
            let query = "\(name)(\((0..<arity).map { "?a\($0)" }.joined(separator: ", ")))"
            let text = program.text + "\n?- \(query)."
            let checked = try #require(
                ProgramChecker.check([ParsedProgram(parsing: text)], against: FactFolder()).program)
            let explainer = Explainer(Evaluator(source: FactFolder(), limits: .none), checked)
            guard let derivation = explainer.why() else {
                #expect(NaiveEvaluator.evaluate(program)[name, default: []].isEmpty, "seed \(seed)")
                continue
            }
            explained += 1
            for node in derivation.nodes {
                if case .unexplained = node.kind { Issue.record("seed \(seed): \(derivation.text())\n\(text)") }
                let highest = node.premises.map { derivation.nodes[$0].height }.max() ?? -1
                if case .derived = node.kind { #expect(node.height == highest + 1 && !node.premises.isEmpty) }
            }
        }
        #expect(explained > 20)
    }

    private func integer(_ term: Term) -> Int {
        if case .integer(let number) = term { Int(number) } else { Int.min }
    }
}
