import ClewModel

/// A rule as the evaluator knows it: one head, one conjunction, variables and constants numbered.
struct Rule: Sendable {
    /// The relation that the rule adds to.
    var relation: String
    var arguments: [HeadArgument]
    var body: [BodyLiteral]
    /// Names by variable number; empty for variables that the checker made.
    var variables: [String]
    /// Constants by number.
    var constants: [Constant]
    /// The statement's text and place, for explanations; none for rules that the checker made.
    var origin: RuleOrigin?
    /// Where the head stands.
    var range: TextRange
    /// Which of the programs that were checked together it comes from; ranges count in that one's text.
    var program = 0

    /// Whether the head gathers groups.
    var isAggregating: Bool {
        arguments.contains { if case .aggregate = $0 { true } else { false } }
    }
}

/// Where a rule was written.
public struct RuleOrigin: Hashable, Sendable {
    /// The statement as it stands in its source.
    public var text: String
    /// The source's name: a path, `prelude`, or none at the prompt.
    public var source: String?
    /// The line, from 1.
    public var line: Int
}

/// A constant of a rule.
struct Constant: Hashable, Sendable {
    var term: Term
    /// Whether it was written as a name or quoted, and so may mean an entity.
    var isName: Bool
    /// Whether it was written in quotes.
    var isQuoted: Bool
    var range: TextRange
    /// What stands in its place, which decided how it was read; none where it is taken as it is written.
    var column: RelationSchema.Column?
    /// In a question that was prepared, the number of its ``PreparedQuestion/Reading``.
    var reading: Int?
}

/// What stands in a place of an atom.
enum Operand: Hashable, Sendable {
    case variable(Int)
    case constant(Int)
    /// `_`
    case anything
}

/// What stands in a place of a head.
enum HeadArgument: Hashable, Sendable {
    case operand(Operand)
    /// `count` may lack a variable: then it counts the ways in which the body holds.
    case aggregate(Aggregate, Int?)
}

struct Atom: Sendable {
    var relation: String
    var arguments: [Operand]
    var range: TextRange
}

struct BodyLiteral: Sendable {
    enum Kind: Sendable {
        case positive(Atom)
        case negative(Atom)
        case comparison(Comparison, Expression, Expression)
        /// The variable gets the expression's value.
        case binding(Int, Expression)
        case test(TextTest, [Expression], isNegated: Bool)
        /// The variable gets the value that `relation` (group, value) has for the group, else `otherwise`; without
        /// either the literal does not hold.
        case lookup(result: Int, relation: String, group: [Int], otherwise: Term?)
    }

    var kind: Kind
    var range: TextRange
}

indirect enum Expression: Sendable {
    case variable(Int)
    case constant(Int)
    case call(Function, [Expression])

    var variables: [Int] {
        switch self {
        case .variable(let variable): [variable]
        case .constant: []
        case .call(_, let operands): operands.flatMap(\.variables)
        }
    }
}

/// Functions of values.
enum Function: String, Sendable, CaseIterable {
    case add = "+"
    case subtract = "-"
    case multiply = "*"
    case divide = "/"
    case remainder = "%"
    case power = "^"
    case abs, min, max
    case lower, upper, length, substring, concat
    case toNumber = "to_number"
    case toString = "to_string"

    /// How many arguments it takes.
    var arity: ClosedRange<Int> {
        switch self {
        case .add, .subtract, .multiply, .divide, .remainder, .power: 2...2
        case .abs, .lower, .upper, .length, .toNumber, .toString: 1...1
        case .min, .max: 2...Int.max
        case .substring: 2...3
        case .concat: 1...Int.max
        }
    }

    /// Whether it takes numbers only.
    var takesNumbers: Bool {
        switch self {
        case .add, .subtract, .multiply, .divide, .remainder, .power, .abs: true
        default: false
        }
    }
}

/// Conditions on texts.
enum TextTest: String, Sendable, CaseIterable {
    case contains
    case startsWith = "starts_with"
    case endsWith = "ends_with"
    case matches
}
