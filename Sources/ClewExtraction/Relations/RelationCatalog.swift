import ClewModel

/// The canonical relations with the words that announce them: the shipped ones, and those that a user adds.
///
/// The rows are data (`relations.tsv`, whose head explains its columns); the rules ask by lemma, in O(1).
public struct RelationCatalog: Sendable {
    /// The relations by name.
    public private(set) var relations: [String: CanonicalRelation] = [:]
    /// Their names in the order of the files.
    public private(set) var names: [String] = []
    /// What could not be read of the rows given.
    public private(set) var diagnostics: [Diagnostic] = []
    private var triggers: [Trigger.Kind: [String: [Trigger]]] = [:]

    /// The relations that Clew ships.
    public static let shipped = RelationCatalog(
        rows: String(decoding: PackageResources.relations_tsv, as: UTF8.self), source: "relations.tsv")

    /// The shipped relations and those of `text`, rows in the same form. A relation that is named again keeps its old
    /// wordings and takes the new row's types and flags. A row that cannot be read is left out, with a diagnostic.
    public init(adding text: String, source: String = "relations") {
        self = .shipped
        diagnostics = []
        read(text, source: source)
    }

    private init(rows: String, source: String) { read(rows, source: source) }

    /// Terms of schema.org and Wikidata by relation, for RDF.
    public var properties: [String: String] { relations.compactMapValues(\.property) }

    /// Relations of which a speaker's report of its own act counts as a fact.
    public var announceable: Set<String> { Set(relations.values.filter(\.isAnnounceable).map(\.name)) }

    /// The wordings of a kind for a lemma, in the order of the file.
    package func triggers(_ kind: Trigger.Kind, lemma: String) -> [Trigger] { triggers[kind]?[lemma] ?? [] }

    private mutating func read(_ text: String, source: String) {
        var current: CanonicalRelation?
        let rows = text.split(separator: "\n", omittingEmptySubsequences: false)
        for (number, row) in rows.enumerated() {
            let row = row.hasSuffix("\r") ? row.dropLast() : row
            if row.allSatisfy(\.isWhitespace) || row.hasPrefix("#") { continue }
            let cells = row.split(separator: "\t", omittingEmptySubsequences: false).map(String.init)
            do throws(RowError) {
                if cells[0] == "relation" {
                    let relation = try CanonicalRelation(cells: cells)
                    if relations[relation.name] == nil { names.append(relation.name) }
                    relations[relation.name] = relation
                    current = relation
                } else if let kind = Trigger.Kind(rawValue: cells[0]) {
                    guard let current else {
                        throw RowError(
                            message: "a wording stands before the first relation", repair: "begin with a relation row")
                    }
                    let trigger = try Trigger(kind: kind, cells: cells, relation: current)
                    triggers[kind, default: [:]][trigger.lemma, default: []].append(trigger)
                } else {
                    throw RowError(
                        message: "a row begins with '\(cells[0])'",
                        repair: "begin it with relation, verb, role, event or # and separate the columns by tabs")
                }
            } catch {
                // The wordings that follow a relation that could not be read must not go to the relation before it.
                if cells[0] == "relation" { current = nil }
                diagnostics.append(
                    Diagnostic(
                        code: "extraction.relation-row", severity: .warning, message: error.message, source: source,
                        place: Diagnostic.Place(line: number + 1, column: 1), repair: error.repair))
            }
        }
    }
}

/// What is wrong with a row of a relation file.
struct RowError: Error {
    var message: String
    var repair: String
}

/// A relation with a fixed meaning.
public struct CanonicalRelation: Hashable, Sendable {
    /// `snake_case`.
    public var name: String
    /// What may stand at its ends.
    public var subjectTypes: Set<EntityType>
    /// What may stand as its object.
    public var objectTypes: Set<EntityType>
    /// Whether it holds both ways.
    public var isSymmetric: Bool
    /// Whether a speaker's report of its own act counts as a fact.
    public var isAnnounceable: Bool
    /// The relation that says the same the other way round.
    public var inverse: String?
    /// `schema:NAME` or `wdt:Pn`, with `^` in front where it leads from O to S.
    public var property: String?
    /// In plain words.
    public var meaning: String

    init(cells: [String]) throws(RowError) {
        guard cells.count >= 4, !cells[1].isEmpty else {
            throw RowError(
                message: "a relation row has \(cells.count) columns",
                repair: "write relation, name, types of S and types of O, separated by tabs")
        }
        guard cells[1].allSatisfy({ $0.isLowercase || $0.isNumber || $0 == "_" }) else {
            throw RowError(
                message: "'\(cells[1])' is no relation's name", repair: "write it in lower case with underscores")
        }
        let cell = { (index: Int) in cells.indices.contains(index) && cells[index] != "-" ? cells[index] : nil }
        let flags = (cell(4) ?? "").split(separator: ",")
        if let odd = flags.first(where: { !["symmetric", "announceable"].contains($0) }) {
            throw RowError(message: "'\(odd)' is no flag", repair: "use symmetric, announceable or -")
        }
        name = cells[1]
        subjectTypes = try TypeList.read(cells[2])
        objectTypes = try TypeList.read(cells[3])
        isSymmetric = flags.contains("symmetric")
        isAnnounceable = flags.contains("announceable")
        inverse = cell(5)
        property = cell(6)
        meaning = cell(7) ?? ""
    }
}

/// The words for sets of types in a relation file.
enum TypeList {
    static let agents: Set<EntityType> = [.person, .organization, .group, .location]

    static func read(_ text: String) throws(RowError) -> Set<EntityType> {
        var types: Set<EntityType> = []
        for word in text.split(separator: ",") {
            switch word {
            case "agent": types.formUnion(agents)
            case "any": types.formUnion(EntityType.allCases)
            case "thing": types.formUnion(EntityType.allCases.filter { ![.date, .money, .quantity].contains($0) })
            default:
                guard let type = EntityType(rawValue: String(word)) else {
                    throw RowError(
                        message: "'\(word)' is no type",
                        repair: "use " + EntityType.allCases.map(\.rawValue).joined(separator: ", ")
                            + ", agent, thing or any")
                }
                types.insert(type)
            }
        }
        return types
    }
}
