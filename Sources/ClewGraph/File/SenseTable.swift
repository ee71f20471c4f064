import ClewModel
import GRDB

/// The senses of all names in a graph file, and which document entity has which.
struct SenseTable {
    /// Sorted by key.
    private(set) var senses: [Sense] = []
    /// Document entity → index into `senses`.
    private(set) var senseOf: [Int64: Int] = [:]

    private struct Name {
        var kind: SenseClass
        var text: String
        var form: String
    }

    /// Reads the document tables, copies left out. O(document entities).
    init(_ db: Database, splitForms: Set<SenseKey>, namesakes: Set<SenseKey>) throws {
        let names = try SenseTable.names(db)
        let uris = try SenseTable.uris(db)
        let sources = try SenseTable.sources(db)
        let (profiles, contested) = try SenseTable.profiles(db)
        var index: [SenseKey: Int] = [:]
        try SenseTable.eachSource(db, names: names, uris: uris, splitForms: splitForms, sources: sources) {
            var entities = $0
            for place in entities.indices { entities[place].profile = profiles[entities[place].id] }
            ArticleEntity.settle(&entities, source: $1.key, namesakes: namesakes, contested: contested)
            for entity in entities {
                let sense = index[entity.key] ?? senses.count
                if sense == senses.count {
                    index[entity.key] = sense
                    senses.append(Sense(key: entity.key))
                    senses[sense].label = ArticleEntity.label(of: entity.key, source: $1.label)
                    senses[sense].discourse = entity.discourse
                }
                if let profile = entity.profile {
                    senses[sense].profile = senses[sense].profile ?? PersonProfile()
                    senses[sense].profile?.add(profile)
                }
                senses[sense].types[entity.type, default: 0] += entity.mentionCount
                senses[sense].sameAs.formUnion(uris[entity.id] ?? [])
                senseOf[entity.id] = sense
            }
        }
        try addNames(db, names: names)
    }

    /// Calls `body` with the entities of each source and the source's label.
    private static func eachSource(
        _ db: Database, names: [Int64: Name], uris: [Int64: [String]], splitForms: Set<SenseKey>,
        sources: [Int64: (key: String, label: String)], _ body: ([ArticleEntity], (key: String, label: String)) -> Void
    ) throws {
        var entities: [ArticleEntity] = []
        var last: Int64 = -1
        func finish() {
            guard let source = sources[last] else { return }
            body(entities, source)
            entities.removeAll(keepingCapacity: true)
        }
        let rows = try Row.fetchCursor(
            db,
            sql: """
                SELECT d.id, d.source, d.name, d.type, d.mentions FROM document_entities d
                JOIN sources s ON s.id = d.source WHERE s.copy_of IS NULL ORDER BY d.source, d.ordinal
                """)
        while let row = try rows.next() {
            guard let name = names[row[2] as Int64], let source = sources[row[1] as Int64] else { continue }
            if last != row[1] as Int64 {
                finish()
                last = row[1]
            }
            entities.append(
                ArticleEntity(
                    id: row[0], name: name.text, kind: name.kind, form: name.form,
                    type: EntityType(rawValue: row[3] as String) ?? .concept, mentionCount: row[4],
                    uris: uris[row[0] as Int64] ?? [], source: source.key, splitForms: splitForms))
        }
        finish()
    }

    private mutating func addNames(_ db: Database, names: [Int64: Name]) throws {
        let rows = try Row.fetchCursor(db, sql: "SELECT document_entity, name, count FROM document_names")
        while let row = try rows.next() {
            guard let sense = senseOf[row[0] as Int64], let name = names[row[1] as Int64] else { continue }
            senses[sense].add(name: name.text, form: name.form, count: row[2])
        }
    }

    /// Document entity → what the facts say of it as a person, where that is telling, and the normal forms of which two
    /// bearers may conflict. O(evidence).
    private static func profiles(_ db: Database) throws -> (profiles: [Int64: PersonProfile], contested: Set<String>) {
        var profiles: [Int64: PersonProfile] = [:]
        var forms: [Int64: String] = [:]
        let wanted = PersonProfile.predicates.map { "'\($0)'" }.joined(separator: ", ")
        let facts = try Row.fetchCursor(
            db,
            sql: """
                SELECT e.subject, p.name, n.text, l.kind, l.value, m.form FROM evidence e
                JOIN predicates p ON p.id = e.predicate
                JOIN document_entities s ON s.id = e.subject JOIN names m ON m.id = s.name
                LEFT JOIN document_entities o ON o.id = e.object_entity LEFT JOIN names n ON n.id = o.name
                LEFT JOIN literals l ON l.id = e.object_literal
                WHERE e.status = 'asserted' AND e.speaker_entity IS NULL AND e.speaker_literal IS NULL
                    AND p.name IN (\(wanted))
                """)
        while let row = try facts.next() {
            let (name, kind, value): (String?, String?, String?) = (row[2], row[3], row[4])
            forms[row[0]] = row[5]
            let date = kind == "date" ? value.flatMap(CalendarDate.init(iso:)) : nil
            profiles[row[0], default: PersonProfile()].add(
                row[1], text: name ?? (date == nil ? value : nil), date: date)
        }
        profiles = profiles.filter { $0.value.isTelling }
        let acts = try Row.fetchCursor(
            db,
            sql: """
                SELECT e.subject, p.name, l.value FROM qualifiers q JOIN evidence e ON e.id = q.evidence
                JOIN predicates p ON p.id = e.predicate JOIN literals l ON l.id = q.literal
                WHERE q.role = 'when' AND l.kind = 'date' AND e.status = 'asserted' AND e.speaker_entity IS NULL
                    AND e.speaker_literal IS NULL
                """)
        while let row = try acts.next() {
            guard let date = CalendarDate(iso: row[2]) else { continue }
            profiles[row[0]]?.add(row[1], when: date)
        }
        let byForm = Dictionary(grouping: profiles.keys, by: { forms[$0] ?? "" })
        let contested = byForm.filter { $0.value.count > 1 }.filter { _, entities in
            PersonProfile.mayConflict(entities.compactMap { profiles[$0] })
        }
        return (profiles, Set(contested.keys))
    }

    private static func names(_ db: Database) throws -> [Int64: Name] {
        var names: [Int64: Name] = [:]
        let rows = try Row.fetchCursor(db, sql: "SELECT id, class, text, form FROM names")
        while let row = try rows.next() {
            names[row[0]] = Name(kind: SenseClass(rawValue: row[1]) ?? .open, text: row[2], form: row[3])
        }
        return names
    }

    private static func uris(_ db: Database) throws -> [Int64: [String]] {
        var uris: [Int64: [String]] = [:]
        let rows = try Row.fetchCursor(db, sql: "SELECT document_entity, uri FROM document_same_as")
        while let row = try rows.next() { uris[row[0] as Int64, default: []].append(row[1]) }
        return uris
    }

    private static func sources(_ db: Database) throws -> [Int64: (key: String, label: String)] {
        var sources: [Int64: (key: String, label: String)] = [:]
        let rows = try Row.fetchCursor(db, sql: "SELECT id, key, publisher, published, title FROM sources")
        while let row = try rows.next() {
            let (publisher, published, title): (String?, String?, String?) = (row[2], row[3], row[4])
            let label = ArticleEntity.sourceLabel(
                key: row[1], publisher: publisher, published: published, title: title)
            sources[row[0] as Int64] = (row[1], label)
        }
        return sources
    }
}
