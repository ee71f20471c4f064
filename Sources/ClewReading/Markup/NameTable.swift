/// What is known of names by their addresses: libxml2 keeps one copy of a name per parse, so that the address tells the
/// name. Open addressing; a dictionary's hashing costs more than all else in a callback.
struct NameTable<Value> {
    private var keys: [UnsafePointer<UInt8>?] = Array(repeating: nil, count: 256)
    private var values: [Value?] = Array(repeating: nil, count: 256)
    private var count = 0

    /// The value of a name that was met before. O(1).
    subscript(name: UnsafePointer<UInt8>) -> Value? { values[slot(of: name)] }

    /// Remembers a name that was not met before.
    mutating func insert(_ name: UnsafePointer<UInt8>, _ value: Value) {
        if count * 2 >= keys.count { grow() }
        let slot = slot(of: name)
        (keys[slot], values[slot]) = (name, value)
        count += 1
    }

    private func slot(of name: UnsafePointer<UInt8>) -> Int {
        // Names lie close together in libxml2's dictionary: neighbours get different slots.
        let bits = UInt(bitPattern: name)
        var slot = Int((bits ^ (bits >> 9)) & UInt(keys.count - 1))
        while let key = keys[slot], key != name { slot = (slot + 1) & (keys.count - 1) }
        return slot
    }

    private mutating func grow() {
        let old = zip(keys, values).filter { $0.0 != nil }
        keys = Array(repeating: nil, count: keys.count * 2)
        values = Array(repeating: nil, count: keys.count)
        for (key, value) in old {
            guard let key else { continue }
            let slot = slot(of: key)
            (keys[slot], values[slot]) = (key, value)
        }
    }
}
