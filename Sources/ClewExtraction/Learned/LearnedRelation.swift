import ClewModel

/// A relation that `ContextRule` knows, with what may stand at its ends. The order is that of the weights.
package struct LearnedRelation: Sendable {
    /// The canonical relation.
    package var name: String
    /// What its first end is taken to be.
    package var first: EndClass
    /// What its second end is taken to be.
    package var second: EndClass
    /// Whether the second end is the subject of the canonical relation.
    package var isReversed = false
    /// Canonical relations that say as much of the same two.
    package var likeness: Set<String> = []

    /// The relations of KnowledgeNet (Mesquita et al., EMNLP 2019), whose annotations the weights were learned from.
    package static let all: [LearnedRelation] = [
        LearnedRelation(name: "born_on", first: .person, second: .date),
        LearnedRelation(name: "died_on", first: .person, second: .date),
        LearnedRelation(name: "lives_in", first: .person, second: .location),
        LearnedRelation(name: "born_in", first: .person, second: .location),
        LearnedRelation(name: "nationality", first: .person, second: .location),
        LearnedRelation(
            name: "works_for", first: .person, second: .organization, likeness: ["member_of", "leads", "ceo_of"]),
        LearnedRelation(name: "educated_at", first: .person, second: .organization),
        LearnedRelation(name: "political_affiliation", first: .person, second: .organization),
        LearnedRelation(name: "child_of", first: .person, second: .person),
        LearnedRelation(name: "spouse", first: .person, second: .person),
        LearnedRelation(name: "founded_on", first: .organization, second: .date),
        LearnedRelation(name: "headquartered_in", first: .organization, second: .location),
        LearnedRelation(name: "subsidiary_of", first: .organization, second: .organization),
        LearnedRelation(name: "founded", first: .organization, second: .person, isReversed: true),
        LearnedRelation(name: "ceo_of", first: .organization, second: .person, isReversed: true),
    ]

    /// Whether two phrases may stand at its ends.
    package func accepts(_ first: PairEnd, _ second: PairEnd) -> Bool {
        first.classes.contains(self.first) && second.classes.contains(self.second)
    }
}

/// What a phrase may be taken for at an end of a learned relation. Taggers mistake organizations for places and the other
/// way round, so a phrase may be in several.
package struct EndClass: OptionSet, Hashable, Sendable {
    package let rawValue: UInt8

    package init(rawValue: UInt8) { self.rawValue = rawValue }

    package static let person = EndClass(rawValue: 1)
    package static let organization = EndClass(rawValue: 2)
    package static let location = EndClass(rawValue: 4)
    package static let date = EndClass(rawValue: 8)

    /// The classes of a phrase.
    package init(type: EntityType?, form: String, isPronoun: Bool) {
        if isPronoun {
            switch form {
            case "it", "its": self = .organization
            case "they", "we", "their", "our", "us", "them", "who", "whose": self = [.person, .organization]
            case "which", "where": self = [.organization, .location]
            case "that": self = [.person, .organization, .location]
            default: self = .person
            }
            return
        }
        switch type {
        case .person: self = .person
        case .location, .group: self = [.location, .organization]
        case .concept: self = [.organization, .person]
        case .organization, .product, .work, .event: self = .organization
        case .date: self = .date
        case .money, .quantity, nil: self = []
        }
    }
}

/// A phrase that may stand at an end of a learned relation.
package struct PairEnd: Sendable {
    /// Its words.
    package var words: Range<Int>
    /// The word that carries it.
    package var head: Int
    /// The noun that "where" stands for.
    package var antecedent: Int?
    /// What it names; none for a pronoun that nothing resolves.
    package var type: EntityType?
    /// The entity it speaks of, if any.
    package var entity: Int?
    /// How it speaks of it.
    package var kind: Mention.Kind
    /// What it may be taken for.
    package var classes: EndClass

    /// The phrases of a sentence that name, describe or date something, in order.
    package static func ends(in tree: SentenceTree, table: ArgumentTable) -> [PairEnd] {
        var found: [Int: PairEnd] = [:]
        for (entity, mention) in table.given(in: tree.index) where mention.words.upperBound <= tree.tokens.count {
            guard found[mention.head] == nil else { continue }
            let type = table.entities[entity].type
            found[mention.head] = PairEnd(
                words: mention.words, head: mention.head, type: type, entity: entity, kind: mention.kind,
                classes: EndClass(
                    type: type, form: tree.tokens[mention.head].form.lowercased(),
                    isPronoun: isPersonal(mention.head, tree)))
        }
        for name in tree.sentence.names where name.words.upperBound <= tree.tokens.count {
            let head = name.words.first { !name.words.contains(tree.heads[$0]) } ?? name.words.lowerBound
            guard found[head] == nil else { continue }
            found[head] = PairEnd(
                words: name.words, head: head, type: name.type, kind: .name,
                classes: EndClass(type: name.type, form: "", isPronoun: false))
        }
        for word in tree.words where found[word] == nil && tree.lemmas[word] == "where" {
            guard let place = ClauseReader(tree).antecedent(of: word), place < word, let end = found[place] else {
                continue
            }
            found[word] = PairEnd(
                words: word..<(word + 1), head: word, antecedent: place, type: end.type, entity: end.entity,
                kind: .pronoun,
                classes: EndClass(type: nil, form: "where", isPronoun: true))
        }
        for word in tree.words where found[word] == nil && isPersonal(word, tree) {
            found[word] = PairEnd(
                words: word..<(word + 1), head: word, type: nil, kind: .pronoun,
                classes: EndClass(type: nil, form: tree.tokens[word].form.lowercased(), isPronoun: true))
        }
        return found.values.sorted { ($0.words.lowerBound, $0.head) < ($1.words.lowerBound, $1.head) }
    }

    private static func isPersonal(_ word: Int, _ tree: SentenceTree) -> Bool {
        ["PRP", "PRP$"].contains(tree.xpos(word)) || tree.isRelativePronoun(word) && tree.upos(word) == "PRON"
    }
}
