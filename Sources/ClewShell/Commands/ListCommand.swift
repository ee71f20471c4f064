import ArgumentParser
import ClewKit

/// `clew list`: what the graph holds.
struct ListCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "list",
        abstract: "Lists the graph's sources, entities, predicates or merges.",
        discussion: """
            Examples:
              clew list sources
              clew list entities --format csv > entities.csv
              clew list merges
            """)

    /// What is listed.
    enum Subject: String, CaseIterable, ExpressibleByArgument {
        case sources, entities, predicates, merges
    }

    @ArgumentParser.Argument(help: "sources, entities, predicates or merges.") var subject: Subject
    @OptionGroup var graph: GraphOptions
    @OptionGroup var format: FormatOptions

    func run() throws {
        let graph = try graph.open(.read).graph()
        switch subject {
        case .sources: sources(of: graph)
        case .entities: entities(of: graph)
        case .predicates: predicates(of: graph)
        case .merges: merges(of: graph)
        }
    }

    private func sources(of graph: Graph) {
        let rows = graph.sources.map { source -> [Term] in
            [
                source.key, source.published?.iso ?? "", source.publisher ?? "", source.title ?? "",
                source.url ?? source.origin,
            ]
            .map { .text($0) }
        }
        format.write(headings: ["source", "date", "publisher", "title", "place"], rows: rows)
    }

    private func entities(of graph: Graph) {
        let rows = graph.entities.map { entity -> [Term] in
            [
                .text(entity.name), .text(entity.type.rawValue), .integer(Int64(entity.mentionCount)),
                .integer(Int64(entity.sourceCount)), .integer(Int64(entity.statementCount)),
            ]
        }
        format.write(headings: ["entity", "type", "mentions", "sources", "statements"], rows: rows)
    }

    private func predicates(of graph: Graph) {
        let rows = graph.predicates.map { predicate -> [Term] in
            [.text(predicate.name), .integer(Int64(predicate.factCount)), .integer(Int64(predicate.statementCount))]
        }
        format.write(headings: ["predicate", "facts", "statements"], rows: rows)
    }

    private func merges(of graph: Graph) {
        let rows = graph.merges.map { merge -> [Term] in
            [merge.entity, merge.left.form, merge.right.form, merge.reason].map { .text($0) }
        }
        format.write(headings: ["entity", "name", "name", "why"], rows: rows)
    }
}
