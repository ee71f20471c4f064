import ClewModel

/// Computes the features of an anaphor's candidates. O(1) per candidate but for the count of a chain's mentions before
/// the anaphor, which is O(log mentions).
struct AntecedentFeatures {
    private let table: MentionTable
    private let chains: EntityChains
    private let index: Int
    private let anaphor: MentionCandidate
    private let tree: DependencyIndex
    private let isSpeaker: Bool
    private let mainTopic: Int

    /// - Parameter mainTopic: the chain with the most names in the document, or -1.
    init(_ table: MentionTable, _ chains: EntityChains, anaphor index: Int, mainTopic: Int) {
        self.mainTopic = mainTopic
        self.table = table
        self.chains = chains
        self.index = index
        anaphor = table.mentions[index]
        tree = table.trees[anaphor.sentence]
        let governor = tree.heads[anaphor.head]
        isSpeaker =
            anaphor.role == .subject && governor >= 0
            && NounLexicon.speechVerbs.contains(tree.tokens[governor].lemma.lowercased())
            && !tree.tokens[anaphor.head].relation.hasSuffix(":pass")
    }

    /// The features of "none" and of each candidate, in this order.
    func all(_ candidates: [AntecedentCandidate]) -> [[AntecedentFeature]] {
        let counts = candidates.map { mentionCount(of: $0) }
        let most = counts.max() ?? 0
        let generic = candidates.filter { isGenericMatch(chains[$0.mention]) }
        let hasPlural = candidates.contains(where: isNearPlural)
        let isPersonal = anaphor.form == .pronoun && anaphor.lemma != "it"
        let recent = candidates.filter { !$0.isCataphoric && distance(of: $0) <= 1 }
        let overtaker = recent.first { isRootSubject(table.mentions[$0.mention]) }
        var result = [none(candidates)]
        for (rank, candidate) in candidates.enumerated() {
            var features = position(candidate, rank)
            features += mention(candidate)
            features += chain(candidate, count: counts[rank], most: most)
            features += context(candidate)
            features += pairs(features, candidate)
            // On GUM dev links of "he" gain by it, those of "it" and of nouns lose.
            if isPersonal { features += rivalry(candidate, recent: recent, overtaker: overtaker) }
            if anaphor.lemma == "they" { features += organization(features, hasPlural: hasPlural) }
            if anaphor.form == .nominal { features += nominal(candidate, generic: generic) }
            result.append(features)
        }
        return result
    }

    // MARK: None

    private func none(_ candidates: [AntecedentCandidate]) -> [AntecedentFeature] {
        var features: [AntecedentFeature] = [.none]
        features.append(anaphor.role == .subject ? .noneSubject : .noneNotSubject)
        let governor = tree.heads[anaphor.head]
        if governor >= 0, anaphor.role == .subject {
            let siblings = tree.children[governor]
            if siblings.contains(where: { tree.relation($0) == "cop" }) { features.append(.noneCopula) }
            if siblings.contains(where: {
                $0 > governor && ["ccomp", "csubj", "advcl", "xcomp"].contains(tree.relation($0))
            }) {
                features.append(.noneClausalComplement)
            }
        }
        if anaphor.determination == .demonstrative { features.append(.noneDemonstrative) }
        if anaphor.isQuoted { features.append(.noneQuoted) }
        if !candidates.contains(where: { anaphor.sentence - table.mentions[$0.mention].sentence <= 1 }) {
            features.append(.noneWithoutNearCandidate)
        }
        if anaphor.form == .nominal {
            if NounLexicon.kinds(of: anaphor.lemma) == nil { features.append(.noneUnknownNoun) }
            // "The head of the agency" explains itself; "the agency, which is based in Leeds" only adds to it.
            let next = anaphor.head + 1
            let isExplained =
                next < tree.tokens.count && tree.tokens[next].form != ","
                && tree.children[anaphor.head].contains {
                    $0 > anaphor.head && ["nmod", "acl"].contains(tree.relation($0))
                }
            if isExplained { features.append(.noneComplement) }
        }
        return features
    }

