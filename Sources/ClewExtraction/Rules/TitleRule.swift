import ClewModel

/// A title before a person's name.
package enum TitleRule: ExtractionRule {
    package static let name = "title"
    package static let confidence = 0.84
    package static let explanation = """
        A title before a name: "Acme chief executive Ann Lee" gives ceo_of(Ann Lee, Acme), "President Lee" gives \
        has_role(Lee, President). A former title gives has_role with the word "former", and nothing else.
        """

    static func read(into work: inout SentenceWork) {
        let tree = work.tree
        // "Ann Lee, writer Joe Ray, agent Kim Poe": whose title each is, a list does not say.
        if tree.isListOfNames { return }
        for word in tree.words where tree.isName(word) && isPerson(word, in: tree) && tree.dependencies[word] != .flat {
            for title in tree.children[word] where title < word && isTitle(title, of: word, in: tree) {
                read(title, of: word, into: &work)
            }
        }
    }

    private static func isPerson(_ word: Int, in tree: SentenceTree) -> Bool {
        tree.spans[word] >= 0 && tree.sentence.names[tree.spans[word]].type == .person
    }

    private static func isTitle(_ title: Int, of name: Int, in tree: SentenceTree) -> Bool {
        guard [.compound, .nmod, .flat, .dep, .appos].contains(tree.dependencies[title]),
            tree.subtypes[title] != "poss",
            ["NOUN", "PROPN"].contains(tree.upos(title)), tree.preposition(of: title).isEmpty
        else { return false }
        if tree.spans[title] >= 0, tree.spans[title] == tree.spans[name] { return false }
        // "Fourteen-man Ardmoyle".
        if tree.children(of: title, .nummod).contains(where: { tree.tokens[$0 + 1].form == "-" && $0 < title }) {
            return false
        }
        return NounType.ofLemma(tree.lemmas[title]) == .person
            || ["prime", "chief", "general"].contains(tree.lemmas[title])
    }

    private static func read(_ title: Int, of name: Int, into work: inout SentenceWork) {
        guard let holder = work.argument(name), let role = work.kind(title) else { return }
        let tree = work.tree
        RoleNoun.read(
            title, holder: holder, anchor: name, isPresupposed: true, rule: Self.name, confidence: confidence,
            into: &work)
        // "Acme chief executive Ann Lee" may have Acme under Lee.
        for other in tree.children[name] where other < title && tree.isName(other) && tree.subtypes[other] != "poss" {
            guard [.compound, .nmod].contains(tree.dependencies[other]), let owner = work.argument(other),
                !RoleNoun.isFormer(title, in: tree)
            else { continue }
            for lemma in RoleNoun.names(of: title, in: tree) {
                for trigger in work.catalog.triggers(.role, lemma: lemma)
                where trigger.object.contains(where: { $0.place == "mod" && $0.accepts(owner) })
                    && trigger.subject.contains(where: { $0.place == "self" && $0.accepts(holder) })
                {
                    work.propose(
                        Proposal(
                            subject: holder, predicate: trigger.relation, object: owner, anchor: name,
                            isPresupposed: true, rule: Self.name, confidence: confidence))
                }
            }
        }
        work.propose(
            Proposal(
                subject: holder, predicate: "has_role", object: role, anchor: name, isPresupposed: true,
                rule: Self.name, confidence: confidence))
    }
}
