/// Terms and their 32-bit ids, both ways. The same terms in the same order get the same ids.
///
/// An integer from -2³⁰ to 2³⁰-2 is its own id (``TermDictionary/id(ofInteger:)``): it takes no room, and arithmetic
/// on it needs no look-up. Every other term gets the number of terms stored before it, so ids below ``count`` are the
/// stored terms in order of first appearance. Texts are the same when their UTF-8 is the same; `-0.0` is `0.0`.
///
/// A value type: a copy may grow on its own. Terms lie encoded in one array of bytes (id, length, tag, content), with an
/// open-addressing table over it: about 28 bytes a term besides its text. To find a term takes two accesses to memory,
/// one to the table and one to the encoding, which says its id.
public struct TermDictionary: Sendable {
    /// What kind of term an encoding begins with.
    enum Tag {
        static let boolean: UInt8 = 0
        static let integer: UInt8 = 1
        static let decimal: UInt8 = 2
        static let date: UInt8 = 3
        static let text: UInt8 = 4
    }

    /// Where the parts of an encoding stand.
    enum Offset {
        static let length = 4
        static let tag = 8
        static let content = 9
    }

    /// Followed by as many bytes of room as ``TermLookup`` may read behind a term.
    private(set) var bytes = PagedArray<UInt8>()
    /// Where each term's encoding starts in `bytes`.
    private var starts = PagedArray<UInt32>()
    /// 0 where empty, else the hash and, below it, where the encoding starts, plus 1. A power of two of them.
    private(set) var slots = PagedArray<UInt64>()

    /// A dictionary without terms.
    public init() {}

    /// The number of stored terms.
    public var count: Int { starts.count }

    /// Memory taken, in bytes.
    public var byteCount: Int { bytes.byteCount + starts.byteCount + slots.byteCount }

    /// The id of a term, given on first sight. O(1) amortised.
    /// - Precondition: the encoded terms stay below 4 GiB and 2³¹ in number.
    public mutating func intern(_ term: Term) -> UInt32 {
        if case .text(var text) = term {
            return text.withUTF8 { intern(text: $0) }
        }
        if let id = TermDictionary.ownID(of: term) { return id }
        return TermDictionary.encode(term).withUnsafeBufferPointer {
            intern(tag: $0[0], UnsafeBufferPointer(rebasing: $0[1...]))
        }
    }

    /// The id of the text with this UTF-8, given on first sight; for loaders, which have no need of a `String`.
    /// - Precondition: the bytes are well-formed UTF-8, and the bounds of ``intern(_:)`` hold.
    public mutating func intern(text utf8: UnsafeBufferPointer<UInt8>) -> UInt32 { intern(tag: Tag.text, utf8) }

    /// The id of a term that has one.
    public func id(of term: Term) -> UInt32? {
        if let id = TermDictionary.ownID(of: term) { return id }
        if slots.count == 0 { return nil }
        return TermDictionary.encode(term).withUnsafeBufferPointer { encoding in
            let content = UnsafeBufferPointer(rebasing: encoding[1...])
            let hash = TermHash.hash(tag: encoding[0], content)
            let found = slots[slot(tag: encoding[0], content, hash: hash)]
            return found == 0 ? nil : word(at: Int(UInt32(truncatingIfNeeded: found)) - 1)
        }
    }

    /// The term behind an id.
    /// - Precondition: the id came from this dictionary.
    public subscript(id: UInt32) -> Term {
        if let number = TermDictionary.integer(ofID: id) { return .integer(number) }
        let start = Int(starts[Int(id)])
        return withContent(from: start) { content in
            switch bytes[start + Offset.tag] {
            case Tag.boolean: return .boolean(content.first == 1)
            case Tag.integer: return .integer(Int64(bitPattern: TermDictionary.word(content)))
            case Tag.decimal: return .decimal(Double(bitPattern: TermDictionary.word(content)))
            case Tag.date:
                let parts = content.map(Int.init)
                let date = CalendarDate(
                    year: parts[0] << 8 | parts[1], month: parts[2] == 0 ? nil : parts[2],
                    day: parts[3] == 0 ? nil : parts[3])
                guard let date else { preconditionFailure("the dictionary holds a date that is none") }
                return .date(date)
            default: return .text(String(decoding: content, as: UTF8.self))
            }
        }
    }

    /// Whether the term behind an id is a text.
    /// - Precondition: the id came from this dictionary.
    public func isText(_ id: UInt32) -> Bool {
        TermDictionary.integer(ofID: id) == nil && bytes[Int(starts[Int(id)]) + Offset.tag] == Tag.text
    }

    /// The UTF-8 of a text, without making a `String`; nothing where the term is no text.
    /// - Precondition: the id came from this dictionary.
    public func withText<Result>(_ id: UInt32, _ body: (UnsafeBufferPointer<UInt8>) -> Result) -> Result? {
        guard isText(id) else { return nil }
        return withContent(from: Int(starts[Int(id)]), body)
    }

    /// The content of the encoding at a place.
    private func withContent<Result>(from start: Int, _ body: (UnsafeBufferPointer<UInt8>) -> Result) -> Result {
        let content = (start + Offset.content)..<(start + Offset.content + Int(word(at: start + Offset.length)))
        return bytes.withUnsafeBufferPointer { body(UnsafeBufferPointer(rebasing: $0[content])) }
    }

    /// The number that four bytes are.
    @inline(__always)
    private func word(at place: Int) -> UInt32 {
        bytes.withUnsafeBufferPointer {
            UInt32(littleEndian: UnsafeRawBufferPointer($0).loadUnaligned(fromByteOffset: place, as: UInt32.self))
        }
    }
}

