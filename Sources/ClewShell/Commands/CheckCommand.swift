import ArgumentParser
import ClewKit

/// `clew check`: whether a graph file is sound.
struct CheckCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "check",
        abstract: "Checks that the graph file is sound: every page of it, and every reference.",
        discussion: """
            Example:
              clew check --graph chips.graph && echo sound
            """)

    @OptionGroup var graph: GraphOptions

    func run() throws {
        let base = try graph.open(.read)
        try base.check()
        let graph = try base.graph()
        StandardError.write("sound: \(graph.sourceCount) sources, \(graph.statementCount) statements\n")
    }
}
