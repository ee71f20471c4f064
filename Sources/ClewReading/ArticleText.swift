import ClewModel

/// An article's text as it grows, block by block. Every format ends here, so that the same rules hold for all: one
/// line feed between two blocks, no control characters, no invisible ones that would split words.
package struct ArticleText {
    /// The blocks joined.
    package private(set) var text = ""
    /// Where each stands.
    package private(set) var blocks: [Block] = []
    /// Unicode scalars of `text`.
    package private(set) var scalarCount = 0
    /// Whether blocks were left out because the text had grown too long.
    package private(set) var isTruncated = false

    private let scalarsMax: Int

    init(scalarsMax: Int) { self.scalarsMax = scalarsMax }

    /// A text without blocks under the same bounds.
    func emptied() -> ArticleText { ArticleText(scalarsMax: scalarsMax) }

    /// Adds a block of valid UTF-8, unless nothing is left of it once it is clean.
    mutating func append(_ utf8: [UInt8], kind: Block.Kind, level: Int = 0, sourceLine: Int? = nil) {
        guard !utf8.isEmpty else { return }
        let clean = utf8.withUnsafeBufferPointer { TextCleaning.clean($0, keepsLines: kind == .preformatted) }
        append(clean: String(decoding: clean, as: UTF8.self), kind: kind, level: level, sourceLine: sourceLine)
    }

    /// Makes two blocks of one: the space at scalar `offset` of the block becomes the line feed between them, so no
    /// other range moves. The first part becomes a block of `kind`.
    mutating func split(block index: Int, at offset: Int, kind: Block.Kind) {
        let whole = blocks[index]
        let middle = whole.range.start + offset
        guard offset > 0, middle + 1 < whole.range.end, text.text(in: TextRange(middle, middle + 1)) == " " else {
            return
        }
        let scalars = text.unicodeScalars
        let place = scalars.index(scalars.startIndex, offsetBy: middle)
        text.replaceSubrange(place...place, with: "\n")
        blocks[index] = Block(kind: kind, range: TextRange(whole.range.start, middle), sourceLine: whole.sourceLine)
        blocks.insert(
            Block(
                kind: whole.kind, level: whole.level, range: TextRange(middle + 1, whole.range.end),
                sourceLine: whole.sourceLine), at: index + 1)
    }

    private mutating func append(clean: String, kind: Block.Kind, level: Int, sourceLine: Int?) {
        let start = scalarCount + (blocks.isEmpty ? 0 : 1)
        let room = scalarsMax - start
        var clean = clean
        // Every byte that goes on with no character begins one.
        var count = clean.utf8.count { $0 & 0xC0 != 0x80 }
        guard count > 0 else { return }
        if count > room {
            isTruncated = true
            guard room > 0 else { return }
            clean = String(clean.unicodeScalars.prefix(room))
            count = room
        }
        if !blocks.isEmpty { text += "\n" }
        text += clean
        scalarCount = start + count
        blocks.append(Block(kind: kind, level: level, range: TextRange(start, scalarCount), sourceLine: sourceLine))
    }

    /// White space made single spaces (lines kept where asked for), control and zero-width characters left out.
    static func clean(_ text: String, keepsLines: Bool = false) -> String {
        var text = text
        return text.withUTF8 { String(decoding: TextCleaning.clean($0, keepsLines: keepsLines), as: UTF8.self) }
    }
}
