import ClewModel

/// What only people do and have: marriages, children, a home. "They" beside it is no organization.
enum HumanLife {
    /// Whether a pronoun is the subject or object of such a verb, or the possessor or holder of such a thing. O(children).
    static func isLived(by pronoun: Int, in tree: DependencyIndex) -> Bool {
        let governor = tree.heads[pronoun]
        guard governor >= 0 else { return false }
        let lemma = { (word: Int) in tree.tokens[word].lemma.lowercased() }
        if tree.relation(pronoun) == "nmod" { return kin.contains(lemma(governor)) || homes.contains(lemma(governor)) }
        guard tree.relation(pronoun) == "nsubj" else { return false }
        // "They hired staff and live in Leeds": joined verbs have one subject.
        let verbs =
            [governor] + tree.children[governor].filter { tree.relation($0) == "conj" && tree.subject(of: $0) == nil }
        return verbs.contains { verb in
            if acts.contains(lemma(verb)) { return true }
            guard holding.contains(lemma(verb)) else { return false }
            return tree.children[verb].contains { tree.relation($0) == "obj" && kin.contains(lemma($0)) }
        }
    }

    private static let acts: Set<String> = [
        "marry", "wed", "divorce", "live", "reside", "honeymoon", "elope", "cohabit",
    ]

    private static let holding: Set<String> = ["have", "raise", "adopt", "expect", "bear", "lose", "bring_up"]

    private static let kin: Set<String> = [
        "daughter", "son", "child", "baby", "twin", "kid", "grandchild", "grandson", "granddaughter", "mother",
        "father",
        "parent", "sister", "brother", "sibling", "wife", "husband", "nephew", "niece", "stepson", "stepdaughter",
    ]

    private static let homes: Set<String> = ["marriage", "wedding", "honeymoon", "divorce", "childhood"]
}
