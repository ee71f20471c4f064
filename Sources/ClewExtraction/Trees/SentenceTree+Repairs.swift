import ClewModel

/// Repairs of what parsers often get wrong, made on the words before the tree is built. Each asks for a form that no
/// right tree has, such as two subjects of one verb.
extension SentenceTree {
    /// "the newspaper Delo reported": where a parser makes two subjects or objects of a noun and the name that follows it
    /// at once, the name belongs to the noun.
    static func joinNameToNoun(_ name: Int, _ tokens: inout [Token]) {
        let noun = name - 1
        guard noun >= 0, tokens[name].upos == "PROPN", tokens[noun].upos == "NOUN", tokens[noun].spaceAfter,
            ["nsubj", "obj", "iobj", "obl"].contains(tokens[name].universalRelation),
            ["nsubj", "obj", "iobj", "obl"].contains(tokens[noun].universalRelation),
            tokens[name].head == tokens[noun].head, !isSubjectBehindPhrase(name, noun, tokens)
        else { return }
        tokens[name].head = noun
        tokens[name].relation = "appos"
        // "founded by engineer Ann Lee": the preposition stands before both.
        for marker in 0..<noun where tokens[marker].head == name && tokens[marker].universalRelation == "case" {
            tokens[marker].head = noun
        }
    }

    /// "On the last page Lee asks": behind a phrase with a preposition stands the verb's only subject.
    private static func isSubjectBehindPhrase(_ name: Int, _ noun: Int, _ tokens: [Token]) -> Bool {
        let verb = tokens[name].head
        return tokens[name].universalRelation == "nsubj" && tokens[noun].universalRelation == "obl"
            && !tokens.indices.contains {
                $0 != name && tokens[$0].head == verb && tokens[$0].universalRelation == "nsubj"
            }
    }

    /// "Jab protects children, trial finds": where a parser makes a compound of the subject of a verb of saying that ends a
    /// headline.
    static func freeHeadlineSubject(_ verb: Int, _ tokens: inout [Token]) {
        let subject = verb - 1
        guard subject >= 0, tokens[verb].upos == "VERB", ["VBZ", "VBD"].contains(tokens[verb].xpos),
            ["parataxis", "ccomp"].contains(tokens[verb].universalRelation), tokens[subject].head == verb,
            tokens[subject].universalRelation == "compound", tokens[subject].upos == "NOUN",
            !tokens.contains(where: { $0.head == verb && $0.universalRelation == "nsubj" })
        else { return }
        tokens[subject].relation = "nsubj"
    }

    /// "Chair Ann Lee told …": where a parser makes two subjects of a title with a capital and the name, the title belongs
    /// to the name.
    static func joinTitle(_ name: Int, _ tokens: inout [Token]) {
        let title = name - 1
        guard tokens.indices.contains(title), tokens.indices.contains(name), tokens[title].upos == "PROPN",
            tokens[title].head == tokens[name].head, tokens[title].head >= 0,
            tokens[title].universalRelation == tokens[name].universalRelation,
            ["nsubj", "obj", "obl"].contains(tokens[name].universalRelation)
        else { return }
        tokens[title].head = name
        tokens[title].relation = "nmod:desc"
    }

    /// "a member of Acme, Ann Lee": where a parser makes a person's name the apposition of the name within a phrase for a
    /// person, it names that person.
    static func liftApposition(_ name: Int, _ tokens: inout [Token]) {
        guard tokens.indices.contains(name), tokens[name].universalRelation == "appos" else { return }
        let inner = tokens[name].head
        guard tokens.indices.contains(inner), inner < name, tokens[inner].upos == "PROPN",
            tokens[inner].universalRelation == "nmod"
        else { return }
        let noun = tokens[inner].head
        guard tokens.indices.contains(noun), noun < inner, tokens[noun].upos == "NOUN", tokens[noun].xpos == "NN",
            NounType.ofLemma(tokens[noun].lemma.lowercased()) == .person,
            tokens[..<inner].contains(where: { $0.head == noun && $0.universalRelation == "det" })
        else { return }
        tokens[name].head = noun
    }

