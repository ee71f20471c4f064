import ClewModel

/// Joins what the tree itself equates: appositions, "a model called R1", titles before names, relative pronouns and
/// reflexives. Predicates ("Acme is a company") are remembered as descriptions, not as mentions.
struct SyntacticSieve {
    private let table: MentionTable

    init(_ table: MentionTable) { self.table = table }

    /// Applies all rules to all sentences. O(words × depth).
    func apply(to chains: inout EntityChains) {
        for sentence in table.trees.indices {
            let tree = table.trees[sentence]
            for word in tree.tokens.indices {
                joinApposition(word, sentence, tree, &chains)
                joinNaming(word, sentence, tree, &chains)
                joinAbbreviation(word, sentence, tree, &chains)
                describeByTitle(word, sentence, tree, &chains)
                describeByPredicate(word, sentence, tree, &chains)
            }
        }
        for index in table.mentions.indices {
            let mention = table.mentions[index]
            let tree = table.trees[mention.sentence]
            if mention.form == .relative, let noun = Relatives.antecedent(of: mention.head, in: tree),
                let antecedent = table.referent(sentence: mention.sentence, head: noun)
            {
                chains.merge(antecedent, index)
            } else if mention.form == .pronoun,
                PronounTable.reflexive.contains(tree.tokens[mention.head].form.lowercased())
            {
                joinReflexive(index, tree, &chains)
            } else if mention.form == .pronoun, mention.role == .possessor {
                joinCompanion(index, tree, &chains)
                joinBodyPart(index, tree, &chains)
            }
        }
    }

    // MARK: Appositions

    /// "DeepSeek, a rising AI company", "its chief executive, Jane Doe", "the manager Chet Clem". Two names are left to
    /// the name sieve ("Aceh, Indonesia").
    private func joinApposition(_ word: Int, _ sentence: Int, _ tree: DependencyIndex, _ chains: inout EntityChains) {
        let relation = tree.relation(word)
        guard relation == "appos" || relation == "flat" || isNameAfterNoun(word, sentence, tree), tree.heads[word] >= 0,
            let outer = table.mention(sentence: sentence, head: tree.heads[word]),
            let inner = table.mention(sentence: sentence, head: word), outer != inner
        else { return }
        let (left, right) = (table.mentions[outer], table.mentions[inner])
        let forms = Set([left.form, right.form])
        guard forms == [.name, .nominal] || (forms == [.nominal] && relation == "appos") else { return }
        guard isOne(outer, inner, tree, chains), !isAbsolute(right, tree) else { return }
        if left.form == .nominal, right.form == .nominal {
            // Two nouns in a row may be a list; only a described definite one is an apposition to trust.
            guard right.determination != .bare, left.number == right.number,
                // "laid out the block in nine hours, a job that …": what was done, and no block.
                !Self.acts.contains(right.lemma), !NounLexicon.happenings.contains(right.lemma)
            else { return }
            // "the login component of ParcelGate, a product": the name right before the comma is the one described.
            if followsName(right, left, tree) {
                guard let name = name(before: right) else { return }
                if table.mentions[name].nameType != .location, isOne(name, inner, tree, chains) {
                    chains.merge(name, inner)
                    return
                }
            }
        }
        chains.merge(outer, inner)
    }

    private static let acts: Set<String> = [
        "job", "rate", "task", "practice", "change", "rise", "fall", "drop", "success",
    ]

    /// "a banner, its last digit covered with tape": what was so beside the clause, and no other word for the banner.
    private func isAbsolute(_ phrase: MentionCandidate, _ tree: DependencyIndex) -> Bool {
        phrase.determination == .possessed && !phrase.kinds.contains(.person)
            && tree.children[phrase.head].contains {
                $0 > phrase.head && $0 <= phrase.head + 2 && tree.tokens[$0].relation == "acl"
                    && ["VBN", "VBG"].contains(tree.tokens[$0].xpos)
            }
    }

    /// Whether a comma and a word with a capital stand before a phrase, within the one that it may describe.
    private func followsName(_ phrase: MentionCandidate, _ outer: MentionCandidate, _ tree: DependencyIndex) -> Bool {
        let comma = phrase.words.lowerBound - 1
        return comma > outer.head + 1 && tree.tokens[comma].form == "," && tree.tokens[comma - 1].upos == "PROPN"
            && outer.kinds != .person
    }

    /// The name that ends at the comma before a phrase; none where only capitals show it.
    private func name(before phrase: MentionCandidate) -> Int? {
        table.ranges[phrase.sentence].first {
            table.mentions[$0].form == .name && table.mentions[$0].words.upperBound == phrase.words.lowerBound - 1
        }
    }

    /// "the startup Acme": a name right after the noun that it depends on, whatever the parser calls the relation.
    private func isNameAfterNoun(_ word: Int, _ sentence: Int, _ tree: DependencyIndex) -> Bool {
        guard ["compound", "nmod", "dep"].contains(tree.relation(word)), tree.tokens[word].relation != "nmod:poss",
            let name = table.mention(sentence: sentence, head: word), table.mentions[name].form == .name
        else { return false }
        return table.mentions[name].words.lowerBound == tree.heads[word] + 1
    }

