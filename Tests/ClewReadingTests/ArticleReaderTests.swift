import ClewModel
import ClewReading
import Foundation
import Testing

/// What the reader answers where there is no article, or more than the limits allow.
@Suite struct ArticleReaderTests {
    private static func page(_ body: String) -> [UInt8] {
        Array("<!DOCTYPE html><html><head><title>T</title></head><body>\(body)</body></html>".utf8)
    }

    private static func limits(
        bytes: Int = 1 << 26, depth: Int = 2_048, nodes: Int = 2_000_000, scalars: Int = 4_000_000, seconds: Double = 60
    ) -> Limits {
        Limits(
            fileBytesMax: bytes, depthMax: depth, nodesMax: nodes, textScalarsMax: scalars, sentenceWordsMax: 200,
            fileSecondsMax: seconds)
    }

    private static let paragraph =
        "<p>The mill on the weir turns again, after nine years, and this time, says the miller, for good.</p>"

    private static func temporaryFolder() throws -> URL {
        let folder = FileManager.default.temporaryDirectory.appending(path: "clew-reading-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        return folder
    }

    @Test func tellsWhyAFileCannotBeRead() throws {
        let folder = try Self.temporaryFolder()
        defer { try? FileManager.default.removeItem(at: folder) }
        let reader = ArticleReader()
        let missing = reader.read(path: folder.appending(path: "none.html").path)
        #expect(missing.diagnostics.map(\.code) == ["reading.not-found"])
        #expect(reader.read(path: folder.path).diagnostics.map(\.code) == ["reading.is-folder"])
        let loop = folder.appending(path: "loop")
        try FileManager.default.createSymbolicLink(atPath: loop.path, withDestinationPath: loop.path)
        #expect(reader.read(path: loop.path).diagnostics.map(\.code) == ["reading.link-loop"])
        let big = folder.appending(path: "big.txt")
        try Data(count: 101).write(to: big)
        let small = ArticleReader(limits: Self.limits(bytes: 100))
        #expect(small.read(path: big.path).diagnostics.map(\.code) == ["reading.too-large"])
        #expect(
            small.read(bytes: [UInt8](repeating: 65, count: 101), origin: "b").diagnostics.map(\.code) == [
                "reading.too-large"
            ])
        for result in [missing, reader.read(path: folder.path)] {
            #expect(result.articles.isEmpty)
            for diagnostic in result.diagnostics {
                checkDiagnostic(diagnostic)
                #expect(diagnostic.source != nil && diagnostic.severity == .error)
            }
        }
    }

    /// Root may read everything, so the right to read can be tested only by others.
    @Test(.enabled(if: geteuid() != 0)) func tellsWhenAFileMayNotBeRead() throws {
        let folder = try Self.temporaryFolder()
        defer { try? FileManager.default.removeItem(at: folder) }
        let file = folder.appending(path: "secret.txt")
        try Data("text".utf8).write(to: file)
        try FileManager.default.setAttributes([.posixPermissions: 0], ofItemAtPath: file.path)
        #expect(ArticleReader().read(path: file.path).diagnostics.map(\.code) == ["reading.permission"])
    }

    @Test func readsAFileAsItsBytes() throws {
        let folder = try Self.temporaryFolder()
        defer { try? FileManager.default.removeItem(at: folder) }
        let file = folder.appending(path: "a.html")
        let bytes = Self.page(Self.paragraph + Self.paragraph)
        try Data(bytes).write(to: file)
        #expect(ArticleReader().read(path: file.path) == ArticleReader().read(bytes: bytes, origin: file.path))
    }

    @Test func keepsTextThatLiesDeep() throws {
        let depth = 5_000
        let page = Self.page(
            String(repeating: "<div>", count: depth) + Self.paragraph + String(repeating: "</div>", count: depth)
                + Self.paragraph)
        let whole = ArticleReader(limits: Self.limits(depth: 10_000)).read(bytes: page, origin: "deep")
        #expect(whole.articles.first?.text.contains("The mill on the weir") == true)
        #expect(whole.allDiagnostics.isEmpty)
        // Beyond the limit elements lose their own place, but not their text, and it is said.
        let capped = ArticleReader(limits: Self.limits(depth: 100)).read(bytes: page, origin: "deep")
        #expect(capped.articles.first?.text.contains("The mill on the weir") == true)
        #expect(capped.allDiagnostics.map(\.code) == ["reading.too-deep"])
    }

    /// Foundation’s `PropertyListDecoder` runs out of stack here.
    @Test func survivesAPropertyListThatLiesDeep() {
        let nested = String(repeating: "<array>", count: 200_000) + String(repeating: "</array>", count: 200_000)
        let list = "<?xml version=\"1.0\"?><plist><dict><key>WebMainResource</key>\(nested)</dict></plist>"
        #expect(Self.codes(Array(list.utf8)) == ["reading.format-unsupported"])
    }

    @Test func keepsTextAfterAHugeNode() throws {
        let page = Self.page(
            "<script>var x = \"\(String(repeating: "x", count: 11 << 20))\";</script>" + Self.paragraph + Self.paragraph
        )
        let result = ArticleReader().read(bytes: page, origin: "huge")
        #expect(result.articles.first?.blocks.count == 2)
        #expect(result.allDiagnostics.isEmpty)
    }

