/// Which pairs a relation of two columns holds: a bit for each first value and each second value, numbered as they
/// come. Much smaller and faster than a table once a good part of all pairs is there, as in the closure of a graph.
struct PairBitmap {
    /// The values of a column with their numbers.
    private struct Axis {
        let low: UInt32
        /// By value, from `low` on.
        var numbers: [UInt32]
        var count = 0

        /// Room for values as in the column and the batch, with some more at both ends.
        init(_ column: Column, _ count: Int, _ batch: UnsafePointer<UInt32>, _ rowCount: Int) {
            var (least, greatest) = (UInt32.max, UInt32.min)
            column.forEach { (least, greatest) = (min(least, $0), max(greatest, $0)) }
            for row in 0..<rowCount { (least, greatest) = (min(least, batch[row]), max(greatest, batch[row])) }
            let room = Int(greatest - least) / 8 + 64
            low = UInt32(max(0, Int(least) - room))
            // Ten values for a row would be few; a longer table would be mostly empty.
            let span = min(Int(greatest - low) + 1 + room, 16 * (count + rowCount) + 4_096)
            numbers = [UInt32](repeating: PairBitmap.none, count: span)
        }

        func number(of value: UInt32) -> UInt32? {
            let offset = Int(value &- low)
            return offset < numbers.count && numbers[offset] != PairBitmap.none ? numbers[offset] : nil
        }

        /// Writes the numbers of values, given on first sight; false if one lies outside of the room.
        mutating func number(
            _ values: UnsafePointer<UInt32>, _ rowCount: Int, into places: UnsafeMutablePointer<UInt32>
        ) -> Bool {
            let low = low
            var count = count
            let isInside = numbers.withUnsafeMutableBufferPointer { numbers in
                for row in 0..<rowCount {
                    let offset = Int(values[row] &- low)
                    if offset >= numbers.count { return false }
                    if numbers[offset] == PairBitmap.none {
                        numbers[offset] = UInt32(truncatingIfNeeded: count)
                        count += 1
                    }
                    places[row] = numbers[offset]
                }
                return true
            }
            self.count = count
            return isInside
        }
    }

    private static let none = UInt32.max

    private var first: Axis
    private var second: Axis
    /// Bits for each first value; a multiple of 64.
    private var width = 0
    private var words = GrowingArray<UInt64>()

    /// Memory taken, in bytes.
    var byteCount: Int { words.byteCount + (first.numbers.capacity + second.numbers.capacity) * 4 }

    /// The pairs of `columns`, with some room for more like these and those of a batch; none if that takes more than
    /// `bytesMax`. O(rows).
    /// - Precondition: the columns have `count` rows.
    init?(over columns: [Column], count: Int, and batch: ColumnPointers, rowCount: Int, bytesMax: Int) {
        guard batch.count == 2, count > 0 else { return nil }
        first = Axis(columns[0], count, batch[0], rowCount)
        second = Axis(columns[1], count, batch[1], rowCount)
        let numberBytes = (first.numbers.count + second.numbers.count) * 4
        guard numberBytes <= bytesMax else { return nil }
        let noIDs = [UInt32](repeating: 0, count: Batch.capacity)
        var (ids, places) = (noIDs, (noIDs, noIDs))
        // Twice over the rows: the number of different values decides the width of the bits.
        for isCounting in [true, false] {
            for start in stride(from: 0, to: count, by: Batch.capacity) {
                let size = min(Batch.capacity, count - start)
                columns[0].copy(start..<(start + size), into: &ids)
                guard first.number(ids, size, into: &places.0) else { return nil }
                columns[1].copy(start..<(start + size), into: &ids)
                guard second.number(ids, size, into: &places.1) else { return nil }
                if isCounting { continue }
                for row in 0..<size { set(places.0[row], places.1[row]) }
            }
            if isCounting {
                width = (second.count + second.count / 4 + 64) / 64 * 64
                let (bits, overflow) = first.count.multipliedReportingOverflow(by: width)
                guard !overflow, bits / 8 + numberBytes <= bytesMax else { return nil }
                words = GrowingArray(zeros: bits / 64)
            }
        }
    }

    private mutating func set(_ first: UInt32, _ second: UInt32) {
        let bit = Int(first) * width + Int(second)
        words[bit >> 6] |= 1 << UInt64(bit & 63)
    }

    /// Adds the pairs of a batch and writes the places of those that were new into `fresh`; none, and nothing done, if
    /// there is no room for one.
    mutating func insert(
        _ batch: ColumnPointers, rowCount: Int, bytesMax: Int, fresh: UnsafeMutablePointer<Int32>
    ) -> Int? {
        withUnsafeTemporaryAllocation(of: UInt32.self, capacity: 2 * rowCount) { places -> Int? in
            guard let ones = places.baseAddress else { return nil }
            let others = ones + rowCount
            guard first.number(batch[0], rowCount, into: ones), second.number(batch[1], rowCount, into: others),
                second.count <= width
            else { return nil }
            let wordCount = first.count * width / 64
            if wordCount > words.count {
                if wordCount * 8 > bytesMax { return nil }
                words.resize(to: wordCount)
            }
            let width = width
            return words.withUnsafeMutableBufferPointer { words in
                // Hot loop. Invariant: numbers are below the axes' counts, so the bit is one of `words`.
                var added = 0
                for row in 0..<rowCount {
                    let bit = Int(ones[row]) &* width &+ Int(others[row])
                    let mask = UInt64(1) << UInt64(bit & 63)
                    let word = words[bit >> 6]
                    fresh[added] = Int32(truncatingIfNeeded: row)
                    added += word & mask == 0 ? 1 : 0
                    words[bit >> 6] = word | mask
                }
                return added
            }
        }
    }

    /// Writes 0 for each pair of a batch that is there, ``RowIndex/none`` for the others.
    func find(_ batch: ColumnPointers, rowCount: Int, into numbers: UnsafeMutablePointer<UInt32>) {
        for row in 0..<rowCount {
            guard let one = first.number(of: batch[0][row]), let other = second.number(of: batch[1][row]),
                Int(one) * width / 64 < words.count
            else {
                numbers[row] = RowIndex.none
                continue
            }
            let bit = Int(one) * width + Int(other)
            numbers[row] = words[bit >> 6] >> UInt64(bit & 63) & 1 == 1 ? 0 : RowIndex.none
        }
    }
}
