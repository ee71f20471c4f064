import ClewModel
import Foundation
import GRDB

/// A user's decision on who is who, as `list` shows it.
public struct RecordedDecision: Hashable, Sendable {
    /// In the order in which they were made.
    public var number: Int
    /// `merge`, `split` or `split_by_source`.
    public var kind: String
    /// The names as the user gave them.
    public var names: [String]
}

/// Decisions name senses, not rows, so that they outlive a re-ingest and wait while their sources are away.
extension GraphFile {
    /// Makes two entities one, for good, under the name of the first.
    /// - Returns: the canonical name of the one that remains.
    /// - Throws: `GraphFileError.unknownEntity`, `.ambiguousEntity`, `.sameEntity`.
    @discardableResult
    public func merge(_ first: String, _ second: String) throws -> String {
        try settle()
        let anchor = try write { db -> SenseKey in
            let entities = try NamedEntities(db)
            let (left, right) = (try entities.entity(first), try entities.entity(second))
            if left.name == right.name { throw GraphFileError.sameEntity(left.name) }
            // The sense that gave the first its name leads, and goes on giving it.
            let anchor = entities.naming(left)
            let others = (left.senses + right.senses).filter { $0 != anchor }
            try GraphFile.record("merge", names: [first, second], senses: [[anchor] + others], db)
            return anchor
        }
        try settle()
        return try read { db in
            let resolution = try GraphFile.resolution(db).resolution
            return resolution.entities.first { $0.senses.contains(anchor) }?.name ?? first
        }
    }

    /// Takes apart what a name means: an alias leaves its entity; a canonical name's entity falls into its names; an
    /// entity of one name falls into one per source. What belongs together after all can be merged again.
    /// - Returns: canonical names of the parts, sorted.
    /// - Throws: `GraphFileError.unknownEntity`, `.ambiguousEntity`, `.nothingToSplit`.
    @discardableResult
    public func split(_ name: String) throws -> [String] {
        try settle()
        let senses = try write { db -> [SenseKey] in
            let entities = try NamedEntities(db)
            let entity = try entities.entity(name)
            let forms = Set(entity.senses.map { NormalForm.form(of: name, in: $0.kind) })
            let named = entity.senses.filter { forms.contains($0.form) }
            let rest = entity.senses.filter { !forms.contains($0.form) }
            let isShortName = entity.name != name && named.isEmpty
            if isShortName {
                // A short name lives within an article and joins nothing that could be taken apart.
                throw GraphFileError.nothingToSplit(name)
            } else if entity.senses.count == 1 {
                let sense = entity.senses[0]
                guard sense.qualifier.isEmpty, try entities.sourceCount(of: sense, db) > 1 else {
                    throw GraphFileError.nothingToSplit(name)
                }
                try GraphFile.record("split_by_source", names: [name], senses: [[sense]], db)
            } else if entity.name != name, !named.isEmpty, !rest.isEmpty {
                try GraphFile.record("split", names: [name], senses: [named, rest], db)
            } else {
                try GraphFile.record("split", names: [name], senses: entity.senses.map { [$0] }, db)
            }
            return entity.senses
        }
        try settle()
        return try read { db in
            let resolution = try GraphFile.resolution(db).resolution
            return resolution.entities.filter { entity in
                entity.senses.contains { part in
                    senses.contains { $0 == part || $0.form == part.form && $0.kind == part.kind }
                }
            }.map(\.name)
        }
    }

    /// The user's decisions, oldest first.
    public func decisions() throws -> [RecordedDecision] {
        try read { db in
            try Row.fetchAll(db, sql: "SELECT id, kind, names FROM decisions ORDER BY id").map { row in
                RecordedDecision(
                    number: row[0], kind: row[1],
                    names: (try? JSONDecoder().decode([String].self, from: Data((row[2] as String).utf8))) ?? [])
            }
        }
    }

    static func decisions(_ db: Database) throws -> [Decision] {
        try Row.fetchAll(db, sql: "SELECT kind, senses FROM decisions ORDER BY id").compactMap { row in
            let text = Data((row[1] as String).utf8)
            let groups = ((try? JSONDecoder().decode([[String]].self, from: text)) ?? []).map {
                $0.compactMap(SenseKey.init(spelling:))
            }
            switch row[0] as String {
            case "merge": return .merge(groups.flatMap { $0 })
            case "split": return .split(groups)
            case "split_by_source": return groups.first?.first.map { .splitBySource($0) }
            default: return nil
            }
        }
    }

    private static func record(_ kind: String, names: [String], senses: [[SenseKey]], _ db: Database) throws {
        let encoder = JSONEncoder()
        encoder.outputFormatting = .withoutEscapingSlashes
        let spelled = senses.map { $0.map(\.spelling) }
        try db.execute(
            sql: "INSERT INTO decisions (kind, names, senses) VALUES (?, ?, ?)",
            arguments: [
                kind, String(decoding: try encoder.encode(names), as: UTF8.self),
                String(decoding: try encoder.encode(spelled), as: UTF8.self),
            ])
        try setSettled(false, db)
    }
}

/// The entities of a graph file by canonical name and alias.
private struct NamedEntities {
    private let resolution: Resolution
    private let table: SenseTable

    init(_ db: Database) throws { (table, resolution) = try GraphFile.resolution(db) }

    func entity(_ name: String) throws -> ResolvedEntity {
        if let entity = resolution.entities.first(where: { $0.name == name }) { return entity }
        let aliases = Dictionary(uniqueKeysWithValues: table.senses.map { ($0.key, $0.aliases) })
        let fold = NormalForm.fold(NormalForm.display(name))
        for matches in [{ $0 == name }, { NormalForm.fold($0) == fold }] as [(String) -> Bool] {
            let found = resolution.entities.filter { entity in
                matches(entity.name) || entity.senses.contains { aliases[$0]?.keys.contains(where: matches) ?? false }
            }
            if found.count > 1 { throw GraphFileError.ambiguousEntity(name, candidates: found.map(\.name)) }
            if let only = found.first { return only }
        }
        throw GraphFileError.unknownEntity(name, similar: similar(to: fold))
    }

    /// The sense that an entity has its name from.
    func naming(_ entity: ResolvedEntity) -> SenseKey {
        let named = table.senses.filter { $0.names[entity.name] != nil }.map(\.key)
        return entity.senses.first { named.contains($0) } ?? entity.senses[0]
    }

    private func similar(to fold: String) -> [String] {
        SimilarNames(names: resolution.entities.map(\.name)).similar(to: fold, limit: 5)
    }

    func sourceCount(of sense: SenseKey, _ db: Database) throws -> Int {
        guard let index = table.senses.firstIndex(where: { $0.key == sense }) else { return 0 }
        let documents = table.senseOf.filter { $0.value == index }.map(\.key)
        var sources: Set<Int64> = []
        for document in documents {
            let source = try Int64.fetchOne(
                db, sql: "SELECT source FROM document_entities WHERE id = ?", arguments: [document])
            if let source { sources.insert(source) }
        }
        return sources.count
    }
}