    // MARK: Candidates

    private func position(_ candidate: AntecedentCandidate, _ rank: Int) -> [AntecedentFeature] {
        if candidate.isCataphoric { return [.cataphoric] }
        let distance: AntecedentFeature
        switch self.distance(of: candidate) {
        case 0: distance = .sameSentence
        case 1: distance = .previousSentence
        case 2: distance = .twoBack
        case 3: distance = .threeBack
        default: distance = .farther
        }
        let order: AntecedentFeature
        switch rank {
        case 0: order = .nearest
        case 1: order = .second
        case 2: order = .third
        case 3, 4: order = .fourthOrFifth
        default: order = .remote
        }
        return [distance, order]
    }

    private func mention(_ candidate: AntecedentCandidate) -> [AntecedentFeature] {
        let mention = table.mentions[candidate.mention]
        let tree = table.trees[mention.sentence]
        var features: [AntecedentFeature] = []
        switch mention.role {
        case .subject: features.append(.subject)
        case .object: features.append(.object)
        case .oblique: features.append(.oblique)
        case .possessor: features.append(.possessor)
        case .attribute: features.append(.attribute)
        case .predicate: features.append(.predicate)
        case .other: features.append(.otherRole)
        }
        switch mention.form {
        case .pronoun, .relative:
            features.append(.pronoun)
            if mention.lemma == anaphor.lemma { features.append(.samePronoun) }
        case .name: features.append(.name)
        case .coordination: features.append(.coordination)
        case .nominal:
            switch mention.determination {
            case .bare: features.append(.bareNominal)
            case .indefinite: features.append(.indefinite)
            case .definite: features.append(.definite)
            case .demonstrative: features.append(.demonstrative)
            case .possessed: features.append(.possessed)
            case .quantified: features.append(.quantified)
            }
        }
        let isCoordinated =
            tree.relation(mention.head) == "conj"
            || tree.children[mention.head].contains { tree.relation($0) == "conj" }
        if isCoordinated, mention.form != .coordination { features.append(.coordinated) }
        if mention.isModifier { features.append(.modifier) }
        if mention.role == anaphor.role { features.append(.sameRole) }
        if mention.role == .subject, anaphor.role == .subject { features.append(.bothSubjects) }
        if candidate.mention == table.ranges[mention.sentence].lowerBound { features.append(.firstInSentence) }
        if isRootSubject(mention) { features.append(.rootSubject) }
        if ["nmod", "compound", "amod"].contains(tree.relation(mention.head)) { features.append(.nested) }
        if mention.sentence == anaphor.sentence {
            let clause = tree.clause(of: anaphor.head)
            if clause == tree.clause(of: mention.head) { features.append(.sameClause) }
            if tree.subject(of: clause) == mention.head {
                features.append(.subjectOfOwnClause)
            } else if tree.understoodSubject(of: clause) == mention.head {
                features.append(.understoodSubject)
            }
        }
        return features
    }

    private func distance(of candidate: AntecedentCandidate) -> Int {
        anaphor.sentence - table.mentions[candidate.mention].sentence
    }

    /// Whether a mention is the subject of its sentence: of the root, or of what the root says where that comes first
    /// ("Lee paid, records show").
    private func isRootSubject(_ mention: MentionCandidate) -> Bool {
        let tree = table.trees[mention.sentence]
        let governor = tree.heads[mention.head]
        guard mention.role == .subject, governor >= 0 else { return false }
        let higher = tree.heads[governor]
        return higher < 0
            || ["ccomp", "parataxis"].contains(tree.relation(governor)) && governor < higher && tree.heads[higher] < 0
    }

