import Dispatch

/// Rows divided between threads, or left to one where they are few.
struct RowSlices {
    /// So many rows are not worth the start of a thread.
    private static let fewRows = 1 << 16

    private let rowCount: Int
    /// How many slices there are.
    let count: Int

    init(rowCount: Int, threadCount: Int) {
        self.rowCount = rowCount
        count = rowCount > RowSlices.fewRows ? max(1, threadCount) : 1
    }

    /// Goes through all slices, at once where there are several; returns when all are done.
    func forEach(_ body: @Sendable (_ number: Int, _ rows: Range<Int>) -> Void) {
        if count == 1 { return body(0, 0..<rowCount) }
        DispatchQueue.concurrentPerform(iterations: count) { number in
            body(number, (rowCount * number / count)..<(rowCount * (number + 1) / count))
        }
    }
}
