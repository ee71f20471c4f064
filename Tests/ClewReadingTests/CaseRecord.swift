import ClewModel
import ClewReading
import Foundation

/// What a golden case expects of one file: everything that the reader found, but for the text, which stands in
/// `expected.txt`.
struct CaseRecord: Codable, Equatable {
    struct Expected: Codable, Equatable {
        var id: String
        var format: String
        var url: String?
        var title: String?
        var authors: [String]
        var publisher: String?
        var published: String?
        var saved: String?
        var place: String?
        var language: String?
        /// A word per block: its kind, and its level where it has one.
        var blocks: [String]
        /// `subject | property | value | type of the value`.
        var facts: [String]
        /// `severity code`.
        var diagnostics: [String]
    }

    var articles: [Expected]
    /// `severity code` of what concerns the file as a whole.
    var diagnostics: [String]

    init(_ result: ReadResult) {
        articles = result.articles.map { article in
            Expected(
                id: article.id, format: article.format, url: article.url, title: article.title,
                authors: article.authors, publisher: article.publisher, published: article.published?.iso,
                saved: article.saved?.iso, place: article.place, language: article.language,
                blocks: article.blocks.map { $0.kind.rawValue + ($0.level > 0 ? "\($0.level)" : "") },
                facts: article.structuredData.map {
                    [$0.subject, $0.property, $0.value, $0.valueType ?? ""].joined(separator: " | ")
                },
                diagnostics: CaseRecord.codes(article.diagnostics))
        }
        diagnostics = CaseRecord.codes(result.diagnostics)
    }

    private static func codes(_ diagnostics: [Diagnostic]) -> [String] {
        diagnostics.map { "\($0.severity.rawValue) \($0.code)" }
    }

    /// As the file `expected.json` has it.
    var json: String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
        guard let data = try? encoder.encode(self) else { return "" }
        return String(decoding: data, as: UTF8.self) + "\n"
    }
}

/// The folders under `Cases`.
enum CaseFolders {
    static let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().appending(path: "Cases")

    /// Names of the case folders, sorted.
    static var names: [String] {
        let entries = (try? FileManager.default.contentsOfDirectory(atPath: root.path)) ?? []
        return entries.filter { $0 != "README.md" && !$0.hasPrefix(".") }.sorted()
    }

    /// The files of a case: its source, and what is expected.
    static func files(_ name: String) throws -> (source: URL, others: Set<String>) {
        let folder = root.appending(path: name)
        let entries = try FileManager.default.contentsOfDirectory(atPath: folder.path)
        let sources = entries.filter { $0.hasPrefix("source.") }
        guard sources.count == 1 else { throw CaseProblem(text: "\(name): \(sources.count) sources, not one") }
        return (folder.appending(path: sources[0]), Set(entries).subtracting(sources))
    }

    /// The bytes of a case's source.
    static func bytes(_ name: String) throws -> [UInt8] { [UInt8](try Data(contentsOf: files(name).source)) }
}

struct CaseProblem: Error, CustomStringConvertible {
    var text: String
    var description: String { text }
}
