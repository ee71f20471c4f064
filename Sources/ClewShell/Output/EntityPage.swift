import ClewKit

/// What is known of one entity, as text.
struct EntityPage {
    let graph: Graph
    let profile: EntityProfile

    /// Names and type, facts in both directions, claims, sources and merges; sections without content are left out.
    var text: String {
        var text = line("\(profile.entity.name) (\(profile.entity.type.rawValue))")
        let aliases = profile.entity.aliases.map { "\($0.name) ×\($0.count)" }
        if !aliases.isEmpty { text += line("  called " + aliases.joined(separator: ", ")) }
        for uri in profile.entity.sameAs { text += line("  same as \(uri)") }
        text += section("Facts", profile.facts.map(StatementLine(graph: graph).text))
        text += section("Facts about it", profile.factsAbout.map(StatementLine(graph: graph).text))
        text += section("Only claimed, planned, denied or asked", profile.claims.map(StatementLine(graph: graph).text))
        text += section("What it says", profile.said.map(StatementLine(graph: graph).text))
        text += section("Sources", profile.sources.map(sourceLine))
        text += section(
            "Why these names are one", profile.merges.map { "\($0.left.form) = \($0.right.form): \($0.reason)" })
        return text
    }

    private func section(_ heading: String, _ lines: [String]) -> String {
        lines.isEmpty ? "" : "\n" + line(heading) + lines.map { line("  " + $0) }.joined()
    }

    private func line(_ text: String) -> String { TerminalText.sanitized(text) + "\n" }

    private func sourceLine(_ source: Source, _ count: Int) -> String {
        let date = source.published.map { $0.iso + "  " } ?? ""
        return "\(date)\(source.title ?? source.origin)  ×\(count)  [\(source.key)]"
    }
}

/// A statement on one line: `sued(Orrin Systems, Halden Robotics)  alleged, says X  when: 2026`.
struct StatementLine {
    let graph: Graph

    /// The statement with status, speaker and circumstances where they say something.
    func text(_ statement: GraphStatement) -> String {
        var text = "\(statement.predicate)(\(graph.name(of: .entity(statement.subject))), "
        text += graph.name(of: statement.object) + ")"
        var marks: [String] = []
        if statement.status != .asserted { marks.append(statement.status.rawValue) }
        if let speaker = statement.speaker { marks.append("says " + graph.name(of: speaker)) }
        if !marks.isEmpty { text += "  [" + marks.joined(separator: ", ") + "]" }
        for qualifier in statement.qualifiers { text += "  \(qualifier.role): \(graph.name(of: qualifier.value))" }
        return text
    }
}
