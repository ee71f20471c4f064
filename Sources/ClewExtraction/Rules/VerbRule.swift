/// The subject of an active clause, as written.
package enum VerbRule: SubjectRule {
    package static let name = "verb"
    package static let confidence = 0.9
    package static let explanation = """
        A clause says in so many words who does what: "Acme acquired Widgets" gives acquired(Acme, Widgets). The subject \
        and the object are those of the verb; what stands behind a preposition becomes the object where there is no \
        other ("Acme competes with Widgets"), and a qualifier else.
        """

    package static func subjects(of clause: Int, in reader: ClauseReader) -> [Int]? {
        let tree = reader.tree
        guard !tree.isPassive(clause) else { return nil }
        guard let subject = tree.writtenSubject(of: clause) else {
            return reader.invertedSpeaker(of: clause).map { [$0] }
        }
        // "Acme's goal is to sell Widgets": Acme is to sell it, and no goal.
        if let purpose = tree.purpose(of: clause) {
            guard let owner = tree.possessor(of: purpose), let type = NounType.guess(owner, in: tree),
                TypeList.agents.contains(type)
            else { return [] }
            return [owner]
        }
        if tree.isRelativePronoun(subject), reader.nounAbove(subject) != nil { return nil }
        return ReportNoun.actors(of: subject, clause: clause, in: tree)
    }
}
