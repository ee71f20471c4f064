import ClewDatalog
import ClewModel

/// One workload in this process: what `clew run` does, without writing the rows.
struct WorkloadRun {
    private let workload: Workload
    private let folder: String
    private let explains: Bool
    private let threadCount: Int

    init(_ workload: Workload, in folder: String, explains: Bool, threadCount: Int) {
        self.workload = workload
        self.folder = folder
        self.explains = explains
        self.threadCount = threadCount
    }

    /// Loads, evaluates, and counts the rows of all outputs; a program that counts by itself asks for its count.
    func rowCount() throws -> Int {
        let clock = ContinuousClock()
        let start = clock.now
        guard let text = text(ofFile: workload.program) else {
            throw WorkloadFailure(message: "\(workload.program) cannot be read")
        }
        let parsed = ParsedProgram(parsing: text, name: workload.query)
        let facts = FactFolder(
            folder: folder + "/" + workload.facts, relations: parsed.relationNames, threadCount: threadCount)
        if let problem = facts.diagnostics.first { throw WorkloadFailure(message: problem.message) }
        let loaded = clock.now
        let outcome = ProgramChecker.check([parsed], against: facts)
        guard let program = outcome.program else {
            throw WorkloadFailure(message: outcome.diagnostics.map(\.message).joined(separator: "; "))
        }
        let evaluator = Evaluator(source: facts, limits: .none)
        evaluator.threadCount = threadCount
        if explains { print(evaluator.explain(program)) }
        let result = evaluator.evaluate(program)
        write(line: "load \(loaded - start), evaluate \(result.seconds) s, all \(clock.now - start)", to: 2)
        let counts = result.answers.compactMap { answers -> Int? in
            if case .integer(let count)? = answers.rows.first?.first { Int(count) } else { nil }
        }
        return counts.first ?? result.outputs.reduce(0) { $0 + $1.rows.rowCount }
    }
}

struct WorkloadFailure: Error, CustomStringConvertible {
    var message: String
    var description: String { message }
}
