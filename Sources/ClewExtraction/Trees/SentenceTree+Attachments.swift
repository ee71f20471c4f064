import ClewModel

/// More repairs of what parsers often get wrong, of forms that right trees have seldom or never.
extension SentenceTree {
    /// "Acme sued Globex": a verb in the past with an object and no auxiliary has an active subject.
    static func activateSubject(_ subject: Int, _ tokens: inout [Token]) {
        let verb = tokens[subject].head
        guard tokens[subject].relation == "nsubj:pass", tokens.indices.contains(verb), tokens[verb].upos == "VERB",
            !tokens.contains(where: { $0.head == verb && $0.relation.hasPrefix("aux") }),
            let object = tokens.firstIndex(where: { $0.head == verb && $0.universalRelation == "obj" })
        else { return }
        // A headline's "Globex fined two million" has neither a stop nor a name for its object.
        let isFinite =
            ["VBD", "VBZ", "VBP"].contains(tokens[verb].xpos)
            || tokens[verb].xpos == "VBN" && tokens[verb].relation == "root" && tokens[object].upos == "PROPN"
                && verb < object && tokens.last?.form == "."
        guard isFinite else { return }
        tokens[subject].relation = "nsubj"
        if tokens[verb].xpos == "VBN" { tokens[verb].xpos = "VBD" }
    }

    /// "Ferry operator charged over sinking": in a headline, to whom the law or an employer does something without an object
    /// has it done to them.
    static func passivateHeadline(_ subject: Int, _ tokens: inout [Token]) {
        let verb = tokens[subject].head
        guard tokens[subject].relation == "nsubj", tokens.indices.contains(verb), subject < verb,
            tokens[verb].relation == "root", ["VBN", "VBD"].contains(tokens[verb].xpos),
            endured.contains(tokens[verb].lemma.lowercased()), let last = tokens.last,
            ![".", "!", "?"].contains(last.form),
            !tokens.contains(where: {
                // "Water firm fined £3m".
                $0.head == verb && !currencies.contains($0.form)
                    && ($0.relation.hasPrefix("aux") || ["obj", "xcomp", "ccomp"].contains($0.universalRelation))
            })
        else { return }
        tokens[subject].relation = "nsubj:pass"
        tokens[verb].xpos = "VBN"
    }

    private static let endured: Set<String> = [
        "charge", "arrest", "convict", "jail", "fine", "sentence", "acquit", "ban", "sack", "fire", "hire", "appoint",
        "suspend", "injure", "rescue", "deport", "indict", "detain", "evacuate",
    ]

    /// "after the river flooded the town": where a parser takes the subject of a clause of time for a phrase with the
    /// clause's first word as its preposition.
    static func freeClauseSubject(_ noun: Int, _ tokens: inout [Token]) {
        let verb = tokens[noun].head
        guard tokens[noun].universalRelation == "obl", tokens.indices.contains(verb), noun < verb,
            ["advcl", "acl"].contains(tokens[verb].universalRelation),
            ["VBD", "VBZ", "VBP", "VBN"].contains(tokens[verb].xpos)
        else { return }
        let given = tokens
        let own = given.indices.filter { given[$0].head == verb }
        // "as the vote is put off".
        let isFinite = own.contains {
            ["VBD", "VBZ", "VBP"].contains(given[$0].xpos) && given[$0].universalRelation == "aux"
        }
        guard given[verb].xpos != "VBN" || isFinite else { return }
        guard let marker = given[..<noun].firstIndex(where: { $0.head == noun && $0.universalRelation == "case" }),
            ["after", "before", "since", "until", "as"].contains(given[marker].form.lowercased()),
            !own.contains(where: { ["nsubj", "mark", "csubj"].contains(given[$0].universalRelation) }),
            own.allSatisfy({ $0 >= noun }),
            !given[noun..<verb].contains(where: { $0.form == "," })
        else { return }
        tokens[noun].relation = "nsubj"
        tokens[marker].head = verb
        tokens[marker].relation = "mark"
    }

    /// "with Ann Lee, who was born in Leeds and paid for it": where no comma ends the relative clause that one has begun,
    /// the verb behind "and" goes on with the clause.
    static func joinRelativeClause(_ verb: Int, _ tokens: inout [Token]) {
        let main = tokens[verb].head
        guard tokens[verb].universalRelation == "conj", tokens[verb].upos == "VERB", tokens.indices.contains(main),
            main < verb
        else { return }
        let given = tokens
        guard let link = (main..<verb).first(where: { given[$0].head == verb && given[$0].universalRelation == "cc" }),
            link > main + 1,
            !given.contains(where: { $0.head == verb && $0.universalRelation == "nsubj" })
        else { return }
        let clause = ((main + 1)..<link).last {
            given[$0].relation == "acl:relcl" && given[$0].xpos == given[verb].xpos
                || given[$0].relation == "acl:relcl" && given[verb].xpos == "VBD"
        }
        guard let clause,
            let pronoun = (main..<clause).last(where: {
                given[$0].head == clause && ["who", "which"].contains(given[$0].lemma.lowercased())
                    && given[$0].universalRelation == "nsubj"
            }), pronoun > 0, given[pronoun - 1].form == ",",
            !given[pronoun..<verb].contains(where: { $0.form == "," })
        else { return }
        tokens[verb].head = clause
    }

