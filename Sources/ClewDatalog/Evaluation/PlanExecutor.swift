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
    let view: (Access) -> RelationView
    private let sink: (Batch) throws(EvaluationStop) -> Void

    /// Bindings that came out of each step.
    var stepCounts: [Int]
    private var batches: [Batch?]
    private var matches: [MatchBuffer?]
    lazy var selected = [Int32](repeating: 0, count: Batch.capacity)
    private let variableCount: Int
    /// By step, where others must find all as it is (``freeze(whileGrowing:)``).
    var frozen: [[AccessTarget]]?
    /// The rows that the first step goes through, where it is not to go through all.
    private var part: Range<Int>?

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
        matches = Array(repeating: nil, count: plan.steps.count)
    }

    /// Gives all bindings to the sink. `given` holds values of variables that are known beforehand.
    func run(given: [Int: UInt32] = [:]) throws(EvaluationStop) {
        let start = Batch(variableCount: variableCount, constants: plan.constants, room: 1)
        for (variable, id) in given { start[variable, 0] = id }
        start.count = 1
        try push(start, to: 0)
    }

    /// An executor of the same plan, which reads relations as they were when this one was frozen.
    func frozenCopy(
        meter: EvaluationMeter, sink: @escaping (Batch) throws(EvaluationStop) -> Void
    ) -> PlanExecutor {
        let copy = PlanExecutor(plan: plan, evaluator: evaluator, meter: meter, view: view, sink: sink)
        copy.frozen = frozen
        return copy
    }

    /// Gives the bindings that begin with some of the rows of the first step, which is a scan.
    func run(part: Range<Int>) throws(EvaluationStop) {
        self.part = part
        defer { self.part = nil }
        try run()
    }

    /// Counts what another executor of the plan did.
    func addCounts(of other: PlanExecutor) {
        for index in stepCounts.indices { stepCounts[index] += other.stepCounts[index] }
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
            check(access, batch, isNegated: isNegated, carried: step.carried, index)
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
        case .constant(let constant): variableCount + constant
        }
    }

    private func output(of index: Int) -> Batch {
        if let batch = batches[index] { return batch }
        let batch = makeBatch()
        batches[index] = batch
        return batch
    }

    private func matchBuffer(of index: Int) -> MatchBuffer {
        if let buffer = matches[index] { return buffer }
        let buffer = MatchBuffer()
        matches[index] = buffer
        return buffer
    }

    // MARK: - Scanning

    private func scan(_ access: Access, _ input: Batch, _ index: Int) throws(EvaluationStop) {
        var view = frozen?[index][0].view ?? view(access)
        if index == 0, let part { view.range = part }
        let out = output(of: index)
        // Written before they are read.
        var rows = [UInt32](unsafeUninitializedCapacity: Batch.capacity) { $1 = Batch.capacity }
        for binding in 0..<input.count {
            let key = access.key.map { ($0.column, input[slot(of: $0.source), binding]) }
            if let selection = indexedRows(access, key, view) {
                for start in stride(from: 0, to: selection.count, by: Batch.capacity) {
                    let part = selection[start..<min(start + Batch.capacity, selection.count)]
                    var count = 0
                    for row in part where view.range.contains(Int(row)) {
                        rows[count] = row
                        count += 1
                    }
                    try emit(access, view.relation, &rows, count, key, input, binding, out, index)
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

    /// Rows by an index on columns of a scan's key: where there is one, or where the same columns have been asked for
    /// before, so that building one pays. Other columns of the key remain to be compared.
    private func indexedRows(_ access: Access, _ key: [(Int, UInt32)], _ view: RelationView) -> [UInt32]? {
        if key.isEmpty || access.part == .delta || view.range.count < 64 { return nil }
        let columns = view.relation.narrowed(access).0.keyColumns
        if !view.relation.hasIndex(on: columns) {
            view.relation.selections[columns, default: 0] += 1
            if view.relation.selections[columns, default: 0] < 2 { return nil }
        }
        let values = key.filter { columns.contains($0.0) }.map(\.1)
        return view.relation.index(on: columns).rows(of: values, in: view.relation.columns)
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
        let target = frozen?[index][0] ?? probeTarget(access)
        guard let rowIndex = target.index else { return }
        let (view, rest) = (target.view, target.rest)
        let out = output(of: index)
        var cursor = ProbeCursor(groups: find(target.narrow, rowIndex, view, input), bound: view.range.upperBound)
        let matches = matchBuffer(of: index)
        let filled = access.outputs.map(\.slot)
        while cursor.fill(matches, from: rowIndex) {
            try meter.tick()
            for (column, source) in rest {
                matches.keep(view.relation.columns[column], equalTo: input, slot(of: source))
            }
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
        let targets = frozen.map { Array($0[index].prefix(accesses.count)) } ?? accesses.map(indexTarget)
        let (views, indexes) = (targets.map(\.view), targets.compactMap(\.index))
        let out = output(of: index)
        let found = accesses.indices.map { find(accesses[$0], indexes[$0], views[$0], input) }
        let matches = matchBuffer(of: index)
        let slot = accesses[0].outputs[0].slot
        for (chosen, groups) in PlanExecutor.assignSmallest(found, indexes).enumerated() {
            let others = accesses.indices.filter { $0 != chosen }
                .map { (access: accesses[$0].holding(slot), target: frozen?[index][accesses.count + $0]) }
            let asked = Set(others.flatMap(\.access.slotsRead)).subtracting([slot]).sorted()
            var cursor = ProbeCursor(groups: groups, bound: views[chosen].range.upperBound)
            let column = views[chosen].relation.columns[accesses[chosen].outputs[0].column]
            while cursor.fill(matches, from: indexes[chosen]) {
                try meter.tick()
                for slot in asked { matches.gather(input, slot, into: out) }
                PlanExecutor.gather(column, matches.rows, matches.count, out, slot)
                out.count = matches.count
                for other in others {
                    let kept = select(other.access, other.target, out, isNegated: false)
                    out.keep(selected, count: kept, slots: asked + [slot])
                    matches.keep(selected, count: kept)
                }
                for carried in plan.steps[index].carried where carried != slot && !asked.contains(carried) {
                    matches.gather(input, carried, into: out)
                }
                try push(out, to: index + 1)
            }
        }
    }

    /// For each access the groups of those bindings that have their fewest rows in it; the others have none there.
    private static func assignSmallest(_ found: [[UInt32]], _ indexes: [RowIndex]) -> [[UInt32]] {
        let sizes = zip(found, indexes).map { groups, index in index.sizes(of: groups) }
        var assigned = found
        for binding in found[0].indices {
            var best = 0
            for access in found.indices where sizes[access][binding] < sizes[best][binding] { best = access }
            let isNowhere = sizes[best][binding] == 0
            for access in found.indices where access != best || isNowhere {
                assigned[access][binding] = RowIndex.none
            }
        }
        return assigned
    }

    /// Drops the bindings for which there is no row (or one, negated).
    /// - Precondition: `carried` names each slot once.
    private func check(_ access: Access, _ batch: Batch, isNegated: Bool, carried: [Int], _ index: Int) {
        let target = frozen?[index][0]
        if access.key.isEmpty {
            if (target?.view ?? view(access)).range.isEmpty != isNegated { batch.count = 0 }
            return
        }
        let kept = select(access, target, batch, isNegated: isNegated)
        batch.keep(selected, count: kept, slots: carried)
    }

    /// Lists the bindings for which there is a row (or none, negated) in `selected`, and says how many.
    private func select(_ access: Access, _ known: AccessTarget?, _ batch: Batch, isNegated: Bool) -> Int {
        let target = known ?? selectTarget(access, rowCount: batch.count)
        let view = target.view
        let count = batch.count
        return withUnsafeTemporaryAllocation(of: UInt32.self, capacity: count) { rows in
            guard let start = rows.baseAddress else { return 0 }
            guard let rowIndex = target.index else {
                let sources = access.key.sorted { $0.column < $1.column }.map { slot(of: $0.source) }
                batch.withColumns(sources) { view.relation.findPrepared($0, rowCount: count, into: start) }
                return keep(UnsafeBufferPointer(rebasing: rows[..<count]), below: view.range.upperBound, isNegated)
            }
            let slots = access.key.map { slot(of: $0.source) }
            batch.withColumns(slots) { rowIndex.find($0, count: count, into: start, in: view.relation.columns) }
            rowIndex.replaceByFirstRows(UnsafeMutableBufferPointer(rebasing: rows[..<count]))
            return keep(UnsafeBufferPointer(rebasing: rows[..<count]), below: view.range.upperBound, isNegated)
        }
    }

    /// Lists the bindings whose rows are below the bound (or not, negated) in `selected`, and says how many.
    private func keep(_ rows: UnsafeBufferPointer<UInt32>, below bound: Int, _ isNegated: Bool) -> Int {
        let bound = UInt32(bound)
        return selected.withUnsafeMutableBufferPointer { selected in
            var kept = 0
            for binding in rows.indices {
                selected[kept] = Int32(truncatingIfNeeded: binding)
                kept += (rows[binding] < bound) != isNegated ? 1 : 0
            }
            return kept
        }
    }

    /// The group of each binding in an index.
    private func find(_ access: Access, _ index: RowIndex, _ view: RelationView, _ batch: Batch) -> [UInt32] {
        evaluator.find(access.key.map { slot(of: $0.source) }, index, view.relation, batch)
    }
}

extension Access {
    /// This access with its output as part of the key.
    func holding(_ slot: Int) -> Access {
        var access = self
        access.key.append((outputs[0].column, .slot(slot)))
        access.outputs = []
        return access
    }
}
