import ClewModel

/// Which rows a relation holds, by open addressing over row numbers: four bytes a slot, at most three quarters full.
///
/// A slot holds the row's number plus 1 in its lower bits and as much of the row's hash as there is room for above
/// them, so that nearly every comparison of rows is one of equal rows; 0 is an empty slot. The rows themselves stand in
/// the columns, from which the table is made anew when it grows: it never holds two copies at a time.
struct RowTable {
    private var slots = GrowingArray<UInt32>()
    private var bits: UInt32 = 0
    /// Two bits of the hash of each row, in one word (a Bloom filter in blocks, Putze, Sanders and Singler 2007), where
    /// rows have been asked for that mostly are not there: an eighth of the table, so that nearer caches hold it.
    private var filter = GrowingArray<UInt64>()

    /// Memory taken, in bytes.
    var byteCount: Int { slots.byteCount + filter.byteCount }

    /// Whether there is room for `count` rows in all.
    func holds(_ count: Int) -> Bool { count * 4 <= slots.count * 3 }

    /// The memory that a table for `count` rows takes, in bytes.
    static func byteCount(for count: Int) -> Int { 4 << bits(for: count) }

    private static func bits(for count: Int) -> UInt32 {
        var bits: UInt32 = 10
        while count * 4 > 3 << bits { bits += 1 }
        return bits
    }

    /// Makes the table anew, with room for `wanted` rows, over the first `count` rows of `columns`, which differ.
    mutating func rebuild(over columns: ColumnPointers, count: Int, wanted: Int) {
        (slots, filter) = (GrowingArray(), GrowingArray())
        bits = RowTable.bits(for: wanted)
        slots = GrowingArray(zeros: 1 << bits)
        if count == 0 { return }
        var hashes = [UInt64](repeating: 0, count: Batch.capacity)
        for start in stride(from: 0, to: count, by: Batch.capacity) {
            let size = min(Batch.capacity, count - start)
            hashes.withUnsafeMutableBufferPointer { hashes in
                columns.hash(from: start, count: size, into: hashes)
                slots.withUnsafeMutableBufferPointer { slots in
                    // Hot loop. Invariant: the table has more slots than rows, so each probe ends.
                    let mask = slots.count - 1
                    for index in 0..<size {
                        let upper = RowHash.upperHalf(hashes[index])
                        var place = Int(upper >> (32 - bits))
                        while slots[place] != 0 { place = (place + 1) & mask }
                        slots[place] = upper << bits | UInt32(start + index + 1)
                    }
                }
            }
        }
    }

    /// Adds the rows of a batch and writes the places of those that were new into `fresh`, and the number of each row
    /// into `numbers`. `columns` holds the `count` rows that are there.
    /// - Precondition: ``holds(_:)`` for the rows of the batch too.
    @inline(__always)
    mutating func insert(
        _ batch: ColumnPointers, rowCount: Int, hashes: UnsafeMutableBufferPointer<UInt64>, columns: ColumnPointers,
        count: Int, fresh: UnsafeMutablePointer<Int32>, numbers: UnsafeMutablePointer<UInt32>? = nil
    ) -> Int {
        batch.hash(from: 0, count: rowCount, into: hashes)
        let bits = bits
        let width = batch.count
        RowHash.touch(slots, hashes, count: rowCount, bits: bits)
        let filter = filter
        let hasFilter = filter.count > 0
        return slots.withUnsafeMutableBufferPointer { slots in
            // Hot loop. Invariant: the table has an empty slot for each row of the batch, so each probe ends; a number
            // from `count` on is the place of a row in `fresh`, which has room for all.
            let mask = slots.count - 1
            let numberMask = UInt32(truncatingIfNeeded: mask)
            var added = 0
            for index in 0..<rowCount {
                let upper = RowHash.upperHalf(hashes[index])
                let tag = upper << bits
                var place = Int(upper >> (32 - bits))
                while true {
                    let slot = slots[place]
                    if slot == 0 {
                        slots[place] = tag | UInt32(truncatingIfNeeded: count + added + 1)
                        fresh[added] = Int32(truncatingIfNeeded: index)
                        if hasFilter {
                            filter[RowTable.filterPlace(of: upper, bits)] |= RowTable.filterMask(of: upper)
                        }
                        numbers?[index] = UInt32(truncatingIfNeeded: count + added)
                        added += 1
                        break
                    }
                    if slot ^ tag <= numberMask {
                        let row = Int(slot & numberMask) - 1
                        let isSame =
                            row < count
                            ? columns.isSame(row, as: index, of: batch, width: width)
                            : batch.isSame(Int(fresh[row - count]), as: index, of: batch, width: width)
                        if isSame {
                            numbers?[index] = UInt32(truncatingIfNeeded: row)
                            break
                        }
                    }
                    place = (place + 1) & mask
                }
            }
            return added
        }
    }

