/// Numbers 64-bit keys in the order of their first appearance, by open addressing.
struct KeyTable {
    private var keys: [UInt64] = []
    private var numbers: [UInt32] = []
    private(set) var count = 0

    /// What `number(of:)` gives for a key that has none.
    static let none = UInt32.max

    /// Marks an empty slot; no key is all ones.
    private static let empty = UInt64.max

    /// Memory taken, in bytes.
    var byteCount: Int { keys.capacity * 8 + numbers.capacity * 4 }

    /// The number of a key, given on first sight. Amortised O(1).
    mutating func insert(_ key: UInt64) -> UInt32 {
        if count * 4 >= keys.count * 3 { grow() }
        let mask = keys.count - 1
        var place = KeyTable.home(key) & mask
        while keys[place] != KeyTable.empty {
            if keys[place] == key { return numbers[place] }
            place = (place + 1) & mask
        }
        keys[place] = key
        numbers[place] = UInt32(count)
        count += 1
        return UInt32(count - 1)
    }

    /// The number of a key, or ``none``. O(1).
    @inline(__always)
    func number(of key: UInt64) -> UInt32 {
        if keys.isEmpty { return KeyTable.none }
        let mask = keys.count - 1
        var place = KeyTable.home(key) & mask
        while keys[place] != KeyTable.empty {
            if keys[place] == key { return numbers[place] }
            place = (place + 1) & mask
        }
        return KeyTable.none
    }

    private mutating func grow() {
        let (oldKeys, oldNumbers) = (keys, numbers)
        let size = max(64, keys.count * 2)
        keys = [UInt64](repeating: KeyTable.empty, count: size)
        numbers = [UInt32](repeating: 0, count: size)
        let mask = size - 1
        for (index, key) in oldKeys.enumerated() where key != KeyTable.empty {
            var place = KeyTable.home(key) & mask
            while keys[place] != KeyTable.empty { place = (place + 1) & mask }
            keys[place] = key
            numbers[place] = oldNumbers[index]
        }
    }

    private static func home(_ key: UInt64) -> Int { Int(RowHash.upperHalf(key)) }
}
