import ClewModel

/// What a mention may speak of, as far as its form tells: the type of a name, the meaning of a noun, the choice of a
/// pronoun. Two mentions can be one entity only when they share a kind.
struct ReferentKinds: OptionSet, Hashable {
    let rawValue: UInt8

    static let person = ReferentKinds(rawValue: 1)
    static let organization = ReferentKinds(rawValue: 2)
    static let place = ReferentKinds(rawValue: 4)
    /// A product, a work or another object.
    static let thing = ReferentKinds(rawValue: 8)
    static let event = ReferentKinds(rawValue: 16)
    /// Several people seen as one: a nationality, a party, a family.
    static let people = ReferentKinds(rawValue: 32)
    /// Whatever has no better class.
    static let abstract = ReferentKinds(rawValue: 64)

    static let any: ReferentKinds = [.person, .organization, .place, .thing, .event, .people, .abstract]
    static let notPerson: ReferentKinds = [.organization, .place, .thing, .event, .abstract]

    /// The kinds that a name of a type may speak of.
    init(_ type: EntityType) {
        switch type {
        case .person: self = .person
        case .organization: self = .organization
        case .location: self = .place
        case .product, .work: self = .thing
        case .event: self = .event
        case .group: self = .people
        case .date, .money, .quantity, .concept: self = .abstract
        }
    }

    init(rawValue: UInt8) { self.rawValue = rawValue }

    /// The entity type of a chain whose nouns say more than its names.
    func entityType(isNamed: Bool) -> EntityType {
        switch self {
        case .person: .person
        case .organization: .organization
        case .place: .location
        case .event: .event
        case .people: .group
        case .thing where isNamed: .product
        default: .concept
        }
    }
}

/// Grammatical number of a mention.
enum GrammaticalNumber: UInt8, Hashable { case singular, plural }

/// Gender of a mention, where its form or its name tells.
enum Gender: UInt8, Hashable { case masculine, feminine }
