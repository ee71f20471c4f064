import ClewModel

/// A program without errors: every relation exists and has one arity, every variable is bound, every name is resolved.
/// Made by ``ProgramChecker``.
public struct CheckedProgram: Sendable {
    /// The relations to write, in the order of their `@output` directives.
    public let outputs: [String]
    /// Warnings and notes.
    public let diagnostics: [Diagnostic]
    /// How many queries the program asks.
    public var queryCount: Int { queries.count }

    private(set) var rules: [Rule]
    var queries: [CheckedQuery]
    /// Columns by relation, those of the source and those that rules define.
    private(set) var columns: [String: [RelationSchema.Column]]
    /// Where the program is a question that was prepared, what it shares with others of its shape.
    var question: AskedQuestion?

    init(
        outputs: [String], diagnostics: [Diagnostic], rules: [Rule], queries: [CheckedQuery],
        columns: [String: [RelationSchema.Column]]
    ) {
        self.outputs = outputs
        self.diagnostics = diagnostics
        self.rules = rules
        self.queries = queries
        self.columns = columns
    }

    /// The program with other rules, and with the columns of relations that only those have.
    func replacing(rules: [Rule], columns: [String: [RelationSchema.Column]]? = nil) -> CheckedProgram {
        var program = self
        program.rules = rules
        if let columns { program.columns = columns }
        return program
    }

    /// Whether a rule reads what another, or itself, derives.
    var hasDependencies: Bool {
        let derived = Set(rules.lazy.map(\.relation))
        return rules.contains { $0.body.contains { $0.dependency.map(derived.contains) ?? false } }
    }
}

/// A query as the evaluator knows it: a rule whose head is the answer.
struct CheckedQuery: Sendable {
    /// The relation of the answers, one column for each of `variables`.
    var relation: String
    var variables: [String]
    /// Column and direction.
    var order: [(column: Int, isDescending: Bool)]
    var limit: Int?
    var offset: Int
    /// The query as it was written.
    var text: String
}

/// The outcome of checking: the program, unless there are errors, and all that was found.
public struct CheckOutcome: Sendable {
    /// The program; none if a diagnostic is an error.
    public let program: CheckedProgram?
    /// In the order of the text.
    public let diagnostics: [Diagnostic]
}
