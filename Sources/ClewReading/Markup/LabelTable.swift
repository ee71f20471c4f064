import Glibc

/// Tells which values of `class` and `id` are the same, while a tree is built. Open addressing; `Dictionary` would copy
/// each value to look for it. A page may be made so that its values fall together: after `probesMax` slots a value is
/// taken for new, so that it is judged once more than needed and nothing else changes.
struct LabelTable {
    private static let probesMax = 64

    /// Numbers of labels, -1 where a slot is free.
    private var slots: [Int32] = Array(repeating: -1, count: 1_024)
    /// The hash of each label.
    private var hashes: [UInt64] = []

    /// The value's number in `tree.labels`, where it is added if it is new. O(bytes) on average.
    mutating func number(of value: UnsafeBufferPointer<UInt8>, in tree: inout MarkupTree) -> Int {
        let hash = LabelTable.hash(value)
        var slot = Int(truncatingIfNeeded: hash) & (slots.count - 1)
        var probes = 0
        while slots[slot] >= 0, probes < LabelTable.probesMax {
            let number = Int(slots[slot])
            if hashes[number] == hash, LabelTable.isEqual(value, tree.storage, tree.labels[number]) { return number }
            slot = (slot + 1) & (slots.count - 1)
            probes += 1
        }
        let number = tree.labels.count
        if slots[slot] < 0 { slots[slot] = Int32(number) }
        hashes.append(hash)
        tree.labels.append(tree.storage.count..<(tree.storage.count + value.count))
        tree.storage.append(contentsOf: value)
        if hashes.count * 2 > slots.count { grow() }
        return number
    }

    private static func isEqual(
        _ value: UnsafeBufferPointer<UInt8>, _ storage: [UInt8], _ range: Range<Int>
    ) -> Bool {
        guard value.count == range.count, let base = value.baseAddress else { return value.count == range.count }
        return storage.withUnsafeBytes { bytes in
            bytes.baseAddress.map { memcmp($0 + range.lowerBound, base, range.count) == 0 } ?? false
        }
    }

    /// Eight bytes at a time, mixed by multiplication: quick, and good enough for names.
    private static func hash(_ value: UnsafeBufferPointer<UInt8>) -> UInt64 {
        let raw = UnsafeRawBufferPointer(value)
        var hash = UInt64(value.count)
        var place = 0
        while place < value.count {
            var word: UInt64 = 0
            if place + 8 <= value.count {
                word = raw.loadUnaligned(fromByteOffset: place, as: UInt64.self)
            } else {
                for byte in value[place...] { word = word << 8 | UInt64(byte) }
            }
            hash = (hash ^ word) &* 0x9E37_79B9_7F4A_7C15
            hash ^= hash >> 32
            place += 8
        }
        return hash
    }

    private mutating func grow() {
        slots = Array(repeating: -1, count: slots.count * 4)
        for (number, hash) in hashes.enumerated() {
            var slot = Int(truncatingIfNeeded: hash) & (slots.count - 1)
            var probes = 0
            while slots[slot] >= 0, probes < LabelTable.probesMax {
                slot = (slot + 1) & (slots.count - 1)
                probes += 1
            }
            if slots[slot] < 0 { slots[slot] = Int32(number) }
        }
    }
}
