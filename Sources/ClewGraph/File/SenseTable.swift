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
    init(_ db: Database, splitForms: Set<SenseKey>) throws {
        let names = try SenseTable.names(db)
        let uris = try SenseTable.uris(db)
        let labels = try SenseTable.sources(db)
        var index: [SenseKey: Int] = [:]
        for document in try SenseTable.documents(db, names: names, uris: uris, splitForms: splitForms, sources: labels)
        {
            let sense = index[document.key] ?? senses.count
            if sense == senses.count {
                index[document.key] = sense
                senses.append(Sense(key: document.key))
                senses[sense].label = SenseTable.label(of: document.key, source: document.sourceLabel)
                senses[sense].discourse = document.discourse
            }
            senses[sense].types[document.type, default: 0] += document.mentionCount
            senses[sense].sameAs.formUnion(uris[document.id] ?? [])
            senseOf[document.id] = sense
        }
        try addNames(db, names: names)
    }

    /// What one article speaks of.
    private struct Document {
        var id: Int64
        var key: SenseKey
        var type: EntityType
        var mentionCount: Int
        var sourceLabel: String
        /// The sense that the article mostly uses the name in, where this is another.
        var discourse: SenseKey?
    }

    private static func documents(
        _ db: Database, names: [Int64: Name], uris: [Int64: [String]], splitForms: Set<SenseKey>,
        sources: [Int64: (key: String, label: String)]
    ) throws -> [Document] {
        var documents: [Document] = []
        var start = 0
        var last: Int64 = -1
        let rows = try Row.fetchCursor(
            db,
            sql: """
                SELECT d.id, d.source, d.name, d.type, d.mentions FROM document_entities d
                JOIN sources s ON s.id = d.source WHERE s.copy_of IS NULL ORDER BY d.source, d.ordinal
                """)
        while let row = try rows.next() {
            guard let name = names[row[2] as Int64], let source = sources[row[1] as Int64] else { continue }
            if last != row[1] as Int64 {
                if last >= 0 { settleDiscourse(&documents, from: start, source: sources[last]?.key ?? "") }
                start = documents.count
                last = row[1]
            }
            let type = EntityType(rawValue: row[3] as String) ?? .concept
            let uris = uris[row[0] as Int64] ?? []
            let key = key(of: name, type: type, uris: uris, source: source.key, splitForms: splitForms)
            documents.append(
                Document(id: row[0], key: key, type: type, mentionCount: row[4], sourceLabel: source.label))
        }
        if last >= 0 { settleDiscourse(&documents, from: start, source: sources[last]?.key ?? "") }
        return documents
    }

    /// Within one article, equal names of clashing types follow the one of most mentions; of equals, an organization
    /// before a place before a person.
    private static func settleDiscourse(_ documents: inout [Document], from start: Int, source: String) {
        let ranks: [SenseClass: Int] = [.organization: 2, .location: 1, .person: 0]
        var byForm: [String: [Int]] = [:]
        for index in start..<documents.count where ranks[documents[index].key.kind] != nil {
            byForm[documents[index].key.form, default: []].append(index)
        }
        for members in byForm.values where Set(members.map { documents[$0].key.kind }).count > 1 {
            let weights = Dictionary(
                members.map { (documents[$0].key, documents[$0].mentionCount) }, uniquingKeysWith: +)
            let major = weights.keys.max { left, right in
                (weights[left] ?? 0, ranks[left.kind] ?? 0, right) < (weights[right] ?? 0, ranks[right.kind] ?? 0, left)
            }
            for index in members where documents[index].key.kind != major?.kind {
                // An authority knows better than the count of mentions.
                if documents[index].key.qualifier.hasPrefix(Authority.prefix) { continue }
                documents[index].discourse = major
                if documents[index].key.qualifier.isEmpty { documents[index].key.qualifier = "source:" + source }
            }
        }
    }

    private mutating func addNames(_ db: Database, names: [Int64: Name]) throws {
        let rows = try Row.fetchCursor(db, sql: "SELECT document_entity, name, count FROM document_names")
        while let row = try rows.next() {
            guard let sense = senseOf[row[0] as Int64], let name = names[row[1] as Int64] else { continue }
            let count: Int = row[2]
            senses[sense].aliases[name.text, default: 0] += count
            senses[sense].aliasForms.insert(name.form)
            // Spellings of the full name compete for the canonical one; short names do not.
            if name.form == senses[sense].key.form { senses[sense].names[name.text, default: 0] += count }
        }
    }

    private static func key(
        of name: Name, type: EntityType, uris: [String], source: String, splitForms: Set<SenseKey>
    ) -> SenseKey {
        var key = SenseKey(kind: name.kind, form: name.form)
        if let item = uris.compactMap(Authority.key).filter({ $0.hasPrefix(Authority.prefix) }).min() {
            key.qualifier = item
        } else if name.kind == .person && !name.form.contains(" ") || splitForms.contains(key)
            || name.kind == .common && isOneThing(type)
        {
            // A surname, or "the company", means somebody else in the next article.
            key.qualifier = "source:" + source
        }
        return key
    }

    /// Whether a common noun of the type stands for one thing, as "the company" does and "data" does not.
    private static func isOneThing(_ type: EntityType) -> Bool {
        switch type {
        case .person, .organization, .location, .event, .work: true
        case .product, .group, .concept, .date, .money, .quantity: false
        }
    }

    private static func label(of key: SenseKey, source: String) -> String {
        if key.qualifier.hasPrefix(Authority.prefix) { return String(key.qualifier.dropFirst(Authority.prefix.count)) }
        return key.qualifier.isEmpty ? "" : source
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
            let parts = [publisher ?? title ?? (row[1] as String), published].compactMap { $0 }
            sources[row[0] as Int64] = (row[1], NormalForm.display(parts.joined(separator: ", ")))
        }
        return sources
    }
}
