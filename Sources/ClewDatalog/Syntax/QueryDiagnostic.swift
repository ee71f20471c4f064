import ClewModel

/// What can be wrong with a program, each kind with its stable code. The codes are the ones that tests and scripts may
/// compare; the words may change.
enum QueryProblem: String {
    case character, string, number, date, syntax, depth, size
    case unknownRelation = "unknown-relation"
    case unknownEntity = "unknown-entity"
    case ambiguousEntity = "ambiguous-entity"
    case variableSpelling = "variable-spelling"
    case unknownFunction = "unknown-function"
    case reservedName = "reserved-name"
    case arity, safety, stratification, type, aggregate, pattern
    case overflow
    case divisionByZero = "division-by-zero"
    case timeLimit = "time-limit"
    case rowLimit = "row-limit"
    case memoryLimit = "memory-limit"
    case cancelled
    case facts
    case untranslatable

    /// `query.` and the kind.
    var code: String { "query." + rawValue }
}

/// Collects what is wrong with one program.
struct DiagnosticCollector {
    let source: SourceText
    private(set) var diagnostics: [Diagnostic] = []

    init(source: SourceText) { self.source = source }

    mutating func report(
        _ problem: QueryProblem, _ message: String, at range: TextRange, repair: String? = nil,
        severity: Diagnostic.Severity = .error
    ) {
        let diagnostic = Diagnostic(
            code: problem.code, severity: severity, message: message, source: source.name,
            place: source.place(of: range), repair: repair)
        if !diagnostics.contains(diagnostic) { diagnostics.append(diagnostic) }
    }

    /// All, in the order of their places.
    var sorted: [Diagnostic] {
        diagnostics.enumerated().sorted { left, right in
            let (first, second) = (left.element.place?.range?.start ?? 0, right.element.place?.range?.start ?? 0)
            return first == second ? left.offset < right.offset : first < second
        }.map(\.element)
    }
}
