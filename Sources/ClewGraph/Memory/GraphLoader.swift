import ClewModel
import Foundation
import GRDB

extension GraphFile {
    /// Loads the graph, after `settle()` where that is due. O(n log n) for n statements and pieces of evidence.
    /// - Parameters:
    ///   - announceable: relations in which a speaker's announcement of its own act is a fact.
    ///   - canonical: relations that can be asked for though no article uses them.
    /// - Throws: `GraphFileError`.
    public func load(announceable: Set<String>, canonical: Set<String> = []) throws -> Graph {
        if try !read(GraphFile.isSettled) {
            // A file that may not be written is settled in a copy.
            if database.configuration.readonly {
                let copy = try GraphFile(copyOf: self)
                return try copy.load(announceable: announceable, canonical: canonical)
            }
            try settle()
        }
        return try read { db in
            var loader = GraphLoader(db: db)
            return Graph(columns: try loader.load(), announceable: announceable, canonical: canonical)
        }
    }

    /// The clean text of a source. O(length).
    public func text(ofSource key: String) throws -> String {
        let text = try read { try String.fetchOne($0, sql: "SELECT text FROM sources WHERE key = ?", arguments: [key]) }
        guard let text else { throw GraphFileError.unknownSource(key) }
        return text
    }

    /// What was repaired, truncated or left out while reading a source.
    public func diagnostics(ofSource key: String) throws -> [Diagnostic] {
        let text = try read {
            try String.fetchOne($0, sql: "SELECT diagnostics FROM sources WHERE key = ?", arguments: [key])
        }
        guard let text else { throw GraphFileError.unknownSource(key) }
        return (try? JSONDecoder().decode([Diagnostic].self, from: Data(text.utf8))) ?? []
    }
}

extension Graph {
    /// A graph of articles with what they say, without a file.
    public convenience init(_ documents: [(article: Article, extraction: Extraction)], announceable: Set<String>) throws
    {
        let file = try GraphFile()
        for document in documents { try file.add(article: document.article, extraction: document.extraction) }
        try file.settle()
        let columns = try file.read { db in
            var loader = GraphLoader(db: db)
            return try loader.load()
        }
        self.init(columns: columns, announceable: announceable)
    }
}

/// Reads the tables of a settled graph file into columns; row ids become numbers in the order of names.
struct GraphLoader {
    let db: Database
    private var columns = GraphColumns()
    private var entityOf = RowMap()
    private var sourceOf = RowMap()
    private var documentEntityOf = RowMap()
    private var predicateOf = RowMap()
    private var ruleOf = RowMap()
    private var literalOf = RowMap()
    private var statementOf = RowMap()
    private var sentenceOf = RowMap()
    /// Statement of a piece of evidence.
    private var supportedBy = RowMap()

    init(db: Database) { self.db = db }

    /// The columns as the file holds them, else from the rows.
    mutating func load() throws -> GraphColumns {
        guard try GraphFile.hasColumns(db) else { return try loadRows() }
        try loadSources()
        try loadLiterals()
        try loadSentences()
        let values = try RowReader(db, sql: "SELECT name, value FROM columns")
        var stored: [String: [UInt8]] = [:]
        while try values.next() { stored[values.text(0)] = values.withBlob(1) { [UInt8]($0) } }
        guard columns.take(stored: stored) else {
            self = GraphLoader(db: db)
            return try loadRows()
        }
        let uris = try Row.fetchAll(
            db, sql: "SELECT e.name, s.uri FROM same_as s JOIN entities e ON e.id = s.entity ORDER BY s.uri")
        if !uris.isEmpty {
            let numbers = Dictionary(uniqueKeysWithValues: columns.entityNames.enumerated().map { ($1, $0) })
            for row in uris {
                if let entity = numbers[row[0]] { columns.sameAs[entity, default: []].append(row[1]) }
            }
        }
        try loadMerges()
        return columns
    }

