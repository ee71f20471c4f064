import ClewGraph
import ClewModel

/// FollowTheMoney entities as lines of JSON, which Aleph, OpenAleph and `ftm` load: articles, then those that they speak
/// of, then a link for each statement between two entities, with its articles as proof and its sentences.
///
/// A fact whose relation the model knows has that schema (an ownership, an employment); all else is an unknown link
/// with the relation as its role, marked where it is only claimed. A statement with a literal fills a property of its
/// subject where the model has one, and else becomes a note of it.
public struct FollowTheMoneyWriter: GraphWriter {
    /// A writer.
    public init() {}

    /// Writes sources by key, entities by name, statements in their order; O(nodes + statements with literals) memory.
    public func write(_ selection: ExportSelection, to sink: ByteSink) throws -> ExportReport {
        let output = TextOutput(sink)
        let lines = FollowTheMoneyLines(selection)
        var written: Set<String> = []
        for statement in selection.statements {
            for piece in selection.graph.evidence(of: statement) where written.insert(piece.source.key).inserted {
                try output.write(lines.article(piece.source))
            }
        }
        for node in selection.nodes.indices {
            if let line = lines.entity(node) { try output.write(line) }
        }
        for statement in selection.statements {
            if let line = lines.link(statement) { try output.write(line) }
        }
        try output.flush()
        return ExportReport(selection)
    }
}

/// The lines of a selection.
private struct FollowTheMoneyLines {
    private let selection: ExportSelection
    private let ids: [String]
    /// Statements with a literal, by their subject.
    private var literals: [Int: [Int]] = [:]
    /// Entities that a fact says are owned.
    private var owned: Set<Int> = []

    private typealias Properties = [(name: String, values: [String])]

    init(_ selection: ExportSelection) {
        self.selection = selection
        ids = selection.ids()
        for index in selection.statements {
            let statement = selection.graph.statement(index)
            guard case .entity(let object) = statement.object else {
                literals[statement.subject, default: []].append(index)
                continue
            }
            let link = link(of: statement, to: object)
            if link.from.property == "asset" { owned.insert(statement.subject) }
            if link.to.property == "asset" { owned.insert(object) }
        }
    }

    private func link(of statement: GraphStatement, to object: Int) -> FollowTheMoneySchema.Link {
        guard statement.isFact else { return FollowTheMoneySchema.unknown }
        let graph = selection.graph
        return FollowTheMoneySchema.link(
            statement.predicate, from: graph.entityType(statement.subject), to: graph.entityType(object))
    }

    // MARK: - Lines

    func article(_ source: Source) -> String {
        line(
            id: id(of: source), schema: "Article",
            [
                ("title", [source.title ?? source.key]), ("author", source.authors),
                ("publisher", [source.publisher].compactMap(\.self)),
                ("publishedAt", [source.published?.iso].compactMap(\.self)),
                ("retrievedAt", [source.saved?.iso].compactMap(\.self)),
                ("sourceUrl", [source.url].compactMap(\.self)), ("fileName", [source.origin]),
            ])
    }

    /// An entity; nothing for a literal, which its subject tells.
    func entity(_ node: Int) -> String? {
        guard case .entity(let index) = selection.nodes[node] else { return nil }
        let entity = selection.graph.entity(index)
        let schema = FollowTheMoneySchema.name(of: entity.type, isOwned: owned.contains(index))
        var properties: Properties = [
            ("name", [entity.name]), ("alias", entity.aliases.map(\.name).filter { $0 != entity.name }),
        ]
        // These two are called by another property than the name.
        if schema == "Address" { properties.append(("full", [entity.name])) }
        if schema == "Note" { properties.append(("description", [entity.name])) }
        let wikidata = "https://www.wikidata.org/wiki/"
        properties.append(
            ("wikidataId", entity.sameAs.filter { $0.hasPrefix(wikidata) }.map { String($0.dropFirst(wikidata.count)) })
        )
        properties.append(("wikipediaUrl", entity.sameAs.filter { $0.contains(".wikipedia.org/wiki/") }))
        var notes: [String] = []
        for index in literals[index] ?? [] {
            let statement = selection.graph.statement(index)
            let value = selection.graph.name(of: statement.object)
            if statement.isFact, let property = FollowTheMoneySchema.property(statement.predicate, of: entity.type) {
                properties.append((property, [value]))
            } else {
                notes.append("\(statement.label(in: selection.graph)): \(value)")
            }
        }
        properties.append(("notes", notes))
        return line(id: ids[node], schema: schema, properties)
    }

    /// A statement between two entities.
    func link(_ index: Int) -> String? {
        let graph = selection.graph
        let statement = graph.statement(index)
        guard case .entity(let object) = statement.object else { return nil }
        let link = link(of: statement, to: object)
        let ends = selection.ends(of: index)
        let evidence = graph.evidence(of: index)
        var properties: Properties = [
            (link.from.property, [ids[ends.from]]), (link.to.property, [ids[ends.to]]),
            (FollowTheMoneySchema.roleProperty(of: link.schema), [statement.label(in: graph)]),
        ]
        for qualifier in statement.qualifiers {
            guard case .literal(.date(let date)) = qualifier.value else { continue }
            switch qualifier.role {
            case "when": properties.append(("date", [date.iso]))
            case "since": properties.append(("startDate", [date.iso]))
            case "until": properties.append(("endDate", [date.iso]))
            default: continue
            }
        }
        if !statement.qualifiers.isEmpty { properties.append(("summary", [statement.circumstances(in: graph)])) }
        properties.append(("description", evidence.map(\.sentence)))
        properties.append(("sourceUrl", evidence.compactMap(\.source.url)))
        properties.append(("proof", evidence.map { id(of: $0.source) }))
        properties.append(("recordId", [statement.id]))
        return line(id: "e" + statement.id, schema: link.schema, properties)
    }

    private func id(of source: Source) -> String {
        "s" + ContentHash.sha256(fields: ["source", source.key]).prefix(16)
    }

    /// Values that stand twice, and properties without one, are left out; what comes twice is joined.
    private func line(id: String, schema: String, _ properties: Properties) -> String {
        var names: [String] = []
        var values: [String: [String]] = [:]
        var seen: [String: Set<String>] = [:]
        for property in properties {
            for value in property.values where seen[property.name, default: []].insert(value).inserted {
                if values[property.name] == nil { names.append(property.name) }
                values[property.name, default: []].append(value)
            }
        }
        let members = names.map { ($0, JSONText.array((values[$0] ?? []).map { JSONText.string($0) })) }
        return JSONText.object([
            ("id", JSONText.string(id)), ("schema", JSONText.string(schema)),
            ("properties", JSONText.object(members)),
        ]) + "\n"
    }
}