    /// Whether two phrases of one construction can be one entity: kinds, numbers and genders agree and neither is a
    /// list of several.
    private func isOne(_ outer: Int, _ inner: Int, _ tree: DependencyIndex, _ chains: EntityChains) -> Bool {
        let (left, right) = (table.mentions[outer], table.mentions[inner])
        if tree.children[right.head].contains(where: { tree.relation($0) == "conj" }) { return false }
        if let one = chains[outer].gender, let other = chains[inner].gender, one != other { return false }
        if areTwoPeople(chains[outer], chains[inner]) { return false }
        let name = left.form == .name ? left : right.form == .name ? right : nil
        let nominal = left.form == .nominal ? left : right
        if let name {
            if nominal.number == .plural, name.nameType == .person || name.nameType == .organization { return false }
            // An unknown noun may describe anything but a place, which appositions locate rather than describe.
            if NounLexicon.kinds(of: nominal.lemma) == nil, name.nameType == .person || name.nameType == .location {
                return nominal.determination != .bare && name.nameType == .person
            }
        }
        // A product may have been taken for its maker.
        if let name, name.nameType == .organization, nominal.kinds == .thing { return true }
        return !left.kinds.isDisjoint(with: right.kinds)
    }

    /// Whether both chains have names of people that share no word: in "Ann Lee, founder, Joe Ray" a parser may hang both
    /// on the noun.
    private func areTwoPeople(_ one: EntityChains.Chain, _ other: EntityChains.Chain) -> Bool {
        one.hasName && other.hasName && one.kinds == .person && other.kinds == .person
            && one.nameWords.isDisjoint(with: other.nameWords)
    }

    // MARK: Naming

    /// "a mobile virtual operator (MVO)", "MVO (mobile virtual operator)".
    private func joinAbbreviation(_ word: Int, _ sentence: Int, _ tree: DependencyIndex, _ chains: inout EntityChains) {
        let tokens = tree.tokens
        guard Abbreviation.isShortForm(tokens[word].form), let short = table.mention(sentence: sentence, head: word)
        else { return }
        var long: Range<Int>?
        if word > 1, word + 1 < tokens.count, tokens[word - 1].form == "(", tokens[word + 1].form == ")" {
            long = Abbreviation.longForm(of: tokens[word].form, before: word - 1, in: tokens)
        } else if word + 3 < tokens.count, tokens[word + 1].form == "(",
            let end = tokens[word...].firstIndex(where: { $0.form == ")" })
        {
            let found = Abbreviation.longForm(of: tokens[word].form, before: end, in: tokens)
            long = found?.lowerBound == word + 2 ? found : nil
        }
        guard let long, let head = long.first(where: { !long.contains(tree.heads[$0]) && tokens[$0].upos != "PUNCT" }),
            let full = table.mention(sentence: sentence, head: head), table.mentions[full].form != .pronoun,
            long.contains(table.mentions[full].head), full != short
        else { return }
        chains.merge(full, short)
    }

    private static let namingVerbs = OverlookedNames.verbs

    /// "a new model called R1", "a process known as distillation".
    private func joinNaming(_ word: Int, _ sentence: Int, _ tree: DependencyIndex, _ chains: inout EntityChains) {
        guard tree.relation(word) == "acl", Self.namingVerbs.contains(tree.tokens[word].lemma.lowercased()),
            tree.tokens[word].xpos == "VBN" || tree.tokens[word].xpos.isEmpty, tree.heads[word] >= 0,
            let noun = table.mention(sentence: sentence, head: tree.heads[word])
        else { return }
        let isKnown = tree.tokens[word].lemma.lowercased() == "know"
        for child in tree.children[word] where child > word {
            guard ["xcomp", "obj", "obl", "dep"].contains(tree.relation(child)),
                let name = table.mention(sentence: sentence, head: child), table.mentions[name].form == .name
            else { continue }
            let hasAs = tree.children[child].contains { tree.tokens[$0].lemma.lowercased() == "as" }
            let hasCase = tree.children[child].contains { tree.relation($0) == "case" && $0 < child }
            guard isKnown ? hasAs : !hasCase else { continue }
            guard table.mentions[noun].form == .nominal else { continue }
            let kinds = NounLexicon.kinds(of: table.mentions[noun].lemma)
            let named = chains[name].kinds
            chains.merge(noun, name)
            if let kinds, kinds.isDisjoint(with: named) { chains.restrict(name, to: kinds) }
        }
    }

    // MARK: Descriptions

    /// "President Trump", "AI company DeepSeek": the title describes, the name is the mention.
    private func describeByTitle(_ word: Int, _ sentence: Int, _ tree: DependencyIndex, _ chains: inout EntityChains) {
        let token = tree.tokens[word]
        guard token.relation == "nmod:desc" || tree.relation(word) == "compound",
            token.upos == "NOUN" || token.upos == "PROPN",
            tree.heads[word] >= 0,
            let name = table.mention(sentence: sentence, head: tree.heads[word]), table.mentions[name].form == .name,
            !table.mentions[name].words.contains(word)
        else { return }
        let lemma = token.lemma.lowercased()
        guard let kinds = NounLexicon.kinds(of: lemma), !kinds.isDisjoint(with: table.mentions[name].kinds) else {
            return
        }
        let modifiers = Set(tree.children[word].map { tree.tokens[$0].lemma.lowercased() })
        chains.describe(name, noun: lemma, modifiers: modifiers, gender: NounLexicon.gender(of: lemma))
    }

