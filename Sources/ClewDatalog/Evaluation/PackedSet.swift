/// A set of 64-bit keys by open addressing, 8 bytes a slot, at most three quarters full. The key of all ones marks an
/// empty slot and cannot be held; two ids never make it, because no id is `UInt32.max`.
struct PackedSet {
    static let empty = UInt64.max

    private var slots: [UInt64] = []
    private(set) var count = 0

    /// Memory taken, in bytes.
    var byteCount: Int { slots.capacity * 8 }

    /// Adds the keys and writes the places of those that were new into `fresh`. Amortised O(keys).
    mutating func insert(_ keys: UnsafeBufferPointer<UInt64>, fresh: UnsafeMutablePointer<Int32>) -> Int {
        if (count + keys.count) * 4 > slots.count * 3 { grow(to: count + keys.count) }
        // Hot loop. Invariant: `grow` has left an empty slot for every key, so each probe ends, and `home` stays below
        // `slots.count`, a power of two. `fresh` has room for as many places as there are keys.
        let added = slots.withUnsafeMutableBufferPointer { slots -> Int in
            let mask = slots.count - 1
            var added = 0
            for index in 0..<keys.count {
                let key = keys[index]
                var place = PackedSet.home(key) & mask
                while slots[place] != key {
                    if slots[place] == PackedSet.empty {
                        slots[place] = key
                        fresh[added] = Int32(truncatingIfNeeded: index)
                        added += 1
                        break
                    }
                    place = (place + 1) & mask
                }
            }
            return added
        }
        count += added
        return added
    }

    func contains(_ key: UInt64) -> Bool {
        if slots.isEmpty { return false }
        let mask = slots.count - 1
        var place = PackedSet.home(key) & mask
        while slots[place] != PackedSet.empty {
            if slots[place] == key { return true }
            place = (place + 1) & mask
        }
        return false
    }

    private mutating func grow(to wanted: Int) {
        var size = max(1_024, slots.count)
        while wanted * 4 > size * 3 { size *= 2 }
        let old = slots
        slots = [UInt64](repeating: PackedSet.empty, count: size)
        let mask = size - 1
        slots.withUnsafeMutableBufferPointer { slots in
            for key in old where key != PackedSet.empty {
                var place = PackedSet.home(key) & mask
                while slots[place] != PackedSet.empty { place = (place + 1) & mask }
                slots[place] = key
            }
        }
    }

    /// Fibonacci hashing after folding the halves.
    @inline(__always)
    static func home(_ key: UInt64) -> Int {
        let mixed = (key ^ (key >> 29)) &* 0x9E37_79B9_7F4A_7C15
        return Int(truncatingIfNeeded: (mixed ^ (mixed >> 32)) & 0x7FFF_FFFF_FFFF)
    }
}
