import ClewKit
import Glibc

/// Checks and evaluates programs over one source of relations, and writes their answers.
final class QuestionRunner {
    let source: any RelationSource
    /// The rules that every program sees beside its own.
    var session: Session
    /// Keeps its indexes from one question to the next.
    let evaluator: Evaluator
    private let library: [ParsedProgram]

    /// A runner over `source`; `library` are rules that every program may use.
    init(
        source: any RelationSource, library: [ParsedProgram] = [], limits: EvaluationLimits,
        cancellation: Cancellation? = nil
    ) {
        self.source = source
        self.library = library
        session = Session(library: library)
        evaluator = Evaluator(source: source, limits: limits, cancellation: cancellation)
    }

    /// The texts that diagnostics about a program may point into.
    func sources(with program: ParsedProgram) -> [SourceText] { [program.source] + library.map(\.source) }

    /// Checks a program; warnings go to standard error.
    /// - Throws: `ClewFailure` with all that is wrong with it.
    func checked(_ program: ParsedProgram) throws -> CheckedProgram {
        try accept(session.check(program, against: source), sources: sources(with: program))
    }

    /// The program of a check without errors; warnings go to standard error.
    func accept(_ outcome: CheckOutcome, sources: @autoclosure () -> [SourceText]) throws -> CheckedProgram {
        guard let checked = outcome.program else { throw ClewFailure(.usage, outcome.diagnostics, sources: sources()) }
        for diagnostic in outcome.diagnostics {
            StandardError.write(DiagnosticText.rendered(diagnostic, sources: sources()))
        }
        return checked
    }

    /// Checks a program and evaluates it.
    func result(of program: ParsedProgram) throws -> EvaluationResult {
        evaluator.evaluate(try checked(program))
    }

    /// Writes the answers to standard output, and what cut them short to standard error. A query without variables
    /// answers yes or no.
    /// - Parameter rowsMax: how many rows of an answer are shown in a table; 0 means all.
    func write(_ result: EvaluationResult, with format: FormatOptions, rowsMax: Int = 0) {
        for (index, answers) in result.answers.enumerated() {
            // Two answers on end would read as one.
            if index > 0 { StandardOutput.write("\n") }
            if answers.variables.isEmpty {
                let answer = Term.boolean(answers.rowCount > 0)
                if format.isTable {
                    StandardOutput.write(answers.rowCount > 0 ? "yes\n" : "no\n")
                } else {
                    format.write(headings: ["answer"], rows: [[answer]])
                }
                continue
            }
            let isCut = format.isTable && rowsMax > 0 && answers.rowCount > rowsMax
            let count = isCut ? rowsMax : answers.rowCount
            format.write(headings: answers.variables, rows: (0..<count).map { answers[$0] })
            guard format.isTable else { continue }
            let shown = count == 0 ? "no answers" : count == 1 ? "1 row" : "\(count) rows"
            let all = answers.totalCount > count ? " of \(answers.totalCount)" : ""
            StandardOutput.write(shown + all + (isCut ? "; .limit 0 shows all" : "") + "\n")
        }
        for diagnostic in result.diagnostics { StandardError.write(DiagnosticText.rendered(diagnostic)) }
    }
}

/// What the operating system says of this process.
enum ProcessMemory {
    /// The most memory that was resident, in bytes.
    static var peakBytes: Int {
        var usage = rusage()
        getrusage(__rusage_who_t(RUSAGE_SELF.rawValue), &usage)
        return usage.ru_maxrss * 1_024
    }
}

extension Duration {
    /// In seconds.
    var inSeconds: Double { Double(components.seconds) + Double(components.attoseconds) * 1e-18 }
}
