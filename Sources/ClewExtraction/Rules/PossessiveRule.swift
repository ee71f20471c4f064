import ClewModel

/// A noun for a role, with whom it is for, where the article has said who holds it.
package enum PossessiveRule: ExtractionRule {
    package static let name = "possessive"
    package static let confidence = 0.75
    package static let explanation = """
        "Acme's founder returned": where the article says elsewhere that the founder is Lee, this gives founded(Lee, \
        Acme). The possessor may be a pronoun: "its largest investor".
        """

    static func read(into work: inout SentenceWork) {
        let tree = work.tree
        for word in tree.words
        where tree.upos(word) == "NOUN" && !tree.isPredicate(word) && tree.naming(of: word) == nil {
            guard tree.dependencies[word] != .appos,
                !RoleNoun.names(of: word, in: tree).allSatisfy({ work.catalog.triggers(.role, lemma: $0).isEmpty }),
                let holder = work.argument(word), holder.isNamed, tree.spans[word] < 0
            else { continue }
            guard case .entity(let entity) = holder.argument.referent,
                // "the Acme CEO", under no other name: that is no news of anybody.
                !work.table.entities[entity].name.lowercased().split(separator: " ")
                    .contains(Substring(tree.tokens[word].form.lowercased()))
            else { continue }
            RoleNoun.read(
                word, holder: holder, anchor: word, isPresupposed: true, rule: name, confidence: confidence, into: &work
            )
        }
    }
}
