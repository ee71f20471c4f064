import ClewModel

/// A small graph with entities, aliases and typed columns.
struct GraphSource: RelationSource {
    var schemas: [RelationSchema] = []
    var terms = TermDictionary()
    private var relations: [String: [[UInt32]]] = [:]
    private let aliases: [String: [String]] = [
        "MSFT": ["Microsoft"], "Georgia": ["Georgia (country)", "Georgia (state)"], "Acme": ["Acme Corp"],
    ]
    private let entities = [
        "Acme Corp", "Anthropic", "DeepSeek", "Georgia (country)", "Georgia (state)", "Microsoft", "OpenAI",
    ]

    init() {
        let facts = [
            ("OpenAI", "partners", "Microsoft"), ("DeepSeek", "competes_with", "OpenAI"),
            ("Acme Corp", "partners", "DeepSeek"), ("Microsoft", "located_in", "Georgia (state)"),
        ].map { (Term.text($0.0), Term.text($0.1), Term.text($0.2)) }
        add("triple", [.entity, .value, .any], facts.map { [$0.0, $0.1, $0.2] })
        add("partners", [.entity, .entity], facts.filter { $0.1 == .text("partners") }.map { [$0.0, $0.2] })
        add("confidence", [.value, .value], [[.text("s1"), .decimal(0.5)]])
    }

    private mutating func add(_ name: String, _ columns: [RelationSchema.Column], _ rows: [[Term]]) {
        relations[name] = columns.indices.map { column in rows.map { terms.intern($0[column]) } }
        schemas.append(
            RelationSchema(
                name: name, columns: columns, columnNames: columns.indices.map { "c\($0)" }, rowCount: rows.count))
        schemas.sort { $0.name < $1.name }
    }

    func columns(of relation: String) -> [[UInt32]]? { relations[relation] }

    func resolve(entity name: String) -> NameResolution {
        if entities.contains(name) { return .entity(name) }
        switch aliases[name] {
        case .some(let names) where names.count == 1: return .entity(names[0])
        case .some(let names): return .ambiguous(names)
        case .none: return .unknown(similar: entities.filter { $0.lowercased().hasPrefix(name.lowercased().prefix(3)) })
        }
    }
}