    /// "Mayor of Leeds": what has a preposition of its own is no part of a name before it, and the words of a name that a
    /// parser hangs side by side on one noun ("mayor of Port", "Elena") belong together.
    static func joinName(_ words: Range<Int>, _ tokens: inout [Token]) {
        let words = words.clamped(to: tokens.indices)
        guard let first = words.first(where: { !words.contains(tokens[$0].head) }) else { return }
        let given = tokens
        let hasPreposition = { (word: Int) in
            given[first..<word].contains { $0.head == word && $0.universalRelation == "case" }
        }
        for word in words where word > first && given[word].head == given[first].head && given[word].head >= 0 {
            guard given[word].relation == given[first].relation, given[word].upos == "PROPN",
                given[first].upos == "PROPN",
                !hasPreposition(word)
            else { continue }
            tokens[word].head = first
            tokens[word].relation = "flat"
            for below in tokens.indices where tokens[below].head == word && !words.contains(below) {
                tokens[below].head = first
            }
        }
        if given[first].universalRelation == "flat", given[first].head < first, given[first].head >= 0,
            given[..<first].contains(where: { $0.head == first && $0.universalRelation == "case" })
        {
            tokens[first].relation = "nmod"
        }
    }

    /// "Leeds-based firm": the name before the hyphen belongs to the participle behind it.
    static func joinHyphenated(_ name: Int, _ tokens: inout [Token]) {
        let participle = name + 2
        guard tokens.indices.contains(participle), tokens[name + 1].form == "-", tokens[name].upos == "PROPN",
            tokens[participle].xpos == "VBN", tokens[participle].universalRelation == "amod",
            tokens[name].head != participle, tokens[name].head >= 0, !tokens[name].spaceAfter
        else { return }
        tokens[name].head = participle
        tokens[name].relation = "obl"
    }

    /// "t-shirts and prints": where a parser hangs the second half of a word with a hyphen on the first, the second carries
    /// the phrase.
    static func flipHyphenated(_ part: Int, _ tokens: inout [Token]) {
        let last = part + 2
        guard tokens.indices.contains(last), tokens[part + 1].form == "-", !tokens[part].spaceAfter,
            !tokens[part + 1].spaceAfter, tokens[last].head == part, tokens[last].upos == "NOUN",
            ["nmod", "dep", "flat", "compound"].contains(tokens[last].universalRelation),
            ["NOUN", "X", "SYM", "NUM"].contains(tokens[part].upos)
        else { return }
        for word in tokens.indices where tokens[word].head == part && word != last && word != part + 1 {
            tokens[word].head = last
        }
        (tokens[last].head, tokens[last].relation) = (tokens[part].head, tokens[part].relation)
        (tokens[part].head, tokens[part].relation) = (last, "compound")
    }

    /// "Ray said Lee believes it": where a parser gives `said` both subjects, the one behind it belongs to the clause.
    static func moveSubject(_ clause: Int, _ tokens: inout [Token]) {
        let verb = tokens[clause].head
        guard tokens[clause].universalRelation == "ccomp", tokens.indices.contains(verb), verb < clause else { return }
        let given = tokens
        let isSubject = { (word: Int, head: Int) in
            given[word].head == head && given[word].universalRelation == "nsubj"
        }
        guard let between = ((verb + 1)..<clause).first(where: { isSubject($0, verb) }),
            (0..<verb).contains(where: { isSubject($0, verb) }),
            !given.indices.contains(where: { isSubject($0, clause) })
        else { return }
        tokens[between].head = clause
    }

    /// Whether the tree takes for a verb what the tagger took for a plural noun: "Acme, which partners with …". It has a
    /// subject of its own, and neither article nor copula.
    static func isVerbTaggedAsNoun(_ word: Int, _ children: [Int], _ tokens: [Token]) -> Bool {
        guard tokens[word].xpos == "NNS", tokens[word].upos == "NOUN", tokens[word].relation != "root" else {
            return false
        }
        let relations = children.map { tokens[$0].universalRelation }
        return relations.contains("nsubj")
            && !relations.contains { ["cop", "det", "amod", "case", "aux"].contains($0) }
    }

