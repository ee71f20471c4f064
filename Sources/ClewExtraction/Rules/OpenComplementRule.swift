/// The subject of an infinitive or participle that a verb governs.
package enum OpenComplementRule: SubjectRule {
    package static let name = "open-complement"
    package static let confidence = 0.8
    package static let explanation = """
        A verb that governs another lends it its subject ("Acme managed to sell Widgets"), or its object where it acts on \
        someone ("the court ordered Acme to sell Widgets": Acme is to sell). Whether the act took place depends on the \
        first verb.
        """

    package static func subjects(of clause: Int, in reader: ClauseReader) -> [Int]? {
        let tree = reader.tree
        let relation = tree.dependencies[clause]
        guard relation == .xcomp || relation == .ccomp && !tree.isFinite(clause) else { return nil }
        let governor = tree.heads[clause]
        // "makes it easy to judge the phone": nobody is named who would judge it.
        if tree.upos(governor) == "ADJ", tree.heads[governor] >= 0, tree.dependencies[governor] == .xcomp,
            tree.hasChild(of: tree.heads[governor], where: { tree.lemmas[$0] == "it" && $0 < governor })
        {
            return nil
        }
        // "The training includes reacting to attacks": the training does not react.
        if tree.xpos(clause) == "VBG", containing.contains(tree.lemmas[governor]) { return nil }
        // "made her name jailing thieves", "spent his career selling pumps": she and he did.
        let isOwn =
            tree.xpos(clause) == "VBG"
            && tree.child(of: governor, .obj).map { object in
                ["name", "career", "life", "living", "fortune", "reputation", "time", "money"].contains(
                    tree.lemmas[object]) || Circumstance.isTime(object, type: nil, in: tree)
            } == true
        let isSubjectControl =
            isOwn || ["promise", "vow", "threaten", "pledge", "offer"].contains(tree.lemmas[governor])
        if !isSubjectControl, !tree.isPassive(governor),
            let controller = tree.child(of: governor, .obj) ?? tree.child(of: governor, .iobj)
        {
            return [reader.resolved(controller)]
        }
        return reader.subjectReading(of: governor)?.heads
    }

    /// Verbs whose subject has an act as a part or a need, and need not do it.
    private static let containing: Set<String> = [
        "include", "involve", "mean", "entail", "require", "necessitate", "recommend", "suggest", "advise", "warrant",
        "deserve", "need",
    ]
}
