import ClewModel

/// A rule with values for all its variables.
struct RuleInstance {
    let rule: Rule
    /// By variable.
    let values: [UInt32]

    /// What each condition of the body became, in its order.
    enum Premise {
        case fact(relation: String, row: [UInt32])
        case absent(relation: String, row: [UInt32?])
        case condition(String)
    }

    func premises(_ evaluation: Evaluation) -> [Premise] {
        rule.body.compactMap { premise($0, evaluation) }
    }

    private func premise(_ literal: BodyLiteral, _ evaluation: Evaluation) -> Premise? {
        let space = evaluation.space
        switch literal.kind {
        case .positive(let atom):
            if atom.relation.hasPrefix(InternalName.demandPrefix) { return nil }
            return .fact(relation: atom.relation, row: row(of: atom, evaluation).map { $0 ?? 0 })
        case .negative(let atom):
            return .absent(relation: InternalName.shown(atom.relation), row: row(of: atom, evaluation))
        case .comparison(let comparison, let left, let right):
            return .condition("\(text(left, space)) \(comparison.rawValue) \(text(right, space))")
        case .binding(let variable, let value):
            return .condition("\(space[values[variable]].sourceSpelling) = \(text(value, space))")
        case .test(let test, let operands, let isNegated):
            return .condition(
                (isNegated ? "not " : "") + test.rawValue + "("
                    + operands.map { text($0, space) }.joined(separator: ", ") + ")")
        case .lookup(let result, let relation, let group, _):
            let row = group.map { values[$0] } + [values[result]]
            let exists = evaluation.relation(relation).firstRow(row) != nil
            return exists
                ? .fact(relation: relation, row: row)
                : .condition("\(space[values[result]].sourceSpelling) of nothing")
        }
    }

    private func row(of atom: Atom, _ evaluation: Evaluation) -> [UInt32?] {
        atom.arguments.map { argument in
            switch argument {
            case .variable(let variable): values[variable]
            case .constant(let constant): evaluation.intern(rule.constants[constant].term)
            case .anything: nil
            }
        }
    }

    private func text(_ expression: Expression, _ space: TermSpace) -> String {
        switch expression {
        case .variable(let variable): return space[values[variable]].sourceSpelling
        case .constant(let constant): return rule.constants[constant].term.sourceSpelling
        case .call(let function, let operands):
            let parts = operands.map { text($0, space) }
            return function.arity == 2...2 && function.takesNumbers
                ? "(\(parts[0]) \(function.rawValue) \(parts[1]))"
                : "\(function.rawValue)(\(parts.joined(separator: ", ")))"
        }
    }
}

extension Rule {
    /// The rule with a variable for each `_` of a positive atom, so that an instance names its rows.
    var withNamedRows: Rule {
        var rule = self
        for index in rule.body.indices {
            guard case .positive(var atom) = rule.body[index].kind else { continue }
            atom.arguments = atom.arguments.map { argument in
                guard argument == .anything else { return argument }
                rule.variables.append("")
                return .variable(rule.variables.count - 1)
            }
            rule.body[index].kind = .positive(atom)
        }
        return rule
    }

    /// The values that a row gives to the head's variables; none where the row cannot come of this rule. None in the
    /// row stands for any value. Gathered columns count only for `min` and `max`.
    func unify(_ row: [UInt32?], _ intern: (Term) -> UInt32) -> [Int: UInt32]? {
        var given: [Int: UInt32] = [:]
        for (argument, id) in zip(arguments, row) {
            guard let id else { continue }
            switch argument {
            case .operand(.constant(let constant)): if intern(constants[constant].term) != id { return nil }
            case .operand(.variable(let variable)), .aggregate(.min, .some(let variable)),
                .aggregate(.max, .some(let variable)):
                if given[variable, default: id] != id { return nil }
                given[variable] = id
            case .operand(.anything), .aggregate: break
            }
        }
        return given
    }
}

extension Evaluation {
    /// Bindings of all variables with which the body holds, at most `limit`, in a deterministic order.
    func instances(of rule: Rule, given: [Int: UInt32], limit: Int) -> [RuleInstance] {
        var found: [RuleInstance] = []
        let plan = Planner(rule: rule, source: self, given: Set(given.keys).union(rule.variables.isEmpty ? [] : [-1]))
            .plan()
        let executor = executor(for: plan) { (batch) throws(EvaluationStop) in
            for index in 0..<batch.count {
                found.append(RuleInstance(rule: rule, values: rule.variables.indices.map { batch[$0, index] }))
                if found.count >= limit { throw EvaluationStop.enough }
            }
        }
        do { try executor.run(given: given) } catch {
            if found.count < limit { noteStop(error) }
        }
        return found
    }
}

extension EvaluationStop {
    /// Ends an evaluation that has found as many bindings as were wanted.
    static let enough = EvaluationStop(
        diagnostic: Diagnostic(code: QueryProblem.rowLimit.code, severity: .note, message: "enough"), isPartial: true)
}
