import ClewModel
import Foundation
import GRDB

/// A graph on disk: one SQLite file, which any SQLite tool can read.
///
/// What the articles say is kept per article (`sources`, `document_entities`, `evidence` …); entities, statements and
/// merges are derived from it by `settle()`, so that they do not depend on the order of ingest and a forgotten article
/// leaves nothing behind. `SCHEMA.md` describes the tables. Each `add` is one transaction with a rollback journal and
/// full synchronisation: a process that is killed loses at most the article in hand. A second writer waits, then gets
/// `GraphFileError.busy`.
///
/// Safe to use from several threads, which take turns.
public final class GraphFile: Sendable {
    /// How to open a file.
    public enum Mode: Sendable {
        /// Read and write; a missing file is made.
        case create
        /// Read and write; a missing file is an error.
        case open
        /// Read only; a missing file is an error.
        case read
    }

    /// Marks the file as a graph of Clew in SQLite's header: "Clew" in ASCII.
    static let applicationID: Int32 = 0x436C_6577

    /// Where the file is; `:memory:` for one that is never written.
    public let path: String
    let database: DatabaseQueue

    /// Opens the graph at `path`.
    /// - Parameter waitSeconds: how long to wait for another process that is writing.
    /// - Throws: `GraphFileError`.
    public init(path: String, mode: Mode = .create, waitSeconds: Double = 10) throws {
        self.path = path
        try GraphFile.checkPath(path, mode: mode)
        var configuration = Configuration()
        configuration.busyMode = .timeout(waitSeconds)
        configuration.readonly = mode == .read
        configuration.prepareDatabase { db in
            if !db.configuration.readonly {
                try db.execute(sql: "PRAGMA journal_mode = DELETE; PRAGMA synchronous = FULL;")
            }
            try db.execute(sql: "PRAGMA temp_store = MEMORY; PRAGMA cache_size = -65536;")
        }
        database = try GraphFile.mapErrors(path: path) {
            if mode == .read { try GraphFile.finishKilledTransaction(path: path, waitSeconds: waitSeconds) }
            let database = try DatabaseQueue(path: path, configuration: configuration)
            try GraphFile.prepare(database, path: path, mode: mode)
            return database
        }
    }

    /// A graph in memory, for tests and for callers that keep nothing.
    public init() throws {
        path = ":memory:"
        database = try GraphFile.mapErrors(path: path) {
            let database = try DatabaseQueue()
            try GraphFile.prepare(database, path: ":memory:", mode: .create)
            return database
        }
    }

    /// A copy in memory, for deriving what a file that may not be written lacks.
    init(copyOf file: GraphFile) throws {
        path = file.path
        database = try GraphFile.mapErrors(path: path) {
            let database = try DatabaseQueue()
            try file.database.backup(to: database)
            // A reader may have a file of an earlier version, or one whose maker was killed between two migrations.
            try GraphFile.prepare(database, path: file.path, mode: .open)
            return database
        }
    }

