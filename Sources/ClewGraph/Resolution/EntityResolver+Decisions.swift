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
                // A part by source that a group names itself belongs to no other group.
                let named = Set(groups.flatMap { $0 })
                for (group, keys) in groups.enumerated() {
                    for sense in keys.flatMap({ indices(of: $0) })
                    where !named.contains(senses[sense].key) || keys.contains(senses[sense].key) {
                        keep(sense, inGroup: group, ofSplit: number)
                    }
                }
            case .splitBySource(let key):
                for (group, sense) in indices(of: key).enumerated() { keep(sense, inGroup: group, ofSplit: number) }
            }
        }
    }

    private mutating func keep(_ sense: Int, inGroup group: Int, ofSplit number: Int) {
        apart[sense, default: [:]][number, default: []].insert(group)
    }

    /// The senses that a key in a decision means: itself, else its parts by source where sources tell the name's bearers
    /// apart by now.
    private func indices(of key: SenseKey) -> [Int] {
        if let sense = index[key] { return [sense] }
        guard key.qualifier.isEmpty else { return [] }
        return (byForm[key.form] ?? []).filter {
            senses[$0].key.kind == key.kind && senses[$0].key.qualifier.hasPrefix(SenseKey.sourcePrefix)
        }
    }
}

extension Decision {
    /// Senses of persons' full names that decisions tell apart by source: they stay apart so whatever the articles say
    /// later, so that a decision finds what it was about.
    static func namesakes(_ decisions: [Decision]) -> Set<SenseKey> {
        let keys = decisions.flatMap { decision -> [SenseKey] in
            switch decision {
            case .merge(let keys): keys
            case .split(let groups): groups.flatMap { $0 }
            case .splitBySource: []
            }
        }
        return Set(
            keys.filter { $0.kind == .person && $0.isOfOneSource && $0.form.contains(" ") }.map {
                SenseKey(kind: $0.kind, form: $0.form)
            })
    }
}
