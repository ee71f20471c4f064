import ClewModel

/// A chain that an anaphor may take up, by the mention of it that stands nearest.
struct AntecedentCandidate {
    /// The nearest mention of the chain before the anaphor, or after it for a cataphor.
    var mention: Int
    var isCataphoric: Bool
}

/// Lists the chains that an anaphor may take up: those of the last sentences that agree with it and that grammar does
/// not forbid, nearest first.
///
/// At most `mentionsMax` mentions are looked at, so that the time per anaphor is bounded.
struct AntecedentCandidates {
    private static let mentionsMax = 160
    private static let candidatesMax = 24
    private let table: MentionTable

    init(_ table: MentionTable) { self.table = table }

    /// The candidates of the mention at `index`.
    func list(for index: Int, class anaphorClass: AnaphorClass, in chains: EntityChains) -> [AntecedentCandidate] {
        let anaphor = table.mentions[index]
        let own = chains.chainOf[index]
        let forbidden = forbiddenChains(anaphor, index, chains)
        var seen: Set<Int> = [own]
        var candidates: [AntecedentCandidate] = []
        let window = sentenceWindow(anaphorClass)
        var current = index - 1
        while current >= 0, index - current <= Self.mentionsMax, candidates.count < Self.candidatesMax,
            anaphor.sentence - table.mentions[current].sentence <= window
        {
            defer { current -= 1 }
            let chain = chains.chainOf[current]
            guard !seen.contains(chain), isAntecedent(current, of: anaphor) else { continue }
            seen.insert(chain)
            guard !forbidden.contains(chain), agrees(anaphor, chains.chains[chain], current) else { continue }
            if anaphorClass == .it, !chains.chains[chain].hasName,
                chains.chains[chain].members.contains(where: { isWithinDescription(table.mentions[$0]) })
            {
                continue
            }
            if anaphorClass == .definiteNominal, !hasNominalEvidence(anaphor, chains.chains[chain]) { continue }
            candidates.append(AntecedentCandidate(mention: current, isCataphoric: false))
        }
        if let cataphor = cataphoricSubject(anaphor, anaphorClass), !seen.contains(chains.chainOf[cataphor]),
            !forbidden.contains(chains.chainOf[cataphor]), agrees(anaphor, chains[cataphor], cataphor)
        {
            candidates.append(AntecedentCandidate(mention: cataphor, isCataphoric: true))
        }
        return candidates
    }

    private func sentenceWindow(_ anaphorClass: AnaphorClass) -> Int {
        switch anaphorClass {
        case .heOrShe: 5
        case .it, .they: 3
        case .definiteNominal: 14
        }
    }

    private func isAntecedent(_ index: Int, of anaphor: MentionCandidate) -> Bool {
        let mention = table.mentions[index]
        switch mention.form {
        case .relative: return true
        // An adjective of nationality ("the Norwegian painter") speaks of nobody whom a pronoun could take up.
        case .name: return !(mention.nameType == .group && mention.isModifier)
        // A predicate says something of its subject; it is no other thing to take up.
        case .nominal:
            return table.referent(sentence: mention.sentence, head: mention.head) == index
                // "spent the winter examining it": nobody examines a winter.
                && !(anaphor.lemma == "it" && anaphor.role == .object && NounLexicon.spans.contains(mention.lemma))
        case .coordination: return anaphor.lemma == "they"
        case .pronoun: return mention.lemma != "i" && mention.lemma != "we"
        }
    }

    /// "the Sixth Quartet, a work in a single movement": the movement only tells what kind of work that is.
    private func isWithinDescription(_ mention: MentionCandidate) -> Bool {
        let tree = table.trees[mention.sentence]
        guard mention.form == .nominal, mention.determination == .indefinite || mention.determination == .bare,
            tree.tokens[mention.head].relation == "nmod", tree.heads[mention.head] >= 0
        else { return false }
        return tree.relation(tree.heads[mention.head]) == "appos"
    }

    private func agrees(_ anaphor: MentionCandidate, _ chain: EntityChains.Chain, _ mention: Int) -> Bool {
        guard Agreement.holds(anaphor, chain) else { return false }
        // "They have two daughters": no firm has.
        if anaphor.lemma == "they", chain.kinds.isDisjoint(with: [.person, .people]),
            HumanLife.isLived(by: anaphor.head, in: table.trees[anaphor.sentence])
        {
            return false
        }
        // "its president", "it announced": of a body, and of no income.
        if anaphor.lemma == "it", !chain.hasName, !chain.descriptions.isEmpty, isAgent(anaphor),
            chain.descriptions.keys.allSatisfy(NounLexicon.abstractions.contains)
        {
            return false
        }
        // "the satellites on board": no board that could be "they".
        if anaphor.lemma == "they", table.mentions[mention].form == .nominal, chain.number == nil,
            !chain.kinds.contains(.people),
            table.mentions[mention].determination == .bare, chain.members.count == 1
        {
            return false
        }
        // "They" for one named person is too rare to guess.
        return !(anaphor.lemma == "they" && chain.kinds == .person && chain.number == .singular && chain.hasName)
    }

