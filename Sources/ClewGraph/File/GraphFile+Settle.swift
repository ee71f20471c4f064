import ClewModel
import GRDB

extension GraphFile {
    /// Derives entities, merges and statements from what the articles say, where that has changed. One transaction;
    /// O(n log n) for n document entities and pieces of evidence. Rows that stay the same keep their ids.
    public func settle() throws {
        func isDone(_ db: Database) throws -> Bool { try GraphFile.isSettled(db) && GraphFile.hasColumns(db) }
        if try read(isDone) { return }
        try write { db in
            if try isDone(db) { return }
            // Rows that another program changed lack their columns only.
            if try !GraphFile.isSettled(db) {
                var settling = try Settling(db)
                try settling.writeEntities()
                try settling.writeStatements()
                try settling.removeStale()
                try settling.writeMerges()
                try GraphFile.setSettled(true, db)
            }
            try GraphFile.writeColumns(db)
        }
    }

    /// The senses of all names, and the entities that the decisions and rules make of them.
    static func resolution(_ db: Database) throws -> (table: SenseTable, resolution: Resolution) {
        let decisions = try decisions(db)
        let splitForms = Set(
            decisions.compactMap { decision -> SenseKey? in
                if case .splitBySource(let key) = decision { key } else { nil }
            })
        let table = try SenseTable(db, splitForms: splitForms, namesakes: Decision.namesakes(decisions))
        var resolver = EntityResolver(senses: table.senses, decisions: decisions)
        return (table, resolver.resolve())
    }
}

/// One run of `settle()`.
private struct Settling {
    let db: Database
    let table: SenseTable
    let resolution: Resolution
    /// Row id of each resolved entity.
    var entityIDs: [Int64] = []
    var staleEntities: [Int64] = []
    var staleStatements: [Int64] = []
    /// Document entity → row id of its entity.
    var entityOf: [Int64: Int64] = [:]
    var nameOf: [Int64: String] = [:]

    init(_ db: Database) throws {
        self.db = db
        (table, resolution) = try GraphFile.resolution(db)
    }

    mutating func writeEntities() throws {
        var known: [String: (id: Int64, type: String)] = [:]
        for row in try Row.fetchAll(db, sql: "SELECT id, name, type FROM entities") {
            known[row[1]] = (row[0], row[2])
        }
        let insert = try db.makeStatement(sql: "INSERT INTO entities (name, type) VALUES (?, ?)")
        let update = try db.makeStatement(sql: "UPDATE entities SET type = ? WHERE id = ?")
        var entityOfSense: [SenseKey: Int64] = [:]
        for entity in resolution.entities {
            let id: Int64
            if let row = known.removeValue(forKey: entity.name) {
                id = row.id
                if row.type != entity.type.rawValue { try update.execute(arguments: [entity.type.rawValue, id]) }
            } else {
                try insert.execute(arguments: [entity.name, entity.type.rawValue])
                id = db.lastInsertedRowID
            }
            entityIDs.append(id)
            nameOf[id] = entity.name
            for sense in entity.senses { entityOfSense[sense] = id }
        }
        staleEntities = known.values.map(\.id).sorted()
        let ids = table.senses.map { entityOfSense[$0.key] }
        for (document, sense) in table.senseOf { entityOf[document] = ids[sense] }
        try writeDocumentEntities()
    }

    private func writeDocumentEntities() throws {
        let update = try db.makeStatement(sql: "UPDATE document_entities SET entity = ? WHERE id = ?")
        var changed: [Int64] = []
        let rows = try Row.fetchCursor(db, sql: "SELECT id, entity FROM document_entities")
        while let row = try rows.next() {
            let (id, entity): (Int64, Int64?) = (row[0], row[1])
            if entity != entityOf[id] { changed.append(id) }
        }
        for id in changed { try update.execute(arguments: [entityOf[id], id]) }
    }

    // MARK: - Statements

    /// What makes two pieces of evidence one statement; 0 stands for none.
    private struct Tuple: Hashable {
        var subject, predicate, objectEntity, objectLiteral, speakerEntity, speakerLiteral: Int64
        var status: String
    }

    private struct Reading {
        var evidence: Int64
        var source: Int64
        var confidence: Double
        var statement: Int64?
    }

