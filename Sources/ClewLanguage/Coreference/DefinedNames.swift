import ClewModel

/// Names whose extent the text itself defines, where the name head saw another one or none: the words that an
/// abbreviation behind them stands for ("Named Binary Tag (NBT)"), the abbreviation wherever it stands in the article,
/// and what stands in quotation marks behind "called" ("a group called 'We Like Pumps'").
package enum DefinedNames {
    /// Completes the names of an article's sentences. O(words).
    package static func complete(_ sentences: inout [Sentence]) {
        var given: [String: EntityType] = [:]
        for index in sentences.indices {
            for word in sentences[index].tokens.indices {
                if let type = addDefinition(at: word, to: &sentences[index]) {
                    given[sentences[index].tokens[word].form] = type
                }
                addQuoted(after: word, to: &sentences[index])
            }
        }
        guard !given.isEmpty else { return }
        for index in sentences.indices {
            for (word, token) in sentences[index].tokens.enumerated() {
                guard let type = given[token.form] else { continue }
                add(word..<(word + 1), type, to: &sentences[index])
            }
        }
    }

    /// "Named Binary Tag (NBT)": makes names of both. Returns their type where the word is such an abbreviation.
    private static func addDefinition(at word: Int, to sentence: inout Sentence) -> EntityType? {
        let tokens = sentence.tokens
        guard word > 1, word + 1 < tokens.count, tokens[word - 1].form == "(", tokens[word + 1].form == ")",
            Abbreviation.isShortForm(tokens[word].form),
            let long = Abbreviation.longForm(of: tokens[word].form, before: word - 1, in: tokens),
            isTitle(long, in: tokens), !isRole(long, in: tokens)
        else { return nil }
        let inside = sentence.names.filter { $0.words.overlaps(long) }
        if inside.contains(where: {
            [.date, .money, .quantity].contains($0.type) && $0.words.upperBound == long.upperBound
        }) {
            return nil
        }
        // The head saw more: "the old Named Binary Tag".
        if let wider = inside.first(where: { $0.words.lowerBound < long.lowerBound }) {
            guard wider.words.upperBound >= long.upperBound else { return nil }
            add(word..<(word + 1), wider.type, to: &sentence)
            return wider.type
        }
        let names = inside.filter { ![.date, .money, .quantity].contains($0.type) }
        let own = sentence.names.first { $0.words == word..<(word + 1) }
        // "the largest Internet Service Provider (ISP)" has capitals and is no name, unless something says so.
        guard !names.isEmpty || own != nil || isNamed(long, in: tokens) else { return nil }
        let type = typeOfNoun(long, in: tokens) ?? names.last?.type ?? own?.type ?? .concept
        sentence.names.removeAll { $0.words.overlaps(long) }
        sentence.names.append(NameSpan(words: long, type: type))
        add(word..<(word + 1), type, to: &sentence)
        sentence.names.sort { $0.words.lowerBound < $1.words.lowerBound }
        return type
    }

    /// The type that the last word of a name gives it: a telescope, whatever the name head took it for. In "Museum of Modern
    /// Art" it is not the last.
    private static func typeOfNoun(_ words: Range<Int>, in tokens: [Token]) -> EntityType? {
        guard let last = words.last, !words.contains(where: { NameWords.small.contains(tokens[$0].form) }),
            let type = NounLexicon.kinds(of: tokens[last].form.lowercased())?.entityType(isNamed: true)
        else { return nil }
        return type == .concept || type == .person ? nil : type
    }

    /// Whether words say what somebody is: "Member of Parliament (MP)".
    private static func isRole(_ words: Range<Int>, in tokens: [Token]) -> Bool {
        words.contains {
            !words.contains(tokens[$0].head) && NounLexicon.kinds(of: tokens[$0].form.lowercased()) == .person
        }
    }

    /// Whether words stand behind "called" or "known as".
    private static func isNamed(_ words: Range<Int>, in tokens: [Token]) -> Bool {
        guard words.lowerBound > 1 else { return false }
        let before = tokens[words.lowerBound - 1]
        let verb = before.form == "as" ? tokens[words.lowerBound - 2] : before
        return verb.xpos == "VBN" && OverlookedNames.verbs.contains(verb.lemma.lowercased())
    }

    /// Whether words are written as a name is: capitals but for small words and what follows a hyphen.
    private static func isTitle(_ words: Range<Int>, in tokens: [Token]) -> Bool {
        var capitals = 0
        for word in words {
            guard let first = tokens[word].form.first, first.isLetter || first.isNumber else { continue }
            if first.isUppercase || first.isNumber {
                capitals += 1
                continue
            }
            let isBehindHyphen = word > words.lowerBound && tokens[word - 1].form == "-" && !tokens[word - 1].spaceAfter
            guard word > words.lowerBound, word + 1 < words.upperBound,
                isBehindHyphen || NameWords.small.contains(tokens[word].form)
            else { return false }
        }
        return capitals > 1
    }

    /// "called 'We Like Pumps'": the quoted words are the name.
    private static func addQuoted(after word: Int, to sentence: inout Sentence) {
        let tokens = sentence.tokens
        guard tokens[word].xpos == "VBN", OverlookedNames.verbs.contains(tokens[word].lemma.lowercased()),
            tokens.indices.contains(tokens[word].head), tokens[word].head < word,
            tokens[tokens[word].head].upos == "NOUN", word + 2 < tokens.count
        else { return }
        let opening = word + (tokens[word + 1].form == "as" ? 2 : 1)
        guard opening + 1 < tokens.count, let closing = closings[tokens[opening].form],
            tokens[opening + 1].form.first?.isUppercase ?? false
        else { return }
        let window = (opening + 1)..<min(opening + 2 + quotedMax, tokens.count)
        guard let end = window.first(where: { closing.contains(tokens[$0].form) }), end > opening + 1 else { return }
        // A comma before the closing mark is no part of the name.
        let last = [",", "."].contains(tokens[end - 1].form) ? end - 1 : end
        let words = (opening + 1)..<last
        guard words.count > 1, !sentence.names.contains(where: { $0.words == words }) else { return }
        let kinds = NounLexicon.kinds(of: tokens[tokens[word].head].lemma.lowercased())
        sentence.names.removeAll { $0.words.overlaps(words) }
        sentence.names.append(NameSpan(words: words, type: kinds?.entityType(isNamed: true) ?? .concept))
        sentence.names.sort { $0.words.lowerBound < $1.words.lowerBound }
    }

    /// The longest quoted name, in words.
    private static let quotedMax = 10
    private static let closings: [String: Set<String>] = [
        "'": ["'"], "‘": ["’"], "\"": ["\""], "“": ["”"], "``": ["''"], "«": ["»"],
    ]

    private static func add(_ words: Range<Int>, _ type: EntityType, to sentence: inout Sentence) {
        guard !sentence.names.contains(where: { $0.words.overlaps(words) }) else { return }
        sentence.names.append(NameSpan(words: words, type: type))
        sentence.names.sort { $0.words.lowerBound < $1.words.lowerBound }
    }
}
