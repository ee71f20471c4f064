import ClewModel

/// Links pronouns of the third person and definite noun phrases, in order of reading, to the chain that the scorer
/// finds most probable, where it is sure enough.
struct AnaphorSieve {
    private let table: MentionTable
    private let candidates: AntecedentCandidates
    private static let scorer = AntecedentScorer(text: AntecedentWeights.text)
    /// Told of every decision before it is taken.
    var observe: ((CoreferenceResolver.Decision) -> Void)?

    /// The probability that a link must have. Chosen on GUM's training documents: with these, about nine links in ten
    /// that tie a pronoun or noun to a named chain are right on gold trees.
    private static let probabilityMin: [AnaphorClass: Double] = [
        .heOrShe: 0.35, .it: 0.45, .they: 0.35, .definiteNominal: 0.5,
    ]

    init(_ table: MentionTable) {
        self.table = table
        candidates = AntecedentCandidates(table)
    }

    /// Resolves every anaphor that is not yet in a chain with others.
    func apply(to chains: inout EntityChains) {
        var cataphors: Set<Int> = []
        let topic = mainTopic(chains)
        for index in table.mentions.indices {
            guard let anaphorClass = AnaphorClass(table.mentions[index]), isOpen(index, chains, cataphors),
                !isOfEvent(index)
            else { continue }
            let list = candidates.list(for: index, class: anaphorClass, in: chains)
            guard !list.isEmpty else { continue }
            let features = AntecedentFeatures(
                table, chains, anaphor: index, mainTopic: topic.map { chains.chainOf[$0] } ?? -1
            ).all(list)
            report(index, anaphorClass, list, features, chains)
            let probabilities = Self.scorer.probabilities(features, class: anaphorClass)
            guard let best = probabilities.indices.max(by: { probabilities[$0] < probabilities[$1] }), best > 0,
                probabilities[best] >= Self.probabilityMin[anaphorClass, default: 1]
            else { continue }
            if let speaker = speakerOfAnother(index, anaphorClass, list, chains) {
                chains.merge(list[speaker].mention, index)
                continue
            }
            if let recent = soleRecent(index, anaphorClass, list, chains),
                table.mentions[index].sentence - table.mentions[list[best - 1].mention].sentence > 1
            {
                chains.merge(list[recent].mention, index)
                continue
            }
            chains.probabilities[index] = probabilities[best]
            if list[best - 1].isCataphoric { cataphors.insert(index) }
            chains.merge(list[best - 1].mention, index)
        }
    }

    /// "It was a telling episode": all that was told, which no phrase names. O(children).
    private func isOfEvent(_ index: Int) -> Bool {
        let mention = table.mentions[index]
        let tree = table.trees[mention.sentence]
        let predicate = tree.heads[mention.head]
        guard mention.lemma == "it", mention.role == .subject, predicate >= 0,
            tree.children[predicate].contains(where: { tree.relation($0) == "cop" })
        else { return false }
        // "It was the last of the bets that turned sour": nothing but the bets is spoken of.
        let isOne = tree.children[predicate].contains {
            ["the", "its", "his", "her"].contains(tree.tokens[$0].form.lowercased())
        }
        let isCleft =
            isOne
            && tree.children[predicate].filter { tree.relation($0) == "nmod" }.contains { noun in
                tree.children[noun].contains {
                    $0 > noun && tree.tokens[$0].relation == "acl:relcl" && tree.tokens[noun + 1].form != ","
                }
            }
        return isCleft || NounLexicon.happenings.contains(tree.tokens[predicate].lemma.lowercased())
    }

