import ClewGraph
import ClewModel

/// A graph in words: everything that a user can see of it.
struct GraphListing {
    let graph: Graph

    var text: String {
        (["Entities"] + entities + ["", "Merges"] + merges + ["", "Facts"] + statements { $0.isFact }
            + ["", "Claims"] + statements { !$0.isFact } + ["", "Sources"] + sources).joined(separator: "\n") + "\n"
    }

    private var entities: [String] {
        (0..<graph.entityCount).map { index in
            let entity = graph.entity(index)
            let names = entity.aliases.map { "\($0.name) \($0.count)" }.joined(separator: ", ")
            return (["\(entity.name) [\(entity.type.rawValue)] \(names)"] + entity.sameAs).joined(separator: " ")
        }
    }

    private var merges: [String] {
        graph.merges.map { merge in
            "\(merge.entity): \(spelling(merge.left)) = \(spelling(merge.right)) (\(merge.reason))"
        }
    }

    private func spelling(_ name: EntityMerge.Name) -> String {
        [name.form, "[\(name.kind)]", name.qualifier].filter { !$0.isEmpty }.joined(separator: " ")
    }

    private func statements(_ isWanted: (GraphStatement) -> Bool) -> [String] {
        (0..<graph.statementCount).map(graph.statement).filter(isWanted).flatMap { statement -> [String] in
            var line = "\(statement.id) \(graph.entity(statement.subject).name) | \(statement.predicate) | "
            line += "\(graph.name(of: statement.object)) | \(statement.status.rawValue)"
            if let speaker = statement.speaker { line += " | \(graph.name(of: speaker))" }
            line += " | \(statement.confidence)"
            for qualifier in statement.qualifiers { line += " | \(qualifier.role): \(graph.name(of: qualifier.value))" }
            return [line]
                + graph.evidence(of: statement.index).map { piece in
                    let range = piece.range.map { "\($0.start)-\($0.end)" } ?? "-"
                    let copies = piece.copies.map { " = \($0.key)" }.joined()
                    return
                        "    \(piece.source.key)\(copies) \(range) \(piece.rule) \(piece.confidence): \(piece.sentence)"
                }
        }
    }

    private var sources: [String] {
        graph.sources.map { source in
            [source.key, source.url, source.title, source.published?.iso, source.copyOf.map { "copy of \($0)" }]
                .compactMap { $0 }.joined(separator: " | ")
        }
    }

    /// Every relation with its rows, sorted.
    var relations: String {
        let terms = graph.terms
        return graph.schemas.map { schema in
            let columns = graph.columns(of: schema.name) ?? []
            let rows = (0..<(columns.first?.count ?? 0)).map { row in
                columns.map { spelling(terms[$0[row]]) }.joined(separator: ", ")
            }
            let heading = "\(schema.name)(\(schema.columnNames.joined(separator: ", "))) \(schema.rowCount)"
            return ([heading] + rows.sorted().map { "    " + $0 }).joined(separator: "\n") + "\n"
        }.joined()
    }

    private func spelling(_ term: Term) -> String {
        switch term {
        case .boolean(let value): "\(value)"
        case .integer(let value): "\(value)"
        case .decimal(let value): "\(value)"
        case .date(let date): date.iso
        case .text(let text): "\"\(text)\""
        }
    }
}
