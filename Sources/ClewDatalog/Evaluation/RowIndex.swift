/// Finds the rows of a relation by the values of some columns. The rows that were there when it was built stand grouped
/// by key in one array; those added since hang in chains, and are taken into the array when they are many, so that
/// adding stays O(1) amortised.
///
/// No key is stored: a group is compared by one of its rows. Where a single column holds values that lie close
/// together, the groups are the values themselves.
final class RowIndex {
    let keyColumns: [Int]
    /// The group plus 1 below, as much of the key's hash as there is room for above; 0 where empty. Unused if the
    /// groups are values.
    private var slots = GrowingArray<UInt32>()
    private var bits: UInt32 = 0
    /// The value that is group 0.
    private var low: UInt32 = 0
    private var isDirect = false
    private var groupCount = 0

    /// Where each group starts in `order`; one more than the groups that it covers.
    private var starts = GrowingArray<UInt32>(zeros: 1)
    /// Row numbers by group, ascending within each. Empty where that is the order in which the rows stand.
    private let order = RowList()
    /// How many rows stand in groups rather than in chains.
    private(set) var settledCount = 0
    /// The youngest row of each group outside of `order`, plus 1; 0 where there is none. Empty if all rows are settled.
    private var heads = GrowingArray<UInt32>()
    /// For each row outside of `order`, the next older one of its group, plus 1.
    private var next = GrowingArray<UInt32>()
    /// Rows covered.
    private(set) var count = 0

    private let allowsDirect: Bool

    init(keyColumns: [Int], allowsDirect: Bool) {
        self.keyColumns = keyColumns
        self.allowsDirect = allowsDirect
    }

    /// What a look-up gives for a key that is not there.
    static let none = UInt32.max

    /// Memory taken, in bytes.
    var byteCount: Int {
        slots.byteCount + starts.byteCount + order.byteCount + heads.byteCount + next.byteCount
    }

    /// Takes in the rows from ``count`` on.
    func extend(over columns: [Column], count total: Int) {
        if total == count { return }
        let isSmall = total - count < max(4_096, settledCount / 4)
        if count > 0, isSmall, addToChains(columns, total) {
            if next.count > max(4_096, settledCount / 4) { settle() }
            return
        }
        rebuild(columns, total)
    }

    /// Whether it reads rows to compare them with keys.
    var comparesRows: Bool { !isDirect }
}

// MARK: - Building

extension RowIndex {
    private func rebuild(_ columns: [Column], _ total: Int) {
        let isFirst = count == 0
        for list in [slots, heads, next] { list.removeAll() }
        order.removeAll()
        starts = GrowingArray(zeros: 1)
        groupCount = 0
        count = total
        settledCount = total
        isDirect = chooseDirect(columns, total, isGrowing: !isFirst)
        if isDirect {
            columns[keyColumns[0]].withIDs { ids in
                switch ids {
                case .wide(let ids): sort(ids, total, from: low)
                case .narrow(let ids): sort(ids, total, from: low)
                }
            }
        } else {
            let groups = ColumnPointers.with(columns, only: keyColumns) { hashedGroups($0, total) }
            groups.withUnsafeBufferPointer { sort(WideIDs(ids: $0), total, from: 0) }
        }
    }

    /// Whether to use the values as groups: if a single column's span is less than a few times the rows.
    private func chooseDirect(_ columns: [Column], _ total: Int, isGrowing: Bool) -> Bool {
        guard allowsDirect, keyColumns.count == 1, total >= 64 else { return false }
        var (least, greatest) = (UInt32.max, UInt32.min)
        columns[keyColumns[0]].forEach { (least, greatest) = (min(least, $0), max(greatest, $0)) }
        guard Int(greatest - least) < 4 * total + 1_024 else { return false }
        // Room at both ends, where more values are to be expected.
        let room = isGrowing ? Int(greatest - least) / 4 + 64 : 0
        low = UInt32(max(0, Int(least) - room))
        groupCount = Int(greatest - low) + 1 + room
        return true
    }

