/// Finds the rows of a relation by the values of some columns. The rows that were there when it was built stand grouped
/// by key in one array; those added since hang in chains, and are taken into the array when they outnumber it, so that
/// adding stays O(1) amortised.
final class RowIndex {
    let keyColumns: [Int]
    private var packer: KeyPacker
    private var table = KeyTable()
    /// Group by value for a single column whose values lie close together; then `table` is unused.
    private var direct: [UInt32] = []
    private var directBase: UInt32 = 0
    private var groupCount = 0

    /// Where each group starts in `order`; one more than the groups that it covers.
    private var starts: [UInt32] = [0]
    /// Row numbers by group, ascending within each.
    private var order: [UInt32] = []
    /// The youngest row of each group outside of `order`, plus 1; 0 where there is none.
    private var heads: [UInt32] = []
    /// For each row outside of `order`, the next older one of its group, plus 1.
    private var next: [UInt32] = []
    /// Rows covered.
    private(set) var count = 0

    init(keyColumns: [Int]) {
        self.keyColumns = keyColumns
        packer = KeyPacker(width: keyColumns.count)
    }

    /// Memory taken, in bytes.
    var byteCount: Int {
        table.byteCount + packer.byteCount
            + (direct.capacity + starts.capacity + order.capacity + heads.capacity + next.capacity) * 4
    }

    /// How many different keys there are.
    var distinctCount: Int { groupCount }

    /// Takes in the rows from ``count`` on.
    func extend(over columns: [[UInt32]], count total: Int) {
        if total == count { return }
        if count == 0 { chooseDirect(columns, total) }
        let isFirst = count == 0
        let groups = groups(of: columns, from: count, to: total, inserting: true)
        if isFirst {
            sort(groups)
        } else {
            heads += Array(repeating: 0, count: groupCount - heads.count)
            for (offset, group) in groups.enumerated() {
                next.append(heads[Int(group)])
                heads[Int(group)] = UInt32(count + offset + 1)
            }
        }
        count = total
        if next.count > max(4_096, order.count) { settle() }
    }

    /// A single column whose values span less than a few times the rows is looked up by position.
    private func chooseDirect(_ columns: [[UInt32]], _ total: Int) {
        guard keyColumns.count == 1, total >= 64 else { return }
        let column = columns[keyColumns[0]]
        guard let low = column.min(), let high = column.max(), Int(high - low) < 4 * total + 1_024 else { return }
        directBase = low
        direct = Array(repeating: KeyTable.none, count: Int(high - low) + 1)
    }

    /// The group of each row of a range.
    private func groups(of columns: [[UInt32]], from start: Int, to end: Int, inserting: Bool) -> [UInt32] {
        var groups = [UInt32](repeating: 0, count: end - start)
        if !direct.isEmpty {
            let column = columns[keyColumns[0]]
            for row in start..<end {
                groups[row - start] = directGroup(column[row])
                if direct.isEmpty { return self.groups(of: columns, from: start, to: end, inserting: inserting) }
            }
            return groups
        }
        var key = [UInt32](repeating: 0, count: keyColumns.count)
        switch keyColumns.count {
        case 1:
            let column = columns[keyColumns[0]]
            for row in start..<end { groups[row - start] = table.insert(UInt64(column[row])) }
        case 2:
            let (first, second) = (columns[keyColumns[0]], columns[keyColumns[1]])
            for row in start..<end {
                groups[row - start] = table.insert(UInt64(first[row]) << 32 | UInt64(second[row]))
            }
        default:
            for row in start..<end {
                for (place, column) in keyColumns.enumerated() { key[place] = columns[column][row] }
                groups[row - start] = table.insert(packer.pack(key))
            }
        }
        groupCount = table.count
        return groups
    }

    /// The group of a value, given on first sight. A value outside of the span moves the index to the table.
    private func directGroup(_ value: UInt32) -> UInt32 {
        let offset = Int(value) - Int(directBase)
        guard direct.indices.contains(offset) else {
            leaveDirect()
            return 0
        }
        if direct[offset] == KeyTable.none {
            direct[offset] = UInt32(groupCount)
            groupCount += 1
        }
        return direct[offset]
    }

    private func leaveDirect() {
        var values = [UInt32](repeating: 0, count: groupCount)
        for (offset, group) in direct.enumerated() where group != KeyTable.none {
            values[Int(group)] = directBase + UInt32(offset)
        }
        for value in values { _ = table.insert(UInt64(value)) }
        direct = []
    }

    /// Groups all rows by counting.
    private func sort(_ groups: [UInt32]) {
        starts = [UInt32](repeating: 0, count: groupCount + 1)
        for group in groups { starts[Int(group) + 1] += 1 }
        for group in 0..<groupCount { starts[group + 1] += starts[group] }
        var places = starts
        order = [UInt32](repeating: 0, count: groups.count)
        for (row, group) in groups.enumerated() {
            order[Int(places[Int(group)])] = UInt32(row)
            places[Int(group)] += 1
        }
        heads = [UInt32](repeating: 0, count: groupCount)
    }

