import ClewModel

/// Computes, compares and tests values. A value that an operation cannot take makes the row drop out with a warning
/// that names the first such row; overflow and division by zero end the evaluation.
final class ExpressionEvaluator {
    let space: TermSpace
    private let sourceOf: (Rule) -> String?
    private var patterns: [String: Pattern?] = [:]
    /// Warnings, one for each condition at fault.
    private(set) var warnings: [TextRange: Diagnostic] = [:]
    private lazy var selected = [Int32](repeating: 0, count: Batch.capacity)

    private let usesIntegerLoops: Bool

    init(space: TermSpace, usesIntegerLoops: Bool, sourceOf: @escaping (Rule) -> String?) {
        self.space = space
        self.usesIntegerLoops = usesIntegerLoops
        self.sourceOf = sourceOf
    }

    /// A row that an expression is evaluated for.
    struct Row {
        let batch: Batch
        let index: Int
        let plan: RulePlan
        let range: TextRange
    }

    /// Applies a step that reads no rows, or looks one up, to a batch.
    func apply(
        _ step: PlanStep, to batch: Batch, of plan: RulePlan, literalRange: TextRange,
        view: (Access) -> RelationView
    ) throws(EvaluationStop) {
        if case .lookup(let result, let relation, let group, let otherwise, let isKnown) = step.kind {
            let access = Access(relation: relation, part: .all, key: [], repeated: [], outputs: [])
            let values = lookUp(view(access).relation, group, batch)
            var kept = 0
            for index in 0..<batch.count {
                guard let value = values[index] ?? otherwise else { continue }
                if isKnown { if batch[result, index] != value { continue } } else { batch[result, index] = value }
                keep(index, &kept)
            }
            return batch.keep(selected, count: kept, slots: step.carried)
        }
        var kept = applyToIntegers(step.kind, batch, plan)
        if kept == nil {
            var some = 0
            for index in 0..<batch.count {
                let row = Row(batch: batch, index: index, plan: plan, range: literalRange)
                if try holds(step.kind, row) { keep(index, &some) }
            }
            kept = some
        }
        batch.keep(selected, count: kept ?? 0, slots: step.carried)
    }

    /// A comparison or sum of two leaves that are small integers in the whole batch, as is the rule, in a loop of its
    /// own: gives the number of rows kept, or none if it is anything else.
    private func applyToIntegers(_ kind: PlanStep.Kind, _ batch: Batch, _ plan: RulePlan) -> Int? {
        guard usesIntegerLoops else { return nil }
        let width = plan.rule.variables.count
        func slot(_ expression: Expression) -> Int? {
            switch expression {
            case .variable(let variable): variable
            case .constant(let constant): width + constant
            case .call: nil
            }
        }
        switch kind {
        case .compare(let comparison, let left, let right):
            guard let left = slot(left), let right = slot(right) else { return nil }
            return batch.compareIntegers(left, comparison, right, into: &selected)
        case .bind(let result, .call(let function, let operands)) where function == .add || function == .subtract:
            guard operands.count == 2, let left = slot(operands[0]), let right = slot(operands[1]),
                batch.combineIntegers(left, right, isSum: function == .add, into: result)
            else { return nil }
            for index in 0..<batch.count { selected[index] = Int32(truncatingIfNeeded: index) }
            return batch.count
        default: return nil
        }
    }

    private func keep(_ index: Int, _ kept: inout Int) {
        selected[kept] = Int32(truncatingIfNeeded: index)
        kept += 1
    }

    /// What an aggregate has for each binding's group.
    private func lookUp(_ table: Relation, _ group: [Int], _ batch: Batch) -> [UInt32?] {
        if group.isEmpty || table.count == 0 {
            return Array(repeating: table.count > 0 ? table.columns[0][0] : nil, count: batch.count)
        }
        let index = table.index(on: Array(group.indices))
        let values = table.columns[group.count]
        var rows = find(group, index, table, batch)
        rows.withUnsafeMutableBufferPointer { index.replaceByFirstRows($0) }
        return rows.map { $0 == RowIndex.none ? nil : values[Int($0)] }
    }

