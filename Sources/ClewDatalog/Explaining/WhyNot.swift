import ClewModel

/// Why a fact does not hold.
public struct Refutation: Sendable {
    /// How one rule fails to give the fact.
    public struct Attempt: Sendable {
        /// The rule.
        public var rule: RuleOrigin?
        /// Conditions that hold together, with their values.
        public var held: [String]
        /// The first condition that does not hold with them, with the values found so far.
        public var failed: String
        /// Values of the variables: those of the attempt that gets furthest.
        public var bindings: [(variable: String, term: Term)]
    }

    /// The question as it is understood: `partners(Anthropic, ?x)`.
    public var question: String
    /// Whether it holds after all.
    public var holds: Bool
    /// One for each rule that could give the fact.
    public var attempts: [Attempt]
    /// Rows of the relation that agree in the most places, at most five.
    public var nearest: [Fact]

    /// Lines for people.
    public func text() -> String {
        if holds { return "\(question) holds" }
        var lines = ["\(question) does not hold"]
        for attempt in attempts {
            lines.append("  " + (attempt.rule?.text ?? "the question"))
            lines += attempt.held.map { "    holds: \($0)" }
            lines.append("    fails: \(attempt.failed)")
        }
        if !nearest.isEmpty { lines.append("  nearest: " + nearest.map(\.spelling).joined(separator: "; ")) }
        return lines.joined(separator: "\n")
    }
}

extension Explainer {
    /// Why the program's first query has no answer: for each rule that could have given it, the conditions that hold
    /// and the first that fails.
    public func whyNot() -> Refutation? {
        guard let query = program.queries.first,
            let rule = program.rules.first(where: { $0.relation == query.relation })
        else { return nil }
        let holds = evaluation.relation(query.relation).count > 0
        guard rule.body.count == 1, case .positive(let atom) = rule.body[0].kind else {
            return Refutation(
                question: query.text, holds: holds, attempts: holds ? [] : [attempt(rule, [:])], nearest: [])
        }
        let pattern = atom.arguments.map { argument -> UInt32? in
            if case .constant(let constant) = argument { evaluation.intern(rule.constants[constant].term) } else { nil }
        }
        let parts = zip(pattern, atom.arguments).map { id, argument in
            if let id { return evaluation.space[id].sourceSpelling }
            if case .variable(let variable) = argument { return "?" + rule.variables[variable] }
            return "_"
        }
        let question =
            Term.text(InternalName.shown(atom.relation)).sourceSpelling + "(\(parts.joined(separator: ", ")))"
        if holds { return Refutation(question: question, holds: true, attempts: [], nearest: []) }
        let attempts = rules(of: atom.relation).compactMap { candidate -> Refutation.Attempt? in
            if candidate.body.allSatisfy(\.isDemand) { return nil }
            return candidate.unify(pattern, evaluation.intern).map { attempt(candidate, $0) }
        }
        return Refutation(
            question: question, holds: false, attempts: attempts, nearest: nearest(to: pattern, in: atom.relation))
    }

    /// The longest run of conditions that hold together, and the one behind it.
    private func attempt(_ rule: Rule, _ given: [Int: UInt32]) -> Refutation.Attempt {
        let order = textOrder(of: rule, given: Set(given.keys))
        var held: RuleInstance?
        var failing = order.count
        for count in 0...order.count {
            var part = rule
            part.body = order[..<count].map { rule.body[$0] }
            guard let instance = evaluation.instances(of: part, given: given, limit: 1).first else {
                failing = count - 1
                break
            }
            held = instance
        }
        var known = Set(given.keys)
        for index in order[..<min(failing, order.count)] { known.formUnion(rule.body[index].variables) }
        let values = held?.values ?? Array(repeating: 0, count: rule.variables.count)
        let description = ConditionDescription(rule: rule, evaluation: evaluation, values: values, known: known)
        let bindings = known.sorted().filter { $0 >= 0 && !rule.variables[$0].isEmpty && $0 < values.count }
            .map { (variable: rule.variables[$0], term: evaluation.space[values[$0]]) }
        return Refutation.Attempt(
            rule: rule.origin,
            held: order[..<min(max(0, failing), order.count)].filter { !rule.body[$0].isDemand }
                .map { description.text(rule.body[$0]) },
            failed: order.indices.contains(failing) ? description.text(rule.body[order[failing]]) : "nothing",
            bindings: bindings)
    }

