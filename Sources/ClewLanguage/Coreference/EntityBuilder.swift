import ClewModel

/// Turns chains of mentions into the entities of an article.
struct EntityBuilder {
    let table: MentionTable
    let sentences: [Sentence]
    let article: Article

    /// The entities, ordered by first mention.
    func entities(from chains: EntityChains) -> [DocumentEntity] {
        let identities = identitiesByName()
        return chains.chains.filter { isEntity($0) }
            .sorted { ($0.members.first ?? 0) < ($1.members.first ?? 0) }
            .map { entity($0, of: chains, identities) }
    }

    private func isEntity(_ chain: EntityChains.Chain) -> Bool {
        guard !chain.members.isEmpty, !chain.isCoordination else { return false }
        if chain.hasName { return true }
        return chain.members.count > 1 && chain.members.contains { table.mentions[$0].form == .nominal }
    }

    private func entity(
        _ chain: EntityChains.Chain, of chains: EntityChains, _ identities: [String: [String]]
    ) -> DocumentEntity {
        let names = chain.members.filter { table.mentions[$0].form == .name }
        var type = names.isEmpty ? chain.kinds.entityType(isNamed: false) : typeByVote(names)
        if !names.isEmpty, ReferentKinds(type).isDisjoint(with: chain.kinds) {
            type = chain.kinds.entityType(isNamed: true)
        }
        let mentions = chain.members.map { index -> Mention in
            let mention = table.mentions[index]
            let kind: Mention.Kind =
                switch mention.form {
                case .name: .name
                case .nominal, .coordination: .nominal
                case .pronoun, .relative: .pronoun
                }
            return Mention(
                sentence: mention.sentence, words: mention.words, head: mention.head, kind: kind,
                probability: chains.probabilities[index])
        }
        var sameAs: [String] = []
        for name in names {
            for uri in identities[table.mentions[name].name.key] ?? [] where !sameAs.contains(uri) {
                sameAs.append(uri)
            }
        }
        return DocumentEntity(name: title(chain, names), type: type, mentions: mentions, sameAs: sameAs)
    }

    /// The type that most names of the chain have, the earlier one on a tie.
    private func typeByVote(_ names: [Int]) -> EntityType {
        var votes: [(type: EntityType, count: Int)] = []
        for name in names {
            guard let type = table.mentions[name].nameType else { continue }
            if let known = votes.firstIndex(where: { $0.type == type }) {
                votes[known].count += 1
            } else {
                votes.append((type, 1))
            }
        }
        var best = votes.first
        for vote in votes where vote.count > (best?.count ?? 0) { best = vote }
        return best?.type ?? .concept
    }

    /// The fullest name: most words, then most letters, then the first. Without a name the first noun phrase, less its
    /// article.
    private func title(_ chain: EntityChains.Chain, _ names: [Int]) -> String {
        var best: (text: String, words: Int, letters: Int)?
        for name in names {
            let mention = table.mentions[name]
            var words = mention.words
            if words.count > 1, sentences[mention.sentence].tokens[words.lowerBound].form.lowercased() == "the" {
                words = words.lowerBound + 1..<words.upperBound
            }
            // Without honorifics: they come and go.
            let honorifics = min(mention.name.honorifics.count, words.count - 1)
            words = words.lowerBound + honorifics..<words.upperBound
            var text = self.text(mention.sentence, words)
            if let family = mention.familyName { text += " " + family }
            let size = (mention.name.words.count, text.count)
            if best == nil || size > (best?.words ?? 0, best?.letters ?? 0) { best = (text, size.0, size.1) }
        }
        if let best { return best.text }
        guard let noun = chain.members.first(where: { table.mentions[$0].form == .nominal }) else { return "" }
        let mention = table.mentions[noun]
        let tokens = sentences[mention.sentence].tokens
        let start = mention.words.first { $0 == mention.head || tokens[$0].upos != "DET" } ?? mention.words.lowerBound
        return text(mention.sentence, start..<mention.words.upperBound)
    }

    private func text(_ sentence: Int, _ words: Range<Int>) -> String {
        var text = ""
        let tokens = sentences[sentence].tokens
        for word in words {
            text += tokens[word].form
            if tokens[word].spaceAfter, word + 1 < words.upperBound { text += " " }
        }
        return text
    }

    /// The `sameAs` links of the page's structured data by the normal form of what they describe.
    private func identitiesByName() -> [String: [String]] {
        var identities: [String: [String]] = [:]
        for fact in article.structuredData where fact.property == "sameAs" && !fact.subject.isEmpty {
            let type: EntityType = fact.subjectType == "Person" ? .person : .organization
            let forms = fact.subject.split(separator: " ").map(String.init)
            identities[NormalName(forms, type: type).key, default: []].append(fact.value)
        }
        return identities
    }
}