    /// Writes the number of each row of a batch, or ``RowIndex/none``.
    func find(
        _ batch: ColumnPointers, rowCount: Int, columns: ColumnPointers, into numbers: UnsafeMutablePointer<UInt32>
    ) {
        for index in 0..<rowCount { numbers[index] = RowIndex.none }
        if slots.count == 0 { return }
        let bits = bits
        let width = batch.count
        withUnsafeTemporaryAllocation(of: UInt64.self, capacity: rowCount) { hashes in
            withUnsafeTemporaryAllocation(of: Int32.self, capacity: rowCount) { candidates in
                batch.hash(from: 0, count: rowCount, into: hashes)
                let candidateCount = passFilter(hashes, rowCount, candidates)
                slots.withUnsafeBufferPointer { slots in
                    // Hot loop. Invariant: a quarter of the slots is empty, so each probe ends.
                    let mask = slots.count - 1
                    let numberMask = UInt32(truncatingIfNeeded: mask)
                    for candidate in 0..<candidateCount {
                        let index = Int(candidates[candidate])
                        let upper = RowHash.upperHalf(hashes[index])
                        let tag = upper << bits
                        var place = Int(upper >> (32 - bits))
                        while slots[place] != 0 {
                            if slots[place] ^ tag <= numberMask {
                                let row = (slots[place] & numberMask) - 1
                                if columns.isSame(Int(row), as: index, of: batch, width: width) {
                                    numbers[index] = row
                                    break
                                }
                            }
                            place = (place + 1) & mask
                        }
                    }
                }
            }
        }
    }

    // MARK: - The filter

    /// Whether a filter would help and there is none.
    var lacksFilter: Bool { filter.count == 0 && bits >= 18 }

    /// Makes the filter over the first `count` rows of `columns`.
    mutating func makeFilter(over columns: ColumnPointers, count: Int) {
        filter = GrowingArray(zeros: 1 << (bits - 4))
        var hashes = [UInt64](repeating: 0, count: Batch.capacity)
        for start in stride(from: 0, to: count, by: Batch.capacity) {
            let size = min(Batch.capacity, count - start)
            hashes.withUnsafeMutableBufferPointer { columns.hash(from: start, count: size, into: $0) }
            for index in 0..<size {
                let upper = RowHash.upperHalf(hashes[index])
                filter[RowTable.filterPlace(of: upper, bits)] |= RowTable.filterMask(of: upper)
            }
        }
    }

    @inline(__always)
    private static func filterPlace(of upper: UInt32, _ bits: UInt32) -> Int { Int(upper >> (36 - bits)) }

    @inline(__always)
    private static func filterMask(of upper: UInt32) -> UInt64 {
        1 << UInt64(upper >> 6 & 63) | 1 << UInt64(upper & 63)
    }

    /// Lists the rows that the filter does not exclude, and says how many; all without a filter.
    private func passFilter(
        _ hashes: UnsafeMutableBufferPointer<UInt64>, _ rowCount: Int, _ passed: UnsafeMutableBufferPointer<Int32>
    ) -> Int {
        if filter.count == 0 {
            RowHash.touch(slots, hashes, count: rowCount, bits: bits)
            for index in 0..<rowCount { passed[index] = Int32(truncatingIfNeeded: index) }
            return rowCount
        }
        let bits = bits
        return filter.withUnsafeBufferPointer { filter in
            var count = 0
            for index in 0..<rowCount {
                let upper = RowHash.upperHalf(hashes[index])
                let mask = RowTable.filterMask(of: upper)
                passed[count] = Int32(truncatingIfNeeded: index)
                count += filter[RowTable.filterPlace(of: upper, bits)] & mask == mask ? 1 : 0
            }
            return count
        }
    }
}

/// Hashes of rows, for tables whose places come from the upper bits.
enum RowHash {
    /// Multiplies after folding the halves (Fibonacci hashing); the upper half is the better one.
    @inline(__always)
    static func upperHalf(_ key: UInt64) -> UInt32 {
        UInt32(truncatingIfNeeded: ((key ^ (key >> 29)) &* 0x9E37_79B9_7F4A_7C15) >> 32)
    }

    /// Reads the slots where the probes of a batch will begin, so that the waits for them overlap.
    @inline(never)
    @discardableResult
    static func touch(
        _ slots: GrowingArray<UInt32>, _ hashes: UnsafeMutableBufferPointer<UInt64>, count: Int, bits: UInt32
    ) -> UInt32 {
        slots.withUnsafeBufferPointer { touch($0, hashes, count: count, bits: bits) }
    }

