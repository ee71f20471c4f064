import ClewModel

/// How the article means a clause, and whom it makes say so.
package struct Attitude: Hashable, Sendable {
    /// The status.
    package var status: Statement.Status = .asserted
    /// Heads of the phrases for the speakers of the innermost report.
    package var speakers: [Int] = []
    /// Heads of the phrases for those who report the report.
    package var reporters: [Int] = []
    /// Whether somebody speaks whom the sentence does not name: "it was said that …", or a quotation whose speaker
    /// stands in another sentence.
    package var hasUnnamedSpeaker = false
}

/// Finds for each clause of a sentence its status and its speakers, by walking from the clause to the root and asking each
/// governor on the way what stance it takes. One step a word, remembered, so the whole sentence costs O(words).
package struct Attribution {
    let reader: ClauseReader
    let quotation: Quotation
    var tree: SentenceTree { reader.tree }
    private var known: [Attitude?]
    /// Speakers that a phrase or clause beside a word names: "according to …", "…, said Lee".
    private let beside: [Int: [Int]]

    /// The attribution of a sentence; `quotation` says what of it stands in quotation marks.
    package init(_ reader: ClauseReader, quotation: Quotation) {
        self.reader = reader
        self.quotation = quotation
        known = Array(repeating: nil, count: reader.tree.tokens.count)
        beside = SourcePhrases.speakers(in: reader)
    }

    /// How the clause that `word` carries is meant.
    package mutating func attitude(of word: Int) -> Attitude {
        if let attitude = known[word] { return attitude }
        // From the root down, so that a deep tree costs no deep recursion.
        for next in tree.ancestors(of: word).reversed() + [word] where known[next] == nil {
            let head = tree.heads[next]
            known[next] = computed(next, outer: head >= 0 ? known[head] ?? Attitude() : Attitude())
        }
        return known[word] ?? Attitude()
    }

    /// What a word's surroundings say of it whatever its own clause's status: for what a phrase presupposes
    /// ("Acme's rival Widgets"). Only who speaks counts, and whether it is a question or an hypothesis about no one.
    package mutating func presupposition(at word: Int) -> Attitude {
        var attitude = attitude(of: word)
        if ![.asserted].contains(attitude.status) { attitude.status = .asserted }
        return attitude
    }

    private func computed(_ word: Int, outer: Attitude) -> Attitude {
        let head = tree.heads[word]
        let grand = head >= 0 ? tree.heads[head] : -1
        let above = grand >= 0 ? known[grand] ?? Attitude() : Attitude()
        var attitude = Link(word, above: above, tree: tree, reader: reader).apply(to: outer)
        attitude.status = Attribution.combined(LocalStatus.status(of: word, in: reader), attitude.status)
        if let speakers = beside[word]?.filter({ !attitude.speakers.contains($0) }), !speakers.isEmpty {
            attitude.reporters = attitude.speakers
            attitude.speakers = speakers
            attitude.hasUnnamedSpeaker = false
        }
        if tree.heads[word] < 0, isQuestion(word) { attitude.status = .question }
        if tree.heads[word] < 0, attitude.speakers.isEmpty, endsInSource { attitude.hasUnnamedSpeaker = true }
        if attitude.speakers.isEmpty, tree.isPredicate(word), quotation.covers(word) {
            attitude.hasUnnamedSpeaker = true
        }
        return attitude
    }

    /// A headline's "Acme bought Globex: report", "Acme bought Globex - sources".
    private var endsInSource: Bool {
        guard let last = tree.words.last(where: { tree.dependencies[$0] != .punct }), last > 1 else { return false }
        return [":", "-", "–", "—"].contains(tree.tokens[last - 1].form) && tree.tokens[last - 1].spaceAfter
            && ["report", "source", "official", "study", "police", "survey", "poll", "ministry", "spokesman", "reuter"]
                .contains(tree.lemmas[last])
    }

    private func isQuestion(_ root: Int) -> Bool {
        guard let last = tree.tokens.last(where: { !["\"", "”", "''", ")", "'", "’"].contains($0.form) }) else {
            return false
        }
        return last.form.hasSuffix("?")
    }

    /// What holds of a clause that is `inner` within something that is `outer`.
    package static func combined(_ inner: Statement.Status, _ outer: Statement.Status) -> Statement.Status {
        if inner == .asserted { return outer }
        if outer == .asserted { return inner }
        for status in [Statement.Status.question, .hypothetical] where inner == status || outer == status {
            return status
        }
        // A denial denied is no fact either.
        if inner == .negated, outer == .negated { return .alleged }
        for status in [Statement.Status.negated, .alleged, .planned] where inner == status || outer == status {
            return status
        }
        return .asserted
    }
}
