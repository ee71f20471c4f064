import ClewModel

/// Makes a program derive only what its queries ask for: magic sets (Beeri and Ramakrishnan 1991), in the plain form
/// without supplementary relations.
///
/// Where a condition on a derived relation has arguments that are known, from constants or from conditions that hold
/// constants, the relation gets a copy for that pattern of known arguments, whose rules first ask whether the values are
/// wanted; what is wanted is a relation of its own.
///
/// This begins at relations that no rule uses: queries and outputs. Conditions without known arguments, negation and
/// aggregates read whole relations, whose rules stay as they are: so what is wanted never depends on itself through a
/// negation, and the program stays stratified. Relations that gather, consist of facts, or have rows in the source are
/// left as they are.
struct DemandTransformation {
    /// A relation with the arguments that are known.
    private struct Pattern: Hashable {
        var relation: String
        var known: [Bool]

        private var letters: String { String(known.map { $0 ? "b" : "f" }) }

        /// The copy; everything before the mark is the relation's own name.
        var copy: String { relation + InternalName.copyMark + letters }

        /// The relation of wanted values.
        var demand: String { InternalName.demandPrefix + relation + " " + letters }
    }

    private let program: CheckedProgram
    private let eligible: Set<String>
    /// Relations that some rule reads.
    private let used: Set<String>
    private let rulesByHead: [String: [Rule]]
    private var rules: [Rule] = []
    private var columns: [String: [RelationSchema.Column]]
    private var whole: [String] = []
    private var patterns: [Pattern] = []

    /// The transformed program; the queries' answers are the same. O(rules · patterns of known arguments).
    static func apply(to program: CheckedProgram, hasRows: (String) -> Bool) -> CheckedProgram {
        if !program.hasDependencies { return program }
        var transformation = DemandTransformation(program, hasRows: hasRows)
        transformation.run()
        return program.replacing(rules: transformation.rules, columns: transformation.columns)
    }

    private init(_ program: CheckedProgram, hasRows: (String) -> Bool) {
        self.program = program
        columns = program.columns
        rulesByHead = Dictionary(grouping: program.rules, by: \.relation)
        eligible = Set(
            rulesByHead.filter { name, rules in
                rules.contains { !$0.body.isEmpty } && !rules.contains(where: \.isAggregating) && !hasRows(name)
            }.keys)
        used = Set(program.rules.flatMap { $0.body.compactMap(\.dependency) })
    }

    private mutating func run() {
        whole = program.queries.map(\.relation) + program.outputs
        var seen = Set(whole)
        var donePatterns = 0
        var doneWhole = 0
        while doneWhole < whole.count || donePatterns < patterns.count {
            let before = rules.count
            if doneWhole < whole.count {
                let name = whole[doneWhole]
                for rule in rulesByHead[name] ?? [] {
                    if used.contains(name) { rules.append(rule) } else { rewrite(rule, for: nil) }
                }
                doneWhole += 1
            } else {
                for rule in rulesByHead[patterns[donePatterns].relation] ?? [] {
                    rewrite(rule, for: patterns[donePatterns])
                }
                donePatterns += 1
            }
            for name in rules[before...].flatMap({ $0.body.compactMap(\.dependency) })
            where rulesByHead[name] != nil && seen.insert(name).inserted {
                whole.append(name)
            }
        }
    }

