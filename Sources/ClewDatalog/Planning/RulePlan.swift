import ClewModel

/// How one rule is evaluated: steps, each of which takes the bindings found so far and adds to them or drops some.
/// A binding has one slot for each variable of the rule.
struct RulePlan {
    let rule: Rule
    let steps: [PlanStep]
    /// The literal that reads only the rows of the last round, if any.
    let deltaLiteral: Int?
    /// Constants of the rule as ids.
    let constants: [UInt32]

    /// The same plan for a rule that differs only in its constants.
    func replacing(rule: Rule, constants: [UInt32]) -> RulePlan {
        RulePlan(rule: rule, steps: steps, deltaLiteral: deltaLiteral, constants: constants)
    }
}

/// One step of a plan. `literal` is the number of the condition in the rule's body that it comes from.
struct PlanStep {
    enum Kind {
        /// Goes through a relation; for each row that fits, a binding.
        case scan(Access)
        /// Looks rows up by an index; for each row, a binding.
        case probe(Access)
        /// Of several relations that give the same variable, goes through the one with the fewest rows for the binding
        /// at hand and looks the others up: a worst-case optimal step (Ngo, Porat, Ré, Rudra 2012).
        case intersect([Access])
        /// Keeps the bindings for which a row exists, or does not.
        case check(Access, isNegated: Bool)
        case compare(Comparison, Expression, Expression)
        case bind(Int, Expression)
        /// Keeps the bindings in which the variable is the very value that is computed.
        case match(Int, Expression)
        case test(TextTest, [Expression], isNegated: Bool)
        case lookup(result: Int, relation: String, group: [Int], otherwise: UInt32?, isKnown: Bool)
    }

    var kind: Kind
    var literal: Int
    /// Slots that later steps or the head read; filled in for steps that copy bindings.
    var carried: [Int] = []
}

/// How a step reads a relation.
struct Access {
    /// Which rows it reads.
    enum Part {
        case all
        /// Those before the last round.
        case old
        /// Those of the last round.
        case delta
    }

    /// Where a value to compare with comes from.
    enum Source: Equatable {
        case slot(Int)
        /// By its number in the rule.
        case constant(Int)
    }

    var relation: String
    var part: Part
    /// Columns whose values are known, with the values.
    var key: [(column: Int, source: Source)]
    /// Columns that must equal an earlier column of the same row.
    var repeated: [(column: Int, earlier: Int)]
    /// Columns that give slots their values.
    var outputs: [(column: Int, slot: Int)]

    var keyColumns: [Int] { key.map(\.column) }
}
