import ClewModel

/// Gives each entity its canonical name and type.
///
/// The name is the full name that most mentions use. Where several entities share one, the bearer of at least four
/// fifths of the mentions keeps it, and the others say what they are: "Georgia (location)", "Smith (Daily News,
/// 2025-01-30)".
struct EntityNaming {
    let senses: [Sense]

    /// One entity per group of senses; `anchors` are the senses whose name a user prefers, where one does.
    func entities(of groups: [[Int]], anchors: [Int?]) -> [ResolvedEntity] {
        let types = groups.map(type)
        let plain = groups.indices.map { group in
            name(of: anchors[group].map { [$0] } ?? groups[group], type: types[group])
        }
        let names = unique(plain, groups: groups, types: types)
        return groups.indices.map { group in
            ResolvedEntity(name: names[group], type: types[group], senses: groups[group].map { senses[$0].key })
        }.sorted { $0.name < $1.name }
    }

    /// The type of most mentions; persons, organizations and places before the types that taggers mix up.
    private func type(of group: [Int]) -> EntityType {
        var votes: [EntityType: Int] = [:]
        for sense in group { votes.merge(senses[sense].types, uniquingKeysWith: +) }
        let clear = votes.filter { $0.key == .person || $0.key == .organization || $0.key == .location }
        let candidates = clear.isEmpty ? votes : clear
        return EntityType.allCases.filter { candidates[$0] != nil }
            .max { (candidates[$0] ?? 0, order($1)) < (candidates[$1] ?? 0, order($0)) } ?? .concept
    }

    private func order(_ type: EntityType) -> Int { EntityType.allCases.firstIndex(of: type) ?? 0 }

    private func name(of group: [Int], type: EntityType) -> String {
        var counts: [String: Int] = [:]
        for sense in group { counts.merge(senses[sense].names, uniquingKeysWith: +) }
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
        let name = best?.key ?? senses[group[0]].key.form
        return plain(name, type: type)
    }

    /// Of two names used equally often: without legal suffix or title, not in capitals, longer, with its marks, first in order.
    private func isWorse(_ left: String, than right: String, type: EntityType) -> Bool {
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

    private func withoutPossessive(_ name: String) -> String {
        name.hasSuffix("'s") || name.hasSuffix("’s") ? String(name.dropLast(2)) : name
    }

    /// Without "the", except in titles of works and products: "the White House" is "White House".
    private func plain(_ name: String, type: EntityType) -> String {
        guard type != .work, type != .product, name.count > 4, name.lowercased().hasPrefix("the ") else { return name }
        return String(name.dropFirst(4))
    }

    // MARK: - One name, one entity

    private func unique(_ plain: [String], groups: [[Int]], types: [EntityType]) -> [String] {
        var names = plain
        var taken: Set<String> = []
        let bearers = Dictionary(grouping: plain.indices, by: { plain[$0] })
        for (name, entities) in bearers where entities.count == 1 { taken.insert(name) }
        for (name, entities) in bearers.sorted(by: { $0.key < $1.key }) where entities.count > 1 {
            let weights = entities.map { weight(of: groups[$0]) }
            let all = weights.reduce(0, +)
            let owner = zip(entities, weights).first { $0.1 * 5 >= all * 4 && all > 0 }?.0
            if owner != nil { taken.insert(name) }
            let others = entities.filter { $0 != owner }.sorted {
                senses[groups[$0][0]].key < senses[groups[$1][0]].key
            }
            let sameType = Dictionary(grouping: others, by: { types[$0] })
            for entity in others {
                let label = senses[groups[entity][0]].label
                let isTypeEnough = sameType[types[entity]]?.count == 1 && types[entity] != owner.map { types[$0] }
                var candidate = "\(name) (\(isTypeEnough || label.isEmpty ? types[entity].rawValue : label))"
                if taken.contains(candidate) {
                    let key = senses[groups[entity][0]].key.spelling
                    candidate = "\(candidate.dropLast()), \(ContentHash.sha256(fields: [key]).prefix(6)))"
                }
                taken.insert(candidate)
                names[entity] = candidate
            }
        }
        return names
    }

    private func weight(of group: [Int]) -> Int { group.reduce(0) { $0 + senses[$1].weight } }
}