    /// The group of each binding in an index.
    func find(_ slots: [Int], _ index: RowIndex, _ relation: Relation, _ batch: Batch) -> [UInt32] {
        [UInt32](unsafeUninitializedCapacity: batch.count) { groups, filled in
            filled = batch.count
            guard let start = groups.baseAddress else { return }
            batch.withColumns(slots) { index.find($0, count: batch.count, into: start, in: relation.columns) }
        }
    }

    private func holds(_ kind: PlanStep.Kind, _ row: Row) throws(EvaluationStop) -> Bool {
        switch kind {
        case .compare(let comparison, let left, let right): return try compare(comparison, left, right, row)
        case .bind(let variable, let value):
            guard let id = try id(of: value, row) else { return false }
            row.batch[variable, row.index] = id
            return true
        case .match(let variable, let value): return try id(of: value, row) == row.batch[variable, row.index]
        case .test(let test, let operands, let isNegated):
            guard operands.count == 2, let text = try value(operands[0], row), let part = try value(operands[1], row)
            else { return false }
            return holds(test, text.spelling, part.spelling, row) != isNegated
        default: preconditionFailure("the step reads rows")
        }
    }
}

// MARK: - Conditions

extension ExpressionEvaluator {
    private func compare(
        _ comparison: Comparison, _ left: Expression, _ right: Expression, _ row: Row
    ) throws(EvaluationStop) -> Bool {
        if let first = smallInteger(left, row), let second = smallInteger(right, row) {
            return comparison.admits(first < second ? -1 : first == second ? 0 : 1)
        }
        if comparison == .equal || comparison == .notEqual,
            let first = leafID(left, row), let second = leafID(right, row)
        {
            if first == second { return comparison == .equal }
            if space.isText(first) || space.isText(second) { return comparison == .notEqual }
        }
        guard let first = try value(left, row), let second = try value(right, row) else { return false }
        guard let order = TermOrder.compareValues(first, second) else { return comparison == .notEqual }
        return comparison.admits(order)
    }

    private func holds(_ test: TextTest, _ text: String, _ part: String, _ row: Row) -> Bool {
        switch test {
        case .contains: return part.isEmpty || TextFunctions.contains(text, part)
        case .startsWith: return text.utf8.starts(with: part.utf8)
        case .endsWith: return text.utf8.reversed().starts(with: part.utf8.reversed())
        case .matches:
            if patterns[part] == nil {
                switch Pattern.compiling(part) {
                case .success(let pattern): patterns[part] = .some(pattern)
                case .failure(let fault):
                    patterns[part] = .some(nil)
                    warn(
                        .pattern, "\(Term.text(part).sourceSpelling) cannot be read as a pattern: \(fault.message)",
                        row, repair: fault.repair)
                }
            }
            return (patterns[part] ?? nil)?.matches(text) ?? false
        }
    }

    private func leafID(_ expression: Expression, _ row: Row) -> UInt32? {
        switch expression {
        case .variable(let variable): row.batch[variable, row.index]
        case .constant(let constant): row.plan.constants[constant]
        case .call: nil
        }
    }

    /// The value of arithmetic on small integers, which needs no terms; none where it is anything else.
    private func smallInteger(_ expression: Expression, _ row: Row) -> Int64? {
        guard case .call(let function, let operands) = expression else {
            return leafID(expression, row).flatMap(TermDictionary.integer(ofID:))
        }
        guard operands.count == 2, let left = smallInteger(operands[0], row), let right = smallInteger(operands[1], row)
        else { return nil }
        switch function {
        case .add:
            let (sum, overflow) = left.addingReportingOverflow(right)
            return overflow ? nil : sum
        case .subtract:
            let (difference, overflow) = left.subtractingReportingOverflow(right)
            return overflow ? nil : difference
        case .multiply:
            let (product, overflow) = left.multipliedReportingOverflow(by: right)
            return overflow ? nil : product
        case .divide where right != 0 && right != -1: return left / right
        case .remainder where right != 0 && right != -1: return left % right
        default: return nil
        }
    }
}

