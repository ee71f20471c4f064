import ClewModel

/// Names that the name head overlooked although the article itself gives them. "A new model called R1" and "its newest
/// model, the R1" make R1 a name, here and wherever it stands again in the article; a name of several words found once
/// is one wherever it stands, also where the head found a part of it or nothing.
enum OverlookedNames {
    /// Verbs by whose participle a name is given.
    static let verbs: Set<String> = [
        "call", "name", "dub", "title", "entitle", "know", "nickname", "code-name", "codename", "brand", "christen",
        "rename",
    ]

    /// The sentences with the overlooked names added. O(words).
    static func completed(_ sentences: [Sentence]) -> [Sentence] {
        let sentences = sentences.map(joined).map(numbered)
        var given: [[String]: EntityType] = [:]
        for sentence in sentences {
            for (word, token) in sentence.tokens.enumerated() {
                let noun: String?
                if isGiven(word, in: sentence) {
                    noun = nounNamed(by: token.head, in: sentence)
                } else if isAppositive(word, in: sentence) {
                    noun = sentence.tokens[token.head].lemma.lowercased()
                } else {
                    continue
                }
                let words = extent(of: word, in: sentence)
                let kinds = noun.flatMap { NounLexicon.kinds(of: $0) }
                given[sentence.tokens[words].map(\.form)] = kinds?.entityType(isNamed: true) ?? .concept
            }
        }
        for (words, type) in repeated(sentences) where given[words] == nil { given[words] = type }
        guard !given.isEmpty else { return sentences }
        let firsts = Dictionary(grouping: given.keys, by: { $0[0] }).mapValues { Set($0.map(\.count)).sorted(by: >) }
        return sentences.map { sentence in
            var sentence = sentence
            for start in sentence.tokens.indices {
                for length in firsts[sentence.tokens[start].form] ?? []
                where start + length <= sentence.tokens.count {
                    let words = start..<start + length
                    guard let type = given[sentence.tokens[words].map(\.form)], add(words, type, to: &sentence) else {
                        continue
                    }
                    break
                }
            }
            sentence.names.sort { $0.words.lowerBound < $1.words.lowerBound }
            return sentence
        }
    }

    /// "Holt & Finch": names on either side of the sign are one firm's, also where the name head saw only one of them.
    private static func joined(_ sentence: Sentence) -> Sentence {
        var sentence = sentence
        let tokens = sentence.tokens
        let mayJoin: Set<EntityType> = [.person, .organization, .location]
        for sign in tokens.indices where tokens[sign].form == "&" && sign > 0 && sign + 1 < tokens.count {
            let left = sentence.names.firstIndex { $0.words.upperBound == sign && mayJoin.contains($0.type) }
            let right = sentence.names.firstIndex { $0.words.lowerBound == sign + 1 && mayJoin.contains($0.type) }
            guard left != nil || right != nil else { continue }
            let isFree = { (word: Int) in
                tokens[word].upos == "PROPN" && tokens[word].form.first?.isUppercase == true
                    && !sentence.names.contains { $0.words.contains(word) }
            }
            let isPlace = [left, right].allSatisfy { $0.map { sentence.names[$0].type == .location } ?? false }
            var start = left.map { sentence.names[$0].words.lowerBound } ?? sign
            while left == nil, start > 0, isFree(start - 1) { start -= 1 }
            let end = right.map { sentence.names[$0].words.upperBound } ?? (isFree(sign + 1) ? sign + 2 : sign)
            guard start < sign, end > sign else { continue }
            // "between Leeds & York": two places.
            if isPlace, start > 0, tokens[start - 1].form.lowercased() == "between" { continue }
            sentence.names.removeAll { $0.words.clamped(to: start..<end) == $0.words }
            sentence.names.append(NameSpan(words: start..<end, type: isPlace ? .location : .organization))
        }
        sentence.names.sort { $0.words.lowerBound < $1.words.lowerBound }
        return sentence
    }

    /// "released Fathom 2, a family of models": the number right behind a name that a parser makes a part of it belongs to it,
    /// unless it may be a score ("Leeds 2 York 1").
    private static func numbered(_ sentence: Sentence) -> Sentence {
        var sentence = sentence
        for (place, name) in sentence.names.enumerated() {
            let number = name.words.upperBound
            let isScore = [number + 1, number + 2].contains { next in
                sentence.tokens.indices.contains(next)
                    && (["PROPN", "NUM", "NOUN"].contains(sentence.tokens[next].upos)
                        || next == number + 1
                            && ["-", "–", ":"].contains(sentence.tokens[next].form))
            }
            let isLast = number + 1 >= sentence.tokens.count || sentence.tokens[number + 1].form == "."
            guard ![.date, .money, .quantity].contains(name.type),
                ![.organization, .location].contains(name.type) || !isLast, sentence.tokens.indices.contains(number),
                [.product, .work, .concept].contains(name.type) || !isScore,
                sentence.tokens[number].xpos == "CD",
                sentence.tokens[number].form.allSatisfy({ $0.isNumber || $0 == "." }),
                sentence.tokens[number].universalRelation == "flat", name.words.contains(sentence.tokens[number].head),
                !sentence.names.contains(where: { $0.words.contains(number) })
            else { continue }
            sentence.names[place].words = name.words.lowerBound..<number + 1
        }
        return sentence
    }