    /// "a group linked to the firm Acme may have sued": where a parser makes a second subject of a name that stands right
    /// behind a noun, the name belongs to the noun.
    static func joinFarName(_ name: Int, _ tokens: inout [Token]) {
        let verb = tokens[name].head
        guard tokens[name].upos == "PROPN", tokens[name].universalRelation == "nsubj", verb > name,
            tokens.indices.contains(verb)
        else { return }
        let given = tokens
        let hasEarlier = (0..<name).contains { given[$0].head == verb && given[$0].universalRelation == "nsubj" }
        // The name's own first word, so that "Tom Ray" follows the noun before "Tom".
        var first = name
        while first > 0, given[first - 1].head == name, given[first - 1].upos == "PROPN" { first -= 1 }
        guard hasEarlier, first > 0, given[first - 1].upos == "NOUN", given[first - 1].spaceAfter,
            given[first - 1].head != verb, given[first - 1].xpos != "POS"
        else { return }
        tokens[name].head = first - 1
        tokens[name].relation = "appos"
    }

    /// "The authority fined Acme two million": where a parser gives an active verb a subject on either side, the one
    /// behind it is an object, the indirect one where another object follows it. Verbs of saying are left alone, for
    /// their speaker may stand behind them.
    static func demoteSubject(_ word: Int, _ tokens: inout [Token]) {
        let verb = tokens[word].head
        guard tokens[word].relation == "nsubj", tokens.indices.contains(verb), verb < word, tokens[verb].upos == "VERB"
        else { return }
        if case .reported? = StanceLexicon.finite[tokens[verb].lemma.lowercased()] { return }
        let given = tokens
        let before = (0..<verb).filter { given[$0].head == verb }
        guard before.contains(where: { given[$0].universalRelation == "nsubj" }),
            !given.indices.contains(where: { given[$0].head == verb && given[$0].relation == "aux:pass" })
        else { return }
        let others = given.indices.filter {
            $0 != word && given[$0].head == verb && given[$0].universalRelation == "obj"
        }
        tokens[word].relation = others.isEmpty ? "obj" : "iobj"
    }

    /// "Lee supports a sale, she told Acme": where a parser gives the verb of saying behind a clause both subjects, the
    /// first one belongs to the clause.
    static func moveFrontedSubject(_ clause: Int, _ tokens: inout [Token]) {
        let verb = tokens[clause].head
        guard tokens[clause].universalRelation == "ccomp", tokens.indices.contains(verb), clause < verb else { return }
        let given = tokens
        let isSubject = { (word: Int, head: Int) in
            given[word].head == head && given[word].universalRelation == "nsubj"
        }
        guard let first = (0..<clause).first(where: { isSubject($0, verb) }),
            (clause..<verb).contains(where: { isSubject($0, verb) }),
            !given.indices.contains(where: { isSubject($0, clause) })
        else { return }
        tokens[first].head = clause
    }

    /// "A judge on Thursday dismissed the suit": where a parser hangs a day right before the verb on the subject, it tells
    /// when the verb took place.
    static func moveDay(_ day: Int, _ sentence: inout Sentence) {
        let tokens = sentence.tokens
        let noun = tokens[day].head
        guard tokens[day].universalRelation == "nmod", tokens.indices.contains(noun), noun < day,
            tokens[noun].universalRelation == "nsubj", tokens[noun].head == day + 1, tokens.indices.contains(day + 1),
            tokens[day + 1].upos == "VERB",
            sentence.names.contains(where: { $0.type == .date && $0.words.contains(day) }),
            tokens.contains(where: { $0.head == day && $0.universalRelation == "case" && $0.form.lowercased() == "on" })
        else { return }
        sentence.tokens[day].head = tokens[noun].head
        sentence.tokens[day].relation = "obl"
    }

    /// "Shares in Acme, which is based in Leeds, fell": where a relative clause hangs on a noun that does not agree with its
    /// verb in number, and the noun right before the pronoun does, it belongs to that one.
    static func moveRelativeClause(_ verb: Int, _ tokens: inout [Token]) {
        let noun = tokens[verb].head
        guard tokens[verb].universalRelation == "acl", tokens.indices.contains(noun), noun < verb else { return }
        let given = tokens
        let pronoun = (noun..<verb).first {
            given[$0].head == verb && given[$0].universalRelation == "nsubj"
                && ["which", "that", "who"].contains(given[$0].lemma.lowercased())
        }
        guard let pronoun, let isPlural = isPluralVerb(verb, given), isPluralNoun(noun, given) == !isPlural,
            // "Acme and Widgets, who are": several together.
            !given.contains(where: { $0.head == noun && $0.universalRelation == "conj" })
        else { return }
        let near = ((noun + 1)..<pronoun).last { given[$0].upos != "PUNCT" && given[$0].upos != "ADP" }
        guard var near else { return }
        // From the last word of a name to the word that carries it, and from there up to the noun; as many steps as there
        // are words, for a tree that was not repaired yet may go in circles.
        for _ in noun..<pronoun where ["flat", "compound"].contains(given[near].universalRelation) {
            if given.indices.contains(given[near].head) { near = given[near].head }
        }
        var above = near
        for _ in noun..<pronoun where above > noun && given[above].universalRelation == "nmod" {
            if given.indices.contains(given[above].head) { above = given[above].head }
        }
        guard above == noun, near > noun, near < pronoun, isPluralNoun(near, given) == isPlural else { return }
        tokens[verb].head = near
    }

