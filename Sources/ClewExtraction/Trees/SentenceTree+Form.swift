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
}
