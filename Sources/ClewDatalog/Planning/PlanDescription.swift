import ClewModel

/// Writes plans for people: which relation is read how, in which order, and how many bindings came of it.
struct PlanDescription {
    let space: TermSpace
    /// Rows of a relation at the end.
    let rowCount: (String) -> Int

    /// A rule, then one line a step: what the step does, and how many bindings came of it.
    func describe(_ trace: StratumTrace) -> String {
        let plan = trace.plan
        let delta = plan.deltaLiteral.map { ", for new rows of condition \($0 + 1)" } ?? ""
        var lines = [(plan.rule.origin?.text ?? head(of: plan.rule)) + delta]
        for (index, step) in plan.steps.enumerated() {
            let count = trace.counts.indices.contains(index) ? String(trace.counts[index]) : "-"
            lines.append("  \(index + 1). \(describe(step.kind, plan))  \u{2192} \(count)")
        }
        return lines.joined(separator: "\n")
    }

    private func head(of rule: Rule) -> String {
        "\(PlanDescription.shown(rule.relation)) in \(rule.arguments.count) columns"
    }

    static func shown(_ relation: String) -> String {
        InternalName.shown(relation)
    }

    private func describe(_ kind: PlanStep.Kind, _ plan: RulePlan) -> String {
        let rule = plan.rule
        return switch kind {
        case .scan(let access): "scan \(describe(access, plan))"
        case .probe(let access): "look up \(describe(access, plan))"
        case .intersect(let accesses):
            "intersect " + accesses.map { describe($0, plan) }.joined(separator: " with ")
        case .check(let access, let isNegated): (isNegated ? "drop if " : "keep if ") + describe(access, plan)
        case .compare(let comparison, let left, let right):
            "keep if \(text(left, rule)) \(comparison.rawValue) \(text(right, rule))"
        case .bind(let variable, let value): "compute \(name(variable, rule)) = \(text(value, rule))"
        case .match(let variable, let value): "keep if \(name(variable, rule)) is \(text(value, rule))"
        case .test(let test, let operands, let isNegated):
            (isNegated ? "drop if " : "keep if ") + test.rawValue
                + "(" + operands.map { text($0, rule) }.joined(separator: ", ") + ")"
        case .lookup(let result, _, let group, _, _):
            "look up \(name(result, rule)) for "
                + (group.isEmpty ? "all" : group.map { name($0, rule) }.joined(separator: ", "))
        }
    }

    private func describe(_ access: Access, _ plan: RulePlan) -> String {
        let known = access.key.map { "\($0.column + 1) = \(source($0.source, plan))" }.joined(separator: ", ")
        let part = access.part == .delta ? "new " : access.part == .old ? "old " : ""
        return "\(part)\(PlanDescription.shown(access.relation)) (\(rowCount(access.relation)) rows)"
            + (known.isEmpty ? "" : " where \(known)")
    }

    private func source(_ source: Access.Source, _ plan: RulePlan) -> String {
        switch source {
        case .slot(let slot): name(slot, plan.rule)
        case .constant(let constant): space[plan.constants[constant]].sourceSpelling
        }
    }

    private func name(_ variable: Int, _ rule: Rule) -> String {
        rule.variables[variable].isEmpty ? "value \(variable + 1)" : "?" + rule.variables[variable]
    }

    private func text(_ expression: Expression, _ rule: Rule) -> String {
        switch expression {
        case .variable(let variable): return name(variable, rule)
        case .constant(let constant): return rule.constants[constant].term.sourceSpelling
        case .call(let function, let operands):
            let parts = operands.map { text($0, rule) }
            let isOperator = function.rawValue.unicodeScalars.first.map(Lexer.isNameStart) == false
            return isOperator && parts.count == 2
                ? "(\(parts[0]) \(function.rawValue) \(parts[1]))"
                : "\(function.rawValue)(\(parts.joined(separator: ", ")))"
        }
    }
}

extension Evaluator {
    /// The plan of a program with the number of bindings that each step gave: the program is evaluated for it, within
    /// the limits.
    public func explain(_ program: CheckedProgram) -> String {
        let evaluation = evaluation(of: program)
        evaluation.keepsTrace = true
        evaluation.run()
        let description = PlanDescription(space: evaluation.space) { evaluation.relation($0).count }
        var lines = evaluation.trace.map(description.describe)
        lines.append(
            "\(evaluation.meter.rowCount) rows derived" + (evaluation.stop.map { "; \($0.diagnostic.message)" } ?? ""))
        return lines.joined(separator: "\n")
    }
}
