import ClewModel

/// What nouns and adjectives say by themselves, and what they leave to words around them.
extension SentenceTree {
    /// Whether a phrase, of which `words` are kept, says only where to look for what it means: "the former", "others",
    /// "the following steps:". Adjectives stand for people ("the poor") or for a noun that the sentence leaves out. O(words).
    package func isAnaphoric(_ word: Int, keeping words: [Int]) -> Bool {
        if upos(word) == "ADJ", isWithoutNoun(word) {
            return !SentenceTree.people.contains(lemmas[word]) && tokens[word].form.first?.isUppercase == false
                && !words.contains { ["NOUN", "PROPN"].contains(upos($0)) }
        }
        if ["one", "ones", "other", "others"].contains(lemmas[word]),
            !words.contains(where: { $0 > word && ["NOUN", "PROPN"].contains(upos($0)) })
        {
            return true
        }
        return children(of: word, .amod, .advmod, .compound, .acl).contains {
            $0 < word && ["following", "above", "below"].contains(tokens[$0].form.lowercased())
        }
    }

    /// "twice the price", "nearly half his crop", "15 times its area": the word that makes another amount of a phrase.
    /// O(children).
    package func multiple(of word: Int) -> Int? {
        children(of: word, .advmod, .nummod, .det, .obl, .nmod).first {
            $0 < word && spans[$0] < 0 && subtypes[$0] != "poss"
                && ["twice", "thrice", "half", "times"].contains(tokens[$0].form.lowercased())
        }
    }

    /// Whether a phrase is a share of what only a pronoun names, or nothing does: "34 per cent of it", "the rest", "a tenth".
    /// O(children).
    package func isShareOfUnsaid(_ word: Int) -> Bool {
        let isPart = ["rest", "remainder"].contains(lemmas[word]) || SentenceTree.fractions.contains(lemmas[word])
        guard isPart || ["percent", "%", "cent"].contains(lemmas[word]) else { return false }
        let whole = children(of: word, .nmod).first { preposition(of: $0) == "of" }
        if let whole { return isPronoun(whole) }
        return isPart && children(of: word, .acl, .compound, .amod).isEmpty && !isName(word)
    }

    /// Nouns for a part of a whole.
    static let fractions: Set<String> = ["half", "third", "quarter", "fifth", "eighth", "tenth", "fraction"]

    /// The words of a phrase with its noun in the singular. O(words).
    package func singular(_ words: [Int], of noun: Int) -> String {
        let start = text(of: words.filter { $0 < noun })
        let isJoined = noun > 0 && !tokens[noun - 1].spaceAfter
        let end = text(of: words.filter { $0 > noun })
        return start + (start.isEmpty || isJoined ? "" : " ") + tokens[noun].lemma + (end.isEmpty ? "" : " " + end)
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

    /// Nouns that a clause or phrase behind them fills.
    static let shells: Set<String> = [
        "fact", "need", "way", "reason", "chance", "indication", "sign", "evidence", "ability", "inability", "capacity",
        "possibility", "opportunity", "step", "point", "time", "desire", "kind", "type", "sort", "part", "lack",
        "amount",
        "extent", "degree", "thing", "idea", "belief", "question", "hope", "attempt", "effort", "impression", "sense",
        "feeling", "likelihood", "consequence", "basis", "purpose", "role", "task", "aim", "intention", "access",
        "gift", "knack", "talent", "reputation", "penchant", "propensity", "tendency",
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
