import ClewModel

extension Rule {
    /// The rule with each variable that must equal a text, date or truth value replaced by it, so that the value can
    /// be looked up rather than compared. Numbers stay: `=` compares them by value (1 = 1.0), a look-up by identity.
    var withEqualitiesResolved: Rule {
        var rule = self
        let fixed =
            rule.body.flatMap { literal in
                if case .lookup(let result, _, let group, _) = literal.kind { group + [result] } else { [Int]() }
            } + rule.arguments.compactMap { if case .aggregate(_, let variable) = $0 { variable } else { nil } }
        for index in rule.body.indices.reversed() {
            let (variable, constant): (Int, Int)
            switch rule.body[index].kind {
            case .comparison(.equal, .variable(let left), .constant(let right)): (variable, constant) = (left, right)
            case .comparison(.equal, .constant(let left), .variable(let right)): (variable, constant) = (right, left)
            default: continue
            }
            if fixed.contains(variable) || rule.binds(variable) { continue }
            switch rule.constants[constant].term {
            case .integer, .decimal: continue
            default: break
            }
            rule.body.remove(at: index)
            rule.replace(variable, by: constant)
        }
        return rule
    }

    /// Whether a value is computed for the variable.
    private func binds(_ variable: Int) -> Bool {
        body.contains { if case .binding(variable, _) = $0.kind { true } else { false } }
    }

    private mutating func replace(_ variable: Int, by constant: Int) {
        func replaced(_ atom: Atom) -> Atom {
            var atom = atom
            atom.arguments = atom.arguments.map { $0 == .variable(variable) ? .constant(constant) : $0 }
            return atom
        }
        for index in body.indices {
            switch body[index].kind {
            case .positive(let atom): body[index].kind = .positive(replaced(atom))
            case .negative(let atom): body[index].kind = .negative(replaced(atom))
            case .comparison(let comparison, let left, let right):
                body[index].kind = .comparison(
                    comparison, left.replacing(variable, by: constant), right.replacing(variable, by: constant))
            case .binding(let other, let value):
                body[index].kind = .binding(other, value.replacing(variable, by: constant))
            case .test(let test, let operands, let isNegated):
                body[index].kind = .test(
                    test, operands.map { $0.replacing(variable, by: constant) }, isNegated: isNegated)
            case .lookup: break
            }
        }
        arguments = arguments.map { $0 == .operand(.variable(variable)) ? .operand(.constant(constant)) : $0 }
    }
}

extension Expression {
    fileprivate func replacing(_ variable: Int, by constant: Int) -> Expression {
        switch self {
        case .variable(variable): .constant(constant)
        case .variable, .constant: self
        case .call(let function, let operands):
            .call(function, operands.map { $0.replacing(variable, by: constant) })
        }
    }
}
