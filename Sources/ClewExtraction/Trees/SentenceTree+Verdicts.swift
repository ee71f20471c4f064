import ClewModel

extension SentenceTree {
    /// "considers the risk to the public low": where a parser makes the noun of the last phrase of an adjective that ends
    /// what a verb judges, the phrase's noun is the word before it, and the adjective is the verdict.
    static func freeVerdict(_ word: Int, _ tokens: inout [Token]) {
        freeParticiple(word, &tokens)
        guard tokens[word].upos == "NOUN", tokens[word].xpos == "NN", verdicts.contains(tokens[word].form.lowercased()),
            ["obj", "nmod"].contains(tokens[word].universalRelation), isLast(word, tokens)
        else { return }
        let given = tokens
        let noun = word - 1
        guard let verb = judge(of: word, given), given.indices.contains(noun), noun > verb, given[noun].head == word,
            ["amod", "compound"].contains(given[noun].universalRelation),
            // "the public low": an article before the two.
            given[..<noun].contains(where: {
                $0.head == word && ($0.universalRelation == "det" || $0.relation == "nmod:poss")
            })
        else { return }
        for other in given.indices where given[other].head == word && other != noun { tokens[other].head = noun }
        tokens[noun].head = given[word].head
        tokens[noun].relation = given[word].relation
        tokens[noun].upos = "NOUN"
        tokens[word].head = verb
        tokens[word].relation = "xcomp"
        tokens[word].upos = "ADJ"
        tokens[word].xpos = "JJ"
    }

    /// "called the results promising": where a parser makes a clause about the object of the participle that ends what a
    /// verb calls it.
    private static func freeParticiple(_ word: Int, _ tokens: inout [Token]) {
        let noun = tokens[word].head
        guard ["VBG", "VBN"].contains(tokens[word].xpos), tokens[word].relation == "acl", noun == word - 1,
            tokens.indices.contains(noun), tokens[noun].universalRelation == "obj", isLast(word, tokens),
            tokens.indices.contains(tokens[noun].head),
            naming.contains(tokens[tokens[noun].head].lemma.lowercased()),
            !tokens.contains(where: { $0.head == word && $0.upos != "ADV" && $0.upos != "PUNCT" })
        else { return }
        tokens[word].head = tokens[noun].head
        tokens[word].relation = "xcomp"
        tokens[word].upos = "ADJ"
        tokens[word].xpos = "JJ"
        tokens[word].lemma = tokens[word].form.lowercased()
    }

    private static let naming: Set<String> = [
        "call", "consider", "deem", "rate", "label", "judge", "declare", "brand", "term", "dub",
    ]

    /// The verb of judging whose object ends in the word.
    private static func judge(of word: Int, _ tokens: [Token]) -> Int? {
        var above = word
        for _ in 0..<6 where tokens.indices.contains(above) && tokens[above].universalRelation == "nmod" {
            above = tokens[above].head
        }
        guard tokens.indices.contains(above), tokens[above].universalRelation == "obj",
            tokens.indices.contains(tokens[above].head),
            !tokens.contains(where: { $0.head == tokens[above].head && $0.universalRelation == "xcomp" })
        else { return nil }
        let verb = tokens[above].head
        return judging.contains(tokens[verb].lemma.lowercased()) ? verb : nil
    }

    private static func isLast(_ word: Int, _ tokens: [Token]) -> Bool {
        word + 1 == tokens.count || tokens[word + 1].upos == "PUNCT"
            || ["CCONJ", "SCONJ"].contains(tokens[word + 1].upos)
    }

    private static let judging: Set<String> = [
        "consider", "deem", "judge", "rate", "call", "find", "think", "declare", "keep", "make", "hold", "believe",
        "rank",
    ]

    /// Adjectives that are nouns as well.
    private static let verdicts: Set<String> = [
        "low", "high", "good", "wrong", "right", "essential", "fair", "minor", "routine", "standard", "positive",
        "negative", "moderate", "extreme", "average", "ideal", "secret", "safe", "subject", "void", "secure", "sound",
        "legal", "vital", "harmless", "small", "unlikely", "likely",
    ]
}
