import ClewExtraction
import ClewKit
import ClewReading
import Foundation
import Testing

/// What is less sure than asked for is left out, and nothing else.
struct ConfidenceTests {
    private static func statements(from confidence: Double) throws -> [[Statement]] {
        let pipeline = try ArticlePipeline(confidenceMin: confidence)
        let folder = ExampleArticles.root.appending(path: "Examples/articles")
        let names = try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted()
        return try names.filter { $0.hasSuffix(".txt") }.flatMap { name in
            let data = try Data(contentsOf: folder.appending(path: name))
            return ArticleReader().read(bytes: [UInt8](data), origin: name).articles.map {
                pipeline.statements(of: $0).extraction.statements
            }
        }
    }

    @Test func keepsWhatIsSureEnough() throws {
        // What the model of relations says is kept by its own measure.
        let apart = "context"
        for (all, some) in zip(
            try ConfidenceTests.statements(from: 0), try ConfidenceTests.statements(from: 0.95))
        {
            let sure = all.filter { $0.confidence >= 0.95 && $0.evidence.rule != apart }
            let kept = some.filter { $0.evidence.rule != apart }
            #expect(!sure.isEmpty && sure.count < all.count)
            #expect(kept.map(\.predicate) == sure.map(\.predicate))
            #expect(kept.map(\.confidence) == sure.map(\.confidence))
        }
    }
}
