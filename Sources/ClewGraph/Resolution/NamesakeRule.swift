/// Equal full names of persons in several articles: one person, unless what the articles say can hardly be true of one.
///
/// An article that gives a person a calling or dates of birth or death has a sense of its own for them, with what it says
/// (`PersonProfile`). Where nothing conflicts, all are one, which is by far the common case. Else they are gathered around
/// those named most: each joins the person whose articles name the same persons, organizations or places, else the only
/// one that it does not conflict with. A name of which an article says nothing follows the bearer of four fifths of the
/// mentions, and stands alone where there is none.
///
/// O(n · persons) for n senses, with at most `personsMax` persons of one name.
struct NamesakeRule: MergeRule {
    func keys(of sense: Sense) -> [BlockingKey] {
        guard sense.key.kind == .person, sense.key.form.contains(" "), !sense.isLocal else { return [] }
        return [BlockingKey(text: sense.key.form)]
    }

    func links(in block: Block) -> [Block.Link] {
        var units: [Int: Unit] = [:]
        for (place, member) in block.members.enumerated() {
            units[member.entity, default: Unit(entity: member.entity)].add(place, member.sense)
        }
        // Of several whom authorities tell apart, what the articles say does not tell which is meant.
        let isClear = units.values.count { $0.isOfAuthority } <= 1
        let inOrder = units.values.filter { isClear || !$0.isOfAuthority }.sorted(by: Unit.isBefore)
        var persons: [Person] = []
        for unit in inOrder {
            if let person = NamesakeRule.person(for: unit, among: persons) {
                persons[person].add(unit)
            } else if persons.count < NamesakeRule.personsMax {
                persons.append(Person(unit))
            }
        }
        return persons.flatMap { person in
            person.places.dropFirst().map { Block.Link(left: person.places[0], right: $0) }
        }
    }

    /// More persons of one name than these are left apart.
    private static let personsMax = 32

    private static func person(for unit: Unit, among persons: [Person]) -> Int? {
        let free = persons.indices.filter { !persons[$0].profile.conflicts(with: unit.profile) }
        if persons.count == free.count, persons.count <= 1 { return free.first }
        let shared = persons.map { $0.sharedNames(with: unit.profile) }
        if let best = persons.indices.max(by: { (shared[$0], $1) < (shared[$1], $0) }), shared[best] >= 2 {
            return best
        }
        if unit.profile.isTelling, free.count == 1 { return free[0] }
        let all = free.reduce(0) { $0 + persons[$1].weight }
        return free.first { persons[$0].weight * 5 >= all * 4 }
    }

    /// The senses of the block that are one entity already.
    private struct Unit {
        var entity: Int
        var places: [Int] = []
        var profile = PersonProfile()
        var weight = 0
        var isOfAuthority = false

        init(entity: Int) { self.entity = entity }

        mutating func add(_ place: Int, _ sense: Sense) {
            places.append(place)
            weight += sense.weight
            if let more = sense.profile { profile.add(more) }
            if sense.key.isOfAuthority { isOfAuthority = true }
        }

        /// Those of whom something is said, then those named more, then the first by key.
        static func isBefore(_ left: Unit, _ right: Unit) -> Bool {
            if left.profile.isTelling != right.profile.isTelling { return left.profile.isTelling }
            if left.weight != right.weight { return left.weight > right.weight }
            return left.places[0] < right.places[0]
        }
    }

    /// A person as gathered so far.
    private struct Person {
        /// The first of each unit.
        var places: [Int] = []
        var profile = PersonProfile()
        var weight = 0
        private var units = 0
        /// Name that stands beside the person's → units with it.
        private var counts: [String: Int] = [:]

        init(_ unit: Unit) { add(unit) }

        mutating func add(_ unit: Unit) {
            places.append(unit.places[0])
            weight += unit.weight
            units += 1
            for name in unit.profile.others { counts[name, default: 0] += 1 }
            var facts = unit.profile
            (facts.others, facts.places) = ([], [])
            profile.add(facts)
        }

        /// How much the articles of both have in common: two for a person or organization, one for a place. What fewer
        /// than a tenth of this person's articles name is chance.
        func sharedNames(with other: PersonProfile) -> Int {
            other.others.reduce(0) { sum, name in
                guard let count = counts[name], count * 10 >= units else { return sum }
                return sum + (other.places.contains(name) ? 1 : 2)
            }
        }
    }
}
