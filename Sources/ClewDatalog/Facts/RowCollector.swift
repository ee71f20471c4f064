/// Collects the rows of a file, each once, as columns (``DistinctRows`` says in which order).
final class RowCollector {
    /// When there are so many rows for the first time, repetitions are looked for, lest a file of few rows, each there
    /// many times, fills the memory.
    private static let firstReduction = 1 << 20

    private var rows: [GrowingArray<UInt32>] = []
    private var width: Int?
    private var reductionCount = RowCollector.firstReduction
    /// The rows that are being read, column by column; as many as a batch holds.
    private var batch = UnsafeMutablePointer<UInt32>.allocate(capacity: 1)
    private var filled = 0

    deinit { batch.deallocate() }

    /// The columns, when reading is finished.
    private(set) var columns: [Column] = []
    /// Rows so far, with repetitions while reading goes on.
    private(set) var count = 0

    /// The number of columns is known.
    func start(width: Int) {
        if self.width != nil { return }
        self.width = width
        rows = (0..<width).map { _ in GrowingArray() }
        batch.deallocate()
        batch = .allocate(capacity: max(1, width) * Batch.capacity)
        batch.initialize(repeating: 0, count: max(1, width) * Batch.capacity)
    }

    /// Where a cell of the row that is being read belongs.
    @inline(__always)
    func place(of column: Int) -> Int { column * Batch.capacity + filled }

    /// - Precondition: `place` is one that ``place(of:)`` gives for a column below the width.
    @inline(__always)
    func set(_ id: UInt32, at place: Int) { batch[place] = id }

    /// The row is whole.
    @inline(__always)
    func endRow() { filled += 1 }

    var isFull: Bool { filled == Batch.capacity }

    /// Adds the rows of the batch.
    func flush() {
        if filled == 0 { return }
        for (column, list) in rows.enumerated() {
            list.append(contentsOf: UnsafeBufferPointer(start: batch + column * Batch.capacity, count: filled))
        }
        count = rows.isEmpty ? 1 : count + filled
        filled = 0
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
        DistinctRows.reduce(&rows)
        count = rows[0].count
    }

    /// Makes room for about as many rows as a part of the file lets expect.
    func expect(_ rowCount: Int) { for column in rows { column.reserve(rowCount) } }

    /// Lets go of what only collecting needed.
    func finish() {
        flush()
        leaveEachOnce()
        columns = rows.map(Column.init)
        rows = []
    }
}