    /// Groups all rows by counting. `groups` has the group of each, more by `low`.
    private func sort(_ groups: some IDList, _ total: Int, from low: UInt32) {
        starts = GrowingArray(zeros: groupCount + 1)
        let isAscending = starts.withUnsafeMutableBufferPointer { starts in
            var (last, isAscending) = (low, true)
            for row in 0..<total {
                let group = groups[row]
                starts[Int(group &- low)] &+= 1
                isAscending = isAscending && group >= last
                last = group
            }
            var sum: UInt32 = 0
            // Where rows must be moved, the ends of groups; else where they start.
            for group in starts.indices {
                let size = starts[group]
                starts[group] = isAscending ? sum : sum &+ size
                sum &+= size
            }
            return isAscending
        }
        if isAscending { return }
        order.grow(to: total, rowsBelow: total)
        order.withNumbers { order in
            starts.withUnsafeMutableBufferPointer { starts in
                // Hot loop. Invariant: `low <= groups[row] < low + groupCount`. Backwards, so that each start ends up at
                // the first of its rows.
                for row in (0..<total).reversed() {
                    let group = Int(groups[row] &- low)
                    starts[group] &-= 1
                    order[Int(starts[group])] = UInt32(truncatingIfNeeded: row)
                }
            }
        }
    }

    /// The group of each row, by a table made for it.
    private func hashedGroups(_ keys: ColumnPointers, _ total: Int) -> GrowingArray<UInt32> {
        let firstRows = GrowingArray<UInt32>()
        bits = 10
        slots = GrowingArray(zeros: 1 << bits)
        var hashes = [UInt64](repeating: 0, count: Batch.capacity)
        let all = GrowingArray<UInt32>(zeros: total)
        all.withUnsafeMutableBufferPointer { groups in
            for start in stride(from: 0, to: total, by: Batch.capacity) {
                let size = min(Batch.capacity, total - start)
                if (groupCount + size) * 4 > slots.count * 3 { grow(keys) { firstRows[$0] } }
                hashes.withUnsafeMutableBufferPointer { hashes in
                    keys.hash(from: start, count: size, into: hashes)
                    RowHash.touch(slots, hashes, count: size, bits: bits)
                    for index in 0..<size {
                        let place = place(of: hashes[index], keys, start + index, keys) { firstRows[$0] }
                        if slots[place] & groupMask == 0 {
                            occupy(place, hashes[index])
                            firstRows.append(UInt32(truncatingIfNeeded: start + index))
                        }
                        groups[start + index] = slots[place] & groupMask - 1
                    }
                }
            }
        }
        return all
    }

    private var groupMask: UInt32 { UInt32(truncatingIfNeeded: slots.count - 1) }

    /// The slot of a key, or the empty one where it would be put.
    @inline(__always)
    private func place(
        of hash: UInt64, _ batch: ColumnPointers, _ index: Int, _ keys: ColumnPointers, firstRow: (Int) -> UInt32
    ) -> Int {
        let upper = RowHash.upperHalf(hash)
        let tag = upper << bits
        let bits = bits
        let width = keys.count
        return slots.withUnsafeBufferPointer { slots in
            // Hot loop. Invariant: a quarter of the slots is empty, so each probe ends.
            let mask = slots.count - 1
            var place = Int(upper >> (32 - bits))
            while slots[place] != 0 {
                if slots[place] ^ tag <= UInt32(truncatingIfNeeded: mask) {
                    let row = firstRow(Int(slots[place]) & mask - 1)
                    if keys.isSame(Int(row), as: index, of: batch, width: width) { break }
                }
                place = (place + 1) & mask
            }
            return place
        }
    }

    /// Makes a group.
    private func occupy(_ place: Int, _ hash: UInt64) {
        groupCount += 1
        slots[place] = RowHash.upperHalf(hash) << bits | UInt32(truncatingIfNeeded: groupCount)
    }

    private func grow(_ keys: ColumnPointers, firstRow: (Int) -> UInt32) {
        while (groupCount + Batch.capacity) * 4 > 3 << bits { bits += 1 }
        slots = GrowingArray(zeros: 1 << bits)
        let mask = slots.count - 1
        var hash: UInt64 = 0
        for group in 0..<groupCount {
            withUnsafeMutablePointer(to: &hash) { hash in
                keys.hash(from: Int(firstRow(group)), count: 1, into: UnsafeMutableBufferPointer(start: hash, count: 1))
            }
            let upper = RowHash.upperHalf(hash)
            var place = Int(upper >> (32 - bits))
            while slots[place] != 0 { place = (place + 1) & mask }
            slots[place] = upper << bits | UInt32(truncatingIfNeeded: group + 1)
        }
    }
}

