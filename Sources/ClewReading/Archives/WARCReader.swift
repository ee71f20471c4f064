import ClewModel

/// A web archive (ISO 28500, WARC 1.0 and 1.1): the pages among its records. Each record is taken from the stream by
/// itself, so an archive may be of any size.
final class WARCReader: PartReader {
    private static let lineBytesMax = 1 << 16
    private static let fieldsMax = 256

    private let bytes: BufferedBytes
    private let input: FormatInput
    private let budget: ArchiveBudget
    private var passedOver = 0
    private var isDone = false

    init(_ bytes: BufferedBytes, _ input: FormatInput, budget: ArchiveBudget) {
        self.bytes = bytes
        self.input = input
        self.budget = budget
    }

    func next() -> ContainedPart? {
        while !isDone {
            guard let header = recordHeader() else {
                isDone = true
                if let problem = bytes.problem { return .problem(problem) }
                break
            }
            guard let length = header["content-length"].flatMap({ Int($0) }), length >= 0 else {
                isDone = true
                return .problem(WARCReader.damaged(at: bytes.position))
            }
            if let part = part(header, length) { return part }
            passedOver += 1
        }
        guard passedOver > 0 else { return nil }
        defer { passedOver = 0 }
        return .problem(
            Diagnostic(
                code: "reading.parts-skipped", severity: .note,
                message: "\(passedOver) records of the archive hold no page and were passed over"))
    }

    /// The fields of the next record's header by lower-case name; none at the end.
    private func recordHeader() -> [String: String]? {
        var first = bytes.line(bytesMax: WARCReader.lineBytesMax)
        while let line = first, line.isEmpty { first = bytes.line(bytesMax: WARCReader.lineBytesMax) }
        guard let version = first else { return nil }
        var fields: [String: String] = [:]
        guard version.starts(with: "WARC/".utf8) else { return fields }
        var count = 0
        while let line = bytes.line(bytesMax: WARCReader.lineBytesMax), !line.isEmpty, count < WARCReader.fieldsMax {
            count += 1
            let text = String(decoding: line, as: UTF8.self)
            guard let colon = text.firstIndex(of: ":") else { continue }
            let name = text[..<colon].lowercased()
            if fields[name] == nil { fields[name] = text[text.index(after: colon)...].trimming(\.isWhitespace) }
        }
        return fields
    }

    /// The page in a record, or none where the record holds none; takes the record's block in any case.
    private func part(_ header: [String: String], _ length: Int) -> ContainedPart? {
        let kind = header["warc-type"]?.lowercased() ?? ""
        let isMessage = header["content-type"]?.lowercased().hasPrefix("application/http") ?? false
        guard kind == "response" || kind == "resource" || kind == "conversion",
            isMessage || WARCReader.isPage(header["content-type"])
        else {
            _ = bytes.skip(length)
            return nil
        }
        guard length <= input.limits.fileBytesMax else {
            _ = bytes.skip(length)
            return .problem(ArticleParts.tooLarge(bytesMax: input.limits.fileBytesMax))
        }
        let block = bytes.take(length)
        var notes: [Diagnostic] = []
        if block.count < length || header["warc-truncated"] != nil {
            notes.append(
                Diagnostic(
                    code: "reading.record-cut", severity: .warning,
                    message: "the archive holds only the page's beginning",
                    repair: "archive the page again"))
        }
        var page = input
        page.container = "warc"
        page.url = header["warc-target-uri"].map { $0.trimming { $0 == "<" || $0 == ">" } }
        page.saved = header["warc-date"].flatMap(DateReader.date(field:))
        guard isMessage else {
            page.bytes = block
            page.charset = MIMEPart.parameter("charset", of: header["content-type"] ?? "")
            return .document(page, notes)
        }
        let message = HTTPResponse(block)
        guard message.status == 200, WARCReader.isPage(message.part.header["content-type"]) else { return nil }
        let body = message.body(budget: budget)
        page.bytes = body.bytes
        page.charset = message.part.parameter("charset")
        return .document(page, notes + body.diagnostics)
    }

    private static func isPage(_ contentType: String?) -> Bool {
        guard let contentType else { return false }
        let type = contentType.prefix { $0 != ";" }.trimming(\.isWhitespace).lowercased()
        return type == "text/html" || type == "application/xhtml+xml" || type == "text/plain"
    }

    private static func damaged(at position: Int) -> Diagnostic {
        Diagnostic(
            code: "reading.archive-damaged", severity: .warning,
            message: "the archive is damaged before byte \(position); what follows was left out",
            repair: "download or save it again")
    }
}
