/// Random numbers from a seed (SplitMix64, Steele, Lea and Flood 2014), so that a failure can be repeated.
struct SeededGenerator: RandomNumberGenerator {
    var state: UInt64

    init(seed: Int) { state = UInt64(truncatingIfNeeded: seed) &* 0x9E37_79B9_7F4A_7C15 }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }
}

/// Makes programs with recursion, negation, comparisons, arithmetic and aggregates; some are made faulty on purpose.
struct RandomProgram {
    private var generator: SeededGenerator
    private var arities: [String: Int] = [:]

    init(seed: Int) { generator = SeededGenerator(seed: seed) }

    private mutating func chance(_ percent: Int) -> Bool { Int.random(in: 0..<100, using: &generator) < percent }

    private mutating func pick<Element>(_ elements: [Element]) -> Element {
        elements[Int.random(in: 0..<elements.count, using: &generator)]
    }

    mutating func make() -> SmallProgram {
        var program = SmallProgram(facts: [], levels: [], queries: [])
        for index in 0..<3 {
            let name = "e\(index)"
            arities[name] = Int.random(in: 1...3, using: &generator)
            for _ in 0..<Int.random(in: 1...14, using: &generator) {
                let values = (0..<(arities[name] ?? 1)).map { _ in
                    SmallProgram.Argument.constant(.random(in: 0...6, using: &generator))
                }
                program.facts.append(SmallProgram.Atom(relation: name, arguments: values))
            }
        }
        var below = ["e0", "e1", "e2"]
        for level in 0..<Int.random(in: 1...4, using: &generator) {
            let names = (0..<Int.random(in: 1...3, using: &generator)).map { "r\(level)_\($0)" }
            for name in names { arities[name] = Int.random(in: 1...3, using: &generator) }
            if chance(35) {
                program.levels.append([gatheringRule(names[0], from: below)])
                below.append(names[0])
                program.queries.append(names[0])
                continue
            }
            var rules = names.map { rule($0, from: below, below: below) }
            for name in names {
                for _ in 0..<Int.random(in: 0...2, using: &generator) {
                    rules.append(rule(name, from: names + below, below: below))
                }
            }
            program.levels.append(rules)
            below += names
            program.queries += names
        }
        if chance(30) {
            program.levels.append(distances(from: below))
            program.queries.append("distance")
        }
        return program
    }

    /// Shortest distances by `min` through recursion.
    private mutating func distances(from below: [String]) -> [SmallProgram.Rule] {
        let edges = below.filter { arities[$0] == 2 }
        guard !edges.isEmpty else {
            return [
                SmallProgram.Rule(
                    head: .init(relation: "distance", arguments: [.variable("x")]), aggregate: nil,
                    body: [.positive(atom(below[0], ["x"]))])
            ]
        }
        let edge = pick(edges)
        return [
            SmallProgram.Rule(
                head: .init(relation: "distance", arguments: [.variable("x"), .variable("y"), .variable("d")]),
                aggregate: "min",
                body: [
                    .positive(.init(relation: edge, arguments: [.variable("x"), .variable("y")])),
                    .sum("d", .constant(0), 1),
                ]),
            SmallProgram.Rule(
                head: .init(relation: "distance", arguments: [.variable("x"), .variable("z"), .variable("d")]),
                aggregate: "min",
                body: [
                    .positive(
                        .init(relation: "distance", arguments: [.variable("x"), .variable("y"), .variable("c")])),
                    .positive(.init(relation: pick(edges), arguments: [.variable("y"), .variable("z")])),
                    .sum("d", .variable("c"), Int.random(in: 1...3, using: &generator)),
                ]),
        ]
    }

    private mutating func atom(_ name: String, _ variables: [String]) -> SmallProgram.Atom {
        SmallProgram.Atom(
            relation: name,
            arguments: (0..<(arities[name] ?? 1)).map { _ in
                chance(85) ? .variable(pick(variables)) : .constant(Int.random(in: 0...6, using: &generator))
            })
    }

    private mutating func body(from names: [String], below: [String]) -> (
        literals: [SmallProgram.Literal], bound: [String]
    ) {
        let variables = ["x", "y", "z", "w"]
        let atoms = (0..<Int.random(in: 1...3, using: &generator)).map { _ in atom(pick(names), variables) }
        var bound: [String] = []
        for case .variable(let name) in atoms.flatMap(\.arguments) where !bound.contains(name) { bound.append(name) }
        var literals = atoms.map(SmallProgram.Literal.positive)
        guard !bound.isEmpty else { return (literals, bound) }
        if chance(30) { literals.append(.negative(atom(pick(below), bound))) }
        if chance(30) {
            let right: SmallProgram.Argument =
                chance(50) ? .variable(pick(bound)) : .constant(Int.random(in: 0...6, using: &generator))
            literals.append(.comparison(pick(["=", "!=", "<", ">="]), .variable(pick(bound)), right))
        }
        if chance(20) {
            literals.append(.sum("s", .variable(pick(bound)), Int.random(in: -2...2, using: &generator)))
            literals.append(.comparison("<", .variable("s"), .constant(9)))
            literals.append(.comparison(">=", .variable("s"), .constant(-3)))
            bound.append("s")
        }
        return (literals, bound)
    }

    private mutating func rule(_ name: String, from names: [String], below: [String]) -> SmallProgram.Rule {
        let (literals, bound) = body(from: names, below: below)
        let head = SmallProgram.Atom(
            relation: name,
            arguments: (0..<(arities[name] ?? 1)).map { _ in
                bound.isEmpty || chance(8)
                    ? .constant(Int.random(in: 0...6, using: &generator)) : .variable(pick(bound))
            })
        return SmallProgram.Rule(head: head, aggregate: nil, body: literals)
    }

    private mutating func gatheringRule(_ name: String, from below: [String]) -> SmallProgram.Rule {
        var rule = rule(name, from: below, below: below)
        guard case .variable = rule.head.arguments.last else { return rule }
        rule.aggregate = pick(["count", "sum", "min", "max"])
        return rule
    }

    /// A program with one fault, which must be refused.
    mutating func makeFaulty() -> SmallProgram {
        var program = make()
        let atom = SmallProgram.Atom(relation: "bad", arguments: [.variable("x")])
        let edge = SmallProgram.Literal.positive(self.atom(of: "e0"))
        let body: [SmallProgram.Literal] =
            switch Int.random(in: 0..<5, using: &generator) {
            case 0: [edge]
            case 1: [.negative(atom), .comparison("<", .variable("x"), .constant(3))]
            case 2: [.positive(.init(relation: "nowhere", arguments: [.variable("x")]))]
            case 3: [.positive(.init(relation: "e0", arguments: Array(repeating: .variable("x"), count: 7)))]
            default:
                [
                    .positive(
                        .init(relation: "e0", arguments: Array(repeating: .variable("x"), count: arities["e0"] ?? 1))),
                    .negative(atom),
                ]
            }
        program.levels.append([SmallProgram.Rule(head: atom, aggregate: nil, body: body)])
        return program
    }

    private func atom(of name: String) -> SmallProgram.Atom {
        SmallProgram.Atom(relation: name, arguments: Array(repeating: .variable("unbound"), count: arities[name] ?? 1))
    }
}
