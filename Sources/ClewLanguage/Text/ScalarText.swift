/// A stretch of text as Unicode scalars with what a tokeniser asks of each, so that every later question is an array
/// access. The offsets are those of the stretch; `base` is where it starts in the whole text.
struct ScalarText {
    /// Properties of one scalar, as bits.
    struct Traits: OptionSet, Sendable {
        let rawValue: UInt8
        static let space = Traits(rawValue: 1)
        static let letter = Traits(rawValue: 2)
        static let digit = Traits(rawValue: 4)
        static let upper = Traits(rawValue: 8)
        /// Combines with what stands before it: marks, joiners, soft hyphens, variation selectors.
        static let mark = Traits(rawValue: 16)
        /// A number that is no decimal digit, such as `½` and `²`.
        static let numeric = Traits(rawValue: 32)
        /// A pictograph: emoji and other symbols that form clusters.
        static let pictograph = Traits(rawValue: 64)

        static let alphanumeric: Traits = [.letter, .digit, .numeric]
    }

    /// The scalars' values.
    let scalars: [UInt32]
    /// Their traits, one for one.
    let traits: [Traits]
    /// Offset of the first scalar in the whole text.
    let base: Int

    /// The scalars of a whole text's part. O(scalars).
    init(scalars: [UInt32], base: Int = 0) {
        self.scalars = scalars
        self.base = base
        self.traits = scalars.map(Self.traits(of:))
    }

    /// The number of scalars.
    var count: Int { scalars.count }

    /// Whether there is a scalar at `index` and it has one of `wanted`.
    func has(_ wanted: Traits, at index: Int, before end: Int) -> Bool {
        index < end && !traits[index].isDisjoint(with: wanted)
    }

    /// Whether the scalar at `index` is the ASCII character `character`.
    func isASCII(_ character: Unicode.Scalar, at index: Int, before end: Int) -> Bool {
        index < end && scalars[index] == character.value
    }

    /// The end of the run of scalars that have one of `wanted`.
    func run(of wanted: Traits, from start: Int, to end: Int) -> Int {
        var index = start
        while index < end, !traits[index].isDisjoint(with: wanted) { index += 1 }
        return index
    }

    /// The text of a range, as it stands.
    func string(_ range: Range<Int>) -> String {
        var view = String.UnicodeScalarView()
        for value in scalars[range] { view.append(Unicode.Scalar(value) ?? "\u{FFFD}") }
        return String(view)
    }

    /// The text of a range with ASCII letters in lower case and typographic apostrophes as ASCII ones: the key of the
    /// word lists.
    func key(_ range: Range<Int>) -> String {
        var view = String.UnicodeScalarView()
        for value in scalars[range] {
            let folded = Self.isApostrophe(value) ? 0x27 : (value >= 65 && value <= 90) ? value + 32 : value
            view.append(Unicode.Scalar(folded) ?? "\u{FFFD}")
        }
        return String(view)
    }

    /// Whether a scalar can stand for an apostrophe.
    static func isApostrophe(_ value: UInt32) -> Bool {
        value == 0x27 || value == 0x2019 || value == 0x60 || value == 0xB4 || value == 0x2BC || value == 0xFF07
    }
}

extension ScalarText {
    /// Traits of the scalars below U+3000, where nearly all text lies; made once, in about a millisecond.
    private static let table: [Traits] = (0..<0x3000).map { computed(UInt32($0)) }

    private static func traits(of value: UInt32) -> Traits {
        value < 0x3000 ? table[Int(value)] : computed(value)
    }

    private static func computed(_ value: UInt32) -> Traits {
        guard let scalar = Unicode.Scalar(value) else { return [] }
        let properties = scalar.properties
        if properties.isWhitespace { return .space }
        switch properties.generalCategory {
        case .uppercaseLetter, .titlecaseLetter: return [.letter, .upper]
        case .lowercaseLetter, .modifierLetter, .otherLetter: return .letter
        case .decimalNumber: return .digit
        case .letterNumber, .otherNumber: return .numeric
        case .nonspacingMark, .spacingMark, .enclosingMark, .format: return .mark
        case .modifierSymbol where value > 0xFF: return .mark
        case .otherSymbol where value > 0xFF: return .pictograph
        default: return []
        }
    }
}
