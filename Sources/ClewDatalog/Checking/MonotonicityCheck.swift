import ClewModel

/// `min` and `max` may run through recursion because the value of a group only ever gets better. That holds as long
/// as a value on its way does nothing but become, or be computed into, the same kind of value of a head: it must not be
/// joined on, stored in another column, or compared so that a worse value passes where a better one does not.
struct MonotonicityCheck {
    let rule: Rule
    let number: Int
    let rules: [Rule]
    /// Relations of the stratum whose heads gather.
    let gathering: Set<String>

    func faults() -> [Stratification.Fault] {
        var improving: [Int: Aggregate] = [:]
        for literal in rule.body {
            guard case .positive(let atom) = literal.kind, gathering.contains(atom.relation),
                let shape = rules.first(where: { $0.relation == atom.relation && $0.isAggregating })?.aggregates
            else { continue }
            for case (.variable(let variable), .some(let aggregate)) in zip(atom.arguments, shape) {
                improving[variable] = aggregate
            }
            for case (.constant, .some) in zip(atom.arguments, shape) { return [fault(literal.range)] }
        }
        var hasChanged = true
        while hasChanged {
            hasChanged = false
            for case .binding(let variable, let value) in rule.body.map(\.kind) where improving[variable] == nil {
                if let source = value.variables.first(where: { improving[$0] != nil }) {
                    improving[variable] = improving[source]
                    hasChanged = true
                }
            }
        }
        return rule.body.compactMap { literal in isMonotone(literal, improving) ? nil : fault(literal.range) }
            + (isMonotoneHead(improving) ? [] : [fault(rule.range)])
    }

    private func fault(_ range: TextRange) -> Stratification.Fault {
        Stratification.Fault(
            rule: number, range: range,
            message: "a value that min or max still improves in the recursion is used here as if it were final",
            repair: "Inside the recursion only compute with it for the head; use it otherwise in a rule behind it")
    }

    private func isMonotoneHead(_ improving: [Int: Aggregate]) -> Bool {
        let shape = rules.first { $0.relation == rule.relation && $0.isAggregating }?.aggregates ?? []
        return rule.arguments.enumerated().allSatisfy { index, argument in
            switch argument {
            case .operand(.variable(let variable)):
                improving[variable] == nil || (shape.indices.contains(index) && shape[index] == improving[variable])
            case .aggregate(let aggregate, .some(let variable)):
                improving[variable] == nil || improving[variable] == aggregate
            default: true
            }
        }
    }

    private func isMonotone(_ literal: BodyLiteral, _ improving: [Int: Aggregate]) -> Bool {
        switch literal.kind {
        case .binding: return true
        case .positive(let atom):
            return atom.variables.allSatisfy { variable in
                guard improving[variable] != nil else { return true }
                let uses = rule.body.filter {
                    if case .positive(let other) = $0.kind { other.variables.contains(variable) } else { false }
                }
                return uses.count == 1 && atom.variables.filter { $0 == variable }.count == 1
            }
        case .comparison(let comparison, let left, let right):
            return isBound(comparison, left, improving) && isBound(comparison.flipped, right, improving)
        default: return !literal.variables.contains { improving[$0] != nil }
        }
    }

    /// Whether a smaller value on the left passes whenever a larger one does (`min`), or the other way round (`max`).
    private func isBound(_ comparison: Comparison, _ side: Expression, _ improving: [Int: Aggregate]) -> Bool {
        side.variables.allSatisfy { variable in
            switch improving[variable] {
            case .none: true
            case .some(.min): comparison == .less || comparison == .lessOrEqual
            default: comparison == .greater || comparison == .greaterOrEqual
            }
        }
    }
}
