import ClewExport
import ClewGraph
import ClewModel
import Foundation
import Testing

/// Golden cases: `steps.json` in, one expected file per format out. A folder named `facts-only` writes facts only.
@Suite struct ExportCaseTests {
    /// Terms of other vocabularies, one of them the other way round.
    static let properties = ["sold_to": "schema:customer", "released": "^schema:producer"]

    static let files: [(name: String, writer: any GraphWriter)] =
        GraphMLWriter.Flavor.allCases.map { ("\($0.rawValue).graphml", GraphMLWriter(flavor: $0)) } + [
            ("facts.tsv", TSVWriter()), ("statements.jsonl", JSONLinesWriter()), ("graph.dot", DOTWriter()),
            ("graph.gexf", GEXFWriter()), ("graph.cyjs", CytoscapeWriter()),
            ("graph.nq", NQuadsWriter(properties: properties)), ("graph.ttl", TurtleWriter(properties: properties)),
            ("graph.jsonld", JSONLDWriter(properties: properties)), ("graph.ftm", FollowTheMoneyWriter()),
        ]

    static let folderWriters: [(name: String, writer: any GraphFolderWriter)] = [
        ("gephi-csv.txt", GephiCSVWriter()), ("neo4j-csv.txt", Neo4jCSVWriter()), ("souffle.txt", SouffleWriter()),
        ("nemo.txt", NemoWriter()),
    ]

    static func folders() throws -> [CaseFolder] {
        let names = Set(files.map(\.name) + folderWriters.map(\.name))
            .union(["view.json", "view-table.html", "diagnostics.txt", "steps.json"])
        return try CaseFolder.all(beside: #filePath, allowed: names, required: names)
    }

    static func selection(_ folder: CaseFolder) throws -> ExportSelection {
        let documents = try folder.steps().compactMap(\.add).map { ($0.article, $0.extraction) }
        let graph = try Graph(documents, announceable: ["released"])
        return ExportSelection(graph, factsOnly: folder.name.hasSuffix("facts-only"))
    }

    static func bytes(_ writer: any GraphWriter, _ selection: ExportSelection) throws -> (text: String, ExportReport) {
        var bytes: [UInt8] = []
        let report = try writer.write(selection, to: ByteSink { bytes.append(contentsOf: $0) })
        return (String(decoding: bytes, as: UTF8.self), report)
    }

    /// The files of a folder, each after a line with its name.
    static func bytes(
        _ writer: any GraphFolderWriter, _ selection: ExportSelection
    ) throws -> (text: String, ExportReport) {
        var bytes: [UInt8] = []
        let report = try writer.write(selection) { name in
            bytes += Array("== \(name)\n".utf8)
            return ByteSink { bytes.append(contentsOf: $0) }
        }
        return (String(decoding: bytes, as: UTF8.self), report)
    }

    @Test func `Each case gives the files that it expects`() throws {
        for folder in try Self.folders() {
            let selection = try Self.selection(folder)
            var notes = ""
            let streams = try Self.files.map { ($0.name, try Self.bytes($0.writer, selection)) }
            let parts = try Self.folderWriters.map { ($0.name, try Self.bytes($0.writer, selection)) }
            for file in (streams + parts).map({ (name: $0.0, text: $0.1.text, report: $0.1.1) }) {
                let (text, report) = (file.text, file.report)
                #expect(try folder.matches(file.name, text), "\(folder.name)/\(file.name):\n\(text)")
                notes += "\(file.name): \(report.nodeCount) nodes, \(report.edgeCount) edges\n"
                notes += report.diagnostics.map { "    \($0.code): \($0.message)\n" }.joined()
            }
            #expect(try folder.matches("diagnostics.txt", notes), "\(folder.name):\n\(notes)")
        }
    }

    @Test func `The view holds the data as JSON and as a table`() throws {
        for folder in try Self.folders() {
            let page = try Self.bytes(ViewWriter(), try Self.selection(folder)).text
            let data = try #require(part(of: page, from: "id=\"data\">", to: "</script>"))
            let table = try #require(part(of: page, from: "<noscript>\n", to: "</noscript>"))
            #expect(try folder.matches("view.json", data + "\n"), "\(folder.name):\n\(data)")
            #expect(try folder.matches("view-table.html", table), "\(folder.name):\n\(table)")
            #expect(throws: Never.self) { try JSONSerialization.jsonObject(with: Data(data.utf8)) }
            #expect(!data.contains("<") && !data.contains("&") && !data.contains("\u{2028}"))
            #expect(page.components(separatedBy: "<script").count == 3, "a script of an article's got into the page")
        }
    }

    @Test func `The same graph gives the same bytes, whatever the order of ingest`() throws {
        for folder in try Self.folders() {
            let documents = try folder.steps().compactMap(\.add).map { ($0.article, $0.extraction) }
            let graphs = try [documents, documents, documents.reversed()].map {
                ExportSelection(try Graph($0, announceable: ["released"]))
            }
            for writer in Self.files.map(\.writer) + [ViewWriter()] {
                let texts = Set(try graphs.map { try Self.bytes(writer, $0).text })
                #expect(texts.count == 1, "\(folder.name): \(writer)")
            }
            for writer in Self.folderWriters.map(\.writer) {
                let texts = Set(try graphs.map { try Self.bytes(writer, $0).text })
                #expect(texts.count == 1, "\(folder.name): \(writer)")
            }
        }
    }

    @Test func `Every line of JSON is JSON`() throws {
        for folder in try Self.folders() {
            let text = try Self.bytes(JSONLinesWriter(), try Self.selection(folder)).text
            // Only a line feed ends a line: JSON may hold other separators.
            for line in text.unicodeScalars.split(separator: "\n") {
                let object = try JSONSerialization.jsonObject(with: Data(String(line).utf8)) as? [String: Any]
                #expect(object?["evidence"] != nil)
            }
        }
    }

    @Test func `A sink that fails ends the export with its error`() throws {
        struct Full: Error {}
        let folder = try #require(try Self.folders().first)
        let selection = try Self.selection(folder)
        for writer in Self.files.map(\.writer) + [ViewWriter()] {
            #expect(throws: Full.self, "\(writer)") { try writer.write(selection, to: ByteSink { _ in throw Full() }) }
        }
        for writer in Self.folderWriters.map(\.writer) {
            #expect(throws: Full.self, "\(writer)") {
                try writer.write(selection) { _ in ByteSink { _ in throw Full() } }
            }
        }
    }

    private func part(of text: String, from start: String, to end: String) -> String? {
        guard let from = text.range(of: start), let to = text.range(of: end, range: from.upperBound..<text.endIndex)
        else { return nil }
        return String(text[from.upperBound..<to.lowerBound])
    }
}
