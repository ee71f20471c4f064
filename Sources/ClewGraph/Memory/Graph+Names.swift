import ClewModel

extension Graph {
    /// What a name means: a canonical name itself, else an alias as written, else a name that differs in case or marks
    /// only. O(1) after the first call, which makes an index of all names; unknown names cost O(names).
    public func resolve(entity name: String) -> NameResolution {
        let index = names
        let found = index.entities(named: name).map { columns.entityNames[$0] }
        switch found.count {
        case 0: return .unknown(similar: index.similar(to: name))
        case 1: return .entity(found[0])
        default: return .ambiguous(found.sorted())
        }
    }

    /// The number of the entity with the canonical name. O(log entities).
    public func entityIndex(named name: String) -> Int? {
        var (low, high) = (0, entityCount)
        while low < high {
            let middle = (low + high) / 2
            if columns.entityNames[middle] < name { low = middle + 1 } else { high = middle }
        }
        return low < entityCount && columns.entityNames[low] == name ? low : nil
    }

    private var names: NameIndex {
        nameIndex.withLock { known in
            if let known { return known }
            let made = NameIndex(columns)
            known = made
            return made
        }
    }
}

/// Names to entities.
struct NameIndex: Sendable {
    private var canonical: [String: Int] = [:]
    private var aliases: [String: [Int]] = [:]
    private var folded: [String: [Int]] = [:]
    private let candidates: SimilarNames

    init(_ columns: GraphColumns) {
        candidates = SimilarNames(names: Set(columns.entityNames).union(columns.aliasNames).sorted())
        for (entity, name) in columns.entityNames.enumerated() {
            canonical[name] = entity
            add(name, entity)
            for alias in Int(columns.aliasStarts[entity])..<Int(columns.aliasStarts[entity + 1]) {
                add(columns.aliasNames[alias], entity)
            }
        }
    }

    private mutating func add(_ name: String, _ entity: Int) {
        if aliases[name]?.contains(entity) != true { aliases[name, default: []].append(entity) }
        let key = NameIndex.key(name)
        if folded[key]?.contains(entity) != true { folded[key, default: []].append(entity) }
    }

    func entities(named name: String) -> [Int] {
        if let entity = canonical[name] { return [entity] }
        return aliases[name] ?? folded[NameIndex.key(name)] ?? []
    }

    /// At most five names, one for each entity: its canonical name where that looks alike, else the alias that does.
    func similar(to name: String) -> [String] {
        let found = candidates.similar(to: name, limit: 20)
        let entitiesByName = Set(found.compactMap { canonical[$0] })
        var seen: Set<[Int]> = []
        let one = found.filter { name in
            let bearers = canonical[name].map { [$0] } ?? aliases[name] ?? []
            if canonical[name] == nil, bearers.contains(where: entitiesByName.contains) { return false }
            return seen.insert(bearers).inserted
        }
        return Array(one.prefix(5))
    }

    private static func key(_ name: String) -> String {
        let words = NormalForm.words(of: name)
        return words.isEmpty ? NormalForm.fold(name) : words.joined(separator: " ")
    }
}
