import ClewExtraction
import ClewLanguage
import ClewModel
import ClewReading

/// From an article to its statements, without a graph. The model is loaded once; one value serves several threads.
public struct ArticlePipeline: Sendable {
    /// What an article says.
    public struct Result: Sendable {
        /// The article with its sentences and entities.
        public var analyzed: AnalyzedArticle
        /// Its statements.
        public var extraction: Extraction
        /// What was split or left out on the way, the article's own diagnostics not among them.
        public var diagnostics: [Diagnostic]
    }

    /// Reads sentences.
    public let analyzer: LanguageAnalyzer
    /// Reads statements.
    public let extractor: StatementExtractor

    /// A pipeline with the built-in model.
    /// - Parameters:
    ///   - relations: the canonical relations that statements are brought to.
    ///   - confidenceMin: how sure a statement must be to be kept (`StatementExtractor.confidenceMin`).
    /// - Throws: `LanguageModelError` where the model's bytes are damaged.
    public init(
        relations: RelationCatalog = .shipped, limits: Limits = .standard,
        confidenceMin: Double = StatementExtractor.confidenceMinStandard
    ) throws {
        analyzer = try LanguageAnalyzer(limits: limits)
        extractor = StatementExtractor(relations: relations, confidenceMin: confidenceMin)
    }

    /// Reads an article's sentences and statements.
    /// - Parameter arePassages: whether the text is cut from longer ones (`StatementExtractor.readsPassages`).
    public func statements(of article: Article, arePassages: Bool = false) -> Result {
        let language = analyzer.analyze(article)
        var extractor = extractor
        extractor.readsPassages = arePassages
        let extraction = extractor.extract(language.analyzed)
        return Result(
            analyzed: language.analyzed, extraction: extraction,
            diagnostics: language.diagnostics + extraction.diagnostics)
    }
}
