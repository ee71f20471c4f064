import ArgumentParser

/// `clew completions`: what a shell needs to complete clew's commands and options.
struct CompletionsCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "completions",
        abstract: "Prints the completions for a shell: bash, zsh or fish.",
        discussion: """
            Examples:
              clew completions bash > ~/.local/share/bash-completion/completions/clew
              clew completions zsh > ~/.zfunc/_clew
              clew completions fish > ~/.config/fish/completions/clew.fish
            """)

    /// The shells.
    enum Shell: String, CaseIterable, ExpressibleByArgument {
        case bash, zsh, fish
    }

    @ArgumentParser.Argument(help: "bash, zsh or fish.") var shell: Shell

    func run() {
        let shell: CompletionShell =
            switch shell {
            case .bash: .bash
            case .zsh: .zsh
            case .fish: .fish
            }
        StandardOutput.write(ClewCommand.completionScript(for: shell) + "\n")
    }
}

/// `clew manual`: the manual page.
struct ManualCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "manual",
        abstract: "Prints the manual page, for man.",
        discussion: """
            Examples:
              clew manual | man -l -
              clew manual > ~/.local/share/man/man1/clew.1
            """)

    func run() throws {
        StandardOutput.write(try ManualPage(of: ClewCommand._dumpHelp()).text)
    }
}
