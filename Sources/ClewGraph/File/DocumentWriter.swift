import ClewModel
import Foundation
import GRDB

/// Writes one article with its entities and evidence into the document tables.
struct DocumentWriter {
    private let db: Database
    private let article: Article
    /// Row id of the article's source.
    let source: Int64
    private var names: [String: Int64] = [:]
    private var sentences: [Evidence: Int64] = [:]
    private var diagnostics: [Diagnostic]

    init(_ db: Database, article: Article) throws {
        self.db = db
        self.article = article
        diagnostics = article.diagnostics
        try db.execute(
            sql: """
                INSERT INTO sources (key, url, title, authors, publisher, published, saved, place, language, format,
                    origin, content_hash, text, diagnostics) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, '[]')
                """,
            arguments: [
                article.id, article.url, article.title.map(DocumentWriter.storable),
                try DocumentWriter.json(article.authors), article.publisher.map(DocumentWriter.storable),
                article.published?.iso, article.saved?.iso, article.place.map(DocumentWriter.storable),
                article.language, article.format,
                article.origin, article.contentHash, DocumentWriter.storable(article.text),
            ])
        source = db.lastInsertedRowID
    }

    mutating func write(_ extraction: Extraction) throws {
        diagnostics += extraction.diagnostics
        let entities = try write(entities: extraction)
        for (ordinal, statement) in extraction.statements.enumerated() {
            try write(statement, ordinal: ordinal, entities: entities)
        }
        try db.execute(
            sql: "UPDATE sources SET diagnostics = ? WHERE id = ?",
            arguments: [try DocumentWriter.json(diagnostics), source])
    }

    /// Row ids of the extraction's entities; none for an entity without a name.
    private mutating func write(entities extraction: Extraction) throws -> [Int64?] {
        try zip(extraction.entities, DocumentNames.all(of: extraction)).enumerated().map { ordinal, element in
            let (entity, names) = element
            guard !names.name.isEmpty else {
                warn("graph.empty-name", "an entity without a name was left out with what is said of it")
                return nil
            }
            try db.cachedStatement(
                sql: "INSERT INTO document_entities (source, ordinal, name, type, mentions) VALUES (?, ?, ?, ?, ?)"
            ).execute(arguments: [
                source, ordinal, try nameID(names.name, names.kind), entity.type.rawValue,
                max(1, entity.mentions.count),
            ])
            let id = db.lastInsertedRowID
            for (text, count) in names.counts.sorted(by: { $0.key < $1.key }) {
                try db.cachedStatement(
                    sql: "INSERT INTO document_names (document_entity, name, count) VALUES (?, ?, ?)"
                ).execute(arguments: [id, try nameID(text, names.kind), count])
            }
            for uri in Set(entity.sameAs).sorted() {
                try db.cachedStatement(sql: "INSERT INTO document_same_as (document_entity, uri) VALUES (?, ?)")
                    .execute(arguments: [id, uri])
            }
            return id
        }
    }

    private mutating func write(_ statement: ClewModel.Statement, ordinal: Int, entities: [Int64?]) throws {
        let subject = try place(of: statement.subject, entities)
        let object = try place(of: statement.object, entities)
        let speaker = try statement.speaker.map { try place(of: $0, entities) }
        guard let subjectEntity = subject?.entity, let object, speaker != .some(nil), !statement.predicate.isEmpty
        else {
            warn(
                "graph.unusable-statement",
                "a statement without a predicate, or with an end that names no entity, was left out",
                statement.evidence.range)
            return
        }
        let confidence = statement.confidence.isFinite ? min(1, max(0, statement.confidence)) : 0
        try db.cachedStatement(
            sql: """
                INSERT INTO evidence (source, ordinal, sentence, rule, confidence, subject, predicate, object_entity,
                    object_literal, status, speaker_entity, speaker_literal) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                """
        ).execute(arguments: [
            source, ordinal, try sentenceID(statement.evidence), try internedID("rules", statement.evidence.rule),
            confidence, subjectEntity, try internedID("predicates", statement.predicate), object.entity,
            object.literal, statement.status.rawValue, speaker??.entity, speaker??.literal,
        ])
        let evidence = db.lastInsertedRowID
        for (ordinal, qualifier) in statement.qualifiers.enumerated() {
            guard let value = try place(of: qualifier.value, entities) else {
                warn(
                    "graph.unusable-qualifier", "the qualifier \(qualifier.role) names no entity and was left out",
                    statement.evidence.range)
                continue
            }
            try db.cachedStatement(
                sql: "INSERT INTO qualifiers (evidence, ordinal, role, entity, literal) VALUES (?, ?, ?, ?, ?)"
            ).execute(arguments: [evidence, ordinal, qualifier.role, value.entity, value.literal])
        }
    }

