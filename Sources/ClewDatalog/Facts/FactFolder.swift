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

    /// No relations.
    public init() {}

    /// Reads the files of a folder; with `relations`, only the files of those. O(bytes).
    public init(folder path: String, relations wanted: Set<String>? = nil) {
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
        let byteCount = text.utf8.count
        let piece = UnsafeMutableBufferPointer<UInt8>.allocate(capacity: byteCount + FactParser.padding)
        defer { piece.deallocate() }
        piece.initialize(repeating: 0)
        text.withUTF8 { _ = piece.update(fromContentsOf: $0) }
        var parser = FactParser(terms: takeTerms(), file: relation + ".tsv", byteCount: byteCount)
        _ = parser.parse(UnsafeBufferPointer(rebasing: piece[..<byteCount]), isLast: true)
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

    /// Reads a file in pieces, so that memory holds its rows and not its bytes.
    private mutating func add(_ relation: String, path: String, file: String) throws {
        let descriptor = open(path, O_RDONLY)
        guard descriptor >= 0 else { throw ReadFailure() }
        defer { close(descriptor) }
        var status = stat()
        let byteCount = fstat(descriptor, &status) == 0 ? Int(status.st_size) : 0
        var parser = FactParser(terms: takeTerms(), file: file, byteCount: byteCount)
        defer { add(relation, parser) }
        var capacity = 1 << 18
        var piece = UnsafeMutableRawBufferPointer.allocate(byteCount: capacity + FactParser.padding, alignment: 16)
        defer { piece.deallocate() }
        var filled = 0
        while true {
            let count = read(descriptor, piece.baseAddress?.advanced(by: filled), capacity - filled)
            if count < 0 { throw ReadFailure() }
            filled += count
            let bytes = UnsafeRawBufferPointer(rebasing: piece[..<filled]).bindMemory(to: UInt8.self)
            let used = parser.parse(bytes, isLast: count == 0)
            if count == 0 { return }
            filled -= used
            piece.copyMemory(from: UnsafeRawBufferPointer(rebasing: piece[used..<(used + filled)]))
            if filled == capacity {
                // A line longer than a piece.
                capacity *= 2
                let larger = UnsafeMutableRawBufferPointer.allocate(
                    byteCount: capacity + FactParser.padding, alignment: 16)
                larger.copyMemory(from: UnsafeRawBufferPointer(rebasing: piece[..<filled]))
                piece.deallocate()
                piece = larger
            }
        }
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
