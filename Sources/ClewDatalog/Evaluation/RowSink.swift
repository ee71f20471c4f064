import ClewModel

/// Takes the bindings of rules and makes rows of one relation from them.
protocol RowSink: AnyObject {
    func take(_ batch: Batch, _ rule: Rule) throws(EvaluationStop)
    /// All bindings have been given.
    func finish() throws(EvaluationStop)
}

/// A sink that makes a row of each binding, whatever came before, so that others may make rows for it.
protocol MergingSink: RowSink {
    var relation: Relation { get }
    /// Whether rows that are there are left out.
    var asksForRows: Bool { get }
    /// Takes rows that were made elsewhere.
    func take(rows: ColumnPointers, rowCount: Int) throws(EvaluationStop)
}

extension Rule {
    /// The slot of each head argument in a batch; none for `count()` without a variable.
    func headSlots() -> [Int?] {
        arguments.map { argument in
            switch argument {
            case .operand(.variable(let variable)): variable
            case .operand(.constant(let constant)): variables.count + constant
            case .aggregate(_, let variable): variable
            case .operand(.anything): nil
            }
        }
    }
}

/// Adds rows that are new.
final class InsertingSink: MergingSink {
    let relation: Relation
    let asksForRows = true
    private let meter: EvaluationMeter
    private var staging: [UInt32]

    init(relation: Relation, meter: EvaluationMeter) {
        self.relation = relation
        self.meter = meter
        let size = max(1, relation.arity) * Batch.capacity
        staging = Array(unsafeUninitializedCapacity: size) { $1 = size }
    }

    func take(_ batch: Batch, _ rule: Rule) throws(EvaluationStop) {
        let slots = rule.headSlots()
        let count = batch.count
        let added = staging.withUnsafeMutableBufferPointer { staging -> Int in
            batch.values.withUnsafeBufferPointer { values in
                guard let target = staging.baseAddress,
                    let base = values.baseAddress ?? UnsafePointer(staging.baseAddress)
                else { return 0 }
                for (column, slot) in slots.enumerated() {
                    (target + column * Batch.capacity).update(from: base + (slot ?? 0) * Batch.capacity, count: count)
                }
                return relation.insert(UnsafePointer(target), stride: Batch.capacity, rowCount: count)
            }
        }
        try meter.count(rows: added)
    }

    func take(rows: ColumnPointers, rowCount: Int) throws(EvaluationStop) {
        try meter.count(rows: relation.insert(rows, rowCount: rowCount))
    }

    func finish() {}
}

/// Adds the rows of a rule that gives each row once (``Rule/givesEachRowOnce``), to a relation with columns.
final class AppendingSink: MergingSink {
    let relation: Relation
    let asksForRows = false
    private let meter: EvaluationMeter

    init(relation: Relation, meter: EvaluationMeter) {
        self.relation = relation
        self.meter = meter
    }

    func take(_ batch: Batch, _ rule: Rule) throws(EvaluationStop) {
        let count = batch.count
        batch.withColumns(rule.headSlots().map { $0 ?? 0 }) { relation.append($0, rowCount: count) }
        try meter.count(rows: count)
    }

    func take(rows: ColumnPointers, rowCount: Int) throws(EvaluationStop) {
        relation.append(rows, rowCount: rowCount)
        try meter.count(rows: rowCount)
    }

    func finish() {}
}

extension Rule {
    /// Whether all bindings differ in the head: it holds all variables of the body, and no condition has rows that
    /// differ only in what is not looked at.
    var givesEachRowOnce: Bool {
        var isShown = [Bool](repeating: false, count: variables.count)
        for case .operand(.variable(let variable)) in arguments { isShown[variable] = true }
        return body.allSatisfy { literal in
            guard case .positive(let atom) = literal.kind else { return true }
            return atom.arguments.allSatisfy { argument in
                switch argument {
                case .variable(let variable): isShown[variable]
                case .constant: true
                case .anything: false
                }
            }
        }
    }
}

/// Keeps one row for each group, whose `min` and `max` values get better.
final class ImprovingSink: RowSink {
    private let relation: Relation
    private let shape: [Aggregate?]
    private let space: TermSpace
    private let meter: EvaluationMeter
    private let groupColumns: [Int]
    private var groups: GroupTable
    private var numbers = [UInt32](repeating: 0, count: Batch.capacity)
    private var changed: [Int] = []
    private var isChanged: [Bool] = []

    init(relation: Relation, shape: [Aggregate?], space: TermSpace, meter: EvaluationMeter) {
        self.relation = relation
        self.shape = shape
        self.space = space
        self.meter = meter
        groupColumns = shape.indices.filter { shape[$0] == nil }
        groups = GroupTable(width: groupColumns.count)
    }

    func take(_ batch: Batch, _ rule: Rule) throws(EvaluationStop) {
        let slots = rule.headSlots().map { $0 ?? 0 }
        var added = 0
        batch.withColumns(groupColumns.map { slots[$0] }) { keys in
            numbers.withUnsafeMutableBufferPointer { numbers in
                guard let start = numbers.baseAddress else { return }
                groups.number(keys, rowCount: batch.count, into: start)
            }
        }
        for index in 0..<batch.count {
            let row = Int(numbers[index])
            if row == relation.count {
                relation.append(slots.map { batch[$0, index] })
                isChanged.append(false)
                relation.stamps.append(0)
                mark(row)
                added += 1
                continue
            }
            for (column, aggregate) in shape.enumerated() {
                guard let aggregate else { continue }
                let value = batch[slots[column], index]
                if space.isBetter(value, than: relation.columns[column][row], aggregate) {
                    relation.set(value, row: row, column: column)
                    mark(row)
                    added += 1
                }
            }
        }
        // Improvements count as rows, so that values which get better for ever meet the limit.
        try meter.count(rows: added)
    }

    private func mark(_ row: Int) {
        relation.stamps[row] = meter.nextStamp()
        if isChanged[row] { return }
        isChanged[row] = true
        changed.append(row)
    }

    /// The rows that changed since the last time, as a relation of their own.
    func takeChanged() -> Relation {
        let copy = Relation(
            name: relation.name, columns: relation.columns.map { column in Column(changed.map { column[$0] }) },
            count: changed.count)
        for row in changed { isChanged[row] = false }
        changed = []
        return copy
    }

    func finish() {}
}

extension TermSpace {
    /// Whether a value is smaller (`min`) or larger (`max`) than another.
    func isBetter(_ id: UInt32, than other: UInt32, _ aggregate: Aggregate) -> Bool {
        if id == other { return false }
        let order: Int
        if let left = TermDictionary.integer(ofID: id), let right = TermDictionary.integer(ofID: other) {
            order = left < right ? -1 : 1
        } else {
            order = TermOrder.compare(self[id], self[other])
        }
        return aggregate == .min ? order < 0 : order > 0
    }
}