    private struct Place: Equatable {
        var entity: Int64?
        var literal: Int64?
    }

    private func place(of argument: Argument, _ entities: [Int64?]) throws -> Place? {
        switch argument.referent {
        case .entity(let index):
            guard entities.indices.contains(index), let id = entities[index] else { return nil }
            return Place(entity: id)
        case .literal(let literal):
            return Place(literal: try literalID(literal))
        }
    }

    // MARK: - Rows that are shared

    private mutating func nameID(_ text: String, _ kind: SenseClass) throws -> Int64 {
        let key = kind.rawValue + "\t" + text
        if let id = names[key] { return id }
        let select = try db.cachedStatement(sql: "SELECT id FROM names WHERE text = ? AND class = ?")
        if let id = try Int64.fetchOne(select, arguments: [text, kind.rawValue]) {
            names[key] = id
            return id
        }
        try db.cachedStatement(sql: "INSERT INTO names (text, class, form) VALUES (?, ?, ?)")
            .execute(arguments: [text, kind.rawValue, NormalForm.form(of: text, in: kind)])
        names[key] = db.lastInsertedRowID
        return db.lastInsertedRowID
    }

    private func internedID(_ table: String, _ name: String) throws -> Int64 {
        let select = try db.cachedStatement(sql: "SELECT id FROM \(table) WHERE name = ?")
        if let id = try Int64.fetchOne(select, arguments: [name]) { return id }
        try db.cachedStatement(sql: "INSERT INTO \(table) (name) VALUES (?)").execute(arguments: [name])
        return db.lastInsertedRowID
    }

    private func literalID(_ literal: Literal) throws -> Int64 {
        var row = LiteralRow(literal)
        row.value = DocumentWriter.storable(row.value)
        let select = try db.cachedStatement(sql: "SELECT id FROM literals WHERE kind = ? AND value = ?")
        if let id = try Int64.fetchOne(select, arguments: [row.kind, row.value]) { return id }
        try db.cachedStatement(sql: "INSERT INTO literals (kind, value, amount, unit) VALUES (?, ?, ?, ?)")
            .execute(arguments: [row.kind, row.value, row.amount, row.unit])
        return db.lastInsertedRowID
    }

    private mutating func sentenceID(_ evidence: Evidence) throws -> Int64 {
        var key = evidence
        key.rule = ""
        if let id = sentences[key] { return id }
        try db.cachedStatement(sql: "INSERT INTO sentences (source, start, \"end\", text) VALUES (?, ?, ?, ?)")
            .execute(arguments: [
                source, evidence.range?.start, evidence.range?.end, DocumentWriter.storable(evidence.sentence),
            ])
        sentences[key] = db.lastInsertedRowID
        return db.lastInsertedRowID
    }

    private mutating func warn(_ code: String, _ message: String, _ range: TextRange? = nil) {
        let place = range.map { Diagnostic.Place(line: 1, column: 1, range: $0) }
        diagnostics.append(
            Diagnostic(code: code, severity: .warning, message: message, source: article.origin, place: place))
    }

    /// Text without NUL, where many SQLite tools end a text; U+FFFD in its place keeps the offsets.
    static func storable(_ text: String) -> String {
        guard text.utf8.contains(0) else { return text }
        var scalars = String.UnicodeScalarView()
        for scalar in text.unicodeScalars { scalars.append(scalar == "\0" ? "\u{FFFD}" : scalar) }
        return String(scalars)
    }

    private static func json(_ value: some Encodable) throws -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        return String(decoding: try encoder.encode(value), as: UTF8.self)
    }
}

/// A literal as the `literals` table keeps it.
struct LiteralRow {
    var kind: String
    var value: String
    var amount: Double?
    var unit: String?

    init(_ literal: Literal) {
        value = literal.spelling
        switch literal {
        case .text: kind = "text"
        case .integer: kind = "integer"
        case .decimal(let number): (kind, amount) = ("decimal", number)
        case .date: kind = "date"
        case .quantity(let number, let unit): (kind, amount, self.unit) = ("quantity", number, unit)
        }
    }

    init(kind: String, value: String, amount: Double?, unit: String?) {
        (self.kind, self.value, self.amount, self.unit) = (kind, value, amount, unit)
    }

    /// The literal; a row that another tool wrote and that does not fit its kind is read as text.
    var literal: Literal {
        switch kind {
        case "integer": Int64(value).map(Literal.integer) ?? .text(value)
        case "decimal": .decimal(amount ?? 0)
        case "date": CalendarDate(iso: value).map(Literal.date) ?? .text(value)
        case "quantity": .quantity(amount ?? 0, unit: unit ?? "")
        default: .text(value)
        }
    }
}
