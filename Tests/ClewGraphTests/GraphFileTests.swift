import ClewGraph
import ClewModel
import Foundation
import Testing

/// The file itself: what it refuses, what it keeps, and who may write.
@Suite struct GraphFileTests {
    /// A folder that goes with the test.
    final class Folder {
        let url = FileManager.default.temporaryDirectory.appendingPathComponent("clew-\(UUID().uuidString)")

        init() throws { try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true) }

        deinit { try? FileManager.default.removeItem(at: url) }

        func path(_ name: String) -> String { url.appendingPathComponent(name).path }
    }

    static func document(_ id: String, _ subject: String, _ predicate: String, _ object: String) throws -> (
        Article, Extraction
    ) {
        let text = """
            {"id": "\(id)", "entities": [{"name": "\(subject)", "type": "organization"},
             {"name": "\(object)", "type": "organization"}],
             "statements": [{"s": "\(subject)", "p": "\(predicate)", "o": "\(object)"}]}
            """
        let article = try JSONDecoder().decode(CaseArticle.self, from: Data(text.utf8))
        return (article.article, article.extraction)
    }

    @Test func `What was added is there after opening again, in one file`() throws {
        let folder = try Folder()
        let path = folder.path("clew.graph")
        let document = try Self.document("a", "Acme", "acquired", "Widgets")
        do {
            let file = try GraphFile(path: path)
            #expect(try file.add(article: document.0, extraction: document.1) == .added)
            #expect(try file.isCurrent(document.0))
            #expect(try file.add(article: document.0, extraction: document.1) == .unchanged)
            var changed = document.0
            changed.contentHash = "other"
            #expect(try file.add(article: changed, extraction: document.1) == .updated)
            changed.id = "b"
            #expect(try file.add(article: changed, extraction: document.1) == .copy(of: "a"))
        }
        #expect(try FileManager.default.contentsOfDirectory(atPath: folder.url.path) == ["clew.graph"])
        let file = try GraphFile(path: path, mode: .read)
        let graph = try file.load(announceable: [])
        #expect(graph.factCount == 1)
        #expect(graph.sourceCount == 2)
        #expect(try file.text(ofSource: "a") == "Text of a.")
        try file.check()
    }

    @Test func `A file that was not settled is read without writing to it`() throws {
        let folder = try Folder()
        let path = folder.path("clew.graph")
        let document = try Self.document("a", "Acme", "acquired", "Widgets")
        try GraphFile(path: path).add(article: document.0, extraction: document.1)
        let before = try Data(contentsOf: URL(fileURLWithPath: path))
        let graph = try GraphFile(path: path, mode: .read).load(announceable: [])
        #expect(graph.factCount == 1)
        #expect(try Data(contentsOf: URL(fileURLWithPath: path)) == before)
    }

    @Test func `What is no graph is refused and left alone`() throws {
        let folder = try Folder()
        let text = folder.path("notes.txt")
        try Data("These are notes, not a graph.".utf8).write(to: URL(fileURLWithPath: text))
        #expect(throws: GraphFileError.notAGraph(path: text)) { try GraphFile(path: text) }
        // Another program's SQLite database: a header and a table of its own.
        let header = Data("SQLite format 3\0".utf8)
        let broken = folder.path("broken.db")
        try (header + Data(repeating: 7, count: 4_096)).write(to: URL(fileURLWithPath: broken))
        #expect(throws: GraphFileError.notAGraph(path: broken)) { try GraphFile(path: broken) }
        #expect(throws: GraphFileError.self) { try GraphFile(path: folder.url.path) }
        let missing = folder.path("missing.graph")
        #expect(throws: GraphFileError.missing(path: missing)) { try GraphFile(path: missing, mode: .open) }
        #expect(throws: GraphFileError.missing(path: missing)) { try GraphFile(path: missing, mode: .read) }
        #expect(throws: GraphFileError.missing(path: folder.path("no"))) {
            try GraphFile(path: folder.path("no/x.graph"))
        }
        #expect(try Data(contentsOf: URL(fileURLWithPath: text)) == Data("These are notes, not a graph.".utf8))
    }

    @Test func `An empty file becomes a graph, as after a process that was killed while making one`() throws {
        let folder = try Folder()
        let path = folder.path("empty.graph")
        try Data().write(to: URL(fileURLWithPath: path))
        #expect(try GraphFile(path: path).load(announceable: []).statementCount == 0)
    }

    @Test func `A second writer waits, then is told that the file is busy`() throws {
        let folder = try Folder()
        let path = folder.path("clew.graph")
        let first = try GraphFile(path: path)
        let second = try GraphFile(path: path, waitSeconds: 0.05)
        let document = try Self.document("a", "Acme", "acquired", "Widgets")
        try first.whileWriting {
            #expect(throws: GraphFileError.busy(path: path)) {
                try second.add(article: document.0, extraction: document.1)
            }
        }
        #expect(try second.add(article: document.0, extraction: document.1) == .added)
        #expect(try first.load(announceable: []).factCount == 1)
    }

    @Test func `Two writers take turns`() async throws {
        let folder = try Folder()
        let path = folder.path("clew.graph")
        _ = try GraphFile(path: path)
        try await withThrowingTaskGroup(of: Void.self) { group in
            for writer in 0..<2 {
                group.addTask {
                    let file = try GraphFile(path: path)
                    for number in 0..<20 {
                        let document = try Self.document(
                            "\(writer)-\(number)", "Acme \(writer)", "met", "Firm \(number)")
                        try file.add(article: document.0, extraction: document.1)
                    }
                }
            }
            try await group.waitForAll()
        }
        let file = try GraphFile(path: path)
        #expect(try file.load(announceable: []).sourceCount == 40)
        try file.check()
    }

    @Test func `An add that fails leaves nothing of the article`() throws {
        let file = try GraphFile()
        let document = try Self.document("a", "Acme", "acquired", "Widgets")
        try file.add(article: document.0, extraction: document.1)
        let before = GraphListing(graph: try file.load(announceable: [])).text
        #expect(throws: GraphFileError.unknownSource("zzz")) { try file.forget(source: "zzz") }
        #expect(throws: GraphFileError.unknownSource("zzz")) { try file.text(ofSource: "zzz") }
        #expect(GraphListing(graph: try file.load(announceable: [])).text == before)
    }

    @Test func `What cannot be kept is said in the source's diagnostics`() throws {
        let file = try GraphFile()
        var (article, extraction) = try Self.document("a", "Acme", "acquired", "Widgets")
        extraction.entities.append(DocumentEntity(name: " \u{7} ", type: .person, mentions: []))
        var statement = extraction.statements[0]
        statement.subject.referent = .entity(99)
        extraction.statements.append(statement)
        statement = extraction.statements[0]
        statement.speaker = Argument(referent: .entity(2), text: "", range: nil)
        extraction.statements.append(statement)
        statement = extraction.statements[0]
        statement.evidence.sentence = "Before\0after."
        statement.qualifiers = [
            Qualifier(role: "with", value: Argument(referent: .entity(2), text: "", range: nil))
        ]
        extraction.statements[0] = statement
        article.diagnostics = [Diagnostic(code: "reading.truncated", severity: .warning, message: "cut")]
        try file.add(article: article, extraction: extraction)
        let codes = try file.diagnostics(ofSource: "a").map(\.code)
        #expect(
            codes == [
                "reading.truncated", "graph.empty-name", "graph.unusable-qualifier", "graph.unusable-statement",
                "graph.unusable-statement",
            ])
        let graph = try file.load(announceable: [])
        #expect(graph.statementCount == 1)
        #expect(graph.evidence(of: 0)[0].sentence == "Before\u{FFFD}after.")
    }

    @Test func `Decisions that make no sense are refused`() throws {
        let file = try GraphFile()
        let document = try Self.document("a", "Acme", "acquired", "Widgets")
        try file.add(article: document.0, extraction: document.1)
        #expect(throws: GraphFileError.unknownEntity("Acne", similar: ["Acme"])) { try file.merge("Acne", "Widgets") }
        #expect(throws: GraphFileError.sameEntity("Acme")) { try file.merge("Acme", "acme") }
        #expect(throws: GraphFileError.nothingToSplit("Acme")) { try file.split("Acme") }
        #expect(try file.decisions().isEmpty)
        #expect(try file.merge("Acme", "Widgets") == "Acme")
        #expect(try file.decisions().map(\.names) == [["Acme", "Widgets"]])
        #expect(try file.split("Acme") == ["Acme", "Widgets"])
        #expect(try file.merge("Acme", "Widgets") == "Acme")
    }
}
