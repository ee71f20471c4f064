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
        guard tree.isPredicate(first) else { return nil }
        return reader.subjectReading(of: first)?.heads
    }
}
