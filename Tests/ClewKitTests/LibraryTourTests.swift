import ClewKit
import Foundation
import Testing

/// What another package does with `ClewKit`, as README shows it.
@Suite struct LibraryTourTests {
    @Test func `Ten lines from articles to answers, reasons and a file`() async throws {
        let base = try KnowledgeBase()
        let report = try await base.ingest(try ExampleArticles.inputs())
        let graph = try base.graph()
        let rules = "rival(?x, ?y) :- competes_with(?x, ?y).  rival(?x, ?y) :- sued(?x, ?y)."
        for (who, whom) in try graph.rows("rival(?who, ?whom)", rules: rules, as: String.self, String.self) {
            for statement in graph.statements(subject: who, predicate: "sued", object: .text(whom)) {
                for piece in graph.evidence(of: statement.index) { #expect(piece.sentence.contains("sued")) }
            }
        }
        let derivation = try graph.why("sued(\"Orrin Systems\", \"Halden Robotics\")")
        var page: [UInt8] = []
        try graph.write(.html, to: ByteSink { page += $0 })
        #expect(!report.hasErrors && derivation?.nodes.isEmpty == false && page.count > 10_000)
    }

    @Test func `Rows have the types that were asked for, or say what does not fit`() async throws {
        let base = try KnowledgeBase()
        _ = try await base.ingest(try ExampleArticles.inputs())
        let graph = try base.graph()
        let counted = try graph.rows(
            "entity(?who, ?type), ?n = count { mentions(_, ?who, _) }", as: String.self, String.self, Int.self)
        #expect(counted.contains { $0.0 == "Halden Robotics" && $0.1 == "organization" && $0.2 > 2 })
        let sure = try graph.rows("confidence(?id, ?c)", as: String.self, Double.self)
        #expect(!sure.isEmpty && sure.allSatisfy { (0...1).contains($0.1) })
        let failures: [@Sendable () throws -> Void] = [
            { _ = try graph.rows("released(?who, ?what)", as: String.self) },
            { _ = try graph.rows("released(?who, ?what)", as: String.self, Int.self) },
            { _ = try graph.rows("relesed(?who, ?what)", as: String.self, String.self) },
            { try graph.write(.souffle, to: ByteSink { _ in }) },
        ]
        for failure in failures { #expect(throws: ClewFailure.self) { try failure() } }
    }

    @Test func `An answerer of many questions gives what the graph gives, and keeps no rules of a question`()
        async throws
    {
        let base = try KnowledgeBase()
        _ = try await base.ingest(try ExampleArticles.inputs())
        let graph = try base.graph()
        let rules = "rival(?x, ?y) :- competes_with(?x, ?y).  rival(?x, ?y) :- sued(?x, ?y)."
        let answerer = QuestionAnswerer(graph, rules: rules)
        let names = try answerer.rows("entity(?who, organization)", as: String.self)
        #expect(names.count > 5)
        var rowCount = 0
        for name in names {
            let question = "triple(\"\(name)\", ?relation, ?what), rival(\"\(name)\", ?whom)"
            let answers = try answerer.answers(to: question)
            #expect(answers.rows == (try graph.answers(to: question, rules: rules).rows))
            rowCount += answers.rowCount
        }
        #expect(rowCount > 0)
        #expect(try answerer.why("rival(\"Orrin Systems\", \"Halden Robotics\")") != nil)
        let own = "foe(?x, ?y) :- sued(?x, ?y). ?- foe(?who, ?whom)."
        #expect(try answerer.answers(to: own).rowCount > 0)
        #expect(throws: ClewFailure.self) { _ = try answerer.answers(to: "foe(?who, ?whom)") }
    }

    @Test func `A cancelled task ends an ingest and a query`() async throws {
        let base = try KnowledgeBase()
        _ = try await base.ingest(try ExampleArticles.inputs())
        let graph = try base.graph()
        let task = Task {
            try graph.answers(
                to: "?n = count { triple(?a, _, _), triple(?b, _, _), triple(?c, _, _), triple(?d, _, _) }",
                limits: .none)
        }
        task.cancel()
        await #expect(throws: ClewFailure.self) { try await task.value }
        let other = try KnowledgeBase()
        let ingest = Task { try await other.ingest(try ExampleArticles.inputs()) }
        ingest.cancel()
        let report = try await ingest.value
        #expect(report.items.isEmpty)
    }
}
