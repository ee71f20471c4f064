import ClewModel

/// The rules typed at a prompt, which stay until they are taken back. A value: a copy may be tried and thrown away.
public struct Session: Sendable {
    /// A statement that was added.
    public struct Entry: Sendable {
        /// From 1, never used again after the statement is gone.
        public let number: Int
        /// As it was typed.
        public let text: String
        fileprivate let program: ParsedProgram
    }

    /// In the order in which they were added.
    public private(set) var entries: [Entry] = []
    /// Rules from files, which are always there.
    private let library: [ParsedProgram]
    private let prelude: ParsedProgram?
    private var lastNumber = 0
    /// Another one as soon as the statements are others.
    private var revision = Revision()

    /// Stands for the statements of a session at some moment.
    final class Revision: Sendable {}

    /// A session without rules of its own.
    public init(library: [ParsedProgram] = [], prelude: ParsedProgram? = Prelude.program) {
        self.library = library
        self.prelude = prelude
    }

    /// Reads what was typed. Facts and rules are kept if they are sound together with those there are; queries are
    /// checked and given back for evaluation.
    public mutating func read(_ text: String, against source: any RelationSource) -> CheckOutcome {
        let typed = ParsedProgram(parsingPrompt: text)
        let outcome = check(typed, against: source)
        keep(typed, if: outcome)
        return outcome
    }

    /// The same, against the source of an evaluator, which remembers the shapes of questions: one that differs only in
    /// its constants from one before is neither parsed nor checked nor planned more than they need.
    public mutating func read(_ text: String, with evaluator: Evaluator) -> CheckOutcome {
        evaluator.outcome(of: text, with: revision) { source in
            let typed = ParsedProgram(parsingPrompt: text)
            let outcome = check(typed, against: source)
            keep(typed, if: outcome)
            return (typed, outcome)
        }
    }

    private mutating func keep(_ typed: ParsedProgram, if outcome: CheckOutcome) {
        guard outcome.program != nil, typed.holdsRules else { return }
        lastNumber += 1
        entries.append(Entry(number: lastNumber, text: typed.rulesText, program: typed.withoutQueries))
        revision = Revision()
    }

    /// Checks what was typed together with the session's rules, and keeps nothing.
    public func check(_ typed: ParsedProgram, against source: any RelationSource) -> CheckOutcome {
        let programs = [typed] + library + entries.map(\.program)
        let schemas = SchemaTable(sorted: source.schemas)
        // The prelude is left out where all names are the source's: its rules would be checked for nothing, which takes
        // longer than to answer.
        let mayUsePrelude =
            schemas["triple"]?.columns.count == 3
            && programs.contains { $0.relationNames.contains { schemas[$0] == nil } }
        return ProgramChecker.check(programs, against: source, prelude: mayUsePrelude ? prelude : nil)
    }

    /// Takes a statement back; whether there was one of the number.
    @discardableResult
    public mutating func retract(_ number: Int) -> Bool {
        guard let index = entries.firstIndex(where: { $0.number == number }) else { return false }
        entries.remove(at: index)
        revision = Revision()
        return true
    }

    /// Takes all statements back.
    public mutating func retractAll() {
        entries = []
        revision = Revision()
    }
}