    /// Adds the rule, with the conditions that have known arguments turned to copies, and the rules that say what is
    /// wanted of these.
    private mutating func rewrite(_ rule: Rule, for pattern: Pattern?) {
        var made = rule
        var bound: Set<Int> = []
        var front: [BodyLiteral] = []
        if let pattern {
            made.relation = pattern.copy
            let wanted = zip(rule.arguments, pattern.known).compactMap { argument, isKnown -> Operand? in
                if isKnown, case .operand(let operand) = argument { operand } else { nil }
            }
            let atom = Atom(relation: pattern.demand, arguments: wanted, range: rule.range)
            front = [BodyLiteral(kind: .positive(atom), range: rule.range)]
            bound.formUnion(atom.variables)
        }
        let asking = front
        var rest = Array(rule.body.indices)
        while let index = next(rest, made, bound) {
            rest.removeAll { $0 == index }
            if case .positive(let atom) = made.body[index].kind, eligible.contains(atom.relation) {
                made.body[index] = demand(atom, made, bound, front)
            }
            front.append(made.body[index])
            bound.formUnion(made.body[index].variables)
        }
        made.body = asking + made.body
        rules.append(made)
    }

    /// The next condition that something is known of: computed values and comparisons first, then relations that are
    /// there anyway, then those that are derived on demand.
    private func next(_ rest: [Int], _ rule: Rule, _ bound: Set<Int>) -> Int? {
        func isKnown(_ operand: Operand) -> Bool {
            switch operand {
            case .constant: true
            case .variable(let variable): bound.contains(variable)
            case .anything: false
            }
        }
        func rank(_ index: Int) -> Int? {
            switch rule.body[index].kind {
            case .binding(_, let value): value.variables.allSatisfy(bound.contains) ? 0 : nil
            case .comparison(_, let left, let right):
                (left.variables + right.variables).allSatisfy(bound.contains) ? 0 : nil
            case .positive(let atom):
                atom.arguments.contains(where: isKnown) ? (eligible.contains(atom.relation) ? 2 : 1) : nil
            default: nil
            }
        }
        return rest.compactMap { index in rank(index).map { (rank: $0, index: index) } }.min { $0 < $1 }?.index
    }

    /// The condition on the copy, which is made if it is new, and the rule for what is wanted of it.
    private mutating func demand(
        _ atom: Atom, _ rule: Rule, _ bound: Set<Int>, _ front: [BodyLiteral]
    ) -> BodyLiteral {
        let known = atom.arguments.map { argument in
            switch argument {
            case .constant: true
            case .variable(let variable): bound.contains(variable)
            case .anything: false
            }
        }
        let pattern = Pattern(relation: atom.relation, known: known)
        if columns[pattern.copy] == nil {
            patterns.append(pattern)
            columns[pattern.copy] = columns[atom.relation]
            columns[pattern.demand] = known.filter { $0 }.map { _ in .any }
        }
        let wanted = zip(atom.arguments, known).filter(\.1).map(\.0)
        let isSame: Bool
        if front.count == 1, case .positive(let only) = front[0].kind {
            isSame = only.relation == pattern.demand && only.arguments == wanted
        } else {
            isSame = false
        }
        if !isSame {
            rules.append(
                Rule(
                    relation: pattern.demand, arguments: wanted.map { .operand($0) }, body: front,
                    variables: rule.variables, constants: rule.constants, origin: nil, range: atom.range,
                    program: rule.program))
        }
        let copy = Atom(relation: pattern.copy, arguments: atom.arguments, range: atom.range)
        return BodyLiteral(kind: .positive(copy), range: atom.range)
    }
}

/// Names of relations that nobody wrote. They begin with a question mark, or hold the mark of a copy; neither can stand
/// in a program.
enum InternalName {
    static let demandPrefix = "?wanted "
    static let joinPrefix = "?join "
    static let copyMark = "\u{1}"

    /// What to call a relation in front of people.
    static func shown(_ relation: String) -> String {
        if let mark = relation.firstIndex(of: "\u{1}") { return String(relation[..<mark]) }
        if relation.hasPrefix(demandPrefix) {
            return "what is wanted of " + relation.dropFirst(demandPrefix.count).prefix { $0 != " " }
        }
        if relation.hasPrefix(joinPrefix) { return "join" }
        if relation.hasPrefix("?query") { return "answer" }
        return relation.hasPrefix("?") ? "aggregate" : relation
    }
}
