import ClewDatalog
import ClewModel
import Testing

/// A question that is not checked and planned, because one of its shape has been, gets what it would have got: the same
/// answers, the same errors in the same places, the same plan, the same reasons.
@Suite struct PreparedQuestionTests {
    /// All that can be seen of a question.
    private struct Reply: Equatable {
        var found: [Diagnostic]
        var variables: [String] = []
        var rows: [[Term]] = []
        var totalCount = 0
        var met: [Diagnostic] = []
        var derivedRowCount = 0
        var plan = ""
        var reasons: [String] = []
    }

    private func reply(_ text: String, _ session: Session, _ evaluator: Evaluator) -> Reply {
        var session = session
        let outcome = session.read(text, with: evaluator)
        guard let program = outcome.program else { return Reply(found: outcome.diagnostics) }
        let result = evaluator.evaluate(program)
        let explainer = Explainer(evaluator, program)
        return Reply(
            found: outcome.diagnostics, variables: result.answers[0].variables, rows: result.answers[0].rows,
            totalCount: result.answers[0].totalCount, met: result.diagnostics, derivedRowCount: result.derivedRowCount,
            plan: evaluator.explain(program),
            reasons: [explainer.why()?.text(), explainer.whyNot()?.text()].compactMap { $0 })
    }

    /// Asks evaluators that have and have not met questions of the shape, and one that never prepares.
    private func expectAgreement(
        _ text: String, _ session: Session, warm: Evaluator, _ source: some RelationSource
    ) -> Reply {
        let plain = Evaluator(source: source, optimizations: .all.subtracting(.preparedQuestions))
        let expected = reply(text, session, plain)
        let cold = Evaluator(source: source)
        #expect(reply(text, session, warm) == expected, "\(text)")
        #expect(reply(text, session, cold) == expected, "\(text)")
        #expect(reply(text, session, cold) == expected, "\(text), again")
        #expect(plain.preparedQuestions.useCount == 0)
        return expected
    }

    // MARK: - Random programs

    @Test func randomQuestionsGetWhatTheyWouldGet() {
        var (answered, refused, cut, spared) = (0, 0, 0, 0)
        for seed in 0..<40 {
            var random = RandomProgram(seed: seed)
            let program = random.make()
            var generator = SeededGenerator(seed: seed + 1_000)
            var facts = program.facts
            var session = Session()
            for round in 0..<3 {
                let source = folder(of: facts)
                let warm = Evaluator(source: source)
                // The rules come one after another, and one goes: what was prepared before must be forgotten.
                for rule in program.levels.joined().dropFirst(round * 2).prefix(2) {
                    _ = session.read(SmallProgram(facts: [], levels: [[rule]], queries: []).text, with: warm)
                    for _ in 0..<4 {
                        let question = RandomQuestion(program, session.entries.map(\.text), &generator)
                        for _ in 0..<4 {
                            let reply = expectAgreement(question.text(&generator), session, warm: warm, source)
                            answered += reply.rows.count
                            refused += reply.found.isEmpty ? 0 : 1
                            cut += reply.met.isEmpty ? 0 : 1
                        }
                    }
                }
                if round == 1, let entry = session.entries.first { session.retract(entry.number) }
                let width = facts.first { $0.relation == "e0" }?.arguments.count ?? 1
                facts.append(.init(relation: "e0", arguments: Array(repeating: .constant(round), count: width)))
                spared += warm.preparedQuestions.useCount
            }
        }
        #expect(answered > 1_000 && refused > 100 && cut > 100 && spared > 500, "\((answered, refused, cut, spared))")
    }

    private func folder(of facts: [SmallProgram.Atom]) -> FactFolder {
        var folder = FactFolder()
        for name in Set(facts.map(\.relation)).sorted() {
            // With texts in it, which arithmetic and patterns meet.
            let rows = Set(
                facts.filter { $0.relation == name }.map { fact in
                    fact.arguments.map { argument in
                        if case .constant(let value) = argument { value == 6 ? "abc" : "\(value)" } else { "" }
                    }.joined(separator: "\t")
                })
            folder.add(name, text: rows.sorted().joined(separator: "\n"))
        }
        return folder
    }

