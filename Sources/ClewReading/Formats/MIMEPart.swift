/// A MIME entity (RFC 2045, 2046): header fields and a body, which may hold further parts.
struct MIMEPart {
    /// Field values by lower-case name, unfolded; of several with one name the first.
    private(set) var header: [String: String] = [:]
    /// The body as it stands.
    let raw: ArraySlice<UInt8>

    /// The parts beyond this one are taken as one.
    static let partsMax = 10_000
    private static let headerBytesMax = 1 << 16

    init(_ bytes: ArraySlice<UInt8>) {
        var rest = bytes
        var name = ""
        while let line = MIMEPart.nextLine(&rest), !line.isEmpty,
            rest.startIndex - bytes.startIndex < MIMEPart.headerBytesMax
        {
            let text = String(decoding: line, as: UTF8.self)
            if text.first == " " || text.first == "\t" {
                // A folded line goes on with the field before it.
                if !name.isEmpty { header[name, default: ""] += " " + text.trimming(\.isWhitespace) }
            } else if let colon = text.firstIndex(of: ":") {
                let key = text[..<colon].lowercased()
                name = header[key] == nil ? key : ""
                if !name.isEmpty { header[name] = text[text.index(after: colon)...].trimming(\.isWhitespace) }
            } else {
                name = ""
            }
        }
        raw = rest
    }

    /// `text/html`, in lower case, parameters left out.
    var mediaType: String {
        (header["content-type"] ?? "text/plain").prefix { $0 != ";" }.trimming(\.isWhitespace).lowercased()
    }

    /// A parameter of `Content-Type`, quotes taken off.
    func parameter(_ name: String) -> String? { MIMEPart.parameter(name, of: header["content-type"] ?? "") }

    /// A parameter of a media type, quotes taken off.
    static func parameter(_ name: String, of mediaType: String) -> String? {
        for piece in mediaType.split(separator: ";").dropFirst() {
            guard let equals = piece.firstIndex(of: "=") else { continue }
            if piece[..<equals].trimming(\.isWhitespace).lowercased() == name {
                return piece[piece.index(after: equals)...].trimming { $0.isWhitespace || $0 == "\"" }
            }
        }
        return nil
    }

    /// The body, its transfer encoding undone.
    var body: [UInt8] {
        switch header["content-transfer-encoding"]?.lowercased() {
        case "quoted-printable": TransferEncoding.quotedPrintable(raw)
        case "base64": TransferEncoding.base64(raw)
        default: Array(raw)
        }
    }

    /// The parts between the boundaries; those of a multipart within included. O(bytes).
    var parts: [MIMEPart] {
        guard mediaType.hasPrefix("multipart/"), let boundary = parameter("boundary"), !boundary.isEmpty else {
            return []
        }
        let delimiter = Array(("--" + boundary).utf8)
        var rest = raw
        var start: Int?
        var parts: [MIMEPart] = []
        var lineStart = rest.startIndex
        while let line = MIMEPart.nextLine(&rest), parts.count < MIMEPart.partsMax {
            if line.starts(with: delimiter) {
                if let start { parts.append(MIMEPart(raw[start..<max(start, lineStart)])) }
                start = rest.startIndex
                if line.dropFirst(delimiter.count).starts(with: [0x2D, 0x2D]) {
                    return parts.flatMap(MIMEPart.flattened)
                }
            }
            lineStart = rest.startIndex
        }
        // A file that was cut ends without its last boundary.
        if let start, start < raw.endIndex { parts.append(MIMEPart(raw[start...])) }
        return parts.flatMap(MIMEPart.flattened)
    }

    /// A part, or where it holds parts, those: one level, which is as deep as browsers nest.
    private static func flattened(_ part: MIMEPart) -> [MIMEPart] {
        part.mediaType == "multipart/alternative" ? part.parts : [part]
    }

    /// The next line without its end, and `rest` moved behind it.
    private static func nextLine(_ rest: inout ArraySlice<UInt8>) -> ArraySlice<UInt8>? {
        guard !rest.isEmpty else { return nil }
        let end = rest.firstIndex(of: 0x0A) ?? rest.endIndex
        var line = rest[rest.startIndex..<end]
        rest = end < rest.endIndex ? rest[(end + 1)...] : rest[rest.endIndex...]
        if line.last == 0x0D { line = line.dropLast() }
        return line
    }
}
