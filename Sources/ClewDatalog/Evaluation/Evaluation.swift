import ClewModel

/// One run of a program: its derived relations, and what happened. Semi-naive (Bancilhon and Ramakrishnan 1986): in
/// recursion, each round joins only with the rows that the round before has added.
final class Evaluation: PlanningSource {
    let program: StratifiedProgram
    let space: TermSpace
    let meter: EvaluationMeter
    let expressions: ExpressionEvaluator
    let base: BaseRelations
    let optimizations: Optimizations
    /// Where the program is a question of a shape that was asked before, its plans.
    private let known: PlannedQuestion?
    private(set) var derived: [String: Relation] = [:]
    /// What was executed, for explanations, in order.
    private(set) var trace: [StratumTrace] = []
    var keepsTrace = false
    var parallelism = Parallelism(threadCount: 1)
    private(set) var stop: EvaluationStop?

    /// Row ranges of relations of the stratum under evaluation.
    private var windows: [String: Window] = [:]

    /// What steps see of a relation while it grows.
    private struct Window {
        /// Rows before the last round.
        var old = 0
        /// Rows at the end of the last round.
        var visible = 0
        /// For improving relations: the rows that the last round changed.
        var changed: Relation?
    }

    init(
        program: StratifiedProgram, base: BaseRelations, optimizations: Optimizations, meter: EvaluationMeter,
        known: PlannedQuestion? = nil
    ) {
        self.program = program
        self.known = known
        self.optimizations = optimizations
        self.base = base
        self.meter = meter
        space = TermSpace(base: base.source.terms)
        expressions = ExpressionEvaluator(
            space: space, usesIntegerLoops: optimizations.contains(.integerLoops), sourceOf: { $0.origin?.source })
        meter.measureBytes = { [unowned self] in byteCount }
    }

    /// Memory of what was derived, in bytes.
    var byteCount: Int { derived.values.reduce(space.byteCount) { $0 + $1.byteCount } }

    /// Evaluates all strata, or as far as the limits allow.
    func run() {
        do {
            for (number, stratum) in program.strata.enumerated() {
                try evaluate(stratum)
                dropLookups(after: number)
            }
        } catch {
            stop = error
        }
    }

    /// Gives back the memory of what only helps to find rows of a stratum's relations, where no later stratum joins with
    /// them.
    private func dropLookups(after number: Int) {
        let later = program.strata[(number + 1)...]
        if later.isEmpty { return }
        let bodies = later.flatMap(\.rules).map { program.rules[$0].body }.filter { $0.count > 1 }
        let joined = Set(bodies.joined().compactMap(\.dependency))
        for name in program.strata[number].relations where !joined.contains(name) { derived[name]?.dropLookups() }
    }

    /// Notes that something asked of the evaluation later was cut short.
    func noteStop(_ reason: EvaluationStop) { stop = stop ?? reason }

    /// A relation, derived or of the source; empty where it has no rows.
    func relation(_ name: String) -> Relation {
        if let known = derived[name] ?? base.relation(name) { return known }
        let empty = Relation(name: name, arity: program.checked.columns[name]?.count ?? 0)
        derived[name] = empty
        return empty
    }

    // MARK: - Planning

    func rowCount(of name: String, part: Access.Part) -> Int { view(of: name, part).range.count }

    func statistics(of name: String, column: Int) -> ColumnStatistics? {
        let relation = relation(name)
        return relation.count == 0 ? nil : relation.statistics(of: column)
    }

    func intern(_ term: Term) -> UInt32 { space.intern(term) }

    private func view(of name: String, _ part: Access.Part) -> RelationView {
        let relation = relation(name)
        guard let window = windows[name] else { return RelationView(relation: relation, range: 0..<relation.count) }
        if let changed = window.changed {
            return part == .delta
                ? RelationView(relation: changed, range: 0..<changed.count)
                : RelationView(relation: relation, range: 0..<relation.count)
        }
        switch part {
        case .all: return RelationView(relation: relation, range: 0..<window.visible)
        case .old: return RelationView(relation: relation, range: 0..<window.old)
        case .delta: return RelationView(relation: relation, range: window.old..<window.visible)
        }
    }

    /// An executor that gives bindings of the rule to `sink`.
    func executor(
        for plan: RulePlan, sink: @escaping (Batch) throws(EvaluationStop) -> Void
    ) -> PlanExecutor {
        PlanExecutor(
            plan: plan, evaluator: expressions, meter: meter,
            view: { [unowned self] in view(of: $0.relation, $0.part) }, sink: sink)
    }

    // MARK: - Strata

    private func evaluate(_ stratum: Stratification.Stratum) throws(EvaluationStop) {
        guard stratum.isRecursive else { return try evaluateOnce(stratum) }
        var sinks: [String: any RowSink] = [:]
        for name in stratum.relations { sinks[name] = makeSink(for: makeRelation(name), stratum) }
        defer { windows = [:] }
        try evaluateRounds(stratum, sinks)
        for name in stratum.relations { try sinks[name]?.finish() }
    }

    /// Without recursion there is one relation in a stratum.
    private func evaluateOnce(_ stratum: Stratification.Stratum) throws(EvaluationStop) {
        let sink = makeSink(for: makeRelation(stratum.relations[0]), stratum)
        for number in stratum.rules {
            let rule = program.rules[number]
            let plan = known?.plan(for: rule, number: number, source: self) ?? Planner(rule: rule, source: self).plan()
            try execute(plan, into: sink)
        }
        try sink.finish()
    }

