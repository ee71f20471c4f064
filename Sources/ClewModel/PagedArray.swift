import CLargeMemory

/// Numbers one after the other, more and more of them. Where there are many, they lie in pages of their own, which go back
/// to the system when they are given back: the allocator keeps those of an array once one as large was given back, and
/// loading 5M triples took 13 MiB more.
///
/// A value type: of two copies, the one that is changed first moves.
struct PagedArray<Word: FixedWidthInteger & BitwiseCopyable & Sendable>: @unchecked Sendable {
    /// Memory of a fixed size.
    private final class Storage {
        /// From so many bytes on, pages are asked for.
        private static var mappedByteCount: Int { 256 << 10 }
        /// From so many bytes on, large pages: with pages of 4 KiB, a look into 16 MiB waits for the page's address as
        /// long as for the word itself (loading 5M triples takes a fifth less time).
        private static var largeByteCount: Int { 4 << 20 }

        let base: UnsafeMutablePointer<Word>
        let capacity: Int
        let isMapped: Bool

        /// Zeros.
        init(capacity: Int) {
            let byteCount = capacity * MemoryLayout<Word>.size
            self.capacity = capacity
            isMapped = byteCount >= Storage.mappedByteCount
            if isMapped {
                // As the standard library's arrays do.
                guard let memory = clew_mapping_make(byteCount) else { fatalError("there is no more memory") }
                if byteCount >= Storage.largeByteCount { clew_mapping_use_large_pages(memory, byteCount) }
                base = memory.bindMemory(to: Word.self, capacity: capacity)
            } else {
                base = .allocate(capacity: capacity)
                base.initialize(repeating: 0, count: capacity)
            }
        }

        deinit {
            if isMapped {
                clew_mapping_free(base, capacity * MemoryLayout<Word>.size)
            } else {
                base.deallocate()
            }
        }
    }

    private var storage: Storage?
    private(set) var count = 0

    /// No numbers.
    init() {}

    /// Zeros.
    init(zeros count: Int) {
        storage = Storage(capacity: count)
        self.count = count
    }

    /// How many numbers there is room for.
    var capacity: Int { storage?.capacity ?? 0 }

    /// Memory taken, in bytes: of pages, those that were touched.
    var byteCount: Int { (storage?.isMapped == true ? count : capacity) * MemoryLayout<Word>.size }

    /// - Precondition: `0 <= index < count`.
    @inline(__always)
    subscript(index: Int) -> Word {
        get {
            precondition(index >= 0 && index < count, "there is no such number")
            return storage.unsafelyUnwrapped.base[index]
        }
        set {
            precondition(index >= 0 && index < count, "there is no such number")
            makeRoom(0)
            storage.unsafelyUnwrapped.base[index] = newValue
        }
    }

    @inline(__always)
    func withUnsafeBufferPointer<Result>(_ body: (UnsafeBufferPointer<Word>) -> Result) -> Result {
        withExtendedLifetime(storage) { body(UnsafeBufferPointer(start: storage?.base, count: count)) }
    }

    /// Adds a number. Amortised O(1).
    @inline(__always)
    mutating func append(_ word: Word) {
        makeRoom(1)
        storage.unsafelyUnwrapped.base[count] = word
        count += 1
    }

    /// Adds numbers.
    @inline(__always)
    mutating func append(contentsOf words: UnsafeBufferPointer<Word>) {
        guard let start = words.baseAddress else { return }
        makeRoom(words.count)
        (storage.unsafelyUnwrapped.base + count).update(from: start, count: words.count)
        count += words.count
    }

    /// Makes room for `added` more, in memory that nobody shares.
    @inline(__always)
    mutating func makeRoom(_ added: Int) {
        if count + added > capacity || !isKnownUniquelyReferenced(&storage) { move(room: count + added) }
    }

    @inline(never)
    private mutating func move(room wanted: Int) {
        let larger = Storage(capacity: wanted <= capacity ? capacity : max(wanted, 2 * capacity, 64))
        withUnsafeBufferPointer { words in
            if let start = words.baseAddress { larger.base.update(from: start, count: count) }
        }
        storage = larger
    }
}
