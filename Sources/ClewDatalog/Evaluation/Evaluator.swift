import ClewModel

/// Evaluates checked programs over one source of relations. Keeps the indexes that it builds on the source's relations,
/// so that the second query is faster than the first; make a new one when the source has changed.
public final class Evaluator {
    /// The bounds of each evaluation.
    public var limits: EvaluationLimits
    /// How many threads large joins use, at least 1; two at most, and no more than there are processors, if nobody says
    /// otherwise. Answers do not depend on it.
    public var threadCount: Int {
        get { parallelism.threadCount }
        set { parallelism.threadCount = max(1, newValue) }
    }
    package var parallelism = Parallelism.standard
    let base: BaseRelations
    private let cancellation: Cancellation?
    private let optimizations: Optimizations
    private let questions = QuestionCache()

    /// An evaluator over `source`. Costs nothing until something is asked.
    public convenience init(
        source: any RelationSource, limits: EvaluationLimits = .interactive, cancellation: Cancellation? = nil
    ) {
        self.init(source: source, limits: limits, cancellation: cancellation, optimizations: .all)
    }

    /// An evaluator that leaves some optimizations out, for tests and measurements.
    package init(
        source: any RelationSource, limits: EvaluationLimits = .interactive, cancellation: Cancellation? = nil,
        optimizations: Optimizations
    ) {
        base = BaseRelations(source: source, optimizations: optimizations)
        self.limits = limits
        self.cancellation = cancellation
        self.optimizations = optimizations
    }

    /// Answers all queries of a program and evaluates its outputs. Deterministic: the same program over the same rows
    /// gives the same answers in the same order. Never fails; an error that only shows in the data leaves the answers
    /// empty and incomplete, with the diagnostic.
    public func evaluate(_ program: CheckedProgram) -> EvaluationResult {
        let evaluation = evaluation(of: program)
        evaluation.run()
        return result(of: evaluation)
    }

    /// The answers to the program's only, or first, query.
    public func answers(to program: CheckedProgram) -> EvaluationResult { evaluate(program) }

    /// How many shapes of questions are kept, at most how many, and how often one of them spared a check; for tests.
    package var preparedQuestions: (count: Int, countMax: Int, useCount: Int) {
        (questions.count, QuestionCache.capacity, questions.useCount)
    }

    /// What `check` finds of a text, without parsing and check where a question of the same shape has passed them.
    func outcome(
        of text: String, with revision: Session.Revision,
        check: (any RelationSource) -> (parsed: ParsedProgram, outcome: CheckOutcome)
    ) -> CheckOutcome {
        guard optimizations.contains(.preparedQuestions), let scanned = ScannedQuestion(text) else {
            return check(base.source).outcome
        }
        if let program = questions.program(of: scanned, with: revision, source: base.source) {
            return CheckOutcome(program: program, diagnostics: [])
        }
        let (parsed, outcome) = check(base.source)
        guard let program = outcome.program, !parsed.holdsRules else { return outcome }
        return CheckOutcome(
            program: questions.keep(program, parsed, scanned, source: base.source), diagnostics: outcome.diagnostics)
    }

    /// An evaluation of all that the program asks for.
    func evaluation(of program: CheckedProgram) -> Evaluation {
        func prepare(_ program: CheckedProgram) -> StratifiedProgram {
            transformed(program, targets: program.queries.map(\.relation) + program.outputs)
        }
        guard let question = program.question, let known = questions.planned(question.prepared) else {
            return evaluation(of: prepare(program))
        }
        return evaluation(of: known.program(of: program, asking: question, prepare: prepare), known)
    }

    /// An evaluation of what answers the queries, in which rules stay as they were written, but for copies, to be shown
    /// to people.
    func evaluationToShow(_ program: CheckedProgram) -> Evaluation {
        evaluation(of: transformed(program, targets: program.queries.map(\.relation), keepsRules: true))
    }

    private func evaluation(of program: StratifiedProgram, _ known: PlannedQuestion? = nil) -> Evaluation {
        let evaluation = Evaluation(
            program: program, base: base, optimizations: optimizations,
            meter: EvaluationMeter(limits: limits, cancellation: cancellation), known: known)
        evaluation.parallelism = parallelism
        return evaluation
    }

    private func transformed(
        _ program: CheckedProgram, targets: [String], keepsRules: Bool = false
    ) -> StratifiedProgram {
        var wanted = program
        if optimizations.contains(.demand) {
            wanted = DemandTransformation.apply(to: wanted) { base.relation($0) != nil }
        }
        if optimizations.contains(.splitting), !keepsRules { wanted = JoinSplitting.apply(to: wanted) }
        return StratifiedProgram(wanted, targets: targets)
    }

    private func result(of evaluation: Evaluation) -> EvaluationResult {
        let program = evaluation.program.checked
        let hasFailed = evaluation.stop?.isPartial == false
        let seconds = evaluation.meter.seconds
        let answers = program.queries.map { query in
            var answers = Answers(
                hasFailed
                    ? RowSnapshot(width: query.variables.count, evaluation.space)
                    : RowSnapshot(evaluation.relation(query.relation), evaluation.space),
                variables: query.variables, order: query.order, limit: query.limit, offset: query.offset)
            answers.isComplete = evaluation.stop == nil
            return answers
        }
        let outputs = program.outputs.map { name in
            let relation = evaluation.relation(name)
            let rows = OutputRows(
                hasFailed
                    ? RowSnapshot(width: relation.arity, evaluation.space) : RowSnapshot(relation, evaluation.space),
                columnNames: columnNames(of: name, arity: relation.arity), isComplete: evaluation.stop == nil)
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
    public let outputs: [(name: String, rows: OutputRows)]
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
