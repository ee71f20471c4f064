/// What form a sentence has: whether it is one at all.
extension SentenceTree {
    /// Whether nothing in it is a clause: a caption, a line of a list, a cell of a table. O(words).
    package var isFragment: Bool { !words.contains { isPredicate($0) && (isFinite($0) || xpos($0) == "VB") } }

    /// Whether it begins as an entry in a list of works does, "Lee A, et al. Effects of …", so that its names and nouns
    /// stand side by side without describing one another. "Lee et al. found …" is a sentence. O(words).
    package var isReference: Bool {
        guard
            let mark = words.first(where: { $0 > 0 && ["al", "al."].contains(lemmas[$0]) && lemmas[$0 - 1] == "et" }),
            let next = words[mark...].dropFirst().first(where: { !["PUNCT", "AUX", "ADV"].contains(upos($0)) })
        else { return false }
        return !isFinite(next) && upos(next) != "VERB"
    }
}
