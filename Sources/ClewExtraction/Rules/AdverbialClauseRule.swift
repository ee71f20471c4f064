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
        // "grew by 3 percent, compared with 2 a year ago": who compares them is not said.
        if tree.xpos(clause) == "VBN", tree.lemmas[clause] == "compare" { return nil }
        // "40 hours of observing time, beginning in June": the hours rather than who gets them.
        if tree.xpos(clause) == "VBG", ["begin", "start", "end"].contains(tree.lemmas[clause]),
            tree.child(of: clause, .obj, .xcomp) == nil,
            tree.child(of: governor, .obj) != nil
        {
            return nil
        }
        // "accused Acme of stealing data": the one accused.
        let isOfObject =
            ["of", "for", "from", "into"].contains(tree.marker(of: clause))
            || tree.marker(of: clause) == "with" && ["charge", "credit", "task"].contains(tree.lemmas[governor])
        if isOfObject, !tree.isPassive(governor), let object = tree.child(of: governor, .obj) {
            return [reader.resolved(object)]
        }
        // "left Lee staring at the drop": the one left.
        if ["leave", "keep", "catch", "find", "send", "set"].contains(tree.lemmas[governor]),
            tree.xpos(clause) == "VBG", tree.marker(of: clause).isEmpty, !tree.isPassive(governor),
            let object = tree.child(of: governor, .obj), object < clause,
            tree.subtree(of: object).last.map({ $0 + 1 }) == tree.subtree(of: clause).first,
            NounType.guess(object, in: tree).map({ [.person, .group].contains($0) }) ?? false || tree.isPronoun(object)
        {
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
        guard tree.xpos(clause) == "VBG" else { return subjects }
        let marker = tree.marker(of: clause)
        // "Reflecting the split, two of them left": that they left reflects it.
        if marker.isEmpty, commenting.contains(tree.lemmas[clause]) { return nil }
        // "The effect shows when wearing glasses", "After mixing the two, the dough is firm": who does it is not said.
        let isTimed =
            ["when", "whenever"].contains(marker)
            || tree.hasChild(of: clause, where: { $0 < clause && tree.lemmas[$0] == "when" })
            || ["after", "before", "while"].contains(marker) && tree.child(of: clause, .obj) != nil
                && (tree.isCopular(governor) || tree.isPassive(governor))
        // "The city fell, bringing the war to an end": that it fell did.
        let isEffect =
            (marker.isEmpty || marker == "more_than") && effecting.contains(tree.lemmas[clause])
            && (tree.isPassive(governor) || tree.child(of: governor, .obj) == nil)
        guard isTimed || isEffect else { return subjects }
        return subjects?.filter { subject in
            if tree.isPronoun(subject) || tree.isName(subject) { return true }
            let type = NounType.guess(subject, in: tree)
            return type.map(TypeList.agents.contains) == true || isEffect && type == .event
        }
    }

    /// What a whole event says or shows.
    private static let commenting: Set<String> = [
        "reflect", "illustrate", "underscore", "underline", "signal", "signify", "mark", "symbolise", "symbolize",
        "exemplify", "epitomise", "epitomize",
    ]

    /// What an event does to others.
    private static let effecting: Set<String> = [
        "bring", "prompt", "trigger", "spark", "raise", "fuel", "leave", "force", "make", "cause", "create", "prevent",
        "double", "treble", "triple", "halve", "boost", "exacerbate", "worsen", "allow", "enable", "mean", "result",
        "end", "lead", "deepen", "ease", "put",
    ]

    /// Verbs whose object is to do what the infinitive says.
    private static let choosing: Set<String> = [
        "appoint", "elect", "hire", "choose", "nominate", "select", "pick", "recruit", "assign", "send", "name",
        "invite",
        "commission", "employ", "engage", "designate", "tap",
    ]
}
