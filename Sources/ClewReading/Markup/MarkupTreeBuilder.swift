import ClewModel
import Glibc

/// Receives a parser's events and lays out a `MarkupTree`, within the limits. What it leaves out, it names in `cuts`.
///
/// Used by one parse on one thread, which reaches it through a pointer: as an object, half of its time went into Swift's
/// checks of exclusive access. The pointers handed to it are NUL-terminated UTF-8 (or a counted buffer), valid
/// for the call; it copies what it keeps.
struct MarkupTreeBuilder {
    /// Why something of the input is not in the tree.
    enum Cut: Hashable { case depth, nodes, time, attribute }

    private(set) var tree = MarkupTree()
    private(set) var cuts: [Cut] = []
    /// Where the parser stands.
    var line: () -> Int32 = { 0 }

    private let input: [UInt8]
    private let limits: Limits
    private let deadline: Deadline
    private let isXML: Bool
    private var position = 0
    /// Indices of the open elements.
    private var openElements: [Int32] = []
    /// Open elements below the greatest depth: they have no node, their text goes to the deepest that has.
    private var openBelow = 0
    /// Names already seen.
    private var names = NameTable<(element: ElementName, name: UInt16)>()
    private var attributeNames = NameTable<AttributeName?>()
    private var labels = LabelTable()
    private var nameNumbers: [String: UInt16] = [:]
    /// Whether the text that comes is to be kept (that of scripts and styles is not).
    private var keepsText = true
    private var lastLine: Int32 = 1

    static let attributeBytesMax = 1 << 16
    private static let dataType = PhraseFinder<Void>([("ld+json", ())])

    init(input: [UInt8], syntax: MarkupParser.Syntax, limits: Limits, deadline: Deadline) {
        self.input = input
        self.limits = limits
        self.deadline = deadline
        isXML = syntax != .html
        tree.storage.reserveCapacity(input.count / 2)
        tree.nodes.reserveCapacity(input.count / 64)
    }

    /// The next piece of the input; empty at the end, and when time is up or no more nodes may be made.
    mutating func nextChunk(bytesMax: Int) -> ArraySlice<UInt8> {
        if deadline.isPast { cut(.time) }
        guard !cuts.contains(.time), !cuts.contains(.nodes) else { return [] }
        let from = position
        position = min(input.count, from + bytesMax)
        return input[from..<position]
    }

    /// An element starts.
    mutating func open(_ name: UnsafePointer<UInt8>, _ attributes: UnsafeMutablePointer<UnsafePointer<UInt8>?>?) {
        guard openElements.count < limits.depthMax, openBelow == 0 else {
            openBelow += 1
            cut(.depth)
            return
        }
        guard tree.nodes.count < limits.nodesMax else {
            openBelow += 1
            cut(.nodes)
            return
        }
        let (element, number) = elementName(name)
        let first = Int32(tree.attributes.count)
        let index = Int32(tree.nodes.count)
        var isData = false
        if let attributes { isData = copy(attributes, of: index) }
        lastLine = line()
        tree.nodes.append(
            .init(
                element: element, name: number, parent: openElements.last ?? -1, end: index + 1, line: lastLine,
                start: first, count: Int32(tree.attributes.count) - first))
        openElements.append(index)
        keepsText = !(element == .style || (element == .script && !isData))
    }

    /// An element ends. The parser closes in order; an end without its start is not believed.
    mutating func close(_ name: UnsafePointer<UInt8>) {
        lastLine = line()
        keepsText = true
        if openBelow > 0 {
            openBelow -= 1
            return
        }
        let (element, number) = elementName(name)
        guard
            let depth = openElements.lastIndex(where: {
                tree.nodes[Int($0)].element == element && tree.nodes[Int($0)].name == number
            })
        else { return }
        while openElements.count > depth, let index = openElements.popLast() {
            tree.nodes[Int(index)].end = Int32(tree.nodes.count)
        }
    }

    /// Text of the element that is open.
    mutating func append(_ text: UnsafeBufferPointer<UInt8>) {
        guard keepsText, beginText() else { return }
        let start = tree.storage.count
        tree.storage.append(contentsOf: text)
        endText(from: start)
    }

    /// One character of the element that is open.
    mutating func append(_ scalar: Unicode.Scalar) {
        guard keepsText, beginText() else { return }
        let start = tree.storage.count
        tree.storage.append(contentsOf: Array(String(scalar).utf8))
        endText(from: start)
    }

