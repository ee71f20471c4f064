import GRDB

/// The tables. `SCHEMA.md` describes them; a change is a new migration, never an edit of an old one.
extension GraphFile {
    static var migrator: DatabaseMigrator {
        var migrator = DatabaseMigrator()
        migrator.registerMigration("1 statements of articles") { db in
            try db.execute(sql: "PRAGMA application_id = \(applicationID)")
            try db.execute(sql: documentTables)
            try db.execute(sql: derivedTables)
            try db.execute(sql: views)
        }
        migrator.registerMigration("2 sketches of texts") { db in
            try db.execute(sql: sketches)
            for id in try Int64.fetchAll(db, sql: "SELECT id FROM sources ORDER BY id") {
                let text = try String.fetchOne(db, sql: "SELECT text FROM sources WHERE id = ?", arguments: [id])
                try writeSketch(of: text ?? "", source: id, db)
            }
            try chooseOriginals(around: Int64.fetchAll(db, sql: "SELECT id FROM sources"), db)
            try setSettled(false, db)
        }
        migrator.registerMigration("3 columns of the loaded graph") { db in try makeColumns(db) }
        return migrator
    }

    /// What the articles say, article by article.
    private static let documentTables = """
        CREATE TABLE state (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
        CREATE TABLE sources (
            id INTEGER PRIMARY KEY, key TEXT NOT NULL UNIQUE, url TEXT, title TEXT, authors TEXT NOT NULL,
            publisher TEXT, published TEXT, saved TEXT, place TEXT, language TEXT, format TEXT NOT NULL,
            origin TEXT NOT NULL, content_hash TEXT NOT NULL, text TEXT NOT NULL, diagnostics TEXT NOT NULL,
            copy_of INTEGER REFERENCES sources (id) ON DELETE SET NULL);
        CREATE INDEX sources_content ON sources (content_hash);
        CREATE INDEX sources_copy ON sources (copy_of);
        CREATE TABLE names (
            id INTEGER PRIMARY KEY, text TEXT NOT NULL, class TEXT NOT NULL, form TEXT NOT NULL, UNIQUE (text, class));
        CREATE TABLE predicates (id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE);
        CREATE TABLE rules (id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE);
        CREATE TABLE literals (
            id INTEGER PRIMARY KEY, kind TEXT NOT NULL, value TEXT NOT NULL, amount REAL, unit TEXT,
            UNIQUE (kind, value));
        CREATE TABLE entities (id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE, type TEXT NOT NULL);
        CREATE TABLE document_entities (
            id INTEGER PRIMARY KEY, source INTEGER NOT NULL REFERENCES sources (id) ON DELETE CASCADE,
            ordinal INTEGER NOT NULL, name INTEGER NOT NULL REFERENCES names (id), type TEXT NOT NULL,
            mentions INTEGER NOT NULL, entity INTEGER REFERENCES entities (id) ON DELETE SET NULL);
        CREATE INDEX document_entities_source ON document_entities (source);
        CREATE INDEX document_entities_entity ON document_entities (entity);
        CREATE INDEX document_entities_name ON document_entities (name);
        CREATE TABLE document_names (
            document_entity INTEGER NOT NULL REFERENCES document_entities (id) ON DELETE CASCADE,
            name INTEGER NOT NULL REFERENCES names (id), count INTEGER NOT NULL,
            PRIMARY KEY (document_entity, name)) WITHOUT ROWID;
        CREATE INDEX document_names_name ON document_names (name);
        CREATE TABLE document_same_as (
            document_entity INTEGER NOT NULL REFERENCES document_entities (id) ON DELETE CASCADE, uri TEXT NOT NULL,
            PRIMARY KEY (document_entity, uri)) WITHOUT ROWID;
        CREATE TABLE sentences (
            id INTEGER PRIMARY KEY, source INTEGER NOT NULL REFERENCES sources (id) ON DELETE CASCADE,
            start INTEGER, "end" INTEGER, text TEXT NOT NULL);
        CREATE INDEX sentences_source ON sentences (source);
        CREATE TABLE decisions (
            id INTEGER PRIMARY KEY, kind TEXT NOT NULL, names TEXT NOT NULL, senses TEXT NOT NULL);
        """

