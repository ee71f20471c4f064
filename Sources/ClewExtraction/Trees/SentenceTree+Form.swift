/// What form a sentence has: whether it is one at all.
extension SentenceTree {
    /// Whether nothing in it is a clause: a caption, a line of a list, a cell of a table. O(words).
    package var isFragment: Bool { !words.contains { isPredicate($0) && (isFinite($0) || xpos($0) == "VB") } }

    /// Whether it ends as a sentence does. O(words).
    package var isEnded: Bool {
        guard let last = tokens.last(where: { !["\"", "”", "’", "'", ")", "]"].contains($0.form) }) else {
            return false
        }
        return [".", "!", "?", "…", "..."].contains(last.form)
    }

    /// Whether it begins as an entry in a list of works does, "Lee A, et al. Effects of …", so that its names and nouns
    /// stand side by side without describing one another. "Lee et al. found …" is a sentence. O(words).
    package var isReference: Bool {
        guard
            let mark = words.first(where: { $0 > 0 && ["al", "al."].contains(lemmas[$0]) && lemmas[$0 - 1] == "et" }),
            let next = words[mark...].dropFirst().first(where: { !["PUNCT", "AUX", "ADV"].contains(upos($0)) })
        else { return false }
        return !isFinite(next) && upos(next) != "VERB"
    }

    /// Whether the sentence is a list of headlines or the like, which dots cut off: "…, Acme hires Lee, …". Where one item
    /// ends, a parser does not see.
    package var isCutList: Bool {
        guard tokens.count > 2, let last = tokens.last, ["...", "…"].contains(last.form) else { return false }
        return tokens[tokens.count - 2].form == "," && tokens.filter { $0.form == "," }.count >= 2
    }

    /// Whether the sentence is a list of names, of whose commas nobody can say what they part: no finite verb, and at
    /// least four people and organizations with three commas, or with as many numbers as a table has. O(words).
    package var isListOfNames: Bool {
        let commas = tokens.filter { $0.form == "," }.count
        let names = sentence.names.filter { [.person, .organization].contains($0.type) }.count
        guard names >= 4, max(commas, tokens.filter { $0.upos == "NUM" }.count - 2) >= 3 else { return false }
        return !words.contains {
            ["VBD", "VBZ", "VBP", "MD"].contains(xpos($0)) && ["VERB", "AUX"].contains(upos($0))
        }
    }

    /// The last word of a range of amounts whose first one ends at a word: "24" to "28 dollars", "5.5" and "6.5", "3" - "4
    /// inches", "1800" x "1920". O(1).
    package func rangeEnd(behind word: Int) -> Int? {
        guard tokens.indices.contains(word + 2) else { return nil }
        let sign = tokens[word + 1].form.lowercased()
        let isBetween = sign == "and" && words[..<word].suffix(4).contains { lemmas[$0] == "between" }
        guard ["to", "-", "–", "—", "x", "×"].contains(sign) || isBetween else { return nil }
        var end = word + 2
        if ["$", "€", "£", "¥"].contains(tokens[end].form) { end += 1 }
        guard tokens.indices.contains(end), upos(end) == "NUM" || spans[end] >= 0,
            tokens[end].form.first?.isNumber == true
        else { return nil }
        if spans[end] >= 0 { return sentence.names[spans[end]].words.upperBound - 1 }
        return tokens.indices.contains(end + 1) && ["%", "percent", "million", "billion"].contains(lemmas[end + 1])
            ? end + 1 : end
    }

    /// The first word of a range of amounts of which the last one begins at a word: "24" of "24 to 28 dollars". O(1).
    package func rangeStart(before word: Int) -> Int? {
        guard word > 1, upos(word - 2) == "NUM", rangeEnd(behind: word - 2) != nil else { return nil }
        return word - 2
    }

    /// Whether a phrase, of which `words` are kept, says only where to look for what it means: "the former", "others",
    /// "the following steps:". Adjectives stand for people ("the poor") or for a noun that the sentence leaves out. O(words).
    package func pointsElsewhere(_ word: Int, as words: [Int]) -> Bool {
        if upos(word) == "ADJ", isWithoutNoun(word) {
            return !SentenceTree.people.contains(lemmas[word])
                && !words.contains { ["NOUN", "PROPN"].contains(upos($0)) }
        }
        // "twice the price", "15 times its area": another price and area.
        if hasChild(
            of: word,
            where: { $0 < word && ["twice", "thrice", "half", "times"].contains(tokens[$0].form.lowercased()) })
        {
            return true
        }
        if ["one", "ones", "other", "others"].contains(lemmas[word]),
            !words.contains(where: { $0 > word && ["NOUN", "PROPN"].contains(upos($0)) })
        {
            return true
        }
        return (children(of: word, .amod, .advmod, .compound, .acl) + [word]).contains {
            $0 <= word && dependencies[$0] != .case
                && ["following", "above", "below"].contains(tokens[$0].form.lowercased())
        }
    }

    /// Whether an adjective stands where a noun should: not "tested positive", but "performs general, vascular and cardiac
    /// surgery", of which a parser may make four things.
    private func isWithoutNoun(_ adjective: Int) -> Bool {
        switch dependencies[adjective] {
        case .nsubj: true
        case .obl, .nmod: preposition(of: adjective) != "as"
        case .obj: child(of: adjective, .conj) != nil
        default: false
        }
    }

    /// Whether a noun is a shell, which the clause or phrase behind it fills (Schmid 2000): "fact", "need", "way", but not
    /// "command center". O(children).
    package func isShell(_ word: Int) -> Bool {
        upos(word) == "NOUN" && SentenceTree.shells.contains(lemmas[word]) && child(of: word, .compound) == nil
    }

    private static let shells: Set<String> = [
        "fact", "need", "way", "reason", "chance", "indication", "sign", "evidence", "ability", "inability", "capacity",
        "possibility", "opportunity", "right", "step", "point", "time", "day", "fragment", "center", "centre", "desire",
        "kind", "type", "sort", "part", "lack", "amount", "extent", "degree", "thing", "idea", "belief",
        "question", "hope", "attempt", "effort", "impression", "sense", "feeling", "likelihood", "consequence", "basis",
        "purpose", "role", "task", "aim", "intention", "access", "member",
        "phrase",
    ]

    private static let people: Set<String> = [
        "poor", "rich", "old", "young", "elderly", "unemployed", "homeless", "dead", "sick", "wounded", "injured",
        "disabled", "wealthy", "blind", "deaf", "accused", "living", "faithful", "needy", "vulnerable", "public",
    ]

    /// Whether a word sets a noun above others of its kind: "largest", "most" of "most serious", "only". O(1).
    package func isSuperlative(_ word: Int, of noun: Int) -> Bool {
        if heads[word] == noun, word < noun, ["only", "first", "last", "main", "same"].contains(lemmas[word]) {
            return true
        }
        return xpos(word) == "JJS" && heads[word] == noun
            || xpos(word) == "RBS" && heads[word] >= 0 && heads[heads[word]] == noun
    }
}
