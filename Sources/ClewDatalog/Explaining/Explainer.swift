import ClewModel

/// Says why a fact holds, and why another does not. Evaluates the program itself: evaluations that nobody asks about
/// pay nothing for it.
public struct Explainer {
    /// How many ways to derive one fact are compared.
    static let instancesMax = 256
    /// How many facts of a derivation are followed.
    static let factsMax = 5_000

    let evaluation: Evaluation
    let program: CheckedProgram
    /// The stratum of each derived relation.
    private let strata: [String: Int]

    /// Explains within a program, whose first query is the question.
    public init(_ evaluator: Evaluator, _ program: CheckedProgram) {
        evaluation = evaluator.evaluationToShow(program)
        self.program = evaluation.program.checked
        evaluation.run()
        var strata: [String: Int] = [:]
        for (index, stratum) in evaluation.program.strata.enumerated() {
            for relation in stratum.relations { strata[relation] = index }
        }
        self.strata = strata
    }

    /// Why the program's first query holds: a derivation of its first answer, of least height among those that use only
    /// rows of earlier rounds, and of fewest facts among these. None if there is no answer. A query that is one atom is
    /// explained as that fact.
    public func why() -> Derivation? {
        guard let query = program.queries.first else { return nil }
        let answers = Answers(
            RowSnapshot(evaluation.relation(query.relation), evaluation.space), variables: query.variables,
            order: query.order)
        guard answers.rowCount > 0 else { return nil }
        let root = Key(relation: query.relation, row: answers[0].map(evaluation.intern))
        var derivation = DerivationSearch(self).derivation(of: root)
        if let node = derivation.nodes.first, node.premises.count == 1, derivation.nodes.count > 1 {
            derivation.removeRoot()
        }
        derivation.isComplete = evaluation.stop == nil
        return derivation
    }

    /// A row by ids.
    struct Key: Hashable {
        var relation: String
        var row: [UInt32]
    }

    /// When a row was derived: premises of a derivation must stand before it.
    func moment(of key: Key) -> (stratum: Int, place: Int)? {
        guard let stratum = strata[key.relation] else { return (-1, 0) }
        let relation = evaluation.relation(key.relation)
        guard let row = relation.firstRow(key.row) else { return nil }
        if !relation.stamps.isEmpty { return (stratum, relation.stamps[row]) }
        // Rows of a round count from its end, behind all improvements of that round.
        let round = relation.rounds.partitioningIndex { $0 > row }
        return (stratum, round < relation.rounds.count ? relation.roundStamps[round] : Int.max)
    }

    /// Whether the row is one of the source's.
    func isGiven(_ key: Key) -> Bool {
        guard let base = evaluation.base.relation(key.relation) else { return false }
        return base.firstRow(key.row) != nil
    }

    func rules(of relation: String) -> [Rule] {
        program.rules.filter { $0.relation == relation }.map(\.withNamedRows)
    }

    func fact(_ key: Key) -> Fact {
        Fact(relation: InternalName.shown(key.relation), terms: key.row.map { evaluation.space[$0] })
    }
}

extension Array {
    /// The first place from which on the condition holds, where it holds for all places behind it too. O(log n).
    fileprivate func partitioningIndex(where condition: (Element) -> Bool) -> Int {
        var (low, high) = (0, count)
        while low < high {
            let middle = (low + high) / 2
            if condition(self[middle]) { high = middle } else { low = middle + 1 }
        }
        return low
    }
}

extension Derivation {
    /// Drops the first node, which only stands for the question.
    mutating func removeRoot() {
        let root = nodes[0].premises[0]
        var order = [root] + nodes.indices.filter { $0 != 0 && $0 != root }
        order = order.filter { $0 != 0 }
        var places: [Int: Int] = [:]
        for (place, index) in order.enumerated() { places[index] = place }
        nodes = order.map { index in
            var node = nodes[index]
            node.premises = node.premises.compactMap { places[$0] }
            return node
        }
    }
}
