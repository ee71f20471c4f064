import ClewModel

/// Gathers bindings by group, and makes a row of each group at the end.
///
/// A way is a binding of all variables of a body, `_` included. `count` without a value counts ways, `count` of a value
/// counts different values, `sum` and `avg` go over ways, `min`, `max` and `collect` over values.
final class GatheringSink: RowSink {
    private let relation: Relation
    private let shape: [Aggregate?]
    private let space: TermSpace
    private let meter: EvaluationMeter
    private let groupColumns: [Int]
    private var packer: KeyPacker
    private var table = KeyTable()
    private var groups: [[UInt32]]
    private var columns: [GatheredColumn?]
    private var failure: EvaluationStop?

    init(relation: Relation, shape: [Aggregate?], space: TermSpace, meter: EvaluationMeter) {
        self.relation = relation
        self.shape = shape
        self.space = space
        self.meter = meter
        groupColumns = shape.indices.filter { shape[$0] == nil }
        packer = KeyPacker(width: groupColumns.count)
        groups = Array(repeating: [], count: groupColumns.count)
        columns = shape.map { $0.map(GatheredColumn.init) }
    }

    func take(_ batch: Batch, _ rule: Rule) throws(EvaluationStop) {
        let slots = rule.headSlots()
        var numbers = [UInt32](repeating: 0, count: batch.count)
        var group = [UInt32](repeating: 0, count: groupColumns.count)
        let known = table.count
        for index in 0..<batch.count {
            for (place, column) in groupColumns.enumerated() { group[place] = batch[slots[column] ?? 0, index] }
            numbers[index] = table.insert(packer.pack(group))
            if Int(numbers[index]) == (groups.first?.count ?? table.count) {
                for (place, id) in group.enumerated() { groups[place].append(id) }
            }
        }
        for column in columns.indices where columns[column] != nil {
            columns[column]?.grow(to: table.count)
            let slot = slots[column]
            for index in 0..<batch.count {
                columns[column]?.add(slot.map { batch[$0, index] }, to: Int(numbers[index]), space)
            }
            if let problem = columns[column]?.overflow {
                throw stop("the sum is too large for an integer", rule, group: problem)
            }
        }
        try meter.count(rows: table.count - known)
    }

    func finish() throws(EvaluationStop) {
        for number in 0..<table.count {
            var row = [UInt32](repeating: 0, count: shape.count)
            for (place, column) in groupColumns.enumerated() { row[column] = groups[place][number] }
            for column in columns.indices {
                if let gathered = columns[column] {
                    guard let value = gathered.value(of: number, space) else {
                        row = []
                        break
                    }
                    row[column] = space.intern(value)
                }
            }
            if row.count == shape.count { relation.append(row) }
        }
    }

    private func stop(_ message: String, _ rule: Rule, group: Int) -> EvaluationStop {
        let values = groups.map { space[$0[group]].sourceSpelling }.joined(separator: ", ")
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
    let aggregate: Aggregate
    private var counts: [Int64] = []
    private var integers: [Int64] = []
    private var decimals: [Double] = []
    private var hasDecimal: [Bool] = []
    private var best: [UInt32] = []
    private var members: [[UInt32]] = []
    private var seen = PackedSet()
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

    mutating func add(_ id: UInt32?, to group: Int, _ space: TermSpace) {
        guard let id else {
            counts[group] += 1
            return
        }
        switch aggregate {
        case .count: if isNew(id, group) { counts[group] += 1 }
        case .collect: if isNew(id, group) { members[group].append(id) }
        case .min, .max:
            if counts[group] == 0 || space.isBetter(id, than: best[group], aggregate) { best[group] = id }
            counts[group] = 1
        case .sum, .avg: addNumber(id, to: group, space)
        }
    }

    private mutating func isNew(_ id: UInt32, _ group: Int) -> Bool {
        var place: Int32 = 0
        return withUnsafePointer(to: UInt64(group) << 32 | UInt64(id)) { key in
            seen.insert(UnsafeBufferPointer(start: key, count: 1), fresh: &place) > 0
        }
    }

    private mutating func addNumber(_ id: UInt32, to group: Int, _ space: TermSpace) {
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
    func value(of group: Int, _ space: TermSpace) -> Term? {
        switch aggregate {
        case .count: return .integer(counts[group])
        case .sum:
            return hasDecimal[group] ? .decimal(decimals[group] + Double(integers[group])) : .integer(integers[group])
        case .avg:
            if counts[group] == 0 { return nil }
            return .decimal((decimals[group] + Double(integers[group])) / Double(counts[group]))
        case .min, .max: return space[best[group]]
        case .collect:
            let terms = members[group].map { space[$0] }.sorted(by: TermOrder.precedes)
            return .text(terms.map(\.spelling).joined(separator: ", "))
        }
    }
}
