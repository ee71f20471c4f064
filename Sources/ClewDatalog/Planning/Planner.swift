import ClewModel

/// What the planner asks of the relations.
protocol PlanningSource: AnyObject {
    /// Rows that a step would read.
    func rowCount(of relation: String, part: Access.Part) -> Int
    /// Statistics of a column; none for a relation without rows.
    func statistics(of relation: String, column: Int) -> ColumnStatistics?
    /// The id of a constant.
    func intern(_ term: Term) -> UInt32
    /// What the planner may do.
    var optimizations: Optimizations { get }
}

/// Orders the conditions of a rule by what they are estimated to yield, from the real sizes of the relations at the
/// moment, and puts every test as early as its variables are bound.
struct Planner {
    let rule: Rule
    let source: any PlanningSource
    /// Relations of the stratum under evaluation.
    let recursive: Set<String>
    let deltaLiteral: Int?
    /// Variables that have values before the first step.
    let given: Set<Int>
    private let constants: [UInt32]

    init(
        rule: Rule, source: any PlanningSource, recursive: Set<String> = [], deltaLiteral: Int? = nil,
        given: Set<Int> = []
    ) {
        self.rule = rule
        self.source = source
        self.recursive = recursive
        self.deltaLiteral = deltaLiteral
        self.given = given
        constants = rule.constants.map { source.intern($0.term) }
    }

    /// The plan with the least estimated number of bindings over all steps, among the orders that a greedy choice
    /// makes from each possible first atom. O(atoms³).
    func plan() -> RulePlan {
        let atoms = rule.body.indices.filter { if case .positive = rule.body[$0].kind { true } else { false } }
        var starts: [Int?] = deltaLiteral.map { [$0] } ?? atoms.map { $0 }
        if atoms.isEmpty || !given.isEmpty { starts = [nil] }
        if !source.optimizations.contains(.joinOrder), deltaLiteral == nil { starts = [nil] }
        if starts.count > 12 {
            starts = Array(starts.sorted { size($0) < size($1) }.prefix(12))
        }
        var best: (steps: [PlanStep], cost: Double)?
        for start in starts {
            let candidate = order(from: start, atoms)
            if best.map({ candidate.cost < $0.cost }) ?? true { best = candidate }
        }
        var steps = best?.steps ?? []
        if source.optimizations.contains(.intersections) { steps = withIntersections(steps) }
        return RulePlan(
            rule: rule, steps: withCarriedSlots(steps), deltaLiteral: deltaLiteral, constants: constants)
    }

    private func size(_ literal: Int?) -> Int {
        guard let literal, let atom = rule.body[literal].atom else { return 0 }
        return source.rowCount(of: atom.relation, part: part(of: literal))
    }

    private func part(of literal: Int) -> Access.Part {
        guard let deltaLiteral, let relation = rule.body[literal].atom?.relation, recursive.contains(relation) else {
            return .all
        }
        return literal == deltaLiteral ? .delta : literal < deltaLiteral ? .old : .all
    }

    private func order(from start: Int?, _ atoms: [Int]) -> (steps: [PlanStep], cost: Double) {
        var bound = given
        var steps: [PlanStep] = []
        var rows = 1.0
        var cost = 0.0
        var rest = atoms
        var others = rule.body.indices.filter { !atoms.contains($0) }
        func place(_ step: PlanStep, _ factor: Double) {
            rows = max(rows * factor, 0.01)
            cost += rows
            steps.append(step)
        }
        func placeOthers() {
            var hasPlaced = true
            while hasPlaced {
                hasPlaced = false
                for (position, literal) in others.enumerated() {
                    guard let (step, factor) = self.step(for: literal, bound) else { continue }
                    others.remove(at: position)
                    bound.formUnion(rule.body[literal].variables)
                    place(step, factor)
                    hasPlaced = true
                    break
                }
            }
        }
        placeOthers()
        while !rest.isEmpty {
            let isFirst = rest.count == atoms.count
            let next = (isFirst ? start : nil) ?? cheapest(of: rest, bound) ?? rest[0]
            rest.removeAll { $0 == next }
            let factor = fanout(next, bound)
            let step = self.step(forAtom: next, bound)
            bound.formUnion(rule.body[next].variables)
            place(step, factor)
            placeOthers()
        }
        return (steps, cost)
    }