// MARK: - Values

extension ExpressionEvaluator {
    private func id(of expression: Expression, _ row: Row) throws(EvaluationStop) -> UInt32? {
        if let leaf = leafID(expression, row) { return leaf }
        if let number = smallInteger(expression, row), let id = TermDictionary.id(ofInteger: number) { return id }
        return try value(expression, row).map(space.intern)
    }

    /// The value of an expression; none where an operation cannot take its operands.
    private func value(_ expression: Expression, _ row: Row) throws(EvaluationStop) -> Term? {
        if let leaf = leafID(expression, row) { return space[leaf] }
        guard case .call(let function, let operands) = expression else { return nil }
        var values: [Term] = []
        for operand in operands {
            guard let value = try value(operand, row) else { return nil }
            values.append(value)
        }
        switch Arithmetic.apply(function, values) {
        case .success(let term): return term
        case .failure(.noValue): return nil
        case .failure(.wrongKind(let term)):
            warn(
                .type,
                "\(function.rawValue) takes numbers, not \(term.sourceSpelling): such rows are left out, first "
                    + describe(row), row, repair: "to_number(…) reads a text as a number")
            return nil
        case .failure(.overflow):
            throw stop(.overflow, "\(function.rawValue) has a result too large for a number, at \(describe(row))", row)
        case .failure(.divisionByZero): throw stop(.divisionByZero, "division by zero, at \(describe(row))", row)
        }
    }

    /// The values of the row's variables that the condition reads: `?x = 3, ?y = 0`.
    private func describe(_ row: Row) -> String {
        let literal = row.plan.rule.body.first { $0.range == row.range }
        var seen: Set<Int> = []
        let parts = (literal?.variables ?? []).compactMap { variable -> String? in
            let name = row.plan.rule.variables[variable]
            if case .binding(variable, _) = literal?.kind { return nil }
            guard !name.isEmpty, seen.insert(variable).inserted else { return nil }
            return "?\(name) = \(space[row.batch[variable, row.index]].sourceSpelling)"
        }
        return parts.isEmpty ? "a constant" : parts.joined(separator: ", ")
    }

    private func diagnostic(
        _ problem: QueryProblem, _ severity: Diagnostic.Severity, _ message: String, _ row: Row, _ repair: String?
    ) -> Diagnostic {
        let line = row.plan.rule.origin?.line
        return Diagnostic(
            code: problem.code, severity: severity, message: message, source: sourceOf(row.plan.rule),
            place: line.map { Diagnostic.Place(line: $0, column: 1, range: row.range) }, repair: repair)
    }

    private func warn(_ problem: QueryProblem, _ message: String, _ row: Row, repair: String?) {
        if warnings[row.range] == nil { warnings[row.range] = diagnostic(problem, .warning, message, row, repair) }
    }

    private func stop(_ problem: QueryProblem, _ message: String, _ row: Row) -> EvaluationStop {
        let repair =
            problem == .overflow
            ? "Use decimals, such as 1.0 * ?x" : "Leave such rows out with a condition such as ?y != 0"
        return EvaluationStop(diagnostic: diagnostic(problem, .error, message, row, repair), isPartial: false)
    }
}

extension Comparison {
    /// Whether an order (negative, zero, positive) is the one asked for.
    func admits(_ order: Int) -> Bool {
        switch self {
        case .equal: order == 0
        case .notEqual: order != 0
        case .less: order < 0
        case .lessOrEqual: order <= 0
        case .greater: order > 0
        case .greaterOrEqual: order >= 0
        }
    }
}
