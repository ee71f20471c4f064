import ClewModel

/// A row of a relation.
public struct Fact: Hashable, Sendable {
    /// The relation's name.
    public var relation: String
    /// One for each column.
    public var terms: [Term]

    /// A row of a relation.
    public init(relation: String, terms: [Term]) {
        self.relation = relation
        self.terms = terms
    }

    /// As it would be written in a program.
    public var spelling: String {
        Term.text(relation).sourceSpelling + "(" + terms.map(\.sourceSpelling).joined(separator: ", ") + ")"
    }
}

/// Why a fact holds: the rule that gave it, its premises, theirs, down to the rows of the source. A fact that is used
/// twice stands once, so that a derivation is never larger than the facts in it.
public struct Derivation: Sendable {
    /// A fact or condition of the derivation.
    public struct Node: Sendable {
        /// How it comes to hold.
        public enum Kind: Sendable {
            /// A row of the source, or a fact of the program, which then has a rule.
            case given(Fact)
            /// Derived by ``Node/rule`` from ``Node/premises``.
            case derived(Fact)
            /// Gathered over `wayCount` ways, of which the premises show one (`min`, `max`) or some.
            case gathered(Fact, wayCount: Int)
            /// A negated condition: there is no such row; none stands for any value.
            case absent(relation: String, terms: [Term?])
            /// A comparison or test that holds, with its values: `3 < 4`.
            case condition(String)
            /// Not followed further, because the derivation would become too large.
            case unexplained(Fact)
        }

        /// How it comes to hold.
        public var kind: Kind
        /// The rule that gave it.
        public var rule: RuleOrigin?
        /// Places in ``Derivation/nodes``, in the order of the rule's conditions.
        public var premises: [Int]
        /// 0 for what is given, else 1 more than the highest premise.
        public var height: Int

        /// The fact, where it is one.
        public var fact: Fact? {
            switch kind {
            case .given(let fact), .derived(let fact), .gathered(let fact, _), .unexplained(let fact): fact
            case .absent, .condition: nil
            }
        }
    }

    /// The fact to explain comes first.
    public internal(set) var nodes: [Node]
    /// Whether the evaluation was cut short, so that shorter derivations may have been missed.
    public internal(set) var isComplete: Bool

    /// The rows of the source that it rests on, each once, in the order of the text.
    public var givenFacts: [Fact] {
        var seen: Set<Fact> = []
        return nodes.compactMap { node in
            if case .given(let fact) = node.kind, node.rule == nil, seen.insert(fact).inserted { fact } else { nil }
        }
    }

    /// The derivation as an indented text, one line a fact; a fact that has stood before is not unfolded again.
    public func text() -> String {
        var lines: [String] = []
        var seen: Set<Int> = []
        var pending = [(node: 0, depth: 0)]
        while let (index, depth) = pending.popLast() {
            let node = nodes[index]
            let isRepeated = !node.premises.isEmpty && !seen.insert(index).inserted
            lines.append(String(repeating: "  ", count: depth) + line(node, isRepeated: isRepeated))
            if !isRepeated { pending += node.premises.reversed().map { ($0, depth + 1) } }
        }
        return lines.joined(separator: "\n")
    }

    private func line(_ node: Node, isRepeated: Bool) -> String {
        let rule = node.rule.map { "  [\($0.source.map { $0 + ":" } ?? "line ")\($0.line)] \($0.text)" } ?? ""
        switch node.kind {
        case .given(let fact): return fact.spelling + (node.rule == nil ? "" : rule)
        case .derived(let fact): return fact.spelling + (isRepeated ? "  (see above)" : rule)
        case .gathered(let fact, let count): return fact.spelling + "  gathered over \(count)" + rule
        case .absent(let relation, let terms):
            let parts = terms.map { $0?.sourceSpelling ?? "_" }.joined(separator: ", ")
            return "not \(Term.text(relation).sourceSpelling)(\(parts))"
        case .condition(let text): return text
        case .unexplained(let fact): return fact.spelling + "  (not followed further)"
        }
    }
}
