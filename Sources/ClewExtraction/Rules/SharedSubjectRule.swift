/// A verb in a coordination shares the subject of the first.
package enum SharedSubjectRule: SubjectRule {
    package static let name = "shared-subject"
    package static let confidence = 0.84
    package static let explanation = """
        Coordinated verbs share their subject: "Acme sued Widgets and hired Lee" gives appointed(Acme, Lee) as well.
        """

    package static func subjects(of clause: Int, in reader: ClauseReader) -> [Int]? {
        let tree = reader.tree
        guard tree.dependencies[clause] == .conj, tree.writtenSubject(of: clause) == nil,
            tree.expletive(of: clause) == nil
        else { return nil }
        let first = tree.heads[clause]
        // "Engineers found it, but mending it proved harder".
        guard tree.isPredicate(first), tree.child(of: clause, .csubj) == nil,
            let subjects = reader.subjectReading(of: first)?.heads, agrees(clause, with: subjects, in: tree)
        else { return nil }
        return subjects
    }

    /// Whether a verb agrees in number with one noun that may be its subject. Who works together may be many.
    private static func agrees(_ verb: Int, with subjects: [Int], in tree: SentenceTree) -> Bool {
        guard subjects.count == 1, let subject = subjects.first, tree.upos(subject) == "NOUN",
            tree.child(of: subject, .conj) == nil, SentenceTree.isPluralNoun(subject, tree.tokens) == false,
            tree.child(of: subject, .nmod) == nil
        else { return true }
        let type = NounType.guess(subject, in: tree)
        // "The couple live in Leeds and run a shop": many, as the first verb says.
        let isPlural = { (word: Int) in
            let auxiliaries = tree.children(of: word, .aux, .cop)
            return auxiliaries.isEmpty
                ? tree.xpos(word) == "VBP" : auxiliaries.first.map { tree.xpos($0) == "VBP" } == true
        }
        return [.organization, .group].contains(type) || !isPlural(verb) || isPlural(tree.heads[verb])
    }
}
