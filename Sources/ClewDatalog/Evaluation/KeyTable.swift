/// Numbers 64-bit keys in the order of their first appearance, by open addressing.
struct KeyTable {
    private var keys: [UInt64] = []
    private var numbers: [UInt32] = []
    private(set) var count = 0

    /// What `number(of:)` gives for a key that has none.
    static let none = UInt32.max

    /// Memory taken, in bytes.
    var byteCount: Int { keys.capacity * 8 + numbers.capacity * 4 }

    /// The number of a key, given on first sight. Amortised O(1).
    mutating func insert(_ key: UInt64) -> UInt32 {
        if count * 4 >= keys.count * 3 { grow() }
        let mask = keys.count - 1
        var place = PackedSet.home(key) & mask
        while keys[place] != PackedSet.empty {
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
        var place = PackedSet.home(key) & mask
        while keys[place] != PackedSet.empty {
            if keys[place] == key { return numbers[place] }
            place = (place + 1) & mask
        }
        return KeyTable.none
    }

    private mutating func grow() {
        let (oldKeys, oldNumbers) = (keys, numbers)
        let size = max(64, keys.count * 2)
        keys = [UInt64](repeating: PackedSet.empty, count: size)
        numbers = [UInt32](repeating: 0, count: size)
        let mask = size - 1
        for (index, key) in oldKeys.enumerated() where key != PackedSet.empty {
            var place = PackedSet.home(key) & mask
            while keys[place] != PackedSet.empty { place = (place + 1) & mask }
            keys[place] = key
            numbers[place] = oldNumbers[index]
        }
    }
}

/// Makes 64-bit keys of rows of any width: up to two ids are the key, further ones are folded in by numbering the pairs
/// before them. Equal keys are equal rows, always.
struct KeyPacker {
    private var levels: [KeyTable]

    init(width: Int) { levels = Array(repeating: KeyTable(), count: max(0, width - 2)) }

    /// Memory taken, in bytes.
    var byteCount: Int { levels.reduce(0) { $0 + $1.byteCount } }

    /// The key of a row, new pairs numbered.
    mutating func pack(_ row: [UInt32]) -> UInt64 {
        guard var key = row.first.map(UInt64.init) else { return 0 }
        for (index, id) in row.dropFirst().enumerated() {
            if index > 0 { key = UInt64(levels[index - 1].insert(key)) }
            key = key << 32 | UInt64(id)
        }
        return key
    }

    /// The key of a row, if all its pairs are known.
    func find(_ row: [UInt32]) -> UInt64? {
        guard var key = row.first.map(UInt64.init) else { return 0 }
        for (index, id) in row.dropFirst().enumerated() {
            if index > 0 {
                let number = levels[index - 1].number(of: key)
                if number == KeyTable.none { return nil }
                key = UInt64(number)
            }
            key = key << 32 | UInt64(id)
        }
        return key
    }

    /// Folds one more column into the keys of a batch: `level` 0 joins the second column, which needs no numbers.
    /// With `inserting` false, keys without a number become ``PackedSet/empty``.
    mutating func fold(
        _ keys: UnsafeMutableBufferPointer<UInt64>, _ column: UnsafePointer<UInt32>, level: Int, inserting: Bool
    ) {
        for index in 0..<keys.count {
            var key = keys[index]
            if key == PackedSet.empty { continue }
            if level > 0 {
                let number = inserting ? levels[level - 1].insert(key) : levels[level - 1].number(of: key)
                if number == KeyTable.none {
                    keys[index] = PackedSet.empty
                    continue
                }
                key = UInt64(number)
            }
            keys[index] = key << 32 | UInt64(column[index])
        }
    }
}
