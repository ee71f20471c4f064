import ClewModel

/// Classes of entity types within which equal names mean the same. Types of two classes clash: a person is never the
/// organization of that name.
package enum SenseClass: String, Hashable, Sendable, CaseIterable, Comparable {
    case person, organization, location
    /// Products, works, events, groups and named concepts: a name of this class joins the one clear bearer of it.
    case open
    /// A common noun, known by its lack of capitals: "apple" is not Apple.
    case common
    /// Dates, amounts of money and other quantities.
    case value

    /// Whether taggers tell the class well: persons, organizations and places.
    var isClear: Bool { self == .person || self == .organization || self == .location }

    /// By name, so that listings have one order.
    package static func < (left: SenseClass, right: SenseClass) -> Bool { left.rawValue < right.rawValue }

    /// The class of an entity that a document calls `name`.
    package init(of type: EntityType, name: String) {
        if type == .date || type == .money || type == .quantity {
            self = .value
        } else if SenseClass.isCommonNoun(name) {
            self = .common
        } else {
            switch type {
            case .person: self = .person
            case .organization: self = .organization
            case .location: self = .location
            default: self = .open
            }
        }
    }

    private static func isCommonNoun(_ name: String) -> Bool {
        let hasCapital = name.unicodeScalars.contains { scalar in
            scalar.properties.isUppercase || scalar.properties.generalCategory == .titlecaseLetter
        }
        // Scripts without case have no common nouns that spelling could tell.
        let hasLowercase = name.unicodeScalars.contains(where: \.properties.isLowercase)
        return hasLowercase && !hasCapital
    }
}

/// What tells one sense of a name from another: its class, its normal form, and where these do not suffice an
/// authority's id or the one source that uses it so.
package struct SenseKey: Hashable, Sendable, Comparable {
    package var kind: SenseClass
    package var form: String
    /// An authority URI, or `source:` with the key of a source; mostly empty.
    package var qualifier: String

    package init(kind: SenseClass, form: String, qualifier: String = "") {
        self.kind = kind
        self.form = form
        self.qualifier = qualifier
    }

    /// As the graph file keeps it: three fields between tabs, which no normal form contains.
    package var spelling: String { "\(kind.rawValue)\t\(form)\t\(qualifier)" }

    /// Whether the qualifier is an authority's id.
    var isOfAuthority: Bool { qualifier.hasPrefix(Authority.prefix) }

    /// Whether the key is of one source alone.
    var isOfOneSource: Bool { qualifier.hasPrefix(SenseKey.sourcePrefix) }

    /// Of qualifiers that name a source.
    static let sourcePrefix = "source:"

    /// Reads what `spelling` wrote.
    package init?(spelling: String) {
        let parts = spelling.split(separator: "\t", maxSplits: 2, omittingEmptySubsequences: false).map(String.init)
        guard parts.count == 3, let kind = SenseClass(rawValue: parts[0]) else { return nil }
        self.init(kind: kind, form: parts[1], qualifier: parts[2])
    }

    package static func < (left: SenseKey, right: SenseKey) -> Bool {
        if left.form != right.form { return left.form < right.form }
        if left.kind != right.kind { return left.kind < right.kind }
        return left.qualifier < right.qualifier
    }
}

/// A name in one sense, with everything that the articles say of what it names. The unit of resolution: all document
/// entities of one class whose fullest names share a normal form.
package struct Sense: Sendable {
    package var key: SenseKey
    /// Type → mentions under that type.
    package var types: [EntityType: Int] = [:]
    /// Fullest name as written → mentions by it.
    package var names: [String: Int] = [:]
    /// Every name as written, short ones included → mentions by it.
    package var aliases: [String: Int] = [:]
    /// Normal forms of `aliases` in the sense's class.
    package var aliasForms: Set<String> = []
    /// URIs from structured data.
    package var sameAs: Set<String> = []
    /// The sense that the one article that uses the name so mostly uses it in.
    package var discourse: SenseKey?
    /// What articles say of a person by which they could be told from namesakes.
    package var profile: PersonProfile?
    /// What tells the sense from another of the same name, for people: publisher and date of its first source.
    package var label = ""

    package init(key: SenseKey) { self.key = key }

    /// Whether it means nothing outside of its one article.
    var isLocal: Bool { key.isOfOneSource && profile == nil }

    /// All mentions.
    package var weight: Int { types.values.reduce(0, +) }

    /// Adds a name of the thing, with how often it is used. Spellings of the full name compete for the canonical one;
    /// short names do not.
    package mutating func add(name: String, form: String, count: Int) {
        aliases[name, default: 0] += count
        aliasForms.insert(form)
        if form == key.form || keepsLegalForm(of: name, form: form) { names[name, default: 0] += count }
    }

    /// Whether the key is the name's normal form with the legal form that tells it from another of its article.
    private func keepsLegalForm(of name: String, form: String) -> Bool {
        guard key.form.hasPrefix(form + " "), let legal = NameRules.legalForm(of: NormalForm.words(of: name)) else {
            return false
        }
        return key.form == form + " " + legal
    }

    /// Adds what other articles say of the same sense. The order of adding does not matter.
    package mutating func add(_ other: Sense) {
        types.merge(other.types, uniquingKeysWith: +)
        names.merge(other.names, uniquingKeysWith: +)
        aliases.merge(other.aliases, uniquingKeysWith: +)
        aliasForms.formUnion(other.aliasForms)
        sameAs.formUnion(other.sameAs)
        discourse = [discourse, other.discourse].compactMap { $0 }.min()
        if let more = other.profile {
            profile = profile ?? PersonProfile()
            profile?.add(more)
        }
        label = [label, other.label].filter { !$0.isEmpty }.min() ?? ""
    }
}

/// Why two senses are one entity.
package struct Merge: Hashable, Sendable {
    package var left: SenseKey
    package var right: SenseKey
    package var reason: Reason

    /// The rules of resolution, in the order in which they are tried.
    package enum Reason: String, Hashable, Sendable, CaseIterable {
        /// A user said so.
        case user
        /// Structured data gives both the same authority URI.
        case sameAs = "same_as"
        /// One authority is known for the name; the senses without one follow it.
        case authority
        /// Equal full names of persons, where nothing that articles say of them keeps them apart.
        case sameName = "same_name"
        /// Equal names in one article, where a name has one sense (Gale, Church and Yarowsky, "One Sense Per
        /// Discourse", 1992): the type of most mentions there holds.
        case discourse
        /// Equal names; the open type follows the one clear type.
        case openType = "open_type"
        /// An organization and a place of one name of several words: the White House is both.
        case metonymy
        /// Equal names; a type with at most half the mentions of another is taken as misread.
        case typeOutvoted = "type_outvoted"
        /// A person known by one word, which is no part of any full name here.
        case mononym
        /// Full names of a person with and without middle names, in one article or without a rival.
        case middleName = "middle_name"
        /// Initial letters, shown by an article that uses both or without a rival.
        case acronym
        /// A short name that an article uses for the full one, which only adds what the organization does.
        case designator
        /// A name of a country or union that is known to stand for another.
        case knownAlias = "known_alias"
    }
}

/// A user's word on who is who; a later one wins over an earlier one.
package enum Decision: Hashable, Sendable {
    /// The senses are one entity.
    case merge([SenseKey])
    /// The groups of senses are different entities.
    case split([[SenseKey]])
    /// Equal names in different sources are different entities.
    case splitBySource(SenseKey)
}
