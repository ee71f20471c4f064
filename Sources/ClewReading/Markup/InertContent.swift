/// Takes out of a page, before it is parsed, what the tree has no place for and the parser reads byte by byte: the
/// content of scripts and styles, close to half of what browsers save, and the attributes that nobody reads, a quarter
/// of the rest. Line feeds stay, so that lines keep their numbers. JSON-LD stays.
///
/// It sees tags as libxml2 does: in comments and attribute values there are none, and a raw element ends at `</` with
/// its name. What of a tag is not plainly `name="value"` stays as it is.
struct InertContent {
    private let text: UnsafeBufferPointer<UInt8>
    private var out: [UInt8] = []
    /// Where the bytes begin that are not yet written.
    private var pending = 0

    /// The page without them. O(bytes).
    static func removed(from utf8: [UInt8]) -> [UInt8] {
        utf8.withUnsafeBufferPointer { text in
            var content = InertContent(text: text)
            content.run()
            return content.pending == 0 ? utf8 : content.out
        }
    }

    private init(text: UnsafeBufferPointer<UInt8>) { self.text = text }

    private mutating func run() {
        var place = 0
        while let open = ByteSearch.first(0x3C, in: text, from: place), open + 1 < text.count {
            if starts("!--", at: open + 1) {
                guard let end = endOfComment(from: open + 4) else { break }
                place = end
            } else if let name = rawElement(at: open + 1) {
                let end = endOfTag(from: open + 1)
                guard end < text.count else { break }
                // libxml2 takes `/>` for an end.
                if text[end - 1] == 0x2F {
                    place = end + 1
                    continue
                }
                guard let close = endOfContent(name, from: end + 1) else { break }
                if !isData(open..<end) { cut(end + 1, close) }
                place = close
            } else if isLetter(text[open + 1]) {
                place = cutAttributes(from: open + 1)
            } else {
                place = open + 1
            }
        }
        if pending > 0 { out.append(contentsOf: text[pending...]) }
    }

    /// Leaves out what stands from `start` to `end`, but for its line feeds.
    private mutating func cut(_ start: Int, _ end: Int) {
        guard start < end else { return }
        if pending == 0 { out.reserveCapacity(text.count) }
        out.append(contentsOf: text[pending..<start])
        var place = start
        while let line = ByteSearch.first(0x0A, in: text, from: place), line < end {
            out.append(0x0A)
            place = line + 1
        }
        pending = end
    }

    private func rawElement(at place: Int) -> StaticString? {
        for name: StaticString in ["script", "style"] where starts(name, at: place) {
            let after = place + name.utf8CodeUnitCount
            guard after < text.count else { return nil }
            return text[after] <= 0x20 || text[after] == 0x3E || text[after] == 0x2F ? name : nil
        }
        return nil
    }

    private func endOfComment(from start: Int) -> Int? {
        var place = start
        while let end = ByteSearch.first(0x3E, in: text, from: place) {
            if end >= start + 2, text[end - 1] == 0x2D, text[end - 2] == 0x2D { return end + 1 }
            place = end + 1
        }
        return nil
    }

    /// Where the `>` of a tag stands; a quotation mark after `=` holds everything up to the next one.
    private func endOfTag(from start: Int) -> Int {
        var place = start
        var isAfterEquals = false
        while place < text.count {
            let byte = text[place]
            if byte == 0x3E { return place }
            if isAfterEquals, byte == 0x22 || byte == 0x27 {
                guard let end = ByteSearch.first(byte, in: text, from: place + 1) else { return text.count }
                place = end
            }
            if byte > 0x20 { isAfterEquals = byte == 0x3D }
            place += 1
        }
        return place
    }