    /// What follows from them; `settle()` keeps it.
    private static let derivedTables = """
        CREATE TABLE statements (
            id INTEGER PRIMARY KEY, hash TEXT NOT NULL UNIQUE,
            subject INTEGER NOT NULL REFERENCES entities (id) ON DELETE CASCADE,
            predicate INTEGER NOT NULL REFERENCES predicates (id),
            object_entity INTEGER REFERENCES entities (id) ON DELETE CASCADE,
            object_literal INTEGER REFERENCES literals (id), status TEXT NOT NULL,
            speaker_entity INTEGER REFERENCES entities (id) ON DELETE CASCADE,
            speaker_literal INTEGER REFERENCES literals (id), confidence REAL NOT NULL);
        CREATE INDEX statements_subject ON statements (subject);
        CREATE INDEX statements_object ON statements (object_entity);
        CREATE INDEX statements_speaker ON statements (speaker_entity);
        CREATE TABLE evidence (
            id INTEGER PRIMARY KEY, source INTEGER NOT NULL REFERENCES sources (id) ON DELETE CASCADE,
            ordinal INTEGER NOT NULL, sentence INTEGER NOT NULL REFERENCES sentences (id) ON DELETE CASCADE,
            rule INTEGER NOT NULL REFERENCES rules (id), confidence REAL NOT NULL,
            subject INTEGER NOT NULL REFERENCES document_entities (id) ON DELETE CASCADE,
            predicate INTEGER NOT NULL REFERENCES predicates (id),
            object_entity INTEGER REFERENCES document_entities (id) ON DELETE CASCADE,
            object_literal INTEGER REFERENCES literals (id), status TEXT NOT NULL,
            speaker_entity INTEGER REFERENCES document_entities (id) ON DELETE CASCADE,
            speaker_literal INTEGER REFERENCES literals (id),
            statement INTEGER REFERENCES statements (id) ON DELETE SET NULL);
        CREATE INDEX evidence_source ON evidence (source);
        CREATE INDEX evidence_statement ON evidence (statement);
        CREATE INDEX evidence_sentence ON evidence (sentence);
        CREATE INDEX evidence_subject ON evidence (subject);
        CREATE INDEX evidence_object ON evidence (object_entity);
        CREATE INDEX evidence_speaker ON evidence (speaker_entity);
        CREATE TABLE qualifiers (
            evidence INTEGER NOT NULL REFERENCES evidence (id) ON DELETE CASCADE, ordinal INTEGER NOT NULL,
            role TEXT NOT NULL, entity INTEGER REFERENCES document_entities (id) ON DELETE CASCADE,
            literal INTEGER REFERENCES literals (id), PRIMARY KEY (evidence, ordinal)) WITHOUT ROWID;
        CREATE INDEX qualifiers_entity ON qualifiers (entity);
        CREATE TABLE merges (
            id INTEGER PRIMARY KEY, entity INTEGER NOT NULL REFERENCES entities (id) ON DELETE CASCADE,
            "left" TEXT NOT NULL, "right" TEXT NOT NULL, reason TEXT NOT NULL);
        CREATE INDEX merges_entity ON merges (entity);
        """

    /// What finds texts that are nearly the same.
    private static let sketches = """
        ALTER TABLE sources ADD COLUMN sketch BLOB;
        CREATE TABLE source_runs (
            value INTEGER NOT NULL, source INTEGER NOT NULL REFERENCES sources (id) ON DELETE CASCADE,
            PRIMARY KEY (value, source)) WITHOUT ROWID;
        CREATE INDEX source_runs_source ON source_runs (source);
        """

    /// The same in words, for people with an SQLite tool.
    private static let views = """
        CREATE VIEW aliases AS
            SELECT e.id AS entity, n.text AS name, sum(d.count) AS count
            FROM document_names d JOIN document_entities m ON m.id = d.document_entity
            JOIN sources s ON s.id = m.source AND s.copy_of IS NULL
            JOIN names n ON n.id = d.name JOIN entities e ON e.id = m.entity GROUP BY e.id, n.text;
        CREATE VIEW same_as AS
            SELECT DISTINCT m.entity AS entity, d.uri AS uri
            FROM document_same_as d JOIN document_entities m ON m.id = d.document_entity
            JOIN sources s ON s.id = m.source AND s.copy_of IS NULL WHERE m.entity IS NOT NULL;
        CREATE VIEW mentions AS
            SELECT m.source AS source, m.entity AS entity, sum(m.mentions) AS count
            FROM document_entities m JOIN sources s ON s.id = m.source AND s.copy_of IS NULL
            WHERE m.entity IS NOT NULL GROUP BY m.source, m.entity;
        CREATE VIEW statement_texts AS
            SELECT t.hash AS id, s.name AS subject, p.name AS predicate, coalesce(o.name, l.value) AS object,
                t.status AS status, coalesce(w.name, v.value) AS speaker, t.confidence AS confidence
            FROM statements t JOIN entities s ON s.id = t.subject JOIN predicates p ON p.id = t.predicate
            LEFT JOIN entities o ON o.id = t.object_entity LEFT JOIN literals l ON l.id = t.object_literal
            LEFT JOIN entities w ON w.id = t.speaker_entity LEFT JOIN literals v ON v.id = t.speaker_literal;
        """
}
