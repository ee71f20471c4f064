import ArgumentParser
import ClewKit
import ClewModel
import Foundation

/// `clew extract`: statements without a graph, as a stream.
struct ExtractCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "extract",
        abstract: "Prints what articles or records of text say, as JSON lines, without a graph.",
        discussion: """
            Examples:
              clew extract ~/articles > statements.jsonl
              clew extract records.jsonl       # {"doc" or "id", "document", "text"} a line; one document's lines follow
                                               # one another and are read together
              clew extract --sentences sentences.txt
              clew extract --open --sentences sentences.txt
              clew extract --stream < records.jsonl
              clew extract --stream --format nquads < crawl.warc.gz

            Each line has doc, id, predicate, status, speaker, confidence, rule, sentence, qualifiers, and subject and \
            object with text, start and end (Unicode scalars of the record's text), type and entity. Records are taken \
            for passages cut from longer texts: a pronoun that nothing resolves stays there, its entity null. With --open: \
            sentence, confidence, predicate and arguments, apart by tabs, in the words of the input, whatever their \
            confidence.

            --stream is for engines that feed many records to one process: each line of standard input is a record with \
            id and one of text, html, bytes (Base64) and path; its statements follow at once, in the order of the \
            records. What cannot be used gives {"doc", "error": {code, message, line}}, and the exit code is 0. A WARC \
            archive, gzipped or not, may stand in place of the records. With --format nquads the output is RDF, each \
            article by itself. With --entities each article's statements are followed by what it speaks of, for \
            `clew resolve`.
            """)

    @ArgumentParser.Argument(
        help: ArgumentHelp("Articles, folders or JSON lines; - is standard input.", valueName: "path"),
        completion: .file())
    var paths: [String] = []

    @Flag(name: .long, help: "Read records from standard input, one at a time.") var stream = false
    @Flag(name: .long, help: "With --stream, write what each article speaks of too.") var entities = false
    @Flag(name: .long, help: "The input has one sentence a line.") var sentences = false
    @Flag(name: .long, help: "Print open tuples in the words of the input instead of statements.") var open = false

    @Flag(name: .long, help: ArgumentHelp("Print what the relation model is trained on.", visibility: .hidden))
    var pairs = false

    @Flag(name: .long, help: ArgumentHelp("Print what confidence is learned from.", visibility: .hidden))
    var features = false

    @Option(name: .long, help: "With --stream, the form of the statements: jsonl or nquads.")
    var format: StreamFormat = .jsonl

    @Option(
        name: .long, help: ArgumentHelp("A file of further canonical relations.", valueName: "file"),
        completion: .file())
    var relations: String?

    @OptionGroup var confidence: ConfidenceOptions

    func validate() throws {
        if stream {
            guard paths.isEmpty || paths == ["-"], !sentences, !open else {
                throw ValidationError("--stream reads records from standard input, and takes no path.")
            }
            guard format == .jsonl || !entities else {
                throw ValidationError("--entities goes with --format jsonl: N-Quads tell of entities anyway.")
            }
        } else if format != .jsonl || entities {
            throw ValidationError("--format \(StreamFormat.nquads.rawValue) and --entities go with --stream.")
        } else if paths.isEmpty {
            throw ValidationError("Name articles, folders or files of records; - is standard input.")
        }
    }

    func run() throws {
        var options = GraphOptions()
        options.relations = relations
        let pipeline = try ArticlePipeline(
            relations: try options.catalog(), confidenceMin: confidence.confidenceMin)
        if stream { return try ExtractStream(pipeline, format: format, withEntities: entities).run() }
        var sink = DiagnosticSink()
        for path in paths {
            let files = try InputFiles(paths: [path])
            sink.report(files.diagnostics)
            for input in files.inputs { try extract(input, with: pipeline, &sink) }
        }
        try sink.finish()
    }

    private func extract(_ input: IngestInput, with pipeline: ArticlePipeline, _ sink: inout DiagnosticSink) throws {
        let (origin, bytes): (String, [UInt8]?) =
            switch input {
            case .file(let path):
                (path, sentences || TextRecords.isNamedSo(path) ? try InputFile.bytes(path: path) : nil)
            case .bytes(let bytes, let origin): (origin, bytes)
            }
        if let bytes, sentences || TextRecords.isRecords(bytes) {
            let records = TextRecords(bytes, origin: origin, areSentences: sentences)
            sink.report(records.diagnostics)
            for document in records.documents {
                try write(document, arePassages: !sentences, with: pipeline, &sink)
            }
            return
        }
        let file = InputFiles(input)
        for element in file.parts() {
            let result = element.part.read()
            sink.report(result.allDiagnostics)
            for article in result.articles {
                let name = file.id(of: article, input: element.input)
                let whole = TextRecords.Document(whole: article, name: name)
                try write(whole, arePassages: false, with: pipeline, &sink)
            }
        }
    }

    private func write(
        _ document: TextRecords.Document, arePassages: Bool, with pipeline: ArticlePipeline,
        _ sink: inout DiagnosticSink
    ) throws {
        if open {
            for line in OpenTuples.lines(of: document.article, with: pipeline) { StandardOutput.write(line) }
            return
        }
        if pairs {
            for line in TrainingPairs.lines(of: document, with: pipeline) { StandardOutput.write(line) }
            return
        }
        if features {
            for line in StatementFeatureLines.lines(of: document.article, with: pipeline) { StandardOutput.write(line) }
            return
        }
        let result = pipeline.statements(of: document.article, arePassages: arePassages)
        sink.report(result.diagnostics)
        for statement in result.extraction.statements {
            guard let range = statement.evidence.range else { continue }
            guard let (name, place) = document.record(at: range.start) else { continue }
            let record = StatementRecord(statement, of: result.extraction, doc: name, offset: place.start)
            StandardOutput.write(try JSONLine.text(of: record))
        }
    }
}

