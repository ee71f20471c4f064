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
    /// The same text, or nearly the same, is there from another place, named by its key: the place is kept, the evidence
    /// counts once.
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
    /// The article is known by its `id`. The same text under another id, or nearly the same, is a copy: of all that share
    /// it, the one published first (then the first by id) counts, whichever was added first.
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
            var tied: Set<Int64> = []
            if let known {
                tied = try GraphFile.sameStories(as: known["id"], db)
                try db.execute(sql: "DELETE FROM sources WHERE id = ?", arguments: [known["id"] as Int64])
            }
            var writer = try DocumentWriter(db, article: article)
            try writer.write(extraction)
            try GraphFile.writeSketch(of: article.text, source: writer.source, db)
            tied.insert(writer.source)
            try GraphFile.chooseOriginals(around: tied, db)
            if known != nil { try GraphFile.dropUnused(db) }
            try GraphFile.setSettled(false, db)
            if known != nil { return .updated }
            let story = try String.fetchOne(
                db,
                sql: """
                    SELECT o.key FROM sources s JOIN sources o ON o.id = s.copy_of OR o.copy_of = s.id
                    WHERE s.id = ? ORDER BY o.copy_of IS NOT NULL, o.key
                    """, arguments: [writer.source])
            return story.map { .copy(of: $0) } ?? .added
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
                db, sql: "SELECT id, key FROM sources WHERE key = ?1 OR url = ?1 OR origin = ?1",
                arguments: [source])
            let exact = found.filter { $0["key"] as String == source }
            guard let row = exact.first ?? (found.count == 1 ? found.first : nil) else {
                throw GraphFileError.unknownSource(source)
            }
            let tied = try GraphFile.sameStories(as: row["id"], db)
            try db.execute(sql: "DELETE FROM sources WHERE id = ?", arguments: [row["id"] as Int64])
            try GraphFile.chooseOriginals(around: tied, db)
            try GraphFile.dropUnused(db)
            try GraphFile.setSettled(false, db)
            return row["key"] as String
        }
        try settle()
        return key
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
