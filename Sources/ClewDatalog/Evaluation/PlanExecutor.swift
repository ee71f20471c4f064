import ClewModel

/// Where a step finds a relation's rows.
struct RelationView {
    var relation: Relation
    /// The rows that the step may see.
    var range: Range<Int>
}

/// Runs a plan: batches of bindings go from step to step, depth first, so that memory stays bounded however many
/// bindings there are. A step that copies bindings writes into a batch of its own; one that only drops some works in
/// place.
final class PlanExecutor {
    let plan: RulePlan
    let evaluator: ExpressionEvaluator
    private let meter: EvaluationMeter
    private let view: (Access) -> RelationView
    private let sink: (Batch) throws(EvaluationStop) -> Void

    /// Bindings that came out of each step.
    private(set) var stepCounts: [Int]
    private var batches: [Batch?]
    var selected: [Int32]
    var groups: [UInt32]
    private let variableCount: Int

    init(
        plan: RulePlan, evaluator: ExpressionEvaluator, meter: EvaluationMeter,
        view: @escaping (Access) -> RelationView, sink: @escaping (Batch) throws(EvaluationStop) -> Void
    ) {
        self.plan = plan
        self.evaluator = evaluator
        self.meter = meter
        self.view = view
        self.sink = sink
        variableCount = plan.rule.variables.count
        stepCounts = Array(repeating: 0, count: plan.steps.count)
        batches = Array(repeating: nil, count: plan.steps.count)
        selected = Array(repeating: 0, count: Batch.capacity)
        groups = Array(repeating: 0, count: Batch.capacity)
    }

    /// Gives all bindings to the sink. `given` holds values of variables that are known beforehand.
    func run(given: [Int: UInt32] = [:]) throws(EvaluationStop) {
        let start = makeBatch()
        for (variable, id) in given { start[variable, 0] = id }
        start.count = 1
        try push(start, to: 0)
    }

    private func makeBatch() -> Batch { Batch(variableCount: variableCount, constants: plan.constants) }

    private func push(_ batch: Batch, to index: Int) throws(EvaluationStop) {
        if index > 0 { stepCounts[index - 1] += batch.count }
        if batch.count == 0 { return }
        if index == plan.steps.count { return try sink(batch) }
        let step = plan.steps[index]
        switch step.kind {
        case .scan(let access): try scan(access, batch, index)
        case .probe(let access): try probe(access, batch, index)
        case .intersect(let accesses): try intersect(accesses, batch, index)
        case .check(let access, let isNegated):
            check(access, batch, isNegated: isNegated, carried: step.carried)
            try push(batch, to: index + 1)
        default:
            try evaluator.apply(step, to: batch, of: plan, literalRange: plan.rule.body[step.literal].range) { access in
                self.view(access)
            }
            try push(batch, to: index + 1)
        }
    }

    func slot(of source: Access.Source) -> Int {
        switch source {
        case .slot(let slot): slot
        case .constant(let id): variableCount + (plan.constants.firstIndex(of: id) ?? 0)
        }
    }

    private func output(of index: Int) -> Batch {
        if let batch = batches[index] { return batch }
        let batch = makeBatch()
        batches[index] = batch
        return batch
    }

    // MARK: - Scanning

    private func scan(_ access: Access, _ input: Batch, _ index: Int) throws(EvaluationStop) {
        let view = view(access)
        let out = output(of: index)
        var rows = [UInt32](repeating: 0, count: Batch.capacity)
        for binding in 0..<input.count {
            let key = access.key.map { ($0.column, input[slot(of: $0.source), binding]) }
            if let selection = indexedRows(access, key, view) {
                for start in stride(from: 0, to: selection.count, by: Batch.capacity) {
                    let part = selection[start..<min(start + Batch.capacity, selection.count)]
                    var count = 0
                    for row in part where view.range.contains(row) {
                        rows[count] = UInt32(row)
                        count += 1
                    }
                    try emit(access, view.relation, &rows, count, [], input, binding, out, index)
                }
                continue
            }
            for start in stride(from: view.range.lowerBound, to: view.range.upperBound, by: Batch.capacity) {
                let end = min(start + Batch.capacity, view.range.upperBound)
                for offset in 0..<(end - start) { rows[offset] = UInt32(start + offset) }
                try emit(access, view.relation, &rows, end - start, key, input, binding, out, index)
            }
        }
    }

    /// Rows by an index on the columns of a scan's key: where there is one, or where the same columns have been asked
    /// for before, so that building one pays.
    private func indexedRows(_ access: Access, _ key: [(Int, UInt32)], _ view: RelationView) -> [Int]? {
        if key.isEmpty || access.part == .delta || view.range.count < 64 { return nil }
        let columns = key.map(\.0)
        if !view.relation.hasIndex(on: columns) {
            view.relation.selections[columns, default: 0] += 1
            if view.relation.selections[columns, default: 0] < 2 { return nil }
        }
        return view.relation.index(on: columns).rows(of: key.map(\.1))
    }

