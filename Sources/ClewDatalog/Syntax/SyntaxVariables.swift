import ClewModel

// What variables stand where in a piece of syntax, and alternatives multiplied out.

extension ExpressionSyntax {
    /// Named variables, those only inside braces left out.
    var variablesOutsideBraces: Set<String> {
        switch kind {
        case .variable(let name): [name]
        case .wildcard, .name, .literal, .aggregate: []
        case .call(_, let operands): operands.reduce(into: []) { $0.formUnion($1.variablesOutsideBraces) }
        }
    }

    var holdsAggregate: Bool {
        switch kind {
        case .aggregate: true
        case .call(_, let operands): operands.contains(where: \.holdsAggregate)
        default: false
        }
    }

    /// All named variables in the order in which they are written, braces left out.
    func collectVariables(into names: inout [String]) {
        switch kind {
        case .variable(let name): if !names.contains(name) { names.append(name) }
        case .call(_, let operands): for operand in operands { operand.collectVariables(into: &names) }
        default: break
        }
    }

    /// With those inside braces.
    fileprivate var allVariables: Set<String> {
        switch kind {
        case .aggregate(_, let value, let body): (value?.allVariables ?? []).union(body.variables)
        case .call(_, let operands): operands.reduce(into: []) { $0.formUnion($1.allVariables) }
        default: variablesOutsideBraces
        }
    }
}

extension ExpressionSyntax.Kind {
    var isWildcard: Bool { if case .wildcard = self { true } else { false } }
}

extension LiteralSyntax {
    private var expressions: [ExpressionSyntax] {
        switch kind {
        case .atom(let atom), .negation(let atom): atom.arguments
        case .comparison(_, let left, let right): [left, right]
        case .group: []
        }
    }

    var variablesOutsideBraces: Set<String> {
        if case .group(let body) = kind {
            return body.alternatives.joined().reduce(into: []) { $0.formUnion($1.variablesOutsideBraces) }
        }
        return RuleLowering.names(in: expressions)
    }

    func collectVariables(into names: inout [String]) {
        if case .group(let body) = kind { return body.collectVariables(into: &names) }
        for expression in expressions { expression.collectVariables(into: &names) }
    }

    /// Variables that a positive atom here binds, or an equation might.
    var boundVariables: Set<String> {
        switch kind {
        case .atom(let atom):
            if !atom.isQuoted, TextTest(rawValue: atom.name) != nil { return [] }
            return atom.arguments.reduce(into: []) { names, argument in
                if case .variable(let name) = argument.kind { names.insert(name) }
            }
        default: return []
        }
    }

    var holdsAggregate: Bool { expressions.contains(where: \.holdsAggregate) }

    fileprivate var allVariables: Set<String> {
        if case .group(let body) = kind { return body.variables }
        return expressions.reduce(into: []) { $0.formUnion($1.allVariables) }
    }
}

extension BodySyntax {
    /// All named variables, braces included.
    var variables: Set<String> { alternatives.joined().reduce(into: []) { $0.formUnion($1.allVariables) } }

    func collectVariables(into names: inout [String]) {
        for literal in alternatives.joined() { literal.collectVariables(into: &names) }
    }

    /// The body as alternatives of conjunctions without groups, at most `limit` of them; more are an error.
    func conjunctions(limit: Int, _ collector: inout DiagnosticCollector) -> [[LiteralSyntax]] {
        guard let expanded = expanded(limit: limit) else {
            collector.report(
                .size, "these alternatives make more than \(limit) combinations", at: range,
                repair: "Give some of them a rule of their own")
            return []
        }
        return expanded
    }

    private func expanded(limit: Int) -> [[LiteralSyntax]]? {
        var all: [[LiteralSyntax]] = []
        for alternative in alternatives {
            var partial: [[LiteralSyntax]] = [[]]
            for literal in alternative {
                guard case .group(let body) = literal.kind else {
                    for index in partial.indices { partial[index].append(literal) }
                    continue
                }
                guard let inner = body.expanded(limit: limit), partial.count * inner.count <= limit else { return nil }
                partial = partial.flatMap { front in inner.map { front + $0 } }
            }
            all += partial
            if all.count > limit { return nil }
        }
        return all
    }
}

extension BodySyntax {
    /// The names of all relations, braces included.
    func collectRelations(into names: inout Set<String>) {
        for literal in alternatives.joined() {
            switch literal.kind {
            case .atom(let atom), .negation(let atom):
                names.insert(atom.name)
                for argument in atom.arguments { argument.collectRelations(into: &names) }
            case .comparison(_, let left, let right):
                left.collectRelations(into: &names)
                right.collectRelations(into: &names)
            case .group(let body): body.collectRelations(into: &names)
            }
        }
    }
}

extension ExpressionSyntax {
    fileprivate func collectRelations(into names: inout Set<String>) {
        switch kind {
        case .aggregate(_, let value, let body):
            value?.collectRelations(into: &names)
            body.collectRelations(into: &names)
        case .call(_, let operands): for operand in operands { operand.collectRelations(into: &names) }
        default: break
        }
    }
}
