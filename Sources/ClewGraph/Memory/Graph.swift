import ClewModel
import Synchronization

/// A graph in memory, read only: what queries, `why`, `show` and the exports look at.
///
/// Entities, predicates, literals, sources and statements are numbered from 0 in the order of their names, so that the
/// same graph has the same numbers whichever way it was made. Statements and their evidence are kept in columns;
/// `Memory/Graph+Relations.swift` shows them as relations, `Graph+Provenance.swift` leads back to the sentences.
public final class Graph: RelationSource {
    let columns: GraphColumns
    /// Relations in which a speaker's announcement of its own act is a fact.
    public let announceable: Set<String>
    /// Canonical relations, which can be asked for though no article uses them.
    public let canonical: Set<String>
    /// Rows of facts per predicate.
    let factCounts: [Int]
    /// Whether a statement is a fact.
    let isFact: [Bool]
    /// What only some callers need is made when first asked for.
    let nameIndex = Mutex<NameIndex?>(nil)
    let relationTerms = Mutex<RelationTerms?>(nil)
    let relationSchemas = Mutex<[RelationSchema]?>(nil)

    init(columns: GraphColumns, announceable: Set<String>, canonical: Set<String> = []) {
        self.columns = columns
        self.announceable = announceable
        self.canonical = canonical
        let announced = columns.predicates.map(announceable.contains)
        var isFact = [Bool](repeating: false, count: columns.statementCount)
        var counts = [Int](repeating: 0, count: columns.predicates.count)
        var last = -1
        for statement in 0..<columns.statementCount where columns.statuses[statement] == StatusCode.asserted {
            let speaker = columns.speakers[statement]
            let subject = columns.subjects[statement]
            let predicate = Int(columns.predicateOf[statement])
            guard speaker == NodeCode.none || speaker == subject && announced[predicate] else { continue }
            isFact[statement] = true
            // Said by the article and announced by its subject, a fact is two statements and one row.
            if last < 0 || !columns.sayTheSame(last, statement) { counts[predicate] += 1 }
            last = statement
        }
        self.isFact = isFact
        factCounts = counts
    }

    /// The number of entities; their numbers are below it.
    public var entityCount: Int { columns.entityNames.count }
    /// The number of statements; their numbers are below it.
    public var statementCount: Int { columns.statementCount }
    /// The number of sources, copies included; their numbers are below it.
    public var sourceCount: Int { columns.sources.count }
    /// The number of pieces of evidence.
    public var evidenceCount: Int { columns.evidenceSources.count }
    /// The number of different facts.
    public var factCount: Int { factCounts.reduce(0, +) }
}

/// How a subject, object or speaker is kept in 32 bits: an entity's number, or a literal's with the highest bit set.
enum NodeCode {
    static let none = UInt32.max
    static let literalBit: UInt32 = 1 << 31

    static func isLiteral(_ code: UInt32) -> Bool { code & literalBit != 0 }

    static func literal(_ code: UInt32) -> Int { Int(code & ~literalBit) }
}

/// Statuses by their place in `Statement.Status.allCases`.
enum StatusCode {
    static let all = Statement.Status.allCases
    static let asserted = code(of: .asserted)
    private static let spellings = all.map { Array($0.rawValue.utf8) }

    /// The code of a status as the file spells it; of none, that of `asserted`.
    static func code(_ spelling: UnsafeBufferPointer<UInt8>) -> UInt8 {
        UInt8(spellings.firstIndex { $0.elementsEqual(spelling) } ?? Int(asserted))
    }

    static func code(of status: Statement.Status) -> UInt8 { UInt8(all.firstIndex(of: status) ?? 0) }
}

/// The columns of a graph. Those of one group have one length.
struct GraphColumns: Sendable {
    // Entities, sorted by name.
    var entityNames: [String] = []
    var entityTypes: [EntityType] = []
    /// Of entity e: `aliasStarts[e]..<aliasStarts[e + 1]`, sorted by count, then name.
    var aliasStarts: [Int32] = [0]
    var aliasNames: [String] = []
    var aliasCounts: [Int32] = []
    var sameAs: [Int: [String]] = [:]

    // Sources, sorted by key; mentions by source, then entity.
    var sources: [Source] = []
    /// Key of a source → numbers of its copies, sorted.
    var copiesByOriginal: [String: [Int]] = [:]
    var mentionSources: [UInt32] = []
    var mentionEntities: [UInt32] = []
    var mentionCounts: [Int32] = []

    /// Sorted.
    var predicates: [String] = []
    /// Sorted by spelling, then kind.
    var literals: [Literal] = []
    /// Sorted.
    var rules: [String] = []

    // Statements, sorted by subject, predicate, object, status, speaker.
    var ids: [UInt64] = []
    var subjects: [UInt32] = []
    var predicateOf: [UInt32] = []
    var objects: [UInt32] = []
    var statuses: [UInt8] = []
    var speakers: [UInt32] = []
    var confidences: [Double] = []

    /// Of statement s: `evidenceStarts[s]..<evidenceStarts[s + 1]`, by source, place in its text, rule.
    var evidenceStarts: [Int32] = [0]
    var evidenceSources: [UInt32] = []
    var evidenceSentences: [UInt32] = []
    var evidenceRules: [UInt32] = []
    var evidenceConfidences: [Double] = []

    /// Sentences in no particular order.
    var sentenceTexts: [String] = []
    var sentenceRanges: [TextRange?] = []

    /// Of statement s: `qualifierStarts[s]..<qualifierStarts[s + 1]`, each role and value once, sorted.
    var qualifierStarts: [Int32] = [0]
    var qualifierRoles: [String] = []
    var qualifierValues: [UInt32] = []

    var merges: [EntityMerge] = []

    var statementCount: Int { subjects.count }

    /// Whether two statements have one subject, predicate and object.
    func sayTheSame(_ left: Int, _ right: Int) -> Bool {
        subjects[left] == subjects[right] && objects[left] == objects[right]
            && predicateOf[left] == predicateOf[right]
    }
}
