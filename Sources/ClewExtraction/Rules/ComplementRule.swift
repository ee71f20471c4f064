import ClewModel

/// A clause as the object of a verb, kept as text where nothing could be read from it.
package enum ComplementRule: ExtractionRule {
    package static let name = "clause-object"
    package static let confidence = 0.6
    package static let explanation = """
        A clause stands as the object and nothing could be read from within it: "Lee said it was raining" gives \
        say(Lee, "it was raining") with the clause as a text, and Lee as its speaker.
        """

    /// To be called when all else has been read: a clause that gave a statement of its own needs no text.
    static func read(_ clause: Clause, into work: inout SentenceWork) {
        let tree = work.tree
        guard let complement = clause.complement, !clause.isCopular, !clause.isPassive else { return }
        guard !work.statements.contains(where: { tree.isWithin($0.anchor, complement) }) else { return }
        let words = tree.subtree(of: complement).filter { word in
            !(tree.heads[word] == complement
                && (tree.dependencies[word] == .mark && tree.lemmas[word] == "that"
                    || tree.dependencies[word] == .punct))
        }
        guard words.count > 1, words.count <= 40, let object = work.table.text(words, in: tree) else { return }
        let frame = Frame(clause, work: &work)
        let isReport = if case .plain? = StanceLexicon.finite[tree.lemmas[clause.head]] { false } else { true }
        for subject in frame.surfaceSubjects {
            work.propose(
                Proposal(
                    subject: subject.argument, predicate: tree.verbName(clause.head), object: object,
                    anchor: clause.head,
                    // What the verb reports is what its subject says, and no fact.
                    speaker: isReport ? subject.word : nil,
                    qualifiers: frame.qualifiers(without: [subject.word], in: tree), rule: name, confidence: confidence)
            )
        }
    }
}