    /// In "“She can walk,” she said" two women are spoken of: the one that speaks is the one that spoke last, and not
    /// somebody whom a sentence in between was about. O(candidates · members).
    private func speakerOfAnother(
        _ index: Int, _ anaphorClass: AnaphorClass, _ list: [AntecedentCandidate], _ chains: EntityChains
    ) -> Int? {
        let anaphor = table.mentions[index]
        guard anaphorClass == .heOrShe, !anaphor.isQuoted, isSpeaker(index) else { return nil }
        let quoted = table.ranges[anaphor.sentence].filter {
            let mention = table.mentions[$0]
            return mention.isQuoted && mention.form == .pronoun && mention.lemma == anaphor.lemma
        }
        guard !quoted.isEmpty else { return nil }
        var best: (candidate: Int, mention: Int)?
        for (place, candidate) in list.enumerated() where !candidate.isCataphoric {
            let chain = chains[candidate.mention]
            if quoted.contains(where: { chain.members.contains($0) }) { continue }
            guard let spoke = chain.members.last(where: { $0 < index && isSpeaker($0) && !table.mentions[$0].isQuoted })
            else { continue }
            if spoke > best?.mention ?? -1 { best = (place, spoke) }
        }
        return best?.candidate
    }

    /// The only candidate of this sentence and the one before that has a name and is known to be a man for "he" or a woman for
    /// "she": nearer than whoever was told of at length before. O(candidates).
    private func soleRecent(
        _ index: Int, _ anaphorClass: AnaphorClass, _ list: [AntecedentCandidate], _ chains: EntityChains
    ) -> Int? {
        let anaphor = table.mentions[index]
        guard anaphorClass == .heOrShe, !anaphor.isQuoted else { return nil }
        let recent = list.indices.filter {
            !list[$0].isCataphoric && anaphor.sentence - table.mentions[list[$0].mention].sentence <= 1
        }
        guard recent.count == 1, let only = recent.first, !table.mentions[list[only].mention].isQuoted,
            chains[list[only].mention].hasName, let gender = chains[list[only].mention].gender,
            gender == anaphor.gender
        else { return nil }
        return only
    }

    /// Whether a mention is the subject of a verb of speech.
    private func isSpeaker(_ index: Int) -> Bool {
        let mention = table.mentions[index]
        let tree = table.trees[mention.sentence]
        let verb = tree.heads[mention.head]
        return mention.role == .subject && verb >= 0
            && NounLexicon.speechVerbs.contains(tree.tokens[verb].lemma.lowercased())
            && !tree.tokens[mention.head].relation.hasSuffix(":pass")
    }

    /// A mention of the chain that has the most members before any pronoun is resolved.
    private func mainTopic(_ chains: EntityChains) -> Int? {
        var best: (mention: Int, count: Int)?
        for chain in chains.chains where chain.hasName && chain.members.count > max(1, best?.count ?? 0) {
            if let mention = chain.members.first { best = (mention, chain.members.count) }
        }
        return best?.mention
    }

    /// Whether a mention still lacks an antecedent: its chain has no name, and nothing of it stands before the mention
    /// but pronouns that look ahead to it. The chain may have later mentions (a reflexive, an apposition).
    private func isOpen(_ index: Int, _ chains: EntityChains, _ cataphors: Set<Int>) -> Bool {
        let chain = chains[index]
        return !chain.hasName && chain.members.prefix { $0 < index }.allSatisfy(cataphors.contains)
    }

    private func report(
        _ index: Int, _ anaphorClass: AnaphorClass, _ list: [AntecedentCandidate], _ features: [[AntecedentFeature]],
        _ chains: EntityChains
    ) {
        guard let observe else { return }
        var described: [(sentence: Int, head: Int, isCoordination: Bool, features: [String])] = [
            (-1, -1, false, features[0].map { "\($0)" })
        ]
        for (candidate, names) in zip(list, features.dropFirst()) {
            // Relative pronouns are in no gold annotation; the noun before them stands for the chain.
            let known = chains[candidate.mention].members.last {
                $0 <= candidate.mention && table.mentions[$0].form != .relative
            }
            let mention = table.mentions[known ?? candidate.mention]
            described.append((mention.sentence, mention.head, mention.form == .coordination, names.map { "\($0)" }))
        }
        let mention = table.mentions[index]
        observe(
            CoreferenceResolver.Decision(
                anaphorClass: "\(anaphorClass)", sentence: mention.sentence, head: mention.head, candidates: described))
    }
}
