import ClewModel

/// Rules in an order in which each can be evaluated: strata, each a set of relations that depend on one another, after
/// all that it depends on. Negation and aggregates other than `min` and `max` must not run in a circle.
struct Stratification: Sendable {
    /// Relations that depend on one another, and the rules that define them.
    struct Stratum: Sendable {
        var relations: [String]
        /// Numbers of rules.
        var rules: [Int]
        /// Whether a rule uses a relation of the stratum.
        var isRecursive: Bool
    }

    /// A circle through negation or an aggregate.
    struct Fault {
        var rule: Int
        var range: TextRange
        var message: String
        var repair: String
    }

    private(set) var strata: [Stratum] = []
    private(set) var faults: [Fault] = []

    /// The strata of the rules, in the order of evaluation. O(rules · body).
    init(of rules: [Rule]) {
        var rulesByHead: [String: [Int]] = [:]
        var names: [String] = []
        for (index, rule) in rules.enumerated() {
            if rulesByHead[rule.relation] == nil { names.append(rule.relation) }
            rulesByHead[rule.relation, default: []].append(index)
        }
        if names.count == 1, let name = names.first,
            !rules.contains(where: { $0.body.contains { $0.dependency == name } })
        {
            strata = [Stratum(relations: names, rules: Array(rules.indices), isRecursive: false)]
            return
        }
        var graph = DependencyGraph(nodes: names)
        for rule in rules {
            for literal in rule.body {
                if let relation = literal.dependency, rulesByHead[relation] != nil {
                    graph.connect(rule.relation, relation)
                }
            }
        }
        for component in graph.components() {
            let members = Set(component)
            let inside = component.flatMap { rulesByHead[$0] ?? [] }.sorted()
            let isRecursive = inside.contains {
                rules[$0].body.contains { $0.dependency.map(members.contains) ?? false }
            }
            strata.append(Stratum(relations: component, rules: inside, isRecursive: isRecursive))
            if isRecursive { findFaults(rules, inside, members, graph) }
        }
    }

    private mutating func findFaults(_ rules: [Rule], _ inside: [Int], _ members: Set<String>, _ graph: DependencyGraph)
    {
        let gathering = Set(inside.filter { rules[$0].isAggregating }.map { rules[$0].relation })
        for index in inside {
            let rule = rules[index]
            let uses = rule.body.filter { $0.dependency.map(members.contains) ?? false }
            guard let first = uses.first else { continue }
            for literal in uses {
                let relation = literal.dependency ?? ""
                switch literal.kind {
                case .negative:
                    let circle = graph.path(from: relation, to: rule.relation, within: members)
                    faults.append(
                        Fault(
                            rule: index, range: literal.range,
                            message: "\(rule.relation) depends on its own negation: "
                                + Stratification.describe([rule.relation, "not \(relation)"] + circle.dropFirst()),
                            repair: "Negate a relation that does not depend on \(Stratification.shown(rule.relation))"))
                case .lookup: faults.append(aggregateFault(rule, index, literal.range))
                default: break
                }
            }
            let strict = rule.aggregates.contains { $0 != nil && $0 != .min && $0 != .max }
            if strict {
                faults.append(aggregateFault(rule, index, first.range))
            } else if !gathering.isEmpty {
                faults += MonotonicityCheck(rule: rule, number: index, rules: rules, gathering: gathering).faults()
            }
        }
    }

    private func aggregateFault(_ rule: Rule, _ index: Int, _ range: TextRange) -> Fault {
        Fault(
            rule: index, range: range,
            message: "\(Stratification.shown(rule.relation)) depends on an aggregate of itself",
            repair: "Only min and max in a head may run through recursion; gather in a rule of its own behind it")
    }

    /// `a <- not b <- a`
    private static func describe(_ names: [String]) -> String { names.map(shown).joined(separator: " <- ") }

    private static func shown(_ name: String) -> String { name.hasPrefix("?") ? "an aggregate in braces" : name }
}

extension BodyLiteral {
    /// The relation that must be known before the literal can be evaluated.
    var dependency: String? {
        switch kind {
        case .positive(let atom), .negative(let atom): atom.relation
        case .lookup(_, let relation, _, _): relation
        default: nil
        }
    }
}
