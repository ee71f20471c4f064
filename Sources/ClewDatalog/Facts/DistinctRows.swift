/// Leaves each of many rows in their columns once, by sorting where that can be done by counting: rows with the same
/// first value then stand together, in ascending order of that value's id and among themselves as they came, and an
/// index on the first column needs no list of rows. That takes less memory than a table over all rows, and no longer.
///
/// Where first values lie far apart, rows stay in their order, and a table finds those that were there before.
struct DistinctRows {
    /// Up to so many rows with the same first value are compared with each other; more of them need a table.
    private static let fewRows = 32

    private let columns: [GrowingArray<UInt32>]
    private let total: Int
    /// How many rows are kept: they stand before the others.
    private var kept = 0

    /// Changes `columns`, of which there is at least one, so that they hold each row once. O(rows).
    static func reduce(_ columns: inout [GrowingArray<UInt32>]) {
        if columns[0].count == 0 { return }
        let starts = GroupedRows.group(&columns)
        var rows = DistinctRows(columns)
        if let starts {
            rows.keepDistinct(starts)
        } else {
            rows.keepByTable(0..<rows.total)
        }
        for column in columns { column.resize(to: rows.kept) }
    }

    private init(_ columns: [GrowingArray<UInt32>]) {
        self.columns = columns
        total = columns[0].count
    }

    /// Goes through rows that are grouped by their first value; `starts` says where each group begins.
    private mutating func keepDistinct(_ starts: GrowingArray<UInt32>) {
        for group in 0..<starts.count {
            let end = group + 1 < starts.count ? Int(starts[group + 1]) : total
            let rows = Int(starts[group])..<end
            if rows.count > DistinctRows.fewRows, columns.count > 1 {
                keepByTable(rows)
            } else if !rows.isEmpty {
                keepByComparing(rows)
            }
        }
    }

    private mutating func keepByComparing(_ rows: Range<Int>) {
        let start = kept
        if columns.count == 1 || rows.count == 1 { return move(rows.lowerBound) }
        let columns = columns
        columns[1].withUnsafeBufferPointer { second in
            for row in rows {
                var isNew = true
                for other in start..<kept where second[other] == second[row] {
                    isNew = isNew && !(2..<max(2, columns.count)).allSatisfy { columns[$0][other] == columns[$0][row] }
                }
                if isNew { move(row) }
            }
        }
    }

    /// Keeps a row.
    @inline(__always)
    private mutating func move(_ row: Int) {
        if row != kept { for column in columns { column[kept] = column[row] } }
        kept += 1
    }

    /// Keeps those of many rows that differ from each other.
    private mutating func keepByTable(_ rows: Range<Int>) {
        let (columns, first) = (columns, kept)
        var table = RowTable()
        ColumnPointers.with(columns, from: first) { table.rebuild(over: $0, count: 0, wanted: rows.count) }
        for start in stride(from: rows.lowerBound, to: rows.upperBound, by: Batch.capacity) {
            let size = min(Batch.capacity, rows.upperBound - start)
            withUnsafeTemporaryAllocation(of: UInt64.self, capacity: size) { hashes in
                withUnsafeTemporaryAllocation(of: Int32.self, capacity: size) { fresh in
                    guard let place = fresh.baseAddress else { return }
                    let added = ColumnPointers.with(columns, from: start) { batch in
                        ColumnPointers.with(columns, from: first) { known in
                            table.insert(
                                batch, rowCount: size, hashes: hashes, columns: known, count: kept - first,
                                fresh: place)
                        }
                    }
                    // Ascending, so that no row is overwritten before it is moved.
                    for index in 0..<added { move(start + Int(fresh[index])) }
                }
            }
        }
    }
}

/// Rows with the same first value next to each other.
enum GroupedRows {
    /// Sorts the rows by the first column, by counting; gives where each group begins, or nothing, with the rows as they
    /// were, if the values span more than a few times the rows. O(rows).
    static func group(_ columns: inout [GrowingArray<UInt32>]) -> GrowingArray<UInt32>? {
        let first = columns[0]
        let (low, span, isAscending) = first.withUnsafeBufferPointer { ids in
            var (least, greatest, last, isAscending) = (UInt32.max, UInt32.min, UInt32.min, true)
            for id in ids {
                (least, greatest) = (min(least, id), max(greatest, id))
                isAscending = isAscending && id >= last
                last = id
            }
            return (least, Int(greatest - least) + 1, isAscending)
        }
        guard span < 4 * first.count + 1_024 else { return nil }
        let starts = GrowingArray<UInt32>(zeros: span)
        starts.withUnsafeMutableBufferPointer { starts in
            first.withUnsafeBufferPointer { for id in $0 { starts[Int(id &- low)] &+= 1 } }
            var sum: UInt32 = 0
            for group in starts.indices {
                let size = starts[group]
                starts[group] = sum
                sum &+= size
            }
        }
        if isAscending { return starts }
        // Each column from the first rows to the last or the other way round, which turns starts into ends and these
        // into starts again.
        var areStarts = true
        for place in columns.indices.dropFirst() {
            columns[place] = sorted(columns[place], by: first, low, starts, areStarts)
            areStarts.toggle()
        }
        if !areStarts { turnBack(starts) }
        fill(first, low, starts)
        return starts
    }

    private static func sorted(
        _ column: GrowingArray<UInt32>, by first: GrowingArray<UInt32>, _ low: UInt32, _ places: GrowingArray<UInt32>,
        _ areStarts: Bool
    ) -> GrowingArray<UInt32> {
        let sorted = GrowingArray<UInt32>(zeros: column.count)
        sorted.withUnsafeMutableBufferPointer { sorted in
            places.withUnsafeMutableBufferPointer { places in
                first.withUnsafeBufferPointer { first in
                    column.withUnsafeBufferPointer { column in
                        // Hot loops. Invariant: the groups' places divide the rows among them.
                        if areStarts {
                            for row in first.indices {
                                let group = Int(first[row] &- low)
                                sorted[Int(places[group])] = column[row]
                                places[group] &+= 1
                            }
                        } else {
                            for row in first.indices.reversed() {
                                let group = Int(first[row] &- low)
                                places[group] &-= 1
                                sorted[Int(places[group])] = column[row]
                            }
                        }
                    }
                }
            }
        }
        return sorted
    }

    /// Turns the ends of groups into their starts.
    private static func turnBack(_ ends: GrowingArray<UInt32>) {
        ends.withUnsafeMutableBufferPointer { ends in
            for group in ends.indices.reversed() { ends[group] = group > 0 ? ends[group - 1] : 0 }
        }
    }

    /// Writes the groups' values.
    private static func fill(_ first: GrowingArray<UInt32>, _ low: UInt32, _ starts: GrowingArray<UInt32>) {
        first.withUnsafeMutableBufferPointer { first in
            for group in 0..<starts.count {
                let end = group + 1 < starts.count ? Int(starts[group + 1]) : first.count
                for row in Int(starts[group])..<end { first[row] = low &+ UInt32(truncatingIfNeeded: group) }
            }
        }
    }
}
