import ClewModel

/// A question without its constants. Questions of one shape are read, checked and planned alike, whatever their
/// constants are.
struct QuestionShape: Hashable, Sendable {
    /// The scalars of the text, comments and blanks included, with a mark of its kind for each constant. Nothing else
    /// decides how the parser takes a text: constants of one kind are the same to it.
    private let key: [UInt32]

    /// How long a question may be that has a shape: longer ones hardly come again.
    private static let lengthMax = 1_024

    /// The shape, and what was taken out of it, in the order of the text.
    static func taking(_ program: ParsedProgram) -> (shape: QuestionShape, constants: [Constant])? {
        guard program.source.scalars.count <= lengthMax, let query = program.onlyQuery else { return nil }
        var constants: [Constant] = []
        query.body.collectConstants(into: &constants)
        return cut(constants, from: program.source.scalars).map { (QuestionShape(key: $0), constants) }
    }

    /// None where a constant's text is not just its own: `(5)`, and `-?x`, in which the parser sees 0 - ?x.
    private static func cut(_ constants: [Constant], from scalars: [Unicode.Scalar]) -> [UInt32]? {
        var key: [UInt32] = []
        key.reserveCapacity(scalars.count)
        var end = 0
        for constant in constants {
            guard constant.range.start >= end, isWritten(constant, beginning: scalars[constant.range.start]) else {
                return nil
            }
            for offset in end..<constant.range.start { key.append(scalars[offset].value) }
            key.append(mark(of: constant))
            end = constant.range.end
        }
        for offset in end..<scalars.count { key.append(scalars[offset].value) }
        return key
    }

    private static func isWritten(_ constant: Constant, beginning first: Unicode.Scalar) -> Bool {
        switch constant.term {
        case .text: constant.isQuoted ? first == "\"" : first != "("
        case .boolean: first != "("
        case .integer, .decimal, .date: first == "-" || ("0"..."9").contains(first)
        }
    }

    /// No scalar's number.
    private static func mark(of constant: Constant) -> UInt32 {
        let kind: UInt32 =
            switch constant.term {
            case .text: constant.isQuoted ? 0 : 1
            case .boolean: 2
            case .integer: 3
            case .decimal: 4
            case .date: 5
            }
        return 0x8000_0000 | kind
    }

    func hash(into hasher: inout Hasher) {
        key.withUnsafeBytes { hasher.combine(bytes: $0) }
    }
}

extension ParsedProgram {
    /// The query, where there is nothing else in the program and no fault.
    fileprivate var onlyQuery: QuerySyntax? {
        guard diagnostics.isEmpty, statements.count == 1, case .query(let query) = statements[0].kind else {
            return nil
        }
        return query
    }
}

extension BodySyntax {
    fileprivate func collectConstants(into constants: inout [Constant]) {
        for alternative in alternatives {
            for literal in alternative {
                switch literal.kind {
                case .atom(let atom), .negation(let atom):
                    for argument in atom.arguments { argument.collectConstants(into: &constants) }
                case .comparison(_, let left, let right):
                    left.collectConstants(into: &constants)
                    right.collectConstants(into: &constants)
                case .group(let body): body.collectConstants(into: &constants)
                }
            }
        }
    }
}

extension ExpressionSyntax {
    fileprivate func collectConstants(into constants: inout [Constant]) {
        switch kind {
        case .name, .literal: constants.append(Constant(self))
        case .variable, .wildcard: break
        case .call(_, let operands): for operand in operands { operand.collectConstants(into: &constants) }
        case .aggregate(_, let value, let body):
            value?.collectConstants(into: &constants)
            body.collectConstants(into: &constants)
        }
    }
}
