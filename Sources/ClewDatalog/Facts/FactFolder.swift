import ClewModel

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
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
    private var relations: [String: [Column]] = [:]

    /// How many threads read a file.
    private let threadCount: Int

    /// No relations.
    /// - Parameter threadCount: as for ``init(folder:relations:threadCount:)``.
    public init(threadCount: Int? = nil) {
        self.threadCount = max(1, threadCount ?? Parallelism.standard.threadCount)
    }

    /// Reads the files of a folder; with `relations`, only the files of those. O(bytes).
    /// - Parameter threadCount: how many threads read a large file, at least 1; two at most, and no more than there are
    ///   processors, if nobody says. What they read is the same with any number.
    public init(folder path: String, relations wanted: Set<String>? = nil, threadCount: Int? = nil) {
        self.init(threadCount: threadCount)
        guard let names = FactFolder.names(in: path) else {
            diagnostics.append(
                Diagnostic(
                    code: QueryProblem.facts.code, severity: .error, message: "the folder cannot be read", source: path,
                    repair: "Give a folder that holds NAME.tsv for each relation"))
            return
        }
        for name in names.sorted() where name.hasSuffix(".tsv") {
            let relation = String(name.dropLast(4))
            if let wanted, !wanted.contains(relation) {
                // Its name is still of use where another name is nearly right.
                insert(RelationSchema(name: relation, columns: [], columnNames: [], rowCount: 0))
                continue
            }
            do {
                try add(relation, path: path + "/" + name, file: name)
            } catch {
                report(error, file: name)
            }
        }
    }

    private mutating func report(_ error: any Error, file: String) {
        let isLine = error is FactPieces.LineTooLong
        diagnostics.append(
            Diagnostic(
                code: QueryProblem.facts.code, severity: .error,
                message: isLine ? "a line is longer than 2 GiB" : "the file cannot be read", source: file,
                repair: isLine ? "Give each row a line of its own" : "Check that it is a file and may be read"))
    }

    /// Adds a relation from the text of a file; for tests and pipes.
    public mutating func add(_ relation: String, text: String) {
        var text = text
        text.withUTF8 { add(relation, text: $0, pieceByteCount: FactPieces.byteCount) }
    }

    /// The same with pieces of a given size; for tests.
    package mutating func add(_ relation: String, text: UnsafeBufferPointer<UInt8>, pieceByteCount: Int) {
        var rest = text[...]
        let pieces = FactPieces { target, capacity in
            let piece = rest.prefix(capacity)
            rest = rest.dropFirst(capacity)
            return UnsafeMutableBufferPointer(start: target, count: capacity).update(fromContentsOf: piece)
        }
        var parser = FactParser(
            terms: takeTerms(), file: relation + ".tsv", byteCount: text.count, threadCount: threadCount)
        do { try parser.parse(pieces, pieceByteCount: pieceByteCount) } catch { report(error, file: relation + ".tsv") }
        add(relation, parser)
    }

    /// What a folder holds; none where it cannot be read.
    private static func names(in path: String) -> [String]? {
        guard let folder = opendir(path) else { return nil }
        defer { closedir(folder) }
        var names: [String] = []
        while let entry = readdir(folder) {
            let name = withUnsafeBytes(of: &entry.pointee.d_name) {
                String(decoding: $0.prefix { $0 != 0 }, as: UTF8.self)
            }
            names.append(name)
        }
        return names
    }

    /// A file that cannot be opened or read.
    private struct ReadFailure: Error {}

    /// Reads a file.
    private mutating func add(_ relation: String, path: String, file: String) throws {
        let descriptor = open(path, O_RDONLY)
        guard descriptor >= 0 else { throw ReadFailure() }
        defer { close(descriptor) }
        var status = stat()
        let byteCount = fstat(descriptor, &status) == 0 ? Int(status.st_size) : 0
        let pieces = FactPieces { target, capacity in
            let count = read(descriptor, target, capacity)
            if count < 0 { throw ReadFailure() }
            return count
        }
        var parser = FactParser(terms: takeTerms(), file: file, byteCount: byteCount, threadCount: threadCount)
        defer { add(relation, parser) }
        try parser.parse(pieces)
    }

    /// The dictionary, which must not be shared while it grows.
    private mutating func takeTerms() -> TermDictionary {
        defer { terms = TermDictionary() }
        return terms
    }

    private mutating func add(_ relation: String, _ finished: consuming FactParser) {
        var parser = finished
        parser.finish()
        terms = parser.terms
        diagnostics += parser.diagnostics
        let columns = parser.columns
        relations[relation] = columns
        let schema = RelationSchema(
            name: relation, columns: Array(repeating: .any, count: columns.count),
            columnNames: columns.indices.map { "\($0 + 1)" }, rowCount: parser.rowCount)
        insert(schema)
    }

    private mutating func insert(_ schema: RelationSchema) {
        schemas.removeAll { $0.name == schema.name }
        schemas.insert(schema, at: schemas.firstIndex { $0.name > schema.name } ?? schemas.count)
    }

    /// The columns of a relation; none where there is no file of the name.
    public func columns(of relation: String) -> [[UInt32]]? { relations[relation]?.map(\.ids) }

    /// The same without a copy.
    func storedColumns(of relation: String) -> [Column]? { relations[relation] }

    /// There are no entities in files of facts: every name stands for itself.
    public func resolve(entity name: String) -> NameResolution { .unknown(similar: []) }
}