    /// "The town was freed after its occupation by the army": who stands right behind a noun for an act did that, and not
    /// what the verb before it says.
    static func joinAgent(_ noun: Int, _ tokens: inout [Token]) {
        let verb = tokens[noun].head
        guard tokens[noun].universalRelation == "obl", tokens.indices.contains(verb) else { return }
        let given = tokens
        guard let by = given[..<noun].lastIndex(where: { $0.head == noun && $0.universalRelation == "case" }),
            given[by].form.lowercased() == "by", by > verb + 1, given[by - 1].upos == "NOUN"
        else { return }
        let act = by - 1
        let lemma = given[act].lemma.lowercased()
        guard given[act].head == verb, given[act].universalRelation == "obl",
            SentenceTree.acts.contains(lemma) || lemma.hasSuffix("ation") && lemma.count > 7,
            let preposition = given.first(where: { $0.head == act && $0.universalRelation == "case" }),
            ["after", "before", "during", "following", "since", "despite", "amid", "until"]
                .contains(preposition.form.lowercased())
        else { return }
        tokens[noun].head = act
        tokens[noun].relation = "nmod"
    }

    private static let acts: Set<String> = [
        "attack", "siege", "raid", "takeover", "acquisition", "purchase", "invasion", "strike", "assault",
        "bombardment",
        "destruction", "rejection", "election", "review", "visit", "decision", "campaign", "offensive", "capture",
        "arrest",
    ]

    /// "led by Ann Lee of Acme": what follows a name behind "of" belongs to the name, unless its verb asks for it.
    static func joinOf(_ noun: Int, _ tokens: inout [Token]) {
        let verb = tokens[noun].head
        guard tokens[noun].universalRelation == "obl", tokens[noun].upos == "PROPN", tokens.indices.contains(verb),
            ![
                "accuse", "convict", "deprive", "rob", "remind", "inform", "warn", "cure", "rid", "acquit", "suspect",
                "assure", "notify", "strip", "clear", "tell", "dream", "think", "hear", "die", "speak", "approve",
                "dispose",
            ]
            .contains(tokens[verb].lemma.lowercased())
        else { return }
        let given = tokens
        guard let preposition = given[..<noun].firstIndex(where: { $0.head == noun && $0.universalRelation == "case" }),
            given[preposition].form.lowercased() == "of", preposition > 0,
            !given.contains(where: { $0.head == noun && $0.universalRelation == "case" && $0.form.lowercased() != "of" }
            )
        else { return }
        var name = preposition - 1
        guard given[name].upos == "PROPN", given[name].spaceAfter else { return }
        while ["flat", "compound"].contains(given[name].universalRelation), given.indices.contains(given[name].head),
            given[name].head < name
        {
            name = given[name].head
        }
        guard given[name].head == verb, given[name].upos == "PROPN",
            ["obl", "obj", "nsubj"].contains(given[name].universalRelation)
        else { return }
        tokens[noun].head = name
        tokens[noun].relation = "nmod"
    }

    /// "became chief executive after eleven years at Acme": where one was for so long belongs to the years.
    static func joinYears(_ noun: Int, _ tokens: inout [Token]) {
        guard tokens[noun].universalRelation == "obl" else { return }
        let given = tokens
        guard let preposition = given[..<noun].firstIndex(where: { $0.head == noun && $0.universalRelation == "case" }),
            preposition > 1, ["at", "with", "in", "as"].contains(given[preposition].form.lowercased())
        else { return }
        let years = preposition - 1
        guard given[years].head == given[noun].head, given[years].universalRelation == "obl",
            ["year", "month", "decade", "week"].contains(given[years].lemma.lowercased()),
            given[..<years].contains(where: { $0.head == years && $0.form.lowercased() == "after" })
        else { return }
        tokens[noun].head = years
        tokens[noun].relation = "nmod"
    }

