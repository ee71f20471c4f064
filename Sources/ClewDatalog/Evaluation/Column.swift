/// One column of a relation: ids by row. Either the source's, which is not copied, or one that grows.
///
/// A reference, which answers keep when the evaluation is over: it grows only while the evaluation runs, and then never
/// again, which is why other tasks may read it.
final class Column: @unchecked Sendable {
    private let given: [UInt32]?
    private let grown: GrowingArray<UInt32>

    /// A column without rows.
    init() {
        given = nil
        grown = GrowingArray()
    }

    /// A column of the source.
    /// - Precondition: no rows are added.
    init(_ ids: [UInt32]) {
        given = ids
        grown = GrowingArray()
    }

    /// A column whose rows are all there.
    init(_ ids: GrowingArray<UInt32>) {
        given = nil
        grown = ids
    }

    var count: Int { given?.count ?? grown.count }

    /// Memory taken, in bytes; what is the source's is counted too.
    var byteCount: Int { given.map { $0.count * 4 } ?? grown.byteCount }

    /// The ids as an array; a copy where the column has grown.
    var ids: [UInt32] { given ?? withUnsafeBufferPointer { Array($0) } }

    /// - Precondition: `0 <= row < count`.
    @inline(__always)
    subscript(row: Int) -> UInt32 {
        get {
            if let given { return given[row] }
            return grown[row]
        }
        set {
            precondition(given == nil, "a column of the source never changes")
            grown[row] = newValue
        }
    }

    @inline(__always)
    func withUnsafeBufferPointer<Result>(_ body: (UnsafeBufferPointer<UInt32>) -> Result) -> Result {
        if let given { return given.withUnsafeBufferPointer(body) }
        return grown.withUnsafeBufferPointer(body)
    }

    // MARK: - Growing

    func append(_ id: UInt32) { grown.append(id) }

    func append(contentsOf ids: UnsafeBufferPointer<UInt32>) { grown.append(contentsOf: ids) }

    func append(from ids: UnsafePointer<UInt32>, at places: UnsafeBufferPointer<Int32>) {
        grown.append(from: ids, at: places)
    }
}
