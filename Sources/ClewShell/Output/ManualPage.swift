import Foundation

/// The manual page of a command and its subcommands in `mdoc(7)`, from what the argument parser knows of them.
struct ManualPage {
    private let root: Command

    /// What `_dumpHelp` says of a command, as far as a manual page tells it.
    private struct Command: Decodable {
        struct Argument: Decodable {
            struct Name: Decodable {
                var kind: String
                var name: String
            }

            var kind: String
            var shouldDisplay: Bool
            var isOptional: Bool
            var isRepeating: Bool
            var names: [Name]?
            var valueName: String?
            var defaultValue: String?
            var abstract: String?
        }

        var commandName: String
        var abstract: String?
        var discussion: String?
        var subcommands: [Command]?
        var arguments: [Argument]?
    }

    private struct Tool: Decodable {
        var command: Command
    }

    /// - Parameter dump: the argument parser's description of a tool, in JSON.
    init(of dump: String) throws { root = try JSONDecoder().decode(Tool.self, from: Data(dump.utf8)).command }

    /// The page. It carries no date: the same program has the same page.
    var text: String {
        let commands = (root.subcommands ?? []).filter { $0.commandName != "help" }
        var lines = [
            ".Dd $Mdocdate$", ".Dt CLEW 1", ".Os", ".Sh NAME", ".Nm \(root.commandName)",
            ".Nd \(ManualPage.escaped(root.abstract ?? ""))", ".Sh SYNOPSIS", ".Nm", ".Ar command", ".Op Ar options",
            ".Sh DESCRIPTION",
        ]
        lines += paragraphs(root.discussion) + [".Sh COMMANDS"]
        for command in commands { lines += section(command) }
        lines += [
            ".Sh ENVIRONMENT", ".Bl -tag -width XDG_STATE_HOME",
            ".It Ev NO_COLOR", "If set and not empty, nothing is coloured.",
            ".It Ev PAGER", "What shows long answers at the prompt.",
            ".It Ev XDG_STATE_HOME", "The folder under which the prompt keeps its history.", ".El",
            ".Sh EXIT STATUS", ".Bl -tag -width 70",
            ".It 0", "Done.", ".It 1", "Something in the input could not be used; the rest was.",
            ".It 2", "Wrong usage.", ".It 3", "A limit cut the answer short.", ".It 70", "A defect in clew.", ".El",
        ]
        return lines.joined(separator: "\n") + "\n"
    }

    private func section(_ command: Command) -> [String] {
        let arguments = (command.arguments ?? []).filter(\.shouldDisplay)
        var synopsis = ".Nm \(root.commandName) \(command.commandName)"
        for argument in arguments where argument.kind == "positional" {
            let name = "Ar \(argument.valueName ?? "value")" + (argument.isRepeating ? " ..." : "")
            synopsis += argument.isOptional ? " Op \(name)" : " \(name)"
        }
        var lines = [".Ss \(command.commandName)", synopsis, ".Pp", ManualPage.escaped(command.abstract ?? "")]
        lines += paragraphs(command.discussion)
        let options = arguments.filter { !["version", "help"].contains($0.names?.first?.name ?? "") }
        if !options.isEmpty {
            lines += [".Bl -tag -width Ds"] + options.flatMap(item) + [".El"]
        }
        return lines
    }

    private func item(_ argument: Command.Argument) -> [String] {
        let names = (argument.names ?? []).map { $0.kind == "long" ? "Fl \\-\($0.name)" : "Fl \($0.name)" }
        let value = argument.kind == "flag" ? "" : "Ar \(argument.valueName ?? "value")"
        let head = names.isEmpty ? value : names.joined(separator: " , ") + (value.isEmpty ? "" : " " + value)
        let standard = argument.defaultValue.map { " (standard: \($0))" } ?? ""
        return [".It \(head)", ManualPage.escaped((argument.abstract ?? "") + standard)]
    }

    /// Prose as paragraphs; lines that are indented, as examples and tables are, as they stand.
    private func paragraphs(_ text: String?) -> [String] {
        var lines: [String] = []
        var isLiteral = false
        func end() {
            if isLiteral { lines.append(".Ed") }
            isLiteral = false
        }
        for line in (text ?? "").split(separator: "\n", omittingEmptySubsequences: false) {
            if line.isEmpty {
                end()
                lines.append(".Pp")
            } else if line.hasPrefix("  ") || line.contains("    ") {
                if !isLiteral { lines.append(".Bd -literal -offset indent") }
                isLiteral = true
                lines.append(ManualPage.escaped(line.hasPrefix("  ") ? String(line.dropFirst(2)) : String(line)))
            } else {
                end()
                lines.append(ManualPage.escaped(String(line)))
            }
        }
        end()
        return [".Pp"] + lines
    }

    /// A line of text that roff takes as it stands.
    private static func escaped(_ text: String) -> String {
        var result = text.replacing("\\", with: "\\e").replacing("-", with: "\\-")
        if result.hasPrefix(".") || result.hasPrefix("'") { result = "\\&" + result }
        return result
    }
}
