/// What kind of token it is by its characters alone. The order is that of `CLASSES` in
/// `Sources/Training/segmentation/train_boundaries.py`, whose weights depend on it.
enum TokenClass: UInt32 {
    case pad, lower, title, upper, capital, mixed, number, alphanumeric, address, abbreviation, initial, stop, question
    case ellipsis, comma, colon, semicolon, opening, closing, quote, apostrophe, dash, bullet, emoticon, other

    /// Whether it is a word or number; only of other tokens does the space around them tell something.
    var isWord: Bool { rawValue <= TokenClass.initial.rawValue }

    /// Whether a sentence often ends with it.
    var isStop: Bool { self == .stop || self == .question || self == .ellipsis }

    /// The class of a token.
    init(of token: Range<Int>, in text: ScalarText) {
        var letters = 0
        var digits = 0
        var capitals = 0
        for index in token {
            let traits = text.traits[index]
            if traits.contains(.letter) {
                letters += 1
                if traits.contains(.upper) { capitals += 1 }
            } else if !traits.isDisjoint(with: [.digit, .numeric]) {
                digits += 1
            }
        }
        self =
            letters + digits > 0
            ? Self.word(token, in: text, letters: letters, digits: digits, capitals: capitals)
            : Self.punctuation(text.scalars[token])
    }

    private static func word(
        _ token: Range<Int>, in text: ScalarText, letters: Int, digits: Int, capitals: Int
    ) -> TokenClass {
        if token.count > 4, isAddress(text.scalars[token]) { return .address }
        if letters == 0 { return .number }
        if digits > 0 { return .alphanumeric }
        if text.scalars[token.upperBound - 1] == 0x2E { return letters == 1 ? .initial : .abbreviation }
        if capitals == 0 { return .lower }
        if capitals == letters { return capitals == 1 ? .capital : .upper }
        return capitals == 1 && text.traits[token.lowerBound].contains(.upper) ? .title : .mixed
    }

    private static func isAddress(_ scalars: ArraySlice<UInt32>) -> Bool {
        if scalars.starts(with: [0x77, 0x77, 0x77, 0x2E]) { return true }
        for index in scalars.indices {
            if scalars[index] == 0x40 { return true }
            if scalars[index] == 0x3A, index + 2 < scalars.endIndex, scalars[index + 1] == 0x2F,
                scalars[index + 2] == 0x2F
            {
                return true
            }
        }
        return false
    }

    private static func punctuation(_ scalars: ArraySlice<UInt32>) -> TokenClass {
        guard let first = scalars.first else { return .other }
        if scalars.count == 1 {
            switch first {
            case 0x2C: return .comma
            case 0x3A: return .colon
            case 0x3B: return .semicolon
            case 0x2E: return .stop
            default: break
            }
        }
        if scalars.count == 2, scalars.allSatisfy({ $0 == 0x27 }) { return .quote }
        if scalars.allSatisfy({ $0 == 0x2E || $0 == 0x2026 }) { return .ellipsis }
        if scalars.allSatisfy({ kind(of: $0) == .question || $0 == 0x2E || $0 == 0x2026 }) { return .question }
        if let kind = kind(of: first), kind != .question, scalars.allSatisfy({ Self.kind(of: $0) == kind }) {
            return kind
        }
        let isEyes = first == 0x3A || first == 0x3B || first == 0x3D
        return scalars.count > 1 && isEyes && scalars.allSatisfy(isEmoticonPart) ? .emoticon : .other
    }

    private static func kind(of value: UInt32) -> TokenClass? {
        switch value {
        case 0x21, 0x3F, 0xFF01, 0xFF1F, 0x203D: .question
        case 0x28, 0x5B, 0x7B, 0x3C, 0x201C, 0x2018, 0xAB, 0x2039, 0x201E, 0x201A, 0x60: .opening
        case 0x29, 0x5D, 0x7D, 0x3E, 0x201D, 0x2019, 0xBB, 0x203A: .closing
        case 0x22, 0xFF02: .quote
        case 0x27, 0xB4: .apostrophe
        case 0x2D, 0x2013, 0x2014, 0x2015, 0x2212, 0x2010, 0x2011, 0x5F, 0x3D, 0x7E: .dash
        case 0x2A, 0x2022, 0xB7, 0x25E6, 0x25AA, 0x25BA, 0x25CF, 0x25A0, 0x2B, 0x23, 0x7C: .bullet
        default: nil
        }
    }

    /// One of `:;=-'^()[]|/\*<>`.
    private static func isEmoticonPart(_ value: UInt32) -> Bool {
        switch value {
        case 0x3A, 0x3B, 0x3D, 0x2D, 0x27, 0x5E, 0x28, 0x29, 0x5B, 0x5D, 0x7C, 0x2F, 0x5C, 0x2A, 0x3C, 0x3E: true
        default: false
        }
    }
}
