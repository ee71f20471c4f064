import CLargeMemory

/// Numbers one after the other, more and more of them. Where there are many, they lie in pages of their own, which the
/// system moves rather than copies when they must be more: an array that doubles holds its old self and its new self for
/// a while, and memory that is given back to the allocator may stay with the process.
///
/// A reference: whoever holds it sees it grow. Pointers into it hold until it grows.
final class GrowingArray<Word: FixedWidthInteger & BitwiseCopyable> {
    /// From so many bytes on, pages are asked for. A multiple of the size of a page.
    private static var mappedByteCount: Int { 256 << 10 }

    private(set) var count = 0
    private var capacity = 0
    private var base: UnsafeMutablePointer<Word>?
    private var isMapped = false

    /// No numbers.
    init() {}

    /// Zeros, on large pages where there are many.
    init(zeros count: Int) {
        reserve(count)
        if isMapped {
            // Read here and there, as tables are, with small pages most of the time goes into finding them.
            let byteCount = capacity * MemoryLayout<Word>.size
            if byteCount >= 4 << 20 { clew_mapping_use_large_pages(base, byteCount) }
        } else {
            base?.initialize(repeating: 0, count: count)
        }
        self.count = count
    }

    deinit { free() }

    /// Memory taken, in bytes.
    var byteCount: Int { (isMapped ? count : capacity) * MemoryLayout<Word>.size }

    /// - Precondition: `0 <= index < count`.
    @inline(__always)
    subscript(index: Int) -> Word {
        get {
            precondition(index >= 0 && index < count, "there is no such number")
            return base.unsafelyUnwrapped[index]
        }
        set {
            precondition(index >= 0 && index < count, "there is no such number")
            base.unsafelyUnwrapped[index] = newValue
        }
    }

    @inline(__always)
    func withUnsafeBufferPointer<Result>(_ body: (UnsafeBufferPointer<Word>) -> Result) -> Result {
        body(UnsafeBufferPointer(start: base, count: count))
    }

    @inline(__always)
    func withUnsafeMutableBufferPointer<Result>(_ body: (UnsafeMutableBufferPointer<Word>) -> Result) -> Result {
        body(UnsafeMutableBufferPointer(start: base, count: count))
    }
}

// MARK: - Growing

extension GrowingArray {
    /// Adds a number. Amortised O(1).
    @inline(__always)
    func append(_ word: Word) {
        if count == capacity { makeRoom(1) }
        base.unsafelyUnwrapped[count] = word
        count += 1
    }

    /// Adds numbers, which must not be some of its own.
    func append(contentsOf words: UnsafeBufferPointer<Word>) {
        guard let start = words.baseAddress else { return }
        makeRoom(words.count)
        (base.unsafelyUnwrapped + count).update(from: start, count: words.count)
        count += words.count
    }

    /// Adds every `stride`th of some numbers, `count` of them.
    func append(from words: UnsafePointer<Word>, stride: Int, count added: Int) {
        makeRoom(added)
        let end = base.unsafelyUnwrapped + count
        // Hot loop. Invariant: there is room for as many numbers.
        for index in 0..<added { end[index] = words[index &* stride] }
        count += added
    }

    /// Adds those of `words` that stand at the given places.
    func append(from words: UnsafePointer<Word>, at places: UnsafeBufferPointer<Int32>) {
        makeRoom(places.count)
        let end = base.unsafelyUnwrapped + count
        // Hot loop. Invariant: there is room for as many numbers as there are places.
        for index in 0..<places.count { end[index] = words[Int(places[index])] }
        count += places.count
    }

    /// Moves some of the numbers to a place before them.
    func move(_ range: Range<Int>, to place: Int) {
        precondition(place >= 0 && place <= range.lowerBound && range.upperBound <= count, "there is no such number")
        let base = base.unsafelyUnwrapped
        (base + place).update(from: base + range.lowerBound, count: range.count)
    }

    /// Makes it `wanted` long, with zeros at the end if that is longer.
    func resize(to wanted: Int) {
        if wanted > count {
            makeRoom(wanted - count)
            (base.unsafelyUnwrapped + count).initialize(repeating: 0, count: wanted - count)
        }
        count = wanted
    }

    /// Forgets all numbers and gives their memory back.
    func removeAll() {
        free()
        (base, capacity, count, isMapped) = (nil, 0, 0, false)
    }

    private func makeRoom(_ added: Int) {
        if count + added > capacity { reserve(max(count + added, 2 * capacity, 16)) }
    }

    /// Makes room for `wanted` numbers in all.
    func reserve(_ wanted: Int) {
        if wanted <= capacity { return }
        let byteCount = wanted * MemoryLayout<Word>.size
        let page = GrowingArray.mappedByteCount
        if byteCount >= page, clew_mapping_can_grow() != 0 {
            map((byteCount + page - 1) & ~(page - 1))
        } else {
            move(to: .allocate(capacity: wanted), room: wanted, isMapped: false)
        }
    }

    private func map(_ byteCount: Int) {
        let size = MemoryLayout<Word>.size
        let memory = isMapped ? clew_mapping_grow(base, capacity * size, byteCount) : clew_mapping_make(byteCount)
        // As the standard library's arrays do.
        guard let memory else { fatalError("there is no more memory") }
        let larger = memory.bindMemory(to: Word.self, capacity: byteCount / size)
        if isMapped {
            (base, capacity) = (larger, byteCount / size)
        } else {
            move(to: larger, room: byteCount / size, isMapped: true)
        }
    }

    private func move(to larger: UnsafeMutablePointer<Word>, room: Int, isMapped: Bool) {
        if let base { larger.update(from: base, count: count) }
        free()
        (base, capacity, self.isMapped) = (larger, room, isMapped)
    }

    private func free() {
        if isMapped {
            clew_mapping_free(base, capacity * MemoryLayout<Word>.size)
        } else {
            base?.deallocate()
        }
    }
}

// MARK: - Differences

extension GrowingArray<UInt16> {
    /// Adds what ids are more than `low`; false, and nothing is added, if that is too much for one of them.
    func append(_ ids: UnsafeBufferPointer<UInt32>, less low: UInt32) -> Bool {
        append(ids.count) { ids[$0] &- low }
    }

    /// The same of those that stand at the given places.
    func append(from ids: UnsafePointer<UInt32>, at places: UnsafeBufferPointer<Int32>, less low: UInt32) -> Bool {
        append(places.count) { ids[Int(places[$0])] &- low }
    }

    @inline(__always)
    private func append(_ added: Int, _ difference: (Int) -> UInt32) -> Bool {
        if added == 0 { return true }
        makeRoom(added)
        let end = base.unsafelyUnwrapped + count
        var all: UInt32 = 0
        // Hot loop. Invariant: there is room for as many more.
        for index in 0..<added {
            let difference = difference(index)
            all |= difference
            end[index] = UInt16(truncatingIfNeeded: difference)
        }
        if all > UInt32(UInt16.max) { return false }
        count += added
        return true
    }
}