    // MARK: - Names of entities

    private static let names = [
        "OpenAI", "Microsoft", "MSFT", "DeepSeek", "\"Acme Corp\"", "Acme", "Georgia", "\"Georgia (state)\"", "Opnai",
        "X", "Y2", "nobody", "not", "limit", "\"Open\\u{41}I\"", "Müller", "5", "1984", "2.5", "2025-01-30", "true",
        "\"\"", "(OpenAI)", "-3", "\"OpenAI\"",
    ]

    @Test(arguments: [
        "triple(#, ?p, ?o)", "partners(?x, #)", "?- triple(?x, partners, #).", "partners(?x, ?y), ?y = #",
        "partners(?x, ?y), ?x != #, ?y != #", "confidence(?s, #)", "confidence(#, ?c), ?c > #", "path(#, ?x)",
        "ally(#, ?x)", "ally(?x, ?y), not partners(#, ?y)", "?n = count { triple(#, _, _) }",
        "(partners(#, ?x) ; triple(?x, _, #)), ?x != #", "triple(?x, ?p, ?y), contains(?x, #)",
        "partners(?x, ?y), matches(?x, #)", "partners(?x, ?y), ?z = ?x + #", "confidence(?s, ?c), ?z = # / (?c - 0.5)",
        "triple(#, #, ?o) order by ?o desc limit 1", "% of #\n partners(#,\n ?x)", "partners(#, ?unbound), ?y < #",
        "nothing(#)", "partners(#)", "ally(#, ?x), ?y = length(#) + -?z, ?z = -2",
        "\"partners\" (?x ,#) limit 2 offset 0", "ally(?x, #), ?y = \"é\", ?z = concat(#, ?y, \"\\n\")",
        "?- ally(?x, #), ?y = \"Zürich, 東京\", ?z = # + 1.", "order(#)", "partners(#, ?x), ?y = count",
        "ally(?x, ?y), ?z = 7 %# , ?x != #",
    ])
    func namesMeanWhatTheyWouldMean(form: String) {
        let source = GraphSource()
        let warm = Evaluator(source: source)
        var session = Session()
        _ = session.read("ally(?x, ?y) :- partners(?x, ?y). ally(?x, ?y) :- ally(?y, ?x).", with: warm)
        var generator = SeededGenerator(seed: form.count)
        let parts = form.split(separator: "#", omittingEmptySubsequences: false)
        for name in Self.names {
            var text = String(parts[0])
            for (place, part) in parts.dropFirst().enumerated() {
                text += (place == 0 ? name : Self.names.randomElement(using: &generator) ?? name) + part
            }
            _ = expectAgreement(text, session, warm: warm, source)
        }
    }

    // MARK: - What is kept

    @Test func oneShapeIsCheckedOnce() {
        let source = GraphSource()
        let evaluator = Evaluator(source: source)
        var session = Session()
        func ask(_ text: String) -> Int {
            _ = reply(text, session, evaluator)
            return evaluator.preparedQuestions.useCount
        }
        #expect(["OpenAI", "MSFT", "DeepSeek"].map { ask("triple(\($0), ?p, ?o)") } == [0, 1, 2])
        // Another kind of constant, other blanks, and what needs a check are other questions.
        #expect(ask("triple(\"OpenAI\", ?p, ?o)") == 2)
        #expect(ask("triple( OpenAI, ?p, ?o)") == 2)
        #expect(ask("triple(Opnai, ?p, ?o)") == 2)
        #expect(ask("triple(OpenAI, ?p, ?o)") == 3)
        _ = session.read("ally(?x, ?y) :- partners(?x, ?y).", with: evaluator)
        #expect(["OpenAI", "MSFT"].map { ask("triple(\($0), ?p, ?o)") } == [3, 4])
        let copy = session
        session.retractAll()
        #expect(ask("triple(OpenAI, ?p, ?o)") == 4)
        #expect(reply("ally(?x, ?y)", copy, evaluator).rows.count == 2)
        #expect(reply("ally(?x, ?y)", session, evaluator).found.map(\.code) == ["query.unknown-relation"])
    }

