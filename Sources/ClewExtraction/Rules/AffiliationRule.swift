import ClewModel

/// An organization behind a person's name.
package enum AffiliationRule: ExtractionRule {
    package static let name = "affiliation"
    package static let confidence = 0.8
    package static let explanation = """
        An organization behind a person's name with "of", "at" or "from" is where the person works: "the biologist Ann Lee of \
        Leeds University" gives works_for(Ann Lee, Leeds University).
        """

    static func read(into work: inout SentenceWork) {
        let tree = work.tree
        for name in tree.words where isNamed(name, .person, in: tree) && tree.dependencies[name] != .flat {
            // In "the biologist Ann Lee of …" a parser hangs both on the noun.
            let noun = tree.heads[name]
            let isTight = noun >= 0 && tree.naming(of: noun) == name && tree.upos(noun) == "NOUN"
            let complements = tree.children(of: name, .nmod) + (isTight ? tree.children(of: noun, .nmod) : [])
            for complement in complements where complement > name && isNamed(complement, .organization, in: tree) {
                guard ["of", "at", "from"].contains(tree.preposition(of: complement)),
                    !(isTight && RoleNoun.isFormer(noun, in: tree)), let person = work.argument(name),
                    let organization = work.argument(complement), organization.type == .organization,
                    // Where an office has told as much, the affiliation adds nothing.
                    !work.hasRelation(between: person.argument.referent, and: organization.argument.referent)
                else { continue }
                work.propose(
                    Proposal(
                        subject: person, predicate: "works_for", object: organization, anchor: name,
                        isPresupposed: true, rule: Self.name, confidence: confidence))
            }
        }
    }

    private static func isNamed(_ word: Int, _ type: EntityType, in tree: SentenceTree) -> Bool {
        tree.spans[word] >= 0 && tree.sentence.names[tree.spans[word]].type == type
    }
}
