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

    /// An entity whose fullest name has the class and normal form, in the article that `source` is the key of.
    /// - Parameter splitForms: names that a user has split by source.
    init(
        id: Int64, kind: SenseClass, form: String, type: EntityType, mentionCount: Int, uris: [String], source: String,
        splitForms: Set<SenseKey> = []
    ) {
        self.id = id
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

    /// Within one article, equal names of clashing types follow the one of most mentions; of equals, an organization
    /// before a place before a person.
    static func settleDiscourse(_ entities: inout [ArticleEntity], source: String) {
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
        let named = zip(extraction.entities, DocumentNames.all(of: extraction)).filter { !$0.1.name.isEmpty }
        var entities = named.enumerated().map { index, element in
            let (entity, names) = element
            return ArticleEntity(
                id: Int64(index), kind: names.kind, form: NormalForm.form(of: names.name, in: names.kind),
                type: entity.type, mentionCount: max(1, entity.mentions.count), uris: entity.sameAs, source: article.id)
        }
        ArticleEntity.settleDiscourse(&entities, source: article.id)
        elements = zip(named, entities).map { element, entity in
            let names = element.1
            var sense = Sense(key: entity.key)
            sense.types[entity.type] = entity.mentionCount
            sense.sameAs = Set(element.0.sameAs)
            sense.discourse = entity.discourse
            sense.label = ArticleEntity.label(of: entity.key, source: label)
            for (text, count) in names.counts {
                sense.add(name: text, form: NormalForm.form(of: text, in: names.kind), count: count)
            }
            return Element(name: element.0.name, type: entity.type, sense: sense)
        }
    }
}
