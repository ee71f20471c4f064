import ClewModel

/// Gathers bindings by group, and makes a row of each group at the end.
///
/// A way is a binding of all variables of a body, `_` included. `count` without a value counts ways, `count` of a value
/// counts different values, `sum` and `avg` go over ways, `min`, `max` and `collect` over values.
final class GatheringSink: RowSink {
    private let relation: Relation
    private let space: TermSpace
    private let meter: EvaluationMeter
    private let groupColumns: [Int]
    private var groups: GroupTable
    private var numbers = [UInt32](repeating: 0, count: Batch.capacity)
    private var columns: [GatheredColumn?]

    init(relation: Relation, shape: [Aggregate?], space: TermSpace, meter: EvaluationMeter) {
        self.relation = relation
        self.space = space
        self.meter = meter
        groupColumns = shape.indices.filter { shape[$0] == nil }
        groups = GroupTable(width: groupColumns.count)
        columns = shape.map { $0.map(GatheredColumn.init) }
    }

    func take(_ batch: Batch, _ rule: Rule) throws(EvaluationStop) {
        let slots = rule.headSlots()
        let known = groups.count
        batch.withColumns(groupColumns.map { slots[$0] ?? 0 }) { keys in
            numbers.withUnsafeMutableBufferPointer { numbers in
                guard let start = numbers.baseAddress else { return }
                groups.number(keys, rowCount: batch.count, into: start)
            }
        }
        for column in columns.indices {
            guard var gathered = columns[column] else { continue }
            columns[column] = nil
            gathered.grow(to: groups.count)
            if let slot = slots[column] {
                batch.withColumns([slot]) { gathered.add($0[0], to: numbers, count: batch.count, space) }
            } else {
                gathered.addWays(to: numbers, count: batch.count)
            }
            columns[column] = gathered
            if let group = gathered.overflow { throw stop("the sum is too large for an integer", rule, group: group) }
        }
        try meter.count(rows: groups.count - known)
    }

    func finish() throws(EvaluationStop) {
        for number in 0..<groups.count {
            var row = [UInt32](repeating: 0, count: columns.count)
            for (place, column) in groupColumns.enumerated() { row[column] = groups.columns[place][number] }
            var isWhole = true
            for column in columns.indices {
                guard let gathered = columns[column] else { continue }
                if let value = gathered.value(of: number, space) { row[column] = value } else { isWhole = false }
            }
            if isWhole { relation.append(row) }
        }
    }

    private func stop(_ message: String, _ rule: Rule, group: Int) -> EvaluationStop {
        let values = groups.columns.map { space[$0[group]].sourceSpelling }.joined(separator: ", ")
        return EvaluationStop(
            diagnostic: Diagnostic(
                code: QueryProblem.overflow.code, severity: .error,
                message: message + (values.isEmpty ? "" : ", for the group \(values)"), source: rule.origin?.source,
                place: rule.origin.map { Diagnostic.Place(line: $0.line, column: 1, range: rule.range) },
                repair: "Sum decimals, such as 1.0 * ?x"),
            isPartial: false)
    }
}

/// One aggregate over all groups.
private struct GatheredColumn {
    private let aggregate: Aggregate
    private var counts: [Int64] = []
    private var integers: [Int64] = []
    private var decimals: [Double] = []
    private var hasDecimal: [Bool] = []
    private var best: [UInt32] = []
    private var members: [[UInt32]] = []
    /// Pairs of a group and a value, for what goes over different values.
    private var seen = GroupTable(width: 2)
    /// The group whose sum overflowed.
    private(set) var overflow: Int?

    init(_ aggregate: Aggregate) { self.aggregate = aggregate }

    mutating func grow(to count: Int) {
        let missing = count - counts.count
        if missing <= 0 { return }
        counts += Array(repeating: 0, count: missing)
        switch aggregate {
        case .sum, .avg:
            integers += Array(repeating: 0, count: missing)
            decimals += Array(repeating: 0, count: missing)
            hasDecimal += Array(repeating: false, count: missing)
        case .min, .max: best += Array(repeating: 0, count: missing)
        case .collect: members += Array(repeating: [], count: missing)
        case .count: break
        }
    }

    /// Counts each binding of a batch for its group.
    mutating func addWays(to groups: [UInt32], count: Int) {
        for index in 0..<count { counts[Int(groups[index])] += 1 }
    }

    /// Takes in the values of a batch.
    mutating func add(_ ids: UnsafePointer<UInt32>, to groups: [UInt32], count: Int, _ space: TermSpace) {
        switch aggregate {
        case .count, .collect: addDifferent(ids, to: groups, count: count)
        case .sum, .avg: for index in 0..<count { add(ids[index], toSum: Int(groups[index]), space) }
        case .min, .max:
            for index in 0..<count {
                let group = Int(groups[index])
                if counts[group] == 0 || space.isBetter(ids[index], than: best[group], aggregate) {
                    best[group] = ids[index]
                    counts[group] = 1
                }
            }
        }
    }

    private mutating func addDifferent(_ ids: UnsafePointer<UInt32>, to groups: [UInt32], count: Int) {
        var pairs = groups[..<count] + UnsafeBufferPointer(start: ids, count: count)
        pairs.withUnsafeMutableBufferPointer { pairs in
            withUnsafeTemporaryAllocation(of: UInt32.self, capacity: count) { numbers in
                guard let start = pairs.baseAddress, let target = numbers.baseAddress else { return }
                let known = seen.count
                ColumnPointers.with(start, stride: count, count: 2) {
                    seen.number($0, rowCount: count, into: target)
                }
                for number in known..<seen.count {
                    let group = Int(seen.columns[0][number])
                    counts[group] += 1
                    if aggregate == .collect { members[group].append(seen.columns[1][number]) }
                }
            }
        }
    }

    private mutating func add(_ id: UInt32, toSum group: Int, _ space: TermSpace) {
        let number: Int64
        if let small = TermDictionary.integer(ofID: id) {
            number = small
        } else {
            switch space[id] {
            case .integer(let large): number = large
            case .decimal(let decimal):
                decimals[group] += decimal
                hasDecimal[group] = true
                counts[group] += 1
                return
            default: return
            }
        }
        let (sum, isOverflow) = integers[group].addingReportingOverflow(number)
        if isOverflow { overflow = group }
        integers[group] = sum
        counts[group] += 1
    }

    /// The group's value; none where nothing could be gathered.
    func value(of group: Int, _ space: TermSpace) -> UInt32? {
        switch aggregate {
        case .count: return space.intern(.integer(counts[group]))
        case .sum:
            let whole = integers[group]
            return space.intern(hasDecimal[group] ? .decimal(decimals[group] + Double(whole)) : .integer(whole))
        case .avg:
            if counts[group] == 0 { return nil }
            return space.intern(.decimal((decimals[group] + Double(integers[group])) / Double(counts[group])))
        case .min, .max: return best[group]
        case .collect:
            let terms = members[group].map { space[$0] }.sorted(by: TermOrder.precedes)
            return space.intern(.text(terms.map(\.spelling).joined(separator: ", ")))
        }
    }
}
