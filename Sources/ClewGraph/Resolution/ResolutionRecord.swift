import ClewModel

/// What the steps of a distributed resolution hand to one another: a line of JSON each. `block`, which stands first, is
/// what an engine groups by.
package struct ResolutionRecord: Sendable, Codable {
    package var block: String?
    /// Of `links`: two senses that are one entity, and the rule that says so.
    package var left: String?
    package var right: String?
    package var reason: String?
    /// A sense that names the entity which the sense is of so far; of none where it is its own.
    package var root: String?
    /// All that is known of a sense, or what one article adds to it.
    package var sense: Sense?
    /// An entity that has no name yet.
    package var nameless: NamelessEntity?
    /// A name that stands in the way of another.
    package var reserved: String?
    /// The entity's canonical name, and its type.
    package var entity: String?
    package var type: EntityType?

    package init() {}
}

extension SenseKey: Codable {
    /// Reads a spelling.
    package init(from decoder: any Decoder) throws {
        let text = try decoder.singleValueContainer().decode(String.self)
        guard let key = SenseKey(spelling: text) else {
            throw DecodingError.dataCorrupted(
                .init(codingPath: decoder.codingPath, debugDescription: "a sense has three fields between tabs"))
        }
        self = key
    }

    /// Writes the spelling.
    package func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(spelling)
    }
}

extension Sense: Codable {
    private enum Field: String, CodingKey {
        case key, types, names, aliases, forms, sameAs = "same_as", discourse, profile, label
    }

    /// Reads what `encode(to:)` wrote.
    package init(from decoder: any Decoder) throws {
        let fields = try decoder.container(keyedBy: Field.self)
        self.init(key: try fields.decode(SenseKey.self, forKey: .key))
        for (name, count) in try fields.decode([String: Int].self, forKey: .types) {
            types[EntityType(rawValue: name) ?? .concept, default: 0] += count
        }
        names = try fields.decodeIfPresent([String: Int].self, forKey: .names) ?? [:]
        aliases = try fields.decodeIfPresent([String: Int].self, forKey: .aliases) ?? [:]
        aliasForms = Set(try fields.decodeIfPresent([String].self, forKey: .forms) ?? [])
        sameAs = Set(try fields.decodeIfPresent([String].self, forKey: .sameAs) ?? [])
        discourse = try fields.decodeIfPresent(SenseKey.self, forKey: .discourse)
        profile = try fields.decodeIfPresent(PersonProfile.self, forKey: .profile)
        label = try fields.decodeIfPresent(String.self, forKey: .label) ?? ""
    }

    /// Writes an object; fields without content are left out.
    package func encode(to encoder: any Encoder) throws {
        var fields = encoder.container(keyedBy: Field.self)
        try fields.encode(key, forKey: .key)
        try fields.encode(
            Dictionary(types.map { ($0.key.rawValue, $0.value) }, uniquingKeysWith: +), forKey: .types)
        if !names.isEmpty { try fields.encode(names, forKey: .names) }
        if !aliases.isEmpty { try fields.encode(aliases, forKey: .aliases) }
        if !aliasForms.isEmpty { try fields.encode(aliasForms.sorted(), forKey: .forms) }
        if !sameAs.isEmpty { try fields.encode(sameAs.sorted(), forKey: .sameAs) }
        try fields.encodeIfPresent(discourse, forKey: .discourse)
        try fields.encodeIfPresent(profile, forKey: .profile)
        if !label.isEmpty { try fields.encode(label, forKey: .label) }
    }
}
