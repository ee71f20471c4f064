import ClewModel

/// Up to ``capacity`` bindings by column: one column for each variable of a rule, then one for each of its constants,
/// which holds nothing but the constant, so that kernels need not tell the two apart.
final class Batch {
    static let capacity = 1_024

    var values: [UInt32]
    var count = 0

    /// - Parameter room: how many bindings there will be at most.
    init(variableCount: Int, constants: [UInt32], room: Int = Batch.capacity) {
        let size = (variableCount + constants.count) * Batch.capacity
        values = Array(unsafeUninitializedCapacity: size) { values, filled in
            filled = size
            // Columns of variables are written before they are read, each as far as there are bindings.
            for (index, constant) in constants.enumerated() {
                let start = (variableCount + index) * Batch.capacity
                UnsafeMutableBufferPointer(rebasing: values[start..<(start + room)]).initialize(
                    repeating: constant)
            }
        }
    }

    subscript(slot: Int, row: Int) -> UInt32 {
        get { values[slot * Batch.capacity + row] }
        set { values[slot * Batch.capacity + row] = newValue }
    }

    /// Keeps the rows that are listed, ascending, in these slots.
    func keep(_ rows: [Int32], count kept: Int, slots: [Int]) {
        if kept == count { return }
        values.withUnsafeMutableBufferPointer { values in
            rows.withUnsafeBufferPointer { rows in
                for slot in slots {
                    let column = slot * Batch.capacity
                    for index in 0..<kept { values[column + index] = values[column + Int(rows[index])] }
                }
            }
        }
        count = kept
    }
}

// MARK: - Loops over columns

extension Batch {
    /// The columns of these slots.
    func withColumns(_ slots: [Int], _ body: (ColumnPointers) -> Void) {
        values.withUnsafeBufferPointer { values in
            guard let start = values.baseAddress else { return }
            ColumnPointers.with(start, offsets: slots.map { $0 * Batch.capacity }, body)
        }
    }

    /// Compares two columns of small integers; writes the places where the comparison holds, and says how many. None
    /// if there is anything else in the columns.
    func compareIntegers(_ left: Int, _ comparison: Comparison, _ right: Int, into places: inout [Int32]) -> Int? {
        let count = count
        return withColumnPair(left, right) { first, second in
            guard Batch.areIntegers(first, second, count) else { return nil }
            return places.withUnsafeMutableBufferPointer { places in
                var kept = 0
                for index in 0..<count {
                    // Ids of small integers are ordered as these are.
                    let (one, other) = (first[index], second[index])
                    places[kept] = Int32(truncatingIfNeeded: index)
                    kept += comparison.admits(one < other ? -1 : one == other ? 0 : 1) ? 1 : 0
                }
                return kept
            }
        }
    }

    /// Adds or subtracts two columns of small integers; false, and nothing is certain about the result's column, if
    /// there is anything else in the columns or a result is not small.
    func combineIntegers(_ left: Int, _ right: Int, isSum: Bool, into result: Int) -> Bool {
        let count = count
        return values.withUnsafeMutableBufferPointer { values in
            guard let start = values.baseAddress else { return false }
            let first = UnsafePointer(start + left * Batch.capacity)
            let second = UnsafePointer(start + right * Batch.capacity)
            let target = start + result * Batch.capacity
            guard Batch.areIntegers(first, second, count) else { return false }
            let zero = Int64(TermDictionary.zeroID)
            var isSmall = true
            for index in 0..<count {
                let (one, other) = (Int64(first[index]), Int64(second[index]))
                let sum = isSum ? one + other - zero : one - other + zero
                isSmall = isSmall && sum >= 0x8000_0000 && sum < 0xFFFF_FFFF
                target[index] = UInt32(truncatingIfNeeded: sum)
            }
            return isSmall
        }
    }

    private func withColumnPair<Result>(
        _ left: Int, _ right: Int, _ body: (UnsafePointer<UInt32>, UnsafePointer<UInt32>) -> Result?
    ) -> Result? {
        values.withUnsafeBufferPointer { values in
            values.baseAddress.flatMap { body($0 + left * Batch.capacity, $0 + right * Batch.capacity) }
        }
    }

    private static func areIntegers(
        _ first: UnsafePointer<UInt32>, _ second: UnsafePointer<UInt32>, _ count: Int
    ) -> Bool {
        var common: UInt32 = 0x8000_0000
        for index in 0..<count { common &= first[index] & second[index] }
        return common != 0
    }
}
