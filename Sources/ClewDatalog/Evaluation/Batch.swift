/// Up to ``capacity`` bindings by column: one column for each variable of a rule, then one for each of its constants,
/// which holds nothing but the constant, so that kernels need not tell the two apart.
final class Batch {
    static let capacity = 1_024

    var values: [UInt32]
    var count = 0

    init(variableCount: Int, constants: [UInt32]) {
        values = Array(repeating: 0, count: (variableCount + constants.count) * Batch.capacity)
        for (index, constant) in constants.enumerated() {
            let start = (variableCount + index) * Batch.capacity
            for place in start..<(start + Batch.capacity) { values[place] = constant }
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
