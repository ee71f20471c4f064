/// Numbers rows in the order of their first appearance: the groups of an aggregate.
struct GroupTable {
    /// The rows that have numbers, by column.
    let columns: [Column]
    private(set) var count = 0
    private var table = RowTable()
    private var hashes: [UInt64] = []
    private var fresh: [Int32] = []

    init(width: Int) { columns = (0..<width).map { _ in Column() } }

    /// Writes the number of each row of a batch, given on first sight. Amortised O(rows).
    mutating func number(_ batch: ColumnPointers, rowCount: Int, into numbers: UnsafeMutablePointer<UInt32>) {
        if columns.isEmpty {
            for index in 0..<rowCount { numbers[index] = 0 }
            count = max(count, min(1, rowCount))
            return
        }
        if hashes.count < rowCount {
            hashes = Array(repeating: 0, count: rowCount)
            fresh = Array(repeating: 0, count: rowCount)
        }
        if !table.holds(count + rowCount) {
            ColumnPointers.with(columns) { table.rebuild(over: $0, count: count, wanted: count + rowCount) }
        }
        let added = ColumnPointers.with(columns) { rows in
            fresh.withUnsafeMutableBufferPointer { fresh -> Int in
                hashes.withUnsafeMutableBufferPointer { hashes in
                    guard let fresh = fresh.baseAddress else { return 0 }
                    return table.insert(
                        batch, rowCount: rowCount, hashes: hashes, columns: rows, count: count, fresh: fresh,
                        numbers: numbers)
                }
            }
        }
        fresh.withUnsafeBufferPointer { fresh in
            let places = UnsafeBufferPointer(rebasing: fresh[..<added])
            for column in columns.indices { columns[column].append(from: batch[column], at: places) }
        }
        count += added
    }
}
