/// The subject of a passive clause, as written: what undergoes.
package enum PassiveRule: SubjectRule {
    package static let name = "passive"
    package static let confidence = 0.88
    package static let explanation = """
        A passive clause: "Widgets was acquired by Acme" gives acquired(Acme, Widgets), the doer taken from "by". Where \
        the verb is no canonical relation the participle is kept: "Lee is employed by Acme" gives employed_by(Lee, Acme). \
        With an object, or where a canonical relation is called like the participle, "be" stands before it: "Acme was \
        fined 2 million euros" gives be_fined(Acme, 2 million euros).
        """

    package static func subjects(of clause: Int, in reader: ClauseReader) -> [Int]? {
        let tree = reader.tree
        guard tree.isPassive(clause), let subject = tree.writtenSubject(of: clause) else { return nil }
        if tree.isRelativePronoun(subject), reader.antecedent(of: subject) != nil { return nil }
        return [subject]
    }
}