    mutating func loadRows() throws -> GraphColumns {
        try loadEntities()
        try loadSources()
        try loadDocumentEntities()
        try loadAliases()
        columns.predicates = try loadNames("predicates", into: &predicateOf)
        columns.rules = try loadNames("rules", into: &ruleOf)
        try loadLiterals()
        try loadStatements()
        try loadSentences()
        try loadEvidence()
        try loadQualifiers()
        try loadMerges()
        GraphLoader.dropUnused(&columns.predicates, usedBy: &columns.predicateOf)
        GraphLoader.dropUnused(&columns.rules, usedBy: &columns.evidenceRules)
        return columns
    }

    // MARK: - Entities

    private mutating func loadEntities() throws {
        var rows: [(name: String, id: Int64, type: EntityType)] = []
        let reader = try RowReader(db, sql: "SELECT id, name, type FROM entities")
        while try reader.next() {
            rows.append((reader.text(1), reader.integer(0), EntityType(rawValue: reader.text(2)) ?? .concept))
        }
        rows.sort { $0.name < $1.name }
        for (index, row) in rows.enumerated() { entityOf[row.id] = UInt32(index) }
        columns.entityNames = rows.map(\.name)
        columns.entityTypes = rows.map(\.type)
        let uris = try Row.fetchCursor(db, sql: "SELECT entity, uri FROM same_as ORDER BY uri")
        while let row = try uris.next() {
            if let entity = entityOf[row[0] as Int64] { columns.sameAs[Int(entity), default: []].append(row[1]) }
        }
    }

    /// Entity of every document entity whose source counts, and the mentions of each entity in each source. Summing up
    /// here is four times as fast as the views `mentions` and `aliases`, which sort on disk.
    private mutating func loadDocumentEntities() throws {
        var rows: [(key: UInt64, count: Int32)] = []
        let isCopy = columns.sources.map { $0.copyOf != nil }
        let reader = try RowReader(db, sql: "SELECT id, source, entity, mentions FROM document_entities")
        while try reader.next() {
            guard let source = sourceOf[reader.integer(1)], !isCopy[Int(source)],
                let entity = reader.optionalInteger(2).flatMap({ entityOf[$0] })
            else { continue }
            documentEntityOf[reader.integer(0)] = entity
            rows.append((UInt64(source) << 32 | UInt64(entity), Int32(clamping: reader.integer(3))))
        }
        for row in summed(rows) {
            columns.mentionSources.append(UInt32(row.key >> 32))
            columns.mentionEntities.append(UInt32(truncatingIfNeeded: row.key))
            columns.mentionCounts.append(row.count)
        }
    }

    private mutating func loadAliases() throws {
        var texts: [String] = []
        var numbers: [String: UInt32] = [:]
        var nameOf = RowMap()
        let names = try RowReader(db, sql: "SELECT id, text FROM names")
        while try names.next() {
            // One text has a row for each class of names.
            let text = names.text(1)
            let number = numbers[text] ?? UInt32(texts.count)
            if Int(number) == texts.count {
                numbers[text] = number
                texts.append(text)
            }
            nameOf[names.integer(0)] = number
        }
        var rows: [(key: UInt64, count: Int32)] = []
        let reader = try RowReader(db, sql: "SELECT document_entity, name, count FROM document_names")
        while try reader.next() {
            if let entity = documentEntityOf[reader.integer(0)], let name = nameOf[reader.integer(1)] {
                rows.append((UInt64(entity) << 32 | UInt64(name), Int32(clamping: reader.integer(2))))
            }
        }
        var aliases = summed(rows).map { row in
            (entity: UInt32(row.key >> 32), count: row.count, name: texts[Int(UInt32(truncatingIfNeeded: row.key))])
        }
        aliases.sort { ($0.entity, $1.count, $0.name) < ($1.entity, $0.count, $1.name) }
        columns.aliasNames = aliases.map(\.name)
        columns.aliasCounts = aliases.map(\.count)
        columns.aliasStarts = starts(of: aliases.map(\.entity), count: columns.entityNames.count)
    }

    /// Rows with one key put together, sorted by key.
    private func summed(_ rows: [(key: UInt64, count: Int32)]) -> [(key: UInt64, count: Int32)] {
        var result: [(key: UInt64, count: Int32)] = []
        for row in rows.sorted(by: { $0.key < $1.key }) {
            if let last = result.last, last.key == row.key {
                result[result.count - 1].count += row.count
            } else {
                result.append(row)
            }
        }
        return result
    }

