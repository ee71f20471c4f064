/// A Datalog program small enough to be evaluated by the definition.
struct SmallProgram {
    enum Argument: Hashable {
        case variable(String)
        case constant(Int)
    }

    struct Atom {
        var relation: String
        var arguments: [Argument]
    }

    enum Literal {
        case positive(Atom)
        case negative(Atom)
        case comparison(String, Argument, Argument)
        /// `variable = argument + constant`
        case sum(String, Argument, Int)
    }

    struct Rule {
        var head: Atom
        /// The last argument of the head is gathered.
        var aggregate: String?
        var body: [Literal]
    }

    var facts: [Atom]
    /// By level: rules of one level may use one another; negation and aggregates look only at levels below, except
    /// `min` and `max`.
    var levels: [[Rule]]
    var queries: [String]

    /// The program as text.
    var text: String {
        var lines = facts.map { "\(SmallProgram.text($0))." }
        for rule in levels.joined() {
            var head = rule.head.arguments.map(SmallProgram.text)
            if let aggregate = rule.aggregate { head[head.count - 1] = "\(aggregate)(\(head[head.count - 1]))" }
            let body = rule.body.map(SmallProgram.text).joined(separator: ", ")
            lines.append("\(rule.head.relation)(\(head.joined(separator: ", "))) :- \(body).")
        }
        return (lines + queries.map { "@output \($0)." }).joined(separator: "\n")
    }

    private static func text(_ argument: Argument) -> String {
        switch argument {
        case .variable(let name): "?" + name
        case .constant(let value): String(value)
        }
    }

    private static func text(_ atom: Atom) -> String {
        "\(atom.relation)(\(atom.arguments.map(text).joined(separator: ", ")))"
    }

    private static func text(_ literal: Literal) -> String {
        switch literal {
        case .positive(let atom): text(atom)
        case .negative(let atom): "not " + text(atom)
        case .comparison(let sign, let left, let right): "\(text(left)) \(sign) \(text(right))"
        case .sum(let variable, let argument, let constant): "?\(variable) = \(text(argument)) + \(constant)"
        }
    }
}

/// Evaluates by the definition: each level's rules over all bindings, again and again, until nothing is new.
struct NaiveEvaluator {
    private var rows: [String: Set<[Int]>] = [:]

    static func evaluate(_ program: SmallProgram) -> [String: Set<[Int]>] {
        var evaluator = NaiveEvaluator()
        for fact in program.facts {
            evaluator.rows[fact.relation, default: []].insert(fact.arguments.map { evaluator.value($0, [:]) ?? 0 })
        }
        for level in program.levels {
            var before: [String: Set<[Int]>] = [:]
            repeat {
                before = evaluator.rows
                for rule in level where rule.aggregate == nil { evaluator.apply(rule) }
                for name in Set(level.filter { $0.aggregate != nil }.map(\.head.relation)) {
                    evaluator.gather(level.filter { $0.head.relation == name })
                }
            } while evaluator.rows != before
        }
        return evaluator.rows
    }

    private mutating func apply(_ rule: SmallProgram.Rule) {
        for binding in bindings(rule.body) {
            rows[rule.head.relation, default: []].insert(rule.head.arguments.map { value($0, binding) ?? 0 })
        }
    }

    /// Replaces the relation by what its rules gather from the rows that there are.
    private mutating func gather(_ rules: [SmallProgram.Rule]) {
        var ways: [[Int]: [Int]] = [:]
        for rule in rules {
            for binding in bindings(rule.body) {
                let row = rule.head.arguments.map { value($0, binding) ?? 0 }
                ways[Array(row.dropLast()), default: []].append(row[row.count - 1])
            }
        }
        rows[rules[0].head.relation] = Set(
            ways.map { group, values in
                switch rules[0].aggregate {
                case "count": group + [Set(values).count]
                case "sum": group + [values.reduce(0, +)]
                case "min": group + [values.min() ?? 0]
                default: group + [values.max() ?? 0]
                }
            })
    }

    private func bindings(_ body: [SmallProgram.Literal]) -> [[String: Int]] {
        var found: [[String: Int]] = [[:]]
        for literal in body {
            found = found.flatMap { extend($0, literal) }
        }
        return found
    }

    private func extend(_ binding: [String: Int], _ literal: SmallProgram.Literal) -> [[String: Int]] {
        switch literal {
        case .positive(let atom): return (rows[atom.relation] ?? []).compactMap { match(atom, $0, binding) }
        case .negative(let atom):
            return (rows[atom.relation] ?? []).contains { match(atom, $0, binding) != nil } ? [] : [binding]
        case .comparison(let sign, let left, let right):
            guard let first = value(left, binding), let second = value(right, binding) else { return [] }
            let holds =
                switch sign {
                case "=": first == second
                case "!=": first != second
                case "<": first < second
                default: first >= second
                }
            return holds ? [binding] : []
        case .sum(let variable, let argument, let constant):
            guard let sum = value(argument, binding).map({ $0 + constant }) else { return [] }
            if let known = binding[variable] { return known == sum ? [binding] : [] }
            return [binding.merging([variable: sum]) { $1 }]
        }
    }

    private func match(_ atom: SmallProgram.Atom, _ row: [Int], _ binding: [String: Int]) -> [String: Int]? {
        var binding = binding
        for (argument, value) in zip(atom.arguments, row) {
            switch argument {
            case .constant(let constant): if constant != value { return nil }
            case .variable(let name):
                if binding[name, default: value] != value { return nil } else { binding[name] = value }
            }
        }
        return binding
    }

    private func value(_ argument: SmallProgram.Argument, _ binding: [String: Int]) -> Int? {
        switch argument {
        case .variable(let name): binding[name]
        case .constant(let constant): constant
        }
    }
}
