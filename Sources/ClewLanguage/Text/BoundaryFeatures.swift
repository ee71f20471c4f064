/// The features of the places between the tokens of one block, from which `BoundaryModel` tells whether a sentence ends
/// there. They are those of `Sources/Training/segmentation/train_boundaries.py`, value for value.
///
/// All columns have `padding` entries before the first and after the last token, so that a window needs no bounds.
struct BoundaryFeatures {
    /// How far a window reaches beyond a block.
    static let padding = 3

    private var shape: [UInt32]
    private var word: [UInt32]
    private var suffix: [UInt32]
    private var gap: [UInt32]
    private var sinceStart: [UInt32]
    private var untilEnd: [UInt32]
    private var sinceStop: [UInt32]
    private var untilStop: [UInt32]
    private var state: [UInt32]
    private var style: UInt32 = 0
    private var kinds: [TokenClass] = []

    /// The columns of a block's surface tokens. O(scalars).
    init(tokens: ArraySlice<Range<Int>>, in text: ScalarText) {
        let size = tokens.count + 2 * Self.padding
        let blank = [UInt32](repeating: 0, count: size)
        (shape, word, suffix) = (blank, blank, blank)
        (sinceStart, untilEnd, sinceStop, untilStop, state) = (blank, blank, blank, blank, blank)
        gap = [UInt32](repeating: 1, count: size)
        kinds.reserveCapacity(tokens.count)
        for (place, token) in tokens.enumerated() {
            let row = place + Self.padding
            let next = tokens.startIndex + place + 1
            let hasGap = next == tokens.endIndex || tokens[next].lowerBound > token.upperBound
            let kind = TokenClass(of: token, in: text)
            kinds.append(kind)
            gap[row] = hasGap ? 1 : 0
            shape[row] = kind.rawValue * 4 + (kind.isWord ? 0 : gap[row - 1] * 2 + gap[row])
            (word[row], suffix[row]) = Self.hashes(of: token, in: text)
        }
        measureForward()
        measureBackward()
        measureStyle()
    }

    /// FNV-1a of a token in lower case, and of its last three scalars; digits count as `0`.
    private static func hashes(of token: Range<Int>, in text: ScalarText) -> (UInt32, UInt32) {
        var word: UInt32 = 2_166_136_261
        var suffix = word
        let suffixStart = token.upperBound - 3
        for index in token {
            let value = lowered(text.scalars[index])
            word = (word ^ value) &* 16_777_619
            if index >= suffixStart { suffix = (suffix ^ value) &* 16_777_619 }
        }
        return (word, suffix)
    }

    private static func lowered(_ value: UInt32) -> UInt32 {
        if value < 0x80 {
            if value >= 0x30, value <= 0x39 { return 0x30 }
            return value >= 0x41 && value <= 0x5A ? value + 32 : value
        }
        return Unicode.Scalar(value)?.properties.lowercaseMapping.unicodeScalars.first?.value ?? value
    }

    private mutating func measureForward() {
        var afterStop = 0
        var isBracketOpen = 0
        var isQuoteOpen: UInt32 = 0
        for (place, kind) in kinds.enumerated() {
            let row = place + Self.padding
            sinceStart[row] = Self.bucket(place)
            sinceStop[row] = Self.bucket(place - afterStop)
            switch kind {
            case .opening: isBracketOpen += 1
            case .closing: isBracketOpen = max(0, isBracketOpen - 1)
            case .quote: isQuoteOpen ^= 1
            default: if kind.isStop { afterStop = place + 1 }
            }
            state[row] = UInt32(min(isBracketOpen, 1)) * 2 + isQuoteOpen
        }
    }

    private mutating func measureBackward() {
        var stop = kinds.count
        for place in kinds.indices.reversed() {
            let row = place + Self.padding
            untilEnd[row] = Self.bucket(kinds.count - 1 - place)
            untilStop[row] = Self.bucket(stop - place)
            if kinds[place].isStop { stop = place }
        }
    }

