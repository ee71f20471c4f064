/// A clause without subject that sets the scene for another shares its subject.
package enum AdverbialClauseRule: SubjectRule {
    package static let name = "adverbial-clause"
    package static let confidence = 0.72
    package static let explanation = """
        A participle or infinitive beside a main clause shares its subject: "Acme grew, opening ten shops" gives \
        open(Acme, ten shops). A clause of purpose ("to sell more") says what is meant to happen, not that it did.
        """

    package static func subjects(of clause: Int, in reader: ClauseReader) -> [Int]? {
        let tree = reader.tree
        guard tree.dependencies[clause] == .advcl, tree.writtenSubject(of: clause) == nil,
            tree.expletive(of: clause) == nil
        else { return nil }
        let governor = tree.heads[clause]
        guard governor >= 0, tree.isPredicate(governor) else { return nil }
        // "accused Acme of stealing data": the one accused.
        let isOfObject =
            ["of", "for", "from", "into"].contains(tree.marker(of: clause))
            || tree.marker(of: clause) == "with" && ["charge", "credit", "task"].contains(tree.lemmas[governor])
        if isOfObject, !tree.isPassive(governor), let object = tree.child(of: governor, .obj) {
            return [reader.resolved(object)]
        }
        // "called for Lee to be freed".
        if let subject = tree.children(of: governor, .obl).first(where: { reader.infinitive(for: $0) == clause }) {
            return [reader.resolved(subject)]
        }
        // "appointed Lee to run Acme": the one appointed.
        if tree.isInfinitive(clause), choosing.contains(tree.lemmas[governor]),
            let chosen = tree.isPassive(governor)
                ? tree.writtenSubject(of: governor) : tree.child(of: governor, .obj)
        {
            return [reader.resolved(chosen)]
        }
        // "The work centers on clearing mines", "what goes into running a school": the work does not clear them.
        if ["on", "around", "into", "to", "in"].contains(tree.marker(of: clause)), tree.xpos(clause) == "VBG" {
            let agents = reader.clause(at: governor).agents
            let actors = agents.isEmpty ? reader.subjectReading(of: governor)?.heads ?? [] : agents
            return actors.filter { NounType.guess($0, in: tree).map(TypeList.agents.contains) ?? tree.isPronoun($0) }
        }
        // Who acts in "was launched to help users" is not said.
        let isMeans = tree.lemmas[clause] == "use" || tree.marker(of: clause) == "by"
        if tree.isInfinitive(clause) || isMeans, tree.isPassive(governor) {
            return reader.clause(at: governor).agents
        }
        let subjects = reader.subjectReading(of: governor)?.heads
        // "The effect shows when wearing glasses": who wears them is not said.
        if tree.xpos(clause) == "VBG",
            ["when", "whenever"].contains(tree.marker(of: clause))
                || tree.hasChild(of: clause, where: { $0 < clause && tree.lemmas[$0] == "when" })
        {
            return subjects?.filter {
                tree.isPronoun($0) || tree.isName($0)
                    || NounType.guess($0, in: tree).map(TypeList.agents.contains) == true
            }
        }
        return subjects
    }

    /// Verbs whose object is to do what the infinitive says.
    private static let choosing: Set<String> = [
        "appoint", "elect", "hire", "choose", "nominate", "select", "pick", "recruit", "assign", "send", "name",
        "invite",
        "commission", "employ", "engage", "designate", "tap",
    ]
}
