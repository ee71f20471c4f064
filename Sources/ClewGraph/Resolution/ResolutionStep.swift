import ClewModel

/// The steps of a resolution that is spread over many machines. Each but `components` takes one block after another,
/// knows nothing of the others, and so may run in as many places as there are blocks; between two steps an engine brings
/// together the records of one block, and that is all it has to do. `EntityResolver` does the same in one process, with
/// the same rules:
///
/// ```
/// articles' senses → senses → for each rule: keys → links → components → roots
///                    senses + roots → groups → entities → names
/// ```
package enum ResolutionStep: String, CaseIterable, Sendable {
    /// What articles say of a sense → all that is known of it.
    case senses
    /// Senses and roots → senses in the blocks of a rule.
    case keys
    /// The blocks of a rule → links.
    case links
    /// Links and the roots so far → roots. Needs all of them at one place.
    case components
    /// Senses and roots → senses in the block of their root.
    case groups
    /// Senses of one root → an entity in the block of the name that they suggest.
    case entities
    /// Entities that bear a name → the name of each sense's entity.
    case names

    /// What comes of a block's records, in any order. O(n log n) for n records.
    /// - Parameter rule: the rule that `keys` and `links` are of.
    package func records(of block: [ResolutionRecord], rule: Merge.Reason) -> [ResolutionRecord] {
        guard let key = block.first?.block else { return [] }
        switch self {
        case .senses: return ResolutionStep.sense(block).map { [ResolutionRecord(block: key, sense: $0)] } ?? []
        case .keys: return ResolutionStep.keys(block, rule: rule)
        case .links: return ResolutionStep.links(block, rule: rule)
        case .components: return []
        case .groups:
            let root = block.compactMap(\.root).first ?? key
            return block.compactMap(\.sense).map { ResolutionRecord(block: root, sense: $0) }
        case .entities: return ResolutionStep.entity(block)
        case .names: return ResolutionStep.names(block)
        }
    }

    /// All that articles say of one sense.
    private static func sense(_ block: [ResolutionRecord]) -> Sense? {
        var senses = block.compactMap(\.sense)[...]
        guard var sense = senses.popFirst() else { return nil }
        for other in senses { sense.add(other) }
        return sense
    }

    private static func keys(_ block: [ResolutionRecord], rule: Merge.Reason) -> [ResolutionRecord] {
        guard let sense = block.compactMap(\.sense).first else { return [] }
        let root = block.compactMap(\.root).first
        return (rule.rule?.keys(of: sense) ?? []).map { key in
            key.isWitness
                ? ResolutionRecord(block: key.text) : ResolutionRecord(block: key.text, root: root, sense: sense)
        }
    }

    private static func links(_ records: [ResolutionRecord], rule: Merge.Reason) -> [ResolutionRecord] {
        var labels: [String: Int] = [:]
        var members: [Block.Member] = []
        for record in records {
            guard let sense = record.sense else { continue }
            let root = record.root ?? sense.key.spelling
            let label = labels[root] ?? labels.count
            labels[root] = label
            members.append(Block.Member(sense: sense, entity: label))
        }
        guard members.count > 1, let rule = rule.rule.map({ ($0, rule.rawValue) }) else { return [] }
        members.sort { $0.sense.key < $1.sense.key }
        let block = Block(
            key: records[0].block ?? "", members: members, isWitnessed: records.contains { $0.sense == nil })
        return rule.0.links(in: block).map { link in
            var record = ResolutionRecord()
            record.left = block[link.left].key.spelling
            record.right = block[link.right].key.spelling
            record.reason = rule.1
            return record
        }
    }

    private static func entity(_ block: [ResolutionRecord]) -> [ResolutionRecord] {
        let senses = block.compactMap(\.sense).sorted { $0.key < $1.key }
        guard let entity = NamelessEntity(senses: senses) else { return [] }
        var bearer = ResolutionRecord(block: entity.plainName)
        bearer.nameless = entity
        return [bearer]
            + NameBlock.blocks(reserving: entity.plainName).map { block in
                var record = ResolutionRecord(block: block)
                record.reserved = entity.plainName
                return record
            }
    }

    private static func names(_ block: [ResolutionRecord]) -> [ResolutionRecord] {
        let bearers = block.compactMap(\.nameless)
        if bearers.isEmpty { return [] }
        let names = NameBlock(
            name: bearers[0].plainName, bearers: bearers, reserved: Set(block.compactMap(\.reserved)))
        return names.named().flatMap { ResolutionStep.senses(of: $0) }
    }

    /// An entity's senses with its name.
    package static func senses(of entity: ResolvedEntity) -> [ResolutionRecord] {
        entity.senses.map { sense in
            var record = ResolutionRecord(block: sense.spelling)
            record.entity = entity.name
            record.type = entity.type
            return record
        }
    }
}

/// The connected components of links: the one part of a resolution that has to see all of it. It keeps the senses that
/// are linked, two words and the spelling of each, and no other.
package struct ResolutionComponents {
    private var places: [String: Int] = [:]
    private var names: [String] = []
    private var links: [(Int, Int)] = []

    package init() {}

    /// Takes a link, or a root that was found before.
    package mutating func add(_ record: ResolutionRecord) {
        if let left = record.left, let right = record.right {
            links.append((place(left), place(right)))
        } else if let sense = record.block, let root = record.root {
            links.append((place(sense), place(root)))
        }
    }

    /// A root for each sense that is linked, the first in order of its component. O(n log n).
    package func roots() -> [ResolutionRecord] {
        let order = names.indices.sorted { names[$0] < names[$1] }
        var rank = [Int](repeating: 0, count: names.count)
        for (index, place) in order.enumerated() { rank[place] = index }
        var sets = UnionFind(count: names.count)
        for (left, right) in links { _ = sets.union(rank[left], rank[right]) }
        return order.indices.map { index in
            ResolutionRecord(block: names[order[index]], root: names[order[sets.root(of: index)]])
        }
    }

    private mutating func place(_ name: String) -> Int {
        if let known = places[name] { return known }
        places[name] = names.count
        names.append(name)
        return names.count - 1
    }
}

extension ResolutionRecord {
    fileprivate init(block: String, root: String? = nil, sense: Sense? = nil) {
        self.init()
        (self.block, self.root, self.sense) = (block, root, sense)
    }
}
