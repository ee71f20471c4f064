/// Phrases and clauses beside a statement that name its source: "according to Acme", "…, Lee said", "as Lee put it".
package enum SourcePhrases {
    /// For each word that such a phrase belongs to, the heads of the speakers.
    package static func speakers(in reader: ClauseReader) -> [Int: [Int]] {
        let tree = reader.tree
        var found: [Int: [Int]] = [:]
        for word in tree.words {
            if let speakers = accordingTo(word, in: reader) {
                found[place(of: word, in: tree), default: []] += speakers
            } else if tree.heads[word] >= 0, isReport(word, beside: tree.heads[word], in: reader) {
                let speakers = (reader.subjectReading(of: word)?.heads ?? []).flatMap(tree.conjuncts)
                found[tree.heads[word], default: []] += speakers
            }
        }
        return found
    }

    private static func accordingTo(_ word: Int, in reader: ClauseReader) -> [Int]? {
        let tree = reader.tree
        let isObject = [.obl, .nmod, .advcl, .dep, .parataxis].contains(tree.dependencies[word])
        guard isObject, tree.upos(word) != "VERB" else { return nil }
        let preposition = tree.preposition(of: word)
        let isSource =
            preposition.hasPrefix("according") || preposition == "per" && tree.isName(word)
            || preposition == "to" && tree.heads[word] >= 0 && tree.lemmas[tree.heads[word]] == "accord"
        return isSource ? tree.conjuncts(of: word) : nil
    }

    /// A source that opens or closes the sentence vouches for the whole of it, else for the clause that it stands in.
    private static func place(of word: Int, in tree: SentenceTree) -> Int {
        let phrase = tree.subtree(of: word)
        let isFirst = (phrase.first ?? 0) <= 1
        let last = tree.words.last { tree.dependencies[$0] != .punct } ?? 0
        if isFirst || phrase.last == last, tree.root >= 0 {
            return clauseRoot(from: word, in: tree)
        }
        var next = tree.heads[word]
        while next >= 0, !tree.isPredicate(next) { next = tree.heads[next] }
        return next >= 0 ? next : tree.root
    }

    /// The root, or the clause beside others (coordinated with its own subject) in which the phrase stands.
    private static func clauseRoot(from word: Int, in tree: SentenceTree) -> Int {
        for ancestor in tree.ancestors(of: word)
        where tree.dependencies[ancestor] == .conj && tree.isPredicate(ancestor)
            && tree.writtenSubject(of: ancestor) != nil
        {
            return ancestor
        }
        return tree.root
    }

    /// Whether a clause reports the one that it stands beside: "…, said Lee", "as Lee put it".
    package static func isReport(_ word: Int, beside head: Int, in reader: ClauseReader) -> Bool {
        let tree = reader.tree
        guard tree.upos(word) == "VERB", tree.isPredicate(head) || tree.dependencies[head] == .root else {
            return false
        }
        let isSaying: Bool
        switch StanceLexicon.finite[tree.lemmas[word]] {
        case .reported, .alleged: isSaying = true
        default: isSaying = false
        }
        let isPutting = ["put", "see", "tell", "have", "describe", "view"].contains(tree.lemmas[word])
        guard isSaying || isPutting && tree.dependencies[word] == .advcl else { return false }
        switch tree.dependencies[word] {
        case .parataxis:
            if reader.invertedSpeaker(of: word) != nil { return true }
            guard tree.child(of: word, .ccomp, .obj, .xcomp) == nil else {
                return tree.child(of: word, .ccomp, .xcomp) == nil && ["tell"].contains(tree.lemmas[word])
            }
            return reader.subjectReading(of: word) != nil
        case .advcl:
            return tree.hasChild(of: word) { tree.dependencies[$0] == .mark && tree.lemmas[$0] == "as" }
                && tree.child(of: word, .ccomp) == nil && reader.subjectReading(of: word) != nil
        default: return false
        }
    }
}
