/// The noun before a relative clause stands in for its pronoun.
package enum RelativeClauseRule: SubjectRule {
    package static let name = "relative-clause"
    package static let confidence = 0.86
    package static let explanation = """
        A relative clause speaks of the noun before it: "Acme, which partners with Widgets, …" gives \
        partners(Acme, Widgets). The pronoun (who, which, that) is replaced by that noun, or by \
        the name that the noun describes.
        """

    package static func subjects(of clause: Int, in reader: ClauseReader) -> [Int]? {
        let tree = reader.tree
        if let subject = tree.writtenSubject(of: clause) {
            guard tree.isRelativePronoun(subject), let antecedent = reader.antecedent(of: subject) else { return nil }
            // "Ann Lee, a surveyor who fought the dam": what is said of the surveyor is said of her.
            return [AppositionRule.name(describedBy: antecedent, in: tree) ?? antecedent]
        }
        return nil
    }
}
