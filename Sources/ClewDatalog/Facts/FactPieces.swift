import ClewModel

/// Whole lines of a file of facts, in memory.
final class FactPiece {
    /// How many bytes behind the lines may be read.
    private static let padding = TermLookup.padding + 1

    fileprivate(set) var bytes: UnsafeMutablePointer<UInt8>
    fileprivate var capacity: Int
    fileprivate var filled = 0
    /// Where the lines end: behind a line feed, or before one that the file lacks.
    fileprivate(set) var end = 0
    /// Whether nothing follows.
    fileprivate(set) var isLast = false

    init(capacity: Int) {
        self.capacity = capacity
        bytes = .allocate(capacity: capacity + FactPiece.padding)
    }

    deinit { bytes.deallocate() }

    /// Makes room for twice as many bytes: a line is longer than a piece.
    fileprivate func grow() {
        let larger = UnsafeMutablePointer<UInt8>.allocate(capacity: 2 * capacity + FactPiece.padding)
        larger.update(from: bytes, count: filled)
        bytes.deallocate()
        (bytes, capacity) = (larger, 2 * capacity)
    }

    /// Begins with what stands behind the lines of another piece, or of this one.
    fileprivate func takeRest(of other: FactPiece) {
        let rest = other.filled - other.end
        if other !== self { filled = 0 }
        while capacity < rest { grow() }
        bytes.update(from: other.bytes + other.end, count: rest)
        filled = rest
    }

    /// The piece ends behind its last line feed, if it has one.
    fileprivate func findEnd() -> Bool {
        end = filled
        while end > 0, bytes[end - 1] != 10 { end -= 1 }
        return end > 0
    }

    fileprivate func finish() {
        (end, isLast) = (filled, true)
        for offset in 0..<FactPiece.padding { bytes[filled + offset] = offset == 0 ? 10 : 0 }
    }
}

/// Divides a file into pieces, always at the same places, so that memory holds its rows and not its bytes.
struct FactPieces {
    /// How many bytes a piece has where no line is longer. Two of them and what is made of them fit into a cache of the
    /// second level.
    static let byteCount = 1 << 17
    /// A line is this long at most.
    private static let lineMax = 1 << 31

    /// Reads up to so many bytes; 0 only at the end.
    private let read: (UnsafeMutablePointer<UInt8>, Int) throws -> Int
    private var last: FactPiece?

    init(read: @escaping (UnsafeMutablePointer<UInt8>, Int) throws -> Int) { self.read = read }

    /// Fills a piece, which is none of those that may still be read, with the next lines; false when there are no more.
    mutating func next(into piece: FactPiece) throws -> Bool {
        if last?.isLast == true { return false }
        if let last { piece.takeRest(of: last) }
        last = piece
        while true {
            while piece.filled < piece.capacity {
                let count = try read(piece.bytes + piece.filled, piece.capacity - piece.filled)
                if count == 0 {
                    piece.finish()
                    return true
                }
                piece.filled += count
            }
            if piece.findEnd() { return true }
            if piece.capacity >= FactPieces.lineMax { throw FactPieces.LineTooLong() }
            piece.grow()
        }
    }

    struct LineTooLong: Error {}
}
