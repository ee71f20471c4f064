import ClewKit
import Foundation

/// Texts that come as records: JSON lines of `{doc or id, document, text}`, or one sentence a line. Records of one
/// document that follow one another are read as one article, so that names carry over from one to the next.
struct TextRecords {
    /// Records that are read together.
    struct Document {
        /// An article whose blocks are the records' texts.
        var article: Article
        /// The records' names with their places in the article's text, in order.
        var records: [(name: String, range: TextRange)]

        /// An article that is one record.
        init(whole article: Article, name: String) {
            self.init(article: article, records: [(name, TextRange(0, article.text.unicodeScalars.count))])
        }

        init(article: Article, records: [(name: String, range: TextRange)]) {
            (self.article, self.records) = (article, records)
        }

        /// The record that holds a place in the article's text. O(log records).
        func record(at place: Int) -> (name: String, range: TextRange)? {
            var (low, high) = (0, records.count)
            while low < high {
                let middle = (low + high) / 2
                if records[middle].range.end <= place { low = middle + 1 } else { high = middle }
            }
            return low < records.count && records[low].range.start <= place ? records[low] : nil
        }
    }

    private(set) var documents: [Document] = []
    private(set) var diagnostics: [Diagnostic] = []

    private struct Record: Decodable {
        var doc: String?
        var id: String?
        var document: String?
        var text: String
    }

    /// Whether a file's name says that it holds records.
    static func isNamedSo(_ path: String) -> Bool { path.hasSuffix(".jsonl") || path.hasSuffix(".ndjson") }

    /// Whether bytes begin with a record.
    static func isRecords(_ bytes: [UInt8]) -> Bool {
        guard let line = bytes.split(separator: 10, maxSplits: 1).first else { return false }
        return (try? JSONDecoder().decode(Record.self, from: Data(line))) != nil
    }

    /// Reads records; a line that is none is a diagnostic, and the others are read.
    init(_ bytes: [UInt8], origin: String, areSentences: Bool) {
        let decoder = JSONDecoder()
        var name: String?
        var texts: [(name: String, text: String)] = []
        for (index, line) in bytes.split(separator: 10, omittingEmptySubsequences: false).enumerated() {
            if line.allSatisfy({ $0 == 32 || $0 == 9 || $0 == 13 }) { continue }
            let record =
                areSentences
                ? Record(id: "\(index + 1)", text: String(decoding: line, as: UTF8.self))
                : try? decoder.decode(Record.self, from: Data(line))
            guard let record, let id = record.doc ?? record.id ?? record.document else {
                diagnostics.append(
                    Diagnostic(
                        code: "extract.record", severity: .error, message: "this line is no record", source: origin,
                        place: Diagnostic.Place(line: index + 1, column: 1),
                        repair: "write {\"id\": \"…\", \"text\": \"…\"} on a line of its own"))
                continue
            }
            if record.document == nil || record.document != name {
                add(texts, origin: origin)
                texts = []
            }
            name = record.document
            texts.append((id, record.text))
        }
        add(texts, origin: origin)
    }

    /// One record as a document of its own.
    static func document(name: String, text: String) -> Document {
        document([(name, text)], origin: name)
    }

    private mutating func add(_ texts: [(name: String, text: String)], origin: String) {
        if !texts.isEmpty { documents.append(TextRecords.document(texts, origin: origin)) }
    }

    private static func document(_ texts: [(name: String, text: String)], origin: String) -> Document {
        var text = String.UnicodeScalarView()
        var count = 0
        var document = Document(
            article: Article(
                id: texts.first?.name ?? origin, origin: origin, format: "record", contentHash: "", text: ""),
            records: [])
        for (name, part) in texts {
            let length = part.unicodeScalars.count
            document.records.append((name, TextRange(count, count + length)))
            // A line feed inside a record stays: the segmenter tells paragraphs by it only within plain text.
            document.article.blocks.append(Block(kind: .paragraph, range: TextRange(count, count + length)))
            text.append(contentsOf: part.unicodeScalars)
            text.append("\n")
            count += length + 1
        }
        document.article.text = String(text)
        return document
    }
}