// MARK: - Growing

extension RowIndex {
    /// Hangs the new rows into chains; false if one has a value outside of the groups.
    private func addToChains(_ columns: [Column], _ total: Int) -> Bool {
        if heads.count < groupCount { heads.resize(to: groupCount) }
        if !isDirect {
            ColumnPointers.with(columns, only: keyColumns) { addToChains($0, total) }
            return true
        }
        return columns[keyColumns[0]].withIDs { ids in
            switch ids {
            case .wide(let ids): addToChains(ids, total)
            case .narrow(let ids): addToChains(ids, total)
            }
        }
    }

    private func addToChains(_ ids: some IDList, _ total: Int) -> Bool {
        for row in count..<total where Int(ids[row] &- low) >= groupCount { return false }
        for row in count..<total { hang(row, group: Int(ids[row] &- low)) }
        count = total
        return true
    }

    private func addToChains(_ keys: ColumnPointers, _ total: Int) {
        var hash: UInt64 = 0
        for row in count..<total {
            if (groupCount + 1) * 4 > slots.count * 3 { grow(keys, firstRow: firstRow) }
            withUnsafeMutablePointer(to: &hash) { hash in
                keys.hash(from: row, count: 1, into: UnsafeMutableBufferPointer(start: hash, count: 1))
            }
            let place = place(of: hash, keys, row, keys, firstRow: firstRow)
            if slots[place] & groupMask == 0 {
                occupy(place, hash)
                heads.append(0)
            }
            hang(row, group: Int(slots[place] & groupMask) - 1)
        }
        count = total
    }

    @inline(__always)
    private func hang(_ row: Int, group: Int) {
        next.append(heads[group])
        heads[group] = UInt32(truncatingIfNeeded: row + 1)
    }

    /// Some row of a group.
    private func firstRow(_ group: Int) -> UInt32 {
        if group + 1 < starts.count, starts[group] < starts[group + 1] { return settledRow(at: starts[group]) }
        return heads[group] - 1
    }

    @inline(__always)
    private func settledRow(at place: UInt32) -> UInt32 {
        order.count == 0 ? place : order[Int(place)]
    }

    /// Takes the chains into the array.
    private func settle() {
        let settled = settledCount
        if order.count == 0 {
            order.grow(to: settled, rowsBelow: count)
            order.withNumbers { for row in 0..<settled { $0[row] = UInt32(truncatingIfNeeded: row) } }
        }
        let newStarts = GrowingArray<UInt32>(zeros: groupCount + 1)
        var end = 0
        for group in 0..<groupCount {
            newStarts[group] = UInt32(truncatingIfNeeded: end)
            if group + 1 < starts.count { end += Int(starts[group + 1] - starts[group]) }
            var row = heads[group]
            while row != 0 {
                end += 1
                row = next[Int(row) - 1 - settled]
            }
        }
        newStarts[groupCount] = UInt32(truncatingIfNeeded: end)
        order.grow(to: count, rowsBelow: count)
        order.withNumbers { order in
            // Backwards, in place. Invariant: no group moves to the left, so that those before it still stand as they
            // did.
            for group in (0..<groupCount).reversed() {
                var place = Int(newStarts[group + 1])
                // A chain begins with its youngest row.
                var row = heads[group]
                while row != 0 {
                    place -= 1
                    order[place] = row - 1
                    row = next[Int(row) - 1 - settled]
                }
                if group + 1 < starts.count {
                    let (old, new) = (Int(starts[group]), Int(newStarts[group]))
                    if old != new { order.move(place - new, from: old, to: new) }
                }
            }
        }
        starts = newStarts
        settledCount = count
        next.removeAll()
        heads.removeAll()
    }
}

// MARK: - Looking up

