import ClewModel

/// A document of one of the XML formats, to be asked by local names in lower case.
struct XMLDocument {
    var tree: MarkupTree
    /// Repairs of encoding and syntax.
    private(set) var diagnostics: [Diagnostic]
    private(set) var cuts: [MarkupTreeBuilder.Cut]

    /// Parses bytes; none where there is not one element. What is not well-formed is mended, and said.
    init?(_ input: FormatInput) {
        let decoded = TextDecoder(containerLabel: input.charset).decode(input.bytes)
        let utf8 = XMLDocument.withoutDeclaration(decoded.utf8)
        let parser = MarkupParser(limits: input.limits, deadline: input.deadline)
        diagnostics = decoded.diagnostics
        var (tree, cuts) = parser.parse(utf8, as: .xml)
        if tree == nil {
            (tree, cuts) = parser.parse(XMLReferences.numbered(utf8), as: .mendedXML)
            diagnostics.append(
                Diagnostic(
                    code: "reading.xml-mended", severity: .warning,
                    message: "the document is not well-formed XML; it was read as far as it can be understood",
                    repair: "get the document again, or mend it"))
        }
        guard let tree else { return nil }
        self.tree = tree
        self.cuts = cuts
    }

    /// The XML declaration taken off, as its encoding is no longer true once the bytes are decoded. Lines keep their
    /// numbers.
    static func withoutDeclaration(_ utf8: [UInt8]) -> [UInt8] {
        guard let start = utf8.firstIndex(of: 0x3C), utf8[start...].starts(with: "<?xml".utf8),
            let end = utf8[start...].firstIndex(of: 0x3E)
        else { return utf8 }
        let lines = utf8[...end].filter { $0 == 0x0A }
        return lines + utf8[(end + 1)...]
    }

    /// The name of an element, empty for text.
    func name(_ node: Int) -> String {
        tree.nodes[node].element == nil ? "" : tree.names[Int(tree.nodes[node].name)]
    }

    /// The first element of that name below a node.
    func first(_ name: String, in node: Int = 0) -> Int? { all(name, in: node).first }

    /// The elements of that name below a node, in document order.
    func all(_ name: String, in node: Int = 0) -> [Int] {
        guard let number = tree.names.firstIndex(of: name), number > 0 else { return [] }
        return tree.descendants(of: node).filter {
            tree.nodes[$0].name == number && tree.nodes[$0].element != nil
        }
    }

    /// The elements of that name right below a node.
    func children(_ name: String, of node: Int) -> [Int] { tree.children(of: node).filter { self.name($0) == name } }

    /// The element at a path of names below a node (`fileDesc/titleStmt/title`, in lower case).
    func element(_ path: String, in node: Int = 0) -> Int? {
        var current = node
        for name in path.split(separator: "/") {
            guard let next = children(String(name), of: current).first else { return nil }
            current = next
        }
        return current
    }

    /// The text below an element without its outer white space; none where there is none.
    func text(_ node: Int?) -> String? {
        guard let node else { return nil }
        let text = ArticleText.clean(tree.text(of: node))
        return text.isEmpty ? nil : text
    }

    /// An attribute's value; none where it is missing or blank.
    func attribute(_ name: AttributeName, of node: Int?) -> String? {
        guard let value = node.flatMap({ tree.attribute(name, of: $0) }) else { return nil }
        let clean = ArticleText.clean(value)
        return clean.isEmpty ? nil : clean
    }

    /// The language that an element is said to be in.
    func language(of node: Int?) -> String? {
        (attribute(.xmlLang, of: node) ?? attribute(.lang, of: node)).flatMap(PageLanguage.tag)
    }
}
