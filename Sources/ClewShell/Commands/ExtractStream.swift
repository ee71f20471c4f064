import ClewKit

/// `clew extract --stream`: a filter for engines that feed many records to one process (`Examples/spark`). A record is
/// read, its statements are written and handed on, and it is forgotten; what cannot be used becomes a record of its own
/// in the output, so that one bad page does not end a night's work.
struct ExtractStream {
    let pipeline: ArticlePipeline
    let format: StreamFormat
    /// Whether what an article speaks of is written too, for `clew resolve`.
    let withEntities: Bool
    private let reader = ArticleReader()

    /// What became of a record that could not be used.
    private struct Failure: Encodable {
        struct Reason: Encodable {
            var code: String
            var message: String
            var line: Int?
        }

        var doc: String
        var error: Reason
    }

    /// What an article speaks of: `block` is the sense of its name, by which `clew resolve` groups.
    private struct EntityRecord: Encodable {
        var block: String
        var doc: String
        var name: String
        var sense: Sense
        var type: String
    }

    init(_ pipeline: ArticlePipeline, format: StreamFormat, withEntities: Bool) {
        (self.pipeline, self.format, self.withEntities) = (pipeline, format, withEntities)
    }

    /// Reads records, or a web archive, from standard input to its end, and writes what they say in their order.
    func run() throws {
        var input = StandardInput()
        // A record is JSON, which begins like neither an archive nor what gzip writes.
        let start = input.peek(5)
        if start.starts(with: [0x1F, 0x8B]) || start == Array("WARC/".utf8) {
            let origin = "-"
            let parts = reader.parts(origin: origin) { input.next() }
            return try write(parts, line: nil) { $0.url ?? $0.origin }
        }
        var number = 0
        while let line = input.readLine() {
            number += 1
            if line.allSatisfy({ $0 == 32 || $0 == 9 || $0 == 13 }) { continue }
            try write(line, number: number)
        }
    }

    private func write(_ line: [UInt8], number: Int) throws {
        var name = "\(number)"
        do {
            let record = try StreamRecord(line: line)
            name = record.name(line: number)
            switch try record.content(name: name, reader: reader) {
            case .text(let document): try write(document, name: name)
            case .parts(let parts, let origin):
                // The articles of an archive are told apart by their place in it.
                try write(parts, line: number, failedAs: name) { name + $0.origin.dropFirst(origin.count) }
            }
        } catch let fault as StreamRecord.Fault {
            try report([fault.diagnostic], name: name, line: number)
        }
        StandardOutput.flush()
    }

    /// Writes what each part says, and what keeps a part from saying anything.
    private func write(
        _ parts: ArticleParts, line: Int?, failedAs name: String? = nil, _ docName: (Article) -> String
    ) throws {
        for part in parts {
            let result = part.read()
            let heed: Diagnostic.Severity = result.articles.isEmpty ? .warning : .error
            try report(result.allDiagnostics.filter { $0.severity >= heed }, name: name ?? part.origin, line: line)
            for article in result.articles {
                let name = docName(article)
                try write(TextRecords.Document(whole: article, name: name), name: name)
            }
            StandardOutput.flush()
        }
    }

    private func write(_ document: TextRecords.Document, name: String) throws {
        let result = pipeline.statements(of: document.article)
        switch format {
        case .jsonl:
            for statement in result.extraction.statements {
                guard let range = statement.evidence.range, let (doc, place) = document.record(at: range.start) else {
                    continue
                }
                let record = StatementRecord(statement, of: result.extraction, doc: doc, offset: place.start)
                StandardOutput.write(try JSONLine.text(of: record))
            }
        case .nquads:
            let relations = pipeline.extractor.relations
            let graph = try Graph([(document.article, result.extraction)], announceable: relations.announceable)
            _ = try NQuadsWriter(properties: relations.properties).write(
                ExportSelection(graph), to: ByteSink { StandardOutput.write(bytes: $0) })
        }
        if withEntities {
            for entity in ArticleSenses(of: document.article, result.extraction).elements {
                let record = EntityRecord(
                    block: entity.sense.key.spelling, doc: name, name: entity.name, sense: entity.sense,
                    type: entity.type.rawValue)
                StandardOutput.write(try JSONLine.text(of: record))
            }
        }
    }

    private func report(_ diagnostics: [Diagnostic], name: String, line: Int?) throws {
        for diagnostic in diagnostics {
            let reason = Failure.Reason(code: diagnostic.code, message: diagnostic.message, line: line)
            // N-Quads knows comments.
            if format == .nquads { StandardOutput.write("# ") }
            StandardOutput.write(try JSONLine.text(of: Failure(doc: name, error: reason)))
        }
    }
}