    private mutating func loadSources() throws {
        let rows = try Row.fetchAll(
            db,
            sql: """
                SELECT s.id, s.key, s.url, s.title, s.authors, s.publisher, s.published, s.saved, s.place, s.language,
                    s.format, s.origin, s.content_hash, o.key AS original
                FROM sources s LEFT JOIN sources o ON o.id = s.copy_of
                """)
        let sorted = rows.map { (key: $0["key"] as String, row: $0) }.sorted { $0.key < $1.key }
        for (index, entry) in sorted.enumerated() {
            let row = entry.row
            sourceOf[row["id"] as Int64] = UInt32(index)
            let authors = try? JSONDecoder().decode([String].self, from: Data((row["authors"] as String).utf8))
            columns.sources.append(
                Source(
                    key: entry.key, url: row["url"], title: row["title"], authors: authors ?? [],
                    publisher: row["publisher"],
                    published: (row["published"] as String?).flatMap(CalendarDate.init(iso:)),
                    saved: (row["saved"] as String?).flatMap(CalendarDate.init(iso:)), place: row["place"],
                    language: row["language"], format: row["format"], origin: row["origin"],
                    contentHash: row["content_hash"], copyOf: row["original"]))
            if let original = row["original"] as String? {
                columns.copiesByOriginal[original, default: []].append(index)
            }
        }
    }

    private func loadNames(_ table: String, into map: inout RowMap) throws -> [String] {
        let rows = try Row.fetchAll(db, sql: "SELECT id, name FROM \(table)")
            .map { (id: $0[0] as Int64, name: $0[1] as String) }.sorted { $0.name < $1.name }
        for (index, row) in rows.enumerated() { map[row.id] = UInt32(index) }
        return rows.map(\.name)
    }

    /// Leaves only the names that are used: one that was forgotten would show as an empty relation. The order, and with
    /// it that of rows sorted by number, stays.
    private static func dropUnused(_ names: inout [String], usedBy numbers: inout [UInt32]) {
        var isUsed = [Bool](repeating: false, count: names.count)
        for number in numbers { isUsed[Int(number)] = true }
        if isUsed.allSatisfy({ $0 }) { return }
        var kept: UInt32 = 0
        let renumbered = isUsed.map { used in
            defer { kept += used ? 1 : 0 }
            return kept
        }
        names = zip(names, isUsed).filter(\.1).map(\.0)
        for place in numbers.indices { numbers[place] = renumbered[Int(numbers[place])] }
    }

    private mutating func loadLiterals() throws {
        var rows: [(id: Int64, row: LiteralRow)] = []
        let cursor = try Row.fetchCursor(db, sql: "SELECT id, kind, value, amount, unit FROM literals")
        while let row = try cursor.next() {
            rows.append((row[0], LiteralRow(kind: row[1], value: row[2], amount: row[3], unit: row[4])))
        }
        rows.sort { ($0.row.value, $0.row.kind) < ($1.row.value, $1.row.kind) }
        for (index, entry) in rows.enumerated() { literalOf[entry.id] = UInt32(index) }
        columns.literals = rows.map(\.row.literal)
    }

    // MARK: - Statements

    private struct StatementRow {
        var subjectAndPredicate: UInt64
        var objectAndSpeaker: UInt64
        var status: UInt8
        var id: Int64
        var hash: UInt64
        var confidence: Double

        static func isBefore(_ left: StatementRow, _ right: StatementRow) -> Bool {
            if left.subjectAndPredicate != right.subjectAndPredicate {
                return left.subjectAndPredicate < right.subjectAndPredicate
            }
            if left.objectAndSpeaker >> 32 != right.objectAndSpeaker >> 32 {
                return left.objectAndSpeaker >> 32 < right.objectAndSpeaker >> 32
            }
            if left.status != right.status { return left.status < right.status }
            // No speaker stands before any: its code is the highest and wraps round to zero.
            return UInt32(truncatingIfNeeded: left.objectAndSpeaker) &+ 1
                < UInt32(truncatingIfNeeded: right.objectAndSpeaker) &+ 1
        }
    }

