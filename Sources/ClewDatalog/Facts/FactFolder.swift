import ClewModel

#if canImport(FoundationEssentials)
    import FoundationEssentials
#else
    import Foundation
#endif

/// A folder of fact files as relations: `NAME.tsv` holds the rows of `NAME`, a row a line, columns apart by tabs,
/// without quoting or escapes.
///
/// A field is an integer, decimal, date or truth value where it is spelled as the language spells one (integers and
/// decimals without leading zeros), else a text. A line `()` is the row of a relation without columns. A file without
/// lines is a relation without rows and of any width.
public struct FactFolder: RelationSource {
    /// Sorted by name.
    public private(set) var schemas: [RelationSchema] = []
    /// The terms of all files.
    public private(set) var terms = TermDictionary()
    /// Files and lines that could not be read.
    public private(set) var diagnostics: [Diagnostic] = []
    private var relations: [String: [[UInt32]]] = [:]

    /// No relations.
    public init() {}

    /// Reads the files of a folder; with `relations`, only the files of those. O(bytes).
    public init(folder path: String, relations wanted: Set<String>? = nil) {
        let folder = URL(fileURLWithPath: path, isDirectory: true)
        let names: [String]
        do {
            names = try FileManager.default.contentsOfDirectory(atPath: path)
        } catch {
            diagnostics.append(
                Diagnostic(
                    code: QueryProblem.facts.code, severity: .error, message: "the folder cannot be read", source: path,
                    repair: "Give a folder that holds NAME.tsv for each relation"))
            return
        }
        for name in names.sorted() where name.hasSuffix(".tsv") {
            let relation = String(name.dropLast(4))
            if let wanted, !wanted.contains(relation) { continue }
            do {
                let data = try Data(contentsOf: folder.appendingPathComponent(name), options: .mappedIfSafe)
                data.withUnsafeBytes { add(relation, bytes: $0.bindMemory(to: UInt8.self), file: name) }
            } catch {
                diagnostics.append(
                    Diagnostic(
                        code: QueryProblem.facts.code, severity: .error, message: "the file cannot be read",
                        source: name,
                        repair: "Check that it is a file and may be read"))
            }
        }
    }

    /// Adds a relation from the text of a file; for tests and pipes.
    public mutating func add(_ relation: String, text: String) {
        var text = text
        text.withUTF8 { add(relation, bytes: $0, file: relation + ".tsv") }
    }

    private mutating func add(_ relation: String, bytes: UnsafeBufferPointer<UInt8>, file: String) {
        var parser = FactParser(terms: terms)
        terms = TermDictionary()
        parser.parse(bytes, file: file)
        terms = parser.terms
        diagnostics += parser.diagnostics
        relations[relation] = parser.columns
        let schema = RelationSchema(
            name: relation, columns: Array(repeating: .any, count: parser.columns.count),
            columnNames: parser.columns.indices.map { "\($0 + 1)" }, rowCount: parser.rowCount)
        schemas.removeAll { $0.name == relation }
        schemas.insert(schema, at: schemas.firstIndex { $0.name > relation } ?? schemas.count)
    }

    /// The columns of a relation; none where there is no file of the name.
    public func columns(of relation: String) -> [[UInt32]]? { relations[relation] }

    /// There are no entities in files of facts: every name stands for itself.
    public func resolve(entity name: String) -> NameResolution { .unknown(similar: []) }
}
