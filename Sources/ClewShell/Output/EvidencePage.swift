import ClewKit

/// Why something holds, down to the sentences: a derivation, and the evidence of the facts that it rests on.
struct EvidencePage {
    let graph: Graph
    /// Lines are broken at this width.
    let columns: Int

    /// The derivation, then the sentences behind each given fact.
    func text(of derivation: Derivation) -> String {
        let given = derivation.givenFacts
        var text = ""
        if derivation.nodes.count > 1 || given.isEmpty {
            text += derivation.text().split(separator: "\n").map { TerminalText.sanitized(String($0)) + "\n" }.joined()
            if !given.isEmpty { text += "\n" }
        }
        text += given.map { self.text(of: $0) }.joined(separator: "\n")
        if !derivation.isComplete { text += "A limit cut the search short; there may be a shorter derivation.\n" }
        return text
    }

    /// A fact with the sentences behind it.
    func text(of fact: Fact) -> String {
        TerminalText.sanitized(fact.spelling) + "\n" + statements(behind: fact).map(text).joined()
    }

    /// The statements that a row of the graph's relations stands for.
    func statements(behind fact: Fact) -> [GraphStatement] {
        switch (fact.relation, fact.terms.count) {
        case ("triple", 3):
            guard case .text(let predicate) = fact.terms[1] else { return [] }
            return facts(fact.terms[0], predicate, fact.terms[2])
        case ("said", 4):
            guard case .text(let predicate) = fact.terms[2] else { return [] }
            return find(fact.terms[1], predicate, fact.terms[3]).filter { statement in
                statement.speaker.map { Term.text(graph.name(of: $0)) } == fact.terms[0]
            }
        case ("statement", _), ("status", _), ("speaker", _), ("confidence", _), ("qualifier", _), ("evidence", _):
            guard case .text(let id) = fact.terms.first, let index = graph.statementIndex(id: id) else { return [] }
            return [graph.statement(index)]
        case (_, 2): return facts(fact.terms[0], fact.relation, fact.terms[1])
        default: return []
        }
    }

    private func find(_ subject: Term, _ predicate: String, _ object: Term) -> [GraphStatement] {
        guard case .text(let name) = subject else { return [] }
        return graph.statements(subject: name, predicate: predicate, object: object)
    }

    private func facts(_ subject: Term, _ predicate: String, _ object: Term) -> [GraphStatement] {
        find(subject, predicate, object).filter(\.isFact)
    }

    /// A statement's marks and sentences, without its subject, predicate and object.
    func text(of statement: GraphStatement) -> String {
        var text = ""
        var marks: [String] = []
        if statement.status != .asserted { marks.append(statement.status.rawValue) }
        if let speaker = statement.speaker { marks.append("says " + graph.name(of: speaker)) }
        marks += statement.qualifiers.map { "\($0.role): \(graph.name(of: $0.value))" }
        if !marks.isEmpty { text += indented(marks.joined(separator: " · "), by: 2) }
        for evidence in graph.evidence(of: statement.index) { text += self.text(of: evidence) }
        return text
    }

    private func text(of evidence: GraphEvidence) -> String {
        var text = indented("“" + evidence.sentence + "”", by: 2)
        var place = [evidence.source.title ?? evidence.source.origin]
        if let publisher = evidence.source.publisher { place.append(publisher) }
        if let date = evidence.source.published { place.append(date.iso) }
        if let range = evidence.range { place.append("characters \(range.start)–\(range.end)") }
        text += indented(place.joined(separator: ", "), by: 4)
        text += indented(evidence.source.url ?? evidence.source.origin, by: 4)
        for copy in evidence.copies { text += indented("also: " + (copy.url ?? copy.origin), by: 4) }
        let explanation = RuleBook.explanation(of: evidence.rule).map { ": " + $0 } ?? ""
        return text + indented("read by the rule \(evidence.rule)\(explanation)", by: 4)
    }

    private func indented(_ text: String, by count: Int) -> String {
        let margin = String(repeating: " ", count: count)
        let lines = TerminalText.wrapped(TerminalText.sanitized(text), to: max(20, columns - count))
        return lines.map { margin + $0 + "\n" }.joined()
    }
}