    @Test func saysWhatItLeavesOut() throws {
        let page = Self.page(String(repeating: Self.paragraph, count: 300))
        let nodes = ArticleReader(limits: Self.limits(nodes: 100)).read(bytes: page, origin: "many")
        #expect(nodes.articles.first?.diagnostics.map(\.code) == ["reading.too-many-nodes"])
        let text = ArticleReader(limits: Self.limits(scalars: 1_000)).read(bytes: page, origin: "long")
        #expect(text.articles.first?.diagnostics.map(\.code) == ["reading.truncated"])
        #expect((1...1_000).contains(text.articles.first?.text.unicodeScalars.count ?? 0))
        let line = ArticleReader(limits: Self.limits(scalars: 10)).read(
            bytes: Array("one two three four".utf8), origin: "line")
        #expect(line.articles.first?.text == "one two th")
        #expect(line.articles.first?.diagnostics.map(\.code) == ["reading.truncated"])
        let time = ArticleReader(limits: Self.limits(seconds: 0)).read(bytes: page, origin: "slow")
        #expect(time.allDiagnostics.contains { $0.code == "reading.too-slow" })
    }

    @Test func saysWhatItCutsOffInMetadata() {
        let text = String(repeating: Self.paragraph, count: 8)
        let long = "<div class=\"\(String(repeating: "word ", count: 20_000))\">\(text)</div>"
        #expect(Self.codes(Self.page(long)) == ["reading.attribute-cut"])
        let picture = "<a href=\"data:image/png;base64,\(String(repeating: "QUJD", count: 20_000))\">x</a>"
        #expect(Self.codes(Self.page(picture + text)).isEmpty)
        let people = (0...5_000).map { "{\"@type\":\"Person\",\"name\":\"P\($0)\"}" }.joined(separator: ",")
        let data = "<script type=\"application/ld+json\">[\(people)]</script>"
        #expect(Self.codes(Self.page(data + text)) == ["reading.json-ld-cut"])
        let item = "<i itemscope itemtype=\"https://schema.org/Person\"><b itemprop=name>P</b></i>"
        #expect(Self.codes(Self.page(String(repeating: item, count: 500) + text)).isEmpty)
        #expect(Self.codes(Self.page(String(repeating: item, count: 501) + text)) == ["reading.microdata-cut"])
        let nested = String(repeating: "<i itemscope itemtype=Thing itemprop=about>", count: 40)
        #expect(Self.codes(Self.page(nested + text)) == ["reading.microdata-cut"])
        let parts = String(repeating: "--b\r\nContent-Type: image/png\r\n\r\nx\r\n", count: 10_001)
        let mail =
            "MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary=b\r\n\r\n"
            + "--b\r\nContent-Type: text/html\r\n\r\n<html><body>\(text)</body></html>\r\n\(parts)--b--\r\n"
        #expect(Self.codes(Array(mail.utf8)) == ["reading.too-many-parts"])
    }

    /// However many comments stand before the one that tells it, and however long they are.
    @Test func findsTheCommentOfTheSaver() {
        let others =
            String(repeating: "<!-- advertisement -->", count: 1_000) + "<!--\(String(repeating: "x", count: 9_000))-->"
        let page = Self.page(others + "<!-- saved from url=(0023)https://weir.example/a/1 -->" + Self.paragraph)
        #expect(ArticleReader().read(bytes: page, origin: "p").articles.first?.url == "https://weir.example/a/1")
    }

    private static func codes(_ bytes: [UInt8]) -> [String] {
        ArticleReader().read(bytes: bytes, origin: "page").allDiagnostics.map(\.code)
    }

    @Test func knowsTheLineOfEachBlock() throws {
        let page = Array(
            "<html><body><article>\n\n<p>One, two, three, and some words to make it a paragraph.</p>\n<p>\nFour, five, six, and some words to make it a paragraph.</p></article></body></html>"
                .utf8)
        #expect(ArticleReader().read(bytes: page, origin: "p").articles.first?.blocks.map(\.sourceLine) == [3, 5])
        let text = Array("First line.\n\nSecond\nthird.".utf8)
        #expect(ArticleReader().read(bytes: text, origin: "t").articles.first?.blocks.map(\.sourceLine) == [1, 3, 4])
    }

    @Test func namesAnArticleByItsAddressElseByItsText() throws {
        let reader = ArticleReader()
        let first = reader.read(
            bytes: Self.page("<link rel=canonical href='https://a.example/1'>" + Self.paragraph), origin: "a")
        let second = reader.read(
            bytes: Self.page(
                "<link rel=canonical href='https://a.example/1'><p>Other text, but the same address, so it is the same article.</p>"
            ), origin: "b")
        #expect(first.articles.first?.id == second.articles.first?.id)
        let third = reader.read(bytes: Self.page(Self.paragraph), origin: "c")
        let fourth = reader.read(bytes: Self.page("<div>" + Self.paragraph + "</div>"), origin: "d")
        #expect(third.articles.first?.id == fourth.articles.first?.id)
        #expect(third.articles.first?.id != first.articles.first?.id)
    }

    /// The example that every release is shown with, where it is at hand.
    @Test(.enabled(if: ProcessInfo.processInfo.environment["CLEW_SHARED"] != nil)) func readsTheExample() throws {
        let shared = try #require(ProcessInfo.processInfo.environment["CLEW_SHARED"])
        let article = try #require(ArticleReader().read(path: shared + "/articles/deepseek-openai.txt").articles.first)
        #expect(article.authors.count == 1 && article.place != nil && article.published?.day != nil)
        #expect(article.blocks.prefix(3).map(\.kind) == [.byline, .byline, .paragraph])
        checkInvariants(article)
    }
}
