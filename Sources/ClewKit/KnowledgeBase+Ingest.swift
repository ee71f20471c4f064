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

extension KnowledgeBase {
    /// Reads articles into the graph, one transaction for each, in the order of the inputs.
    ///
    /// An input may hold many articles. Reading and understanding run in `jobs` tasks at once; writing does not, so that
    /// the result does not depend on their number, and no more than `jobs` articles are held in memory. A file that cannot be used is said in the report and costs the others nothing.
    /// - Parameters:
    ///   - confidenceMin: how sure a statement must be to be kept (`StatementExtractor.confidenceMin`); articles that the graph
    ///     has already stay as they are.
    ///   - jobs: how many articles are read at once, at least 1.
    ///   - isCancelled: asked between articles; what is committed stays. If nothing is given, the task's own cancellation.
    ///   - progress: called after each input with the number done and the report so far.
    /// - Throws: `ClewFailure` where the graph cannot be written.
    public func ingest(
        _ inputs: [IngestInput], limits: Limits = .standard,
        confidenceMin: Double = StatementExtractor.confidenceMinStandard, jobs: Int = 1,
        isCancelled: @Sendable () -> Bool = { Task.isCancelled },
        progress: (Int, IngestReport) -> Void = { _, _ in }
    ) async throws -> IngestReport {
        var report = IngestReport()
        let pipeline = try ArticlePipeline(relations: relations, limits: limits, confidenceMin: confidenceMin)
        let file = file
        var parts = ArticleInputs(inputs, reader: ArticleReader(limits: limits))
        var current = 0
        var hasArticle = false
        func finish(upTo input: Int) {
            while current < input {
                if !hasArticle { report.skipped.append(inputs[current].origin) }
                hasArticle = false
                current += 1
                progress(current, report)
            }
        }
        try await InOrder.run(jobs: jobs) {
            isCancelled() ? nil : parts.next()
        } work: { element in
            (element.input, try KnowledgeBase.read(element.part, pipeline, file))
        } take: { input, readings in
            finish(upTo: input)
            try commit(readings, into: &report)
            hasArticle = hasArticle || readings.contains { $0.article != nil }
        }
        if !isCancelled() { finish(upTo: inputs.count) }
        try KnowledgeBase.translated { try file.settle() }
        return report
    }

    /// What reading one part gave: an article, or only diagnostics.
    private struct Reading: Sendable {
        var origin: String
        var diagnostics: [Diagnostic]
        var article: Article?
        /// None where the graph has the article already.
        var extraction: Extraction?
    }

    private static func read(_ part: ArticlePart, _ pipeline: ArticlePipeline, _ file: GraphFile) throws -> [Reading] {
        let result = part.read()
        var readings = [Reading(origin: part.origin, diagnostics: result.diagnostics)]
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
    }
}
