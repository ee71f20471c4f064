// The loops in which an evaluation spends its time. Each works on one column of one batch.

/// Pairs of a binding and a row that fits it.
struct MatchBuffer {
    /// Which binding of the input batch.
    var bindings = [Int32](repeating: 0, count: Batch.capacity)
    /// Which row of the relation.
    var rows = [UInt32](repeating: 0, count: Batch.capacity)
    var count = 0

    /// Copies a slot of the matched bindings.
    func gather(_ input: Batch, _ slot: Int, into out: Batch) {
        let base = slot * Batch.capacity
        let total = count
        input.values.withUnsafeBufferPointer { input in
            out.values.withUnsafeMutableBufferPointer { out in
                bindings.withUnsafeBufferPointer { bindings in
                    for index in 0..<total { out[base + index] = input[base + Int(bindings[index])] }
                }
            }
        }
    }

    /// Keeps the matches whose rows have the same value in both columns.
    mutating func keep(_ left: [UInt32], equalTo right: [UInt32]) {
        var kept = 0
        for index in 0..<count where left[Int(rows[index])] == right[Int(rows[index])] {
            rows[kept] = rows[index]
            bindings[kept] = bindings[index]
            kept += 1
        }
        count = kept
    }
}

/// Goes through the rows of each binding's group, a batch at a time.
struct ProbeCursor {
    let groups: [UInt32]
    /// Only rows below it are seen.
    let bound: Int
    private var binding = 0
    private var place = -1
    private var end = 0
    /// The next unsettled row plus 1.
    private var chain: UInt32 = 0

    init(groups: [UInt32], bound: Int) {
        self.groups = groups
        self.bound = bound
    }

    /// Fills the buffer with the next matches; false when there are none left.
    mutating func fill(_ matches: inout MatchBuffer, from index: RowIndex) -> Bool {
        var count = 0
        let capacity = Batch.capacity
        var (binding, place, end, chain) = (self.binding, self.place, self.end, self.chain)
        let bound = UInt32(truncatingIfNeeded: min(bound, Int(UInt32.max)))
        groups.withUnsafeBufferPointer { groups in
            matches.bindings.withUnsafeMutableBufferPointer { bindings in
                matches.rows.withUnsafeMutableBufferPointer { rows in
                    index.withOrder { order in
                        // Hot loop. Invariant: `count < capacity` before each write, and `place` lies in `order`.
                        while binding < groups.count {
                            if place < 0 {
                                let group = groups[binding]
                                if group == KeyTable.none {
                                    binding += 1
                                    continue
                                }
                                let settled = index.settledRows(of: group)
                                (place, end) = (settled.lowerBound, settled.upperBound)
                                chain = index.head(of: group)
                            }
                            while place < end, count < capacity {
                                let row = order[place]
                                if row >= bound {
                                    place = end
                                    break
                                }
                                rows[count] = row
                                bindings[count] = Int32(truncatingIfNeeded: binding)
                                count += 1
                                place += 1
                            }
                            while chain != 0, place == end, count < capacity {
                                if chain <= bound {
                                    rows[count] = chain - 1
                                    bindings[count] = Int32(truncatingIfNeeded: binding)
                                    count += 1
                                }
                                chain = index.older(than: chain)
                            }
                            if place < end || chain != 0 { return }
                            place = -1
                            binding += 1
                        }
                    }
                }
            }
        }
        (self.binding, self.place, self.end, self.chain) = (binding, place, end, chain)
        matches.count = count
        return count > 0
    }
}

extension PlanExecutor {
    /// Keeps the rows that have a value in a column.
    static func filter(_ rows: inout [UInt32], _ count: Int, _ column: [UInt32], _ wanted: UInt32) -> Int {
        var kept = 0
        rows.withUnsafeMutableBufferPointer { rows in
            column.withUnsafeBufferPointer { column in
                for index in 0..<count where column[Int(rows[index])] == wanted {
                    rows[kept] = rows[index]
                    kept += 1
                }
            }
        }
        return kept
    }

    /// Keeps the rows that have the same value in two columns.
    static func filter(_ rows: inout [UInt32], _ count: Int, _ left: [UInt32], _ right: [UInt32]) -> Int {
        var kept = 0
        for index in 0..<count where left[Int(rows[index])] == right[Int(rows[index])] {
            rows[kept] = rows[index]
            kept += 1
        }
        return kept
    }

    /// Copies a column's values at the rows into a slot.
    static func gather(_ column: [UInt32], _ rows: [UInt32], _ count: Int, _ out: Batch, _ slot: Int) {
        let base = slot * Batch.capacity
        column.withUnsafeBufferPointer { column in
            rows.withUnsafeBufferPointer { rows in
                out.values.withUnsafeMutableBufferPointer { out in
                    for index in 0..<count { out[base + index] = column[Int(rows[index])] }
                }
            }
        }
    }
}