    /// How a candidate stands beside the others: whether nothing else was spoken of just now, or whether a later sentence
    /// is about somebody else.
    private func rivalry(
        _ candidate: AntecedentCandidate, recent: [AntecedentCandidate], overtaker: AntecedentCandidate?
    ) -> [AntecedentFeature] {
        guard !candidate.isCataphoric else { return [] }
        var features: [AntecedentFeature] = []
        let isRecent = distance(of: candidate) <= 1
        if isRecent, recent.count == 1 { features.append(.soleRecent) }
        if !isRecent, let overtaker {
            features.append(.overtaken)
            if chains.chainOf[candidate.mention] == mainTopic { features.append(.overtakenTopic) }
            if table.mentions[overtaker.mention].form == .name { features.append(.overtakenByName) }
        }
        let mention = table.mentions[candidate.mention]
        let governor = table.trees[mention.sentence].heads[mention.head]
        if isSpeaker, mention.role == .subject, distance(of: candidate) <= 2, governor >= 0,
            NounLexicon.speechVerbs.contains(table.trees[mention.sentence].tokens[governor].lemma.lowercased())
        {
            features.append(.speakerAgain)
        }
        return features
    }

    private func mentionCount(of candidate: AntecedentCandidate) -> Int {
        let members = chains[candidate.mention].members
        var (low, high) = (0, members.count)
        while low < high {
            let middle = (low + high) / 2
            if members[middle] < index { low = middle + 1 } else { high = middle }
        }
        return low
    }

    private func chain(_ candidate: AntecedentCandidate, count: Int, most: Int) -> [AntecedentFeature] {
        let chain = chains[candidate.mention]
        var features: [AntecedentFeature] = []
        if count == 2 { features.append(.mentionedTwice) }
        if count > 2 { features.append(.mentionedOften) }
        if count > 1, count == most { features.append(.mentionedMost) }
        if chain.hasName { features.append(.named) }
        if let first = chain.members.first, table.mentions[first].sentence == 0 { features.append(.inFirstSentence) }
        switch chain.kinds {
        case .person, [.person, .people]: features.append(.person)
        case .people: features.append(.people)
        case .organization: features.append(.organization)
        case .place: features.append(.place)
        case .thing: features.append(.thing)
        case .event: features.append(.event)
        case .abstract: features.append(.abstract)
        default: features.append(.unknownNoun)
        }
        switch chain.number {
        case .singular: features.append(.singular)
        case .plural: features.append(.plural)
        case nil: features.append(.collective)
        }
        if chain.gender != nil { features.append(.genderKnown) }
        return features
    }

    private func context(_ candidate: AntecedentCandidate) -> [AntecedentFeature] {
        let mention = table.mentions[candidate.mention]
        var features: [AntecedentFeature] = []
        if isSpeaker {
            let someone: ReferentKinds = [.person, .organization, .people]
            let kinds = chains[candidate.mention].kinds
            features.append(someone.isSuperset(of: kinds) ? .speakerOfSpeechVerb : .speechSubjectNotSomeone)
        }
        if anaphor.isQuoted, !mention.isQuoted { features.append(.quotedInside) }
        if !anaphor.isQuoted, mention.isQuoted { features.append(.quotedOutside) }
        return features
    }

    /// Conjunctions of features that a sum of weights cannot express.
    private func pairs(_ features: [AntecedentFeature], _ candidate: AntecedentCandidate) -> [AntecedentFeature] {
        var pairs: [AntecedentFeature] = []
        let has = Set(features)
        if anaphor.role == .possessor {
            if has.contains(.subjectOfOwnClause) { pairs.append(.possessiveOfSubject) }
            if has.contains(.sameClause) { pairs.append(.possessiveSameClause) }
            if has.contains(.nearest) { pairs.append(.possessiveNearest) }
        }
        if anaphor.role == .subject, has.contains(.rootSubject) {
            if has.contains(.previousSentence) { pairs.append(.subjectOfPreviousRoot) }
            if has.contains(.sameSentence) { pairs.append(.subjectOfSameRoot) }
        }
        if has.contains(.sameSentence), isComplement(ofVerbWith: table.mentions[candidate.mention].head) {
            pairs.append(.complementOfSpeaker)
        }
        if chains.chainOf[candidate.mention] == mainTopic { pairs.append(.mainTopic) }
        if has.contains(.named), has.contains(.subject) { pairs.append(.namedSubject) }
        if has.contains(.organization), has.contains(.subject) { pairs.append(.organizationSubject) }
        return pairs
    }