    /// Whether a pronoun decides, pays or says something, or has people who lead it.
    private func isAgent(_ anaphor: MentionCandidate) -> Bool {
        let tree = table.trees[anaphor.sentence]
        let governor = tree.heads[anaphor.head]
        guard governor >= 0 else { return false }
        let lemma = tree.tokens[governor].lemma.lowercased()
        return anaphor.role == .possessor
            ? NounLexicon.offices.contains(lemma)
            : tree.tokens[anaphor.head].relation == "nsubj"
                && (NounLexicon.agentVerbs.contains(lemma) || NounLexicon.speechVerbs.contains(lemma))
    }

    private func forbiddenChains(_ anaphor: MentionCandidate, _ index: Int, _ chains: EntityChains) -> Set<Int> {
        let binding = BindingConstraints(table.trees[anaphor.sentence])
        var forbidden: Set<Int> = []
        for other in table.ranges[anaphor.sentence] where other != index {
            if table.mentions[other].form == .coordination {
                if table.mentions[other].words.contains(anaphor.head) { forbidden.insert(chains.chainOf[other]) }
            } else if binding.forbid(anaphor, table.mentions[other]) {
                forbidden.insert(chains.chainOf[other])
            }
        }
        if anaphor.form == .nominal, anaphor.kinds == .person {
            for subject in binding.commandingSubjects(of: anaphor.head) {
                guard let mention = table.mention(sentence: anaphor.sentence, head: subject) else { continue }
                forbidden.insert(chains.chainOf[mention])
            }
        }
        return forbidden
    }

    /// Whether a noun gives a reason to think of a chain at all: the same noun, a description, a word of the name, or
    /// a noun that takes up anything of its type.
    private func hasNominalEvidence(_ anaphor: MentionCandidate, _ chain: EntityChains.Chain) -> Bool {
        guard !PlaceNames.clash(anaphor.lemma, chain), !OrganizationNames.clash(anaphor.lemma, chain) else {
            return false
        }
        if chain.hasName
            ? isOtherwiseDescribed(anaphor, chain) || isOtherwiseNamed(anaphor, chain) : isOfItsOwn(anaphor, chain)
        {
            return false
        }
        if chain.descriptions[anaphor.lemma] != nil || chain.nameHeads.contains(anaphor.lemma) { return true }
        return chain.hasName && anaphor.number != .plural && NounLexicon.isGeneric(anaphor.lemma, for: chain.kinds)
    }

    /// "the prize for best actor": of its own, and not the prize that was told of before, unless that was for the same.
    private func isOfItsOwn(_ anaphor: MentionCandidate, _ chain: EntityChains.Chain) -> Bool {
        let own = complements(of: anaphor)
        return !own.isEmpty && chain.members.allSatisfy { complements(of: table.mentions[$0]).isDisjoint(with: own) }
    }

    /// "the Halvik Sound tunnel" names itself, and is no tunnel of another name. O(children).
    private func isOtherwiseNamed(_ anaphor: MentionCandidate, _ chain: EntityChains.Chain) -> Bool {
        if let kinds = NounLexicon.kinds(of: anaphor.lemma), !kinds.isSubset(of: [.place, .thing, .event]) {
            return false
        }
        let tree = table.trees[anaphor.sentence]
        return tree.children[anaphor.head].contains { child in
            child < anaphor.head && tree.relation(child) == "compound" && tree.tokens[child].upos == "PROPN"
                && !chain.nameWords.contains(tree.tokens[child].form.lowercased())
        }
    }

    /// Lemmas of what a noun is of or for.
    private func complements(of mention: MentionCandidate) -> Set<String> {
        let tree = table.trees[mention.sentence]
        let found = tree.children[mention.head].filter { child in
            child > mention.head && tree.relation(child) == "nmod"
                && tree.children[child].contains {
                    tree.relation($0) == "case" && ["for", "of", "against"].contains(tree.tokens[$0].form)
                }
        }
        return Set(found.map { tree.tokens[$0].lemma.lowercased() })
    }

    /// Whether the article calls a named thing by nouns of another kind than the anaphor's: "the lab" is no model.
    private func isOtherwiseDescribed(_ anaphor: MentionCandidate, _ chain: EntityChains.Chain) -> Bool {
        guard let own = NounLexicon.kinds(of: anaphor.lemma), chain.descriptions[anaphor.lemma] == nil else {
            return false
        }
        let known = chain.descriptions.keys.compactMap { NounLexicon.kinds(of: $0) }
        return !known.isEmpty && known.allSatisfy { $0.isDisjoint(with: own) }
    }

    /// In "In its statement, Acme said" the subject that follows a fronted phrase or clause.
    private func cataphoricSubject(_ anaphor: MentionCandidate, _ anaphorClass: AnaphorClass) -> Int? {
        guard anaphorClass != .definiteNominal else { return nil }
        let tree = table.trees[anaphor.sentence]
        var current = anaphor.head
        while tree.heads[current] >= 0 {
            let higher = tree.heads[current]
            if ["obl", "advcl"].contains(tree.relation(current)), current < higher,
                let subject = tree.subject(of: higher), subject > anaphor.head
            {
                return table.mention(sentence: anaphor.sentence, head: subject)
            }
            current = higher
        }
        return nil
    }
}
