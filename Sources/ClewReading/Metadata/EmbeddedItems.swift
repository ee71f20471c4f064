/// Items of microdata (https://html.spec.whatwg.org/multipage/microdata.html) and RDFa Lite
/// (https://www.w3.org/TR/rdfa-lite/) in a page's elements, as objects like those of JSON-LD.
enum EmbeddedItems {
    static let itemsMax = 500
    private static let valueBytesMax = 1_000

    private struct Item {
        var node: Int
        var object: [String: JSONValue]
        /// The item that this one is a property of, and which.
        var owner: (item: Int, properties: [Substring])?
    }

    /// The outermost items in the page's order, and the element of the first that was too many. O(nodes).
    static func read(_ tree: MarkupTree) -> (items: [JSONValue], leftOut: Int?) {
        guard tree.attributes.contains(where: { $0.name == .itemscope || $0.name == .typeof }) else { return ([], nil) }
        var items: [Item] = []
        var leftOut: Int?
        var open: [Int] = []
        for node in tree.elements(having: { [.itemscope, .typeof, .itemprop, .property].contains($0) }) {
            while let last = open.last, Int(tree.nodes[items[last].node].end) <= node { open.removeLast() }
            let names = tree.attribute(.itemprop, of: node) ?? tree.attribute(.property, of: node)
            let properties = names.map { $0.split(separator: " ").map(local) } ?? []
            let isItem = tree.has(.itemscope, node) || tree.has(.typeof, node)
            if isItem, items.count >= itemsMax {
                leftOut = leftOut ?? node
            } else if isItem {
                let owner = properties.isEmpty ? nil : open.last.map { (item: $0, properties: properties) }
                open.append(items.count)
                items.append(Item(node: node, object: itemStart(node, tree), owner: owner))
            } else if let last = open.last, !properties.isEmpty, let value = value(node, tree) {
                for property in properties { items[last].object.add(.text(value), to: property) }
            }
        }
        // An item stands after its owner, so that going backwards each is whole when it is handed on.
        var outermost: [JSONValue] = []
        for index in items.indices.reversed() {
            let value = JSONValue.object(items[index].object)
            if let owner = items[index].owner {
                for property in owner.properties { items[owner.item].object.add(value, to: property, first: true) }
            } else {
                outermost.append(value)
            }
        }
        return (outermost.reversed(), leftOut)
    }

    private static func itemStart(_ node: Int, _ tree: MarkupTree) -> [String: JSONValue] {
        let type = (tree.attribute(.itemtype, of: node) ?? tree.attribute(.typeof, of: node))?.split(
            whereSeparator: \.isWhitespace
        ).first
        var object: [String: JSONValue] = [:]
        if let type { object["@type"] = .text(String(type)) }
        if let id = tree.attribute(.itemid, of: node) ?? tree.attribute(.resource, of: node) {
            object["@id"] = .text(id)
        }
        return object
    }

    /// `schema:author` and `http://schema.org/author` are `author`.
    private static func local(_ name: Substring) -> Substring {
        name.split(whereSeparator: { $0 == ":" || $0 == "/" || $0 == "#" }).last ?? name
    }

    private static func value(_ node: Int, _ tree: MarkupTree) -> String? {
        let given =
            tree.attribute(.content, of: node) ?? tree.attribute(.datetime, of: node) ?? tree.attribute(
                .resource, of: node)
            ?? (tree.isElement(node, .a) || tree.isElement(node, .link) ? tree.attribute(.href, of: node) : nil)
            ?? tree.text(of: node, nodesMax: 64, bytesMax: valueBytesMax)
        let clean = ArticleText.clean(given)
        return clean.isEmpty ? nil : clean
    }
}

extension [String: JSONValue] {
    /// Adds one of several values of a property.
    fileprivate mutating func add(_ value: JSONValue, to property: Substring, first: Bool = false) {
        let key = String(property)
        let known = self[key]?.elements ?? []
        self[key] = known.isEmpty ? value : .array(first ? [value] + known : known + [value])
    }
}