    /// "They" for one organization: likely where nothing plural stands near.
    private func organization(_ features: [AntecedentFeature], hasPlural: Bool) -> [AntecedentFeature] {
        let has = Set(features)
        guard has.contains(.organization), !has.contains(.plural) else { return [] }
        var result: [AntecedentFeature] = has.contains(.named) ? [.namedOrganization] : []
        guard !hasPlural else { return result }
        result.append(.organizationWithoutPlural)
        if has.contains(.sameSentence) || has.contains(.previousSentence) {
            result.append(.nearOrganizationWithoutPlural)
        }
        return result
    }

    /// Whether a candidate of this sentence or the one before is several things.
    private func isNearPlural(_ candidate: AntecedentCandidate) -> Bool {
        let chain = chains[candidate.mention]
        return anaphor.sentence - table.mentions[candidate.mention].sentence <= 1
            && (chain.number == .plural || chain.kinds.contains(.people))
    }

    /// Whether the anaphor's clause, or one above it, is what the verb of speech with this subject says.
    private func isComplement(ofVerbWith subject: Int) -> Bool {
        let verb = tree.heads[subject]
        guard verb >= 0, tree.relation(subject) == "nsubj",
            NounLexicon.speechVerbs.contains(tree.tokens[verb].lemma.lowercased())
        else { return false }
        return tree.children[verb].contains {
            ["ccomp", "xcomp", "parataxis"].contains(tree.relation($0)) && tree.isInSubtree(anaphor.head, of: $0)
        }
    }

    // MARK: Nominals

    private func isGenericMatch(_ chain: EntityChains.Chain) -> Bool {
        anaphor.form == .nominal && chain.hasName && NounLexicon.isGeneric(anaphor.lemma, for: chain.kinds)
    }

    private func nominal(_ candidate: AntecedentCandidate, generic: [AntecedentCandidate]) -> [AntecedentFeature] {
        let chain = chains[candidate.mention]
        let mention = table.mentions[candidate.mention]
        var features: [AntecedentFeature] = []
        // "The company" is the one that the last sentence is about rather than one named before it.
        let isOvertaken =
            isGenericMatch(chain)
            && generic.contains {
                distance(of: $0) <= 1 && distance(of: $0) < distance(of: candidate)
                    && isRootSubject(table.mentions[$0.mention])
            }
        // Having been called "the camera company" far above does not make it the company here.
        let isFar = isOvertaken && anaphor.modifiers.isEmpty && distance(of: candidate) > 2
        if !isFar, mention.form == .nominal, mention.lemma == anaphor.lemma {
            features.append(.sameHead)
            if mention.modifiers == anaphor.modifiers { features.append(.sameHeadSameModifiers) }
        }
        if !isFar, let known = chain.descriptions[anaphor.lemma] {
            features.append(.describedBy)
            let new = anaphor.modifiers.subtracting(known).subtracting(chain.nameWords)
            let missing = known.subtracting(anaphor.modifiers)
            if !new.isEmpty { features.append(.newModifiers) }
            if !missing.isEmpty { features.append(.missingModifiers) }
            if !new.isEmpty, !missing.isEmpty { features.append(.clashingModifiers) }
        } else if !anaphor.modifiers.isSubset(of: chain.nameWords) {
            features.append(.newModifiers)
        }
        if chain.nameHeads.contains(anaphor.lemma) { features.append(.nounInName) }
        if isGenericMatch(chain) {
            features.append(.genericNoun)
            if generic.count == 1 { features.append(.genericOnlyOne) }
            if isOvertaken { features.append(.genericOvertaken) }
        }
        return features
    }
}