    @inline(never)
    @discardableResult
    static func touch(
        _ slots: UnsafeBufferPointer<UInt32>, _ hashes: UnsafeMutableBufferPointer<UInt64>, count: Int, bits: UInt32
    ) -> UInt32 {
        // In a table that the nearest caches hold there is no wait.
        if bits < 16 { return 0 }
        var sum: UInt32 = 0
        for index in 0..<count { sum &+= slots[Int(upperHalf(hashes[index]) >> (32 - bits))] }
        return sum
    }

    /// One more id taken into the hash of those before it.
    @inline(__always)
    static func join(_ key: UInt64, _ id: UInt32) -> UInt64 {
        ((key >> 32) &* 0xA076_1D64_78BD_642F ^ key) << 32 | UInt64(id)
    }
}

/// Columns as pointers, for the loops over rows.
struct ColumnPointers {
    /// None for columns without rows.
    private let pointers: UnsafePointer<UnsafePointer<UInt32>>?
    let count: Int

    /// Columns that lie one after the other, `stride` apart.
    static func with<Result>(
        _ start: UnsafePointer<UInt32>, stride: Int, count: Int, _ body: (ColumnPointers) -> Result
    ) -> Result {
        withUnsafeTemporaryAllocation(of: UnsafePointer<UInt32>.self, capacity: max(1, count)) { pointers in
            for column in 0..<count { pointers.initializeElement(at: column, to: start + column * stride) }
            return body(ColumnPointers(pointers, count))
        }
    }

    /// Columns at given distances from `start`.
    static func with(_ start: UnsafePointer<UInt32>, offsets: [Int], _ body: (ColumnPointers) -> Void) {
        withUnsafeTemporaryAllocation(of: UnsafePointer<UInt32>.self, capacity: max(1, offsets.count)) { pointers in
            for (column, offset) in offsets.enumerated() {
                pointers.initializeElement(at: column, to: start + offset)
            }
            body(ColumnPointers(pointers, offsets.count))
        }
    }

    /// Parts of lists, from the given place on.
    static func with<Result, Failure: Error>(
        _ lists: [GrowingArray<UInt32>], from start: Int, _ body: (ColumnPointers) throws(Failure) -> Result
    ) throws(Failure) -> Result {
        let pointers = UnsafeMutableBufferPointer<UnsafePointer<UInt32>>.allocate(capacity: max(1, lists.count))
        defer { pointers.deallocate() }
        for (column, list) in lists.enumerated() {
            list.withUnsafeBufferPointer { ids in
                if let base = ids.baseAddress { pointers.initializeElement(at: column, to: base + start) }
            }
        }
        return try body(ColumnPointers(pointers, lists.count))
    }

    /// Columns of a relation, or those of them that are listed.
    static func with<Result>(
        _ columns: [Column], only chosen: [Int]? = nil, _ body: (ColumnPointers) -> Result
    ) -> Result {
        let count = chosen?.count ?? columns.count
        return withUnsafeTemporaryAllocation(of: UnsafePointer<UInt32>.self, capacity: max(1, count)) { pointers in
            func open(_ column: Int) -> Result {
                if column == count { return body(ColumnPointers(pointers, count)) }
                return columns[chosen?[column] ?? column].withUnsafeBufferPointer { values in
                    guard let start = values.baseAddress else { return body(ColumnPointers(nil, 0)) }
                    pointers.initializeElement(at: column, to: start)
                    return open(column + 1)
                }
            }
            return open(0)
        }
    }

    private init(_ pointers: UnsafeMutableBufferPointer<UnsafePointer<UInt32>>?, _ count: Int) {
        self.pointers = pointers?.baseAddress.map { UnsafePointer($0) }
        self.count = count
    }

    /// - Precondition: `0 <= column < count`, and the columns have rows.
    @inline(__always)
    subscript(column: Int) -> UnsafePointer<UInt32> { pointers.unsafelyUnwrapped[column] }

    /// Whether two rows are the same in all columns.
    @inline(__always)
    func isSame(_ row: Int, as other: Int, of batch: ColumnPointers, width: Int) -> Bool {
        for column in 0..<width where self[column][row] != batch[column][other] { return false }
        return true
    }

    /// The hashes of rows.
    func hash(from start: Int, count rowCount: Int, into hashes: UnsafeMutableBufferPointer<UInt64>) {
        if count == 0 { return }
        let first = self[0] + start
        if count == 1 {
            for index in 0..<rowCount { hashes[index] = UInt64(first[index]) }
            return
        }
        let second = self[1] + start
        for index in 0..<rowCount { hashes[index] = UInt64(first[index]) << 32 | UInt64(second[index]) }
        for column in 2..<max(2, count) {
            let values = self[column] + start
            for index in 0..<rowCount { hashes[index] = RowHash.join(hashes[index], values[index]) }
        }
    }
}
