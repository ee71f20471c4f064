import ClewModel

/// Checks that every variable of a rule gets its values from somewhere: a positive atom, an equation with bound
/// variables, or an aggregate over a bound group. An equation whose one side is an unbound variable becomes a binding.
struct SafetyCheck {
    private var rule: Rule
    private(set) var collector: DiagnosticCollector
    /// By variable, whether something gives it values.
    private var isBound: [Bool]

    init(rule: Rule, collector: DiagnosticCollector) {
        self.rule = rule
        self.collector = collector
        isBound = Array(repeating: false, count: rule.variables.count)
    }

    /// The rule with its bindings found; reports the variables that nothing binds.
    mutating func checked() -> Rule {
        let computed = rule.body.compactMap { if case .binding(let variable, _) = $0.kind { variable } else { nil } }
        for literal in rule.body {
            guard case .positive(let atom) = literal.kind else { continue }
            for case .variable(let variable) in atom.arguments where !computed.contains(variable) {
                isBound[variable] = true
            }
        }
        var hasChanged = true
        while hasChanged {
            hasChanged = false
            for index in rule.body.indices where propagate(through: index) { hasChanged = true }
        }
        report()
        return rule
    }

    private mutating func propagate(through index: Int) -> Bool {
        switch rule.body[index].kind {
        case .binding(let variable, let value):
            return value.variables.allSatisfy { isBound[$0] } && bind(variable)
        case .lookup(let result, _, let group, _):
            return group.allSatisfy { isBound[$0] } && bind(result)
        case .comparison(.equal, let left, let right):
            for (side, other) in [(left, right), (right, left)] {
                if case .variable(let variable) = side, other.variables.allSatisfy({ isBound[$0] }), bind(variable) {
                    rule.body[index].kind = .binding(variable, other)
                    return true
                }
            }
            return false
        default: return false
        }
    }

    /// Notes that the variable has values; whether that is news.
    private mutating func bind(_ variable: Int) -> Bool {
        defer { isBound[variable] = true }
        return !isBound[variable]
    }

    /// Whether the variable would have a value if others had theirs; then these are the ones to report.
    private func isConsequence(_ variable: Int) -> Bool {
        rule.body.contains { literal in
            switch literal.kind {
            case .lookup(result: variable, relation: _, let group, _): group.contains { !isBound[$0] }
            case .comparison(.equal, .variable(variable), .call(_, let operands)),
                .comparison(.equal, .call(_, let operands), .variable(variable)):
                operands.flatMap(\.variables).contains { $0 != variable && !isBound[$0] }
            case .comparison(.equal, .variable(variable), .variable(let other)),
                .comparison(.equal, .variable(let other), .variable(variable)):
                rule.variables[other].isEmpty && !isBound[other]
            default: false
            }
        }
    }

    private mutating func report() {
        var reported: Set<Int> = []
        for (index, argument) in rule.arguments.enumerated() {
            switch argument {
            case .operand(.variable(let variable)), .aggregate(_, .some(let variable)):
                report(variable, in: rule.range, &reported, place: "the head's argument \(index + 1)")
            default: break
            }
        }
        for literal in rule.body {
            for variable in literal.variables { report(variable, in: literal.range, &reported, place: nil, literal) }
        }
    }

    private mutating func report(
        _ variable: Int, in range: TextRange, _ reported: inout Set<Int>, place: String?, _ literal: BodyLiteral? = nil
    ) {
        if isBound[variable] { return }
        let name = rule.variables[variable]
        guard !name.isEmpty, !isConsequence(variable), reported.insert(variable).inserted
        else { return }
        var message = "?\(name) is not bound: no positive atom gives it values"
        var repair = "Add a condition such as p(?\(name))"
        let inHead = rule.arguments.contains { argument in
            switch argument {
            case .operand(.variable(variable)), .aggregate(_, .some(variable)): true
            default: false
            }
        }
        if case .negative = literal?.kind {
            message = "?\(name) stands only in a negated condition, which binds nothing"
            repair = "Bind ?\(name) in a positive condition, or write _ where any value will do"
        } else if rule.body.contains(where: {
            if case .negative(let atom) = $0.kind { atom.arguments.contains(.variable(variable)) } else { false }
        }) {
            message = "?\(name) stands only in negated conditions, which bind nothing"
            repair = "Bind ?\(name) in a positive condition"
        } else if inHead, rule.body.isEmpty {
            message = "a fact cannot hold the variable ?\(name)"
            repair = "To ask, write ?- before it; to state a fact, write a value, or add a body: :- p(?\(name))"
        }
        collector.report(.safety, message, at: collector.source.range(ofVariable: name, in: range), repair: repair)
    }
}

extension BodyLiteral {
    /// The variables that stand in it.
    var variables: [Int] {
        switch kind {
        case .positive(let atom), .negative(let atom): atom.variables
        case .comparison(_, let left, let right): left.variables + right.variables
        case .binding(let variable, let value): [variable] + value.variables
        case .test(_, let operands, _): operands.flatMap(\.variables)
        case .lookup(let result, _, let group, _): group + [result]
        }
    }
}

extension Atom {
    var variables: [Int] { arguments.compactMap { if case .variable(let variable) = $0 { variable } else { nil } } }
}

extension SourceText {
    /// Where `?name` first stands in a range; the whole range if it does not.
    func range(ofVariable name: String, in range: TextRange) -> TextRange {
        let wanted = Array(("?" + name).unicodeScalars)
        let end = min(range.end, scalars.count)
        guard range.start + wanted.count <= end else { return range }
        for start in range.start...(end - wanted.count)
        where scalars[start] == "?" && Array(scalars[start..<(start + wanted.count)]) == wanted {
            let after = start + wanted.count
            if after >= scalars.count || !Lexer.isNamePart(scalars[after]) { return TextRange(start, after) }
        }
        return range
    }
}
