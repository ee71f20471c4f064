/// Finds the surface tokens of a text as the English Universal Dependencies treebanks (EWT, GUM) draw them: `don't` is
/// one, `state-of-the-art` seven, `e-mail`, `U.S.`, `10:30` and `https://a.b/c` one each.
///
/// The text is read once from left to right, one stretch between white space at a time. A stretch is cut after
/// `stretchMax` scalars, and each rule looks no further than its stretch, so that time is linear in the text.
struct Tokenizer {
    /// No token is longer than this many scalars.
    static let stretchMax = 2_048

    let text: ScalarText
    /// The tokens found so far, in order.
    private(set) var tokens: [Range<Int>] = []
    /// Whether a single quotation mark has been opened and not closed: then an apostrophe after `s` closes it.
    var isQuoteOpen = false
    /// Whether the stretch at hand may hold an address, so that most words skip those rules.
    private var mayHoldAddress = false
    /// Where none has been found, one is not looked for again before this offset: that keeps the time linear.
    private var addressFrom = 0

    /// The surface tokens of `text`, in order: non-empty ranges that cover every scalar but white space.
    static func tokens(in text: ScalarText) -> [Range<Int>] {
        var tokenizer = Tokenizer(text: text)
        tokenizer.readAll()
        return tokenizer.tokens
    }

    private init(text: ScalarText) {
        self.text = text
        tokens.reserveCapacity(text.count / 5)
    }

    private mutating func readAll() {
        var start = 0
        while start < text.count {
            if text.traits[start].contains(.space) {
                // No quotation goes on in the next line's paragraph: a stray mark must not tell on the rest of a text.
                if text.scalars[start] == 0x0A { isQuoteOpen = false }
                start += 1
                continue
            }
            var end = start
            let limit = min(text.count, start + Self.stretchMax)
            mayHoldAddress = false
            while end < limit, !text.traits[end].contains(.space) {
                let value = text.scalars[end]
                if value == 0x2E || value == 0x40 || value == 0x2F || value == 0x3A { mayHoldAddress = true }
                end += 1
            }
            readStretch(start..<end)
            start = end
        }
    }

    private mutating func readStretch(_ stretch: Range<Int>) {
        var position = stretch.lowerBound
        while position < stretch.upperBound {
            let end = tokenEnd(at: position, in: stretch)
            tokens.append(position..<end)
            position = end
        }
    }

    /// Where the token that starts at `position` ends.
    private mutating func tokenEnd(at position: Int, in stretch: Range<Int>) -> Int {
        let isFirst = position == stretch.lowerBound || isOpening(position - 1)
        if mayHoldAddress, position >= addressFrom, isFirst || tokenBeforeEndsWord(position) {
            if let end = addressEnd(from: position, in: stretch) { return end }
            addressFrom = addressRunEnd(from: position, in: stretch)
        }
        if text.traits[position].isDisjoint(with: .alphanumeric) {
            return punctuationEnd(from: position, in: stretch, isFirst: isFirst)
        }
        return wordEnd(from: position, in: stretch)
    }

    /// Whether the scalar at `index` opens something: a bracket, a quotation mark.
    private func isOpening(_ index: Int) -> Bool {
        switch text.scalars[index] {
        case 0x28, 0x5B, 0x7B, 0x3C, 0x22, 0x27, 0x60, 0x201C, 0x2018, 0xAB, 0x2014, 0x2013, 0x3A, 0x3D, 0x2C, 0x24,
            0xA3, 0x20AC, 0x2A:
            true
        default: false
        }
    }

    /// An address also starts after punctuation within a stretch, never within a word.
    private func tokenBeforeEndsWord(_ position: Int) -> Bool {
        text.traits[position - 1].isDisjoint(with: .alphanumeric)
    }
}
