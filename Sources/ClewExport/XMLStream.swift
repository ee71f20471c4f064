import CLibXML2
import ClewModel

/// libxml2's text writer over a sink: elements, attributes and text, escaped, with characters that XML 1.0 cannot hold
/// replaced and counted.
final class XMLStream {
    private let writer: xmlTextWriterPtr
    private let output: Output
    /// Leaves of the open element that libxml2 has not got yet, each after a line feed and its indentation.
    private var leaves: [UInt8] = []
    private var depth = 0
    /// Characters replaced so far.
    private(set) var replacedCount = 0

    /// What the C callbacks reach: the sink, and the error that it threw.
    private final class Output {
        let sink: ByteSink
        var error: (any Error)?
        private var buffer: [UInt8] = []
        private static let pieceBytes = 1 << 16

        init(_ sink: ByteSink) { self.sink = sink }

        /// libxml2 hands on pieces of 4 KB, too small for a system call each.
        func write(_ bytes: UnsafeRawBufferPointer) throws {
            buffer.append(contentsOf: bytes)
            if buffer.count >= Output.pieceBytes { try flush() }
        }

        func flush() throws {
            try buffer.withUnsafeBytes { try sink.write($0) }
            buffer.removeAll(keepingCapacity: true)
        }
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
                // An error is told by `check`: libxml2 would print one of its own.
                guard output.error == nil else { return count }
                do {
                    try output.write(UnsafeRawBufferPointer(start: bytes, count: Int(count)))
                } catch {
                    output.error = error
                }
                return count
            }, nil, context, nil)
        guard let buffer, let writer = xmlNewTextWriter(buffer) else { throw ExportError.writer("no memory for XML") }
        self.writer = writer
        xmlTextWriterSetIndent(writer, 1)
        xmlTextWriterSetIndentString(writer, " ")
        try check(xmlTextWriterStartDocument(writer, nil, "UTF-8", nil))
    }

    deinit { xmlFreeTextWriter(writer) }

    func start(_ name: String) throws {
        try flushLeaves(indentation: 0)
        depth += 1
        try check(xmlTextWriterStartElement(writer, name))
    }

    func end() throws {
        depth -= 1
        try flushLeaves(indentation: depth)
        try check(xmlTextWriterEndElement(writer))
    }

    /// An element with one attribute and a text, of which a graph has many millions: gathered, and handed to libxml2 with
    /// its siblings at once, which takes a third of the time.
    /// - Parameters:
    ///   - head: what stands before the attribute's value: `<data key="`.
    ///   - tail: what stands behind the text: `</data>`.
    func leaf(_ head: StaticString, _ attribute: String, _ text: String, _ tail: StaticString) {
        // The buffer is reached for once: each reach into an object costs a check of its own.
        replacedCount += XMLStream.append(head, attribute, text, tail, depth: depth, to: &leaves)
    }

    private static func append(
        _ head: StaticString, _ attribute: String, _ text: String, _ tail: StaticString, depth: Int,
        to leaves: inout [UInt8]
    ) -> Int {
        leaves.append(0x0A)
        for _ in 0..<depth { leaves.append(0x20) }
        head.withUTF8Buffer { leaves.append(contentsOf: $0) }
        leaves.append(contentsOf: attribute.utf8)
        leaves.append(0x22)
        leaves.append(0x3E)
        var copy = text
        let isWritten = copy.withUTF8 { bytes in
            guard isPlain(bytes) else { return false }
            leaves.append(contentsOf: bytes)
            return true
        }
        let replaced = isWritten ? 0 : appendEscaped(text, to: &leaves)
        tail.withUTF8Buffer { leaves.append(contentsOf: $0) }
        return replaced
    }

    /// Whether nothing need be escaped and nothing can be illegal. All bytes are looked at, many at a time.
    private static func isPlain(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
        var special: UInt8 = 0
        for byte in bytes {
            let isMarkup = byte == 0x3C || byte == 0x3E || byte == 0x26 || byte == 0x22
            special |= isMarkup || byte < 0x20 || byte == 0xEF ? 1 : 0
        }
        return special == 0
    }

    private func flushLeaves(indentation: Int) throws {
        guard !leaves.isEmpty else { return }
        leaves.append(0x0A)
        leaves.append(contentsOf: repeatElement(0x20, count: indentation))
        try leaves.withUnsafeBufferPointer { bytes in
            try check(xmlTextWriterWriteRawLen(writer, bytes.baseAddress, Int32(bytes.count)))
        }
        leaves.removeAll(keepingCapacity: true)
    }

    /// Escapes as libxml2 does, and replaces what XML cannot hold; how many characters that were.
    private static func appendEscaped(_ text: String, to leaves: inout [UInt8]) -> Int {
        let (text, replaced) = legal(text)
        for byte in text.utf8 {
            switch byte {
            case 0x3C: leaves.append(contentsOf: "&lt;".utf8)
            case 0x3E: leaves.append(contentsOf: "&gt;".utf8)
            case 0x26: leaves.append(contentsOf: "&amp;".utf8)
            case 0x22: leaves.append(contentsOf: "&quot;".utf8)
            case 0x0D: leaves.append(contentsOf: "&#13;".utf8)
            default: leaves.append(byte)
            }
        }
        return replaced
    }

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
        try output.flush()
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
        var copy = text
        let isLegal = copy.withUTF8 { bytes in
            bytes.allSatisfy { $0 >= 0x20 && $0 != 0xEF || $0 == 0x09 || $0 == 0x0A || $0 == 0x0D }
        }
        if isLegal { return (text, 0) }
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
