import ClewModel

/// The rows of one relation by column, each once, in the order in which they came. Rows are only ever added, so that a
/// range of row numbers is a delta, and an index stays right as far as it goes.
///
/// Where `improving` columns are given (`min` or `max` that run through recursion), there is one row for each value of
/// the other columns, whose improving columns change in place; ``changed`` then lists the rows that did.
final class Relation {
    let name: String
    let arity: Int
    let columns: [Column]
    private(set) var count = 0
    private(set) var indexes: [[Int]: RowIndex] = [:]
    /// How often rows were selected by these columns without an index.
    var selections: [[Int]: Int] = [:]
    var statistics: [Int: ColumnStatistics] = [:]
    /// Row counts at the end of each round of evaluation.
    var rounds: [Int] = []
    /// When each round ended, on the same clock as `stamps`.
    var roundStamps: [Int] = []
    /// For improving relations, when each row got its value, in the order of the whole evaluation.
    var stamps: [Int] = []

    /// Which rows are there: `bitmap` if there is one, else `table`, which covers the first `tabledCount` rows.
    private var table = RowTable()
    private var bitmap: PairBitmap?
    private var tabledCount = 0
    private var isAppended = false
    private let optimizations: Optimizations
    private var hashes: [UInt64] = []
    private var fresh: [Int32] = []

    /// An empty relation.
    init(name: String, arity: Int, optimizations: Optimizations = .all) {
        self.name = name
        self.arity = arity
        self.optimizations = optimizations
        columns = (0..<arity).map { _ in Column() }
    }

    /// A relation with rows that are each there once, such as the source's.
    init(name: String, columns: [Column], count: Int, optimizations: Optimizations = .all) {
        self.name = name
        arity = columns.count
        self.columns = columns
        self.count = count
        self.optimizations = optimizations
    }

    /// Memory taken by rows and tables, in bytes; columns shared with the source are counted too.
    var byteCount: Int {
        columns.reduce(0) { $0 + $1.byteCount } + table.byteCount + (bitmap?.byteCount ?? 0)
            + indexes.values.reduce(0) { $0 + $1.byteCount }
    }

    /// A row as ids.
    func row(_ index: Int) -> [UInt32] { columns.map { $0[index] } }

    /// The index on these columns, brought up to date. Building is O(rows), probing O(matches).
    func index(on keyColumns: [Int]) -> RowIndex {
        let index: RowIndex
        if let known = indexes[keyColumns] {
            index = known
        } else {
            index = RowIndex(keyColumns: keyColumns, allowsDirect: optimizations.contains(.directIndexes))
            indexes[keyColumns] = index
        }
        index.extend(over: columns, count: count)
        return index
    }

    func hasIndex(on keyColumns: [Int]) -> Bool { indexes[keyColumns] != nil }

    /// Writes a value of an improving column.
    func set(_ value: UInt32, row: Int, column: Int) { columns[column][row] = value }

    /// Adds a row that the caller knows to be new.
    func append(_ row: [UInt32]) {
        for (column, id) in row.enumerated() { columns[column].append(id) }
        isAppended = true
        count += 1
    }

    /// Gives back all memory but that of rows. What is asked for again is made again.
    func dropLookups() {
        (table, bitmap, tabledCount) = (RowTable(), nil, 0)
        indexes = [:]
    }

    /// Whether the row is there. O(1) after an index on all columns has been built.
    func firstRow(_ row: [UInt32]) -> Int? {
        if arity == 0 { return count > 0 ? 0 : nil }
        let all = Array(0..<arity)
        return index(on: all).rows(of: row, in: columns).first.map(Int.init)
    }
}

// MARK: - Adding rows

extension Relation {
    /// Adds the rows of a batch that are new, and says how many there were. `batch` holds one column of `stride` ids
    /// after the other, `rowCount` of them filled.
    func insert(_ batch: UnsafePointer<UInt32>, stride: Int, rowCount: Int) -> Int {
        ColumnPointers.with(batch, stride: stride, count: arity) { insert($0, rowCount: rowCount) }
    }

    /// The same of rows in columns.
    func insert(_ batch: ColumnPointers, rowCount: Int) -> Int {
        if rowCount == 0 { return 0 }
        if arity == 0 {
            let added = count == 0 ? 1 : 0
            count += added
            return added
        }
        let added = newRows(of: batch, rowCount: rowCount)
        if added == 0 { return 0 }
        for column in 0..<arity {
            let values = batch[column]
            if added == rowCount {
                columns[column].append(contentsOf: UnsafeBufferPointer(start: values, count: rowCount))
            } else {
                fresh.withUnsafeBufferPointer {
                    columns[column].append(from: values, at: UnsafeBufferPointer(rebasing: $0[..<added]))
                }
            }
        }
        count += added
        if bitmap == nil { tabledCount = count }
        return added
    }

