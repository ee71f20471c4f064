import ClewModel

/// Expressions, loosest first: `+ -`, then `* / %`, then the sign, then `^`, which groups to the right.
extension Parser {
    mutating func parseExpression() throws(Abandoned) -> ExpressionSyntax {
        let start = current.range.start
        var left = try parseProduct()
        while case .sign(let sign) = current.kind, sign == .plus || sign == .minus {
            position += 1
            let right = try parseProduct()
            left = ExpressionSyntax(kind: .call(sign.rawValue, [left, right]), range: range(from: start))
        }
        return left
    }

    private mutating func parseProduct() throws(Abandoned) -> ExpressionSyntax {
        let start = current.range.start
        var left = try parseSigned()
        while case .sign(let sign) = current.kind, sign == .times || sign == .divide || sign == .remainder {
            position += 1
            let right = try parseSigned()
            let name = sign == .remainder ? "%" : sign.rawValue
            left = ExpressionSyntax(kind: .call(name, [left, right]), range: range(from: start))
        }
        return left
    }

    private mutating func parseSigned() throws(Abandoned) -> ExpressionSyntax {
        try enter()
        defer { depth -= 1 }
        let start = current.range.start
        guard accept(.minus) else { return try parsePower() }
        switch current.kind {
        case .integer(let magnitude) where next != .sign(.power):
            position += 1
            let number = magnitude == 1 << 63 ? Int64.min : -Int64(magnitude)
            return ExpressionSyntax(kind: .literal(.integer(number)), range: range(from: start))
        case .decimal(let number) where next != .sign(.power):
            position += 1
            return ExpressionSyntax(kind: .literal(.decimal(-number)), range: range(from: start))
        default:
            let operand = try parseSigned()
            let zero = ExpressionSyntax(kind: .literal(.integer(0)), range: operand.range)
            return ExpressionSyntax(kind: .call("-", [zero, operand]), range: range(from: start))
        }
    }

    private mutating func parsePower() throws(Abandoned) -> ExpressionSyntax {
        let start = current.range.start
        let base = try parsePrimary()
        guard accept(.power) else { return base }
        let exponent = try parseSigned()
        return ExpressionSyntax(kind: .call("^", [base, exponent]), range: range(from: start))
    }

    private mutating func parsePrimary() throws(Abandoned) -> ExpressionSyntax {
        let lexeme = current
        func leaf(_ kind: ExpressionSyntax.Kind) -> ExpressionSyntax {
            ExpressionSyntax(kind: kind, range: lexeme.range)
        }
        position += 1
        switch lexeme.kind {
        case .variable(let name): return leaf(.variable(name))
        case .wildcard: return leaf(.wildcard)
        case .decimal(let number): return leaf(.literal(.decimal(number)))
        case .date(let date): return leaf(.literal(.date(date)))
        case .integer(let magnitude):
            guard let number = Int64(exactly: magnitude) else {
                collector.report(.number, "this number is too large", at: lexeme.range, repair: "Integers have 64 bits")
                return leaf(.literal(.integer(0)))
            }
            return leaf(.literal(.integer(number)))
        case .name(let name): return try parseNamed(name, isQuoted: false, lexeme)
        case .string(let text): return try parseNamed(text, isQuoted: true, lexeme)
        case .sign(.openParenthesis):
            let inner = try parseExpression()
            try expect(.closeParenthesis, "the parenthesis should be closed here", repair: "Close it with )")
            return ExpressionSyntax(kind: inner.kind, range: range(from: lexeme.range.start))
        default:
            position -= 1
            throw fail(
                "a value or a condition should stand here", found: true,
                repair: "Variables are written ?x, names bare or in double quotes")
        }
    }

    private mutating func parseNamed(
        _ name: String, isQuoted: Bool, _ lexeme: Lexeme
    ) throws(Abandoned) -> ExpressionSyntax {
        if accept(.openParenthesis) {
            let arguments = try parseArguments()
            return ExpressionSyntax(kind: .call(name, arguments), range: range(from: lexeme.range.start))
        }
        if !isQuoted, let aggregate = Aggregate(rawValue: name), startsAggregate {
            var value: ExpressionSyntax?
            if current.kind != .sign(.openBrace) { value = try parseExpression() }
            try enter()
            defer { depth -= 1 }
            try expect(.openBrace, "\(name) needs its conditions in braces", repair: "Write \(name) ?v { p(?x, ?v) }")
            let body = try parseBody()
            try expect(.closeBrace, "the braces should be closed here", repair: "Close them with }")
            return ExpressionSyntax(kind: .aggregate(aggregate, value, body), range: range(from: lexeme.range.start))
        }
        if !isQuoted, name == "true" || name == "false" {
            return ExpressionSyntax(kind: .literal(.boolean(name == "true")), range: lexeme.range)
        }
        return ExpressionSyntax(kind: .name(name, isQuoted: isQuoted), range: lexeme.range)
    }

    private var startsAggregate: Bool {
        switch current.kind {
        case .sign(.openBrace), .variable: true
        default: false
        }
    }

    /// Behind the opening parenthesis.
    mutating func parseArguments() throws(Abandoned) -> [ExpressionSyntax] {
        if accept(.closeParenthesis) { return [] }
        var arguments: [ExpressionSyntax] = []
        try enter()
        defer { depth -= 1 }
        repeat { arguments.append(try parseExpression()) } while accept(.comma)
        try expect(
            .closeParenthesis, "the list of arguments should go on or end here",
            repair: "Write a comma between arguments and ) behind the last")
        return arguments
    }
}

// MARK: - Lexemes

extension Parser {
    var current: Lexeme { lexemes[min(position, lexemes.count - 1)] }

    var next: Lexeme.Kind { lexemes[min(position + 1, lexemes.count - 1)].kind }

    /// From `start` to the end of the last lexeme read.
    func range(from start: Int) -> TextRange {
        TextRange(start, max(start, position > 0 ? lexemes[position - 1].range.end : start))
    }

    mutating func accept(_ sign: Lexeme.Sign) -> Bool {
        guard case .sign(sign) = current.kind else { return false }
        position += 1
        return true
    }

    mutating func acceptWord(_ word: String) -> Bool {
        guard case .name(word) = current.kind else { return false }
        position += 1
        return true
    }

    mutating func expect(_ sign: Lexeme.Sign, _ message: String, repair: String) throws(Abandoned) {
        if !accept(sign) { throw fail(message, found: true, repair: repair) }
    }

    mutating func enter() throws(Abandoned) {
        depth += 1
        if depth > Parser.depthMax {
            collector.report(
                .depth, "this is nested more than \(Parser.depthMax) deep", at: current.range,
                repair: "Give the inner parts variables or rules of their own")
            throw Abandoned()
        }
    }

    /// Reports that reading ends here, and gives what to throw.
    mutating func fail(
        _ message: String, at range: TextRange? = nil, found: Bool = false, repair: String
    ) -> Abandoned {
        let text = found ? "\(message), not \(spelling(of: current))" : message
        collector.report(.syntax, text, at: range ?? current.range, repair: repair)
        return Abandoned()
    }

    private func spelling(of lexeme: Lexeme) -> String {
        lexeme.kind == .end ? "the end of the text" : "`\(collector.source.text(in: lexeme.range))`"
    }
}