    private mutating func loadStatements() throws {
        var rows: [StatementRow] = []
        let reader = try RowReader(
            db,
            sql: """
                SELECT id, hash, subject, predicate, object_entity, object_literal, status, speaker_entity,
                    speaker_literal, confidence FROM statements
                """)
        while try reader.next() {
            guard let subject = entityOf[reader.integer(2)], let predicate = predicateOf[reader.integer(3)] else {
                continue
            }
            let object = node(entity: reader.optionalInteger(4), literal: reader.optionalInteger(5))
            let speaker = node(entity: reader.optionalInteger(7), literal: reader.optionalInteger(8))
            rows.append(
                StatementRow(
                    subjectAndPredicate: UInt64(subject) << 32 | UInt64(predicate),
                    objectAndSpeaker: UInt64(object) << 32 | UInt64(speaker),
                    status: reader.withText(6, StatusCode.code), id: reader.integer(0),
                    hash: reader.withText(1, GraphLoader.number), confidence: reader.number(9)))
        }
        rows.sort(by: StatementRow.isBefore)
        for (index, row) in rows.enumerated() { statementOf[row.id] = UInt32(index) }
        columns.ids = rows.map(\.hash)
        columns.subjects = rows.map { UInt32($0.subjectAndPredicate >> 32) }
        columns.predicateOf = rows.map { UInt32(truncatingIfNeeded: $0.subjectAndPredicate) }
        columns.objects = rows.map { UInt32($0.objectAndSpeaker >> 32) }
        columns.speakers = rows.map { UInt32(truncatingIfNeeded: $0.objectAndSpeaker) }
        columns.statuses = rows.map(\.status)
        columns.confidences = rows.map(\.confidence)
    }

    /// The number that hexadecimal digits spell; 0 where they are none.
    private static func number(_ digits: UnsafeBufferPointer<UInt8>) -> UInt64 {
        var number: UInt64 = 0
        for digit in digits {
            switch digit {
            case 0x30...0x39: number = number << 4 | UInt64(digit - 0x30)
            case 0x61...0x66: number = number << 4 | UInt64(digit - 0x57)
            default: return 0
            }
        }
        return number
    }

    private func node(entity: Int64?, literal: Int64?) -> UInt32 {
        if let entity, let index = entityOf[entity] { return index }
        if let literal, let index = literalOf[literal] { return index | NodeCode.literalBit }
        return NodeCode.none
    }

    // MARK: - Evidence

    private mutating func loadSentences() throws {
        let reader = try RowReader(db, sql: "SELECT id, start, \"end\", text FROM sentences")
        while try reader.next() {
            sentenceOf[reader.integer(0)] = UInt32(columns.sentenceTexts.count)
            columns.sentenceTexts.append(reader.text(3))
            var range: TextRange?
            if let start = reader.optionalInteger(1), let end = reader.optionalInteger(2), 0 <= start, start <= end {
                range = TextRange(Int(start), Int(end))
            }
            columns.sentenceRanges.append(range)
        }
    }

    private struct EvidenceRow {
        var statement, source, start, sentence, rule: UInt32
        var confidence: Double
    }

    private mutating func loadEvidence() throws {
        var rows: [EvidenceRow] = []
        let reader = try RowReader(
            db,
            sql: "SELECT statement, source, sentence, rule, confidence, id FROM evidence WHERE statement IS NOT NULL")
        while try reader.next() {
            guard let statement = statementOf[reader.integer(0)], let source = sourceOf[reader.integer(1)],
                let sentence = sentenceOf[reader.integer(2)], let rule = ruleOf[reader.integer(3)]
            else { continue }
            supportedBy[reader.integer(5)] = statement
            let start = columns.sentenceRanges[Int(sentence)]?.start ?? 0
            rows.append(
                EvidenceRow(
                    statement: statement, source: source, start: UInt32(clamping: start), sentence: sentence,
                    rule: rule, confidence: reader.number(4)))
        }
        let texts = columns.sentenceTexts
        rows.sort { left, right in
            let (first, second) = (
                (left.statement, left.source, left.start, left.rule),
                (right.statement, right.source, right.start, right.rule)
            )
            if first != second { return first < second }
            let (leftText, rightText) = (texts[Int(left.sentence)], texts[Int(right.sentence)])
            return leftText != rightText ? leftText < rightText : left.confidence > right.confidence
        }
        columns.evidenceSources = rows.map(\.source)
        columns.evidenceSentences = rows.map(\.sentence)
        columns.evidenceRules = rows.map(\.rule)
        columns.evidenceConfidences = rows.map(\.confidence)
        columns.evidenceStarts = starts(of: rows.map(\.statement), count: columns.statementCount)
    }

