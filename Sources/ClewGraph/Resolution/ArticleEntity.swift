import ClewModel

/// An entity of one article, and the sense of its name that this is.
struct ArticleEntity {
    /// What the caller knows it by.
    var id: Int64
    var key: SenseKey
    var type: EntityType
    var mentionCount: Int
    /// The sense that the article mostly uses the name in, where this is another.
    var discourse: SenseKey?
    /// What the article says of a person that may keep them apart from namesakes.
    var profile: PersonProfile?
    /// The legal form that its fullest name ends in, if any: "inc".
    private var legalForm: String?

    /// An entity whose fullest name has the class and normal form, in the article that `source` is the key of.
    /// - Parameter splitForms: names that a user has split by source.
    init(
        id: Int64, name: String, kind: SenseClass, form: String, type: EntityType, mentionCount: Int, uris: [String],
        source: String, splitForms: Set<SenseKey> = []
    ) {
        self.id = id
        if kind == .organization { legalForm = NameRules.legalForm(of: NormalForm.words(of: name)) }
        self.type = type
        self.mentionCount = mentionCount
        key = SenseKey(kind: kind, form: form)
        if let item = uris.compactMap(Authority.key).filter({ $0.hasPrefix(Authority.prefix) }).min() {
            key.qualifier = item
        } else if kind == .person && !form.contains(" ") || splitForms.contains(key)
            || kind == .common && ArticleEntity.isOneThing(type)
        {
            // A surname, or "the company", means somebody else in the next article.
            key.qualifier = SenseKey.sourcePrefix + source
        }
    }

    /// Settles what depends on all entities of one article.
    /// - Parameters:
    ///   - namesakes: senses of persons' names that are told apart source by source whatever the articles say.
    ///   - contested: normal forms of persons' names whose bearers may conflict; nil: any. Only for these are the other
    ///     names of the article kept, which nothing else asks for.
    static func settle(
        _ entities: inout [ArticleEntity], source: String, namesakes: Set<SenseKey> = [], contested: Set<String>? = nil
    ) {
        settleLegalForms(&entities)
        settleProfiles(&entities, source: source, namesakes: namesakes, contested: contested)
        settleDiscourse(&entities, source: source)
        for index in entities.indices where entities[index].discourse != nil { entities[index].profile = nil }
    }

    /// Two names that differ only in their legal forms, both written out in one article, are two bodies: each keeps its
    /// form.
    private static func settleLegalForms(_ entities: inout [ArticleEntity]) {
        var forms: [SenseKey: Set<String>] = [:]
        for entity in entities {
            if let form = entity.legalForm { forms[entity.key, default: []].insert(form) }
        }
        for index in entities.indices {
            guard let form = entities[index].legalForm, forms[entities[index].key].map({ $0.count > 1 }) == true else {
                continue
            }
            entities[index].key.form += " " + form
        }
    }

    /// Gives a person of whom the article says what may tell namesakes apart a sense of the article's own, and lists the
    /// other names beside them.
    private static func settleProfiles(
        _ entities: inout [ArticleEntity], source: String, namesakes: Set<SenseKey>, contested: Set<String>?
    ) {
        var names: [(form: String, isPlace: Bool)]?
        for index in entities.indices {
            let key = entities[index].key
            let isNamesake = namesakes.contains(SenseKey(kind: key.kind, form: key.form))
            guard key.kind == .person, key.form.contains(" "), !key.isOfOneSource,
                entities[index].profile != nil || isNamesake
            else {
                entities[index].profile = nil
                continue
            }
            entities[index].profile = entities[index].profile ?? PersonProfile()
            if key.qualifier.isEmpty { entities[index].key.qualifier = SenseKey.sourcePrefix + source }
            guard contested?.contains(key.form) ?? true else { continue }
            if names == nil { names = clearNames(entities) }
            let words = Set(key.form.split(separator: " "))
            let others = (names ?? []).filter { !words.isSuperset(of: $0.form.split(separator: " ")) }
            let kept = others.prefix(PersonProfile.namesMax)
            entities[index].profile?.others = Set(kept.map(\.form))
            entities[index].profile?.places = Set(kept.filter(\.isPlace).map(\.form))
        }
    }

    /// The persons, organizations and places of an article, those named most first.
    private static func clearNames(_ entities: [ArticleEntity]) -> [(form: String, isPlace: Bool)] {
        entities.filter(\.key.kind.isClear).sorted { left, right in
            (right.mentionCount, left.key.form) < (left.mentionCount, right.key.form)
        }.map { ($0.key.form, $0.key.kind == .location) }
    }