    /// The conditions in the order of the text, except that one waits until its variables have values.
    private func textOrder(of rule: Rule, given: Set<Int>) -> [Int] {
        var bound = given
        var rest = Array(rule.body.indices)
        var order: [Int] = []
        while !rest.isEmpty {
            let next = rest.firstIndex { index in
                switch rule.body[index].kind {
                case .positive: true
                case .binding(_, let value): value.variables.allSatisfy(bound.contains)
                case .lookup(_, _, let group, _): group.allSatisfy(bound.contains)
                default: rule.body[index].variables.allSatisfy(bound.contains)
                }
            }
            let index = rest.remove(at: next ?? 0)
            bound.formUnion(rule.body[index].variables)
            order.append(index)
        }
        return order
    }

    private func nearest(to pattern: [UInt32?], in name: String) -> [Fact] {
        let relation = evaluation.relation(name)
        var best: [(agreeing: Int, row: Int)] = []
        for row in 0..<relation.count {
            let agreeing = pattern.indices.count { pattern[$0] != nil && pattern[$0] == relation.columns[$0][row] }
            if agreeing > 0 { best.append((agreeing, row)) }
        }
        let top = best.map(\.agreeing).max() ?? 0
        return best.filter { $0.agreeing == top }.map { fact(Key(relation: name, row: relation.row($0.row))) }
            .sorted { $0.spelling < $1.spelling }.prefix(5).map { $0 }
    }
}

/// Writes a condition with the values that its variables have so far.
struct ConditionDescription {
    let rule: Rule
    let evaluation: Evaluation
    let values: [UInt32]
    let known: Set<Int>

    func text(_ literal: BodyLiteral) -> String {
        switch literal.kind {
        case .positive(let atom): text(atom)
        case .negative(let atom): "not " + text(atom)
        case .comparison(let comparison, let left, let right): "\(text(left)) \(comparison.rawValue) \(text(right))"
        case .binding(let variable, let value): "\(text(.variable(variable))) = \(text(value))"
        case .test(let test, let operands, let isNegated):
            (isNegated ? "not " : "") + "\(test.rawValue)(\(operands.map(text).joined(separator: ", ")))"
        case .lookup(let result, _, _, _): "\(text(.variable(result))) from an aggregate in braces"
        }
    }

    private func text(_ atom: Atom) -> String {
        let parts = atom.arguments.map { argument in
            switch argument {
            case .variable(let variable): text(.variable(variable))
            case .constant(let constant): text(.constant(constant))
            case .anything: "_"
            }
        }
        return Term.text(InternalName.shown(atom.relation)).sourceSpelling + "(\(parts.joined(separator: ", ")))"
    }

    private func text(_ expression: Expression) -> String {
        switch expression {
        case .variable(let variable):
            if known.contains(variable) { return evaluation.space[values[variable]].sourceSpelling }
            return rule.variables[variable].isEmpty ? "_" : "?" + rule.variables[variable]
        case .constant(let constant): return rule.constants[constant].term.sourceSpelling
        case .call(let function, let operands):
            let parts = operands.map(text)
            return function.arity == 2...2 && function.takesNumbers
                ? "(\(parts[0]) \(function.rawValue) \(parts[1]))"
                : "\(function.rawValue)(\(parts.joined(separator: ", ")))"
        }
    }
}

extension BodyLiteral {
    /// Whether it only asks if the values are wanted, which nobody wrote.
    var isDemand: Bool { atom?.relation.hasPrefix(InternalName.demandPrefix) ?? false }
}
