import ClewModel

/// Writes a checked program in the language of another engine, so that what has outgrown this machine runs there.
///
/// The answers are the ones that ``Evaluator`` gives. Where a target has no way to say something, or would answer
/// otherwise, the program is refused with the reason and the line; nothing is translated by halves.
public struct ProgramTranslator {
    /// Languages that programs can be written in.
    public enum Target: String, Sendable, CaseIterable {
        case duckdb, postgresql, spark, souffle, nemo
    }

    /// A program in the target's language, or why there is none.
    public struct Translation: Sendable {
        /// The program; none if a diagnostic is an error.
        public let text: String?
        /// In the order of the program's text.
        public let diagnostics: [Diagnostic]
    }

    private let program: CheckedProgram
    private let source: any RelationSource
    private let folder: String?

    /// - Parameters:
    ///   - source: what the program was checked against; the types of its columns are read off its rows.
    ///   - folder: where the target finds `NAME.tsv` for each relation of `source`. Without it the program expects
    ///     that its tables are there.
    public init(_ program: CheckedProgram, over source: any RelationSource, folder: String? = nil) {
        self.program = program
        self.source = source
        self.folder = folder
    }

    /// O(rules · body + rows of the relations that the program reads).
    public func translation(to target: Target) -> Translation {
        let targets = program.queries.map(\.relation) + program.outputs
        let stratified = StratifiedProgram(program, targets: targets)
        var faults = TranslationFaults()
        if targets.isEmpty {
            faults.add("the program asks nothing and writes nothing", repair: "Add a query ?- … or @output NAME.")
        }
        let plan = TranslationPlan(
            stratified, source: source, folder: folder, isASCII: target == .souffle || target == .nemo)
        let text =
            switch target {
            case .duckdb: SQLProgramWriter(plan, dialect: .duckdb).script(&faults)
            case .postgresql: SQLProgramWriter(plan, dialect: .postgresql).script(&faults)
            case .spark: SQLProgramWriter(plan, dialect: .spark).script(&faults)
            case .souffle: SouffleProgramWriter(plan).script(&faults)
            case .nemo: NemoProgramWriter(plan).script(&faults)
            }
        return Translation(text: faults.diagnostics.isEmpty ? text : nil, diagnostics: faults.diagnostics)
    }
}

/// Why a program cannot be written in a target's language. All reasons, not just the first.
struct TranslationFaults {
    private(set) var diagnostics: [Diagnostic] = []

    /// - Parameter range: the place within the rule; the whole rule where it is none.
    mutating func add(_ message: String, in rule: Rule? = nil, at range: TextRange? = nil, repair: String? = nil) {
        let place = rule?.origin.map { origin in
            Diagnostic.Place(line: origin.line, column: 1, range: range ?? rule?.range)
        }
        let diagnostic = Diagnostic(
            code: QueryProblem.untranslatable.code, severity: .error, message: message, source: rule?.origin?.source,
            place: place, repair: repair)
        if !diagnostics.contains(diagnostic) { diagnostics.append(diagnostic) }
    }
}