    /// "an account in Cyprus that belonged to Lee": where `that` without a comma follows a bare name within a phrase, it
    /// tells one account from another, and not one Cyprus.
    static func liftRelativeClause(_ verb: Int, _ tokens: inout [Token]) {
        let name = tokens[verb].head
        guard tokens[verb].universalRelation == "acl", tokens.indices.contains(name), name < verb,
            tokens[name].upos == "PROPN", tokens[name].universalRelation == "nmod"
        else { return }
        let noun = tokens[name].head
        let given = tokens
        guard given.indices.contains(noun), noun < name, given[noun].upos == "NOUN",
            let pronoun = (name..<verb).first(where: { given[$0].head == verb && given[$0].xpos == "WDT" }),
            given[pronoun].lemma.lowercased() == "that", given[pronoun - 1].upos == "PROPN",
            given.contains(where: { $0.head == name && $0.universalRelation == "case" }),
            !given.contains(where: { $0.head == name && ["det", "conj"].contains($0.universalRelation) })
        else { return }
        tokens[verb].head = noun
    }

    /// Whether a finite verb, or the auxiliary before it, is plural; nil where its form does not tell.
    static func isPluralVerb(_ verb: Int, _ tokens: [Token]) -> Bool? {
        let auxiliaries = tokens.indices.filter {
            tokens[$0].head == verb && ["aux", "cop"].contains(tokens[$0].universalRelation)
        }
        let form = tokens[auxiliaries.first ?? verb].form.lowercased()
        if ["is", "was", "has", "does"].contains(form) { return false }
        if ["are", "were", "have", "do"].contains(form) { return true }
        guard auxiliaries.isEmpty else { return nil }
        return tokens[verb].xpos == "VBZ" ? false : tokens[verb].xpos == "VBP" ? true : nil
    }

    static func isPluralNoun(_ word: Int, _ tokens: [Token]) -> Bool? {
        switch tokens[word].xpos {
        case "NNS": true
        case "NN", "NNP": false
        default: nil
        }
    }

    /// "Acme sued Widgets, a filing showed on Monday": where a parser makes a relative clause of a verb of saying that
    /// ends the sentence behind a comma, with a subject of its own and neither a relative pronoun nor an object, it is
    /// the source of the sentence.
    static func freeSource(_ verb: Int, _ tokens: inout [Token]) {
        let noun = tokens[verb].head
        guard tokens[verb].universalRelation == "acl", tokens[verb].xpos == "VBD" || tokens[verb].xpos == "VBZ",
            noun >= 0, noun < verb, StanceLexicon.finite[tokens[verb].lemma.lowercased()] != nil
        else { return }
        let given = tokens
        let children = given.indices.filter { given[$0].head == verb }
        guard let root = given.firstIndex(where: { $0.head < 0 }), root != verb,
            let subject = children.first(where: { given[$0].universalRelation == "nsubj" && $0 < verb }),
            !children.contains(where: { ["obj", "iobj", "ccomp", "xcomp"].contains(given[$0].universalRelation) })
        else { return }
        // The subject's phrase fills what stands between the comma and the verb.
        guard let comma = given[..<subject].lastIndex(where: { $0.form == "," }), comma > noun else { return }
        let phrase = (comma + 1)..<verb
        guard !phrase.contains(where: { given[$0].xpos.hasPrefix("W") }),
            given[verb...].dropFirst().allSatisfy({ $0.head >= verb || $0.upos == "PUNCT" })
        else { return }
        tokens[verb].head = root
        tokens[verb].relation = "parataxis"
    }
}
