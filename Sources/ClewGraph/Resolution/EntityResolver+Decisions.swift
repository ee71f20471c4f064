/// How a user's decisions become links and their opposite.
///
/// A later decision wins: merges are carried out from the last to the first, each unless a later split stands against it,
/// and before all rules; rules join nothing that any split keeps apart.
extension EntityResolver {
    mutating func apply(_ decisions: [Decision]) {
        for (number, decision) in decisions.enumerated() {
            switch decision {
            case .merge(let keys):
                let known = keys.flatMap { indices(of: $0) }
                let links = known.dropFirst().map { Link(left: known[0], right: $0, decision: number) }
                userLinks.insert(contentsOf: links, at: 0)
            case .split(let groups):
                for (group, keys) in groups.enumerated() {
                    for sense in keys.flatMap({ indices(of: $0) }) { keep(sense, inGroup: group, ofSplit: number) }
                }
            case .splitBySource(let key):
                for (group, sense) in indices(of: key).enumerated() { keep(sense, inGroup: group, ofSplit: number) }
            }
        }
    }

    private mutating func keep(_ sense: Int, inGroup group: Int, ofSplit number: Int) {
        apart[sense, default: [:]][number, default: []].insert(group)
    }

    /// The senses that a key in a decision means: itself, else its parts by source after a split by source.
    private func indices(of key: SenseKey) -> [Int] {
        if let sense = index[key] { return [sense] }
        guard key.qualifier.isEmpty else { return [] }
        return (byForm[key.form] ?? []).filter {
            senses[$0].key.kind == key.kind && senses[$0].key.qualifier.hasPrefix(SenseKey.sourcePrefix)
        }
    }
}
