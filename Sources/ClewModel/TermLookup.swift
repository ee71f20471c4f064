/// Finds the ids of many texts at once, so that the waits for memory overlap, in a ``TermDictionary`` that does not change
/// meanwhile; several threads may do so at a time.
public struct TermLookup: @unchecked Sendable {
    /// How many bytes behind a text may be read.
    public static let padding = 8
    /// How many bytes behind the encoding of a term may be read.
    static let reach = 24
    /// So many texts are looked up together: what is read of their terms stays in the nearest cache.
    static let blockSize = 256

    private let slots: UnsafeBufferPointer<UInt64>
    private let bytes: UnsafeRawPointer?

    init(slots: UnsafeBufferPointer<UInt64>, bytes: UnsafeRawPointer?) {
        self.slots = slots
        self.bytes = bytes
    }

    /// A text in a run of bytes on its way to its id.
    @frozen
    public struct Request {
        /// Where it starts; of a term in a list of its own, where in the list it stands.
        public var start: UInt32
        /// How many bytes it has; ``Request/elsewhere`` for a term in a list of its own.
        public var count: UInt32
        /// Its hash; any for a term in a list of its own.
        public var hash: UInt32
        /// Where its id belongs.
        public var place: UInt32

        /// No text is as long.
        public static let elsewhere = UInt32.max

        /// A text, or a term in a list of its own.
        @inlinable
        public init(start: UInt32, count: UInt32, hash: UInt32, place: UInt32) {
            (self.start, self.count, self.hash, self.place) = (start, count, hash, place)
        }
    }

    /// Writes the id of each text that has one to its place in `ids`, and which of the requests are left into `missing`,
    /// ascending, which has room for all. A text that shares its hash with an earlier term is left too.
    /// - Precondition: texts lie behind `base`, and ``padding`` bytes behind each may be read.
    /// - Returns: how many are left.
    public func find(
        _ requests: UnsafeBufferPointer<Request>, in base: UnsafePointer<UInt8>, ids: UnsafeMutablePointer<UInt32>,
        missing: UnsafeMutablePointer<UInt32>
    ) -> Int {
        guard let bytes, !slots.isEmpty else {
            for index in requests.indices { missing[index] = UInt32(truncatingIfNeeded: index) }
            return requests.count
        }
        var left = 0
        withUnsafeTemporaryAllocation(of: UInt64.self, capacity: TermLookup.blockSize) { entries in
            for start in stride(from: 0, to: requests.count, by: TermLookup.blockSize) {
                let block = UnsafeBufferPointer(
                    rebasing: requests[start..<min(start + TermLookup.blockSize, requests.count)])
                guess(block, bytes, entries)
                // Hot loop. Invariant: an entry that is not empty says where a term starts, and a text is compared with
                // a term of the same length.
                for (index, request) in block.enumerated() {
                    let term = bytes + (Int(UInt32(truncatingIfNeeded: entries[index])) - 1)
                    if entries[index] != 0, isText(term, base, request) {
                        ids[Int(request.place)] = UInt32(littleEndian: term.loadUnaligned(as: UInt32.self))
                    } else {
                        missing[left] = UInt32(truncatingIfNeeded: start + index)
                        left &+= 1
                    }
                }
            }
        }
        return left
    }

    /// Leaves in `entries` the slot with the hash of each text, or 0, and reads what will be compared.
    private func guess(
        _ requests: UnsafeBufferPointer<Request>, _ bytes: UnsafeRawPointer,
        _ entries: UnsafeMutableBufferPointer<UInt64>
    ) {
        // Hot loops, each over little, so that many waits overlap. Invariant: a quarter of the slots is empty, so each
        // probe ends.
        let mask = slots.count - 1
        for index in requests.indices { entries[index] = slots[TermHash.home(requests[index].hash, mask: mask)] }
        for index in requests.indices {
            let hash = requests[index].hash
            if entries[index] == 0 || UInt32(truncatingIfNeeded: entries[index] >> 32) == hash { continue }
            var place = TermHash.home(hash, mask: mask)
            repeat {
                place = (place &+ 1) & mask
                entries[index] = slots[place]
            } while entries[index] != 0 && UInt32(truncatingIfNeeded: entries[index] >> 32) != hash
        }
        TermLookup.touch(requests, bytes, entries)
    }

