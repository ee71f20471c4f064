import ClewKit

/// The answer to "why", for the command and the REPL.
struct WhyAnswer {
    let runner: QuestionRunner
    let graph: Graph

    /// Why a fact, a query's first answer, or (after `not`) the absence of one holds.
    /// - Throws: `ClewFailure` where the question has an error.
    func text(_ question: String) throws -> (text: String, holds: Bool) {
        var question = question
        let isNegative = question.hasPrefix("not ")
        if isNegative { question = String(question.dropFirst(4)) }
        let program = ParsedProgram(parsingPrompt: question)
        let explainer = Explainer(runner.evaluator, try runner.checked(program))
        let page = EvidencePage(graph: graph, columns: Terminal.isOutput ? Terminal.columns : 120)
        if !isNegative, let derivation = explainer.why() { return (page.text(of: derivation), true) }
        guard let refutation = explainer.whyNot() else {
            throw ClewFailure(
                .usage, code: "query.nothing-to-explain", "there is nothing to explain in this question",
                repair: "give a fact, as in clew why 'partners(Microsoft, OpenAI)'")
        }
        return (refuted(refutation, page), isNegative && !refutation.holds)
    }

    /// What fails, and the statements that say the same but are no facts.
    private func refuted(_ refutation: Refutation, _ page: EvidencePage) -> String {
        var text = refutation.text().split(separator: "\n").map { TerminalText.sanitized(String($0)) + "\n" }.joined()
        guard !refutation.holds else { return text }
        let wanted = refutation.question
        let claims = (0..<graph.statementCount).lazy.map { graph.statement($0) }.filter { statement in
            let fact = Fact(
                relation: statement.predicate,
                terms: [
                    .text(graph.name(of: .entity(statement.subject))), .text(graph.name(of: statement.object)),
                ])
            return !statement.isFact && fact.spelling == wanted
        }
        for statement in claims.prefix(5) {
            text += "\nIt stands in the articles, but not as a fact:\n" + page.text(of: statement)
        }
        return text
    }
}
