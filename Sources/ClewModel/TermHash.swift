/// The hash by which a ``TermDictionary`` finds a term, taken eight bytes at a time, so that who looks for the end of a
/// text can hash it on the way.
///
/// Multiply-and-fold, after the pattern of wyhash (Wang Yi, public domain).
@frozen
public struct TermHash {
    @usableFromInline
    var state: UInt64

    /// The hash of a text without bytes so far.
    @inlinable
    @inline(__always)
    public init() { self.init(tag: 4) }

    @inlinable
    @inline(__always)
    init(tag: UInt8) { state = 0x9E37_79B9_7F4A_7C15 ^ UInt64(tag) << 56 }

    /// Takes in eight bytes more, of which the first is the lowest.
    @inlinable
    @inline(__always)
    public mutating func combine(_ word: UInt64) { state = TermHash.fold(state ^ word) }

    /// The hash of all `count` bytes, where `rest` are those behind the last eight, filled up with zeros.
    @inlinable
    @inline(__always)
    public func finished(_ rest: UInt64, count: Int) -> UInt32 {
        let word = TermHash.fold(state ^ rest ^ UInt64(truncatingIfNeeded: count) << 56)
        return UInt32(truncatingIfNeeded: word >> 32)
    }

    @inlinable
    @inline(__always)
    static func fold(_ word: UInt64) -> UInt64 {
        let product = word.multipliedFullWidth(by: 0xA076_1D64_78BD_642F)
        return product.high ^ product.low
    }

    /// The hash of a text.
    public static func hash(text: UnsafeBufferPointer<UInt8>) -> UInt32 {
        hash(tag: TermDictionary.Tag.text, text)
    }

    static func hash(tag: UInt8, _ content: UnsafeBufferPointer<UInt8>) -> UInt32 {
        var hash = TermHash(tag: tag)
        let raw = UnsafeRawBufferPointer(content)
        var offset = 0
        while offset + 8 <= raw.count {
            hash.combine(UInt64(littleEndian: raw.loadUnaligned(fromByteOffset: offset, as: UInt64.self)))
            offset += 8
        }
        var rest: UInt64 = 0
        for index in (offset..<raw.count).reversed() { rest = rest << 8 | UInt64(raw[index]) }
        return hash.finished(rest, count: raw.count)
    }

    /// Where the search for a hash begins in a table of `mask` + 1 slots.
    @inline(__always)
    static func home(_ hash: UInt32, mask: Int) -> Int {
        Int(truncatingIfNeeded: (UInt64(hash) &* 0x9E37_79B9_7F4A_7C15) >> 24) & mask
    }
}
