import ClewDatalog
import ClewGraph
import ClewModel

/// Questions to a graph without the steps between: parse, check, evaluate.
extension Graph {
    /// Answers one query, each row as a tuple of Swift values. ``QuestionAnswerer`` is for many.
    ///
    /// ```swift
    /// for (who, what) in try graph.rows("released(?who, ?what)", as: String.self, String.self) { … }
    /// ```
    /// - Parameters:
    ///   - rules: a program whose relations the query may use.
    ///   - types: one for each variable of the query, in the order of their first appearance.
    /// - Throws: `ClewFailure` where the query or the rules have an error, a limit or a cancelled task cut the answer
    ///   short, the number of types is not that of the variables, or a value does not fit its type.
    public func rows<each Value: TermValue>(
        _ query: String, rules: String = "", limits: EvaluationLimits = .interactive, as types: repeat (each Value).Type
    ) throws -> [(repeat each Value)] {
        try QuestionAnswerer(self, rules: rules, limits: limits).rows(query, as: repeat each types)
    }

    /// Answers one query.
    /// - Throws: as ``rows(_:rules:limits:as:)`` does.
    public func answers(
        to query: String, rules: String = "", limits: EvaluationLimits = .interactive
    ) throws -> Answers {
        try QuestionAnswerer(self, rules: rules, limits: limits).answers(to: query)
    }

    /// Why a fact holds, down to the rows of the graph; none where it does not. ``Graph/evidence(of:)`` leads from its
    /// statements (``Graph/statements(subject:predicate:object:)``) on to the sentences.
    /// - Throws: as ``rows(_:rules:limits:as:)`` does.
    public func why(
        _ fact: String, rules: String = "", limits: EvaluationLimits = .interactive
    ) throws -> Derivation? {
        try QuestionAnswerer(self, rules: rules, limits: limits).why(fact)
    }

    /// Writes the graph in a format of one file.
    /// - Throws: `ClewFailure` for a format that is a folder of files; what the sink throws.
    @discardableResult
    public func write(
        _ format: ExportFormat, factsOnly: Bool = false, to sink: ByteSink
    ) throws -> ExportReport {
        guard case .stream(let writer) = format.writer(properties: RelationCatalog.shipped.properties) else {
            throw ClewFailure(
                .usage, code: "export.folder", "\(format.rawValue) is a folder of files",
                repair: "take its writer from ExportFormat.writer()")
        }
        return try writer.write(ExportSelection(self, factsOnly: factsOnly), to: sink)
    }
}

/// A Swift type that a value of an answer can be read as.
public protocol TermValue {
    /// The value; none where the term does not fit.
    init?(_ term: Term)
}

extension String: TermValue {
    /// The name of an entity, a text, or another value as it is spelled.
    public init?(_ term: Term) { self = term.spelling }
}

extension Int: TermValue {
    /// An integer.
    public init?(_ term: Term) {
        guard case .integer(let number) = term else { return nil }
        self.init(exactly: number)
    }
}

extension Double: TermValue {
    /// A number, whole or not.
    public init?(_ term: Term) {
        switch term {
        case .decimal(let number): self = number
        case .integer(let number): self = Double(number)
        default: return nil
        }
    }
}

extension Bool: TermValue {
    /// A truth value.
    public init?(_ term: Term) {
        guard case .boolean(let value) = term else { return nil }
        self = value
    }
}

extension CalendarDate: TermValue {
    /// A date; a year may stand as an integer, as it does in queries.
    public init?(_ term: Term) {
        switch term {
        case .date(let date): self = date
        case .integer(let year): self.init(year: Int(clamping: year))
        default: return nil
        }
    }
}

extension Term: TermValue {
    /// Any value, as it is.
    public init?(_ term: Term) { self = term }
}

enum TermReader {
    static func value<Value: TermValue>(of term: Term?, as type: Value.Type) throws -> Value {
        if let term, let value = type.init(term) { return value }
        throw ClewFailure(
            .usage, code: "query.type", "\(term?.spelling ?? "nothing") is no \(type)",
            repair: "read the column as String or Term")
    }
}
