import ClewModel

/// A stored response of HTTP/1.1 (RFC 9112), its transfer and content codings undone.
struct HTTPResponse {
    /// The status code, 0 where the first line has none.
    let status: Int
    /// The fields and the body as stored.
    let part: MIMEPart

    init(_ message: [UInt8]) {
        let end = message.firstIndex(of: 0x0A) ?? message.endIndex
        let words = String(decoding: message[..<end], as: UTF8.self).split(separator: " ")
        status = words.count > 1 && words[0].hasPrefix("HTTP/") ? Int(words[1]) ?? 0 : 0
        part = MIMEPart(message[min(message.count, end + 1)...])
    }

    /// The body as the reader saw it, and what there is to say of it.
    func body(budget: ArchiveBudget) -> (bytes: [UInt8], diagnostics: [Diagnostic]) {
        var bytes = part.raw
        if part.header["transfer-encoding"]?.lowercased().contains("chunked") ?? false {
            // Some archivers undo the chunks and leave the field.
            bytes = HTTPResponse.joined(bytes) ?? bytes
        }
        let coding = part.header["content-encoding"]?.trimming(\.isWhitespace).lowercased() ?? "identity"
        switch coding {
        case "identity", "": return (Array(bytes), [])
        case "gzip", "x-gzip":
            guard bytes.starts(with: [0x1F, 0x8B]) else { return (Array(bytes), []) }
            return inflated(bytes, .automatic, budget)
        case "deflate":
            let isWrapped =
                bytes.count > 1 && bytes[bytes.startIndex] & 0x0F == 8
                && (Int(bytes[bytes.startIndex]) << 8 | Int(bytes[bytes.startIndex + 1])) % 31 == 0
            return inflated(bytes, isWrapped ? .automatic : .none, budget)
        default:
            let text = Array(bytes)
            // Left as it came from the server, or undone by the archiver: only the bytes tell.
            if !ContentSample(text).isBinary { return (text, []) }
            return (
                [],
                [
                    Diagnostic(
                        code: "reading.coding-unsupported", severity: .warning,
                        message: "the page is stored in the coding '\(coding.prefix(20))', which cannot be read",
                        repair: "archive the page without that coding")
                ]
            )
        }
    }

    private func inflated(_ bytes: ArraySlice<UInt8>, _ wrapping: InflatedSource.Wrapping, _ budget: ArchiveBudget)
        -> ([UInt8], [Diagnostic])
    {
        let source = BufferedBytes(InflatedSource(BufferedBytes(Array(bytes)), wrapping, budget: budget))
        let page = source.take(budget.limits.fileBytesMax)
        if !source.peek(1).isEmpty { return (page, [ArticleParts.tooLarge(bytesMax: budget.limits.fileBytesMax)]) }
        return (page, source.problem.map { [$0] } ?? [])
    }

    /// The chunks joined; none where the body is not in chunks.
    private static func joined(_ body: ArraySlice<UInt8>) -> ArraySlice<UInt8>? {
        var out: [UInt8] = []
        var rest = body
        while true {
            guard let end = rest.firstIndex(of: 0x0A) else { return out.isEmpty ? nil : out[...] }
            let size = String(decoding: rest[..<end], as: UTF8.self).prefix { $0 != ";" && !$0.isNewline }
            guard let count = Int(size.trimming(\.isWhitespace), radix: 16), count >= 0 else {
                return out.isEmpty ? nil : out[...]
            }
            rest = rest[(end + 1)...]
            if count == 0 { return out[...] }
            out.append(contentsOf: rest.prefix(count))
            rest = rest.dropFirst(count)
            if rest.first == 0x0D { rest = rest.dropFirst() }
            if rest.first == 0x0A { rest = rest.dropFirst() }
        }
    }
}
