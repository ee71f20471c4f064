import ClewExtraction
import ClewGraph
import ClewModel

/// A graph file and what can be done with it: take articles in, ask, explain, forget.
///
/// ```swift
/// let base = try KnowledgeBase(path: "articles.graph", mode: .create)
/// let report = try await base.ingest([.file(path: "page.html"), .file(path: "report.txt")])
/// let graph = try base.graph()
/// ```
public final class KnowledgeBase: Sendable {
    /// The file behind it.
    public let file: GraphFile
    /// The canonical relations, which tell what counts as a fact.
    public let relations: RelationCatalog

    /// Opens the graph at `path`.
    /// - Throws: `ClewFailure` where that cannot be done.
    public init(path: String, mode: GraphFile.Mode, relations: RelationCatalog = .shipped) throws {
        self.relations = relations
        file = try KnowledgeBase.translated { try GraphFile(path: path, mode: mode) }
    }

    /// A graph in memory.
    /// - Throws: `ClewFailure` where SQLite has no memory left.
    public init(relations: RelationCatalog = .shipped) throws {
        self.relations = relations
        file = try KnowledgeBase.translated { try GraphFile() }
    }

    /// The graph as it is now, in memory, for queries and exports. O(statements).
    /// - Throws: `ClewFailure` where the file cannot be read.
    public func graph() throws -> Graph {
        try KnowledgeBase.translated {
            try file.load(announceable: relations.announceable, canonical: Set(relations.names))
        }
    }

    /// Has every page of the file and every reference in it checked. O(size).
    /// - Throws: `ClewFailure` with what is wrong.
    public func check() throws { try KnowledgeBase.translated { try file.check() } }

    /// Takes away a source with all that only it supported.
    /// - Parameter source: its key, URL or path.
    /// - Returns: the source's key.
    /// - Throws: `ClewFailure` where no source is known so.
    @discardableResult
    public func forget(source: String) throws -> String {
        try KnowledgeBase.translated { try file.forget(source: source) }
    }

    /// Decides that two names mean one entity; kept over a re-ingest.
    /// - Returns: its canonical name.
    /// - Throws: `ClewFailure` where a name is unknown or ambiguous.
    @discardableResult
    public func merge(_ first: String, _ second: String) throws -> String {
        try KnowledgeBase.translated { try file.merge(first, second) }
    }

    /// Decides that an entity's names were wrongly taken for one; kept over a re-ingest.
    /// - Returns: the canonical names of what it was made of.
    /// - Throws: `ClewFailure` where the name is unknown, or there is nothing to split.
    @discardableResult
    public func split(_ name: String) throws -> [String] {
        try KnowledgeBase.translated { try file.split(name) }
    }

    /// Runs `body` and turns the graph's errors into failures with a repair.
    static func translated<Value>(_ body: () throws -> Value) throws -> Value {
        do {
            return try body()
        } catch let error as GraphFileError {
            let kind: ClewFailure.Kind =
                switch error {
                case .unknownSource, .unknownEntity, .ambiguousEntity, .nothingToSplit, .sameEntity, .missing: .usage
                default: .input
                }
            throw ClewFailure(kind, code: "graph." + error.code, error.description, repair: error.repair)
        }
    }
}
