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
        return [described(noun, in: reader)]
    }

    /// "Acme is a firm based in Leeds", "Acme, a firm based in Leeds": what is said of such a noun holds of the name that it
    /// describes.
    private static func described(_ noun: Int, in reader: ClauseReader) -> Int {
        let tree = reader.tree
        guard tree.upos(noun) == "NOUN", !tree.isName(noun) else { return noun }
        var holder: Int?
        if tree.child(of: noun, .cop) != nil, tree.preposition(of: noun).isEmpty, tree.expletive(of: noun) == nil {
            holder = tree.writtenSubject(of: noun).map(reader.resolved)
        } else if tree.dependencies[noun] == .appos, tree.heads[noun] >= 0, tree.isName(tree.heads[noun]) {
            holder = tree.heads[noun]
        }
        guard let holder, ["", "a", "an", "the"].contains(tree.determiner(of: noun)) else { return noun }
        // "Ann Lee, head of Acme, a firm based in Leeds": a person is no firm.
        let isPerson = NounType.guess(holder, in: tree) == .person
        if isPerson, let type = NounType.ofLemma(tree.lemmas[noun]), type != .person { return noun }
        return holder
    }
}
