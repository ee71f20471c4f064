import ClewKit
import Foundation

/// A record of a stream of articles: JSON on one line, with the article inside or the path of its file.
///
/// | key | what |
/// | --- | --- |
/// | `id` or `doc` | the record's name, which its statements carry; none: its line number |
/// | `text` | plain text, taken as it stands |
/// | `html` | a page's source |
/// | `bytes` | any format that clew reads, in Base64 |
/// | `path` | a file |
struct StreamRecord: Decodable {
    var id: String?
    var doc: String?
    var text: String?
    var html: String?
    var bytes: String?
    var path: String?

    /// What a record holds.
    enum Content {
        case text(TextRecords.Document)
        /// The parts of a file or of bytes, which were read from the origin.
        case parts(ArticleParts, origin: String)
    }

    /// Why a line is no record.
    struct Fault: Error {
        var diagnostic: Diagnostic

        init(_ message: String, repair: String) {
            diagnostic = Diagnostic(code: "extract.record", severity: .error, message: message, repair: repair)
        }
    }

    /// The record of a line.
    init(line: [UInt8]) throws {
        do {
            self = try JSONDecoder().decode(StreamRecord.self, from: Data(line))
        } catch {
            throw Fault(
                "this line is no record", repair: "write {\"id\": \"…\", \"text\": \"…\"} on a line of its own")
        }
    }

    /// The record's name.
    func name(line: Int) -> String { id ?? doc ?? path.map(InputFiles.id) ?? "\(line)" }

    /// Reads what the record holds.
    func content(name: String, reader: ArticleReader) throws -> Content {
        if let text { return .text(TextRecords.document(name: name, text: text)) }
        if let html { return .parts(reader.parts(bytes: Array(html.utf8), origin: name), origin: name) }
        if let path { return .parts(reader.parts(path: path), origin: path) }
        if let bytes {
            guard let data = Data(base64Encoded: bytes) else {
                throw Fault("the bytes are not Base64", repair: "encode them with base64 -w0")
            }
            return .parts(reader.parts(bytes: [UInt8](data), origin: name), origin: name)
        }
        throw Fault("the record holds no article", repair: "give it text, html, bytes (Base64) or path")
    }
}