// MARK: - Integers that are their own ids

extension TermDictionary {
    /// The id that an integer is by itself; none where it is too large for that.
    @inlinable
    public static func id(ofInteger number: Int64) -> UInt32? {
        guard number >= -1 << 30, number < 1 << 30 - 1 else { return nil }
        return 0x8000_0000 | UInt32(truncatingIfNeeded: number + 1 << 30)
    }

    /// The id of 0; the ids of small integers are ordered and apart as these are.
    public static let zeroID: UInt32 = 0xC000_0000

    /// The integer that an id is by itself; none for the id of a stored term.
    @inlinable
    public static func integer(ofID id: UInt32) -> Int64? {
        id & 0x8000_0000 == 0 ? nil : Int64(id & 0x7FFF_FFFF) - 1 << 30
    }

    private static func ownID(of term: Term) -> UInt32? {
        if case .integer(let number) = term { return id(ofInteger: number) }
        return nil
    }
}

// MARK: - The table

extension TermDictionary {
    private mutating func intern(tag: UInt8, _ content: UnsafeBufferPointer<UInt8>) -> UInt32 {
        intern(tag: tag, content, hash: TermHash.hash(tag: tag, content))
    }

    mutating func intern(tag: UInt8, _ content: UnsafeBufferPointer<UInt8>, hash: UInt32) -> UInt32 {
        if count * 4 >= slots.count * 3 { grow() }
        let place = slot(tag: tag, content, hash: hash)
        if slots[place] != 0 { return word(at: Int(UInt32(truncatingIfNeeded: slots[place])) - 1) }
        let id = UInt32(count)
        let start = bytes.count
        bytes.makeRoom(Offset.content + content.count + TermLookup.reach)
        withUnsafeBytes(of: (id.littleEndian, UInt32(content.count).littleEndian, tag)) {
            $0.prefix(Offset.content).withMemoryRebound(to: UInt8.self) { bytes.append(contentsOf: $0) }
        }
        bytes.append(contentsOf: content)
        precondition(id < 1 << 31 && bytes.count < Int(UInt32.max), "the dictionary is full")
        starts.append(UInt32(start))
        slots[place] = UInt64(hash) << 32 | UInt64(start + 1)
        return id
    }

    /// Where the encoding stands in the table, or the empty place where it would be put.
    private func slot(tag: UInt8, _ content: UnsafeBufferPointer<UInt8>, hash: UInt32) -> Int {
        let mask = slots.count - 1
        var place = TermHash.home(hash, mask: mask)
        while slots[place] != 0 {
            if UInt32(truncatingIfNeeded: slots[place] >> 32) == hash,
                holds(Int(UInt32(truncatingIfNeeded: slots[place])) - 1, tag: tag, content)
            {
                return place
            }
            place = (place + 1) & mask
        }
        return place
    }

    /// Whether the encoding at a place is that of a term.
    private func holds(_ start: Int, tag: UInt8, _ content: UnsafeBufferPointer<UInt8>) -> Bool {
        word(at: start + Offset.length) == content.count && bytes[start + Offset.tag] == tag
            && isSame(content, at: start + Offset.content)
    }

    /// Whether the encoding has these bytes from a place on.
    /// - Precondition: there are as many behind it.
    @inline(__always)
    private func isSame(_ content: UnsafeBufferPointer<UInt8>, at start: Int) -> Bool {
        bytes.withUnsafeBufferPointer { bytes in
            let (all, raw) = (UnsafeRawBufferPointer(bytes), UnsafeRawBufferPointer(content))
            var offset = 0
            while offset + 8 <= raw.count {
                let word = all.loadUnaligned(fromByteOffset: start + offset, as: UInt64.self)
                if word != raw.loadUnaligned(fromByteOffset: offset, as: UInt64.self) { return false }
                offset += 8
            }
            while offset < raw.count {
                if all[start + offset] != raw[offset] { return false }
                offset += 1
            }
            return true
        }
    }

    private mutating func grow() {
        let old = slots
        slots = PagedArray(zeros: max(64, old.count * 2))
        let mask = slots.count - 1
        old.withUnsafeBufferPointer { old in
            for entry in old where entry != 0 {
                var place = TermHash.home(UInt32(truncatingIfNeeded: entry >> 32), mask: mask)
                while slots[place] != 0 { place = (place + 1) & mask }
                slots[place] = entry
            }
        }
    }
}

// MARK: - Encoding

extension TermDictionary {
    private static func encode(_ term: Term) -> [UInt8] {
        switch term {
        case .boolean(let value): [Tag.boolean, value ? 1 : 0]
        case .integer(let number): [Tag.integer] + octets(UInt64(bitPattern: number))
        case .decimal(let number): [Tag.decimal] + octets((number == 0 ? 0 : number).bitPattern)
        case .date(let date):
            [Tag.date, UInt8(date.year >> 8), UInt8(date.year & 255), UInt8(date.month ?? 0), UInt8(date.day ?? 0)]
        case .text(let text): [Tag.text] + text.utf8
        }
    }

    private static func octets(_ word: UInt64) -> [UInt8] {
        (0..<8).map { UInt8(truncatingIfNeeded: word >> (8 * UInt64($0))) }
    }

    private static func word(_ octets: UnsafeBufferPointer<UInt8>) -> UInt64 {
        octets.reversed().reduce(0) { $0 << 8 | UInt64($1) }
    }
}
