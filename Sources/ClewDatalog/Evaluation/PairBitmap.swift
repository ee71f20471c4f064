/// Which pairs a relation of two columns holds: a bit for each first value and each second value, numbered as they
/// come. Much smaller and faster than a table once a good part of all pairs is there, as in the closure of a graph.
struct PairBitmap {
    /// The values of a column with their numbers.
    private struct Axis {
        let low: UInt32
        /// By value, from `low` on; empty where the number is what the value is more than `low`.
        private var numbers: [UInt32]
        /// Numbers given, or that may be given.
        private(set) var count = 0

        var byteCount: Int { numbers.count * 4 }

        /// Room for values as in the column and the batch, with some more at both ends.
        init(
            _ column: Column, _ count: Int, _ batch: UnsafePointer<UInt32>, _ rowCount: Int, isPlain: Bool = false
        ) {
            var (least, greatest) = (UInt32.max, UInt32.min)
            column.forEach { (least, greatest) = (min(least, $0), max(greatest, $0)) }
            for row in 0..<rowCount { (least, greatest) = (min(least, batch[row]), max(greatest, batch[row])) }
            let room = Int(greatest - least) / 8 + 64
            low = UInt32(max(0, Int(least) - room))
            let span = Int(greatest - low) + 1 + room
            if isPlain {
                self.count = span
                numbers = []
            } else {
                // Ten values for a row would be few; a longer table would be mostly empty.
                numbers = [UInt32](repeating: PairBitmap.none, count: min(span, 16 * (count + rowCount) + 4_096))
            }
        }

        func number(of value: UInt32) -> UInt32? {
            let offset = Int(value &- low)
            if numbers.isEmpty { return offset < count ? UInt32(truncatingIfNeeded: offset) : nil }
            return offset < numbers.count && numbers[offset] != PairBitmap.none ? numbers[offset] : nil
        }

        /// Gives numbers to all values of a column; false if one lies outside of the room.
        mutating func number(_ column: Column, _ count: Int) -> Bool {
            let noIDs = [UInt32](repeating: 0, count: Batch.capacity)
            var (ids, places) = (noIDs, noIDs)
            for start in stride(from: 0, to: count, by: Batch.capacity) {
                let size = min(Batch.capacity, count - start)
                column.copy(start..<(start + size), into: &ids)
                if !number(ids, size, into: &places) { return false }
            }
            return true
        }

        /// Writes the numbers of values, given on first sight; false if one lies outside of the room.
        mutating func number(
            _ values: UnsafePointer<UInt32>, _ rowCount: Int, into places: UnsafeMutablePointer<UInt32>
        ) -> Bool {
            let low = low
            var count = count
            if numbers.isEmpty {
                var isInside = true
                for row in 0..<rowCount {
                    places[row] = values[row] &- low
                    isInside = isInside && Int(places[row]) < count
                }
                return isInside
            }
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
    var byteCount: Int { words.byteCount + first.byteCount + second.byteCount }

    /// The pairs of `columns`, with some room for more like these and those of a batch; none if that takes more than
    /// `bytesMax`. O(rows).
    /// - Precondition: the columns have `count` rows.
    init?(over columns: [Column], count: Int, and batch: ColumnPointers, rowCount: Int, bytesMax: Int) {
        guard batch.count == 2, count > 0 else { return nil }
        first = Axis(columns[0], count, batch[0], rowCount)
        guard first.byteCount <= bytesMax, first.number(columns[0], count) else { return nil }
        // With few first values, a bit for each value that there might be is less than a number for it.
        let isPlain = first.count <= 32
        second = Axis(columns[1], count, batch[1], rowCount, isPlain: isPlain)
        let numberBytes = first.byteCount + second.byteCount
        guard numberBytes <= bytesMax, isPlain || second.number(columns[1], count) else { return nil }
        // The number of different values decides the width of the bits.
        let others = isPlain ? 0 : second.count / 4
        width = (second.count + others + 64) / 64 * 64
        let (bits, overflow) = first.count.multipliedReportingOverflow(by: width)
        guard !overflow, bits / 8 + numberBytes <= bytesMax else { return nil }
        words = GrowingArray(zeros: bits / 64)
        guard setAll(columns, count) else { return nil }
    }

    private mutating func setAll(_ columns: [Column], _ count: Int) -> Bool {
        let noIDs = [UInt32](repeating: 0, count: Batch.capacity)
        var (ids, ones, others) = (noIDs, noIDs, noIDs)
        for start in stride(from: 0, to: count, by: Batch.capacity) {
            let size = min(Batch.capacity, count - start)
            columns[0].copy(start..<(start + size), into: &ids)
            guard first.number(ids, size, into: &ones) else { return false }
            columns[1].copy(start..<(start + size), into: &ids)
            guard second.number(ids, size, into: &others) else { return false }
            for row in 0..<size { set(ones[row], others[row]) }
        }
        return true
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
