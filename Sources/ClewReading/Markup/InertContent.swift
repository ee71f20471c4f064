/// Takes the content of scripts and styles out of a page before it is parsed: it is close to half of the bytes that
/// browsers save, the tree has no place for it, and the parser reads it byte by byte. Line feeds stay, so that lines
/// keep their numbers. JSON-LD stays.
///
/// It sees tags as libxml2 does: in comments and attribute values there are none, and a raw element ends at `</` with
/// its name.
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
                place = endOfTag(from: open + 1)
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