    /// "The workers, Acme complained, had learned": a verb of saying between commas that a parser hangs on the subject, without
    /// a relative pronoun, stands beside the clause.
    static func liftReport(_ verb: Int, _ tokens: inout [Token]) {
        let noun = tokens[verb].head
        guard ["parataxis", "acl"].contains(tokens[verb].universalRelation), tokens.indices.contains(noun), noun < verb,
            tokens[noun].universalRelation == "nsubj", tokens.indices.contains(tokens[noun].head),
            tokens[noun].head > verb, tokens[verb + 1].form == ",",
            StanceLexicon.finite[tokens[verb].lemma.lowercased()] != nil,
            tokens.contains(where: { $0.head == verb && $0.universalRelation == "nsubj" }),
            !tokens[(noun + 1)..<verb].contains(where: { $0.xpos.hasPrefix("W") })
        else { return }
        tokens[verb].head = tokens[noun].head
        tokens[verb].relation = "parataxis"
    }

    /// "came to light after a guard, puzzled by a noise, opened the door": where a parser takes the subject of a clause of
    /// time for a phrase and coordinates its verb without a word for "and", it is the subject of that verb.
    static func freeTimedSubject(_ verb: Int, _ tokens: inout [Token]) {
        let main = tokens[verb].head
        guard tokens[verb].universalRelation == "conj", ["VBD", "VBZ", "VBP"].contains(tokens[verb].xpos),
            tokens.indices.contains(main), main < verb, tokens[verb - 1].form == ","
        else { return }
        let given = tokens
        guard
            !given.contains(where: { $0.head == verb && ["cc", "nsubj", "mark"].contains($0.universalRelation) }),
            let noun = given.indices.last(where: {
                $0 < verb && [main, verb].contains(given[$0].head) && given[$0].universalRelation == "obl"
            }), noun + 1 < verb - 1, given[noun + 1].form == ",",
            // "after the war, built a yard, founded Acme and sold it": a list.
            !given.indices.contains(where: { word in
                word > verb && given[word].head == main && given[word].universalRelation == "conj"
                    && given.contains { $0.head == word && $0.universalRelation == "cc" }
            }),
            let marker = given[..<noun].firstIndex(where: { $0.head == noun && $0.universalRelation == "case" }),
            ["after", "before", "since", "until", "when", "because"].contains(given[marker].form.lowercased())
        else { return }
        tokens[verb].relation = "advcl"
        tokens[noun].head = verb
        tokens[noun].relation = "nsubj"
        tokens[marker].head = verb
        tokens[marker].relation = "mark"
    }

    /// "faster permits and lower fees": an adjective right before a coordinated noun that a parser hangs on the first one
    /// belongs to the noun that it stands before.
    static func moveAdjective(_ adjective: Int, _ tokens: inout [Token]) {
        let noun = adjective + 1
        guard tokens[adjective].universalRelation == "amod", tokens.indices.contains(noun),
            tokens[adjective].head < adjective, tokens[noun].upos == "NOUN",
            tokens[noun].universalRelation == "conj", tokens[noun].head == tokens[adjective].head
        else { return }
        tokens[adjective].head = noun
    }

    /// "accused in a newspaper of paying for applause": what somebody is accused of belongs to the verb.
    static func liftAccusation(_ clause: Int, _ tokens: inout [Token]) {
        let noun = tokens[clause].head
        guard tokens[clause].universalRelation == "acl", tokens[clause].xpos == "VBG", tokens.indices.contains(noun),
            noun < clause, ["obl", "obj"].contains(tokens[noun].universalRelation),
            tokens.indices.contains(tokens[noun].head)
        else { return }
        let verb = tokens[noun].head
        guard ["accuse", "convict", "suspect", "acquit"].contains(tokens[verb].lemma.lowercased()),
            tokens[..<clause].contains(where: {
                $0.head == clause && $0.universalRelation == "mark" && $0.form.lowercased() == "of"
            })
        else { return }
        tokens[clause].head = verb
        tokens[clause].relation = "advcl"
    }

    /// "faces up to twelve years": how much at most, and no facing up, which a parser makes of it.
    static func joinUpTo(_ number: Int, _ tokens: inout [Token]) {
        let noun = tokens[number].head
        guard tokens[number].universalRelation == "nummod", number > 2, tokens.indices.contains(noun), noun > number,
            tokens[noun].universalRelation == "obl", tokens.indices.contains(tokens[noun].head),
            tokens[noun].head == number - 3, tokens[number - 2].form == "up", tokens[number - 1].form == "to"
        else { return }
        let verb = number - 3
        guard
            [
                "face", "earn", "cost", "serve", "hold", "get", "pay", "receive", "lose", "spend", "carry", "last",
                "take",
            ]
            .contains(tokens[verb].lemma.lowercased()),
            !tokens.contains(where: { $0.head == verb && $0.universalRelation == "obj" })
        else { return }
        tokens[noun].relation = "obj"
        tokens[number - 2].head = number
        tokens[number - 2].relation = "advmod"
        tokens[number - 1].head = number - 2
        tokens[number - 1].relation = "fixed"
    }
}
