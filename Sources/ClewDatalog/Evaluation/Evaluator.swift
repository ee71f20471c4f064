import ClewModel

/// Evaluates checked programs over one source of relations. Keeps the indexes that it builds on the source's relations,
/// so that the second query is faster than the first; make a new one when the source has changed.
public final class Evaluator {
    /// The bounds of each evaluation.
    public var limits: EvaluationLimits
    /// Whether relations that a query asks for with known arguments are derived only as far as it needs; answers are
    /// the same either way.
    public var derivesOnDemand = true

    let base: BaseRelations
    private let cancellation: Cancellation?

    /// An evaluator over `source`. Costs nothing until something is asked.
    public init(
        source: any RelationSource, limits: EvaluationLimits = .interactive, cancellation: Cancellation? = nil
    ) {
        base = BaseRelations(source: source)
        self.limits = limits
        self.cancellation = cancellation
    }

    /// Answers all queries of a program and evaluates its outputs. Deterministic: the same program over the same rows
    /// gives the same answers in the same order. Never fails; an error that only shows in the data leaves the answers
    /// empty and incomplete, with the diagnostic.
    public func evaluate(_ program: CheckedProgram) -> EvaluationResult {
        let evaluation = evaluation(of: program, targets: program.queries.map(\.relation) + program.outputs)
        evaluation.run()
        return result(of: evaluation)
    }

    /// The answers to the program's only, or first, query.
    public func answers(to program: CheckedProgram) -> EvaluationResult { evaluate(program) }

    func evaluation(of program: CheckedProgram, targets: [String]) -> Evaluation {
        let wanted = derivesOnDemand ? DemandTransformation.apply(to: program) { base.relation($0) != nil } : program
        return Evaluation(
            program: StratifiedProgram(wanted, targets: targets), base: base,
            meter: EvaluationMeter(limits: limits, cancellation: cancellation))
    }

    private func result(of evaluation: Evaluation) -> EvaluationResult {
        let program = evaluation.program.checked
        let hasFailed = evaluation.stop?.isPartial == false
        let seconds = evaluation.meter.seconds
        let answers = program.queries.map { query in
            var answers = Answers(
                hasFailed
                    ? Relation(name: query.relation, arity: query.variables.count)
                    : evaluation.relation(query.relation),
                variables: query.variables, space: evaluation.space, order: query.order, limit: query.limit,
                offset: query.offset)
            answers.isComplete = evaluation.stop == nil
            return answers
        }
        let outputs = program.outputs.map { name in
            let relation = evaluation.relation(name)
            var rows = Answers(
                hasFailed ? Relation(name: name, arity: relation.arity) : relation,
                variables: columnNames(of: name, arity: relation.arity), space: evaluation.space)
            rows.isComplete = evaluation.stop == nil
            return (name, rows)
        }
        let warnings = evaluation.expressions.warnings.values.sorted {
            ($0.place?.range?.start ?? 0, $0.message) < ($1.place?.range?.start ?? 0, $1.message)
        }
        return EvaluationResult(
            answers: answers, outputs: outputs, diagnostics: warnings + [evaluation.stop?.diagnostic].compactMap { $0 },
            seconds: seconds, derivedRowCount: evaluation.meter.rowCount, byteCount: evaluation.byteCount,
            isComplete: evaluation.stop == nil)
    }

    private func columnNames(of relation: String, arity: Int) -> [String] {
        let known = base.source.schemas.first { $0.name == relation }?.columnNames ?? []
        return known.count == arity ? known : (0..<arity).map { "\($0 + 1)" }
    }
}

/// What an evaluation gave.
public struct EvaluationResult: Sendable {
    /// One for each query of the program, in their order.
    public let answers: [Answers]
    /// The relations named by `@output`, in the order of the directives.
    public let outputs: [(name: String, rows: Answers)]
    /// Warnings, and why the evaluation was cut short or failed.
    public let diagnostics: [Diagnostic]
    /// Time of the evaluation without sorting the answers, in seconds.
    public let seconds: Double
    /// Rows that rules derived.
    public let derivedRowCount: Int
    /// Memory of the derived rows, estimated, in bytes.
    public let byteCount: Int

    /// Whether nothing was cut short and nothing failed.
    public let isComplete: Bool
}
