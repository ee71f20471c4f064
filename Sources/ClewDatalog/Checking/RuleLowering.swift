import ClewModel

/// Turns one conjunction with its head into a ``Rule``: numbers variables and constants, gives expressions in the
/// places of atoms variables of their own, and gives each aggregate in braces a rule of its own.
struct RuleLowering {
    var collector: DiagnosticCollector
    /// Rules made for aggregates in braces.
    private(set) var auxiliary: [Rule] = []
    /// Makes names for the relations of those rules.
    let freshName: (String) -> String

    private(set) var variables: [String] = []
    private var numbers: [String: Int] = [:]
    private(set) var constants: [Constant] = []
    private var body: [BodyLiteral] = []
    /// Variables that have stood only inside braces so far do not belong to the rule.
    private let isInsideBraces: Bool

    init(collector: DiagnosticCollector, isInsideBraces: Bool = false, freshName: @escaping (String) -> String) {
        self.collector = collector
        self.isInsideBraces = isInsideBraces
        self.freshName = freshName
    }

    /// Named variables of the conjunction in the order of their first appearance, braces apart.
    var namedVariables: [Int] { variables.indices.filter { !variables[$0].isEmpty } }

    /// A rule with this head.
    mutating func rule(head: AtomSyntax, body literals: [LiteralSyntax], origin: RuleOrigin?) -> Rule {
        lower(literals, outside: RuleLowering.names(in: head.arguments))
        let arguments = head.arguments.map { headArgument($0) }
        return finished(relation: head.name, arguments, origin: origin, range: head.range)
    }

    /// A rule whose head holds all named variables of the body.
    mutating func query(
        relation: String, variables wanted: [String], body literals: [LiteralSyntax], origin: RuleOrigin?,
        range: TextRange
    ) -> Rule {
        lower(literals, outside: Set(wanted))
        let arguments = wanted.map { HeadArgument.operand(.variable(number(of: $0))) }
        return finished(relation: relation, arguments, origin: origin, range: range)
    }

    private func finished(
        relation: String, _ arguments: [HeadArgument], origin: RuleOrigin?, range: TextRange
    ) -> Rule {
        Rule(
            relation: relation, arguments: arguments, body: body, variables: variables, constants: constants,
            origin: origin, range: range)
    }

    private mutating func lower(_ literals: [LiteralSyntax], outside: Set<String>) {
        // Braces come last: what stands outside of them decides their groups.
        let (plain, braced) = literals.reduce(into: ([LiteralSyntax](), [LiteralSyntax]())) { lists, literal in
            if literal.holdsAggregate { lists.1.append(literal) } else { lists.0.append(literal) }
        }
        for literal in plain { lower(literal, siblings: literals, outside: outside) }
        for literal in braced { lower(literal, siblings: literals, outside: outside) }
    }

    private mutating func lower(_ literal: LiteralSyntax, siblings: [LiteralSyntax], outside: Set<String>) {
        let scope = AggregateScope(siblings: siblings, outside: outside)
        switch literal.kind {
        case .atom(let atom):
            if !atom.isQuoted, let test = TextTest(rawValue: atom.name) {
                add(test: test, atom, isNegated: false, scope)
            } else {
                let lowered = lower(atom, scope)
                append(.positive(lowered), literal.range)
            }
        case .negation(let atom):
            if !atom.isQuoted, let test = TextTest(rawValue: atom.name) {
                add(test: test, atom, isNegated: true, scope)
            } else {
                let lowered = lower(atom, scope)
                append(.negative(lowered), literal.range)
            }
        case .comparison(let comparison, let left, let right):
            let first = expression(left, scope)
            let second = expression(right, scope)
            append(.comparison(comparison, first, second), literal.range)
        case .group:
            preconditionFailure("groups are resolved before rules are lowered")
        }
    }

    private mutating func append(_ kind: BodyLiteral.Kind, _ range: TextRange) {
        body.append(BodyLiteral(kind: kind, range: range))
    }

    private mutating func add(test: TextTest, _ atom: AtomSyntax, isNegated: Bool, _ scope: AggregateScope) {
        if atom.arguments.count != 2 {
            collector.report(
                .arity, "\(test.rawValue) takes 2 arguments, not \(atom.arguments.count)", at: atom.range,
                repair: "Write \(test.rawValue)(?text, \"…\"), or put the name in quotes if it is a relation's")
        }
        let operands = atom.arguments.map { expression($0, scope) }
        append(.test(test, operands, isNegated: isNegated), atom.range)
    }

