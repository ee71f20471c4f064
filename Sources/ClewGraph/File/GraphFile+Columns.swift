import Foundation
import GRDB

/// The table `columns`: the loaded graph beside its rows, which opens a large graph four times as fast. It is written when
/// the graph is settled, in the same transaction; triggers empty it with any change of the rows, whoever makes it.
extension GraphFile {
    /// The tables that the columns are made from.
    private static let sourcesOfColumns = [
        "sources", "names", "predicates", "rules", "literals", "entities", "document_entities", "document_names",
        "document_same_as", "sentences", "statements", "evidence", "qualifiers", "merges",
    ]

    /// SQLite's own limit for a value is 10⁹ bytes; a graph of more than 10⁸ statements is loaded from its rows.
    private static let columnBytesMax = 900_000_000

    static func makeColumns(_ db: Database) throws {
        try db.execute(sql: "CREATE TABLE columns (name TEXT PRIMARY KEY, value BLOB NOT NULL)")
        for table in sourcesOfColumns {
            for event in ["INSERT", "UPDATE", "DELETE"] {
                try db.execute(
                    sql: """
                        CREATE TRIGGER columns_\(table)_\(event.lowercased()) AFTER \(event) ON \(table)
                        BEGIN DELETE FROM columns; END
                        """)
            }
        }
    }

    static func hasColumns(_ db: Database) throws -> Bool {
        // A file of an earlier version that may not be written has no such table.
        guard try db.tableExists("columns") else { return false }
        return try Bool.fetchOne(db, sql: "SELECT EXISTS (SELECT 1 FROM columns)") ?? false
    }

    static func writeColumns(_ db: Database) throws {
        try db.execute(sql: "DELETE FROM columns")
        var loader = GraphLoader(db: db)
        let stored = try loader.loadRows().stored()
        if stored.contains(where: { $0.bytes.count > columnBytesMax }) { return }
        let insert = try db.makeStatement(sql: "INSERT INTO columns (name, value) VALUES (?, ?)")
        for column in stored { try insert.execute(arguments: [column.name, Data(column.bytes)]) }
    }

    /// Compares the stored columns with the rows. O(n log n).
    static func checkColumns(_ db: Database, path: String) throws {
        guard try isSettled(db), try hasColumns(db) else { return }
        var loader = GraphLoader(db: db)
        for (name, bytes) in try loader.loadRows().stored() {
            let value = try Data.fetchOne(db, sql: "SELECT value FROM columns WHERE name = ?", arguments: [name])
            guard value == Data(bytes) else {
                throw GraphFileError.damaged(path: path, reason: "the column \(name) differs from the rows")
            }
        }
    }
}
