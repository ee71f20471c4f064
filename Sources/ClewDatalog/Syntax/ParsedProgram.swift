import ClewModel

/// A program as it was written: statements with their places, not yet checked against anything.
public struct ParsedProgram: Sendable {
    /// The text it was read from.
    public let source: SourceText
    /// What the parser could not read, in the order of the text. Statements that could be read are kept.
    public let diagnostics: [Diagnostic]

    let statements: [StatementSyntax]

    /// Reads a whole program: every statement ends with a full stop. Never fails; see ``diagnostics``.
    /// O(length of the text).
    public init(parsing text: String, name: String? = nil) {
        self.init(SourceText(text, name: name), allowsBareQuery: false)
    }

    /// Reads what somebody typed at a prompt: as a program, but the last statement may lack `?-` and the full stop,
    /// and then is a query.
    public init(parsingPrompt text: String) {
        self.init(SourceText(text), allowsBareQuery: true)
    }

    private init(_ source: SourceText, allowsBareQuery: Bool) {
        self.source = source
        var collector = DiagnosticCollector(source: source)
        let lexemes = Lexer.lex(&collector)
        var parser = Parser(lexemes: lexemes, allowsBareQuery: allowsBareQuery, collector: collector)
        statements = parser.parseStatements()
        diagnostics = parser.collector.sorted
    }
}

/// A statement of a program.
struct StatementSyntax: Sendable {
    enum Kind: Sendable {
        /// Facts have no body.
        case rule(heads: [AtomSyntax], body: BodySyntax?)
        case query(QuerySyntax)
        /// `@output NAME.` and `@input NAME.`
        case directive(DirectiveSyntax, [NameSyntax])
    }

    var kind: Kind
    var range: TextRange
}

enum DirectiveSyntax: String, Sendable, CaseIterable {
    case input, output
}

struct NameSyntax: Sendable {
    var text: String
    var range: TextRange
}

struct QuerySyntax: Sendable {
    var body: BodySyntax
    var order: [(variable: NameSyntax, isDescending: Bool)] = []
    var limit: Int?
    var offset: Int = 0
}

/// Alternatives, each a conjunction.
struct BodySyntax: Sendable {
    var alternatives: [[LiteralSyntax]]
    var range: TextRange
}

struct AtomSyntax: Sendable {
    var name: String
    var isQuoted: Bool
    var arguments: [ExpressionSyntax]
    var nameRange: TextRange
    var range: TextRange
}

struct LiteralSyntax: Sendable {
    indirect enum Kind: Sendable {
        case atom(AtomSyntax)
        case negation(AtomSyntax)
        case comparison(Comparison, ExpressionSyntax, ExpressionSyntax)
        /// Alternatives in parentheses.
        case group(BodySyntax)
    }

    var kind: Kind
    var range: TextRange
}

/// How two values are compared.
package enum Comparison: String, Sendable, CaseIterable {
    case equal = "="
    case notEqual = "!="
    case less = "<"
    case lessOrEqual = "<="
    case greater = ">"
    case greaterOrEqual = ">="

    /// The same comparison with the sides exchanged.
    var flipped: Comparison {
        switch self {
        case .equal, .notEqual: self
        case .less: .greater
        case .lessOrEqual: .greaterOrEqual
        case .greater: .less
        case .greaterOrEqual: .lessOrEqual
        }
    }
}

/// What an aggregate does with its group.
package enum Aggregate: String, Sendable, CaseIterable {
    case count, sum, min, max, avg, collect
}

struct ExpressionSyntax: Sendable {
    indirect enum Kind: Sendable {
        case variable(String)
        case wildcard
        /// A bare name or a quoted string.
        case name(String, isQuoted: Bool)
        case literal(Term)
        case call(String, [ExpressionSyntax])
        case aggregate(Aggregate, ExpressionSyntax?, BodySyntax)
    }

    var kind: Kind
    var range: TextRange
}

extension ParsedProgram {
    /// Whether it holds a fact or rule.
    var holdsRules: Bool { statements.contains(where: \.isRule) }

    /// Its facts and rules as they stand in the text.
    var rulesText: String {
        statements.filter(\.isRule).map { source.text(in: $0.range) }.joined(separator: "\n")
    }

    /// The program with its facts and rules only.
    var withoutQueries: ParsedProgram { ParsedProgram(source, statements.filter(\.isRule), diagnostics) }

    private init(_ source: SourceText, _ statements: [StatementSyntax], _ diagnostics: [Diagnostic]) {
        self.source = source
        self.statements = statements
        self.diagnostics = diagnostics
    }

    /// The relations that its statements name, for loading no more than is needed.
    public var relationNames: Set<String> {
        var names: Set<String> = []
        for statement in statements {
            switch statement.kind {
            case .rule(let heads, let body):
                names.formUnion(heads.map(\.name))
                body?.collectRelations(into: &names)
            case .query(let query): query.body.collectRelations(into: &names)
            case .directive(_, let directed): names.formUnion(directed.map(\.text))
            }
        }
        return names
    }
}

extension StatementSyntax {
    fileprivate var isRule: Bool { if case .rule = kind { true } else { false } }
}