    /// "Acme is the largest maker of shoes": what the subject is.
    private func describeByPredicate(
        _ word: Int, _ sentence: Int, _ tree: DependencyIndex, _ chains: inout EntityChains
    ) {
        guard tree.tokens[word].upos == "NOUN", tree.children[word].contains(where: { tree.relation($0) == "cop" }),
            !tree.children[word].contains(where: { tree.tokens[$0].lemma.lowercased() == "not" }),
            !tree.children[word].contains(where: { tree.relation($0) == "case" }),
            let subject = tree.subject(of: word), let mention = table.mention(sentence: sentence, head: subject),
            !table.isSpecified(mention), let predicate = table.mention(sentence: sentence, head: word)
        else { return }
        let noun = table.mentions[predicate]
        guard let kinds = NounLexicon.kinds(of: noun.lemma), !kinds.isDisjoint(with: chains[mention].kinds) else {
            return
        }
        chains.describe(mention, noun: noun.lemma, modifiers: noun.modifiers, gender: noun.gender)
    }

    // MARK: Reflexives

    /// "Ann Lee with her son", "Ann Lee and her son": who comes with somebody is theirs.
    private func joinCompanion(_ index: Int, _ tree: DependencyIndex, _ chains: inout EntityChains) {
        let mention = table.mentions[index]
        let noun = tree.heads[mention.head]
        guard mention.lemma == "he" || mention.lemma == "she", noun >= 0, tree.heads[noun] >= 0,
            tree.heads[noun] < noun,
            tree.relation(noun) == "conj"
                ? tree.children[tree.heads[noun]].filter({ tree.relation($0) == "conj" }).count == 1
                : tree.tokens[noun].relation == "nmod"
                    && tree.children[noun].contains(where: {
                        tree.relation($0) == "case" && tree.tokens[$0].form == "with"
                    }),
            let outer = table.mention(sentence: mention.sentence, head: tree.heads[noun]),
            table.mentions[outer].nameType == .person, Agreement.holds(mention, chains[outer])
        else { return }
        chains.merge(outer, index)
    }

    /// "Lee shook his head": his own. What is done to a body otherwise ("kicked his leg") may be done to anybody's.
    private func joinBodyPart(_ index: Int, _ tree: DependencyIndex, _ chains: inout EntityChains) {
        let mention = table.mentions[index]
        let noun = tree.heads[mention.head]
        guard mention.lemma == "he" || mention.lemma == "she", noun >= 0,
            NounLexicon.bodyParts.contains(tree.tokens[noun].lemma.lowercased()), tree.relation(noun) == "obj",
            tree.heads[noun] >= 0
        else { return }
        let verb = tree.heads[noun]
        let lemma = tree.tokens[verb].lemma.lowercased()
        guard Self.gestures.contains(lemma), !(lemma == "shake" && tree.tokens[noun].lemma.lowercased() == "hand"),
            let subject = tree.subject(of: verb) ?? tree.understoodSubject(of: verb), subject < mention.head,
            let owner = table.mention(sentence: mention.sentence, head: subject),
            Agreement.holds(mention, chains[owner]), !chains[owner].isCoordination
        else { return }
        chains.merge(owner, index)
    }

    /// Verbs for what one does to one's own body.
    private static let gestures: Set<String> = [
        "shake", "nod", "shrug", "raise", "lower", "bow", "clench", "fold", "cross", "wave", "lose", "close", "open",
        "roll",
        "purse", "clear", "rub", "wipe", "wring", "stamp", "turn", "bury", "lift", "drop", "tilt", "change",
    ]

    private func joinReflexive(_ index: Int, _ tree: DependencyIndex, _ chains: inout EntityChains) {
        let mention = table.mentions[index]
        var clause = tree.clause(of: mention.head)
        while true {
            if let subject = tree.subject(of: clause) {
                if let antecedent = table.mention(sentence: mention.sentence, head: subject),
                    Agreement.holds(mention, chains[antecedent])
                {
                    chains.merge(antecedent, index)
                }
                return
            }
            guard ["xcomp", "advcl", "acl", "conj"].contains(tree.relation(clause)), tree.heads[clause] >= 0 else {
                return
            }
            clause = tree.clause(of: tree.heads[clause])
        }
    }
}

/// Whether a pronoun or noun can take up a chain as far as kind, number and gender go.
enum Agreement {
    /// O(1). What is unknown agrees.
    static func holds(_ mention: MentionCandidate, _ chain: EntityChains.Chain) -> Bool {
        guard !mention.kinds.isDisjoint(with: chain.kinds) else { return false }
        if let one = mention.gender, let other = chain.gender, one != other { return false }
        if let one = mention.number, let other = chain.number, one != other { return false }
        return true
    }
}
