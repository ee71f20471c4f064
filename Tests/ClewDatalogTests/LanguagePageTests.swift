import ClewDatalog
import Foundation
import Testing

/// The examples of the reference page answer what the page says.
@Suite struct LanguagePageTests {
    static let page: String = {
        let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent()
        let file = root.appendingPathComponent("Sources/ClewDatalog/LANGUAGE.md")
        return (try? String(contentsOf: file, encoding: .utf8)) ?? ""
    }()

    /// Programs with their answers.
    static let examples: [(program: String, answers: String)] = {
        let parts = page.components(separatedBy: "```")
        var examples: [(String, String)] = []
        for (index, part) in parts.enumerated() where part.hasPrefix("datalog\n") {
            let answers = index + 2 < parts.count ? parts[index + 2] : ""
            examples.append(
                (String(part.dropFirst(8)), answers.hasPrefix("answers\n") ? String(answers.dropFirst(8)) : ""))
        }
        return examples
    }()

    @Test func examplesAnswerAsThePageSays() {
        #expect(LanguagePageTests.examples.count >= 14)
        for (program, answers) in LanguagePageTests.examples {
            let outcome = ProgramChecker.check([ParsedProgram(parsing: program)], against: FactFolder())
            guard let checked = outcome.program else {
                Issue.record("refused: \(outcome.diagnostics)\n\(program)")
                continue
            }
            let result = Evaluator(source: FactFolder(), limits: .none).evaluate(checked)
            let blocks = result.answers.map { answer -> String in
                if answer.variables.isEmpty { return (answer.rowCount > 0 ? "yes" : "no") + "\n" }
                let lines = [answer.variables.map { "?" + $0 }] + answer.rows.map { $0.map(\.sourceSpelling) }
                return lines.map { $0.joined(separator: "\t") + "\n" }.joined()
            }
            #expect(blocks.joined(separator: "\n") == answers, "\(program)")
        }
    }
}
