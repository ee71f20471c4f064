/// Collects the rows of a file, each once, as columns.
final class RowCollector {
    private var relation: Relation?
    private var width = 0
    /// The rows that are being read, column by column; as many as a batch holds.
    private var batch = UnsafeMutablePointer<UInt32>.allocate(capacity: 1)
    private var filled = 0

    deinit { batch.deallocate() }

    /// The columns, when reading is finished.
    private(set) var columns: [[UInt32]] = []
    var count: Int { relation?.count ?? 0 }

    /// The number of columns is known.
    func start(width: Int) {
        if relation != nil { return }
        self.width = width
        relation = Relation(name: "", arity: width)
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
        _ = relation?.insert(batch, stride: Batch.capacity, rowCount: filled)
        filled = 0
    }

    /// Makes room for about as many rows as a part of the file lets expect.
    func expect(_ rowCount: Int) { relation?.reserve(rowCount) }

    /// Lets go of what only collecting needed.
    func finish() {
        flush()
        columns = relation?.takeColumns() ?? []
    }
}
