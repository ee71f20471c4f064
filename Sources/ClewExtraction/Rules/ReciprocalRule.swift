/// What several do with one another.
package enum ReciprocalRule: ExtractionRule {
    package static let name = "reciprocal"
    package static let confidence = 0.8
    package static let explanation = """
        A symmetric relation between the members of the subject: "Acme and Widgets merged" gives merged_with(Acme, \
        Widgets), "the two firms met each other" likewise where both are named.
        """

    static func read(_ clause: Clause, into work: inout SentenceWork) {
        let tree = work.tree
        guard !clause.isCopular, !clause.isPassive else { return }
        let verb = tree.verbName(clause.head)
        let isReciprocal = clause.objects.allSatisfy { ["other", "another"].contains(tree.lemmas[$0]) }
        // "whose father and brothers worked there": not with one another, for all that is said.
        if tree.lemmas[clause.head] == "work", !tree.hasChild(of: clause.head, where: { tree.lemmas[$0] == "together" })
        {
            return
        }
        // "Acme and Widgets joined forces": the verb with its noun.
        let lemmas =
            isReciprocal ? [verb] : clause.objects.map { verb + "_" + SentenceTree.identifier(tree.lemmas[$0]) }
        let frame = Frame(clause, work: &work)
        // "Lee and Ray both worked": each by himself.
        guard frame.surfaceSubjects.count > 1,
            !tree.hasChild(of: clause.head, where: { tree.lemmas[$0] == "both" && $0 < clause.head }),
            !clause.subjects.contains(where: { tree.hasChild(of: $0) { tree.lemmas[$0] == "both" } })
        else { return }
        for trigger in lemmas.flatMap({ work.catalog.triggers(.verb, lemma: $0) }) {
            guard work.catalog.relations[trigger.relation]?.isSymmetric == true,
                !frame.obliques.contains(where: { oblique in trigger.object.contains { $0.place == oblique.place } })
            else { continue }
            for (place, one) in frame.surfaceSubjects.enumerated() {
                for other in frame.surfaceSubjects[(place + 1)...] {
                    guard trigger.subject.contains(where: { $0.accepts(one.argument) }),
                        trigger.object.contains(where: { $0.accepts(other.argument) })
                    else { continue }
                    work.take(one.word, other.word, of: clause.head)
                    for object in clause.objects {
                        for member in [one, other] { work.take(member.word, object, of: clause.head) }
                    }
                    // Of a long list of names nobody means each pair.
                    if frame.surfaceSubjects.count > pairedMax { continue }
                    frame.propose(one, trigger.relation, other, rule: name, into: &work)
                }
            }
            return
        }
    }

    /// The longest list whose members are taken two by two.
    private static let pairedMax = 5
}
