import ClewModel

/// Reads statements from lexemes by recursive descent. After an error it goes on behind the next full stop, so that
/// one run finds the errors of all statements. The depth of nesting is bounded.
struct Parser {
    /// How deep parentheses, braces and signs may nest.
    static let depthMax = 64

    let lexemes: [Lexeme]
    let allowsBareQuery: Bool
    var collector: DiagnosticCollector
    var position = 0
    var depth = 0

    /// Thrown where a statement cannot be read on; the diagnostic has been reported.
    struct Abandoned: Error {}

    init(lexemes: [Lexeme], allowsBareQuery: Bool, collector: DiagnosticCollector) {
        self.lexemes = lexemes
        self.allowsBareQuery = allowsBareQuery
        self.collector = collector
    }

    /// All statements that can be read.
    mutating func parseStatements() -> [StatementSyntax] {
        var statements: [StatementSyntax] = []
        while current.kind != .end {
            do {
                depth = 0
                statements.append(try parseStatement())
            } catch {
                recover()
            }
        }
        return statements
    }

    /// Behind the next full stop, or before the next statement that shows itself at the start of a line.
    private mutating func recover() {
        while current.kind != .end {
            if accept(.dot) { return }
            position += 1
            if current.kind == .sign(.query) || current.kind == .sign(.at) { return }
        }
    }

    private mutating func parseStatement() throws(Abandoned) -> StatementSyntax {
        let start = current.range.start
        if accept(.at) { return try parseDirective(from: start) }
        if accept(.query) {
            let query = try parseQuery()
            try endStatement(of: "query")
            return StatementSyntax(kind: .query(query), range: range(from: start))
        }
        if allowsBareQuery, isBareQuery {
            let query = try parseQuery()
            return StatementSyntax(kind: .query(query), range: range(from: start))
        }
        var heads = [try parseHead()]
        while accept(.comma) { heads.append(try parseHead()) }
        var body: BodySyntax?
        if accept(.ifSign) { body = try parseBody() }
        try endStatement(of: body == nil ? "fact" : "rule")
        return StatementSyntax(kind: .rule(heads: heads, body: body), range: range(from: start))
    }

    /// Whether the text runs to its end without a `:-` and without the full stop that would make it a fact.
    private var isBareQuery: Bool {
        var ahead = position
        while true {
            switch lexemes[ahead].kind {
            case .end: return true
            case .sign(.ifSign), .sign(.dot), .sign(.query): return false
            default: ahead += 1
            }
        }
    }

    private mutating func endStatement(of what: String) throws(Abandoned) {
        if accept(.dot) { return }
        if allowsBareQuery, what != "fact", current.kind == .end { return }
        throw fail(
            "the \(what) should end or go on here", found: true,
            repair: what == "fact"
                ? "End it with a full stop, or write :- and the body of a rule"
                : "End it with a full stop, or write a comma before the next condition")
    }

    private mutating func parseDirective(from start: Int) throws(Abandoned) -> StatementSyntax {
        guard case .name(let word) = current.kind, let directive = DirectiveSyntax(rawValue: word) else {
            throw fail("@ begins a directive", repair: "The directives are @output NAME. and @input NAME.")
        }
        position += 1
        var names: [NameSyntax] = []
        repeat {
            switch current.kind {
            case .name(let text), .string(let text): names.append(NameSyntax(text: text, range: current.range))
            default: throw fail("@\(word) needs the name of a relation", repair: "Write @\(word) NAME.")
            }
            position += 1
        } while accept(.comma)
        try endStatement(of: "directive")
        return StatementSyntax(kind: .directive(directive, names), range: range(from: start))
    }

    private mutating func parseHead() throws(Abandoned) -> AtomSyntax {
        let start = current.range.start
        let name: String
        var isQuoted = false
        switch current.kind {
        case .name(let text): name = text
        case .string(let text): (name, isQuoted) = (text, true)
        case .variable(let text):
            throw fail("a statement cannot begin with the variable ?\(text)", repair: "To ask, begin with ?-")
        default:
            throw fail(
                "a statement should begin here", found: true,
                repair: "Write a fact p(a). a rule p(?x) :- q(?x). or a query ?- p(?x).")
        }
        let nameRange = current.range
        position += 1
        guard accept(.openParenthesis) else {
            throw fail(
                "\(name) needs its arguments in parentheses", repair: "Write \(name)(…), or \(name)() without arguments"
            )
        }
        let arguments = try parseArguments()
        return AtomSyntax(
            name: name, isQuoted: isQuoted, arguments: arguments, nameRange: nameRange, range: range(from: start))
    }
}

// MARK: - Queries and bodies

extension Parser {
    private mutating func parseQuery() throws(Abandoned) -> QuerySyntax {
        var query = QuerySyntax(body: try parseBody())
        while true {
            if acceptWord("order") {
                guard acceptWord("by") else { throw fail("order needs by", repair: "Write order by ?x desc") }
                repeat {
                    guard case .variable(let name) = current.kind else {
                        throw fail("order by needs a variable", repair: "Write order by ?x, ?y desc")
                    }
                    let variable = NameSyntax(text: name, range: current.range)
                    position += 1
                    let isDescending = acceptWord("desc")
                    if !isDescending { _ = acceptWord("asc") }
                    query.order.append((variable, isDescending))
                } while accept(.comma)
            } else if acceptWord("limit") {
                query.limit = try parseCount(after: "limit")
            } else if acceptWord("offset") {
                query.offset = try parseCount(after: "offset")
            } else {
                return query
            }
        }
    }

