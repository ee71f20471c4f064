import ClewModel

/// Repairs of relative clauses and participles, each of a form that no right tree has.
extension SentenceTree {
    /// "an alarm, which, he said, woke the street": where a parser makes a relative clause of the words between two commas
    /// that say who said so, they stand beside the clause behind them.
    static func freeParenthesis(_ verb: Int, _ tokens: inout [Token]) {
        guard tokens[verb].relation == "acl:relcl", tokens[verb].upos == "VERB", tokens.indices.contains(verb + 2),
            tokens[verb + 1].form == ",", case .reported? = StanceLexicon.finite[tokens[verb].lemma.lowercased()]
        else { return }
        let given = tokens
        let own = given.indices.filter { given[$0].head == verb && given[$0].upos != "PUNCT" }
        guard own.count == 1, let subject = own.first, given[subject].universalRelation == "nsubj", subject < verb,
            let comma = given[..<subject].lastIndex(where: { $0.form == "," }), comma > 0,
            ["which", "who", "that"].contains(given[comma - 1].lemma.lowercased()),
            let clause = given[verb...].dropFirst().firstIndex(where: {
                $0.relation == "acl:relcl" && $0.head == given[verb].head
            })
        else { return }
        tokens[verb].head = clause
        tokens[verb].relation = "parataxis"
    }

    /// "the drug, which Acme said cost millions": where a parser makes an object of the pronoun that is the subject of what
    /// was said, beside another object.
    static func fillReportedGap(_ pronoun: Int, _ tokens: inout [Token]) {
        let clause = tokens[pronoun].head
        guard tokens[pronoun].relation == "obj", ["which", "who", "that"].contains(tokens[pronoun].lemma.lowercased()),
            tokens.indices.contains(clause), pronoun < clause, tokens[clause].universalRelation == "ccomp",
            ["VBD", "VBZ", "VBP"].contains(tokens[clause].xpos),
            !tokens.contains(where: {
                $0.head == clause && ($0.universalRelation == "nsubj" || $0.relation.hasPrefix("aux"))
            })
        else { return }
        let verb = tokens[clause].head
        guard tokens.indices.contains(verb), pronoun < verb, verb < clause, tokens[verb].relation == "acl:relcl",
            tokens.indices.contains(where: {
                $0 > clause && tokens[$0].head == clause && tokens[$0].universalRelation == "obj"
            })
        else { return }
        tokens[pronoun].relation = "nsubj"
    }

    /// "for museums and the firm, which is exempt": a clause in the singular behind a comma speaks of the last of several.
    static func joinSingularClause(_ verb: Int, _ tokens: inout [Token]) {
        let noun = tokens[verb].head
        guard tokens[verb].universalRelation == "acl", tokens.indices.contains(noun), noun < verb,
            isPluralVerb(verb, tokens) == false
        else { return }
        let given = tokens
        let pronoun = (noun..<verb).first {
            given[$0].head == verb && given[$0].universalRelation == "nsubj"
                && ["which", "who"].contains(given[$0].lemma.lowercased())
        }
        guard let pronoun, pronoun > 1, given[pronoun - 1].form == ",",
            let last = given[noun..<pronoun].lastIndex(where: { $0.head == noun && $0.universalRelation == "conj" }),
            isPluralNoun(last, given) == false,
            // Nothing but the last noun's own name stands between it and the pronoun.
            ((last + 1)..<(pronoun - 1)).allSatisfy({ given[$0].head == last })
        else { return }
        tokens[verb].head = last
    }

    /// "elected a president and parliament dominated by liberals": where a parser hangs a passive participle with its doer
    /// on the verb, though nothing parts it from the noun before it, the noun undergoes it.
    static func joinParticiple(_ participle: Int, _ tokens: inout [Token]) {
        let noun = participle - 1
        guard tokens[participle].universalRelation == "advcl", tokens[participle].xpos == "VBN", noun > 0,
            ["NOUN", "PROPN"].contains(tokens[noun].upos),
            tokens.contains(where: { $0.head == participle && $0.relation == "obl:agent" }),
            !tokens.contains(where: {
                $0.head == participle
                    && (["mark", "nsubj"].contains($0.universalRelation) || $0.relation.hasPrefix("aux"))
            })
        else { return }
        var head = noun
        for _ in tokens.indices
        where ["flat", "compound"].contains(tokens[head].universalRelation)
            && tokens.indices.contains(tokens[head].head)
        {
            head = tokens[head].head
        }
        guard head < participle, tokens[head].head != participle else { return }
        tokens[participle].head = head
        tokens[participle].relation = "acl"
    }

    /// "went on to found Acme": what follows `to` at once is an infinitive, whatever past it may look like.
    static func makeInfinitive(_ verb: Int, _ tokens: inout [Token]) {
        guard verb > 0, tokens[verb].upos == "VERB", ["VBD", "VBN"].contains(tokens[verb].xpos),
            tokens[verb - 1].head == verb, tokens[verb - 1].xpos == "TO"
        else { return }
        tokens[verb].xpos = "VB"
        tokens[verb].lemma = tokens[verb].form.lowercased()
    }

    /// "hunger, cold or gulls pecking at them": where a parser hangs a participle on the first of several nouns though
    /// nothing parts it from the last, only the last is certain to do it.
    static func joinNearParticiple(_ participle: Int, _ tokens: inout [Token]) {
        let near = participle - 1
        let noun = tokens[participle].head
        guard tokens[participle].relation == "acl", ["VBG", "VBN"].contains(tokens[participle].xpos), noun >= 0,
            noun < near, tokens[near].upos == "NOUN", tokens[near].universalRelation == "conj",
            tokens[near].head == noun || tokens[near].head > noun && tokens[near].head < near,
            !tokens.contains(where: { $0.head == participle && $0.universalRelation == "mark" })
        else { return }
        tokens[participle].head = near
    }

    /// "Asked about the merger, Lee laughed": a clause before the main one that begins with a past participle, and has
    /// neither subject nor object nor a word to introduce it, tells what was done to the subject.
    static func passivateParticiple(_ verb: Int, _ tokens: inout [Token]) {
        guard tokens[verb].universalRelation == "advcl", tokens[verb].xpos == "VBD", tokens[verb].head > verb,
            verb == 0 || tokens[verb - 1].upos == "PUNCT",
            !tokens.contains(where: {
                $0.head == verb
                    && (["mark", "nsubj", "obj", "ccomp", "xcomp", "advmod"].contains($0.universalRelation)
                        || $0.relation.hasPrefix("aux"))
            })
        else { return }
        tokens[verb].xpos = "VBN"
    }
}
