import ClewDatalog
import ClewGraph
import ClewModel

/// Answers questions to one graph, one after the other. It keeps the indexes that questions have needed and how questions
/// of the same shape were planned, so that one which differs only in its constants takes microseconds: for many questions,
/// where the graph's own `answers(to:rules:limits:)` begins anew each time.
///
/// It is not `Sendable`, so that the compiler sees to it that one task at a time asks; tasks that ask at once take one
/// each over the same graph.
///
/// ```swift
/// let answerer = QuestionAnswerer(graph)
/// for name in names { let edges = try answerer.answers(to: "triple(\"\(name)\", ?relation, ?what)") … }
/// ```
public final class QuestionAnswerer {
    /// The graph that is asked.
    public let graph: Graph
    private let library: [ParsedProgram]
    private let session: Session
    private let evaluator: Evaluator

    /// An answerer for a graph. Costs nothing until something is asked.
    /// - Parameter rules: a program whose relations all questions may use.
    public init(_ graph: Graph, rules: String = "", limits: EvaluationLimits = .interactive) {
        self.graph = graph
        library = rules.isEmpty ? [] : [ParsedProgram(parsing: rules, name: "rules")]
        session = Session(library: library)
        evaluator = Evaluator(source: graph, limits: limits)
    }

    /// Answers one query, each row as a tuple of Swift values.
    /// - Parameter types: one for each variable of the query, in the order of their first appearance.
    /// - Throws: `ClewFailure` where the query or the rules have an error, a limit or a cancelled task cut the answer
    ///   short, the number of types is not that of the variables, or a value does not fit its type.
    public func rows<each Value: TermValue>(
        _ query: String, as types: repeat (each Value).Type
    ) throws -> [(repeat each Value)] {
        let answers = try answers(to: query)
        var width = 0
        for _ in repeat each types { width += 1 }
        guard answers.variables.count == width else {
            throw ClewFailure(
                .usage, code: "query.width", "the query has \(answers.variables.count) variables, not \(width)",
                repair: "give a type for each of ?\(answers.variables.joined(separator: ", ?"))")
        }
        return try (0..<answers.rowCount).map { row in
            var terms = answers[row].makeIterator()
            return (repeat try TermReader.value(of: terms.next(), as: each types))
        }
    }

    /// Answers one query.
    /// - Throws: as ``rows(_:as:)`` does.
    public func answers(to query: String) throws -> Answers {
        let result = evaluator.evaluate(try checked(query))
        guard result.isComplete, let answers = result.answers.first else {
            throw ClewFailure(.usage, result.diagnostics.isEmpty ? [QuestionAnswerer.missing] : result.diagnostics)
        }
        return answers
    }

    /// Why a fact holds, down to the rows of the graph; none where it does not.
    /// - Throws: as ``rows(_:as:)`` does.
    public func why(_ fact: String) throws -> Derivation? { Explainer(evaluator, try checked(fact)).why() }

    private func checked(_ query: String) throws -> CheckedProgram {
        // A copy: rules in the text of a question are of no other question.
        var session = session
        let outcome = session.read(query, with: evaluator)
        if let program = outcome.program { return program }
        let sources = [ParsedProgram(parsingPrompt: query).source] + library.map(\.source)
        throw ClewFailure(.usage, outcome.diagnostics, sources: sources)
    }

    private static let missing = Diagnostic(
        code: "query.missing", severity: .error, message: "there is no query in this text",
        repair: "write one, as in released(?who, ?what)")
}
