import ClewGraph
import ClewModel
import Testing

/// Properties of entity resolution over many small worlds.
@Suite struct EntityResolverTests {
    /// A small generator with a fixed seed (Steele, Lea and Flood, "Fast Splittable Pseudorandom Number Generators", 2014).
    struct SplitMix: RandomNumberGenerator {
        var state: UInt64

        mutating func next() -> UInt64 {
            state &+= 0x9E37_79B9_7F4A_7C15
            var word = state
            word = (word ^ (word >> 30)) &* 0xBF58_476D_1CE4_E5B9
            word = (word ^ (word >> 27)) &* 0x94D0_49BB_1331_11EB
            return word ^ (word >> 31)
        }
    }

    static func world(_ seed: UInt64) -> (senses: [Sense], decisions: [Decision]) {
        var random = SplitMix(state: seed)
        let names = [
            "Ada Byron", "Ada K. Byron", "Byron", "ABC", "Alpha Beta Corp.", "Alpha Beta", "Alpha Best Company", "US",
            "United States", "Georgia", "Georgia Motors",
        ]
        let types: [EntityType] = [.person, .organization, .location, .product, .concept]
        var senses: [SenseKey: Sense] = [:]
        for _ in 0..<Int.random(in: 1...14, using: &random) {
            let name = names[Int.random(in: 0..<names.count, using: &random)]
            let type = types[Int.random(in: 0..<types.count, using: &random)]
            let kind = SenseClass(of: type, name: name)
            var key = SenseKey(kind: kind, form: NormalForm.form(of: name, in: kind))
            var profile: PersonProfile?
            if kind == .person, !key.form.contains(" ") {
                key.qualifier = "source:\(Int.random(in: 0..<3, using: &random))"
            } else if kind == .person, Int.random(in: 0..<3, using: &random) > 0 {
                profile = Self.profile(&random)
                key.qualifier = "source:\(Int.random(in: 0..<6, using: &random))"
            }
            if Int.random(in: 0..<6, using: &random) == 0 {
                key.qualifier = "wikidata:Q\(Int.random(in: 1...2, using: &random))"
            }
            let weight = Int.random(in: 1...6, using: &random)
            let alias = names[Int.random(in: 0..<names.count, using: &random)]
            senses[key, default: Sense(key: key)].types[type, default: 0] += weight
            if key.qualifier.hasPrefix("source:"), let profile {
                var all = senses[key]?.profile ?? PersonProfile()
                all.add(profile)
                senses[key]?.profile = all
            }
            senses[key]?.names[name, default: 0] += weight
            senses[key]?.aliases[name, default: 0] += weight
            senses[key]?.aliases[alias, default: 0] += 1
            senses[key]?.aliasForms.formUnion([NormalForm.form(of: alias, in: kind), key.form])
            if Int.random(in: 0..<6, using: &random) == 0 {
                senses[key]?.sameAs = ["https://en.wikipedia.org/wiki/\(Int.random(in: 1...2, using: &random))"]
            }
            if kind == .person, profile == nil, key.qualifier.hasPrefix("source:"), Bool.random(using: &random) {
                senses[key]?.discourse = SenseKey(kind: .location, form: key.form)
            }
        }
        let sorted = senses.values.sorted { $0.key < $1.key }
        var decisions: [Decision] = []
        for _ in 0..<Int.random(in: 0...3, using: &random) {
            let keys = (0..<2).map { _ in sorted[Int.random(in: 0..<sorted.count, using: &random)].key }
            guard keys[0] != keys[1] else { continue }
            decisions.append(Bool.random(using: &random) ? .merge(keys) : .split(keys.map { [$0] }))
        }
        return (sorted, decisions)
    }

    /// What an article may say of a person.
    private static func profile(_ random: inout SplitMix) -> PersonProfile {
        var profile = PersonProfile()
        func isChosen(_ random: inout SplitMix) -> Bool { Int.random(in: 0..<3, using: &random) == 0 }
        if isChosen(&random) { profile.callings = [Calling.allCases[Int.random(in: 0..<6, using: &random)]] }
        if isChosen(&random) {
            let year = Int.random(in: 1950...1956, using: &random)
            (profile.bornAfter, profile.bornBefore) = (year, year)
        }
        if isChosen(&random) { profile.died = Int.random(in: 1990...1994, using: &random) }
        if isChosen(&random) { profile.acted = Int.random(in: 1988...1996, using: &random) }
        for name in ["leeds", "acme", "ann lee", "france", "globex"] where isChosen(&random) {
            profile.others.insert(name)
            if name == "leeds" || name == "france" { profile.places.insert(name) }
        }
        return profile
    }

    @Test func `The order of senses does not matter, names are unique, and each sense has one entity`() {
        for seed in 0..<600 as Range<UInt64> {
            let world = Self.world(seed)
            var random = SplitMix(state: seed &+ 7)
            var first = EntityResolver(senses: world.senses, decisions: world.decisions)
            var second = EntityResolver(senses: world.senses.shuffled(using: &random), decisions: world.decisions)
            let (left, right) = (first.resolve(), second.resolve())
            #expect(left.entities.map(\.name) == right.entities.map(\.name), "seed \(seed)")
            #expect(left.entities.map(\.senses) == right.entities.map(\.senses), "seed \(seed)")
            #expect(left.merges == right.merges, "seed \(seed)")
            #expect(Set(left.entities.map(\.name)).count == left.entities.count, "seed \(seed)")
            #expect(left.entities.flatMap(\.senses).sorted() == world.senses.map(\.key), "seed \(seed)")
            // Each merge takes one from the number of entities.
            #expect(left.entities.count == world.senses.count - left.merges.count, "seed \(seed)")
        }
    }

    @Test func `The last decision on two senses holds`() {
        for seed in 0..<600 as Range<UInt64> {
            let world = Self.world(seed)
            guard let last = world.decisions.last else { continue }
            var resolver = EntityResolver(senses: world.senses, decisions: world.decisions)
            let entities = resolver.resolve().entities
            func entity(_ key: SenseKey) -> String? { entities.first { $0.senses.contains(key) }?.name }
            switch last {
            case .merge(let keys): #expect(Set(keys.map(entity)).count == 1, "seed \(seed)")
            case .split(let groups): #expect(Set(groups.map { entity($0[0]) }).count == groups.count, "seed \(seed)")
            case .splitBySource: break
            }
        }
    }

    @Test func `A person is never an organization of equal weight`() {
        var person = Sense(key: SenseKey(kind: .person, form: "morgan stanley"))
        person.types = [.person: 3]
        person.names = ["Morgan Stanley": 3]
        var firm = Sense(key: SenseKey(kind: .organization, form: "morgan stanley"))
        firm.types = [.organization: 4]
        firm.names = ["Morgan Stanley": 4]
        var resolver = EntityResolver(senses: [person, firm])
        #expect(
            resolver.resolve().entities.map(\.name) == ["Morgan Stanley (organization)", "Morgan Stanley (person)"])
    }
}
