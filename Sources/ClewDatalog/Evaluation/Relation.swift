import ClewModel

/// The rows of one relation by column, each once, in the order in which they came. Rows are only ever added, so that a
/// range of row numbers is a delta, and an index stays right as far as it goes.
///
/// Where `improving` columns are given (`min` or `max` that run through recursion), there is one row for each value of
/// the other columns, whose improving columns change in place; ``changed`` then lists the rows that did.
final class Relation {
    let name: String
    let arity: Int
    private(set) var columns: [[UInt32]]
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

    private var rows = PackedSet()
    private var packer: KeyPacker
    private var isDeduplicated = false
    private var keys: [UInt64] = []
    private var fresh: [Int32] = []

    /// An empty relation.
    init(name: String, arity: Int) {
        self.name = name
        self.arity = arity
        columns = Array(repeating: [], count: arity)
        packer = KeyPacker(width: arity)
        isDeduplicated = true
    }

    /// A relation with rows of the source, which are each there once.
    init(name: String, columns: [[UInt32]], count: Int) {
        self.name = name
        arity = columns.count
        self.columns = columns
        self.count = count
        packer = KeyPacker(width: columns.count)
    }

    /// Memory taken by rows and tables, in bytes; columns shared with the source are counted too.
    var byteCount: Int {
        columns.reduce(0) { $0 + $1.capacity * 4 } + rows.byteCount + packer.byteCount
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
            index = RowIndex(keyColumns: keyColumns)
            indexes[keyColumns] = index
        }
        index.extend(over: columns, count: count)
        return index
    }

    func hasIndex(on keyColumns: [Int]) -> Bool { indexes[keyColumns] != nil }

    /// Adds the rows of a batch that are new, and says how many there were. `batch` holds one column of `stride` ids
    /// after the other, `rowCount` of them filled.
    func insert(_ batch: UnsafePointer<UInt32>, stride: Int, rowCount: Int) -> Int {
        if arity == 0 {
            let added = count == 0 && rowCount > 0 ? 1 : 0
            count += added
            return added
        }
        deduplicate()
        let added = newRows(batch, stride: stride, rowCount: rowCount)
        if added == 0 { return 0 }
        for column in 0..<arity {
            let values = batch + column * stride
            if added == rowCount {
                columns[column].append(contentsOf: UnsafeBufferPointer(start: values, count: rowCount))
            } else {
                fresh.withUnsafeBufferPointer { fresh in
                    for index in 0..<added { columns[column].append(values[Int(fresh[index])]) }
                }
            }
        }
        count += added
        return added
    }

    /// Adds one row; whether it was new.
    func insert(_ row: [UInt32]) -> Bool {
        guard !row.isEmpty else { return insert([0], stride: 1, rowCount: 1) > 0 }
        return row.withUnsafeBufferPointer { row in
            row.baseAddress.map { insert($0, stride: 1, rowCount: 1) > 0 } ?? false
        }
    }

    /// Leaves in `fresh` the places of the rows that are new.
    private func newRows(_ batch: UnsafePointer<UInt32>, stride: Int, rowCount: Int) -> Int {
        if keys.count < rowCount {
            keys = Array(repeating: 0, count: rowCount)
            fresh = Array(repeating: 0, count: rowCount)
        }
        return keys.withUnsafeMutableBufferPointer { keys in
            fresh.withUnsafeMutableBufferPointer { fresh in
                let used = UnsafeMutableBufferPointer(rebasing: keys[..<rowCount])
                if arity == 2 {
                    // Hot loop. Invariant: `batch` holds `arity` columns of `stride >= rowCount` ids.
                    let second = batch + stride
                    for index in 0..<rowCount { used[index] = UInt64(batch[index]) << 32 | UInt64(second[index]) }
                } else {
                    for index in 0..<rowCount { used[index] = UInt64(batch[index]) }
                    for column in 1..<max(1, arity) {
                        packer.fold(used, batch + column * stride, level: column - 1, inserting: true)
                    }
                }
                guard let start = fresh.baseAddress else { return 0 }
                return rows.insert(UnsafeBufferPointer(used), fresh: start)
            }
        }
    }

    /// Rows of the source enter the table only when rules add to them.
    private func deduplicate() {
        if isDeduplicated { return }
        isDeduplicated = true
        let (present, total) = (columns, count)
        var start = 0
        while start < total {
            let size = min(1_024, total - start)
            let batch = present.flatMap { $0[start..<(start + size)] }
            batch.withUnsafeBufferPointer { batch in
                if let base = batch.baseAddress { _ = newRows(base, stride: size, rowCount: size) }
            }
            start += size
        }
    }

    /// Writes a value of an improving column.
    func set(_ value: UInt32, row: Int, column: Int) { columns[column][row] = value }

    /// Adds a row that the caller knows to be new.
    func append(_ row: [UInt32]) {
        for (column, id) in row.enumerated() { columns[column].append(id) }
        count += 1
    }

    /// Whether the row is there. O(1) after an index on all columns has been built.
    func firstRow(_ row: [UInt32]) -> Int? {
        if arity == 0 { return count > 0 ? 0 : nil }
        let all = Array(0..<arity)
        return index(on: all).firstRow(of: row)
    }
}
