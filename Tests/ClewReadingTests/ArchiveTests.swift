import ClewModel
import ClewReading
import Foundation
import Testing

/// Archives within their limits, and the parts that they are cut into.
@Suite struct ArchiveTests {
    private static func limits(document: Int = 1 << 20, archive: Int = 1 << 30, ratio: Int = 200) -> Limits {
        Limits(
            fileBytesMax: document, depthMax: 200, nodesMax: 100_000, textScalarsMax: 100_000, sentenceWordsMax: 200,
            fileSecondsMax: 60, archiveBytesMax: archive, archiveRatioMax: ratio)
    }

    private static func record(_ number: Int, padding: Int = 0) -> String {
        let page =
            "<html><title>Page \(number)</title><body><p>Boat number \(number) lay at the quay all winter long, and sails in May.</p>"
            + String(repeating: " ", count: padding) + "</body></html>"
        let block = "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n" + page
        return
            "WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: https://boats.example/\(number)\r\n"
            + "Content-Type: application/http;msgtype=response\r\nContent-Length: \(block.utf8.count)\r\n\r\n\(block)\r\n\r\n"
    }

    @Test func anArchiveMayBeLargerThanADocument() {
        let archive = (1...200).map { Self.record($0) }.joined()
        let reader = ArticleReader(limits: Self.limits(document: 2_000))
        var origins: [String] = []
        for part in reader.parts(bytes: Array(archive.utf8), origin: "boats.warc") {
            let result = part.read()
            #expect(result.articles.count == 1 && result.diagnostics.isEmpty)
            origins += result.articles.map(\.origin)
        }
        #expect(origins == (1...200).map { "boats.warc#\($0)" })
    }

    @Test func aRecordThatIsTooLargeCostsOnlyItself() {
        let archive = Self.record(1) + Self.record(2, padding: 5_000) + Self.record(3)
        let result = ArticleReader(limits: Self.limits(document: 2_000)).read(
            bytes: Array(archive.utf8), origin: "boats.warc")
        #expect(result.articles.map(\.title) == ["Page 1", "Page 3"])
        #expect(result.diagnostics.map(\.code) == ["reading.too-large"])
    }

    @Test func whatFollowsDamageIsLeftOutAndSaid() {
        let archive = Self.record(1) + "no record\r\n\r\n" + Self.record(3)
        let result = ArticleReader().read(bytes: Array(archive.utf8), origin: "boats.warc")
        #expect(result.articles.map(\.title) == ["Page 1"])
        #expect(result.diagnostics.map(\.code) == ["reading.archive-damaged"])
    }

    @Test func unpackingEndsAtTheLimits() throws {
        let text = try CaseFolders.bytes("gzip-html")
        let few = ArticleReader(limits: Self.limits(archive: 100)).read(bytes: text, origin: "a.gz")
        #expect(few.articles.isEmpty && few.diagnostics.map(\.code) == ["reading.archive-too-large"])
        let document = ArticleReader(limits: Self.limits(document: 300)).read(bytes: text, origin: "a.gz")
        #expect(document.articles.isEmpty && document.diagnostics.map(\.code) == ["reading.too-large"])
        let bomb = ArticleReader().read(bytes: try CaseFolders.bytes("gzip-ratio"), origin: "b.gz")
        #expect(bomb.articles.isEmpty && bomb.diagnostics.map(\.code) == ["reading.archive-ratio"])
    }

    /// Nothing is written anywhere by a name from an archive; a name that leads out of it is not even read.
    @Test func namesThatLeadOutAreNotFollowed() throws {
        let result = ArticleReader().read(bytes: try CaseFolders.bytes("zip-pages"), origin: "pages.zip")
        #expect(result.articles.map(\.origin) == ["pages.zip#saved/ferry.html", "pages.zip#saved/note.txt"])
    }

    @Test(arguments: ["warc-gzip", "wacz", "zip-pages", "wallabag", "rss-full", "newsml-g2", "json-lines"])
    func aFileIsReadAsItsParts(_ name: String) throws {
        let (source, _) = try CaseFolders.files(name)
        let reader = ArticleReader()
        let whole = reader.read(path: source.path)
        let parts = reader.parts(path: source.path).map { $0.read() }
        #expect(parts.flatMap(\.articles) == whole.articles)
        #expect(reader.read(bytes: try CaseFolders.bytes(name), origin: source.path) == whole)
        #expect(Set(whole.articles.map(\.origin)).count == whole.articles.count, "each has a name of its own")
    }
}