/// Pairs of phrases as `Sources/Training/relations/train.py` reads them.
private enum TrainingPairs {
    /// `record TAB start TAB end TAB start TAB end TAB relations TAB features`, both lists apart by spaces.
    static func lines(of document: TextRecords.Document, with pipeline: ArticlePipeline) -> [String] {
        let analyzed = pipeline.analyzer.analyze(document.article).analyzed
        var extractor = pipeline.extractor
        extractor.readsPassages = true
        return extractor.pairs(of: analyzed).compactMap { sentence, pair in
            let tokens = analyzed.sentences[sentence].tokens
            guard let (name, place) = document.record(at: tokens[pair.first.words.lowerBound].range.start) else {
                return nil
            }
            let ends = [pair.first, pair.second].flatMap { end in
                [tokens[end.words.lowerBound].range.start, tokens[end.words.upperBound - 1].range.end]
            }
            let lists = [pair.relations.map(String.init), pair.features.map(String.init)]
            return ([name] + ends.map { String($0 - place.start) } + lists.map { $0.joined(separator: " ") })
                .joined(separator: "\t") + "\n"
        }
    }
}

/// Statements with their features as `Sources/Training/confidence/train.py` reads them.
private enum StatementFeatureLines {
    /// `subject TAB predicate TAB object TAB status TAB speaker TAB features`, the features as `name=value` apart
    /// by spaces.
    static func lines(of article: Article, with pipeline: ArticlePipeline) -> [String] {
        let analyzed = pipeline.analyzer.analyze(article).analyzed
        let (entities, statements) = pipeline.extractor.features(of: analyzed)
        func name(_ argument: ClewModel.Argument?) -> String {
            guard let argument else { return "" }
            guard case .entity(let index) = argument.referent else { return argument.text }
            return entities[index].name
        }
        return statements.map { statement, features in
            let fields = [
                name(statement.subject), statement.predicate, name(statement.object), statement.status.rawValue,
                name(statement.speaker),
                features.values.map { "\($0.name)=\($0.value)" }.joined(separator: " "),
            ]
            return fields.map { $0.split { $0.isWhitespace }.joined(separator: " ") }.joined(separator: "\t") + "\n"
        }
    }
}

/// How `clew extract` writes statements.
enum StreamFormat: String, CaseIterable, ExpressibleByArgument {
    case jsonl, nquads
}

/// Open tuples as the field's scorers read them.
private enum OpenTuples {
    /// `sentence TAB confidence TAB predicate TAB argument…` for each tuple of each sentence.
    static func lines(of article: Article, with pipeline: ArticlePipeline) -> [String] {
        let analyzed = pipeline.analyzer.analyze(article).analyzed
        let extractor = OpenExtractor()
        // The scorers match sentences by their text: a line of the input is the sentence, however Clew splits it.
        return analyzed.sentences.flatMap { sentence -> [String] in
            let block =
                article.blocks.indices.contains(sentence.block) ? article.blocks[sentence.block].range : sentence.range
            let text = article.text.text(in: block)
            return extractor.extract(sentence).map { tuple in
                let confidence = String(format: "%.4f", tuple.confidence)
                return ([text, confidence, tuple.predicate] + tuple.arguments).joined(separator: "\t") + "\n"
            }
        }
    }
}
