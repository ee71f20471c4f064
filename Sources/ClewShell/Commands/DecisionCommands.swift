import ArgumentParser
import ClewKit

/// `clew forget`: a source and what only it supported.
struct ForgetCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "forget",
        abstract: "Removes an article from the graph, with whatever only it supported.",
        discussion: """
            Example:
              clew list sources
              clew forget https://example.org/story
            """)

    @ArgumentParser.Argument(
        help: ArgumentHelp("The source's key, URL or path, as `clew list sources` shows it.", valueName: "source"))
    var source: String

    @OptionGroup var graph: GraphOptions

    func run() throws {
        let key = try graph.open(.open).forget(source: source)
        StandardError.write("forgot \(TerminalText.sanitized(key))\n")
    }
}

/// `clew merge`: two names, one entity.
struct MergeCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "merge",
        abstract: "Decides that two names mean one entity. The decision outlives a re-ingest.",
        discussion: """
            Example:
              clew merge 'Acme' 'Acme Holding'
            """)

    @ArgumentParser.Argument(help: ArgumentHelp("A name.", valueName: "name")) var first: String
    @ArgumentParser.Argument(help: ArgumentHelp("Another name of the same.", valueName: "other")) var second: String
    @OptionGroup var graph: GraphOptions

    func run() throws {
        let name = try graph.open(.open).merge(first, second)
        StandardError.write("both are \(TerminalText.sanitized(name)) now\n")
    }
}

/// `clew split`: one name, several entities.
struct SplitCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "split",
        abstract: "Undoes the merges behind an entity. The decision outlives a re-ingest.",
        discussion: """
            Example:
              clew list merges
              clew split 'Georgia'
            """)

    @ArgumentParser.Argument(help: ArgumentHelp("The entity's name.", valueName: "name")) var name: String
    @OptionGroup var graph: GraphOptions

    func run() throws {
        let names = try graph.open(.open).split(name)
        StandardError.write("now apart: \(TerminalText.sanitized(names.joined(separator: ", ")))\n")
    }
}