    @Test func noMoreIsKeptThanThereIsRoomFor() {
        let source = GraphSource()
        let evaluator = Evaluator(source: source)
        for index in 0..<200 {
            let reply = reply("partners(OpenAI, ?x\(index))", Session(), evaluator)
            #expect(reply.variables == ["x\(index)"])
        }
        let session = Session()
        for index in 0..<200 { _ = reply("partners(OpenAI, ?x\(index))", session, evaluator) }
        let kept = evaluator.preparedQuestions
        #expect(kept.count == kept.countMax && kept.useCount == 0)
    }
}

/// A question with places for constants.
private struct RandomQuestion {
    /// By kind.
    private static let constants = [
        ["0", "1", "2", "3", "4", "5", "123456789", "9223372036854775807", "-1", "2025", "- 2"],
        ["2.5", "1e3", "-0.5"], ["2025-01", "2025-01-30"], ["true", "false"], ["abc", "missing", "X", "count"],
        ["\"abc\"", "\"a.*\"", "\"(\"", "\"\""], ["(3)", "(abc)"],
    ]

    private let parts: [String]
    /// The kind that a constant mostly is of.
    private let kinds: [Int]

    /// About relations of the program's facts and of rules that a session has.
    init(_ program: SmallProgram, _ rules: [String], _ generator: inout SeededGenerator) {
        var atoms: [(name: String, width: Int)] = []
        for atom in program.facts + program.levels.joined().map(\.head)
        where !atoms.contains(where: { $0.name == atom.relation }) {
            let isThere = atom.relation.hasPrefix("e") || rules.contains { $0.hasPrefix(atom.relation + "(") }
            if isThere { atoms.append((atom.relation, atom.arguments.count)) }
        }
        func atom(_ first: String, _ generator: inout SeededGenerator) -> String {
            let (name, width) = atoms.randomElement(using: &generator) ?? ("e0", 1)
            return "\(name)(\(([first] + (1..<max(1, width)).map { "?a\($0)" }).prefix(width).joined(separator: ", ")))"
        }
        let given = atom("#", &generator)
        let open = atom("?x", &generator)
        let forms = [
            given, "\(open), ?x = #", "\(open), ?x != #, ?x < #", "\(open), ?z = ?x + #", "\(open), ?z = # / ?x",
            "\(open), not e0(\(Array(repeating: "#", count: atoms.first { $0.name == "e0" }?.width ?? 1).joined(separator: ", ")))",
            "\(open), ?n = count { \(atom("#", &generator)) }", "(\(given) ; \(open), ?x = #)",
            "\(open), matches(?x, #)", "\(open), contains(#, ?x)", "\(given), \(open) order by ?x desc limit 3",
            "\(open), ?z = -?x * #, ?z > # order by ?z", "\(open), ?z = max(?x, #), not ?z = # % #",
        ]
        parts = (forms.randomElement(using: &generator) ?? given).split(
            separator: "#", omittingEmptySubsequences: false
        ).map(String.init)
        kinds = parts.map { _ in
            Int.random(in: 0..<2, using: &generator) * Int.random(in: 0..<Self.constants.count, using: &generator)
        }
    }

    func text(_ generator: inout SeededGenerator) -> String {
        var text = parts[0]
        for (part, kind) in zip(parts.dropFirst(), kinds) {
            let isUsual = Int.random(in: 0..<8, using: &generator) > 0
            let constants = isUsual ? Self.constants[kind] : Self.constants.flatMap { $0 }
            text += (constants.randomElement(using: &generator) ?? "0") + part
        }
        return text
    }
}
