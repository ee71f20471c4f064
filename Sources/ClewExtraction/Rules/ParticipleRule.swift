/// A participle after a noun says something of that noun.
package enum ParticipleRule: SubjectRule {
    package static let name = "participle"
    package static let confidence = 0.8
    package static let explanation = """
        A participle after a noun speaks of that noun: "a firm based in Leeds" gives headquartered_in(firm, Leeds), "a \
        company making chips" gives produces(company, chips).
        """

    package static func subjects(of clause: Int, in reader: ClauseReader) -> [Int]? {
        let tree = reader.tree
        guard tree.dependencies[clause] == .acl, !tree.isRelativeClause(clause), !tree.isInfinitive(clause),
            ["VBN", "VBG", "VBD"].contains(tree.xpos(clause)), tree.marker(of: clause).isEmpty
        else { return nil }
        let noun = tree.heads[clause]
        // "71 percent, compared with 68 last year": beside it, and of nothing.
        if tree.lemmas[clause] == "compare", clause > 0, tree.tokens[clause - 1].form == "," { return nil }
        // "Mistake 3: Forgetting to save": a heading, and what it is about.
        if let start = tree.subtree(of: clause).first,
            tree.tokens[max(start - 1, 0)...start].contains(where: { $0.form == ":" })
        {
            return nil
        }
        // "a model called R1" gives the noun its name, and says nothing else.
        if let name = tree.naming(of: noun), tree.heads[name] == clause { return nil }
        // "claims of a group linked to Acme": reports are linked to nobody.
        if ReportNoun.alleged.contains(tree.lemmas[noun]),
            let actor = tree.children(of: noun, .nmod).last(where: { noun < $0 && $0 < clause }),
            ["of", "about", "against", "by"].contains(tree.preposition(of: actor)),
            let type = NounType.guess(actor, in: tree), TypeList.agents.contains(type)
        {
            return [actor]
        }
        // "spent the night locked in a car": who spent it.
        if tree.dependencies[noun] == .obj, tree.heads[noun] >= 0, tree.lemmas[tree.heads[noun]] == "spend",
            Circumstance.isTime(noun, type: nil, in: tree)
        {
            return reader.subjectReading(of: tree.heads[noun])?.heads
        }
        // "Shares in Acme, based in Leeds, fell".
        if ["base", "headquarter", "found"].contains(tree.lemmas[clause]),
            ["share", "stock", "profit", "sale", "revenue"].contains(tree.lemmas[noun]),
            let owner = tree.children(of: noun, .nmod).last(where: { $0 < clause })
        {
            return [owner]
        }
        return [described(noun, by: clause, in: reader)]
    }

    /// "Acme is a firm based in Leeds", "Acme, a firm based in Leeds": what is said of such a noun holds of the name that it
    /// describes.
    private static func described(_ noun: Int, by clause: Int, in reader: ClauseReader) -> Int {
        let tree = reader.tree
        if let name = AppositionRule.name(describedBy: noun, in: tree) { return name }
        // "was in the city giving a lecture": not the city was.
        if tree.child(of: noun, .cop) != nil, !tree.preposition(of: noun).isEmpty,
            tree.xpos(clause) == "VBG", NounType.guess(noun, in: tree) == .location,
            let holder = tree.writtenSubject(of: noun) ?? reader.subjectReading(of: noun)?.heads.first
        {
            let type = NounType.guess(holder, in: tree)
            if type == .person || type == .group || tree.isPronoun(holder) { return reader.resolved(holder) }
        }
        guard tree.upos(noun) == "NOUN", !tree.isName(noun), tree.child(of: noun, .cop) != nil,
            tree.preposition(of: noun).isEmpty, tree.expletive(of: noun) == nil,
            let holder = tree.writtenSubject(of: noun).map(reader.resolved),
            ["", "a", "an", "the"].contains(tree.determiner(of: noun))
        else { return noun }
        let isPerson = NounType.guess(holder, in: tree) == .person
        if isPerson, let type = NounType.ofLemma(tree.lemmas[noun]), type != .person { return noun }
        return holder
    }
}