    private mutating func loadQualifiers() throws {
        var roles: [String] = []
        var rows: [(statement: UInt32, role: UInt32, value: UInt32)] = []
        let reader = try RowReader(db, sql: "SELECT evidence, role, entity, literal FROM qualifiers")
        while try reader.next() {
            let entity = reader.optionalInteger(2).flatMap { documentEntityOf[$0] }
            let value = entity ?? node(entity: nil, literal: reader.optionalInteger(3))
            guard value != NodeCode.none, let statement = supportedBy[reader.integer(0)] else { continue }
            // There are few roles: `when`, `where` …
            let known = reader.withText(1) { text in roles.firstIndex { $0.utf8.elementsEqual(text) } }
            if known == nil { roles.append(reader.text(1)) }
            rows.append((statement, UInt32(known ?? roles.count - 1), value))
        }
        let names = roles.sorted()
        let ranks = roles.map { role in UInt32(names.firstIndex(of: role) ?? 0) }
        for place in rows.indices { rows[place].role = ranks[Int(rows[place].role)] }
        rows.sort { $0 < $1 }
        var sorted: [(statement: UInt32, role: UInt32, value: UInt32)] = []
        sorted.reserveCapacity(rows.count)
        for row in rows where sorted.last.map({ $0 != row }) ?? true { sorted.append(row) }
        columns.qualifierRoles = sorted.map { names[Int($0.role)] }
        columns.qualifierValues = sorted.map(\.value)
        columns.qualifierStarts = starts(of: sorted.map(\.statement), count: columns.statementCount)
    }

    private mutating func loadMerges() throws {
        let rows = try Row.fetchAll(
            db, sql: "SELECT e.name, m.\"left\", m.\"right\", m.reason FROM merges m JOIN entities e ON e.id = m.entity"
        )
        columns.merges = rows.compactMap { row in
            guard let left = SenseKey(spelling: row[1]), let right = SenseKey(spelling: row[2]) else { return nil }
            return EntityMerge(
                entity: row[0],
                left: .init(form: left.form, kind: left.kind.rawValue, qualifier: left.qualifier),
                right: .init(form: right.form, kind: right.kind.rawValue, qualifier: right.qualifier), reason: row[3])
        }.sorted {
            ($0.entity, $0.left.form, $0.right.form, $0.left.qualifier, $0.right.qualifier)
                < ($1.entity, $1.left.form, $1.right.form, $1.left.qualifier, $1.right.qualifier)
        }
    }

    /// Where the rows of each group start in rows that are sorted by group; one more than there are groups.
    private func starts(of groups: [UInt32], count: Int) -> [Int32] {
        var starts = [Int32](repeating: 0, count: count + 1)
        for group in groups { starts[Int(group) + 1] += 1 }
        for index in 0..<count { starts[index + 1] += starts[index] }
        return starts
    }
}

/// Row ids to numbers. Row ids of a file are small and dense, so that an array holds them.
private struct RowMap {
    private var dense: [UInt32] = []
    private var sparse: [Int64: UInt32] = [:]
    private static let denseMax = 1 << 28

    subscript(id: Int64) -> UInt32? {
        get {
            if id >= 0, id < Int64(dense.count) { return dense[Int(id)] == .max ? nil : dense[Int(id)] }
            return sparse[id]
        }
        set {
            guard let newValue else { return }
            guard id >= 0, id < Int64(RowMap.denseMax) else {
                sparse[id] = newValue
                return
            }
            if Int64(dense.count) <= id {
                dense.append(contentsOf: repeatElement(.max, count: max(Int(id) + 1 - dense.count, dense.count)))
            }
            dense[Int(id)] = newValue
        }
    }
}