    mutating func writeStatements() throws {
        var groups: [Tuple: [Reading]] = [:]
        var order: [Tuple] = []
        try eachReading { tuple, reading in
            if groups[tuple] == nil { order.append(tuple) }
            groups[tuple, default: []].append(reading)
        }
        var known = try knownStatements()
        let insert = try db.makeStatement(
            sql: """
                INSERT INTO statements (hash, subject, predicate, object_entity, object_literal, status, speaker_entity,
                    speaker_literal, confidence) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
                """)
        let raise = try db.makeStatement(sql: "UPDATE statements SET confidence = ? WHERE id = ?")
        let point = try db.makeStatement(sql: "UPDATE evidence SET statement = ? WHERE id = ?")
        let spelling = try StatementSpelling(db, names: nameOf)
        for tuple in order {
            let readings = groups[tuple] ?? []
            let confidence = StatementConfidence.combined(readings.map { ($0.source, $0.confidence) })
            let id: Int64
            if let row = known.removeValue(forKey: tuple) {
                id = row.id
                if row.confidence != confidence { try raise.execute(arguments: [confidence, id]) }
            } else {
                try insert.execute(arguments: [
                    hash(of: tuple, spelling), tuple.subject, tuple.predicate, tuple.objectEntity.nonzero,
                    tuple.objectLiteral.nonzero, tuple.status, tuple.speakerEntity.nonzero,
                    tuple.speakerLiteral.nonzero, confidence,
                ])
                id = db.lastInsertedRowID
            }
            for reading in readings where reading.statement != id {
                try point.execute(arguments: [id, reading.evidence])
            }
        }
        staleStatements = known.values.map(\.id).sorted()
    }

    private func hash(of tuple: Tuple, _ spelling: StatementSpelling) -> String {
        StatementID.hash(
            subject: spelling.entity(tuple.subject), predicate: spelling.predicate(tuple.predicate),
            object: spelling.value(entity: tuple.objectEntity, literal: tuple.objectLiteral), status: tuple.status,
            speaker: spelling.value(entity: tuple.speakerEntity, literal: tuple.speakerLiteral))
    }

    private func eachReading(_ body: (Tuple, Reading) -> Void) throws {
        let rows = try Row.fetchCursor(
            db,
            sql: """
                SELECT e.id, e.source, e.confidence, e.statement, e.subject, e.predicate, e.object_entity,
                    e.object_literal, e.status, e.speaker_entity, e.speaker_literal
                FROM evidence e JOIN sources s ON s.id = e.source WHERE s.copy_of IS NULL ORDER BY e.id
                """)
        while let row = try rows.next() {
            func entity(_ column: Int) -> Int64 {
                (row[column] as Int64?).flatMap { entityOf[$0] } ?? 0
            }
            let tuple = Tuple(
                subject: entity(4), predicate: row[5], objectEntity: entity(6),
                objectLiteral: row[7] as Int64? ?? 0, speakerEntity: entity(9),
                speakerLiteral: row[10] as Int64? ?? 0, status: row[8])
            body(tuple, Reading(evidence: row[0], source: row[1], confidence: row[2], statement: row[3]))
        }
    }

    private func knownStatements() throws -> [Tuple: (id: Int64, confidence: Double)] {
        var known: [Tuple: (id: Int64, confidence: Double)] = [:]
        let rows = try Row.fetchCursor(
            db,
            sql: """
                SELECT id, confidence, subject, predicate, object_entity, object_literal, speaker_entity,
                    speaker_literal, status FROM statements
                """)
        while let row = try rows.next() {
            let tuple = Tuple(
                subject: row[2], predicate: row[3], objectEntity: row[4] as Int64? ?? 0,
                objectLiteral: row[5] as Int64? ?? 0, speakerEntity: row[6] as Int64? ?? 0,
                speakerLiteral: row[7] as Int64? ?? 0, status: row[8])
            known[tuple] = (row[0], row[1])
        }
        return known
    }

    // MARK: - What goes

    func removeStale() throws {
        // A copy's evidence rests until its original is forgotten.
        try db.execute(
            sql: """
                UPDATE evidence SET statement = NULL WHERE statement IS NOT NULL
                    AND source IN (SELECT id FROM sources WHERE copy_of IS NOT NULL)
                """)
        let dropStatement = try db.makeStatement(sql: "DELETE FROM statements WHERE id = ?")
        for id in staleStatements { try dropStatement.execute(arguments: [id]) }
        let dropEntity = try db.makeStatement(sql: "DELETE FROM entities WHERE id = ?")
        for id in staleEntities { try dropEntity.execute(arguments: [id]) }
    }

    func writeMerges() throws {
        try db.execute(sql: "DELETE FROM merges")
        var entityOfSense: [SenseKey: Int64] = [:]
        for (entity, id) in zip(resolution.entities, entityIDs) {
            for sense in entity.senses { entityOfSense[sense] = id }
        }
        let insert = try db.makeStatement(
            sql: "INSERT INTO merges (entity, \"left\", \"right\", reason) VALUES (?, ?, ?, ?)")
        for merge in resolution.merges {
            guard let entity = entityOfSense[merge.left] else { continue }
            try insert.execute(arguments: [
                entity, merge.left.spelling, merge.right.spelling, merge.reason.rawValue,
            ])
        }
    }
}

extension Int64 {
    fileprivate var nonzero: Int64? { self == 0 ? nil : self }
}
