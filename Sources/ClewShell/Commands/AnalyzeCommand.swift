import ArgumentParser
import ClewKit
import Foundation

/// `clew analyze`: sentences as the language core reads them.
struct AnalyzeCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "analyze",
        abstract: "Splits raw text into sentences and words, and prints tags, lemmas, trees and names as CoNLL-U.",
        discussion: """
            Examples:
              echo 'Acme bought Widgets Inc. last year.' | clew analyze
              clew analyze --pretokenized gold.conllu > predicted.conllu
              clew analyze --format jsonl texts.jsonl      # {"id", "text"} in, names with places in the text out
            """)

    /// How the analysis is written.
    enum Format: String, CaseIterable, ExpressibleByArgument {
        case conllu, jsonl
    }

    @ArgumentParser.Argument(
        help: ArgumentHelp("A text file; standard input if none.", valueName: "file"), completion: .file())
    var file = "-"

    @Flag(name: .long, help: "The input is CoNLL-U: keep its sentences and words.")
    var pretokenized = false

    @Option(name: .long, help: "conllu, or jsonl for JSON lines of id and text in, names out.")
    var format = Format.conllu

    func validate() throws {
        if pretokenized, format == .jsonl { throw ValidationError("--pretokenized goes with --format conllu.") }
    }

    func run() throws {
        let text = try InputFile.text(path: file)
        let analyzer = try LanguageAnalyzer()
        var sink = DiagnosticSink()
        switch format {
        case .jsonl: try writeNames(text, analyzer, &sink)
        case .conllu where pretokenized: annotate(text, analyzer, &sink)
        case .conllu: analyze(text, analyzer, &sink)
        }
        try sink.finish()
    }

    /// How many sentences are read at once: enough to fill the products, few enough to stay small.
    private static let batchSize = 256

    private func analyze(_ text: String, _ analyzer: LanguageAnalyzer, _ sink: inout DiagnosticSink) {
        let (sentences, diagnostics) = analyzer.segment(text)
        sink.report(diagnostics)
        var writer = CoNLLU.Writer(document: file == "-" ? "standard-input" : InputFiles.id(of: file))
        for start in stride(from: 0, to: sentences.count, by: Self.batchSize) {
            var batch = Array(sentences[start..<min(start + Self.batchSize, sentences.count)])
            analyzer.annotate(&batch)
            for sentence in batch { StandardOutput.write(writer.lines(of: sentence)) }
        }
    }

    private func annotate(_ text: String, _ analyzer: LanguageAnalyzer, _ sink: inout DiagnosticSink) {
        let document = CoNLLU.read(text, source: file)
        sink.report(document.diagnostics)
        var writer = CoNLLU.Writer(document: file == "-" ? "standard-input" : InputFiles.id(of: file))
        for start in stride(from: 0, to: document.sentences.count, by: Self.batchSize) {
            var batch = Array(document.sentences[start..<min(start + Self.batchSize, document.sentences.count)])
            analyzer.annotate(&batch)
            for (index, sentence) in batch.enumerated() {
                let id = document.comment("sent_id", of: start + index)
                StandardOutput.write(writer.lines(of: sentence, id: id))
            }
        }
    }

    private struct Record: Decodable {
        var id: String
        var text: String
    }

    private struct Names: Encodable {
        struct Name: Encodable {
            var start: Int
            var end: Int
            var type: String
        }
        var id: String
        var text: String
        var entities: [Name]
    }

    private func writeNames(_ text: String, _ analyzer: LanguageAnalyzer, _ sink: inout DiagnosticSink) throws {
        let decoder = JSONDecoder()
        for (index, line) in text.split(separator: "\n", omittingEmptySubsequences: false).enumerated() {
            if line.allSatisfy(\.isWhitespace) { continue }
            guard let record = try? decoder.decode(Record.self, from: Data(line.utf8)) else {
                sink.report([
                    Diagnostic(
                        code: "analyze.record", severity: .error, message: "this line is no record", source: file,
                        place: Diagnostic.Place(line: index + 1, column: 1),
                        repair: "write each record as {\"id\": \"…\", \"text\": \"…\"} on a line of its own")
                ])
                continue
            }
            var (sentences, diagnostics) = analyzer.segment(record.text)
            sink.report(diagnostics)
            analyzer.annotate(&sentences)
            let names = sentences.flatMap { sentence in
                sentence.names.compactMap { name -> Names.Name? in
                    guard let first = sentence.tokens[name.words].first, let last = sentence.tokens[name.words].last
                    else { return nil }
                    return Names.Name(start: first.range.start, end: last.range.end, type: name.type.label)
                }
            }
            StandardOutput.write(try JSONLine.text(of: Names(id: record.id, text: record.text, entities: names)))
        }
    }
}
