import ClewModel

/// What the article's own words say of the types of its names. A tagger that has never met "Petrona" may take it for a
/// person; "the oil company Petrona" and "Petrona's chief executive" say otherwise, anywhere in the article.
enum TypeEvidence {
    /// The entities with their types corrected where every description in the article speaks for another one.
    static func corrected(_ entities: [DocumentEntity], by sentences: [Sentence]) -> [DocumentEntity] {
        var entityAt: [Place: Int] = [:]
        for (index, entity) in entities.enumerated() {
            for mention in entity.mentions where mention.kind == .name {
                entityAt[Place(sentence: mention.sentence, head: mention.head)] = index
            }
        }
        var votes: [Int: Set<EntityType>] = [:]
        for (number, sentence) in sentences.enumerated() where !sentence.names.isEmpty {
            let tree = SentenceTree(sentence, index: number)
            for word in tree.words {
                guard let entity = entityAt[Place(sentence: number, head: word)] else { continue }
                for type in types(of: word, in: tree) { votes[entity, default: []].insert(type) }
            }
        }
        var corrected = entities
        for (entity, types) in votes where types.count == 1 {
            if let type = types.first, fits(type, in: entities[entity]) { corrected[entity].type = type }
        }
        return corrected
    }

    private struct Place: Hashable {
        var sentence: Int
        var head: Int
    }

    /// A name of two words that a tagger takes for a person is one more often than not.
    private static func fits(_ type: EntityType, in entity: DocumentEntity) -> Bool {
        entity.type != type && !(entity.type == .location && type == .organization)
    }

    private static func types(of name: Int, in tree: SentenceTree) -> [EntityType] {
        var found: [EntityType] = []
        for child in tree.children[name] where tree.upos(child) == "NOUN" {
            let isTitle =
                child < name && [.compound, .nmod].contains(tree.dependencies[child])
                && tree.preposition(of: child).isEmpty && tree.subtypes[child] != "poss"
            if isTitle || tree.dependencies[child] == .appos, let type = kind(child, in: tree) { found.append(type) }
        }
        let head = tree.heads[name]
        guard head >= 0 else { return found }
        if tree.naming(of: head) == name, let type = kind(head, in: tree) { found.append(type) }
        let isOwner =
            tree.dependencies[name] == .nmod
            && (tree.subtypes[name] == "poss" || ["of", "at"].contains(tree.preposition(of: name)))
        if isOwner, offices.contains(tree.lemmas[head]) { found.append(.organization) }
        return found
    }

    private static func kind(_ noun: Int, in tree: SentenceTree) -> EntityType? {
        guard let type = NounType.ofLemma(tree.lemmas[noun]), type != .group, type != .event else { return nil }
        return type
    }

    /// Offices that only an organization has.
    private static let offices: Set<String> = [
        "ceo", "chairman", "chairwoman", "founder", "co-founder", "shareholder", "subsidiary", "cfo", "headquarters",
        "employee", "spokesman", "spokeswoman", "spokesperson",
    ]
}
