/// One column of a relation: ids by row. Either the source's, which is not copied, or one that grows, in two bytes an id
/// where that is enough (``narrow()``).
///
/// A reference, which answers keep when the evaluation is over: it grows only while the evaluation runs, and then never
/// again, which is why other tasks may read it.
final class Column: @unchecked Sendable {
    private let given: [UInt32]?
    private let wide: GrowingArray<UInt32>
    /// What the ids are more than `low`; none, and `wide` has the ids, where some are too far apart.
    private var differences: GrowingArray<UInt16>?
    private var low: UInt32 = 0

    /// A column without rows.
    init() {
        given = nil
        wide = GrowingArray()
    }

    /// A column of the source.
    /// - Precondition: no rows are added.
    init(_ ids: [UInt32]) {
        given = ids
        wide = GrowingArray()
    }

    /// A column whose rows are all there.
    init(_ ids: GrowingArray<UInt32>) {
        given = nil
        wide = ids
    }

    var count: Int { given?.count ?? differences?.count ?? wide.count }

    /// Memory taken, in bytes; what is the source's is counted too.
    var byteCount: Int { given.map { $0.count * 4 } ?? differences?.byteCount ?? wide.byteCount }

    /// The ids as an array; a copy where the column has grown.
    var ids: [UInt32] {
        if let given { return given }
        var ids: [UInt32] = []
        ids.reserveCapacity(count)
        forEach { ids.append($0) }
        return ids
    }

    /// - Precondition: `0 <= row < count`.
    @inline(__always)
    subscript(row: Int) -> UInt32 {
        get {
            if let given { return given[row] }
            if let differences { return low &+ UInt32(differences[row]) }
            return wide[row]
        }
        set {
            precondition(given == nil && differences == nil, "a column of the source, or a narrow one, never changes")
            wide[row] = newValue
        }
    }

    // MARK: - Loops

    /// The ids for a loop, as they are kept.
    @inline(__always)
    func withIDs<Result>(_ body: (ColumnIDs) -> Result) -> Result {
        if let differences {
            let low = low
            return differences.withUnsafeBufferPointer { body(.narrow(NarrowIDs(differences: $0, low: low))) }
        }
        if let given { return given.withUnsafeBufferPointer { body(.wide(WideIDs(ids: $0))) } }
        return wide.withUnsafeBufferPointer { body(.wide(WideIDs(ids: $0))) }
    }

    /// The ids one after the other.
    @inline(__always)
    func forEach(_ body: (UInt32) -> Void) {
        withIDs { ids in
            switch ids {
            case .wide(let ids): for id in ids.ids { body(id) }
            case .narrow(let ids): for difference in ids.differences { body(ids.low &+ UInt32(difference)) }
            }
        }
    }

    /// Copies some of the ids.
    func copy(_ rows: Range<Int>, into target: UnsafeMutablePointer<UInt32>) {
        withIDs { ids in
            switch ids {
            case .wide(let ids): for row in rows { target[row - rows.lowerBound] = ids[row] }
            case .narrow(let ids): for row in rows { target[row - rows.lowerBound] = ids[row] }
            }
        }
    }

    /// The ids with four bytes each. A narrow column is a wide one from then on, so that nobody else may read it at the
    /// time.
    @inline(__always)
    func withUnsafeBufferPointer<Result>(_ body: (UnsafeBufferPointer<UInt32>) -> Result) -> Result {
        if let given { return given.withUnsafeBufferPointer(body) }
        if differences != nil { widen() }
        return wide.withUnsafeBufferPointer(body)
    }
}

// MARK: - Growing

extension Column {
    func append(_ id: UInt32) {
        if differences != nil { widen() }
        wide.append(id)
    }

    func append(contentsOf ids: UnsafeBufferPointer<UInt32>) {
        if let differences {
            if differences.append(ids, less: low) { return }
            widen()
        }
        wide.append(contentsOf: ids)
    }

    func append(from ids: UnsafePointer<UInt32>, at places: UnsafeBufferPointer<Int32>) {
        if let differences {
            if differences.append(from: ids, at: places, less: low) { return }
            widen()
        }
        wide.append(from: ids, at: places)
    }

    /// Keeps two bytes an id from now on, if no two ids are further apart than that allows, until one comes that is.
    /// O(rows).
    /// - Precondition: nobody else reads the column at the time, and it is none of the source's.
    func narrow() {
        if differences != nil || wide.count == 0 { return }
        let (least, greatest) = wide.withUnsafeBufferPointer { ids in
            ids.reduce((UInt32.max, UInt32.min)) { (min($0.0, $1), max($0.1, $1)) }
        }
        let room = UInt32(UInt16.max)
        guard greatest - least <= room else { return }
        // As much room below as above.
        low = least - min(least, (room - (greatest - least)) / 2)
        let list = GrowingArray<UInt16>()
        _ = wide.withUnsafeBufferPointer { list.append($0, less: low) }
        differences = list
        wide.removeAll()
    }

    private func widen() {
        guard let differences else { return }
        wide.reserve(differences.count)
        forEach { wide.append($0) }
        self.differences = nil
    }
}

/// Ids by row, in one of the ways in which a column keeps them. Loops are compiled for each.
protocol IDList {
    /// - Precondition: there is such a row; nobody checks.
    subscript(row: Int) -> UInt32 { get }
}

/// Four bytes an id.
struct WideIDs: IDList {
    let ids: UnsafeBufferPointer<UInt32>

    @inline(__always)
    subscript(row: Int) -> UInt32 { ids[row] }
}

/// Two bytes an id.
struct NarrowIDs: IDList {
    let differences: UnsafeBufferPointer<UInt16>
    let low: UInt32

    @inline(__always)
    subscript(row: Int) -> UInt32 { low &+ UInt32(differences[row]) }
}

enum ColumnIDs {
    case wide(WideIDs)
    case narrow(NarrowIDs)
}
