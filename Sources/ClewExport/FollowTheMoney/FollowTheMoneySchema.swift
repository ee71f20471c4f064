import ClewGraph
import ClewModel

/// Which schema of the FollowTheMoney model (https://followthemoney.tech, version 4) says what an entity or a statement is.
enum FollowTheMoneySchema {
    /// A link between two entities: the schema, and the properties of its ends.
    struct Link {
        var schema: String
        /// The property that holds the statement's subject, and what the subject must be.
        var from: (property: String, types: Set<EntityType>)
        /// The property that holds the statement's object, and what the object must be.
        var to: (property: String, types: Set<EntityType>)
    }

    /// The schema of an entity. What is owned has to be an asset, and of those that act only a company is one.
    static func name(of type: EntityType, isOwned: Bool) -> String {
        switch type {
        case .person: "Person"
        case .organization: isOwned ? "Company" : "Organization"
        case .group: "LegalEntity"
        case .location: "Address"
        case .event: "Event"
        case .product, .work: "Asset"
        case .date, .money, .quantity, .concept: "Note"
        }
    }

    /// How a fact links its ends; a relation that the model has no schema for, or ends that do not fit, make an unknown
    /// link.
    static func link(_ predicate: String, from subject: EntityType, to object: EntityType) -> Link {
        guard let link = links[predicate], link.from.types.contains(subject), link.to.types.contains(object) else {
            return unknown
        }
        return link
    }

    /// A link of which the model says no more than that it is one.
    static let unknown = Link(
        schema: "UnknownLink", from: ("subject", Set(EntityType.allCases)), to: ("object", Set(EntityType.allCases)))

    /// The property of an entity that a fact with a literal fills.
    static func property(_ predicate: String, of type: EntityType) -> String? {
        switch (predicate, type) {
        case ("born_on", .person): "birthDate"
        case ("died_on", .person): "deathDate"
        case ("has_role", .person): "position"
        case ("founded_on", .organization): "incorporationDate"
        default: nil
        }
    }

    /// The property of a link that tells what the ends are to each other.
    static func roleProperty(of schema: String) -> String { schema == "Family" ? "relationship" : "role" }

    private static let links: [String: Link] = {
        let people: Set<EntityType> = [.person]
        let organizations: Set<EntityType> = [.organization]
        let actors: Set<EntityType> = [.person, .organization, .group]
        let ownership = Link(schema: "Ownership", from: ("owner", actors), to: ("asset", organizations))
        let directorship = Link(schema: "Directorship", from: ("director", actors), to: ("organization", organizations))
        let employment = Link(schema: "Employment", from: ("employee", people), to: ("employer", organizations))
        let family = Link(schema: "Family", from: ("person", people), to: ("relative", people))
        return [
            "owns": ownership, "acquired": ownership,
            "subsidiary_of": Link(schema: "Ownership", from: ("asset", organizations), to: ("owner", actors)),
            "ceo_of": directorship, "leads": directorship,
            "works_for": employment, "spokesperson_for": employment,
            "member_of": Link(schema: "Membership", from: ("member", actors), to: ("organization", organizations)),
            "spouse": family, "child_of": family, "sibling": family,
        ]
    }()
}
