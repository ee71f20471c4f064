/// Cuts a surface token into its syntactic words: `don't` into `do` and `n't`, `Ann's` into `Ann` and `'s`, `cannot`
/// into `can` and `not`. The words' forms put together are the surface token.
enum Contractions {
    /// Where the words after the first start in `token`, as offsets in `text`; empty when it is one word.
    static func cuts(of token: Range<Int>, in text: ScalarText) -> [Int] {
        guard token.count >= 2,
            text.has(.letter, at: token.upperBound - 1, before: token.upperBound)
                || ScalarText.isApostrophe(text.scalars[token.upperBound - 1])
        else { return [] }
        if let apostrophe = apostrophe(in: token, of: text) {
            return cuts(of: token, apostrophe: apostrophe, in: text)
        }
        guard token.count <= 9, let parts = fused[text.key(token)] else { return [] }
        return parts.dropFirst().reduce(into: (cuts: [Int](), at: token.lowerBound + (parts.first ?? 0))) {
            state, part in
            state.cuts.append(state.at)
            state.at += part
        }.cuts
    }

    /// Words written without an apostrophe or a space, with the lengths of their parts.
    private static let fused: [String: [Int]] = [
        "cannot": [3, 3], "gonna": [3, 2], "wanna": [3, 2], "gotta": [3, 2], "outta": [3, 2], "dunno": [2, 1, 2],
        "gimme": [3, 2], "lemme": [3, 2], "wana": [3, 1],
        "dont": [2, 2], "doesnt": [4, 2], "didnt": [3, 2], "cant": [2, 2], "wont": [2, 2], "couldnt": [5, 2],
        "wouldnt": [5, 2], "shouldnt": [6, 2], "isnt": [2, 2], "wasnt": [3, 2], "arent": [3, 2], "arnt": [2, 2],
        "werent": [4, 2], "havent": [4, 2], "hasnt": [3, 2], "hadnt": [3, 2], "aint": [2, 2],
        "im": [1, 1], "ive": [1, 2], "youre": [3, 2], "youll": [3, 2], "youve": [3, 2], "theyre": [4, 2],
        "theyve": [4, 2], "theyll": [4, 2], "thats": [4, 1], "theres": [5, 1], "heres": [4, 1], "whats": [4, 1],
        "hes": [2, 1], "itll": [2, 2], "lets": [3, 1], "elses": [4, 1], "childrens": [8, 1], "anyones": [6, 1],
    ]

    /// The last apostrophe, which is no further than two letters from the end.
    private static func apostrophe(in token: Range<Int>, of text: ScalarText) -> Int? {
        var index = token.upperBound - 1
        while index >= max(token.lowerBound, token.upperBound - 3) {
            if ScalarText.isApostrophe(text.scalars[index]) { return index }
            index -= 1
        }
        return nil
    }

    private static func cuts(of token: Range<Int>, apostrophe: Int, in text: ScalarText) -> [Int] {
        guard apostrophe > token.lowerBound else { return clippedCuts(of: token, in: text) }
        let stemEnd = apostrophe - 1
        switch text.key(apostrophe + 1..<token.upperBound) {
        case "":  // the possessive of a plural; a clipped -in' stays whole
            return text.scalars[stemEnd] | 0x20 == 0x73 ? [apostrophe] : []
        case "s":
            return isPlural(token.lowerBound..<apostrophe, in: text) ? [] : [apostrophe]
        case "re", "ve", "ll", "d", "m":
            return text.traits[stemEnd].contains(.letter)
                ? firstCuts(token.lowerBound..<apostrophe, in: text) + [apostrophe] : []
        case "t":  // n't; can't is ca and n't
            guard text.scalars[stemEnd] | 0x20 == 0x6E, stemEnd > token.lowerBound else { return [] }
            return [stemEnd]
        default: return []
        }
    }

    /// `shouldn't've` has a contraction before the last one.
    private static func firstCuts(_ stem: Range<Int>, in text: ScalarText) -> [Int] {
        guard let apostrophe = apostrophe(in: stem, of: text), apostrophe > stem.lowerBound else { return [] }
        return cuts(of: stem, apostrophe: apostrophe, in: text)
    }

    /// `'tis` and `'twas` hide a pronoun.
    private static func clippedCuts(of token: Range<Int>, in text: ScalarText) -> [Int] {
        let key = text.key(token)
        return key == "'tis" || key == "'twas" ? [token.lowerBound + 2] : []
    }

    /// `1990's` and `747's` are plurals; a year that ends in no 0 has a possessive.
    private static func isPlural(_ stem: Range<Int>, in text: ScalarText) -> Bool {
        guard text.traits[stem.upperBound - 1].contains(.digit) else { return false }
        let isYear = stem.count == 4 && stem.allSatisfy { text.traits[$0].contains(.digit) }
        return !isYear || text.scalars[stem.upperBound - 1] == 0x30
    }
}
