/// The place and date before a report's first words: "PORT SELWYN, Nov 9 (NewsWire) - At least 31 people …". They are no
/// part of the sentence, and a parser takes the place for whoever acts in it.
enum OpeningDateline {
    /// The most tokens that a dateline has.
    private static let tokensMax = 20

    /// Small words within the names of places.
    private static let particles: Set<String> = ["of", "de", "del", "la", "le", "el", "al", "the", "and", "am", "upon"]

    /// How many of a paragraph's tokens are a dateline, its dash included; 0 if it opens with none.
    ///
    /// A dateline is of capitalised words, numbers and punctuation up to a dash that stands apart, and begins with a place
    /// in capitals or ends in an agency or a date in brackets.
    static func length(of tokens: ArraySlice<Range<Int>>, in text: ScalarText) -> Int {
        guard let dash = tokens.prefix(tokensMax).firstIndex(where: { isDash($0, in: text) }),
            dash > tokens.startIndex, dash + 1 < tokens.endIndex, isApart(tokens[dash], in: text)
        else { return 0 }
        // "NASA - the space agency - said": no sentence begins behind that dash.
        guard text.string(tokens[dash + 1]).first.map({ !$0.isLowercase }) ?? false else { return 0 }
        let words = tokens[tokens.startIndex..<dash].map(text.string)
        guard words.allSatisfy(mayStand), let first = words.first, let last = words.last else { return 0 }
        let isCapital = first.count >= 3 && first.allSatisfy { $0.isLetter && $0.isUppercase }
        return isCapital || last == ")" && words.contains("(") ? dash - tokens.startIndex + 1 : 0
    }

    private static func mayStand(_ word: String) -> Bool {
        guard let first = word.first else { return false }
        return !first.isLetter || first.isUppercase || particles.contains(word)
    }

    private static func isDash(_ token: Range<Int>, in text: ScalarText) -> Bool {
        token.allSatisfy { [0x2D, 0x2013, 0x2014].contains(text.scalars[$0]) }
    }

    /// Whether spaces stand around a dash; an em dash needs none.
    private static func isApart(_ token: Range<Int>, in text: ScalarText) -> Bool {
        if text.scalars[token.lowerBound] == 0x2014 { return true }
        return token.lowerBound > 0 && text.traits[token.lowerBound - 1].contains(.space)
            && token.upperBound < text.count && text.traits[token.upperBound].contains(.space)
    }
}
