#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif

/// How many threads an evaluation uses, and for what. Answers are the same with any number.
package struct Parallelism: Sendable {
    /// At least 1.
    package var threadCount: Int
    /// Rows of a scan below which it is left to one thread.
    package var rowsMin = 8_192
    /// Rows of a scan that a thread goes through before rows are merged for the first time; later, a multiple of it.
    package var sliceRowsMin = Batch.capacity
    /// About how many bindings a thread makes before rows are merged.
    package var sliceBindings = 1 << 17
    /// So many rows are kept by a thread at most; one that makes more in a slice leaves the slice to one thread.
    package var rowsMax = 1 << 20

    package init(threadCount: Int) { self.threadCount = max(1, threadCount) }

    /// Two threads, where there are two processors: more find too little to do between two merges.
    package static let standard = Parallelism(threadCount: min(2, Int(sysconf(Int32(_SC_NPROCESSORS_ONLN)))))
}
