import ClewModel

/// Reads an article's sentences: words, tags, lemmas, trees, names, dates and amounts, and which of them speak of the
/// same thing.
///
/// The stages, each of which can be used alone: ``TextSegmenter`` → `SentenceAnnotator` → ``Lemmatizer`` →
/// ``QuantityRecognizer`` → ``CoreferenceResolver``. The same text gives the same analysis on every machine. Time is
/// linear in the number of words, but for the longest sentences.
public struct LanguageAnalyzer: Sendable {
    /// What the analyzer made of an article.
    public struct Result: Sendable {
        /// The article with its sentences and entities.
        public var analyzed: AnalyzedArticle
        /// What was split or left out.
        public var diagnostics: [Diagnostic]
    }

    private let segmenter: TextSegmenter
    private let annotator: SentenceAnnotator
    private let lemmatizer: Lemmatizer
    private let quantities = QuantityRecognizer()
    private let coreference = CoreferenceResolver()

    /// An analyzer with the model that is part of the executable.
    /// - Throws: `LanguageModelError` where the model's bytes are damaged.
    public init(limits: Limits = .standard) throws {
        self.init(model: try LanguageModel.embedded(), limits: limits)
    }

    /// An analyzer with a model of your own.
    public init(model: LanguageModel, limits: Limits = .standard) {
        segmenter = TextSegmenter(limits: limits)
        annotator = SentenceAnnotator(model: model)
        lemmatizer = Lemmatizer()
    }

    /// Reads all sentences of an article and finds its entities; of a text that is not English, none, with a warning.
    public func analyze(_ article: Article) -> Result {
        let segmented = segmenter.sentences(in: article)
        var sentences = segmented.sentences
        if EnglishCheck.isForeign(sentences) {
            return Result(
                analyzed: AnalyzedArticle(article: article, sentences: [], entities: []),
                diagnostics: segmented.diagnostics + [EnglishCheck.diagnostic(article)])
        }
        annotate(&sentences, reference: article.published ?? article.saved)
        var entities = coreference.entities(of: article, sentences: sentences)
        LanguageAnalyzer.fillTexts(of: &entities, sentences: sentences, text: Array(article.text.unicodeScalars))
        return Result(
            analyzed: AnalyzedArticle(article: article, sentences: sentences, entities: entities),
            diagnostics: segmented.diagnostics)
    }

    /// Gives each mention its words as the text has them.
    private static func fillTexts(of entities: inout [DocumentEntity], sentences: [Sentence], text: [Unicode.Scalar]) {
        for entity in entities.indices {
            for mention in entities[entity].mentions.indices {
                let words = entities[entity].mentions[mention].words
                let tokens = sentences[entities[entity].mentions[mention].sentence].tokens[words]
                guard let first = tokens.first, let last = tokens.last else { continue }
                let slice = text[first.range.start..<last.range.end]
                entities[entity].mentions[mention].text = String(String.UnicodeScalarView(slice))
            }
        }
    }

    /// Splits plain text into sentences of words, which `annotate(_:reference:)` then reads.
    public func segment(_ text: String) -> (sentences: [Sentence], diagnostics: [Diagnostic]) {
        let segmented = segmenter.sentences(in: text)
        return (segmented.sentences, segmented.diagnostics)
    }

    /// Reads sentences whose words are given: sets tags, lemmas, trees and names, and keeps the words as they are.
    /// - Parameter reference: the date that "last week" counts from.
    public func annotate(_ sentences: inout [Sentence], reference: CalendarDate? = nil) {
        let annotations = annotator.annotate(sentences.map { $0.tokens.map(\.form) })
        for (index, annotation) in annotations.enumerated() {
            for word in sentences[index].tokens.indices {
                sentences[index].tokens[word].upos = annotation.upos[word]
                sentences[index].tokens[word].xpos = annotation.xpos[word]
                sentences[index].tokens[word].head = annotation.heads[word]
                sentences[index].tokens[word].headMargin = annotation.headMargins[word]
                sentences[index].tokens[word].relation = annotation.relations[word]
            }
            lemmatizer.lemmatize(&sentences[index])
            sentences[index].names = NameSpan.names(of: annotation).compactMap { $0.trimmed(in: sentences[index]) }
            let values = quantities.spans(in: sentences[index], reference: reference)
            sentences[index].names = NameSpan.merged(names: sentences[index].names, values: values)
            CoordinatedNames.join(&sentences[index])
            AdjoiningPlaces.split(&sentences[index])
            NameConventions.settle(&sentences[index])
        }
        DefinedNames.complete(&sentences)
    }
}

extension NameSpan {
    /// The names that the network found; the treebanks' OTHER (nationalities, religions, languages) is a group.
    static func names(of annotation: Annotation) -> [NameSpan] {
        annotation.nameSpans.compactMap { span in
            let type = span.type == "OTHER" ? EntityType.group : EntityType(label: span.type)
            return type.map { NameSpan(words: span.words, type: $0) }
        }
    }

    /// The name without punctuation at its ends that no name has there, and a person's without the place after it
    /// ("Ann Lee of Acme"), with a number behind a hyphen; nil if nothing is left. What ends in a company's legal form is
    /// an organization.
    package func trimmed(in sentence: Sentence) -> NameSpan? {
        let marks: Set<String> = ["/", ",", ":", ";", "-", "–", "—", "|", "*", "\"", "“", "”", "(", "<", ">", "@"]
        let tokens = sentence.tokens
        var words = words.clamped(to: tokens.indices)
        while let first = words.first, marks.contains(tokens[first].form) { words = words.dropFirst() }
        // "the Social Union of outgoing minister Ann Lee".
        while let last = words.last, words.count > 1,
            ["of", "for", "and"].contains(tokens[last].form) || marks.contains(tokens[last].form)
        {
            words = words.dropLast()
        }
        if type == .person, let preposition = words.dropFirst(2).first(where: { tokens[$0].form == "of" }) {
            words = words.lowerBound..<preposition
        }
        guard let last = words.last else { return nil }
        // "Chandra-5".
        if last + 2 < tokens.count, tokens[last + 1].form == "-", !tokens[last].spaceAfter,
            !tokens[last + 1].spaceAfter,
            tokens[last + 2].form.allSatisfy(\.isNumber)
        {
            words = words.lowerBound..<(last + 3)
        }
        let isCompany = words.count > 1 && NameWords.isLegalForm(tokens[last].form)
        return NameSpan(words: words, type: isCompany ? .organization : type)
    }

    /// Dates and amounts found by rule stand in place of names that they overlap, unless such a name is longer and
    /// holds more than the value ("Bloody Sunday").
    package static func merged(names: [NameSpan], values: [NameSpan]) -> [NameSpan] {
        let valueTypes: Set<EntityType> = [.date, .money, .quantity]
        var kept = names.filter { name in
            !values.contains { value in
                name.words.overlaps(value.words)
                    && (valueTypes.contains(name.type) || name.words.count <= value.words.count)
            }
        }
        kept += values.filter { value in !kept.contains { $0.words.overlaps(value.words) } }
        return kept.sorted { $0.words.lowerBound < $1.words.lowerBound }
    }
}
