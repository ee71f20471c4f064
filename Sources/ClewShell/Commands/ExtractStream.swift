import ClewKit

/// `clew extract --stream`: a filter for engines that feed many records to one process (`Examples/spark`). A record is
/// read, its statements are written and handed on, and it is forgotten; what cannot be used becomes a record of its own
/// in the output, so that one bad page does not end a night's work.
struct ExtractStream {
    let pipeline: ArticlePipeline
    private let reader = ArticleReader()

    /// What became of a record that could not be used.
    private struct Failure: Encodable {
        struct Reason: Encodable {
            var code: String
            var message: String
            var line: Int
        }

        var doc: String
        var error: Reason
    }

    init(_ pipeline: ArticlePipeline) { self.pipeline = pipeline }

    /// Reads records from standard input to its end, and writes what they say in their order.
    func run() throws {
        var number = 0
        while let line = StandardInput.readLine() {
            number += 1
            if line.allSatisfy({ $0 == 32 || $0 == 9 || $0 == 13 }) { continue }
            try write(line, number: number)
            StandardOutput.flush()
        }
    }

    private func write(_ line: [UInt8], number: Int) throws {
        var name = "\(number)"
        do {
            let record = try StreamRecord(line: line)
            name = record.name(line: number)
            switch try record.content(name: name, reader: reader) {
            case .text(let document): try write(document, name: name)
            case .articles(let result): try write(result, name: name, number: number)
            }
        } catch let fault as StreamRecord.Fault {
            try report([fault.diagnostic], name: name, number: number)
        }
    }

    private func write(_ result: ReadResult, name: String, number: Int) throws {
        try report(result.allDiagnostics.filter { $0.severity == .error }, name: name, number: number)
        for (index, article) in result.articles.enumerated() {
            // The articles of an archive are told apart by their place in it.
            let own = result.articles.count == 1 ? name : "\(name)#\(index + 1)"
            let whole = TextRecords.Document(
                article: article, records: [(own, TextRange(0, article.text.unicodeScalars.count))])
            try write(whole, name: own)
        }
    }

    private func write(_ document: TextRecords.Document, name: String) throws {
        let result = pipeline.statements(of: document.article)
        for statement in result.extraction.statements {
            guard let range = statement.evidence.range, let (doc, place) = document.record(at: range.start) else {
                continue
            }
            let record = StatementRecord(statement, of: result.extraction, doc: doc, offset: place.start)
            StandardOutput.write(try JSONLine.text(of: record))
        }
    }

    private func report(_ diagnostics: [Diagnostic], name: String, number: Int) throws {
        for diagnostic in diagnostics {
            let reason = Failure.Reason(code: diagnostic.code, message: diagnostic.message, line: number)
            StandardOutput.write(try JSONLine.text(of: Failure(doc: name, error: reason)))
        }
    }
}
