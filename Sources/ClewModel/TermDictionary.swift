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
    private enum Tag {
        static let boolean: UInt8 = 0
        static let integer: UInt8 = 1
        static let decimal: UInt8 = 2
        static let date: UInt8 = 3
        static let text: UInt8 = 4
    }

    /// Where the parts of an encoding stand.
    private enum Offset {
        static let length = 4
        static let tag = 8
        static let content = 9
    }

    private var bytes: [UInt8] = []
    /// Where each term's encoding starts in `bytes`.
    private var starts: [UInt32] = []
    /// 0 where empty, else the upper half of the hash and, below it, where the encoding starts, plus 1. A power of two
    /// of them.
    private var slots: [UInt64] = []

    /// A dictionary without terms.
    public init() {}

    /// The number of stored terms.
    public var count: Int { starts.count }

    /// Memory taken, in bytes.
    public var byteCount: Int { bytes.capacity + starts.capacity * 4 + slots.capacity * 8 }

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

    /// A text in a run of bytes.
    public struct TextRange {
        /// Where it starts.
        public var start: UInt32
        /// How many bytes it has.
        public var count: UInt32

        /// A range of bytes.
        @inlinable
        public init(start: UInt32, count: UInt32) {
            self.start = start
            self.count = count
        }
    }

    /// Gives the ids of many texts, which lie at `ranges` behind `base`: as ``intern(text:)`` for each, but the waits
    /// for memory overlap.
    /// - Precondition: each text is well-formed UTF-8, and eight bytes behind it may be read.
    public mutating func intern(
        texts base: UnsafePointer<UInt8>, at ranges: [TextRange], into take: (_ index: Int, _ id: UInt32) -> Void
    ) {
        let blockSize = 512
        withUnsafeTemporaryAllocation(of: Guess.self, capacity: blockSize) { guesses in
            for block in stride(from: 0, to: ranges.count, by: blockSize) {
                let size = min(blockSize, ranges.count - block)
                guess(base, ranges[block..<(block + size)], guesses)
                for index in 0..<size {
                    let range = ranges[block + index]
                    let text = UnsafeBufferPointer(start: base + Int(range.start), count: Int(range.count))
                    let guess = guesses[index]
                    if guess.entry != 0, guess.length == range.count, guess.tag == Tag.text,
                        isSame(text, at: Int(UInt32(truncatingIfNeeded: guess.entry)) - 1 + Offset.content)
                    {
                        take(block + index, guess.id)
                    } else {
                        take(block + index, intern(tag: Tag.text, text, hash: guess.hash))
                    }
                }
            }
        }
    }

    /// What the table seems to hold for a text.
    private struct Guess {
        var hash: UInt64 = 0
        /// The slot with the same hash; 0 if there is none.
        var entry: UInt64 = 0
        var id: UInt32 = 0
        var length: UInt32 = 0
        var tag: UInt8 = 0
    }

    /// Fills in a guess for each text, in passes over one array each.
    private func guess(
        _ base: UnsafePointer<UInt8>, _ ranges: ArraySlice<TextRange>, _ guesses: UnsafeMutableBufferPointer<Guess>
    ) {
        if slots.isEmpty {
            for (index, range) in ranges.enumerated() {
                guesses.initializeElement(at: index, to: Guess(hash: TermDictionary.hash(base, range)))
            }
            return
        }
        let count = ranges.count
        // Hot loops. Invariant: a quarter of the slots is empty, so each probe ends; an entry's id is below the count.
        slots.withUnsafeBufferPointer { slots in
            let mask = slots.count - 1
            for (index, range) in ranges.enumerated() {
                guesses.initializeElement(at: index, to: Guess(hash: TermDictionary.hash(base, range)))
            }
            for index in 0..<count {
                guesses[index].entry = slots[TermDictionary.home(guesses[index].hash, mask: mask)]
            }
            for index in 0..<count {
                var place = TermDictionary.home(guesses[index].hash, mask: mask)
                while guesses[index].entry != 0, (guesses[index].entry ^ guesses[index].hash) >> 32 != 0 {
                    place = (place + 1) & mask
                    guesses[index].entry = slots[place]
                }
            }
        }
        bytes.withUnsafeBytes { bytes in
            for index in 0..<count where guesses[index].entry != 0 {
                let start = Int(UInt32(truncatingIfNeeded: guesses[index].entry)) - 1
                guesses[index].id = UInt32(littleEndian: bytes.loadUnaligned(fromByteOffset: start, as: UInt32.self))
                guesses[index].length = UInt32(
                    littleEndian: bytes.loadUnaligned(fromByteOffset: start + Offset.length, as: UInt32.self))
                guesses[index].tag = bytes[start + Offset.tag]
            }
        }
    }

    /// The id of a term that has one.
    public func id(of term: Term) -> UInt32? {
        if let id = TermDictionary.ownID(of: term) { return id }
        if slots.isEmpty { return nil }
        return TermDictionary.encode(term).withUnsafeBufferPointer { encoding in
            let content = UnsafeBufferPointer(rebasing: encoding[1...])
            let hash = TermDictionary.hash(tag: encoding[0], content)
            let found = slots[slot(tag: encoding[0], content, hash: hash)]
            return found == 0 ? nil : word(at: Int(UInt32(truncatingIfNeeded: found)) - 1)
        }
    }

    /// The term behind an id.
    /// - Precondition: the id came from this dictionary.
    public subscript(id: UInt32) -> Term {
        if let number = TermDictionary.integer(ofID: id) { return .integer(number) }
        let start = Int(starts[Int(id)])
        let content = bytes[contentRange(from: start)]
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

    /// Whether the term behind an id is a text.
    /// - Precondition: the id came from this dictionary.
    public func isText(_ id: UInt32) -> Bool {
        TermDictionary.integer(ofID: id) == nil && bytes[Int(starts[Int(id)]) + Offset.tag] == Tag.text
    }

    /// The UTF-8 of a text, without making a `String`; nothing where the term is no text.
    /// - Precondition: the id came from this dictionary.
    public func withText<Result>(_ id: UInt32, _ body: (UnsafeBufferPointer<UInt8>) -> Result) -> Result? {
        guard isText(id) else { return nil }
        return bytes.withUnsafeBufferPointer { all in
            body(UnsafeBufferPointer(rebasing: all[contentRange(from: Int(starts[Int(id)]))]))
        }
    }

    /// Where the content of the encoding at a place lies.
    private func contentRange(from start: Int) -> Range<Int> {
        (start + Offset.content)..<(start + Offset.content + Int(word(at: start + Offset.length)))
    }

    /// The number that four bytes are.
    @inline(__always)
    private func word(at place: Int) -> UInt32 {
        bytes.withUnsafeBytes { UInt32(littleEndian: $0.loadUnaligned(fromByteOffset: place, as: UInt32.self)) }
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
        intern(tag: tag, content, hash: TermDictionary.hash(tag: tag, content))
    }

    private mutating func intern(tag: UInt8, _ content: UnsafeBufferPointer<UInt8>, hash: UInt64) -> UInt32 {
        if count * 4 >= slots.count * 3 { grow() }
        let place = slot(tag: tag, content, hash: hash)
        if slots[place] != 0 { return word(at: Int(UInt32(truncatingIfNeeded: slots[place])) - 1) }
        let id = UInt32(count)
        let start = bytes.count
        reserveBytes(start + Offset.content + content.count)
        withUnsafeBytes(of: (id.littleEndian, UInt32(content.count).littleEndian)) { bytes.append(contentsOf: $0) }
        bytes.append(tag)
        bytes.append(contentsOf: content)
        precondition(id < 1 << 31 && bytes.count < Int(UInt32.max), "the dictionary is full")
        starts.append(UInt32(start))
        slots[place] = hash & 0xFFFF_FFFF_0000_0000 | UInt64(start + 1)
        return id
    }

    /// Where the encoding stands in the table, or the empty place where it would be put.
    private func slot(tag: UInt8, _ content: UnsafeBufferPointer<UInt8>, hash: UInt64) -> Int {
        let mask = slots.count - 1
        var place = TermDictionary.home(hash, mask: mask)
        while slots[place] != 0 {
            if (slots[place] ^ hash) >> 32 == 0,
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
        bytes.withUnsafeBytes { all in
            let raw = UnsafeRawBufferPointer(content)
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

    /// Makes room in `bytes`.
    private mutating func reserveBytes(_ wanted: Int) {
        if wanted <= bytes.capacity { return }
        let capacity = max(2 * bytes.capacity, wanted)
        bytes = [UInt8](unsafeUninitializedCapacity: capacity) { larger, filled in
            LargePages.use(for: UnsafeMutableRawBufferPointer(larger))
            filled = larger.update(fromContentsOf: bytes)
        }
    }

    private mutating func grow() {
        let old = slots
        slots = LargePages.zeros(max(64, old.count * 2))
        let mask = slots.count - 1
        for entry in old where entry != 0 {
            var place = TermDictionary.home(entry, mask: mask)
            while slots[place] != 0 { place = (place + 1) & mask }
            slots[place] = entry
        }
    }

    /// Only the upper half of a hash is kept in the table, so the place comes from that half alone.
    private static func home(_ hash: UInt64, mask: Int) -> Int {
        Int(truncatingIfNeeded: ((hash >> 32) &* 0x9E37_79B9_7F4A_7C15) >> 24) & mask
    }

    /// Multiply-and-fold over words of eight bytes, after the pattern of wyhash (Wang Yi, public domain). The last word
    /// is filled up with zeros.
    private static func hash(tag: UInt8, _ content: UnsafeBufferPointer<UInt8>) -> UInt64 {
        var state = seed(tag: tag, count: content.count)
        var offset = 0
        let raw = UnsafeRawBufferPointer(content)
        while offset + 8 <= raw.count {
            state = fold(state ^ UInt64(littleEndian: raw.loadUnaligned(fromByteOffset: offset, as: UInt64.self)))
            offset += 8
        }
        var rest: UInt64 = 0
        for index in (offset..<raw.count).reversed() { rest = rest << 8 | UInt64(raw[index]) }
        return fold(state ^ rest)
    }

    /// The same of a text behind which eight more bytes may be read.
    @inline(__always)
    private static func hash(_ base: UnsafePointer<UInt8>, _ range: TextRange) -> UInt64 {
        let raw = UnsafeRawPointer(base) + Int(range.start)
        let count = Int(range.count)
        var state = seed(tag: Tag.text, count: count)
        var offset = 0
        while offset + 8 <= count {
            state = fold(state ^ UInt64(littleEndian: raw.loadUnaligned(fromByteOffset: offset, as: UInt64.self)))
            offset += 8
        }
        let rest = UInt64(littleEndian: raw.loadUnaligned(fromByteOffset: offset, as: UInt64.self))
        return fold(state ^ (rest & ((1 << UInt64(8 * (count - offset))) - 1)))
    }

    @inline(__always)
    private static func seed(tag: UInt8, count: Int) -> UInt64 {
        0x9E37_79B9_7F4A_7C15 ^ UInt64(tag) << 56 ^ UInt64(truncatingIfNeeded: count)
    }

    private static func fold(_ word: UInt64) -> UInt64 {
        let product = word.multipliedFullWidth(by: 0xA076_1D64_78BD_642F)
        return product.high ^ product.low
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

    private static func word(_ octets: ArraySlice<UInt8>) -> UInt64 {
        octets.reversed().reduce(0) { $0 << 8 | UInt64($1) }
    }
}
