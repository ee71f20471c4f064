import ClewModel

/// Rows that a thread has made and nobody has taken yet, in the batches in which they came.
final class KeptRows {
    private let slots: [Int]
    private let rowsMax: Int
    /// A relation whose rows are not kept, as ``Relation/findPrepared(_:rowCount:into:)`` finds them.
    var known: Relation?
    private let columns: [GrowingArray<UInt32>]
    private var batchSizes: [Int] = []
    private var numbers = [UInt32](repeating: 0, count: Batch.capacity)
    private var fresh = [Int32](repeating: 0, count: Batch.capacity)
    /// Bindings since the last time that rows were taken.
    private(set) var bindingCount = 0
    /// Whether there were more than `rowsMax` rows; some are missing then.
    private(set) var isFull = false

    /// - Parameter slots: where a row's columns stand in a batch; at least one.
    init(slots: [Int], rowsMax: Int) {
        self.slots = slots
        self.rowsMax = rowsMax
        columns = slots.map { _ in GrowingArray() }
    }

    func take(_ batch: Batch) throws(EvaluationStop) {
        bindingCount += batch.count
        if columns[0].count + batch.count > rowsMax {
            isFull = true
            throw KeptRows.overflow
        }
        batch.withColumns(slots) { rows in
            let count = known.map { listFresh(rows, batch.count, $0) } ?? batch.count
            batchSizes.append(count)
            fresh.withUnsafeBufferPointer { fresh in
                let places = UnsafeBufferPointer(rebasing: fresh[..<count])
                for (column, list) in columns.enumerated() {
                    if count == batch.count {
                        list.append(contentsOf: UnsafeBufferPointer(start: rows[column], count: count))
                    } else {
                        list.append(from: rows[column], at: places)
                    }
                }
            }
        }
    }

    /// Lists in `fresh` the places of the rows that the relation does not have, and says how many.
    private func listFresh(_ rows: ColumnPointers, _ rowCount: Int, _ relation: Relation) -> Int {
        numbers.withUnsafeMutableBufferPointer { numbers in
            guard let start = numbers.baseAddress else { return 0 }
            relation.findPrepared(rows, rowCount: rowCount, into: start)
            return fresh.withUnsafeMutableBufferPointer { fresh in
                var count = 0
                for row in 0..<rowCount {
                    fresh[count] = Int32(truncatingIfNeeded: row)
                    count += start[row] == RowIndex.none ? 1 : 0
                }
                return count
            }
        }
    }

    /// Gives the rows, batch by batch.
    func forEachBatch(_ body: (ColumnPointers, _ rowCount: Int) throws(EvaluationStop) -> Void) throws(EvaluationStop) {
        var start = 0
        for size in batchSizes where size > 0 {
            try ColumnPointers.with(columns, from: start) { (rows) throws(EvaluationStop) in try body(rows, size) }
            start += size
        }
    }

    /// Forgets all.
    func removeAll() {
        for column in columns { column.resize(to: 0) }
        batchSizes.removeAll(keepingCapacity: true)
        (bindingCount, isFull) = (0, false)
    }

    /// Never seen by anybody: the slice is done again.
    private static let overflow = EvaluationStop(
        diagnostic: Diagnostic(
            code: QueryProblem.rowLimit.code, severity: .warning, message: "a thread has made too many rows"),
        isPartial: true)
}
