import ClewModel

/// What articles say of a person by which another person of that name could be told from them: what they do for a living,
/// when they were born and died, and which other names stand in the same articles.
package struct PersonProfile: Hashable, Sendable {
    /// Callings that their offices and descriptions name.
    package var callings: Set<Calling> = []
    /// The nouns that name them.
    package var roles: Set<String> = []
    /// Years between which they were born, all that is said taken together; a first above the last where it disagrees.
    package var bornAfter: Int?
    package var bornBefore: Int?
    /// The first year that they are said to have died in.
    package var died: Int?
    /// The last year that they are said to have done something in.
    package var acted: Int?
    /// Normal forms of the persons, organizations and places that the articles name, at most `namesMax` of an article.
    package var others: Set<String> = []
    /// The places among them.
    package var places: Set<String> = []

    /// Nothing.
    package init() {}

    /// More names of an article tell little more of one person in it.
    static let namesMax = 40

    /// Predicates whose objects `add(_:text:date:)` reads.
    static let predicates = ["born_on", "died_on", "has_role", "is_a"]

    /// Predicates of which nothing follows about when somebody was active: others may say them of the dead.
    static let passive: Set<String> = ["died_on", "died_in", "born_on", "born_in", "is_a", "has_role"]

    /// Whether there is something that may keep the person apart from another.
    var isTelling: Bool { !callings.isEmpty || bornAfter != nil || died != nil }

    /// What tells the person from others of the name, for people: "sheriff", "born 1950".
    static func label(of profiles: [PersonProfile]) -> String? {
        if let role = profiles.flatMap(\.roles).min() { return role }
        if let born = profiles.compactMap(\.bornAfter).max() { return "born \(born)" }
        return profiles.compactMap(\.died).min().map { "died \($0)" }
    }

    /// Takes a fact of which the person is the subject.
    mutating func add(_ predicate: String, text: String?, date: CalendarDate?) {
        switch predicate {
        case "is_a", "has_role":
            guard let noun = text.flatMap(Calling.noun(of:)), let calling = Calling(noun: noun) else { return }
            callings.insert(calling)
            roles.insert(noun)
        case "born_on":
            guard let year = date?.year else { return }
            add(bornAfter: year, before: year)
        case "died_on":
            guard let year = date?.year else { return }
            died = [died, year].compactMap { $0 }.min()
        default: break
        }
    }

    /// Takes the date of something that the person did.
    mutating func add(_ predicate: String, when date: CalendarDate) {
        if PersonProfile.passive.contains(predicate) || predicate.hasPrefix("be_") { return }
        acted = [acted, date.year].compactMap { $0 }.max()
    }

    /// Adds what is said elsewhere of the same person. The order of adding does not matter.
    package mutating func add(_ other: PersonProfile) {
        callings.formUnion(other.callings)
        roles.formUnion(other.roles)
        if let after = other.bornAfter, let before = other.bornBefore { add(bornAfter: after, before: before) }
        died = [died, other.died].compactMap { $0 }.min()
        acted = [acted, other.acted].compactMap { $0 }.max()
        others.formUnion(other.others)
        places.formUnion(other.places)
    }

    private mutating func add(bornAfter after: Int, before: Int) {
        bornAfter = [bornAfter, after].compactMap { $0 }.max()
        bornBefore = [bornBefore, before].compactMap { $0 }.min()
    }

    /// Whether one person can hardly be both.
    func conflicts(with other: PersonProfile) -> Bool {
        Calling.exclude(callings, other.callings) || wasBornApart(from: other) || wasDead(before: other)
            || other.wasDead(before: self)
    }

    /// Whether two of several profiles may conflict; never no where two do.
    static func mayConflict(_ profiles: [PersonProfile]) -> Bool {
        let callings = Set(profiles.flatMap(\.callings))
        if callings.contains(where: { one in callings.contains { Calling.exclude([one], [$0]) } }) { return true }
        let births = profiles.flatMap { [$0.bornAfter, $0.bornBefore] }.compactMap { $0 }
        if let first = births.min(), let last = births.max(), last > first + 1 { return true }
        guard let death = profiles.compactMap(\.died).min() else { return false }
        return profiles.contains { [$0.acted, $0.died, $0.bornAfter].contains { $0.map { $0 > death + 1 } ?? false } }
    }

    /// Births two years apart; one year is how far articles are off.
    private func wasBornApart(from other: PersonProfile) -> Bool {
        guard let after = bornAfter, let before = bornBefore, let otherAfter = other.bornAfter,
            let otherBefore = other.bornBefore, after <= before, otherAfter <= otherBefore
        else { return false }
        return max(after, otherAfter) > min(before, otherBefore) + 1
    }

    /// Whether they were dead when the other acted, was born or died.
    private func wasDead(before other: PersonProfile) -> Bool {
        guard let died else { return false }
        return [other.acted, other.bornAfter, other.died].contains { $0.map { $0 > died + 1 } ?? false }
    }
}

