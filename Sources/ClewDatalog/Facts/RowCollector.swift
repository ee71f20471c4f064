/// Collects the rows of a file, each once, as columns (``DistinctRows`` says in which order).
final class RowCollector {
    /// When there are so many rows for the first time, repetitions are looked for, lest a file of few rows, each there
    /// many times, fills the memory.
    private static let firstReduction = 1 << 20

    private let threadCount: Int
    private var rows: [GrowingArray<UInt32>] = []
    private var reductionCount = RowCollector.firstReduction

    /// The columns, when reading is finished.
    private(set) var columns: [Column] = []
    /// Rows so far, with repetitions while reading goes on.
    private(set) var count = 0

    init(threadCount: Int) { self.threadCount = threadCount }

    /// The number of columns is known.
    func start(width: Int) { rows = (0..<width).map { _ in GrowingArray() } }

    /// The row without columns.
    func addUnit() { count = 1 }

    /// Adds rows that lie one after the other.
    func append(_ cells: UnsafePointer<UInt32>, rowCount: Int) {
        if rows.isEmpty || rowCount == 0 { return }
        for (column, list) in rows.enumerated() {
            list.append(from: cells + column, stride: rows.count, count: rowCount)
        }
        count += rowCount
        if count >= reductionCount { reduce() }
    }

    /// Where few rows were there twice, the next time is far off: each is sorted less than once and a half.
    private func reduce() {
        let before = count
        leaveEachOnce()
        reductionCount = max(RowCollector.firstReduction, count * 8 > before * 7 ? 8 * count : 2 * count)
    }

    private func leaveEachOnce() {
        if rows.isEmpty { return }
        DistinctRows.reduce(&rows, threadCount: threadCount)
        count = rows[0].count
    }

    /// Makes room for about as many rows as a part of the file lets expect.
    func expect(_ rowCount: Int) { for column in rows { column.reserve(rowCount) } }

    /// Lets go of what only collecting needed.
    func finish() {
        leaveEachOnce()
        columns = rows.map(Column.init)
        rows = []
    }
}
