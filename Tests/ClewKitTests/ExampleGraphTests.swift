import ClewKit
import Foundation
import Testing

/// The graphs in `Graphs` are those that the example articles give today. To record them anew, run the tests with
/// `CLEW_RECORD=1`; that run fails, so that nobody records by accident.
@Suite struct ExampleGraphTests {
    @Test(arguments: [ExportFormat.graphml, .jsonl, .tsv])
    func isBuiltAgain(format: ExportFormat) async throws {
        let base = try await ExampleArticles.knowledgeBase()
        let bytes = try ExampleArticles.export(try base.graph(), format)
        let file = ExampleArticles.root.appending(path: "Graphs/examples.\(format.rawValue)")
        if ProcessInfo.processInfo.environment["CLEW_RECORD"] == "1" {
            try Data(bytes).write(to: file)
            Issue.record("recorded \(file.lastPathComponent)")
        }
        let expected = String(decoding: try Data(contentsOf: file), as: UTF8.self)
        let difference = ExampleArticles.firstDifference(expected, String(decoding: bytes, as: UTF8.self))
        #expect(difference == nil)
    }

    @Test func doesNotDependOnJobsOrOrder() async throws {
        let one = try await ExampleArticles.knowledgeBase(jobs: 1)
        let two = try await ExampleArticles.knowledgeBase(jobs: 3, isReversed: true)
        let left = try ExampleArticles.export(try one.graph(), .jsonl)
        let right = try ExampleArticles.export(try two.graph(), .jsonl)
        #expect(left == right)
    }

    @Test func everyStatementStandsInItsArticle() async throws {
        let base = try await ExampleArticles.knowledgeBase()
        let graph = try base.graph()
        #expect(graph.statementCount > 50)
        for statement in 0..<graph.statementCount {
            let evidence = graph.evidence(of: statement)
            #expect(!evidence.isEmpty)
            for piece in evidence {
                guard let range = piece.range else { continue }
                let text = try base.file.text(ofSource: piece.source.key)
                #expect(text.text(in: range) == piece.sentence)
            }
        }
    }

    @Test func articlesThatAreThereAreLeftAlone() async throws {
        let base = try await ExampleArticles.knowledgeBase()
        let before = try ExampleArticles.export(try base.graph(), .jsonl)
        let report = try await base.ingest(try ExampleArticles.inputs())
        #expect(report.items.allSatisfy { $0.outcome == .unchanged })
        #expect(try ExampleArticles.export(try base.graph(), .jsonl) == before)
    }

    @Test func aForgottenArticleLeavesNothing() async throws {
        let inputs = try ExampleArticles.inputs()
        let fewer = try KnowledgeBase()
        _ = try await fewer.ingest(Array(inputs.dropLast()))
        let base = try await ExampleArticles.knowledgeBase()
        let last = try #require(try base.graph().sources.first { $0.origin == ExampleArticles.origin(of: inputs.last) })
        try base.forget(source: last.key)
        #expect(
            try ExampleArticles.export(try base.graph(), .jsonl) == ExampleArticles.export(try fewer.graph(), .jsonl))
    }

    @Test func whatCannotBeReadIsSaidAndTheRestIsRead() async throws {
        let base = try KnowledgeBase()
        let inputs: [IngestInput] =
            [.bytes([], origin: "empty.txt"), .bytes([0x7f, 0x45, 0x4c, 0x46, 0, 0, 1], origin: "program")]
            + (try ExampleArticles.inputs().prefix(1)) + [.file(path: "/nowhere/at/all.html")]
        let report = try await base.ingest(inputs, jobs: 2)
        #expect(report.items.count == 1)
        #expect(report.skipped == ["empty.txt", "program", "/nowhere/at/all.html"])
        #expect(report.diagnostics.map(\.code).filter { $0.hasPrefix("reading.") }.count >= 3)
        #expect(report.hasErrors)
    }
}

/// The articles of `Examples/articles`.
enum ExampleArticles {
    static let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent()

    /// Named by their place in the repository, so that the graph is the same wherever that is.
    static func inputs() throws -> [IngestInput] {
        let folder = root.appending(path: "Examples/articles")
        let names = try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted()
        #expect(names.count >= 5)
        return try names.map { name in
            .bytes([UInt8](try Data(contentsOf: folder.appending(path: name))), origin: "Examples/articles/\(name)")
        }
    }

    static func origin(of input: IngestInput?) -> String? {
        if case .bytes(_, let origin) = input { origin } else { nil }
    }

    static func knowledgeBase(jobs: Int = 2, isReversed: Bool = false) async throws -> KnowledgeBase {
        let base = try KnowledgeBase()
        let inputs = try inputs()
        let report = try await base.ingest(isReversed ? inputs.reversed() : inputs, jobs: jobs)
        #expect(!report.hasErrors)
        return base
    }

    static func export(_ graph: Graph, _ format: ExportFormat) throws -> [UInt8] {
        var bytes: [UInt8] = []
        guard case .stream(let writer) = format.writer() else { return bytes }
        _ = try writer.write(ExportSelection(graph), to: ByteSink { bytes.append(contentsOf: $0) })
        return bytes
    }

    /// The first line that differs, both ways; none where there is no difference.
    static func firstDifference(_ expected: String, _ actual: String) -> String? {
        let left = expected.split(separator: "\n", omittingEmptySubsequences: false)
        let right = actual.split(separator: "\n", omittingEmptySubsequences: false)
        for index in 0..<max(left.count, right.count) {
            let (old, new) = (index < left.count ? left[index] : "(end)", index < right.count ? right[index] : "(end)")
            if old != new { return "line \(index + 1): expected \(old) but got \(new)" }
        }
        return nil
    }
}
