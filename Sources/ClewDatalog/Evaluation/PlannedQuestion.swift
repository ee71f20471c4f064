import ClewModel

/// A question that was evaluated before, with its plans.
final class PlannedQuestion {
    let prepared: PreparedQuestion
    var lastUse: Int
    /// The program as it is evaluated, with the constants of the first time.
    private var program: StratifiedProgram?
    private var hasDependencies = false
    /// By rule; none for rules that read what others derive, the size of which the constants decide.
    private var plans: [[KeptPlan]?] = []

    private struct KeptPlan {
        /// What the planner expected of each constant.
        var expectations: [Double]
        var plan: RulePlan
    }

    /// Plans kept of one rule: constants differ in how many rows there are of them, and so in their plans.
    private static let plansMax = 4

    init(_ prepared: PreparedQuestion, lastUse: Int) {
        self.prepared = prepared
        self.lastUse = lastUse
    }

    /// The program of a question of this shape as it is evaluated; `prepare` makes it the first time.
    func program(
        of checked: CheckedProgram, asking question: AskedQuestion, prepare: (CheckedProgram) -> StratifiedProgram
    ) -> StratifiedProgram {
        let known = program ?? prepare(prepared.program)
        if program == nil { take(known) }
        // Where no rule reads what another derives, evaluation takes them as they are.
        if !hasDependencies { return StratifiedProgram(checked, strata: known.strata) }
        return StratifiedProgram(known.checked.replacing(rules: question.rules(known.rules)), strata: known.strata)
    }

    private func take(_ made: StratifiedProgram) {
        program = made
        hasDependencies = prepared.program.hasDependencies
        let derived = Set(made.rules.map(\.relation))
        plans = made.rules.map { rule in
            rule.body.contains { $0.positiveAtom.map { derived.contains($0.relation) } ?? false } ? nil : []
        }
    }

    /// The plan of a rule, made anew only if the planner would expect something else of its constants than before.
    func plan(for rule: Rule, number: Int, source: any PlanningSource) -> RulePlan {
        guard let kept = plans[number] else { return Planner(rule: rule, source: source).plan() }
        let constants = rule.constants.map { source.intern($0.term) }
        let expectations = PlannedQuestion.expectations(of: rule, constants, source)
        if let known = kept.first(where: { $0.expectations == expectations }) {
            return known.plan.replacing(rule: rule, constants: constants)
        }
        let plan = Planner(rule: rule, source: source).plan()
        if kept.count < PlannedQuestion.plansMax {
            plans[number]?.append(KeptPlan(expectations: expectations, plan: plan))
        }
        return plan
    }

    /// All that the planner asks of the source and that is not the same each time: relations of the source stay.
    private static func expectations(
        of rule: Rule, _ constants: [UInt32], _ source: any PlanningSource
    ) -> [Double] {
        var expectations: [Double] = []
        for literal in rule.body {
            guard let atom = literal.positiveAtom else { continue }
            for (column, argument) in atom.arguments.enumerated() {
                guard case .constant(let constant) = argument else { continue }
                let statistics = source.statistics(of: atom.relation, column: column)
                expectations.append(statistics?.rows(with: constants[constant]) ?? -1)
            }
        }
        return expectations
    }
}