    private mutating func parseCount(after word: String) throws(Abandoned) -> Int {
        guard case .integer(let number) = current.kind, let count = Int(exactly: number) else {
            throw fail("\(word) needs a whole number", repair: "Write \(word) 10")
        }
        position += 1
        return count
    }

    mutating func parseBody() throws(Abandoned) -> BodySyntax {
        let start = current.range.start
        var alternatives: [[LiteralSyntax]] = []
        repeat {
            var conjunction: [LiteralSyntax] = []
            repeat { conjunction.append(try parseLiteral()) } while accept(.comma)
            alternatives.append(conjunction)
        } while accept(.semicolon)
        return BodySyntax(alternatives: alternatives, range: range(from: start))
    }

    private mutating func parseLiteral() throws(Abandoned) -> LiteralSyntax {
        let start = current.range.start
        if case .name("not") = current.kind {
            position += 1
            try enter()
            defer { depth -= 1 }
            let inner = try parseLiteral().unwrapped
            switch inner.kind {
            case .atom(let atom): return LiteralSyntax(kind: .negation(atom), range: range(from: start))
            case .comparison(let comparison, let left, let right):
                let negated = comparison.negated
                return LiteralSyntax(kind: .comparison(negated, left, right), range: range(from: start))
            case .negation, .group:
                throw fail(
                    "not stands before one atom or comparison", at: inner.range,
                    repair: "Give what is in the parentheses a rule of its own and negate its head")
            }
        }
        if current.kind == .sign(.openParenthesis), let group = try parseGroup() { return group }
        try enter()
        defer { depth -= 1 }
        let isQuoted = if case .string = current.kind { true } else { false }
        let nameRange = current.range
        let left = try parseExpression()
        if let comparison = acceptComparison() {
            let right = try parseExpression()
            if acceptComparison() != nil {
                throw fail("comparisons do not chain", at: current.range, repair: "Write two: ?a < ?b, ?b < ?c")
            }
            return LiteralSyntax(kind: .comparison(comparison, left, right), range: range(from: start))
        }
        switch left.kind {
        case .call(let name, let arguments)
        where Lexer.isNameStart(name.unicodeScalars.first ?? "(") || isQuoted || name.hasPrefix("_"):
            let atom = AtomSyntax(
                name: name, isQuoted: isQuoted, arguments: arguments, nameRange: nameRange, range: left.range)
            return LiteralSyntax(kind: .atom(atom), range: left.range)
        case .name(let name, _):
            throw fail(
                "\(name) alone is no condition", at: left.range,
                repair: "Write \(name)(…) for a relation, or compare it: ?x = \(name)")
        default:
            throw fail(
                "a value alone is no condition", at: left.range,
                repair: "Compare it, as in ?x > 3, or write an atom p(?x)")
        }
    }

    /// A group in parentheses is told from an expression in parentheses by trying it as an expression's comparison
    /// first: `(?a + 1) < 3` against `(p(?a) ; q(?a))`.
    private mutating func parseGroup() throws(Abandoned) -> LiteralSyntax? {
        let start = current.range.start
        var ahead = position
        var open = 0
        repeat {
            switch lexemes[ahead].kind {
            case .sign(.openParenthesis): open += 1
            case .sign(.closeParenthesis): open -= 1
            case .end, .sign(.dot): return nil
            default: break
            }
            ahead += 1
        } while open > 0
        switch lexemes[ahead].kind {
        case .sign(.comma), .sign(.semicolon), .sign(.dot), .sign(.closeParenthesis), .sign(.closeBrace), .end, .name:
            break
        default: return nil
        }
        try enter()
        defer { depth -= 1 }
        position += 1
        let body = try parseBody()
        try expect(.closeParenthesis, "the group in parentheses should end here", repair: "Close it with )")
        return LiteralSyntax(kind: .group(body), range: range(from: start))
    }

    private mutating func acceptComparison() -> Comparison? {
        guard case .sign(let sign) = current.kind, let comparison = Comparison(rawValue: sign.rawValue) else {
            return nil
        }
        position += 1
        return comparison
    }
}

extension LiteralSyntax {
    /// What stands in the parentheses of a group of one.
    fileprivate var unwrapped: LiteralSyntax {
        if case .group(let body) = kind, body.alternatives.count == 1, body.alternatives[0].count == 1 {
            return body.alternatives[0][0]
        }
        return self
    }
}

extension Comparison {
    /// The comparison that holds where this one does not (of values that can be compared).
    fileprivate var negated: Comparison {
        switch self {
        case .equal: .notEqual
        case .notEqual: .equal
        case .less: .greaterOrEqual
        case .lessOrEqual: .greater
        case .greater: .lessOrEqual
        case .greaterOrEqual: .less
        }
    }
}