    /// The atom with the fewest rows for one binding. One that shares nothing with the binding is taken only if there
    /// is no other, or it has a single row: its rows would multiply all bindings.
    private func cheapest(of atoms: [Int], _ bound: Set<Int>) -> Int? {
        let ready = atoms.filter { isReady($0, bound) }.map { (literal: $0, fanout: fanout($0, bound)) }
        if !source.optimizations.contains(.joinOrder) { return ready.first?.literal }
        let connected = ready.filter { entry in
            size(entry.literal) <= 1
                || rule.body[entry.literal].atom?.arguments.contains { argument in
                    if case .variable(let variable) = argument { bound.contains(variable) } else { false }
                } ?? false
        }
        return (connected.isEmpty ? ready : connected).min { $0.fanout < $1.fanout }?.literal
    }

    /// Whether the values that are computed for the atom's arguments are there.
    private func isReady(_ literal: Int, _ bound: Set<Int>) -> Bool {
        guard let atom = rule.body[literal].atom else { return true }
        return atom.variables.allSatisfy { !isComputed($0) || bound.contains($0) }
    }

    private func isComputed(_ variable: Int) -> Bool {
        rule.variables[variable].isEmpty
            && rule.body.contains { if case .binding(variable, _) = $0.kind { true } else { false } }
    }

    /// The estimated number of rows for one binding, assuming that columns are independent.
    private func fanout(_ literal: Int, _ bound: Set<Int>) -> Double {
        guard let atom = rule.body[literal].atom else { return 1 }
        let part = part(of: literal)
        // What is old now is a part of what is there; the plan will still be used when it is nearly all.
        let rows = Double(source.rowCount(of: atom.relation, part: part == .old ? .all : part))
        if rows == 0 { return 0 }
        var share = 1.0
        for (column, argument) in atom.arguments.enumerated() {
            let matching: Double?
            switch argument {
            case .constant(let constant):
                matching = source.statistics(of: atom.relation, column: column)?.rows(with: constants[constant])
            case .variable(let variable) where bound.contains(variable):
                matching = source.statistics(of: atom.relation, column: column)?.rowsPerValue
            default: continue
            }
            let total = Double(source.rowCount(of: atom.relation, part: .all))
            share *= min(1, (matching ?? total) / max(1, total))
        }
        return rows * share
    }
}

// MARK: - Steps

extension Planner {
    private func access(_ atom: Atom, _ part: Access.Part, _ bound: Set<Int>) -> Access {
        var access = Access(relation: atom.relation, part: part, key: [], repeated: [], outputs: [])
        for (column, argument) in atom.arguments.enumerated() {
            switch argument {
            case .anything: break
            case .constant(let constant): access.key.append((column, .constant(constant)))
            case .variable(let variable):
                if bound.contains(variable) {
                    access.key.append((column, .slot(variable)))
                } else if let earlier = access.outputs.first(where: { $0.slot == variable }) {
                    access.repeated.append((column, earlier.column))
                } else {
                    access.outputs.append((column, variable))
                }
            }
        }
        return access
    }

    private func step(forAtom literal: Int, _ bound: Set<Int>) -> PlanStep {
        guard case .positive(let atom) = rule.body[literal].kind else {
            preconditionFailure("only positive atoms are joined")
        }
        let access = access(atom, part(of: literal), bound)
        if access.part == .delta || access.key.isEmpty
            || access.key.allSatisfy({ $0.source.isConstant }) && bound.isEmpty
        {
            return PlanStep(kind: .scan(access), literal: literal)
        }
        if access.outputs.isEmpty, !rule.isAggregating || access.key.count == atom.arguments.count {
            return PlanStep(kind: .check(access, isNegated: false), literal: literal)
        }
        return PlanStep(kind: .probe(access), literal: literal)
    }

    /// The step for a literal that is no positive atom, if its variables are bound.
    private func step(for literal: Int, _ bound: Set<Int>) -> (PlanStep, Double)? {
        let kind: PlanStep.Kind
        var factor = 1.0
        switch rule.body[literal].kind {
        case .positive: return nil
        case .negative(let atom):
            guard atom.variables.allSatisfy(bound.contains) else { return nil }
            kind = .check(access(atom, .all, bound), isNegated: true)
            factor = 0.5
        case .comparison(let comparison, let left, let right):
            guard (left.variables + right.variables).allSatisfy(bound.contains) else { return nil }
            kind = .compare(comparison, left, right)
            factor = comparison == .equal ? 0.1 : comparison == .notEqual ? 0.9 : 0.4
        case .binding(let variable, let value):
            guard value.variables.allSatisfy(bound.contains) else { return nil }
            kind = bound.contains(variable) ? .match(variable, value) : .bind(variable, value)
        case .test(let test, let operands, let isNegated):
            guard operands.flatMap(\.variables).allSatisfy(bound.contains) else { return nil }
            kind = .test(test, operands, isNegated: isNegated)
            factor = 0.3
        case .lookup(let result, let relation, let group, let otherwise):
            guard group.allSatisfy(bound.contains), !bound.contains(result) || given.contains(result) else {
                return nil
            }
            kind = .lookup(
                result: result, relation: relation, group: group, otherwise: otherwise.map(source.intern),
                isKnown: bound.contains(result))
        }
        return (PlanStep(kind: kind, literal: literal), factor)
    }

