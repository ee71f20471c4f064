/// Cuts recursive rules that join two recursive conditions with others into steps of two.
///
/// In `p(y, w) :- a(y, x), p(x, z), p(z, w)` new rows of the last condition would be joined backwards through the whole
/// of `p(x, z)`, most of which meets no `a(y, x)`, and each `y, z` would be met once for every `x` between them. With
/// `j(y, z) :- a(y, x), p(x, z)` and `p(y, w) :- j(y, z), p(z, w)` neither happens. The price is the relation `j`, so
/// only rules with at least two conditions of the recursion are cut, and only where a variable goes out of sight.
enum JoinSplitting {
    /// The program with such rules cut; derives the same rows. O(rules · conditions²).
    static func apply(to program: CheckedProgram) -> CheckedProgram {
        guard program.rules.contains(where: { $0.body.count > 2 }), program.hasDependencies else { return program }
        let strata = Stratification(of: program.rules).strata.filter(\.isRecursive)
        var rules = program.rules
        var columns = program.columns
        for stratum in strata where !stratum.rules.contains(where: { rules[$0].isAggregating }) {
            let members = Set(stratum.relations)
            for number in stratum.rules {
                guard let pair = pair(in: rules[number], members) else { continue }
                let name = InternalName.joinPrefix + String(rules.count)
                let (join, rest) = cut(rules[number], pair, name)
                columns[name] = join.arguments.map { _ in .any }
                rules[number] = rest
                rules.append(join)
            }
        }
        return program.replacing(rules: rules, columns: columns)
    }

    /// A condition outside of the recursion and one inside, with a variable that stands nowhere else.
    private static func pair(in rule: Rule, _ members: Set<String>) -> (Int, Int)? {
        let atoms = rule.body.indices.filter { rule.body[$0].atom != nil }
        let inside = atoms.filter { rule.body[$0].atom.map { members.contains($0.relation) } ?? false }
        guard inside.count >= 2, atoms.count > 2 else { return nil }
        for outer in atoms where !inside.contains(outer) {
            for inner in inside {
                let shared = Set(rule.body[outer].variables).intersection(rule.body[inner].variables)
                if !shared.isSubset(of: needed(by: rule, without: [outer, inner])) { return (outer, inner) }
            }
        }
        return nil
    }

    /// Variables that the head or other conditions read.
    private static func needed(by rule: Rule, without left: Set<Int>) -> Set<Int> {
        var needed: Set<Int> = []
        for case .operand(.variable(let variable)) in rule.arguments { needed.insert(variable) }
        for index in rule.body.indices where !left.contains(index) { needed.formUnion(rule.body[index].variables) }
        return needed
    }

    private static func cut(_ rule: Rule, _ pair: (Int, Int), _ name: String) -> (join: Rule, rest: Rule) {
        let literals = [rule.body[pair.0], rule.body[pair.1]]
        let kept = Set(literals.flatMap(\.variables)).intersection(needed(by: rule, without: [pair.0, pair.1])).sorted()
        let join = Rule(
            relation: name, arguments: kept.map { .operand(.variable($0)) }, body: literals, variables: rule.variables,
            constants: rule.constants, origin: nil, range: rule.range, program: rule.program)
        var rest = rule
        let atom = Atom(relation: name, arguments: kept.map { .variable($0) }, range: literals[0].range)
        rest.body[pair.0] = BodyLiteral(kind: .positive(atom), range: literals[0].range)
        rest.body.remove(at: pair.1)
        return (join, rest)
    }
}