    private mutating func lower(_ atom: AtomSyntax, _ scope: AggregateScope) -> Atom {
        let arguments = atom.arguments.map { argument -> Operand in
            switch argument.kind {
            case .wildcard: return .anything
            case .variable(let name): return .variable(number(of: name))
            case .name, .literal: return .constant(constant(argument))
            case .call, .aggregate:
                let value = expression(argument, scope)
                let variable = fresh()
                append(.binding(variable, value), argument.range)
                return .variable(variable)
            }
        }
        return Atom(relation: atom.name, arguments: arguments, range: atom.range)
    }
}

// MARK: - Heads and expressions

extension RuleLowering {
    private mutating func headArgument(_ argument: ExpressionSyntax) -> HeadArgument {
        let scope = AggregateScope(siblings: [], outside: [])
        switch argument.kind {
        case .variable(let name): return .operand(.variable(number(of: name)))
        case .name, .literal: return .operand(.constant(constant(argument)))
        case .wildcard:
            collector.report(
                .safety, "_ cannot stand in a head: it has no value", at: argument.range,
                repair: "Use a variable that the body binds")
            return .operand(.anything)
        case .call(let name, let operands):
            if let aggregate = Aggregate(rawValue: name), operands.count < 2 {
                return headAggregate(aggregate, operands.first, argument)
            }
        case .aggregate(let aggregate, _, _):
            collector.report(
                .aggregate, "an aggregate with braces stands in a body", at: argument.range,
                repair: "Write ?n = \(aggregate.rawValue) { … } in the body and ?n in the head")
            return .operand(.anything)
        }
        let value = expression(argument, scope)
        let variable = fresh()
        append(.binding(variable, value), argument.range)
        return .operand(.variable(variable))
    }

    private mutating func headAggregate(
        _ aggregate: Aggregate, _ operand: ExpressionSyntax?, _ argument: ExpressionSyntax
    ) -> HeadArgument {
        guard let operand, operand.kind.isWildcard == false else {
            if aggregate == .count { return .aggregate(.count, nil) }
            collector.report(
                .aggregate, "\(aggregate.rawValue) needs a value", at: argument.range,
                repair: "Write \(aggregate.rawValue)(?v)")
            return .operand(.anything)
        }
        if case .variable(let name) = operand.kind { return .aggregate(aggregate, number(of: name)) }
        let value = expression(operand, AggregateScope(siblings: [], outside: []))
        let variable = fresh()
        append(.binding(variable, value), operand.range)
        return .aggregate(aggregate, variable)
    }

    private mutating func expression(_ syntax: ExpressionSyntax, _ scope: AggregateScope) -> Expression {
        switch syntax.kind {
        case .variable(let name): return .variable(number(of: name))
        case .name, .literal: return .constant(constant(syntax))
        case .wildcard:
            collector.report(
                .safety, "_ has no value here", at: syntax.range, repair: "Use a variable that an atom binds")
            return .constant(constant(ExpressionSyntax(kind: .literal(.integer(0)), range: syntax.range)))
        case .aggregate(let aggregate, let value, let body):
            return .variable(lower(aggregate: aggregate, value, body, syntax.range, scope))
        case .call(let name, let operands):
            let isAggregate = Aggregate(rawValue: name) != nil && operands.count < 2
            guard let function = Function(rawValue: name), !isAggregate else {
                reportUnknownFunction(name, syntax.range)
                return .constant(constant(ExpressionSyntax(kind: .literal(.integer(0)), range: syntax.range)))
            }
            if !function.arity.contains(operands.count) {
                let wanted =
                    function.arity.upperBound == Int.max
                    ? "at least \(function.arity.lowerBound)"
                    : function.arity.count == 1
                        ? "\(function.arity.lowerBound)"
                        : "\(function.arity.lowerBound) or \(function.arity.upperBound)"
                collector.report(
                    .arity, "\(name) takes \(wanted) arguments, not \(operands.count)", at: syntax.range,
                    repair: "Give it \(wanted)")
            }
            return .call(function, operands.map { expression($0, scope) })
        }
    }

    private mutating func reportUnknownFunction(_ name: String, _ range: TextRange) {
        if Aggregate(rawValue: name) != nil {
            return collector.report(
                .aggregate, "\(name)(…) stands in the head of a rule", at: range,
                repair: "In a body write \(name) ?v { … } with the conditions in braces")
        }
        let names = Function.allCases.map(\.rawValue).filter { $0.count > 1 }
        let near = Suggestion.nearest(to: name, in: names)
        let isTest = TextTest(rawValue: name) != nil
        collector.report(
            .unknownFunction,
            isTest ? "\(name) is a condition, not a value" : "there is no function \(name)", at: range,
            repair: isTest
                ? "Write it as a condition of its own"
                : Suggestion.didYouMean(near) ?? "The functions are \(names.joined(separator: ", "))")
    }

