import ClewModel
import GRDB

/// Names of statements that are the same on every machine and for every order of ingest.
///
/// The name is the first 16 hexadecimal digits of SHA-256 over subject, predicate, object, status and speaker, entities
/// by canonical name. A merge that renames an entity therefore renames its statements. By the birthday bound, a million
/// statements have two with one name with a chance of 3 in 100 million; the file refuses the second.
package enum StatementID {
    /// A value is an entity's canonical name or a literal's spelling, with what it is before it; none is empty.
    package static func hash(
        subject: String, predicate: String, object: String, status: String, speaker: String
    ) -> String {
        String(ContentHash.sha256(fields: [subject, predicate, object, status, speaker]).prefix(16))
    }
}

/// Confidence of a statement that several pieces of evidence support.
///
/// Articles are taken as independent witnesses, each as good as its best sentence: 1 − ∏(1 − cᵢ) ("noisy or"; Pearl,
/// "Probabilistic Reasoning in Intelligent Systems", 1988, section 4.3), at most 0.99 unless one sentence alone is better.
/// Sentences of one article, and copies of one text, do not add up. Rounded to four digits.
package enum StatementConfidence {
    /// The combined confidence of pairs of source and confidence; the order does not matter. O(n log n).
    package static func combined(_ readings: [(source: Int64, confidence: Double)]) -> Double {
        if readings.count == 1 { return rounded(readings[0].confidence) }
        var best: [Int64: Double] = [:]
        for reading in readings { best[reading.source] = max(best[reading.source] ?? 0, reading.confidence) }
        // Sorted, because a product of doubles depends on the order of its factors.
        let sorted = best.values.sorted(by: >)
        let doubt = sorted.reduce(1) { $0 * (1 - $1) }
        return rounded(max(sorted.first ?? 0, min(0.99, 1 - doubt)))
    }

    private static func rounded(_ value: Double) -> Double { (value * 10_000).rounded() / 10_000 }
}

/// How the parts of a statement are written for its hash.
struct StatementSpelling {
    private let names: [Int64: String]
    private var predicates: [Int64: String] = [:]
    private var literals: [Int64: String] = [:]

    init(_ db: Database, names: [Int64: String]) throws {
        self.names = names
        for row in try Row.fetchAll(db, sql: "SELECT id, name FROM predicates") { predicates[row[0]] = row[1] }
        let rows = try Row.fetchCursor(db, sql: "SELECT id, kind, value FROM literals")
        while let row = try rows.next() { literals[row[0]] = "\(row[1] as String):\(row[2] as String)" }
    }

    func entity(_ id: Int64) -> String { "entity:" + (names[id] ?? "") }

    func predicate(_ id: Int64) -> String { predicates[id] ?? "" }

    func value(entity: Int64, literal: Int64) -> String {
        if entity != 0 { return self.entity(entity) }
        return literals[literal] ?? ""
    }
}
