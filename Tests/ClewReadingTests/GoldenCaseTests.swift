import ClewModel
import ClewReading
import Foundation
import Testing

/// Each folder under `Cases` holds `source.*`, `expected.json` and, where there are articles, `expected.txt` with their
/// texts. With `CLEW_RECORD=1` the expectations are written, and the test fails so that nobody takes that for a
/// check.
@Suite struct GoldenCaseTests {
    @Test func thereAreCases() {
        #expect(CaseFolders.names.count >= 30)
    }

    @Test(arguments: CaseFolders.names)
    func readsAsExpected(_ name: String) throws {
        let (source, others) = try CaseFolders.files(name)
        // The origin is the file's name, so that no path of this machine gets into an expectation.
        let result = ArticleReader().read(
            bytes: [UInt8](try Data(contentsOf: source)), origin: source.lastPathComponent)
        let record = CaseRecord(result)
        let text = result.articles.map { $0.text + "\n" }.joined(separator: "\u{0C}\n")
        let folder = CaseFolders.root.appending(path: name)
        let expectedNames: Set<String> =
            result.articles.isEmpty ? ["expected.json"] : ["expected.json", "expected.txt"]
        if ProcessInfo.processInfo.environment["CLEW_RECORD"] == "1" {
            try record.json.write(to: folder.appending(path: "expected.json"), atomically: true, encoding: .utf8)
            if !text.isEmpty {
                try text.write(to: folder.appending(path: "expected.txt"), atomically: true, encoding: .utf8)
            }
            Issue.record("recorded \(name), checked nothing")
            return
        }
        #expect(others == expectedNames, "the files of the case")
        #expect(try String(contentsOf: folder.appending(path: "expected.json"), encoding: .utf8) == record.json)
        guard !text.isEmpty else { return }
        #expect(try String(contentsOf: folder.appending(path: "expected.txt"), encoding: .utf8) == text)
    }

    @Test(arguments: CaseFolders.names)
    func keepsTheRulesOfAnArticle(_ name: String) throws {
        let result = ArticleReader().read(bytes: try CaseFolders.bytes(name), origin: name)
        for article in result.articles { checkInvariants(article) }
        for diagnostic in result.allDiagnostics { checkDiagnostic(diagnostic) }
        #expect(!result.articles.isEmpty || !result.diagnostics.isEmpty, "nothing fails silently")
    }

    @Test(arguments: CaseFolders.names)
    func readsTheSameTwice(_ name: String) throws {
        let bytes = try CaseFolders.bytes(name)
        #expect(ArticleReader().read(bytes: bytes, origin: name) == ArticleReader().read(bytes: bytes, origin: name))
    }
}

/// What holds for every article, whatever it was read from.
func checkInvariants(_ article: Article) {
    #expect(article.id.count == 16)
    #expect(article.contentHash == ContentHash.sha256(article.text.utf8))
    #expect(article.id == String((article.url.map { ContentHash.sha256($0.utf8) } ?? article.contentHash).prefix(16)))
    #expect(!article.blocks.isEmpty)
    var end = -1
    for block in article.blocks {
        #expect(block.range.start == end + 1, "one line feed between two blocks")
        #expect(!block.range.isEmpty)
        end = block.range.end
    }
    #expect(end == article.text.unicodeScalars.count, "the blocks cover the text")
    let lines = Set(article.text.unicodeScalars.enumerated().filter { $0.element == "\n" }.map(\.offset))
    let inside = article.blocks.filter { $0.kind == .preformatted }.map(\.range)
    let between = Set(article.blocks.dropLast().map(\.range.end))
    #expect(lines.subtracting(between).allSatisfy { line in inside.contains { $0.start < line && line < $0.end } })
    #expect(!article.text.unicodeScalars.contains { $0.value < 0x20 && $0 != "\n" || $0.value == 0x7F })
}

func checkDiagnostic(_ diagnostic: Diagnostic) {
    #expect(diagnostic.code.hasPrefix("reading."))
    #expect(!diagnostic.message.isEmpty && !diagnostic.message.hasSuffix("."))
    #expect(diagnostic.severity != .error || diagnostic.repair != nil, "an error says what to do")
}
