import ClewExtraction
import ClewGraph
import ClewModel
import ClewReading

/// What came of an ingest, for the table at its end.
public struct IngestReport: Sendable {
    /// What became of one article.
    public struct Item: Sendable {
        /// Where it was read from.
        public var origin: String
        /// Its title, where it has one.
        public var title: String?
        /// What the graph did with it.
        public var outcome: IngestOutcome
        /// Statements that it makes; 0 where it was not read again.
        public var statements: Int
    }

    /// The articles in order of reading.
    public var items: [Item] = []
    /// Files that gave no article.
    public var skipped: [String] = []
    /// Everything that was said about the inputs, in order of reading.
    public var diagnostics: [Diagnostic] = []

    /// Whether something in the input could not be used.
    public var hasErrors: Bool { diagnostics.contains { $0.severity == .error } }
}

/// One thing to ingest.
public enum IngestInput: Hashable, Sendable {
    case file(path: String)
    case bytes([UInt8], origin: String)
}

extension KnowledgeBase {
    /// Reads articles into the graph, one transaction for each, in the order of the inputs.
    ///
    /// Reading and understanding run in `jobs` tasks at once; writing does not, so that the result does not depend on
    /// their number. A file that cannot be used is said in the report and costs the others nothing.
    /// - Parameters:
    ///   - jobs: how many articles are read at once, at least 1.
    ///   - isCancelled: asked between articles; what is committed stays.
    ///   - progress: called after each input with the number done and the report so far.
    /// - Throws: `ClewFailure` where the graph cannot be written.
    public func ingest(
        _ inputs: [IngestInput], limits: Limits = .standard, jobs: Int = 1,
        isCancelled: @Sendable () -> Bool = { false },
        progress: (Int, IngestReport) -> Void = { _, _ in }
    ) async throws -> IngestReport {
        var report = IngestReport()
        let reader = ArticleReader(limits: limits)
        let pipeline = try ArticlePipeline(relations: relations, limits: limits)
        let file = file
        var done = 0
        try await withThrowingTaskGroup(of: (Int, [Reading]).self) { group in
            var next = 0
            var waiting: [Int: [Reading]] = [:]
            func start() {
                guard next < inputs.count, !isCancelled() else { return }
                let (place, input) = (next, inputs[next])
                next += 1
                group.addTask { (place, try KnowledgeBase.read(input, reader, pipeline, file)) }
            }
            for _ in 0..<max(1, jobs) { start() }
            while let (place, readings) = try await group.next() {
                waiting[place] = readings
                // In the order of the inputs; the bound on tasks in flight bounds what waits here.
                while let ready = waiting.removeValue(forKey: done) {
                    try commit(ready, into: &report)
                    done += 1
                    progress(done, report)
                    start()
                }
            }
        }
        try KnowledgeBase.translated { try file.settle() }
        return report
    }

    /// What reading one input gave: an article, or only diagnostics.
    private struct Reading: Sendable {
        var origin: String
        var diagnostics: [Diagnostic]
        var article: Article?
        /// None where the graph has the article already.
        var extraction: Extraction?
    }

    private static func read(
        _ input: IngestInput, _ reader: ArticleReader, _ pipeline: ArticlePipeline, _ file: GraphFile
    ) throws -> [Reading] {
        let (result, origin) =
            switch input {
            case .file(let path): (reader.read(path: path), path)
            case .bytes(let bytes, let origin): (reader.read(bytes: bytes, origin: origin), origin)
            }
        var readings = [Reading(origin: origin, diagnostics: result.diagnostics)]
        for article in result.articles {
            var reading = Reading(origin: article.origin, diagnostics: article.diagnostics, article: article)
            if try !translated({ try file.isCurrent(article) }) {
                let statements = pipeline.statements(of: article)
                reading.diagnostics += statements.diagnostics
                reading.extraction = statements.extraction
            }
            readings.append(reading)
        }
        return readings
    }

    private func commit(_ readings: [Reading], into report: inout IngestReport) throws {
        for reading in readings {
            report.diagnostics += reading.diagnostics
            guard let article = reading.article else { continue }
            var outcome = IngestOutcome.unchanged
            if let extraction = reading.extraction {
                outcome = try KnowledgeBase.translated { try file.add(article: article, extraction: extraction) }
            }
            report.items.append(
                IngestReport.Item(
                    origin: reading.origin, title: article.title, outcome: outcome,
                    statements: reading.extraction?.statements.count ?? 0))
        }
        if !readings.contains(where: { $0.article != nil }), let origin = readings.first?.origin {
            report.skipped.append(origin)
        }
    }
}
