/// The doer of an infinitive that a noun governs.
package enum NounInfinitiveRule: SubjectRule {
    package static let name = "noun-infinitive"
    package static let confidence = 0.75
    package static let explanation = """
        A noun with an infinitive or "of …ing": whoever has the plan is the doer. "Acme announced plans to acquire \
        Widgets" gives a planned acquired(Acme, Widgets). After "first", "last" and "only" the noun itself is the doer.
        """

    package static func subjects(of clause: Int, in reader: ClauseReader) -> [Int]? {
        let tree = reader.tree
        guard tree.dependencies[clause] == .acl, !tree.isRelativeClause(clause) else { return nil }
        // A bare participle speaks of its noun, or names it.
        guard tree.isInfinitive(clause) || !tree.marker(of: clause).isEmpty else { return nil }
        let noun = tree.heads[clause]
        // "is in talks to sell", "was the first firm to sell": of whom the noun itself is said.
        if tree.isPredicate(noun), let reading = reader.subjectReading(of: noun) { return reading.heads }
        if tree.hasChild(of: noun, where: { ["first", "last", "only", "next", "latest"].contains(tree.lemmas[$0]) }) {
            // "named the first woman to lead the school": who that is, stands elsewhere.
            return [.obj, .iobj, .obl].contains(tree.dependencies[noun]) ? nil : [noun]
        }
        // A headline's "Acme to buy Globex".
        if tree.dependencies[noun] == .root, tree.isName(noun) { return [noun] }
        let governor = tree.heads[noun]
        // "accused rebels of attacking a convoy", with the clause under the noun.
        if governor >= 0, ReportNoun.accusing.contains(tree.lemmas[governor]), tree.dependencies[noun] == .obj {
            return [noun]
        }
        if let possessor = tree.possessor(of: noun) { return [possessor] }
        // "voted against a plan by Acme to build".
        if let owner = tree.children(of: noun, .nmod).first(where: { tree.preposition(of: $0) == "by" }) {
            return [owner]
        }
        guard governor >= 0, [.obj, .obl, .nsubj].contains(tree.dependencies[noun]), tree.isPredicate(governor) else {
            return nil
        }
        if tree.dependencies[noun] == .nsubj { return nil }
        return reader.subjectReading(of: governor)?.heads
    }
}