    /// Filters `rows` and passes what remains on.
    private func emit(
        _ access: Access, _ relation: Relation, _ rows: inout [UInt32], _ total: Int, _ key: [(Int, UInt32)],
        _ input: Batch, _ binding: Int, _ out: Batch, _ index: Int
    ) throws(EvaluationStop) {
        try meter.tick()
        var count = total
        for (column, wanted) in key { count = PlanExecutor.filter(&rows, count, relation.columns[column], wanted) }
        for (column, earlier) in access.repeated {
            count = PlanExecutor.filter(&rows, count, relation.columns[column], relation.columns[earlier])
        }
        if count == 0 { return }
        let filled = access.outputs.map(\.slot)
        for slot in plan.steps[index].carried where !filled.contains(slot) {
            let value = input[slot, binding]
            for row in 0..<count { out[slot, row] = value }
        }
        for (column, slot) in access.outputs { PlanExecutor.gather(relation.columns[column], rows, count, out, slot) }
        out.count = count
        try push(out, to: index + 1)
    }

    // MARK: - Joining

    private func probe(_ access: Access, _ input: Batch, _ index: Int) throws(EvaluationStop) {
        let view = view(access)
        let out = output(of: index)
        let rowIndex = view.relation.index(on: access.keyColumns)
        var cursor = ProbeCursor(groups: find(access, rowIndex, input), bound: view.range.upperBound)
        var matches = MatchBuffer()
        let filled = access.outputs.map(\.slot)
        while cursor.fill(&matches, from: rowIndex) {
            try meter.tick()
            for (column, earlier) in access.repeated {
                matches.keep(view.relation.columns[column], equalTo: view.relation.columns[earlier])
            }
            for slot in plan.steps[index].carried where !filled.contains(slot) {
                matches.gather(input, slot, into: out)
            }
            for (column, slot) in access.outputs {
                PlanExecutor.gather(view.relation.columns[column], matches.rows, matches.count, out, slot)
            }
            out.count = matches.count
            try push(out, to: index + 1)
        }
    }

    private func intersect(_ accesses: [Access], _ input: Batch, _ index: Int) throws(EvaluationStop) {
        let views = accesses.map(view)
        let out = output(of: index)
        let indexes = zip(accesses, views).map { $1.relation.index(on: $0.keyColumns) }
        let found = zip(accesses, indexes).map { find($0, $1, input) }
        let slot = accesses[0].outputs[0].slot
        let kept = slotsToKeep(accesses, index)
        for (chosen, groups) in PlanExecutor.assignSmallest(found, indexes).enumerated() {
            var cursor = ProbeCursor(groups: groups, bound: views[chosen].range.upperBound)
            var matches = MatchBuffer()
            let column = views[chosen].relation.columns[accesses[chosen].outputs[0].column]
            while cursor.fill(&matches, from: indexes[chosen]) {
                try meter.tick()
                for carried in kept where carried != slot { matches.gather(input, carried, into: out) }
                PlanExecutor.gather(column, matches.rows, matches.count, out, slot)
                out.count = matches.count
                for (other, access) in accesses.enumerated() where other != chosen {
                    var access = access
                    access.key.append((access.outputs[0].column, .slot(slot)))
                    access.outputs = []
                    check(access, out, isNegated: false, carried: kept)
                }
                try push(out, to: index + 1)
            }
        }
    }

    /// For each access the groups of those bindings that have their fewest rows in it; the others have none there.
    private static func assignSmallest(_ found: [[UInt32]], _ indexes: [RowIndex]) -> [[UInt32]] {
        var assigned = found
        for binding in found[0].indices {
            var best = 0
            var bestSize = Int.max
            for access in found.indices {
                let group = found[access][binding]
                let size = group == KeyTable.none ? 0 : indexes[access].size(of: group)
                if size < bestSize { (best, bestSize) = (access, size) }
            }
            for access in found.indices where access != best || bestSize == 0 {
                assigned[access][binding] = KeyTable.none
            }
        }
        return assigned
    }

    /// Slots that must survive an intersection's checks: those read later and those that the checks read.
    private func slotsToKeep(_ accesses: [Access], _ index: Int) -> [Int] {
        var slots = Set(plan.steps[index].carried)
        for access in accesses {
            slots.formUnion(access.outputs.map(\.slot))
            for case .slot(let slot) in access.key.map(\.source) { slots.insert(slot) }
        }
        return slots.sorted()
    }

    /// Drops the bindings for which there is no row (or one, negated).
    /// - Precondition: `carried` names each slot once.
    private func check(_ access: Access, _ batch: Batch, isNegated: Bool, carried: [Int]) {
        let view = view(access)
        if access.key.isEmpty {
            if view.range.isEmpty != isNegated { batch.count = 0 }
            return
        }
        let rowIndex = view.relation.index(on: access.keyColumns)
        let groups = find(access, rowIndex, batch)
        var kept = 0
        for binding in 0..<batch.count {
            let exists =
                groups[binding] != KeyTable.none && rowIndex.hasRow(in: groups[binding], below: view.range.upperBound)
            if exists != isNegated {
                selected[kept] = Int32(truncatingIfNeeded: binding)
                kept += 1
            }
        }
        batch.keep(selected, count: kept, slots: carried)
    }

    /// The group of each binding in an index.
    private func find(_ access: Access, _ index: RowIndex, _ batch: Batch) -> [UInt32] {
        let slots = access.key.map { slot(of: $0.source) }
        let count = batch.count
        return batch.values.withUnsafeBufferPointer { values in
            guard let base = values.baseAddress else { return [] }
            return [UInt32](unsafeUninitializedCapacity: count) { groups, filled in
                filled = count
                if let start = groups.baseAddress {
                    index.find(slots.map { base + $0 * Batch.capacity }, count: count, into: start)
                }
            }
        }
    }
}