    /// Takes the chains into the array.
    private func settle() {
        let base = order.count
        var merged: [UInt32] = []
        merged.reserveCapacity(count)
        var newStarts: [UInt32] = []
        newStarts.reserveCapacity(groupCount + 1)
        var chain: [UInt32] = []
        for group in 0..<groupCount {
            newStarts.append(UInt32(merged.count))
            if group + 1 < starts.count { merged += order[Int(starts[group])..<Int(starts[group + 1])] }
            var row = heads[group]
            chain.removeAll(keepingCapacity: true)
            while row != 0 {
                chain.append(row - 1)
                row = next[Int(row) - 1 - base]
            }
            merged += chain.reversed()
        }
        newStarts.append(UInt32(merged.count))
        starts = newStarts
        order = merged
        next = []
        heads = [UInt32](repeating: 0, count: groupCount)
    }
}

// MARK: - Looking up

extension RowIndex {
    /// Writes the group of each key, ``KeyTable/none`` where there is none. `keys[k]` holds column `k` of the keys.
    func find(_ keys: [UnsafePointer<UInt32>], count: Int, into groups: UnsafeMutablePointer<UInt32>) {
        if !direct.isEmpty {
            let column = keys[0]
            direct.withUnsafeBufferPointer { direct in
                for index in 0..<count {
                    let offset = Int(column[index]) - Int(directBase)
                    groups[index] = offset >= 0 && offset < direct.count ? direct[offset] : KeyTable.none
                }
            }
            return
        }
        switch keys.count {
        case 1: for index in 0..<count { groups[index] = table.number(of: UInt64(keys[0][index])) }
        case 2:
            let (first, second) = (keys[0], keys[1])
            for index in 0..<count {
                groups[index] = table.number(of: UInt64(first[index]) << 32 | UInt64(second[index]))
            }
        default:
            for index in 0..<count {
                let key = packer.find(keys.map { $0[index] })
                groups[index] = key.map { table.number(of: $0) } ?? KeyTable.none
            }
        }
    }

    /// The rows of a group inside `order`.
    @inline(__always)
    func settledRows(of group: UInt32) -> Range<Int> {
        let place = Int(group)
        return place + 1 < starts.count ? Int(starts[place])..<Int(starts[place + 1]) : 0..<0
    }

    /// How many settled rows and whether there are others, for choosing the smaller of two groups.
    func size(of group: UInt32) -> Int {
        var size = settledRows(of: group).count
        var row = heads.isEmpty ? 0 : heads[Int(group)]
        while row != 0, size < 64 {
            size += 1
            row = next[Int(row) - 1 - order.count]
        }
        return size
    }

    @inline(__always)
    func settledRow(_ place: Int) -> UInt32 { order[place] }

    /// The youngest unsettled row of a group plus 1, or 0.
    @inline(__always)
    func head(of group: UInt32) -> UInt32 { Int(group) < heads.count ? heads[Int(group)] : 0 }

    /// The next older unsettled row plus 1, or 0.
    @inline(__always)
    func older(than row: UInt32) -> UInt32 { next[Int(row) - 1 - order.count] }

    /// Whether the group has a row below `bound`.
    func hasRow(in group: UInt32, below bound: Int) -> Bool {
        let settled = settledRows(of: group)
        if !settled.isEmpty, Int(order[settled.lowerBound]) < bound { return true }
        var row = head(of: group)
        while row != 0 {
            if Int(row) <= bound { return true }
            row = older(than: row)
        }
        return false
    }

    /// The oldest row with a key.
    func firstRow(of key: [UInt32]) -> Int? { rows(of: key).first }

    /// All rows with a key, oldest first.
    func rows(of key: [UInt32]) -> [Int] {
        var group = KeyTable.none
        withPointers(to: key) { find($0, count: 1, into: &group) }
        if group == KeyTable.none { return [] }
        var rows = settledRows(of: group).map { Int(order[$0]) }
        var row = head(of: group)
        var chain: [Int] = []
        while row != 0 {
            chain.append(Int(row) - 1)
            row = older(than: row)
        }
        rows += chain.reversed()
        return rows
    }

    private func withPointers(to key: [UInt32], _ body: ([UnsafePointer<UInt32>]) -> Void) {
        key.withUnsafeBufferPointer { buffer in
            guard let base = buffer.baseAddress else { return }
            body(key.indices.map { base + $0 })
        }
    }
}

extension RowIndex {
    /// The settled rows, for a loop that reads many of them.
    func withOrder(_ body: (UnsafeBufferPointer<UInt32>) -> Void) { order.withUnsafeBufferPointer(body) }
}