    /// Leaves out the attributes of a tag that nobody reads, and tells where its `>` stands.
    private mutating func cutAttributes(from start: Int) -> Int {
        var place = start
        while place < text.count, isNameByte(text[place]) { place += 1 }
        while true {
            let gap = place
            skipBlanks(&place)
            // Whatever is no attribute is left to the scan for the end.
            guard place < text.count, isLetter(text[place]), place > gap || isQuote(text[gap - 1]) else { break }
            let name = place
            var hash = ReadAttributes.hashStart
            while place < text.count, isNameByte(text[place]) {
                hash = ReadAttributes.hash(hash, text[place])
                place += 1
            }
            let nameEnd = place
            skipBlanks(&place)
            guard place < text.count, text[place] == 0x3D else {
                place = nameEnd
                continue
            }
            place += 1
            skipBlanks(&place)
            guard place < text.count else { return place }
            if isQuote(text[place]) {
                guard let end = ByteSearch.first(text[place], in: text, from: place + 1) else { return text.count }
                place = end + 1
                if !ReadAttributes.mayHold(hash), nameEnd - name < 100, isFollowed(place) { cut(name, place) }
            } else {
                while place < text.count, text[place] != 0x3E, !isBlank(text[place]) { place += 1 }
            }
        }
        return endOfTag(from: place)
    }

    /// Whether an attribute or the tag's end follows: anything else might mean something else to what stands before.
    private func isFollowed(_ place: Int) -> Bool {
        var next = place
        skipBlanks(&next)
        guard next < text.count else { return false }
        if text[next] == 0x2F { return next + 1 < text.count && text[next + 1] == 0x3E }
        return text[next] == 0x3E || isLetter(text[next])
    }

    private func skipBlanks(_ place: inout Int) {
        while place < text.count, isBlank(text[place]) { place += 1 }
    }

    private func isBlank(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x09 || byte == 0x0A || byte == 0x0D }

    private func isQuote(_ byte: UInt8) -> Bool { byte == 0x22 || byte == 0x27 }

    private func isNameByte(_ byte: UInt8) -> Bool {
        isLetter(byte) || (0x30...0x3A).contains(byte) || byte == 0x2D || byte == 0x2E || byte == 0x5F
    }

    /// Where the end tag of a raw element begins.
    private func endOfContent(_ name: StaticString, from start: Int) -> Int? {
        var place = start
        while let end = ByteSearch.first(0x3C, in: text, from: place) {
            if end + 1 < text.count, text[end + 1] == 0x2F, starts(name, at: end + 2) { return end }
            place = end + 1
        }
        return nil
    }

    private func isData(_ tag: Range<Int>) -> Bool { tag.contains { text[$0] == 0x2B && starts("json", at: $0 + 1) } }

    /// Whether `phrase`, in lower case, stands at a place, in any case.
    private func starts(_ phrase: StaticString, at place: Int) -> Bool {
        phrase.withUTF8Buffer { phrase in
            guard place + phrase.count <= text.count else { return false }
            for offset in phrase.indices {
                let byte = text[place + offset]
                if (isLetter(byte) ? byte | 0x20 : byte) != phrase[offset] { return false }
            }
            return true
        }
    }

    private func isLetter(_ byte: UInt8) -> Bool { (0x61...0x7A).contains(byte | 0x20) }
}

/// The names of attributes that are read, by their hashes: another name that falls together with one of them is kept
/// too, which does no harm.
private enum ReadAttributes {
    static let hashStart: UInt32 = 0x811C_9DC5

    /// Fowler, Noll and Vo's FNV-1a, of letters in lower case.
    static func hash(_ hash: UInt32, _ byte: UInt8) -> UInt32 {
        (hash ^ UInt32(byte.asciiLowercased)) &* 0x0100_0193
    }

    static func mayHold(_ hash: UInt32) -> Bool { isRead[Int(hash & 2_047)] }

    private static let isRead: [Bool] = {
        var isRead = [Bool](repeating: false, count: 2_048)
        for name in AttributeName.allCases {
            isRead[Int(name.rawValue.utf8.reduce(hashStart, hash) & 2_047)] = true
        }
        return isRead
    }()
}