    /// Adds rows that differ from each other and from all there are; `columns` holds `rowCount` ids each.
    /// - Precondition: there are columns. Nobody has asked for whole rows yet: the table for that is made when they do.
    func append(_ columns: ColumnPointers, rowCount: Int) {
        for column in 0..<arity {
            self.columns[column].append(contentsOf: UnsafeBufferPointer(start: columns[column], count: rowCount))
        }
        count += rowCount
    }

    /// Adds one row; whether it was new.
    func insert(_ row: [UInt32]) -> Bool {
        guard !row.isEmpty else {
            defer { count = 1 }
            return count == 0
        }
        return row.withUnsafeBufferPointer { row in
            row.baseAddress.map { insert($0, stride: 1, rowCount: 1) > 0 } ?? false
        }
    }

    /// Leaves in `fresh` the places of the rows of a batch that are new, and counts them as there.
    private func newRows(of batch: ColumnPointers, rowCount: Int) -> Int {
        if hashes.count < rowCount {
            hashes = Array(repeating: 0, count: rowCount)
            fresh = Array(repeating: 0, count: rowCount)
        }
        return fresh.withUnsafeMutableBufferPointer { fresh -> Int in
            guard let start = fresh.baseAddress else { return 0 }
            if let added = insertInBitmap(batch, rowCount, start) { return added }
            return ColumnPointers.with(columns) { rows in
                hashes.withUnsafeMutableBufferPointer { hashes in
                    table.insert(
                        batch, rowCount: rowCount, hashes: hashes, columns: rows, count: count, fresh: start)
                }
            }
        }
    }

    /// Adds the rows to the bitmap, if there is one or now is the time to make one; else sees to it that the table
    /// has room.
    private func insertInBitmap(
        _ batch: ColumnPointers, _ rowCount: Int, _ fresh: UnsafeMutablePointer<Int32>
    ) -> Int? {
        let total = count + rowCount
        let bytesMax = RowTable.byteCount(for: total)
        if let added = bitmap?.insert(batch, rowCount: rowCount, bytesMax: bytesMax, fresh: fresh) { return added }
        if bitmap == nil, tabledCount == count, table.holds(total) { return nil }
        bitmap = nil
        if optimizations.contains(.bitmaps), total > 4_096, arity == 2 {
            bitmap = PairBitmap(over: columns, count: count, and: batch, rowCount: rowCount, bytesMax: bytesMax)
        }
        if let added = bitmap?.insert(batch, rowCount: rowCount, bytesMax: bytesMax, fresh: fresh) {
            table = RowTable()
            tabledCount = 0
            narrowColumns()
            return added
        }
        bitmap = nil
        ColumnPointers.with(columns) { makeTable(over: $0, room: rowCount) }
        return nil
    }

    /// Nobody compares rows that are bits; where no index does either, columns need not be as a loop over rows reads
    /// them best.
    private func narrowColumns() {
        guard optimizations.contains(.narrowColumns), !indexes.values.contains(where: \.comparesRows) else { return }
        for column in columns { column.narrow() }
    }

    private func makeTable(over rows: ColumnPointers, room: Int) {
        table = RowTable()
        table.rebuild(over: rows, count: count, wanted: count + room)
        tabledCount = count
    }
}

// MARK: - Asking for whole rows

extension Relation {
    /// Whether ``find(_:rowCount:into:)`` can tell which of the first `rowCount` rows are there. Not where rows are
    /// added without a look whether they are there: the table would be made again and again.
    func canFind(below rowCount: Int) -> Bool { arity > 1 && !isAppended && (bitmap == nil || rowCount == count) }

    /// Writes for each row of a batch its number, or some number if rows are kept as bits, or ``RowIndex/none``. Makes
    /// the table if there is none: O(rows) the first time.
    /// - Precondition: ``canFind(below:)``.
    func find(_ batch: ColumnPointers, rowCount: Int, into numbers: UnsafeMutablePointer<UInt32>) {
        prepareToFind(makesFilter: rowCount == Batch.capacity)
        findPrepared(batch, rowCount: rowCount, into: numbers)
    }

    /// Makes what ``findPrepared(_:rowCount:into:)`` reads.
    func prepareToFind(makesFilter: Bool) {
        if bitmap != nil { return }
        let isTabled = tabledCount == count && (count == 0 || table.holds(count))
        if isTabled, !(makesFilter && table.lacksFilter) { return }
        ColumnPointers.with(columns) { rows in
            if !isTabled { makeTable(over: rows, room: 0) }
            if makesFilter, table.lacksFilter { table.makeFilter(over: rows, count: count) }
        }
    }

    /// ``find(_:rowCount:into:)`` without making anything, so that several threads may ask at once.
    /// - Precondition: the relation is as it was when ``prepareToFind(makesFilter:)`` was called.
    func findPrepared(_ batch: ColumnPointers, rowCount: Int, into numbers: UnsafeMutablePointer<UInt32>) {
        if let bitmap { return bitmap.find(batch, rowCount: rowCount, into: numbers) }
        ColumnPointers.with(columns) { table.find(batch, rowCount: rowCount, columns: $0, into: numbers) }
    }
}