extension RowIndex {
    /// Writes the group of each key, ``none`` where there is none. `keys` holds the keys' columns, `columns` those of
    /// the relation.
    func find(_ batch: ColumnPointers, count: Int, into groups: UnsafeMutablePointer<UInt32>, in columns: [Column]) {
        if isDirect {
            let column = batch[0]
            let (low, groupCount) = (low, groupCount)
            for index in 0..<count {
                let group = column[index] &- low
                groups[index] = Int(group) < groupCount ? group : RowIndex.none
            }
            return
        }
        if slots.count == 0 {
            for index in 0..<count { groups[index] = RowIndex.none }
            return
        }
        ColumnPointers.with(columns, only: keyColumns) { keys in
            withUnsafeTemporaryAllocation(of: UInt64.self, capacity: count) { hashes in
                batch.hash(from: 0, count: count, into: hashes)
                for index in 0..<count {
                    let place = place(of: hashes[index], batch, index, keys, firstRow: firstRow)
                    // An empty slot gives `none`: 0 less 1.
                    groups[index] = slots[place] == 0 ? RowIndex.none : slots[place] & groupMask &- 1
                }
            }
        }
    }

    /// The number of rows of each group, counted up to 64 outside of `order`; for choosing the smaller of two groups.
    func sizes(of groups: [UInt32]) -> [Int] {
        var sizes = [Int](repeating: 0, count: groups.count)
        let settled = settledCount
        withGroups { starts, _, heads, next in
            for (index, group) in groups.enumerated() where group != RowIndex.none {
                let place = Int(group)
                if place + 1 < starts.count { sizes[index] = Int(starts[place + 1] &- starts[place]) }
                var row = place < heads.count ? heads[place] : 0
                while row != 0, sizes[index] < 64 {
                    sizes[index] += 1
                    row = next[Int(row) - 1 - settled]
                }
            }
        }
        return sizes
    }

    /// Puts the oldest row of each group in its place, ``none`` where there is none.
    func replaceByFirstRows(_ groups: UnsafeMutableBufferPointer<UInt32>) {
        let settled = settledCount
        withGroups { starts, order, heads, next in
            for index in groups.indices where groups[index] != RowIndex.none {
                let place = Int(groups[index])
                var oldest = RowIndex.none
                if place + 1 < starts.count, starts[place] < starts[place + 1] {
                    oldest = order.count == 0 ? starts[place] : order[Int(starts[place])]
                } else {
                    var row = place < heads.count ? heads[place] : 0
                    while row != 0 {
                        oldest = row - 1
                        row = next[Int(row) - 1 - settled]
                    }
                }
                groups[index] = oldest
            }
        }
    }

    /// All rows with a key, oldest first.
    func rows(of key: [UInt32], in columns: [Column]) -> [UInt32] {
        var group = RowIndex.none
        key.withUnsafeBufferPointer { key in
            guard let start = key.baseAddress else { return }
            ColumnPointers.with(start, stride: 1, count: key.count) { find($0, count: 1, into: &group, in: columns) }
        }
        if group == RowIndex.none { return [] }
        let place = Int(group)
        var rows: [UInt32] = []
        if place + 1 < starts.count {
            rows = (starts[place]..<starts[place + 1]).map(settledRow)
        }
        var row = place < heads.count ? heads[place] : 0
        let settled = rows.count
        while row != 0 {
            rows.append(row - 1)
            row = next[Int(row) - 1 - settledCount]
        }
        rows[settled...].reverse()
        return rows
    }

    /// The arrays for a loop that reads many groups: starts, rows by group (none where a row stands in its place), heads,
    /// and next older rows, from that of row ``settledCount`` on.
    @inline(__always)
    func withGroups(
        _ body: (
            _ starts: UnsafeBufferPointer<UInt32>, _ order: RowNumbers,
            _ heads: UnsafeBufferPointer<UInt32>, _ next: UnsafeBufferPointer<UInt32>
        ) -> Void
    ) {
        starts.withUnsafeBufferPointer { starts in
            order.withNumbers { order in
                heads.withUnsafeBufferPointer { heads in
                    next.withUnsafeBufferPointer { body(starts, order, heads, $0) }
                }
            }
        }
    }
}