    private static func checkPath(_ path: String, mode: Mode) throws {
        var isFolder: ObjCBool = false
        guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) else {
            let folder = URL(fileURLWithPath: path).deletingLastPathComponent().path
            if mode == .create, FileManager.default.fileExists(atPath: folder) { return }
            throw GraphFileError.missing(path: mode == .create ? folder : path)
        }
        if isFolder.boolValue { throw GraphFileError.noAccess(path: path, reason: "it is a folder") }
        guard let file = FileHandle(forReadingAtPath: path) else {
            throw GraphFileError.noAccess(path: path, reason: "no permission to read it")
        }
        defer { try? file.close() }
        let head = (try? file.read(upToCount: 16)) ?? Data()
        // An empty file is what a process leaves that was killed while making one.
        if head.isEmpty, mode == .create { return }
        guard head == Data("SQLite format 3\0".utf8) else { throw GraphFileError.notAGraph(path: path) }
        if mode != .read, !FileManager.default.isWritableFile(atPath: path) {
            throw GraphFileError.noAccess(path: path, reason: "no permission to write it")
        }
    }

    /// A process that was killed while writing leaves a journal, which only a connection that may write can undo.
    private static func finishKilledTransaction(path: String, waitSeconds: Double) throws {
        let manager = FileManager.default
        guard manager.fileExists(atPath: path + "-journal"), manager.isWritableFile(atPath: path) else { return }
        var configuration = Configuration()
        configuration.busyMode = .timeout(waitSeconds)
        let database = try DatabaseQueue(path: path, configuration: configuration)
        _ = try database.read { db in try Int.fetchOne(db, sql: "SELECT count(*) FROM sqlite_master") }
    }

    private static func prepare(_ database: DatabaseQueue, path: String, mode: Mode) throws {
        let isNew = try database.read { db in
            let mark = try Int32.fetchOne(db, sql: "PRAGMA application_id") ?? 0
            // A process that was killed while making the file, or one that is making it, has listed its migrations before
            // the first of them marks the file.
            let tables =
                try Int.fetchOne(db, sql: "SELECT count(*) FROM sqlite_master WHERE tbl_name <> 'grdb_migrations'") ?? 0
            guard mark == applicationID || mark == 0 && tables == 0 else {
                throw GraphFileError.notAGraph(path: path)
            }
            return tables == 0
        }
        let migrator = GraphFile.migrator
        if isNew {
            // No later version has been here, and asking would meet another process that is making the list of migrations.
            if mode == .read { throw GraphFileError.notAGraph(path: path) }
        } else if try database.read(migrator.hasBeenSuperseded) {
            throw GraphFileError.tooNew(path: path)
        }
        guard mode != .read else { return }
        // Another process may carry out the same migrations at the same moment. Whatever then fails, it has carried out one
        // more of them, so that as many attempts as there are migrations are enough.
        for _ in migrator.migrations {
            do {
                return try migrator.migrate(database)
            } catch let error as DatabaseError where error.resultCode != .SQLITE_BUSY {
                continue
            }
        }
        try migrator.migrate(database)
    }

    // MARK: - Errors

    /// Runs `body`; errors of SQLite become errors that say what to do.
    static func mapErrors<Value>(path: String, _ body: () throws -> Value) throws -> Value {
        do {
            return try body()
        } catch let error as DatabaseError {
            switch error.resultCode {
            case .SQLITE_BUSY, .SQLITE_LOCKED: throw GraphFileError.busy(path: path)
            case .SQLITE_FULL: throw GraphFileError.full(path: path)
            case .SQLITE_NOTADB: throw GraphFileError.notAGraph(path: path)
            case .SQLITE_CORRUPT:
                throw GraphFileError.damaged(path: path, reason: error.message ?? "SQLite cannot read it")
            case .SQLITE_READONLY, .SQLITE_CANTOPEN, .SQLITE_PERM, .SQLITE_AUTH, .SQLITE_IOERR:
                throw GraphFileError.noAccess(path: path, reason: error.message ?? "SQLite cannot open it")
            default: throw error
            }
        }
    }

    func write<Value>(_ body: (Database) throws -> Value) throws -> Value {
        try GraphFile.mapErrors(path: path) {
            try database.writeWithoutTransaction { db in
                var value: Value?
                // Immediate: a writer that has to wait does so before it has read anything.
                try db.inTransaction(.immediate) {
                    value = try body(db)
                    return .commit
                }
                guard let value else { throw GraphFileError.damaged(path: path, reason: "a transaction left nothing") }
                return value
            }
        }
    }

    /// Runs `body` while this process holds the right to write.
    package func whileWriting(_ body: () throws -> Void) throws { try write { _ in try body() } }

    func read<Value>(_ body: (Database) throws -> Value) throws -> Value {
        try GraphFile.mapErrors(path: path) { try database.read(body) }
    }

    /// Has SQLite check the whole file and its references, and compares the stored columns with the rows. O(size).
    /// - Throws: `GraphFileError.damaged` with what is wrong.
    public func check() throws {
        try read { db in
            let report = try String.fetchAll(db, sql: "PRAGMA integrity_check")
            guard report == ["ok"] else {
                throw GraphFileError.damaged(path: path, reason: report.prefix(3).joined(separator: "; "))
            }
            let dangling = try Int.fetchOne(db, sql: "SELECT count(*) FROM pragma_foreign_key_check") ?? 0
            guard dangling == 0 else {
                throw GraphFileError.damaged(path: path, reason: "\(dangling) references lead nowhere")
            }
            try GraphFile.checkColumns(db, path: path)
        }
    }
}
