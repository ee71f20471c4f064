import ClewModel

/// The entities that bear one name by themselves, and the names that stand in the way of telling them apart.
package struct NameBlock: Sendable {
    package var name: String
    package var bearers: [NamelessEntity]
    /// Names of other entities that are this one with something in brackets behind it.
    package var reserved: Set<String>

    package init(name: String, bearers: [NamelessEntity], reserved: Set<String>) {
        self.name = name
        self.bearers = bearers
        self.reserved = reserved
    }

    /// The blocks in which a name is reserved: for "Georgia (US) (location)", those of "Georgia" and of "Georgia (US)".
    package static func blocks(reserving name: String) -> [String] {
        guard name.hasSuffix(")") else { return [] }
        return name.ranges(of: " (").map { String(name[..<$0.lowerBound]) }
    }

    /// The bearers with names that no other entity has.
    package func named() -> [ResolvedEntity] {
        if bearers.count == 1 { return [ResolvedEntity(bearers[0], name: name)] }
        let bearers = bearers.sorted { $0.key < $1.key }
        let all = bearers.reduce(0) { $0 + $1.weight }
        let owner = bearers.indices.first { bearers[$0].weight * 5 >= all * 4 && all > 0 }
        let others = bearers.indices.filter { $0 != owner }
        let sameType = Dictionary(grouping: others, by: { bearers[$0].type })
        var taken: Set<String> = []
        return bearers.indices.map { index in
            let entity = bearers[index]
            if index == owner { return ResolvedEntity(entity, name: name) }
            let isTypeEnough = sameType[entity.type]?.count == 1 && entity.type != owner.map { bearers[$0].type }
            var candidate = "\(name) (\(isTypeEnough || entity.label.isEmpty ? entity.type.rawValue : entity.label))"
            if taken.contains(candidate) || isReserved(candidate) {
                let hash = ContentHash.sha256(fields: [entity.key.spelling]).prefix(6)
                candidate = "\(candidate.dropLast()), \(hash))"
            }
            taken.insert(candidate)
            return ResolvedEntity(entity, name: candidate)
        }
    }

    /// Whether another entity bears the name, or one that may become the name in its own block.
    private func isReserved(_ candidate: String) -> Bool {
        reserved.contains { candidate == $0 || candidate.hasPrefix($0 + " (") }
    }
}

extension NamelessEntity {
    /// Entities with their names, sorted by name. O(n log n).
    static func named(_ entities: [NamelessEntity]) -> [ResolvedEntity] {
        var blocks: [String: NameBlock] = [:]
        for entity in entities {
            blocks[entity.plainName, default: NameBlock(name: entity.plainName, bearers: [], reserved: [])]
                .bearers.append(entity)
        }
        for name in blocks.keys {
            for block in NameBlock.blocks(reserving: name) { blocks[block]?.reserved.insert(name) }
        }
        return blocks.values.flatMap { $0.named() }.sorted { $0.name < $1.name }
    }
}

extension ResolvedEntity {
    fileprivate init(_ entity: NamelessEntity, name: String) {
        self.init(name: name, type: entity.type, senses: entity.senses)
    }
}
