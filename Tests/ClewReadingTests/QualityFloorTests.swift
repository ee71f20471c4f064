import ClewModel
import ClewReading
import Foundation
import Testing

/// Main text and metadata on annotated pages, held to floors just below what was reached. The pages belong to their
/// publishers and are not shipped: the tests run where `CLEW_SHARED` names a folder that has them.
@Suite(.enabled(if: ProcessInfo.processInfo.environment["CLEW_SHARED"] != nil)) struct QualityFloorTests {
    /// One line of `truth.jsonl`.
    struct Truth: Decodable {
        var id: String
        var text: String?
        var with: [String]?
        var without: [String]?
        var title: String?
        var author: String?
        var site: String?
        var date: String?
        var lang: String?
    }

    private static func pages(_ set: String) throws -> [(truth: Truth, article: Article?)] {
        let shared = try #require(ProcessInfo.processInfo.environment["CLEW_SHARED"])
        let folder = shared + "/quality/articles/" + set
        let lines = try String(contentsOfFile: folder + "/truth.jsonl", encoding: .utf8).split(separator: "\n")
        let pages = try lines.map { line in
            let truth = try JSONDecoder().decode(Truth.self, from: Data(line.utf8))
            return (truth, ArticleReader().read(path: "\(folder)/pages/\(truth.id).html.gz").articles.first)
        }
        #expect(pages.count > 50)
        return pages
    }

    /// As the article-extraction-benchmark scores: runs of four words, means of precision and recall.
    @Test func findsTheTextOfReadabilitysPages() throws {
        var precisions: [Double] = []
        var recalls: [Double] = []
        for (truth, article) in try Self.pages("readability-dev") {
            let (wanted, found) = (Self.shingles(truth.text ?? ""), Self.shingles(article?.text ?? ""))
            let common = wanted.reduce(0) { $0 + min($1.value, found[$1.key] ?? 0) }
            let (wantedCount, foundCount) = (wanted.values.reduce(0, +), found.values.reduce(0, +))
            if foundCount > 0 { precisions.append(Double(common) / Double(foundCount)) }
            if wantedCount > 0 { recalls.append(Double(common) / Double(wantedCount)) }
        }
        let precision = precisions.reduce(0, +) / Double(precisions.count)
        let recall = recalls.reduce(0, +) / Double(recalls.count)
        #expect(2 * precision * recall / (precision + recall) >= 0.985)
    }

    /// As trafilatura's own evaluation scores: pieces of text that must be there, and that must not.
    @Test func findsTheTextOfTrafilaturasPages() throws {
        var (found, missed, wrong) = (0, 0, 0)
        for (truth, article) in try Self.pages("trafilatura-dev") {
            let text = Self.squeezed(article?.text ?? "")
            let present = (truth.with ?? []).count { text.contains(Self.squeezed($0)) }
            found += present
            missed += (truth.with ?? []).count - present
            wrong += (truth.without ?? []).count { text.contains(Self.squeezed($0)) }
        }
        #expect(2 * Double(found) / Double(2 * found + missed + wrong) >= 0.95)
    }

    @Test func readsTheMetadataOfReadabilitysPages() throws {
        var (exact, known) = ([String: Int](), [String: Int]())
        for (truth, article) in try Self.pages("readability-dev") {
            let authors = article.flatMap { $0.authors.isEmpty ? nil : $0.authors.joined(separator: "; ") }
            let date = article.flatMap { $0.publishedTime ?? $0.published?.iso }
            for (field, wanted, found) in [
                ("title", truth.title, article?.title), ("author", truth.author, authors),
                ("site", truth.site, article?.publisher), ("language", truth.lang, article?.language),
                ("day", truth.date.map { String($0.prefix(10)) }, date.map { String($0.prefix(10)) }),
            ] {
                guard let wanted, !Self.squeezed(wanted).isEmpty else { continue }
                known[field, default: 0] += 1
                if Self.squeezed(wanted) == Self.squeezed(found ?? "") { exact[field, default: 0] += 1 }
            }
        }
        for (field, floor) in ["title": 0.88, "author": 0.68, "site": 0.97, "day": 0.93, "language": 0.97] {
            let share = Double(exact[field] ?? 0) / Double(max(1, known[field] ?? 0))
            #expect(share >= floor, "\(field)")
        }
    }

    private static func squeezed(_ text: String) -> String {
        text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    }

    private static func shingles(_ text: String) -> [ArraySlice<Substring>: Int] {
        let words = text.split { !($0.isLetter || $0.isNumber || $0 == "_") }
        var counts: [ArraySlice<Substring>: Int] = [:]
        for start in 0..<max(1, words.count - 3) where !words.isEmpty {
            counts[words[start..<min(words.count, start + 4)], default: 0] += 1
        }
        return counts
    }
}
