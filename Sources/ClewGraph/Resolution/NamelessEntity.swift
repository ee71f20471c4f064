import ClewModel

/// An entity with the name that its own articles suggest, which others may bear too.
///
/// The name is the full name that most mentions use. Where several entities share one, the bearer of at least four
/// fifths of the mentions keeps it, and the others say what they are: "Georgia (location)", "Smith (Daily News,
/// 2025-01-30)". Who bears a name is all that this asks of the other entities, so that it too can be decided name by
/// name (`NameBlock`).
package struct NamelessEntity: Sendable, Codable {
    /// The name by itself.
    package var plainName: String
    package var type: EntityType
    /// All mentions.
    package var weight: Int
    /// What tells it from others of its name, for people; may be empty.
    package var label: String
    /// The first of its senses, by which entities are ordered.
    package var key: SenseKey
    /// Sorted.
    package var senses: [SenseKey]

    /// The entity of some senses, which are sorted by key; none where there is none.
    /// - Parameter anchor: the sense whose name a user prefers.
    package init?(senses: [Sense], anchor: Sense? = nil) {
        guard let first = senses.first else { return nil }
        key = first.key
        type = NamelessEntity.type(of: senses)
        plainName = NamelessEntity.name(of: anchor.map { [$0] } ?? senses, type: type)
        weight = senses.reduce(0) { $0 + $1.weight }
        let isOfAuthority = senses.contains { $0.key.isOfAuthority }
        label = (isOfAuthority ? nil : PersonProfile.label(of: senses.compactMap(\.profile))) ?? first.label
        self.senses = senses.map(\.key)
    }

    /// The type of most mentions; persons, organizations and places before the types that taggers mix up.
    private static func type(of group: [Sense]) -> EntityType {
        var votes: [EntityType: Int] = [:]
        for sense in group { votes.merge(sense.types, uniquingKeysWith: +) }
        let clear = votes.filter { $0.key == .person || $0.key == .organization || $0.key == .location }
        let candidates = clear.isEmpty ? votes : clear
        return EntityType.allCases.filter { candidates[$0] != nil }
            .max { (candidates[$0] ?? 0, order($1)) < (candidates[$1] ?? 0, order($0)) } ?? .concept
    }

    private static func order(_ type: EntityType) -> Int { EntityType.allCases.firstIndex(of: type) ?? 0 }

    private static func name(of group: [Sense], type: EntityType) -> String {
        var counts: [String: Int] = [:]
        for sense in group { counts.merge(sense.names, uniquingKeysWith: +) }
        if type == .person {
            // A full name tells more than a mononym, whichever is used more.
            let full = counts.filter { $0.key.contains(" ") }
            if !full.isEmpty { counts = full }
        }
        // "OpenAI's" is OpenAI where that is written too; "McDonald's" is a name of its own.
        for (name, count) in counts where withoutPossessive(name) != name {
            if counts[withoutPossessive(name)] != nil {
                counts[name] = nil
                counts[withoutPossessive(name), default: 0] += count
            }
        }
        let best = counts.max { left, right in
            if left.value != right.value { return left.value < right.value }
            return isWorse(left.key, than: right.key, type: type)
        }
        return plain(best?.key ?? group.first?.key.form ?? "", type: type)
    }

    /// Of two names used equally often: without legal suffix or title, not in capitals, longer, with its marks, first in order.
    private static func isWorse(_ left: String, than right: String, type: EntityType) -> Bool {
        let kind = SenseClass(of: type, name: left)
        func isDecorated(_ name: String) -> Bool {
            NormalForm.form(of: name, in: kind) != NormalForm.words(of: name).joined(separator: " ")
                || name.lowercased().hasPrefix("the ") || name.contains(",") || withoutPossessive(name) != name
        }
        if isDecorated(left) != isDecorated(right) { return isDecorated(left) }
        let (leftShouts, rightShouts) = (left == left.uppercased(), right == right.uppercased())
        if leftShouts != rightShouts { return leftShouts }
        if left.count != right.count { return left.count < right.count }
        if left.utf8.count != right.utf8.count { return left.utf8.count < right.utf8.count }
        return left > right
    }

    private static func withoutPossessive(_ name: String) -> String {
        name.hasSuffix("'s") || name.hasSuffix("’s") ? String(name.dropLast(2)) : name
    }

    /// Without "the", except in titles of works and products: "the White House" is "White House".
    private static func plain(_ name: String, type: EntityType) -> String {
        guard type != .work, type != .product, name.count > 4, name.lowercased().hasPrefix("the ") else { return name }
        return String(name.dropFirst(4))
    }
}