    /// Names of two words and more, with the type that they have most often.
    private static func repeated(_ sentences: [Sentence]) -> [[String]: EntityType] {
        var votes: [[String]: [EntityType: Int]] = [:]
        for sentence in sentences {
            for name in sentence.names where name.words.count <= 6 {
                guard ![.date, .money, .quantity].contains(name.type) else { continue }
                let words = name.words.clamped(to: sentence.tokens.indices)
                guard words.count > 1 else { continue }
                votes[sentence.tokens[words].map(\.form), default: [:]][name.type, default: 0] += 1
            }
        }
        return votes.compactMapValues { counts in
            let most = counts.values.max()
            return EntityType.allCases.first { counts[$0] == most }
        }
    }

    /// Adds a name unless one that is not within it is there already.
    private static func add(_ words: Range<Int>, _ type: EntityType, to sentence: inout Sentence) -> Bool {
        let others = sentence.names.filter { $0.words.overlaps(words) }
        let isFree = others.allSatisfy { other in
            other.words != words && words.lowerBound <= other.words.lowerBound
                && other.words.upperBound <= words.upperBound && ![.date, .money, .quantity].contains(other.type)
        }
        guard isFree else { return false }
        sentence.names.removeAll { $0.words.overlaps(words) }
        sentence.names.append(NameSpan(words: words, type: type))
        return true
    }

    /// Whether a word outside all names is what a naming participle behind a noun gives: capitalised, or of letters and
    /// digits.
    private static func isGiven(_ word: Int, in sentence: Sentence) -> Bool {
        let tokens = sentence.tokens
        let verb = tokens[word].head
        guard tokens.indices.contains(verb), verb < word, verbs.contains(tokens[verb].lemma.lowercased()),
            tokens[verb].xpos == "VBN" || tokens[verb].xpos.isEmpty,
            // A plural ("people called Americans") names a kind.
            !["NNS", "NNPS"].contains(tokens[word].xpos),
            ["xcomp", "obj", "oprd", "obl", "dep"].contains(tokens[word].universalRelation),
            !sentence.names.contains(where: { $0.words.contains(word) }), isNameLike(tokens[word])
        else { return false }
        let preposition = tokens.first { $0.head == word && $0.universalRelation == "case" }?.lemma.lowercased()
        let isKnown = tokens[verb].lemma.lowercased() == "know"
        return isKnown ? preposition == "as" : preposition == nil
    }

    /// Whether a proper noun outside all names stands behind a comma as what a definite noun is called: "its insurer, Acme".
    private static func isAppositive(_ word: Int, in sentence: Sentence) -> Bool {
        let tokens = sentence.tokens
        let noun = tokens[word].head
        guard tokens[word].relation == "appos", tokens[word].upos == "PROPN", tokens[word].xpos == "NNP",
            tokens.indices.contains(noun), noun < word, tokens[noun].upos == "NOUN", tokens[noun].xpos == "NN",
            isNameLike(tokens[word]),
            !sentence.names.contains(where: { $0.words.contains(word) || $0.words.contains(noun) }),
            !tokens.contains(where: { $0.head == word && $0.universalRelation == "conj" })
        else { return false }
        let isDefinite = tokens.contains {
            $0.head == noun
                && ($0.relation == "nmod:poss" || $0.universalRelation == "det" && $0.lemma.lowercased() == "the")
        }
        return isDefinite && ((noun + 1)..<word).contains { tokens[$0].form == "," }
    }

    private static func isNameLike(_ token: Token) -> Bool {
        let isAlphanumeric = token.form.contains(where: \.isNumber) && token.form.contains(where: \.isLetter)
        let isCapital = token.form.first?.isUppercase ?? false
        return isAlphanumeric || isCapital && ["PROPN", "NOUN", "X"].contains(token.upos)
    }

    /// The word with the capitals that hang on it and stand beside it: "Blue Moon".
    private static func extent(of word: Int, in sentence: Sentence) -> Range<Int> {
        let tokens = sentence.tokens
        let isPart = { (other: Int) in
            tokens.indices.contains(other) && tokens[other].head == word
                && ["compound", "flat", "amod", "nummod"].contains(tokens[other].universalRelation)
                && (isNameLike(tokens[other]) || tokens[other].upos == "NUM")
        }
        var words = word..<(word + 1)
        while isPart(words.lowerBound - 1) { words = words.lowerBound - 1..<words.upperBound }
        while isPart(words.upperBound) { words = words.lowerBound..<words.upperBound + 1 }
        return words
    }

    private static func nounNamed(by verb: Int, in sentence: Sentence) -> String? {
        let noun = sentence.tokens[verb].head
        guard sentence.tokens.indices.contains(noun) else { return nil }
        return sentence.tokens[noun].lemma.lowercased()
    }
}
