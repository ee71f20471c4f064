import ClewDatalog
import ClewModel
import Foundation
import Testing

/// Each folder of `Cases` is a test: `program.dl` is evaluated over `facts/*.tsv`, and must give exactly the files of
/// `expected/` and the lines of `expected.txt` (diagnostics, then the answers of each query). `CLEW_RECORD=1` writes
/// what came out, and fails.
@Suite struct GoldenTests {
    static let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent().appendingPathComponent("Cases")

    static let names: [String] = {
        let names = (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
        return names.filter { !$0.hasPrefix(".") && $0 != "README.md" }.sorted()
    }()

    @Test func thereAreCases() { #expect(GoldenTests.names.count >= 20) }

    @Test(arguments: names)
    func answersAreTheExpected(name: String) throws {
        let folder = GoldenTests.folder.appendingPathComponent(name)
        let entries = Set(
            try FileManager.default.contentsOfDirectory(atPath: folder.path).filter { !$0.hasPrefix(".") })
        #expect(entries.contains("program.dl"), "\(name) has no program.dl")
        #expect(
            entries.isSubset(of: ["program.dl", "facts", "expected", "expected.txt"]), "\(name) has files of no use")
        #expect(!entries.isDisjoint(with: ["expected", "expected.txt"]) || isRecording, "\(name) expects nothing")
        var actual = try outcome(of: folder, hasFacts: entries.contains("facts"))
        if isRecording {
            try record(actual, in: folder)
            Issue.record("recorded \(name)")
            return
        }
        var expected: [String: String] = [:]
        if entries.contains("expected.txt") {
            expected["expected.txt"] = try String(
                contentsOf: folder.appendingPathComponent("expected.txt"), encoding: .utf8)
        }
        if entries.contains("expected") {
            let outputs = folder.appendingPathComponent("expected")
            for file in try FileManager.default.contentsOfDirectory(atPath: outputs.path) where !file.hasPrefix(".") {
                expected[file] = try String(contentsOf: outputs.appendingPathComponent(file), encoding: .utf8)
            }
        }
        if actual["expected.txt"] == "" { actual["expected.txt"] = nil }
        #expect(Set(actual.keys) == Set(expected.keys), "other files than expected")
        for (file, text) in expected { #expect(actual[file] == text, "\(name)/\(file)") }
    }

    private var isRecording: Bool { ProcessInfo.processInfo.environment["CLEW_RECORD"] != nil }

    private func outcome(of folder: URL, hasFacts: Bool) throws -> [String: String] {
        let text = try String(contentsOf: folder.appendingPathComponent("program.dl"), encoding: .utf8)
        let facts = hasFacts ? FactFolder(folder: folder.appendingPathComponent("facts").path) : FactFolder()
        let outcome = evaluate(text, over: facts)
        var files = [
            "expected.txt": (facts.diagnostics.map(line) + [outcome.text]).filter { !$0.isEmpty }.joined(
                separator: "\n")
        ]
        for (name, rows) in outcome.outputs {
            files[name + ".tsv"] = String(decoding: FactWriter.bytes(of: rows.sorted()), as: UTF8.self)
        }
        return files
    }

    private func record(_ files: [String: String], in folder: URL) throws {
        let outputs = folder.appendingPathComponent("expected")
        for (file, text) in files {
            if file == "expected.txt" {
                if !text.isEmpty {
                    try text.write(to: folder.appendingPathComponent(file), atomically: true, encoding: .utf8)
                }
                continue
            }
            try FileManager.default.createDirectory(at: outputs, withIntermediateDirectories: true)
            try text.write(to: outputs.appendingPathComponent(file), atomically: true, encoding: .utf8)
        }
    }
}

/// `error query.safety 3:7`
func line(_ diagnostic: Diagnostic) -> String {
    let place = diagnostic.place.map { " \($0.line):\($0.column)" } ?? ""
    return "\(diagnostic.severity.rawValue) \(diagnostic.code)\(place)"
}

/// Diagnostics, a line each, then the answers of each query; and the outputs.
func evaluate(
    _ text: String, over source: any RelationSource, limits: EvaluationLimits = .none
) -> (text: String, outputs: [(name: String, rows: OutputRows)]) {
    let checked = ProgramChecker.check([ParsedProgram(parsing: text)], against: source)
    var lines = checked.diagnostics.map(line)
    guard let program = checked.program else { return (lines.joined(separator: "\n") + "\n", []) }
    let result = Evaluator(source: source, limits: limits).evaluate(program)
    lines += result.diagnostics.map(line)
    for answers in result.answers {
        lines.append("?- " + answers.variables.map { "?" + $0 }.joined(separator: " "))
        lines +=
            answers.variables.isEmpty
            ? [answers.rowCount > 0 ? "yes" : "no"]
            : answers.rows.map { $0.map(\.sourceSpelling).joined(separator: "\t") }
    }
    return (lines.isEmpty ? "" : lines.joined(separator: "\n") + "\n", result.outputs)
}
