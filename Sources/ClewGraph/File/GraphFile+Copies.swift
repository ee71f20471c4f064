import ClewModel
import Foundation
import GRDB

/// Which sources are one story: the same text, or nearly the same, saved or printed in several places.
///
/// In the order of publication, then of keys, a source is the copy of the first source before it that is an original and
/// has the same text or shares at least `TextSketch.sameStory` of it; else it is an original itself. The result depends
/// on the set of sources alone, and a change touches only the sources that a chain of such pairs ties to it.
extension GraphFile {
    /// Keeps what finds a source's copies.
    static func writeSketch(of text: String, source: Int64, _ db: Database) throws {
        guard let sketch = TextSketch(text) else { return }
        try db.cachedStatement(sql: "UPDATE sources SET sketch = ? WHERE id = ?")
            .execute(arguments: [Data(sketch.bytes), source])
        let insert = try db.cachedStatement(sql: "INSERT OR IGNORE INTO source_runs (value, source) VALUES (?, ?)")
        for value in sketch.values.prefix(TextSketch.lookedUp) {
            try insert.execute(arguments: [Int64(bitPattern: value), source])
        }
    }

    /// The sources whose text is the same or nearly the same as that of `source`, without itself.
    static func sameStories(as source: Int64, _ db: Database) throws -> Set<Int64> {
        var finder = CopyFinder(db: db)
        return try finder.neighbours(of: source)
    }

    /// Decides anew who is a copy of whom among the sources that are tied to one of `seeds`.
    static func chooseOriginals(around seeds: some Sequence<Int64>, _ db: Database) throws {
        var finder = CopyFinder(db: db)
        let set = try db.cachedStatement(sql: "UPDATE sources SET copy_of = ?1 WHERE id = ?2 AND copy_of IS NOT ?1")
        var originals: [Int64] = []
        for source in try finder.component(of: seeds) {
            let original = try originals.first { try finder.areOneStory($0, source) }
            if original == nil { originals.append(source) }
            try set.execute(arguments: [original, source])
        }
    }
}

/// Looks sources up by what their texts share.
private struct CopyFinder {
    let db: Database
    private var stories: [Int64: (order: String, hash: String, sketch: TextSketch?)] = [:]

    init(db: Database) { self.db = db }

    /// All sources that a chain of pairs ties to one of the seeds, those published first at the head.
    mutating func component(of seeds: some Sequence<Int64>) throws -> [Int64] {
        var found: Set<Int64> = []
        var waiting: [Int64] = []
        for seed in seeds where try story(seed) != nil && found.insert(seed).inserted { waiting.append(seed) }
        while let source = waiting.popLast() {
            for neighbour in try neighbours(of: source) where found.insert(neighbour).inserted {
                waiting.append(neighbour)
            }
        }
        return found.sorted { (stories[$0]?.order ?? "") < (stories[$1]?.order ?? "") }
    }

    mutating func neighbours(of source: Int64) throws -> Set<Int64> {
        let rows = try db.cachedStatement(
            sql: """
                SELECT id FROM sources WHERE content_hash = (SELECT content_hash FROM sources WHERE id = ?1)
                UNION SELECT o.source FROM source_runs r JOIN source_runs o ON o.value = r.value WHERE r.source = ?1
                """)
        let candidates = try Int64.fetchAll(rows, arguments: [source]).filter { $0 != source }
        return Set(try candidates.filter { try areOneStory(source, $0) })
    }

    mutating func areOneStory(_ left: Int64, _ right: Int64) throws -> Bool {
        guard let first = try story(left), let second = try story(right) else { return false }
        if first.hash == second.hash { return true }
        guard let sketch = first.sketch, let other = second.sketch else { return false }
        return sketch.share(with: other) >= TextSketch.sameStory
    }

    private mutating func story(_ source: Int64) throws -> (order: String, hash: String, sketch: TextSketch?)? {
        if let known = stories[source] { return known }
        let select = try db.cachedStatement(
            sql: "SELECT coalesce(published, '9999') || ' ' || key, content_hash, sketch FROM sources WHERE id = ?")
        guard let row = try Row.fetchOne(select, arguments: [source]) else { return nil }
        let sketch = (row[2] as Data?).map { TextSketch(bytes: [UInt8]($0)) }
        let story = (order: row[0] as String, hash: row[1] as String, sketch: sketch)
        stories[source] = story
        return story
    }
}