/// What somebody does for a living, as far as two of these seldom make one life. Politics and business are left out:
/// people come to them from everywhere.
package enum Calling: String, Hashable, Sendable, CaseIterable, Codable {
    case sport, policing, medicine, clergy, science, art

    /// A description's noun: "Kansas sheriff", "a surgeon at the hospital".
    static func noun(of description: String) -> String? {
        var noun: Substring?
        for word in description.lowercased().split(whereSeparator: { $0 == " " || $0 == "-" }) {
            if ["of", "at", "for", "in", "with", "from", "on", "who", "to"].contains(word) { break }
            noun = word
        }
        return noun.map(String.init)
    }

    /// The calling that a noun names.
    init?(noun: String) {
        guard let calling = Calling.ofNoun[noun] else { return nil }
        self = calling
    }

    /// Whether two lives have callings of which none goes with one of the other's.
    static func exclude(_ left: Set<Calling>, _ right: Set<Calling>) -> Bool {
        !left.isEmpty && !right.isEmpty
            && left.allSatisfy { one in right.allSatisfy { Calling.exclusive[one]?.contains($0) ?? false } }
    }

    /// Doctors are scientists, and many of either write, sing or paint.
    private static let exclusive: [Calling: Set<Calling>] = [
        .sport: [.policing, .medicine, .clergy, .science],
        .policing: [.sport, .medicine, .clergy, .science, .art],
        .medicine: [.sport, .policing, .clergy],
        .clergy: [.sport, .policing, .medicine, .science],
        .science: [.sport, .policing, .clergy],
        .art: [.policing],
    ]

    private static let ofNoun: [String: Calling] = {
        let rows: [(Calling, String)] = [
            (
                .sport,
                """
                striker midfielder goalkeeper defender footballer winger fullback quarterback linebacker cornerback \
                pitcher shortstop outfielder batsman batter bowler cricketer golfer swimmer sprinter hurdler boxer \
                wrestler jockey gymnast skier snowboarder cyclist rower skater athlete goaltender defenceman \
                defenseman marathoner decathlete forward
                """
            ),
            (.policing, "sheriff detective policeman policewoman constable inspector prosecutor judge magistrate"),
            (
                .medicine,
                """
                surgeon physician doctor nurse midwife cardiologist oncologist pediatrician paediatrician radiologist \
                neurologist psychiatrist dermatologist dentist epidemiologist virologist paramedic
                """
            ),
            (.clergy, "priest bishop archbishop cardinal vicar rabbi imam monk nun pastor abbot deacon"),
            (
                .science,
                """
                physicist chemist biologist astronomer geologist mathematician botanist zoologist ecologist \
                paleontologist palaeontologist biochemist astrophysicist climatologist seismologist entomologist \
                neuroscientist geneticist
                """
            ),
            (
                .art,
                """
                painter sculptor novelist poet composer pianist violinist cellist guitarist drummer singer rapper \
                playwright actor actress dancer choreographer filmmaker illustrator
                """
            ),
        ]
        var nouns: [String: Calling] = [:]
        for (calling, words) in rows { for word in words.split(separator: " ") { nouns[String(word)] = calling } }
        return nouns
    }()
}

extension PersonProfile: Codable {
    private enum Field: String, CodingKey {
        case callings, roles, bornAfter = "born_after", bornBefore = "born_before", died, acted, others, places
    }

    /// Reads what `encode(to:)` wrote.
    package init(from decoder: any Decoder) throws {
        let fields = try decoder.container(keyedBy: Field.self)
        callings = Set(try fields.decodeIfPresent([Calling].self, forKey: .callings) ?? [])
        roles = Set(try fields.decodeIfPresent([String].self, forKey: .roles) ?? [])
        bornAfter = try fields.decodeIfPresent(Int.self, forKey: .bornAfter)
        bornBefore = try fields.decodeIfPresent(Int.self, forKey: .bornBefore)
        died = try fields.decodeIfPresent(Int.self, forKey: .died)
        acted = try fields.decodeIfPresent(Int.self, forKey: .acted)
        others = Set(try fields.decodeIfPresent([String].self, forKey: .others) ?? [])
        places = Set(try fields.decodeIfPresent([String].self, forKey: .places) ?? [])
    }

    /// Writes an object; fields without content are left out.
    package func encode(to encoder: any Encoder) throws {
        var fields = encoder.container(keyedBy: Field.self)
        if !callings.isEmpty {
            try fields.encode(callings.sorted { $0.rawValue < $1.rawValue }, forKey: .callings)
        }
        if !roles.isEmpty { try fields.encode(roles.sorted(), forKey: .roles) }
        try fields.encodeIfPresent(bornAfter, forKey: .bornAfter)
        try fields.encodeIfPresent(bornBefore, forKey: .bornBefore)
        try fields.encodeIfPresent(died, forKey: .died)
        try fields.encodeIfPresent(acted, forKey: .acted)
        if !others.isEmpty { try fields.encode(others.sorted(), forKey: .others) }
        if !places.isEmpty { try fields.encode(places.sorted(), forKey: .places) }
    }
}
