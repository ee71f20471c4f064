import ClewKit
import Foundation

/// The commands that begin with a full stop.
extension ReplSession {
    /// Name, arguments and what it does; the order of `.help`.
    static let commands: [(name: String, arguments: String, help: String)] = [
        ("help", "", "this list"),
        ("relations", "[PREFIX]", "the relations that have rows, or all with a prefix"),
        ("schema", "RELATION", "a relation's columns"),
        ("show", "ENTITY", "all that the graph holds on an entity"),
        ("why", "FACT", "why a fact holds, down to the sentences; .why not FACT says what fails"),
        ("explain", "QUERY", "the plan of a query, with sizes"),
        ("rules", "", "the session's rules, numbered"),
        ("retract", "NUMBER", "take a rule back"),
        ("read", "FILE", "run a file; its rules stay for the session"),
        ("save", "FILE", "write the session's rules to a file"),
        ("load", "GRAPH", "open another graph"),
        ("mode", RowFormat.allCases.map(\.rawValue).joined(separator: "|"), "how answers are written"),
        ("limit", "NUMBER", "rows shown of an answer; 0 shows all"),
        ("timer", "on|off", "show how long an answer took"),
        ("quit", "", "leave (Ctrl-D does too)"),
    ]

    /// Runs a command, without its full stop.
    func command(_ line: String) throws -> Step {
        let parts = line.split(separator: " ", maxSplits: 1, omittingEmptySubsequences: true)
        let name = parts.first.map(String.init) ?? ""
        let argument = parts.count > 1 ? parts[1].trimmingCharacters(in: .whitespaces) : ""
        switch name {
        case "help": help()
        case "quit", "exit": return .quit
        case "relations": relations(prefix: argument)
        case "schema": try schema(needed(argument, name))
        case "show": try show(needed(argument, name))
        case "why": StandardOutput.write(try WhyAnswer(runner: runner, graph: graph).text(needed(argument, name)).text)
        case "explain":
            let program = try runner.checked(ParsedProgram(parsingPrompt: needed(argument, name)))
            StandardOutput.write(TerminalText.sanitizedLines(runner.evaluator.explain(program)))
        case "rules":
            for entry in runner.session.entries {
                StandardOutput.write("\(entry.number)  \(TerminalText.sanitized(entry.text))\n")
            }
        case "retract": try retract(needed(argument, name))
        case "read": try ask(InputFile.text(path: needed(argument, name)))
        case "save": try save(needed(argument, name))
        case "load": try open(needed(argument, name))
        case "mode": format = try choice(RowFormat(rawValue: argument), name)
        case "limit": rowsShown = try choice(Int(argument).flatMap { $0 >= 0 ? $0 : nil }, name)
        case "timer": showsTime = try choice(["on": true, "off": false][argument], name)
        default:
            let near = Suggestion.nearest(to: name, in: ReplSession.commands.map(\.name)).map { "." + $0 }
            throw ClewFailure(
                .usage, code: "repl.unknown-command", "there is no command .\(name)",
                repair: Suggestion.didYouMean(near) ?? ".help lists them")
        }
        return .next
    }

    private func needed(_ argument: String, _ name: String) throws -> String {
        guard argument.isEmpty else { return argument }
        let arguments = Self.commands.first { $0.name == name }?.arguments ?? ""
        throw ClewFailure(
            .usage, code: "repl.missing-argument", ".\(name) needs an argument", repair: "write .\(name) \(arguments)")
    }

    private func choice<Value>(_ value: Value?, _ name: String) throws -> Value {
        if let value { return value }
        let arguments = Self.commands.first { $0.name == name }?.arguments ?? ""
        throw ClewFailure(
            .usage, code: "repl.argument", "that is nothing .\(name) knows", repair: "write .\(name) \(arguments)")
    }

    private func help() {
        StandardOutput.write(
            """
            Type a query, as in  released(?who, ?what)  or  ?- partners(OpenAI, ?x), not acquired(?x, _).
            Type a rule, as in  ally(?x, ?y) :- partners(?x, ?y).  It stays for the session.
            A statement may go over several lines; it ends with its full stop.


            """)
        let width = Self.commands.map { $0.name.count + $0.arguments.count + 2 }.max() ?? 0
        for command in Self.commands {
            let usage = ".\(command.name) \(command.arguments)"
            let space = String(repeating: " ", count: max(2, width + 2 - usage.count))
            StandardOutput.write("  \(usage)\(space)\(command.help)\n")
        }
    }

    private func relations(prefix: String) {
        let schemas = graph.schemas.filter { prefix.isEmpty ? $0.rowCount > 0 : $0.name.hasPrefix(prefix) }
        let rows = schemas.map { schema -> [Term] in
            [
                .text(schema.name), .text(schema.columnNames.joined(separator: ", ")),
                .integer(Int64(schema.rowCount)),
            ]
        }
        FormatOptions(format).write(headings: ["relation", "columns", "rows"], rows: rows)
    }

    private func schema(_ name: String) throws {
        guard let schema = graph.schemas.first(where: { $0.name == name }) else {
            throw ClewFailure(
                .usage, code: "query.unknown-relation", "no relation is called \(name)", repair: ".relations lists them"
            )
        }
        let rows = zip(schema.columnNames, schema.columns).map { [Term.text($0), .text($1.rawValue)] }
        FormatOptions(format).write(headings: ["column", "holds"], rows: rows)
    }

    private func show(_ name: String) throws {
        let unquoted =
            name.hasPrefix("\"") && name.hasSuffix("\"") && name.count > 1 ? String(name.dropFirst().dropLast()) : name
        let index = try EntityName.index(of: unquoted, in: graph)
        StandardOutput.write(EntityPage(graph: graph, profile: graph.profile(of: index)).text)
    }

    private func retract(_ number: String) throws {
        guard let number = Int(number), runner.session.retract(number) else {
            throw ClewFailure(.usage, code: "repl.no-rule", "there is no rule \(number)", repair: ".rules lists them")
        }
        completer.noteRules(of: runner.session)
    }

    private func save(_ path: String) throws {
        let text = runner.session.entries.map { $0.text + "\n" }.joined()
        try OutputFile.write(path: path) { try $0.write(contentsOf: Data(text.utf8)) }
    }
}
