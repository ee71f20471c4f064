import CLibXML2
import ClewModel

/// Bytes of UTF-8 to a `MarkupTree`, through libxml2's parsers as a stream of events.
///
/// The events, not libxml2's own tree, because that tree silently ends at depth 256 or at a text of 10 MB. Never asked
/// for: entity substitution, a DTD, XInclude, the network.
///
/// libxml2 is initialised once; one parse stays on one thread.
struct MarkupParser {
    /// How the bytes are to be read.
    enum Syntax {
        case html, xml
        /// XML that need not be well-formed: what can be made of it.
        case mendedXML
    }

    /// `XML_PARSE_HUGE`, which the HTML parser obeys though 2.9 has no HTML name for it.
    private static let huge: Int32 = 1 << 19
    private static let initialized: Void = xmlInitParser()

    let limits: Limits
    let deadline: Deadline

    /// The tree, or none where XML is not well-formed or there is no element at all.
    /// - Parameter utf8: valid UTF-8 without NUL.
    func parse(_ utf8: [UInt8], as syntax: Syntax) -> (tree: MarkupTree?, cuts: [MarkupTreeBuilder.Cut]) {
        _ = MarkupParser.initialized
        var builder = MarkupTreeBuilder(input: utf8, syntax: syntax, limits: limits, deadline: deadline)
        let isWellFormed = withUnsafeMutablePointer(to: &builder) { MarkupParser.run($0, syntax) }
        builder.finish()
        guard !builder.tree.nodes.isEmpty, syntax != .xml || isWellFormed else { return (nil, builder.cuts) }
        return (builder.tree, builder.cuts)
    }

    /// - Parameter builder: nobody else reaches it while this runs; libxml2 hands the pointer to each event.
    private static func run(_ builder: UnsafeMutablePointer<MarkupTreeBuilder>, _ syntax: Syntax) -> Bool {
        guard let context = syntax == .html ? htmlNewParserCtxt() : xmlNewParserCtxt() else { return false }
        defer {
            switch syntax {
            case .html: htmlFreeParserCtxt(context)
            case .xml, .mendedXML: xmlFreeParserCtxt(context)
            }
        }
        guard let handler = context.pointee.sax else { return false }
        handler.pointee = events()
        let user = UnsafeMutableRawPointer(builder)
        context.pointee.userData = user
        builder.pointee.line = { Int32(clamping: context.pointee.input?.pointee.line ?? 0) }
        defer { builder.pointee.line = { 0 } }
        let document: xmlDocPtr?
        switch syntax {
        case .html:
            let options =
                Int32(HTML_PARSE_RECOVER.rawValue) | Int32(HTML_PARSE_NOERROR.rawValue)
                | Int32(HTML_PARSE_NOWARNING.rawValue) | Int32(HTML_PARSE_NONET.rawValue) | huge
            document = htmlCtxtReadIO(context, read, nil, user, nil, "UTF-8", options)
        case .xml, .mendedXML:
            let options =
                (syntax == .mendedXML ? Int32(XML_PARSE_RECOVER.rawValue) : 0) | Int32(XML_PARSE_NOERROR.rawValue)
                | Int32(XML_PARSE_NOWARNING.rawValue) | Int32(XML_PARSE_NONET.rawValue) | Int32(XML_PARSE_SAX1.rawValue)
            document = xmlCtxtReadIO(context, read, nil, user, nil, "UTF-8", options)
        }
        if let document { xmlFreeDoc(document) }
        return context.pointee.wellFormed != 0
    }

    private static let read: xmlInputReadCallback = { user, buffer, capacity in
        guard let user, let buffer, capacity > 0 else { return 0 }
        let chunk = user.assumingMemoryBound(to: MarkupTreeBuilder.self).pointee.nextChunk(bytesMax: Int(capacity))
        // `buffer` has room for `capacity` bytes, and `chunk` is never longer.
        chunk.withUnsafeBytes {
            UnsafeMutableRawPointer(buffer).copyMemory(from: $0.baseAddress ?? .init(buffer), byteCount: $0.count)
        }
        return Int32(chunk.count)
    }

    /// The events that a tree is built from. Pointers that libxml2 hands over live only for the call: all is copied.
    private static func events() -> xmlSAXHandler {
        var handler = xmlSAXHandler()
        handler.startElement = { user, name, attributes in
            guard let user, let name else { return }
            user.assumingMemoryBound(to: MarkupTreeBuilder.self).pointee.open(name, attributes)
        }
        handler.endElement = { user, name in
            guard let user, let name else { return }
            user.assumingMemoryBound(to: MarkupTreeBuilder.self).pointee.close(name)
        }
        handler.characters = { user, text, count in
            guard let user, let text, count > 0 else { return }
            user.assumingMemoryBound(to: MarkupTreeBuilder.self).pointee.append(
                UnsafeBufferPointer(start: text, count: Int(count)))
        }
        handler.ignorableWhitespace = handler.characters
        handler.cdataBlock = handler.characters
        handler.comment = { user, text in
            guard let user, let text else { return }
            user.assumingMemoryBound(to: MarkupTreeBuilder.self).pointee.comment(text)
        }
        // In XML only the five predefined entities are known to the parser; HTML's come here by name.
        handler.getEntity = { _, name in xmlGetPredefinedEntity(name) }
        handler.reference = { user, name in
            guard let user, let name, let entity = htmlEntityLookup(name),
                let scalar = Unicode.Scalar(entity.pointee.value)
            else { return }
            user.assumingMemoryBound(to: MarkupTreeBuilder.self).pointee.append(scalar)
        }
        handler.initialized = 1
        return handler
    }
}
