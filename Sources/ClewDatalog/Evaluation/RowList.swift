/// Row numbers in three bytes each while all are below 2²⁴, else in four: lists of the rows of large relations take a
/// quarter less.
final class RowList {
    private static let narrowBound = 1 << 24

    private var bytes = GrowingArray<UInt8>()
    private var width = 3
    private(set) var count = 0

    /// Memory taken, in bytes.
    var byteCount: Int { bytes.byteCount }

    /// Forgets all numbers and gives their memory back.
    func removeAll() {
        bytes.removeAll()
        (count, width) = (0, 3)
    }

    /// Makes it `wanted` long. What it is longer by is to be written before it is read.
    /// - Precondition: it does not get shorter; the numbers will be below `bound`.
    func grow(to wanted: Int, rowsBelow bound: Int) {
        if bound > RowList.narrowBound, width == 3 { widen() }
        // A number is read with what stands behind it.
        bytes.resize(to: wanted * width + 4)
        count = wanted
    }

    private func widen() {
        let narrow = bytes
        bytes = GrowingArray()
        bytes.resize(to: count * 4 + 4)
        for place in 0..<count {
            for byte in 0..<3 { bytes[place * 4 + byte] = narrow[place * 3 + byte] }
        }
        width = 4
    }

    /// - Precondition: `0 <= place < count`.
    subscript(place: Int) -> UInt32 {
        precondition(place >= 0 && place < count, "there is no such number")
        return withNumbers { $0[place] }
    }

    /// The numbers, for a loop that reads or writes many.
    @inline(__always)
    func withNumbers<Result>(_ body: (RowNumbers) -> Result) -> Result {
        let (count, width) = (count, width)
        return bytes.withUnsafeMutableBufferPointer {
            body(RowNumbers(base: UnsafeMutableRawPointer($0.baseAddress), count: count, width: width))
        }
    }
}

/// Row numbers in memory.
struct RowNumbers {
    private let base: UnsafeMutableRawPointer?
    private let width: Int
    private let mask: UInt32
    let count: Int

    fileprivate init(base: UnsafeMutableRawPointer?, count: Int, width: Int) {
        self.base = base
        self.count = count
        self.width = width
        mask = width == 3 ? 0xFF_FFFF : UInt32.max
    }

    /// - Precondition: there is such a place; nobody checks.
    @inline(__always)
    subscript(place: Int) -> UInt32 {
        get {
            let word = base.unsafelyUnwrapped.loadUnaligned(fromByteOffset: place &* width, as: UInt32.self)
            return UInt32(littleEndian: word) & mask
        }
        nonmutating set {
            let start = base.unsafelyUnwrapped + place &* width
            // Not more than its own bytes: the number behind may be there already.
            start.storeBytes(of: UInt16(truncatingIfNeeded: newValue).littleEndian, as: UInt16.self)
            (start + 2).storeBytes(of: UInt8(truncatingIfNeeded: newValue >> 16), as: UInt8.self)
            if width == 4 { (start + 3).storeBytes(of: UInt8(truncatingIfNeeded: newValue >> 24), as: UInt8.self) }
        }
    }

    /// Moves numbers that stand one behind the other; the places may overlap.
    func move(_ size: Int, from start: Int, to target: Int) {
        let base = base.unsafelyUnwrapped
        (base + target * width).copyMemory(from: base + start * width, byteCount: size * width)
    }
}
