import ClewDatalog
import ClewModel
import Foundation
import Testing

/// Programs in other engines' languages. Each folder of `Translations` holds a `program.dl`, its `facts`, and what is
/// written for each target, or why nothing is; `CLEW_RECORD=1` writes what came out, and fails. That the answers are
/// the same is checked where the engines are: `Tests/Consumers/run_translations.py`.
@Suite struct TranslationTests {
    static let folder = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Translations")

    static let names: [String] = {
        let names = (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
        return names.filter { !$0.hasPrefix(".") && $0 != "README.md" }.sorted()
    }()

    @Test func thereAreCases() { #expect(TranslationTests.names.count >= 3) }

    @Test(arguments: names)
    func isWrittenAsExpected(name: String) throws {
        let folder = TranslationTests.folder.appending(path: name)
        let facts = FactFolder(folder: folder.appending(path: "facts").path)
        let text = try String(contentsOf: folder.appending(path: "program.dl"), encoding: .utf8)
        let outcome = ProgramChecker.check(
            [ParsedProgram(parsing: text, name: "program.dl")], against: facts, prelude: nil)
        let program = try #require(outcome.program, "\(outcome.diagnostics)")
        for target in ProgramTranslator.Target.allCases {
            let translation = ProgramTranslator(program, over: facts, folder: "facts").translation(to: target)
            let actual = translation.text ?? translation.diagnostics.map(line).joined()
            let file = folder.appending(path: "\(target.rawValue).txt")
            if ProcessInfo.processInfo.environment["CLEW_RECORD"] != nil {
                try actual.write(to: file, atomically: true, encoding: .utf8)
                Issue.record("recorded \(name)")
            } else {
                #expect(actual == (try String(contentsOf: file, encoding: .utf8)), "\(name), \(target.rawValue)")
            }
        }
    }

    private func line(_ diagnostic: Diagnostic) -> String {
        "line \(diagnostic.place?.line ?? 0): \(diagnostic.message) [\(diagnostic.code)]\n"
            + (diagnostic.repair.map { "  \($0)\n" } ?? "")
    }

    /// DuckDB can say all that the random programs do; what another target cannot say is refused with a line.
    @Test func randomProgramsAreWrittenOrRefusedWithTheirLine() throws {
        var refused = 0
        for seed in 0..<200 {
            let checked = try #require(checkedProgram(seed: seed).program)
            let translator = ProgramTranslator(checked, over: FactFolder())
            #expect(translator.translation(to: .duckdb).text != nil, "seed \(seed)")
            for target in ProgramTranslator.Target.allCases {
                let translation = translator.translation(to: target)
                #expect((translation.text == nil) == !translation.diagnostics.isEmpty)
                #expect(translation.diagnostics.allSatisfy { $0.place != nil }, "seed \(seed), \(target.rawValue)")
                if translation.text == nil { refused += 1 }
            }
        }
        #expect(refused > 50, "some programs must be beyond what some target can say")
    }

    /// Writes random programs for the engines to answer: `CLEW_PROGRAMS` names the folder.
    @Test(.enabled(if: ProcessInfo.processInfo.environment["CLEW_PROGRAMS"] != nil))
    func writesRandomPrograms() throws {
        let path = try #require(ProcessInfo.processInfo.environment["CLEW_PROGRAMS"])
        let folder = URL(filePath: path, directoryHint: .isDirectory)
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        for seed in 0..<150 {
            try checkedProgram(seed: seed).text.write(
                to: folder.appending(path: "\(seed).dl"), atomically: true, encoding: .utf8)
        }
    }

    private func checkedProgram(seed: Int) -> (text: String, program: CheckedProgram?) {
        var random = RandomProgram(seed: seed)
        let text = random.make().text
        let outcome = ProgramChecker.check([ParsedProgram(parsing: text, name: "program.dl")], against: FactFolder())
        return (text, outcome.program)
    }
}
