/// A value in a query, a rule or an answer. Entities, predicates, statement ids and texts are all `text`: an entity is
/// known by its canonical name, so that a name needs no quotes and a literal can be joined with it.
public enum Term: Hashable, Sendable, Codable {
    case boolean(Bool)
    case integer(Int64)
    case decimal(Double)
    case date(CalendarDate)
    case text(String)
}

/// What a query may ask of: relations over terms that are known by 32-bit ids. The graph is one; a folder of fact files
/// is another.
public protocol RelationSource: Sendable {
    /// The names of all relations with their columns, sorted by name.
    var schemas: [RelationSchema] { get }
    /// The terms behind the ids.
    var terms: TermDictionary { get }
    /// The rows of a relation by column, all columns equally long, each row once, in no particular order.
    /// None where there is no such relation.
    func columns(of relation: String) -> [[UInt32]]?
    /// What a name in a query means where an entity may stand.
    func resolve(entity name: String) -> NameResolution
}

/// A relation's name and columns.
public struct RelationSchema: Hashable, Sendable {
    /// What stands in a column. It decides how a constant in a query is read.
    public enum Column: String, Hashable, Sendable {
        /// Canonical names of entities: a constant may be any alias.
        case entity
        /// Texts, dates and numbers: a constant is taken as it stands.
        case value
        /// Entities and values: a constant that is an entity's alias means the entity, else it is taken as it stands.
        case any
    }

    /// The relation's name.
    public var name: String
    /// One per argument.
    public var columns: [Column]
    /// Names of the columns for help and headings, such as `["who", "what"]`; as many as columns.
    public var columnNames: [String]
    /// Rows, for planning.
    public var rowCount: Int

    /// A relation.
    public init(name: String, columns: [Column], columnNames: [String], rowCount: Int) {
        precondition(columns.count == columnNames.count, "each column of \(name) has a name")
        self.name = name
        self.columns = columns
        self.columnNames = columnNames
        self.rowCount = rowCount
    }
}

/// What a name in a query means.
public enum NameResolution: Hashable, Sendable {
    /// The canonical name of the one entity called so.
    case entity(String)
    /// Several entities are called so; their canonical names, sorted.
    case ambiguous([String])
    /// No entity is called so; canonical names or aliases that look alike, best first.
    case unknown(similar: [String])
}
