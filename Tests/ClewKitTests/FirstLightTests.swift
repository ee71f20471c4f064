import ClewKit
import Foundation
import Testing

/// A real article, which is not ours to ship: read where `CLEW_SHARED` names the folder that has it.
@Suite(.enabled(if: ProcessInfo.processInfo.environment["CLEW_SHARED"] != nil))
struct FirstLightTests {
    private func graph() async throws -> Graph {
        let shared = try #require(ProcessInfo.processInfo.environment["CLEW_SHARED"])
        let base = try KnowledgeBase()
        let report = try await base.ingest([.file(path: shared + "/articles/deepseek-openai.txt")])
        #expect(report.items.count == 1)
        return try base.graph()
    }

    private func rows(_ query: String, _ graph: Graph) throws -> [[Term]] {
        let program = try #require(Session().check(ParsedProgram(parsingPrompt: query), against: graph).program)
        return Evaluator(source: graph).evaluate(program).answers[0].rows
    }

    @Test(arguments: [
        "partners(Microsoft, OpenAI)", "released(DeepSeek, R1)", "invested_in(Microsoft, OpenAI)",
        "warned(Microsoft, OpenAI)",
    ])
    func isAFact(query: String) async throws {
        #expect(try rows(query, await graph()).count == 1)
    }

    @Test func whatIsAllegedIsNoFact() async throws {
        let graph = try await graph()
        let speakers = try rows(
            "statement(?id, group, access, ?data), status(?id, alleged), speaker(?id, ?who)", graph)
        #expect(Set(speakers.compactMap(\.last)) == [.text("Microsoft"), .text("OpenAI")])
        #expect(try rows("triple(group, access, ?data)", graph).isEmpty)
    }

    @Test(arguments: [
        "said(\"David Sacks\", DeepSeek, uses, ?models)", "said(DeepSeek, R1, equivalent_to, ?models)",
    ])
    func isSomebodysStatement(query: String) async throws {
        #expect(try rows(query, await graph()).count == 1)
    }

    @Test func authorPlaceAndDateAreRead() async throws {
        let source = try #require(try await graph().sources.first)
        #expect(source.authors == ["Athira Sethu"])
        #expect(source.place == "Kochi")
        #expect(source.published?.iso == "2025-01-30")
    }
}