    /// Joins a probe that gives one variable with the checks behind it that hold the variable too.
    private func withIntersections(_ steps: [PlanStep]) -> [PlanStep] {
        var joined: [PlanStep] = []
        for step in steps {
            if case .check(let access, isNegated: false) = step.kind, let last = joined.last {
                var accesses: [Access] = []
                if case .probe(let probe) = last.kind { accesses = [probe] }
                if case .intersect(let several) = last.kind { accesses = several }
                if let first = accesses.first, first.outputs.count == 1, first.repeated.isEmpty,
                    let giving = access.giving(first.outputs[0].slot)
                {
                    joined[joined.count - 1].kind = .intersect(accesses + [giving])
                    continue
                }
            }
            joined.append(step)
        }
        return joined
    }

    /// Notes for each step which slots are read after it.
    private func withCarriedSlots(_ steps: [PlanStep]) -> [PlanStep] {
        var steps = steps
        var live = Set<Int>()
        for argument in rule.arguments {
            switch argument {
            case .operand(.variable(let variable)), .aggregate(_, .some(let variable)): live.insert(variable)
            default: break
            }
        }
        if !given.isEmpty { live.formUnion(rule.variables.indices) }
        for index in steps.indices.reversed() {
            steps[index].carried = live.sorted()
            if !rule.isAggregating, given.isEmpty { steps[index].dropUnread(live) }
            live.formUnion(steps[index].slotsRead)
        }
        return steps
    }
}

extension Access.Source {
    var isConstant: Bool { if case .constant = self { true } else { false } }
}

extension Access {
    /// This access with the slot as its output rather than part of its key, if there is more to the key.
    fileprivate func giving(_ slot: Int) -> Access? {
        guard part != .delta, repeated.isEmpty, outputs.isEmpty, key.count > 1,
            let place = key.firstIndex(where: { $0.source == .slot(slot) }),
            key.filter({ $0.source == .slot(slot) }).count == 1
        else { return nil }
        var access = self
        access.outputs = [(access.key.remove(at: place).column, slot)]
        return access
    }
}

extension PlanStep {
    var isAtom: Bool {
        switch kind {
        case .scan, .probe, .intersect, .check(_, isNegated: false): true
        default: false
        }
    }

    /// Slots whose values the step needs.
    fileprivate var slotsRead: [Int] {
        switch kind {
        case .scan(let access), .probe(let access), .check(let access, _): access.slotsRead
        case .intersect(let accesses): accesses.flatMap(\.slotsRead)
        case .compare(_, let left, let right): left.variables + right.variables
        case .bind(_, let value): value.variables
        case .match(let variable, let value): [variable] + value.variables
        case .test(_, let operands, _): operands.flatMap(\.variables)
        case .lookup(let result, _, let group, _, let isKnown): isKnown ? group + [result] : group
        }
    }

    /// A probe of which nothing is read any more only checks that there is a row.
    fileprivate mutating func dropUnread(_ live: Set<Int>) {
        switch kind {
        case .scan(var access):
            access.outputs.removeAll { output in
                !live.contains(output.slot) && !access.repeated.contains { $0.earlier == output.column }
            }
            kind = .scan(access)
        case .probe(var access):
            access.outputs.removeAll { output in
                !live.contains(output.slot) && !access.repeated.contains { $0.earlier == output.column }
            }
            kind = access.outputs.isEmpty && access.repeated.isEmpty ? .check(access, isNegated: false) : .probe(access)
        default: break
        }
    }
}

extension Access {
    /// Slots whose values are compared with.
    var slotsRead: [Int] {
        key.compactMap { if case .slot(let slot) = $0.source { slot } else { nil } }
    }
}
