import ClewModel

/// Nouns for what people say or surmise: `claim`, `rumour`. They report an act and cannot act themselves.
package enum ReportNoun {
    /// What they say is alleged.
    package static let alleged: Set<String> = [
        "claim", "allegation", "accusation", "rumour", "rumor", "speculation", "suspicion", "suggestion", "assertion",
        "hint", "theory", "belief", "concern", "fear", "worry", "possibility", "prospect", "likelihood", "chance",
        "risk",
        "charge", "complaint", "report", "perception", "impression", "idea", "notion", "view", "opinion", "warning",
    ]
    /// What they say is what was found or is known.
    package static let factive: Set<String> = [
        "fact", "evidence", "proof", "finding", "news", "confirmation", "discovery", "revelation", "knowledge", "sign",
        "indication", "conclusion", "announcement", "statement", "admission", "acknowledgement", "reminder", "result",
    ]

    /// Verbs that put an act down to somebody: "accused Acme of stealing".
    package static let accusing: Set<String> = ["accuse", "suspect", "charge", "blame"]

    /// The actors behind a subject. In "claims of a group may have accessed data" the claims access nothing: the phrase
    /// is a slip for "a group, it is claimed, accessed", and its actor is the group.
    package static func actors(of subject: Int, clause: Int, in tree: SentenceTree) -> [Int] {
        guard alleged.contains(tree.lemmas[subject]), tree.child(of: clause, .obj) != nil, tree.upos(clause) == "VERB",
            !effects.contains(tree.lemmas[clause])
        else { return [subject] }
        for complement in tree.children(of: subject, .nmod)
        where ["of", "about", "against"].contains(tree.preposition(of: complement)) {
            if let type = NounType.guess(complement, in: tree), TypeList.agents.contains(type) { return [complement] }
        }
        return [subject]
    }

    /// Whether the clause's subject was replaced by `actors`.
    package static func isReplaced(clause: Int, in tree: SentenceTree) -> Bool {
        guard let subject = tree.writtenSubject(of: clause) else { return false }
        return actors(of: subject, clause: clause, in: tree) != [subject]
    }

    /// What a report itself can do to something.
    private static let effects: Set<String> = [
        "cause", "spark", "prompt", "raise", "fuel", "trigger", "hurt", "damage", "follow", "include", "draw", "lead",
        "show", "suggest", "contradict", "support", "undermine", "boost", "lift", "send", "drive", "create",
        "overshadow",
        "have", "make", "contain", "add", "deepen", "force", "push", "shake", "rock", "unsettle", "surround", "affect",
        "dog", "haunt", "reach", "stir", "provoke", "generate", "help", "reflect", "mention", "name", "cite",
        "describe",
    ]
}
