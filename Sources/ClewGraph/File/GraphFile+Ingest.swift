import ClewModel
import Foundation
import GRDB

/// What `GraphFile.add` did with an article.
public enum IngestOutcome: Hashable, Sendable {
    /// The article is new.
    case added
    /// The article was there with other content; its evidence was replaced.
    case updated
    /// The article is there with this content already; nothing was done.
    case unchanged
    /// The same text is there from another place, named by its key: the place is kept, the evidence counts once.
    case copy(of: String)
}

extension GraphFile {
    /// Whether the article is there with this content, so that reading its sentences again would change nothing.
    public func isCurrent(_ article: Article) throws -> Bool {
        try read { db in
            try String.fetchOne(db, sql: "SELECT content_hash FROM sources WHERE key = ?", arguments: [article.id])
                == article.contentHash
        }
    }

    /// Adds an article with what it says, in one transaction. The derived tables follow with `settle()`.
    ///
    /// The article is known by its `id`. The same text under another id is a copy: of all that share it, the one
    /// published first (then the first by id) counts, whichever was added first.
    /// - Parameter replacing: put the new evidence in the place of the old even where the text has not changed, as after
    ///   a change of the extraction rules.
    /// - Throws: `GraphFileError`; then nothing of the article was written.
    @discardableResult
    public func add(article: Article, extraction: Extraction, replacing: Bool = false) throws -> IngestOutcome {
        try write { db in
            let known = try Row.fetchOne(
                db, sql: "SELECT id, content_hash FROM sources WHERE key = ?", arguments: [article.id])
            let knownHash: String? = known?["content_hash"]
            if knownHash == article.contentHash, !replacing { return .unchanged }
            if let known { try db.execute(sql: "DELETE FROM sources WHERE id = ?", arguments: [known["id"] as Int64]) }
            var writer = try DocumentWriter(db, article: article)
            try writer.write(extraction)
            for hash in Set([knownHash ?? article.contentHash, article.contentHash]) {
                try GraphFile.chooseOriginal(of: hash, db)
            }
            if known != nil { try GraphFile.dropUnused(db) }
            try GraphFile.setSettled(false, db)
            if known != nil { return .updated }
            let original = try String.fetchOne(
                db,
                sql: "SELECT key FROM sources WHERE content_hash = ? AND key <> ? ORDER BY copy_of IS NOT NULL, key",
                arguments: [article.contentHash, article.id])
            return original.map { .copy(of: $0) } ?? .added
        }
    }

    /// Takes away a source with all that only it supported.
    /// - Parameter source: the source's key, URL or origin.
    /// - Returns: the key of the source that was forgotten.
    /// - Throws: `GraphFileError.unknownSource`.
    @discardableResult
    public func forget(source: String) throws -> String {
        let key = try write { db in
            let found = try Row.fetchAll(
                db, sql: "SELECT id, key, content_hash FROM sources WHERE key = ?1 OR url = ?1 OR origin = ?1",
                arguments: [source])
            let exact = found.filter { $0["key"] as String == source }
            guard let row = exact.first ?? (found.count == 1 ? found.first : nil) else {
                throw GraphFileError.unknownSource(source)
            }
            try db.execute(sql: "DELETE FROM sources WHERE id = ?", arguments: [row["id"] as Int64])
            try GraphFile.chooseOriginal(of: row["content_hash"], db)
            try GraphFile.dropUnused(db)
            try GraphFile.setSettled(false, db)
            return row["key"] as String
        }
        try settle()
        return key
    }

    /// Of the sources with one text, all but the first published are copies of it.
    private static func chooseOriginal(of hash: String, _ db: Database) throws {
        let ids = try Int64.fetchAll(
            db,
            sql: "SELECT id FROM sources WHERE content_hash = ? ORDER BY coalesce(published, '9999'), key",
            arguments: [hash])
        for (place, id) in ids.enumerated() {
            try db.execute(
                sql: "UPDATE sources SET copy_of = ? WHERE id = ?", arguments: [place == 0 ? nil : ids[0], id])
        }
    }

    /// Names, literals and the like that no article uses any more.
    private static func dropUnused(_ db: Database) throws {
        try db.execute(
            sql: """
                DELETE FROM names WHERE id NOT IN (SELECT name FROM document_entities)
                    AND id NOT IN (SELECT name FROM document_names);
                """)
    }

    static func setSettled(_ isSettled: Bool, _ db: Database) throws {
        try db.execute(
            sql: "INSERT OR REPLACE INTO state (name, value) VALUES ('settled', ?)", arguments: [isSettled ? "1" : "0"])
    }

    static func isSettled(_ db: Database) throws -> Bool {
        try String.fetchOne(db, sql: "SELECT value FROM state WHERE name = 'settled'") != "0"
    }
}