    /// How the block is written: whether it ends like a sentence, and how many of its words have a capital.
    private mutating func measureStyle() {
        var words = 0
        var capitals = 0
        for kind in kinds where kind.rawValue <= TokenClass.number.rawValue {
            words += 1
            if kind == .title || kind == .upper { capitals += 1 }
        }
        let ends = kinds.last.map { $0.isStop || $0 == .closing || $0 == .quote } ?? false
        style = (ends ? 8 : 0) + (words == 0 ? 7 : UInt32(capitals * 6 / words))
    }

    /// Distances as eight classes: 0, 1, 2, 3–4, 5–8, 9–16, 17–32, more.
    private static func bucket(_ distance: Int) -> UInt32 {
        switch distance {
        case ...2: UInt32(max(0, distance))
        case ...4: 3
        case ...8: 4
        case ...16: 5
        case ...32: 6
        default: 7
        }
    }
}

extension BoundaryFeatures {
    /// One step of the features' hash, modulo 2³².
    @inline(__always)
    private static func mix(_ value: UInt32, _ other: UInt32) -> UInt32 {
        let product = (value ^ other) &* 0x9E37_79B1
        return product ^ (product >> 15)
    }

    /// Calls `visit` with the hash of each feature of the place after token `place` of the block, in a fixed order.
    @inline(__always)
    func forEach(after place: Int, _ visit: (UInt32) -> Void) {
        var number: UInt32 = 0
        @inline(__always)
        func add(_ a: UInt32) {
            number += 1
            visit(Self.mix(number, a))
        }
        @inline(__always)
        func add(_ a: UInt32, _ b: UInt32) {
            number += 1
            visit(Self.mix(Self.mix(number, a), b))
        }
        @inline(__always)
        func add(_ a: UInt32, _ b: UInt32, _ c: UInt32) {
            number += 1
            visit(Self.mix(Self.mix(Self.mix(number, a), b), c))
        }
        let row = place + Self.padding
        let (s0, s1, s2, before) = (shape[row], shape[row + 1], shape[row + 2], shape[row - 1])
        let (w0, w1, w2, wordBefore) = (word[row], word[row + 1], word[row + 2], word[row - 1])
        let space = gap[row]
        let near = Self.mix(Self.mix(s0, s1), space)
        let wide = Self.mix(Self.mix(near, before), s2)

        add(near)
        add(near, before)
        add(near, s2)
        add(wide)
        add(wide, shape[row - 2])
        add(wide, shape[row + 3])
        add(wide, shape[row - 2], shape[row + 3])
        add(s0, space)
        add(s1, space)
        add(w0, space)
        add(w0, s1)
        add(w0, s1, before)
        add(w0, w1)
        add(wordBefore, w0)
        add(wordBefore, w0, s1)
        add(w1, space)
        add(w1, s0)
        add(w1, near)
        add(w1, near, before)
        add(w1, w2)
        number += 1
        visit(Self.mix(Self.mix(Self.mix(Self.mix(number, w1), w2), s1), s0))
        add(w1, near, s2)
        add(w2, near)
        add(w2, s0)
        add(word[row + 3], s0)
        add(wordBefore, near)
        add(wordBefore, s0)
        add(word[row - 2], near)
        add(suffix[row], near)
        add(suffix[row + 1], near)
        add(suffix[row + 2], near)
        add(suffix[row - 1], near)
        add(suffix[row], suffix[row + 1])
        add(s0, s1, sinceStart[row])
        add(s0, s1, untilEnd[row])
        add(near, sinceStop[row], untilStop[row + 1])
        add(near, sinceStop[row])
        add(near, untilStop[row + 1])
        add(near, state[row])
        add(near, style)
        add(near, sinceStart[row], untilEnd[row])
        add(w1, sinceStop[row])
    }
}