    private mutating func constant(_ syntax: ExpressionSyntax) -> Int {
        constants.append(Constant(syntax))
        return constants.count - 1
    }

    private mutating func number(of name: String) -> Int {
        if let number = numbers[name] { return number }
        numbers[name] = variables.count
        variables.append(name)
        return variables.count - 1
    }

    private mutating func fresh() -> Int {
        variables.append("")
        return variables.count - 1
    }
}

extension Constant {
    /// - Precondition: a name or a literal.
    init(_ syntax: ExpressionSyntax) {
        switch syntax.kind {
        case .name(let text, let isQuoted):
            self.init(term: .text(text), isName: true, isQuoted: isQuoted, range: syntax.range)
        case .literal(let term): self.init(term: term, isName: false, isQuoted: false, range: syntax.range)
        default: preconditionFailure("only names and literals are constants")
        }
    }
}

// MARK: - Aggregates in braces

/// What stands around an aggregate in braces.
struct AggregateScope {
    /// The literals of the conjunction that it stands in.
    var siblings: [LiteralSyntax]
    /// Variables of the head or query.
    var outside: Set<String>
}

extension RuleLowering {
    /// `?n = sum ?v { p(?g, ?v) }` becomes a rule `aggregate(?g, sum(?v)) :- p(?g, ?v)` and a look-up by group. Where
    /// the braces do not bind a variable of the group, the positive atoms around them do.
    private mutating func lower(
        aggregate: Aggregate, _ value: ExpressionSyntax?, _ syntax: BodySyntax, _ range: TextRange,
        _ scope: AggregateScope
    ) -> Int {
        var outer = scope.outside
        for literal in scope.siblings { outer.formUnion(literal.variablesOutsideBraces) }
        var inner = syntax.variables
        if let value { inner.formUnion(RuleLowering.names(in: [value])) }
        let group = outer.intersection(inner).sorted()
        let relation = freshName(aggregate.rawValue)
        if value == nil, aggregate != .count {
            collector.report(
                .aggregate, "\(aggregate.rawValue) needs a value before the braces", at: range,
                repair: "Write \(aggregate.rawValue) ?v { … }")
        }
        let head = AtomSyntax(
            name: relation, isQuoted: true,
            arguments: group.map { ExpressionSyntax(kind: .variable($0), range: range) }
                + [ExpressionSyntax(kind: .call(aggregate.rawValue, value.map { [$0] } ?? []), range: range)],
            nameRange: range, range: range)
        let positive = scope.siblings.filter { if case .atom = $0.kind { !$0.holdsAggregate } else { false } }
        for var conjunction in syntax.conjunctions(limit: 64, &collector) {
            let missing = Set(group).subtracting(
                conjunction.reduce(into: Set<String>()) { $0.formUnion($1.boundVariables) })
            if !missing.isEmpty {
                conjunction = domain(of: group.filter(missing.contains), positive, range) + conjunction
            }
            var lowering = RuleLowering(collector: collector, isInsideBraces: true, freshName: freshName)
            let rule = lowering.rule(head: head, body: conjunction, origin: nil)
            auxiliary += lowering.auxiliary + [rule]
            collector = lowering.collector
        }
        let result = fresh()
        let otherwise: Term? = aggregate == .count || aggregate == .sum ? .integer(0) : nil
        append(
            .lookup(result: result, relation: relation, group: group.map { number(of: $0) }, otherwise: otherwise),
            range)
        return result
    }

    /// The values that the atoms around the braces give to `names`, as a relation of its own.
    private mutating func domain(
        of names: [String], _ atoms: [LiteralSyntax], _ range: TextRange
    ) -> [LiteralSyntax] {
        let head = AtomSyntax(
            name: freshName("group"), isQuoted: true,
            arguments: names.map { ExpressionSyntax(kind: .variable($0), range: range) }, nameRange: range, range: range
        )
        var lowering = RuleLowering(collector: collector, isInsideBraces: true, freshName: freshName)
        auxiliary.append(lowering.rule(head: head, body: atoms, origin: nil))
        collector = lowering.collector
        return [LiteralSyntax(kind: .atom(head), range: range)]
    }

    static func names(in expressions: [ExpressionSyntax]) -> Set<String> {
        expressions.reduce(into: Set<String>()) { $0.formUnion($1.variablesOutsideBraces) }
    }
}