    /// A derived relation, with the rows that the source has of it.
    private func makeRelation(_ name: String) -> Relation {
        let relation = Relation(
            name: name, arity: program.checked.columns[name]?.count ?? 0, optimizations: optimizations)
        if let given = base.relation(name) { relation.append(given) }
        derived[name] = relation
        return relation
    }

    private func makeSink(for relation: Relation, _ stratum: Stratification.Stratum) -> any RowSink {
        let gathering = stratum.rules.first {
            program.rules[$0].relation == relation.name && program.rules[$0].isAggregating
        }
        guard let shape = gathering.map({ program.rules[$0].aggregates }) else {
            let isAlone = optimizations.contains(.appending) && stratum.rules.count == 1 && relation.count == 0
            if isAlone, !stratum.isRecursive, relation.arity > 0, program.rules[stratum.rules[0]].givesEachRowOnce {
                return AppendingSink(relation: relation, meter: meter)
            }
            return InsertingSink(relation: relation, meter: meter)
        }
        if stratum.isRecursive { return ImprovingSink(relation: relation, shape: shape, space: space, meter: meter) }
        return GatheringSink(relation: relation, shape: shape, space: space, meter: meter)
    }

    private func execute(_ plan: RulePlan, into sink: (any RowSink)?) throws(EvaluationStop) {
        guard let sink else { return }
        let executor = executor(for: plan) { (batch) throws(EvaluationStop) in try sink.take(batch, plan.rule) }
        try run(executor, into: sink)
        record(executor)
    }

    private func run(_ executor: PlanExecutor, into sink: any RowSink) throws(EvaluationStop) {
        if let parallel = ParallelRun(executor, sink, meter, parallelism) { return try parallel.run() }
        try executor.run()
    }

    private func record(_ executor: PlanExecutor) {
        if keepsTrace { trace.append(StratumTrace(plan: executor.plan, counts: executor.stepCounts)) }
    }

    private func evaluateRounds(_ stratum: Stratification.Stratum, _ sinks: [String: any RowSink])
        throws(EvaluationStop)
    {
        let members = Set(stratum.relations)
        for name in members { windows[name] = Window() }
        var variants: [DeltaVariant] = []
        for number in stratum.rules {
            let rule = program.rules[number]
            let inner = rule.body.indices.filter {
                if case .positive(let atom) = rule.body[$0].kind { members.contains(atom.relation) } else { false }
            }
            if inner.isEmpty {
                try execute(Planner(rule: rule, source: self).plan(), into: sinks[rule.relation])
            }
            let literals = optimizations.contains(.deltas) ? inner : Array(inner.prefix(1))
            variants += literals.map { DeltaVariant(rule: rule, literal: $0) }
        }
        defer { for variant in variants { if let executor = variant.executor { record(executor) } } }
        while advance(stratum.relations, sinks) {
            for variant in variants {
                try meter.tick()
                try run(variant, members, sinks)
            }
        }
    }

    /// Makes the rows of the last round the delta of the next; whether there are any.
    private func advance(_ names: [String], _ sinks: [String: any RowSink]) -> Bool {
        var hasDelta = false
        let stamp = meter.nextStamp()
        for name in names {
            guard var window = windows[name], let relation = derived[name] else { continue }
            relation.rounds.append(relation.count)
            relation.roundStamps.append(stamp)
            window.old = window.visible
            window.visible = relation.count
            hasDelta = hasDelta || window.visible > window.old
            if let improving = sinks[name] as? ImprovingSink {
                let changed = improving.takeChanged()
                hasDelta = hasDelta || changed.count > 0
                window.changed = changed
            }
            windows[name] = window
        }
        return hasDelta
    }

    private func run(
        _ variant: DeltaVariant, _ members: Set<String>, _ sinks: [String: any RowSink]
    ) throws(EvaluationStop) {
        guard let atom = variant.rule.body[variant.literal].atom, let sink = sinks[variant.rule.relation] else {
            return
        }
        let size = rowCount(of: atom.relation, part: .delta)
        if size == 0, optimizations.contains(.deltas) { return }
        let total = members.reduce(0) { $0 + rowCount(of: $1, part: .all) }
        if variant.isStale(for: size, of: total) {
            let plan = Planner(
                rule: variant.rule, source: self, recursive: members,
                deltaLiteral: optimizations.contains(.deltas) ? variant.literal : nil
            ).plan()
            if let executor = variant.executor { record(executor) }
            variant.plannedSize = size
            variant.plannedTotal = total
            variant.executor = executor(for: plan) { (batch) throws(EvaluationStop) in try sink.take(batch, plan.rule) }
        }
        if let executor = variant.executor { try run(executor, into: sink) }
    }
}

/// A rule of which one literal reads the last round's rows only.
private final class DeltaVariant {
    let rule: Rule
    let literal: Int
    var executor: PlanExecutor?
    var plannedSize = 0
    var plannedTotal = 0

    init(rule: Rule, literal: Int) {
        self.rule = rule
        self.literal = literal
    }

    /// Whether the delta, or the relations with it, have become so much larger or smaller that another order may be
    /// better.
    func isStale(for size: Int, of total: Int) -> Bool {
        executor == nil || size > plannedSize * 16 || size * 16 < plannedSize || total > plannedTotal * 4
    }
}

/// What one plan did.
struct StratumTrace {
    var plan: RulePlan
    /// Bindings after each step.
    var counts: [Int]
}