    /// Within one article, equal names of clashing types follow the one of most mentions; of equals, an organization
    /// before a place before a person.
    private static func settleDiscourse(_ entities: inout [ArticleEntity], source: String) {
        let ranks: [SenseClass: Int] = [.organization: 2, .location: 1, .person: 0]
        var byForm: [String: [Int]] = [:]
        for index in entities.indices where ranks[entities[index].key.kind] != nil {
            byForm[entities[index].key.form, default: []].append(index)
        }
        for members in byForm.values where Set(members.map { entities[$0].key.kind }).count > 1 {
            let weights = Dictionary(
                members.map { (entities[$0].key, entities[$0].mentionCount) }, uniquingKeysWith: +)
            let major = weights.keys.max { left, right in
                (weights[left] ?? 0, ranks[left.kind] ?? 0, right) < (weights[right] ?? 0, ranks[right.kind] ?? 0, left)
            }
            for index in members where entities[index].key.kind != major?.kind {
                // An authority knows better than the count of mentions.
                if entities[index].key.isOfAuthority { continue }
                entities[index].discourse = major
                if entities[index].key.qualifier.isEmpty {
                    entities[index].key.qualifier = SenseKey.sourcePrefix + source
                }
            }
        }
    }

    /// What tells a sense from others of its name, for people: `source` is the label of the sense's first source.
    static func label(of key: SenseKey, source: String) -> String {
        if key.isOfAuthority { return String(key.qualifier.dropFirst(Authority.prefix.count)) }
        return key.qualifier.isEmpty ? "" : source
    }

    /// The label of a source: who published it and when.
    static func sourceLabel(key: String, publisher: String?, published: String?, title: String?) -> String {
        NormalForm.display([publisher ?? title ?? key, published].compactMap { $0 }.joined(separator: ", "))
    }

    /// Whether a common noun of the type stands for one thing, as "the company" does and "data" does not.
    private static func isOneThing(_ type: EntityType) -> Bool {
        switch type {
        case .person, .organization, .location, .event, .work: true
        case .product, .group, .concept, .date, .money, .quantity: false
        }
    }
}

/// The entities of one article as senses, without a graph file: what resolution needs of the article.
package struct ArticleSenses {
    /// An entity's fullest name, its type, and all that the article says of it.
    package struct Element: Sendable {
        package var name: String
        package var type: EntityType
        package var sense: Sense
    }

    /// In the article's order, without those that have no name.
    package let elements: [Element]

    /// The senses of what an article speaks of.
    package init(of article: Article, _ extraction: Extraction) {
        let label = ArticleEntity.sourceLabel(
            key: article.id, publisher: article.publisher, published: article.published?.iso, title: article.title)
        let all = Array(zip(extraction.entities, DocumentNames.all(of: extraction)))
        let places = all.indices.filter { !all[$0].1.name.isEmpty }
        let named = places.map { all[$0] }
        var entities = named.enumerated().map { index, element in
            let (entity, names) = element
            return ArticleEntity(
                id: Int64(index), name: names.name, kind: names.kind,
                form: NormalForm.form(of: names.name, in: names.kind),
                type: entity.type, mentionCount: max(1, entity.mentions.count), uris: entity.sameAs, source: article.id)
        }
        let profiles = ArticleSenses.profiles(extraction, names: all.map(\.1.name))
        for (index, place) in places.enumerated() { entities[index].profile = profiles[place] }
        ArticleEntity.settle(&entities, source: article.id)
        elements = zip(named, entities).map { element, entity in
            let names = element.1
            var sense = Sense(key: entity.key)
            sense.types[entity.type] = entity.mentionCount
            sense.sameAs = Set(element.0.sameAs)
            sense.discourse = entity.discourse
            sense.profile = entity.profile
            sense.label = ArticleEntity.label(of: entity.key, source: label)
            for (text, count) in names.counts {
                sense.add(name: text, form: NormalForm.form(of: text, in: names.kind), count: count)
            }
            return Element(name: element.0.name, type: entity.type, sense: sense)
        }
    }
    /// Entity → what the facts say of it as a person, where that is telling.
    private static func profiles(_ extraction: Extraction, names: [String]) -> [Int: PersonProfile] {
        var profiles: [Int: PersonProfile] = [:]
        for statement in extraction.statements where statement.status == .asserted && statement.speaker == nil {
            guard case .entity(let subject) = statement.subject.referent else { continue }
            let (text, date): (String?, CalendarDate?) =
                switch statement.object.referent {
                case .entity(let object): (names.indices.contains(object) ? names[object] : nil, nil)
                case .literal(.date(let date)): (nil, date)
                case .literal(let literal): (literal.spelling, nil)
                }
            profiles[subject, default: PersonProfile()].add(statement.predicate, text: text, date: date)
            for qualifier in statement.qualifiers where qualifier.role == "when" {
                guard case .literal(.date(let date)) = qualifier.value.referent else { continue }
                profiles[subject]?.add(statement.predicate, when: date)
            }
        }
        return profiles.filter { $0.value.isTelling }
    }
}
