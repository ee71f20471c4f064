import ClewModel

/// A noun phrase beside a name that says what it is.
package enum AppositionRule: ExtractionRule {
    package static let name = "apposition"
    package static let confidence = 0.82
    package static let explanation = """
        A phrase beside a name says what the name stands for: "Acme, a maker of pumps" gives is_a(Acme, maker of pumps), \
        "Widgets' chief executive, Ann Lee" gives ceo_of(Ann Lee, Widgets). It holds whether or not what the rest of the \
        sentence tells took place.
        """

    static func read(into work: inout SentenceWork) {
        let tree = work.tree
        for word in tree.words where tree.dependencies[word] == .appos && tree.heads[word] >= 0 {
            let head = holder(of: word, in: tree)
            guard tree.isNominal(head), ["NOUN", "PROPN"].contains(tree.upos(word)) else { continue }
            // A second name is another form of the first; a number is an age or a year.
            switch (tree.isName(head), tree.isName(word)) {
            case (true, false): describe(head, by: word, into: &work)
            case (false, true): describe(word, by: head, into: &work)
            case (false, false) where ["a", "an"].contains(tree.determiner(of: word)):
                describe(head, by: word, into: &work)
            default: continue
            }
        }
        for word in tree.words { tightName(word, into: &work) }
    }

    /// What a phrase behind a comma describes. "Ann Lee, head of Acme, a rights group", "the price of Acme, a maker of pumps":
    /// the name right before the comma, where the one that the parser chose is no name or of another kind.
    private static func holder(of word: Int, in tree: SentenceTree) -> Int {
        let head = tree.heads[word]
        let start = tree.subtree(of: word).first ?? word
        guard tree.upos(word) == "NOUN", start > 1, tree.tokens[start - 1].form == ",", tree.spans[start - 2] >= 0
        else {
            return head
        }
        let span = tree.sentence.names[tree.spans[start - 2]]
        guard span.words.upperBound == start - 1, ![.date, .money, .quantity].contains(span.type),
            let near = span.words.first(where: { !span.words.contains(tree.heads[$0]) }), near != head,
            tree.isWithin(near, head), !tree.isWithin(near, word)
        else { return head }
        let kind = NounType.ofLemma(tree.lemmas[word]).map { $0 == .group ? .organization : $0 }
        let isOther = kind.map { $0 != NounType.guess(head, in: tree) } ?? !tree.isName(head)
        return isOther && kind.map { $0 == span.type } ?? (!tree.isName(head) && span.type != .person) ? near : head
    }

    /// "the start-up Acme", "a model called R2": without a comma.
    private static func tightName(_ noun: Int, into work: inout SentenceWork) {
        let tree = work.tree
        guard tree.upos(noun) == "NOUN", let name = tree.naming(of: noun) else { return }
        if tree.dependencies[name] == .appos, tree.heads[name] == noun { return }
        describe(name, by: noun, into: &work)
    }

    private static func describe(_ name: Int, by noun: Int, into work: inout SentenceWork) {
        let tree = work.tree
        // The literal of a date or sum describes nothing.
        guard let holder = work.argument(name), case .entity = holder.argument.referent else { return }
        guard tree.spans[noun] < 0 else { return }
        // "Ann Lee, head of Acme, a rights group": a person is no organization; the phrase belongs to another name.
        if holder.type == .person, let type = NounType.ofLemma(tree.lemmas[noun]),
            [.organization, .location, .product, .group].contains(type), tree.isName(name), name < noun
        {
            return
        }
        RoleNoun.read(
            noun, holder: holder, anchor: name, isPresupposed: true, rule: Self.name, confidence: confidence,
            into: &work)
        // "her son Tom": a son is nothing in himself.
        let kin = work.catalog.triggers(.role, lemma: SentenceTree.identifier(tree.lemmas[noun])).map(\.relation)
        if kin.contains(where: { ["spouse", "child_of", "sibling"].contains($0) }) { return }
        // Read as what it names, the noun would be the name itself; its words are what is said of it.
        for member in tree.conjuncts(of: noun)
        where tree.upos(member) == "NOUN" && (member == noun || tree.naming(of: member) == nil) {
            guard let kind = work.kind(member) else { continue }
            work.propose(
                Proposal(
                    subject: holder, predicate: "is_a", object: kind, anchor: name, isPresupposed: true,
                    qualifiers: origin(of: member, work: &work), rule: Self.name, confidence: confidence))
        }
    }

    /// "a company from China": where it is from.
    private static func origin(of noun: Int, work: inout SentenceWork) -> [Qualifier] {
        let tree = work.tree
        return tree.children(of: noun, .nmod).compactMap { complement in
            let isOwner = tree.possessor(of: noun) == complement
            let preposition = isOwner ? "of" : tree.preposition(of: complement)
            guard isOwner || ["from", "in", "at", "based_in"].contains(preposition),
                let value = work.argument(complement),
                value.isNamed
            else {
                return nil
            }
            return Qualifier(role: preposition, value: value.argument)
        }
    }
}