    /// A comment.
    mutating func comment(_ text: UnsafePointer<UInt8>) {
        let length = strlen(UnsafeRawPointer(text).assumingMemoryBound(to: CChar.self))
        let bytes = UnsafeBufferPointer(start: text, count: length)
        if SavedPageComment.isOne(bytes) { tree.saveComments.append(String(decoding: bytes, as: UTF8.self)) }
    }

    /// Closes what is still open.
    mutating func finish() {
        while let index = openElements.popLast() { tree.nodes[Int(index)].end = Int32(tree.nodes.count) }
        // A second root (text or elements after the first one's end) is brought under the first.
        if !tree.nodes.isEmpty { tree.nodes[0].end = Int32(tree.nodes.count) }
        for index in tree.nodes.indices.dropFirst() where tree.nodes[index].parent < 0 { tree.nodes[index].parent = 0 }
    }

    /// Makes room for text; a run that goes on where the last one ended is the same node.
    private mutating func beginText() -> Bool {
        guard let parent = openElements.last else { return false }
        if let last = tree.nodes.last, last.element == nil, last.parent == parent,
            Int(last.start + last.count) == tree.storage.count
        {
            return true
        }
        guard tree.nodes.count < limits.nodesMax else {
            cut(.nodes)
            return false
        }
        let index = Int32(tree.nodes.count)
        tree.nodes.append(
            .init(
                element: nil, parent: parent, end: index + 1, line: lastLine, start: Int32(tree.storage.count), count: 0
            ))
        return true
    }

    private mutating func endText(from start: Int) {
        tree.nodes[tree.nodes.count - 1].count += Int32(tree.storage.count - start)
        lastLine = line()
    }

    /// Copies the known attributes. Tells whether the element is a script that holds data.
    private mutating func copy(_ attributes: UnsafeMutablePointer<UnsafePointer<UInt8>?>, of node: Int32) -> Bool {
        var isData = false
        var index = 0
        while let name = attributes[index] {
            let value = attributes[index + 1]
            index += 2
            guard let known = attributeName(name) else { continue }
            let length = value.map { strlen(UnsafeRawPointer($0).assumingMemoryBound(to: CChar.self)) } ?? 0
            let bytes = UnsafeBufferPointer(start: value, count: min(length, MarkupTreeBuilder.attributeBytesMax))
            // Pictures written into addresses are no loss.
            if length > bytes.count, !bytes.starts(with: "data:".utf8) { cut(.attribute) }
            if known == .class || known == .id {
                add(labelled: bytes, as: known, of: node)
                continue
            }
            let start = tree.storage.count
            tree.storage.append(contentsOf: bytes)
            isData = isData || known == .type && MarkupTreeBuilder.dataType.contains(bytes)
            tree.attributes.append(
                .init(name: known, node: node, start: Int32(start), count: Int32(tree.storage.count - start)))
        }
        return isData
    }

    /// Adds a `class` or an `id`; each value is stored once.
    private mutating func add(labelled value: UnsafeBufferPointer<UInt8>, as name: AttributeName, of node: Int32) {
        let label = labels.number(of: value, in: &tree)
        let range = tree.labels[label]
        tree.attributes.append(
            .init(
                name: name, label: Int32(label), node: node, start: Int32(range.lowerBound), count: Int32(range.count)))
    }

    private mutating func attributeName(_ name: UnsafePointer<UInt8>) -> AttributeName? {
        if let known = attributeNames[name] { return known }
        let attribute = AttributeName.byName[MarkupTreeBuilder.lowercased(name)]
        attributeNames.insert(name, attribute)
        return attribute
    }

    private mutating func elementName(_ name: UnsafePointer<UInt8>) -> (element: ElementName, name: UInt16) {
        if let known = names[name] { return known }
        var text = MarkupTreeBuilder.lowercased(name)
        var number: UInt16 = 0
        if isXML {
            if let colon = text.firstIndex(of: ":") { text = String(text[text.index(after: colon)...]) }
            if let known = nameNumbers[text] {
                number = known
            } else if tree.names.count < Int(UInt16.max) {
                number = UInt16(tree.names.count)
                tree.names.append(text)
                nameNumbers[text] = number
            }
        }
        let known = (ElementName.byName[text] ?? .unknown, number)
        names.insert(name, known)
        return known
    }

    private static func lowercased(_ text: UnsafePointer<UInt8>) -> String { String(cString: text).lowercased() }

    private mutating func cut(_ cut: Cut) { if !cuts.contains(cut) { cuts.append(cut) } }
}
