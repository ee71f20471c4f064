/// A parsed page, copied out of the parser: nodes in document order in one array, all text in one buffer of UTF-8.
///
/// A node's descendants are the nodes after it up to its `end`, so a subtree is a range, and every pass over a page is
/// a loop over an array. Nothing points back into the parser.
package struct MarkupTree: Sendable {
    /// An element or a run of text.
    struct Node: Sendable {
        /// The element, or none for text.
        var element: ElementName?
        /// XML: place of the element's own name in `names`.
        var name: UInt16 = 0
        /// Index of the parent; -1 for the root.
        var parent: Int32
        /// Index after the last descendant.
        var end: Int32
        /// Line in the decoded input, from 1.
        var line: Int32
        /// Text: offset in `storage`. Element: index of its first attribute.
        var start: Int32
        /// Text: bytes. Element: attributes.
        var count: Int32
    }

    /// One attribute of an element.
    struct Attribute: Sendable {
        var name: AttributeName
        /// `class` and `id`: which of `labels` the value is; else -1.
        var label: Int32 = -1
        /// Index of the element.
        var node: Int32
        /// The value's place in `storage`.
        var start: Int32
        var count: Int32
    }

    /// Nodes in document order; the first is the root element, if there is one.
    var nodes: [Node] = []
    /// Attributes in the order of their elements, those of one element together.
    var attributes: [Attribute] = []
    /// The different values of `class` and `id`, by their places in `storage`: a page has a few hundred, used thousands
    /// of times.
    var labels: [Range<Int>] = []
    /// XML: the local names of elements, in lower case; the first stands for those beyond what a tree can count.
    var names: [String] = [""]
    /// Text and attribute values.
    var storage: [UInt8] = []
    /// The comments that tell how a page was saved, in order; no others.
    var saveComments: [String] = []

    /// Whether the node is an element of that name.
    func isElement(_ node: Int, _ name: ElementName) -> Bool { nodes[node].element == name }

    /// The children of a node, in order.
    func children(of node: Int) -> Children { Children(tree: self, upcoming: node + 1, end: Int(nodes[node].end)) }

    /// The nodes below a node.
    func descendants(of node: Int) -> Range<Int> { (node + 1)..<max(node + 1, Int(nodes[node].end)) }

    /// The bytes of a text node.
    func bytes(of node: Int) -> ArraySlice<UInt8> {
        let text = nodes[node]
        return storage[Int(text.start)..<Int(text.start + text.count)]
    }

    /// The places of an element's attributes in `attributes`; none for text.
    func attributes(of node: Int) -> Range<Int> {
        let element = nodes[node]
        return element.element == nil ? 0..<0 : Int(element.start)..<Int(element.start + element.count)
    }

    /// The elements that have one of some attributes, in document order. O(attributes).
    func elements(having matches: (AttributeName) -> Bool) -> [Int] {
        var found: [Int] = []
        for attribute in attributes where matches(attribute.name) && found.last != Int(attribute.node) {
            found.append(Int(attribute.node))
        }
        return found
    }

    /// The value of an attribute, or none where the element lacks it.
    func attribute(_ name: AttributeName, of node: Int) -> String? {
        attributeBytes(name, of: node).map { String(decoding: $0, as: UTF8.self) }
    }

    /// The bytes of an attribute's value, or none where the element lacks it.
    func attributeBytes(_ name: AttributeName, of node: Int) -> ArraySlice<UInt8>? {
        for index in attributes(of: node) where attributes[index].name == name { return value(attributes[index]) }
        return nil
    }

    /// The bytes of an attribute's value.
    func value(_ attribute: Attribute) -> ArraySlice<UInt8> {
        storage[Int(attribute.start)..<Int(attribute.start + attribute.count)]
    }

    /// Whether the element has the attribute.
    func has(_ name: AttributeName, _ node: Int) -> Bool {
        attributes(of: node).contains { attributes[$0].name == name }
    }

    /// The first element of that name at or after `start`.
    func first(_ name: ElementName, from start: Int = 0) -> Int? {
        (start..<max(start, nodes.count)).first { nodes[$0].element == name }
    }

    /// The text below a node, runs of white space made one space, none at the ends; cut off where it is very long.
    /// - Parameters:
    ///   - nodesMax: nodes looked at, so that nested elements cannot make callers quadratic.
    ///   - bytesMax: bytes of text, for the same reason.
    ///   - skips: whether to leave out an element.
    func text(
        of node: Int, nodesMax: Int = 4_096, bytesMax: Int = 1 << 16, skipping skips: (Int) -> Bool = { _ in false }
    ) -> String {
        var out = SpaceCollapser()
        if nodes[node].element == nil { out.append(bytes(of: node).prefix(bytesMax)) }
        var index = node + 1
        let end = min(Int(nodes[node].end), node + 1 + nodesMax)
        while index < end, out.bytes.count < bytesMax {
            if let element = nodes[index].element {
                if skips(index) {
                    index = Int(nodes[index].end)
                    continue
                }
                if element.isBlock || element == .br { out.space() }
            } else {
                out.append(bytes(of: index).prefix(bytesMax - out.bytes.count))
            }
            index += 1
        }
        return String(decoding: out.bytes, as: UTF8.self)
    }

    /// Walks over the children of one node.
    struct Children: Sequence, IteratorProtocol {
        let tree: MarkupTree
        var upcoming: Int
        let end: Int

        mutating func next() -> Int? {
            guard upcoming < end else { return nil }
            let child = upcoming
            upcoming = Int(tree.nodes[child].end)
            return child
        }
    }
}

/// Collects text with each run of white space made one space, and none at either end.
struct SpaceCollapser {
    private(set) var bytes: [UInt8] = []
    private var pendingSpace = false

    /// A space before whatever comes next.
    mutating func space() { pendingSpace = true }

    /// Adds UTF-8.
    mutating func append(_ text: ArraySlice<UInt8>) {
        for byte in text {
            if byte <= 0x20 {
                pendingSpace = true
            } else {
                if pendingSpace {
                    if !bytes.isEmpty { bytes.append(0x20) }
                    pendingSpace = false
                }
                bytes.append(byte)
            }
        }
    }
}