    /// Reads the first byte of each term and one where most terms end, which may be in the next line of the cache.
    @inline(never)
    @discardableResult
    private static func touch(
        _ requests: UnsafeBufferPointer<Request>, _ bytes: UnsafeRawPointer,
        _ entries: UnsafeMutableBufferPointer<UInt64>
    ) -> UInt8 {
        var sum: UInt8 = 0
        for index in requests.indices where entries[index] != 0 {
            let start = bytes + (Int(UInt32(truncatingIfNeeded: entries[index])) - 1)
            sum &+= start.load(as: UInt8.self)
            sum &+= start.load(fromByteOffset: TermLookup.reach, as: UInt8.self)
        }
        return sum
    }

    /// Whether the encoding at a place is that of a text.
    @inline(__always)
    private func isText(_ term: UnsafeRawPointer, _ base: UnsafePointer<UInt8>, _ request: Request) -> Bool {
        let length = UInt32(
            littleEndian: term.loadUnaligned(fromByteOffset: TermDictionary.Offset.length, as: UInt32.self))
        let tag = term.load(fromByteOffset: TermDictionary.Offset.tag, as: UInt8.self)
        guard length == request.count, tag == TermDictionary.Tag.text else { return false }
        let count = Int(length)
        let content = term + TermDictionary.Offset.content
        let text = UnsafeRawPointer(base) + Int(request.start)
        var offset = 0
        while offset &+ 8 <= count {
            let word = content.loadUnaligned(fromByteOffset: offset, as: UInt64.self)
            if word != text.loadUnaligned(fromByteOffset: offset, as: UInt64.self) { return false }
            offset &+= 8
        }
        let difference =
            content.loadUnaligned(fromByteOffset: offset, as: UInt64.self).littleEndian
            ^ text.loadUnaligned(fromByteOffset: offset, as: UInt64.self).littleEndian
        return difference & (1 << UInt64(truncatingIfNeeded: 8 * (count - offset)) - 1) == 0
    }
}

extension TermDictionary {
    /// Looks up terms while nobody changes the dictionary.
    public func withLookup<Result>(_ body: (TermLookup) -> Result) -> Result {
        slots.withUnsafeBufferPointer { slots in
            bytes.withUnsafeBufferPointer {
                body(TermLookup(slots: slots, bytes: $0.baseAddress.map { UnsafeRawPointer($0) }))
            }
        }
    }

    /// Gives the ids of many terms, in their order: as ``intern(_:)`` for each, but the waits for memory overlap. Those
    /// whose bytes lie elsewhere are in `others`.
    /// - Precondition: that of ``TermLookup/find(_:in:ids:missing:)``, and each text is well-formed UTF-8 with its hash.
    public mutating func intern(
        _ requests: UnsafeBufferPointer<TermLookup.Request>, in base: UnsafePointer<UInt8>, others: [Term],
        ids: UnsafeMutablePointer<UInt32>
    ) {
        let size = TermLookup.blockSize
        withUnsafeTemporaryAllocation(of: UInt32.self, capacity: size) { missing in
            guard let left = missing.baseAddress else { return }
            for start in stride(from: 0, to: requests.count, by: size) {
                let block = UnsafeBufferPointer(rebasing: requests[start..<min(start + size, requests.count)])
                let count = withLookup { $0.find(block, in: base, ids: ids, missing: left) }
                for index in 0..<count {
                    let request = block[Int(left[index])]
                    if request.count == TermLookup.Request.elsewhere {
                        ids[Int(request.place)] = intern(others[Int(request.start)])
                    } else {
                        let text = UnsafeBufferPointer(start: base + Int(request.start), count: Int(request.count))
                        ids[Int(request.place)] = intern(tag: Tag.text, text, hash: request.hash)
                    }
                }
            }
        }
    }
}
