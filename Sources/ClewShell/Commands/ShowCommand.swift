import ArgumentParser
import ClewKit

/// `clew show`: all that the graph holds on one entity.
struct ShowCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "show",
        abstract: "Shows an entity: names, type, facts in both directions, what is only claimed, and sources.",
        discussion: """
            Example:
              clew show 'Halden Robotics'
            """)

    @ArgumentParser.Argument(help: ArgumentHelp("A name of the entity.", valueName: "entity")) var entity: String
    @OptionGroup var graph: GraphOptions

    func run() throws {
        let graph = try graph.open(.read).graph()
        let index = try EntityName.index(of: entity, in: graph)
        StandardOutput.write(EntityPage(graph: graph, profile: graph.profile(of: index)).text)
    }
}

/// Entities as users name them.
enum EntityName {
    /// The number of the entity behind a name.
    /// - Throws: `ClewFailure` where no entity or several are called so.
    static func index(of name: String, in graph: Graph) throws -> Int {
        switch graph.resolve(entity: name) {
        case .entity(let canonical):
            if let index = graph.entityIndex(named: canonical) { return index }
            throw unknown(name, similar: [])
        case .ambiguous(let names):
            throw ClewFailure(
                .usage, code: "graph.ambiguous-entity", "\(name) may mean \(names.joined(separator: ", "))",
                repair: "use one of these names")
        case .unknown(let similar): throw unknown(name, similar: similar)
        }
    }

    private static func unknown(_ name: String, similar: [String]) -> ClewFailure {
        ClewFailure(
            .usage, code: "graph.unknown-entity", "no entity is called \(name)",
            repair: similar.isEmpty
                ? "clew list entities shows them" : "did you mean \(similar.joined(separator: ", "))?")
    }
}
