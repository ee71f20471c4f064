// The loops in which an evaluation spends its time. Each works on one column of one batch.

/// Pairs of a binding and a row that fits it.
final class MatchBuffer {
    /// Which binding of the input batch.
    private var bindings = [Int32](repeating: 0, count: Batch.capacity)
    /// Which row of the relation.
    private(set) var rows = [UInt32](repeating: 0, count: Batch.capacity)
    var count = 0

    @inline(__always)
    fileprivate func withPointers(
        _ body: (UnsafeMutableBufferPointer<Int32>, UnsafeMutableBufferPointer<UInt32>) -> Void
    ) {
        bindings.withUnsafeMutableBufferPointer { bindings in
            rows.withUnsafeMutableBufferPointer { body(bindings, $0) }
        }
    }

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
    func keep(_ left: Column, equalTo right: Column) {
        filter { _, row in left[row] == right[row] }
    }

    /// Keeps the matches whose rows have the value of the binding's slot.
    func keep(_ column: Column, equalTo input: Batch, _ slot: Int) {
        input.values.withUnsafeBufferPointer { values in
            let values = UnsafeBufferPointer(rebasing: values[(slot * Batch.capacity)...])
            column.withIDs { ids in
                switch ids {
                case .wide(let ids): filter { binding, row in ids[row] == values[binding] }
                case .narrow(let ids): filter { binding, row in ids[row] == values[binding] }
                }
            }
        }
    }

    /// Keeps the matches that are listed, ascending.
    func keep(_ places: [Int32], count kept: Int) {
        if kept == count { return }
        withPointers { bindings, rows in
            for index in 0..<kept {
                bindings[index] = bindings[Int(places[index])]
                rows[index] = rows[Int(places[index])]
            }
        }
        count = kept
    }

    @inline(__always)
    private func filter(_ isKept: (_ binding: Int, _ row: Int) -> Bool) {
        var kept = 0
        let total = count
        withPointers { bindings, rows in
            for index in 0..<total {
                let (binding, row) = (bindings[index], rows[index])
                bindings[kept] = binding
                rows[kept] = row
                kept += isKept(Int(binding), Int(row)) ? 1 : 0
            }
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
    mutating func fill(_ matches: MatchBuffer, from index: RowIndex) -> Bool {
        var count = 0
        let capacity = Batch.capacity
        var (binding, place, end, chain) = (self.binding, self.place, self.end, self.chain)
        let bound = UInt32(truncatingIfNeeded: min(bound, Int(UInt32.max)))
        let settledCount = index.settledCount
        groups.withUnsafeBufferPointer { groups in
            matches.withPointers { bindings, rows in
                index.withGroups { starts, order, heads, next in
                    // Hot loop. Invariant: `count < capacity` before each write, and `place` lies in `order`.
                    let settledGroups = starts.count - 1
                    let isInPlace = order.count == 0
                    while binding < groups.count {
                        if place < 0 {
                            let group = Int(groups[binding])
                            if groups[binding] == RowIndex.none {
                                binding += 1
                                continue
                            }
                            (place, end) = group < settledGroups ? (Int(starts[group]), Int(starts[group + 1])) : (0, 0)
                            chain = group < heads.count ? heads[group] : 0
                        }
                        if isInPlace {
                            end = max(place, min(end, Int(bound)))
                            let size = min(end - place, capacity - count)
                            for offset in 0..<size {
                                rows[count + offset] = UInt32(truncatingIfNeeded: place + offset)
                                bindings[count + offset] = Int32(truncatingIfNeeded: binding)
                            }
                            count += size
                            place += size
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
                            chain = next[Int(chain) - 1 - settledCount]
                        }
                        if place < end || chain != 0 { return }
                        place = -1
                        binding += 1
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
    static func filter(_ rows: inout [UInt32], _ count: Int, _ column: Column, _ wanted: UInt32) -> Int {
        rows.withUnsafeMutableBufferPointer { rows in
            column.withIDs { ids in
                switch ids {
                case .wide(let ids): filter(rows, count, ids, wanted)
                case .narrow(let ids): filter(rows, count, ids, wanted)
                }
            }
        }
    }

    private static func filter(
        _ rows: UnsafeMutableBufferPointer<UInt32>, _ count: Int, _ ids: some IDList, _ wanted: UInt32
    ) -> Int {
        var kept = 0
        for index in 0..<count where ids[Int(rows[index])] == wanted {
            rows[kept] = rows[index]
            kept += 1
        }
        return kept
    }

    /// Keeps the rows that have the same value in two columns.
    static func filter(_ rows: inout [UInt32], _ count: Int, _ left: Column, _ right: Column) -> Int {
        var kept = 0
        for index in 0..<count where left[Int(rows[index])] == right[Int(rows[index])] {
            rows[kept] = rows[index]
            kept += 1
        }
        return kept
    }

    /// Copies a column's values at the rows into a slot.
    static func gather(_ column: Column, _ rows: [UInt32], _ count: Int, _ out: Batch, _ slot: Int) {
        let base = slot * Batch.capacity
        column.withIDs { ids in
            rows.withUnsafeBufferPointer { rows in
                out.values.withUnsafeMutableBufferPointer { out in
                    let out = UnsafeMutableBufferPointer(rebasing: out[base..<(base + count)])
                    switch ids {
                    case .wide(let ids): gather(ids, rows, out)
                    case .narrow(let ids): gather(ids, rows, out)
                    }
                }
            }
        }
    }

    private static func gather(
        _ ids: some IDList, _ rows: UnsafeBufferPointer<UInt32>, _ out: UnsafeMutableBufferPointer<UInt32>
    ) {
        for index in out.indices { out[index] = ids[Int(rows[index])] }
    }
}
