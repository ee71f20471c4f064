import ClewDatalog
#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif

/// Point queries over triples in memory, as at a prompt: from the text to the rows.
struct WarmQueries {
    private let folder: String

    init(folder: String) { self.folder = folder }

    func report() {
        let before = resident()
        let facts = FactFolder(folder: folder + "/load-1m", relations: ["triple"])
        let evaluator = Evaluator(source: facts)
        var session = Session()
        let entities = (0..<200).map { "entity_" + String(10_000_000 + $0 * 997 % 200_000).dropFirst() }
        time("one entity's edges", entities, &session, evaluator) { "?- triple(\($0), ?p, ?o)." }
        time("3 hops", entities, &session, evaluator) {
            "?- triple(\($0), _, ?a), triple(?a, _, ?b), triple(?b, _, ?c)."
        }
        time("typed 3 hops", entities, &session, evaluator) {
            "?- triple(\($0), knows, ?a), triple(?a, works_at, ?b), triple(?b, cites, ?c)."
        }
        let clock = ContinuousClock()
        let start = clock.now
        let question = "?- triple(\(entities[0]), knows, ?a), triple(?a, works_at, ?b)."
        if let program = ProgramChecker.check([ParsedProgram(parsing: question)], against: facts).program {
            _ = Evaluator(source: facts).evaluate(program)
        }
        print("a question to a new evaluator, as after a change: \(clock.now - start)")
        let triples = facts.schemas.first?.rowCount ?? 1
        print("\((resident() - before) / triples) bytes a triple resident, with the indexes of these queries")
    }

    private func time(
        _ name: String, _ entities: [String], _ session: inout Session, _ evaluator: Evaluator,
        _ text: (String) -> String
    ) {
        let clock = ContinuousClock()
        var times: [Double] = []
        var rows = 0
        for round in 0..<2 {
            for entity in entities {
                let question = text(entity)
                let start = clock.now
                let outcome = session.read(question, with: evaluator)
                guard let program = outcome.program else { fail(outcome.diagnostics.map(\.message).joined()) }
                let answers = evaluator.evaluate(program).answers[0]
                let time = (clock.now - start).components
                // The first round builds indexes and is not counted.
                if round > 0 {
                    times.append(Double(time.seconds) * 1e6 + Double(time.attoseconds) * 1e-12)
                    rows += answers.rowCount
                }
            }
        }
        times.sort()
        print(
            "\(name): median \(times[times.count / 2].fixed(1)) µs, 99th percentile "
                + "\(times[times.count * 99 / 100].fixed(1)) µs, \(rows) rows in all")
    }

    /// Bytes in memory now.
    private func resident() -> Int {
        let statm = text(ofFile: "/proc/self/statm") ?? ""
        return (statm.split(separator: " ").dropFirst().first.flatMap { Int($0) } ?? 0) * 4_096
    }
}
