import ClewModel

/// Finds a least derivation: collects the facts that any derivation may need from the top down, then chooses for each,
/// from the earliest on, the instance of least height and then fewest facts. No recursion, as derivations may be as
/// deep as the data.
struct DerivationSearch {
    private typealias Key = Explainer.Key

    fileprivate struct Candidate {
        var instance: RuleInstance
        var premises: [RuleInstance.Premise]
        var wayCount: Int?
    }

    private struct Choice {
        var candidate: Candidate?
        var height = 0
        var size = 1
    }

    private let explainer: Explainer
    private var candidates: [Key: [Candidate]] = [:]
    private var choices: [Key: Choice] = [:]

    init(_ explainer: Explainer) { self.explainer = explainer }

    func derivation(of root: Explainer.Key) -> Derivation {
        var search = self
        search.collect(from: root)
        search.choose()
        return search.assemble(root)
    }

    // MARK: - Collecting

    private mutating func collect(from root: Key) {
        var pending = [root]
        var position = 0
        while position < pending.count {
            let key = pending[position]
            position += 1
            if candidates[key] != nil || explainer.isGiven(key) { continue }
            var found = instances(of: key)
            if candidates.count > Explainer.factsMax { found = Array(found.prefix(1)) }
            candidates[key] = found
            for candidate in found { pending += candidate.factKeys }
        }
    }

    /// Instances that derive the fact from earlier ones.
    private func instances(of key: Key) -> [Candidate] {
        let evaluation = explainer.evaluation
        let moment = explainer.moment(of: key)
        var found: [Candidate] = []
        for rule in explainer.rules(of: key.relation) {
            guard let given = rule.unify(key.row, evaluation.intern) else { continue }
            let instances = evaluation.instances(of: rule, given: given, limit: Explainer.instancesMax)
            let isCounting = rule.aggregates.contains { $0 != nil && $0 != .min && $0 != .max }
            if isCounting {
                if !instances.isEmpty { found.append(gathered(instances, evaluation)) }
                continue
            }
            for instance in instances {
                let candidate = Candidate(instance: instance, premises: instance.premises(evaluation))
                let isEarlier = candidate.factKeys.allSatisfy { premise in
                    guard let moment, let other = explainer.moment(of: premise) else { return false }
                    return other < moment
                }
                if isEarlier { found.append(candidate) }
            }
        }
        return found
    }

    /// The first few ways that were gathered stand for all.
    private func gathered(_ instances: [RuleInstance], _ evaluation: Evaluation) -> Candidate {
        let shown = instances.prefix(10).flatMap { $0.premises(evaluation) }
        return Candidate(instance: instances[0], premises: shown, wayCount: instances.count)
    }

    // MARK: - Choosing

    private mutating func choose() {
        let order = candidates.keys.map { (key: $0, moment: explainer.moment(of: $0) ?? (Int.max, 0)) }
            .sorted { $0.moment < $1.moment }
        for (key, _) in order {
            var best = Choice(candidate: nil, height: Int.max, size: Int.max)
            for candidate in candidates[key] ?? [] {
                let below = candidate.factKeys.map { choices[$0] ?? Choice() }
                let height =
                    candidate.instance.rule.body.allSatisfy(\.isDemand) ? 0 : 1 + (below.map(\.height).max() ?? 0)
                let size = below.reduce(1) { $0.addingReportingOverflow($1.size).overflow ? Int.max : $0 + $1.size }
                if (height, size) < (best.height, best.size) {
                    best = Choice(candidate: candidate, height: height, size: size)
                }
            }
            choices[key] = best.candidate == nil ? Choice() : best
        }
    }

    // MARK: - Assembling

    private func assemble(_ root: Key) -> Derivation {
        var nodes: [Derivation.Node] = []
        var places: [Key: Int] = [:]
        var pending: [Key] = []
        func place(_ key: Key) -> Int {
            if let known = places[key] { return known }
            places[key] = nodes.count
            nodes.append(Derivation.Node(kind: .given(explainer.fact(key)), rule: nil, premises: [], height: 0))
            pending.append(key)
            return nodes.count - 1
        }
        _ = place(root)
        var position = 0
        while position < pending.count {
            let key = pending[position]
            position += 1
            guard let index = places[key], !explainer.isGiven(key) else { continue }
            let fact = explainer.fact(key)
            guard let choice = choices[key], let candidate = choice.candidate else {
                nodes[index].kind = .unexplained(fact)
                continue
            }
            var premises: [Int] = []
            for premise in candidate.premises {
                switch premise {
                case .fact(let relation, let row): premises.append(place(Key(relation: relation, row: row)))
                case .absent(let relation, let row):
                    let terms = row.map { id in id.map { explainer.evaluation.space[$0] } }
                    nodes.append(
                        Derivation.Node(
                            kind: .absent(relation: relation, terms: terms), rule: nil, premises: [], height: 0))
                    premises.append(nodes.count - 1)
                case .condition(let text):
                    nodes.append(Derivation.Node(kind: .condition(text), rule: nil, premises: [], height: 0))
                    premises.append(nodes.count - 1)
                }
            }
            let rule = candidate.instance.rule
            nodes[index] = Derivation.Node(
                kind: candidate.wayCount.map { .gathered(fact, wayCount: $0) }
                    ?? (rule.body.allSatisfy(\.isDemand) ? .given(fact) : .derived(fact)),
                rule: rule.origin, premises: premises, height: rule.body.allSatisfy(\.isDemand) ? 0 : choice.height)
        }
        return Derivation(nodes: nodes, isComplete: true)
    }
}

extension DerivationSearch.Candidate {
    fileprivate var factKeys: [Explainer.Key] {
        premises.compactMap { premise in
            if case .fact(let relation, let row) = premise { Explainer.Key(relation: relation, row: row) } else { nil }
        }
    }
}
