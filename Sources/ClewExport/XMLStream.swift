import CLibXML2
import ClewModel

/// libxml2's text writer over a sink: elements, attributes and text, escaped, with characters that XML 1.0 cannot hold
/// replaced and counted.
final class XMLStream {
    private let writer: xmlTextWriterPtr
    private let output: Output
    /// Characters replaced so far.
    private(set) var replacedCount = 0

    /// What the C callbacks reach: the sink, and the error that it threw.
    private final class Output {
        let sink: ByteSink
        var error: (any Error)?

        init(_ sink: ByteSink) { self.sink = sink }
    }

    init(_ sink: ByteSink) throws {
        let output = Output(sink)
        self.output = output
        // The stream keeps `output` alive until `deinit` has freed the writer, so the callbacks may borrow it.
        let context = Unmanaged.passUnretained(output).toOpaque()
        let buffer = xmlOutputBufferCreateIO(
            { context, bytes, count in
                guard let context, let bytes, count > 0 else { return 0 }
                let output = Unmanaged<Output>.fromOpaque(context).takeUnretainedValue()
                if output.error != nil { return -1 }
                do {
                    try output.sink.write(UnsafeRawBufferPointer(start: bytes, count: Int(count)))
                    return count
                } catch {
                    output.error = error
                    return -1
                }
            }, nil, context, nil)
        guard let buffer, let writer = xmlNewTextWriter(buffer) else { throw ExportError.writer("no memory for XML") }
        self.writer = writer
        xmlTextWriterSetIndent(writer, 1)
        xmlTextWriterSetIndentString(writer, " ")
        try check(xmlTextWriterStartDocument(writer, nil, "UTF-8", nil))
    }

    deinit { xmlFreeTextWriter(writer) }

    func start(_ name: String) throws { try check(xmlTextWriterStartElement(writer, name)) }

    func end() throws { try check(xmlTextWriterEndElement(writer)) }

    func attribute(_ name: String, _ value: String) throws {
        try check(xmlTextWriterWriteAttribute(writer, name, legal(value)))
    }

    func text(_ text: String) throws { try check(xmlTextWriterWriteString(writer, legal(text))) }

    /// An element with attributes, in their order, and text where there is some.
    func element(_ name: String, _ attributes: KeyValuePairs<String, String> = [:], text: String? = nil) throws {
        try start(name)
        for (attribute, value) in attributes { try self.attribute(attribute, value) }
        if let text { try self.text(text) }
        try end()
    }

    /// Ends what is open and hands on the last bytes.
    func finish() throws {
        try check(xmlTextWriterEndDocument(writer))
        try check(xmlTextWriterFlush(writer))
    }

    private func check(_ result: Int32) throws {
        if let error = output.error { throw error }
        if result < 0 { throw ExportError.writer("libxml2 could not write") }
    }

    private func legal(_ text: String) -> String {
        let (legal, replaced) = XMLStream.legal(text)
        replacedCount += replaced
        return legal
    }

    /// The text with U+FFFD for what XML 1.0 (production 2, Char) cannot hold, not even escaped.
    static func legal(_ text: String) -> (text: String, replacedCount: Int) {
        // Control characters, and the first byte of U+FFFE and U+FFFF, send a text to the slow path.
        let isPlain = text.utf8.allSatisfy { $0 >= 0x20 && $0 != 0xEF || $0 == 0x09 || $0 == 0x0A || $0 == 0x0D }
        if isPlain { return (text, 0) }
        var count = 0
        var scalars = String.UnicodeScalarView()
        for scalar in text.unicodeScalars {
            switch scalar.value {
            case 0x09, 0x0A, 0x0D, 0x20...0xD7FF, 0xE000...0xFFFD, 0x10000...0x10FFFF: scalars.append(scalar)
            default:
                scalars.append("\u{FFFD}")
                count += 1
            }
        }
        return (String(scalars), count)
    }
}
