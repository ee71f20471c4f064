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
    private let threadCount: Int
    /// How many rows are kept: they stand before the others.
    private var kept = 0

    /// Changes `columns`, of which there is at least one, so that they hold each row once. O(rows).
    static func reduce(_ columns: inout [GrowingArray<UInt32>], threadCount: Int) {
        if columns[0].count == 0 { return }
        let starts = GroupedRows.group(&columns, threadCount: threadCount)
        var rows = DistinctRows(columns, threadCount)
        if let starts {
            rows.keepDistinct(starts)
        } else {
            rows.keepByTable(0..<rows.total)
        }
        for column in columns { column.resize(to: rows.kept) }
    }

    private init(_ columns: [GrowingArray<UInt32>], _ threadCount: Int) {
        self.columns = columns
        self.threadCount = threadCount
        total = columns[0].count
    }

    /// Goes through rows that are grouped by their first value; `starts` says where each group begins.
    private mutating func keepDistinct(_ starts: GrowingArray<UInt32>) {
        var next = 0
        for group in groupsWithRepetitions(starts) {
            let end = group + 1 < starts.count ? Int(starts[group + 1]) : total
            let rows = Int(starts[group])..<end
            move(next..<rows.lowerBound)
            if rows.count > DistinctRows.fewRows, columns.count > 1 {
                keepByTable(rows)
            } else {
                keepByComparing(rows)
            }
            next = end
        }
        move(next..<total)
    }

    /// The groups, ascending, in which a row is there twice or which are too large to compare all of their rows.
    private func groupsWithRepetitions(_ starts: GrowingArray<UInt32>) -> [Int] {
        let low = columns[0][0]
        let slices = RowSlices(rowCount: total, threadCount: threadCount)
        var found = [[Int]](repeating: [], count: slices.count)
        found.withUnsafeMutableBufferPointer { found in
            // Each slice has a list of its own.
            nonisolated(unsafe) let (found, rows, starts) = (found, self, starts)
            slices.forEach { number, slice in
                // Groups belong to the slice in which they begin.
                func start(of row: Int) -> Int {
                    row == rows.total ? row : Int(starts[Int(rows.columns[0][row] &- low)])
                }
                let part = start(of: slice.lowerBound)..<start(of: slice.upperBound)
                found[number] = rows.groupsWithRepetitions(starts, in: part)
            }
        }
        return found.flatMap { $0 }
    }

    private func groupsWithRepetitions(_ starts: GrowingArray<UInt32>, in part: Range<Int>) -> [Int] {
        let low = columns[0][0]
        var found: [Int] = []
        columns[0].withUnsafeBufferPointer { first in
            columns[min(1, columns.count - 1)].withUnsafeBufferPointer { second in
                columns[min(2, columns.count - 1)].withUnsafeBufferPointer { third in
                    // Hot loop. Invariant: a bit of `seen` is set for each row of the group so far, by its other values,
                    // so that a row whose bit is not set was not there before.
                    var seen: UInt64 = 0
                    var group: UInt32 = 0
                    for row in part {
                        if first[row] != group || row == part.lowerBound { (seen, group) = (0, first[row]) }
                        let key = RowHash.upperHalf(UInt64(second[row]) << 32 | UInt64(third[row]))
                        let bit: UInt64 = 1 << UInt64(key >> 26)
                        if seen & bit != 0 {
                            let number = Int(group &- low)
                            if found.last != number, isDoubtful(row, Int(starts[number])) { found.append(number) }
                        }
                        seen |= bit
                    }
                }
            }
        }
        return found
    }

    /// Whether a row may be there before, in a group that begins at `start`.
    private func isDoubtful(_ row: Int, _ start: Int) -> Bool {
        if row - start >= DistinctRows.fewRows { return true }
        return (start..<row).contains { other in columns.allSatisfy { $0[other] == $0[row] } }
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

    /// Keeps rows that follow each other.
    private mutating func move(_ rows: Range<Int>) {
        if rows.lowerBound != kept { for column in columns { column.move(rows, to: kept) } }
        kept += rows.count
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
    static func group(_ columns: inout [GrowingArray<UInt32>], threadCount: Int) -> GrowingArray<UInt32>? {
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
        // The first column, whose values the groups tell too, holds where each row goes as long as the others move: so no
        // more than one column is there twice.
        replaceByPlaces(first, low, starts)
        let slices = RowSlices(rowCount: first.count, threadCount: threadCount)
        for place in columns.indices.dropFirst() { columns[place] = moved(columns[place], to: first, slices) }
        turnBack(starts)
        fill(first, low, starts)
        return starts
    }

    /// Replaces the value of each row by where the row goes, which turns the starts of groups into their ends.
    private static func replaceByPlaces(
        _ first: GrowingArray<UInt32>, _ low: UInt32, _ starts: GrowingArray<UInt32>
    ) {
        first.withUnsafeMutableBufferPointer { first in
            starts.withUnsafeMutableBufferPointer { starts in
                for row in first.indices {
                    let group = Int(first[row] &- low)
                    first[row] = starts[group]
                    starts[group] &+= 1
                }
            }
        }
    }

    private static func moved(
        _ column: GrowingArray<UInt32>, to places: GrowingArray<UInt32>, _ slices: RowSlices
    ) -> GrowingArray<UInt32> {
        let moved = GrowingArray<UInt32>(zeros: column.count)
        moved.withUnsafeMutableBufferPointer { moved in
            places.withUnsafeBufferPointer { places in
                column.withUnsafeBufferPointer { column in
                    // Hot loop. Invariant: the places are the rows in another order, so that none is written twice.
                    nonisolated(unsafe) let (moved, places, column) = (moved, places, column)
                    slices.forEach { _, rows in
                        for row in rows { moved[Int(places[row])] = column[row] }
                    }
                }
            }
        }
        return moved
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
