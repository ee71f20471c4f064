/// What is known of each node of a page before any part of it is judged: hints, visibility, and whether it holds
/// blocks. Arrays run parallel to the tree's nodes.
struct PageAnalysis {
    let tree: MarkupTree
    /// What class and id say; empty for text.
    private(set) var hints: [ClassHints]
    /// Elements that a browser would not show.
    private(set) var isHidden: [Bool]
    /// Elements without any block inside, and text: what stands in a line.
    private(set) var isPhrasing: [Bool]
    /// Characters of each text node with runs of white space as one, commas, and marks of a sentence's end.
    private(set) var textMeasures: [TextMeasure]
    /// Tables that show data, as against those that lay out a page.
    private(set) var isDataTable: [Bool]
    /// What lies within a data table or a piece of code, which is not to be picked apart.
    private(set) var isKeptWhole: [Bool]

    init(_ tree: MarkupTree) {
        self.tree = tree
        let count = tree.nodes.count
        hints = [ClassHints](repeating: [], count: count)
        isHidden = [Bool](repeating: false, count: count)
        isPhrasing = [Bool](repeating: true, count: count)
        textMeasures = [TextMeasure](repeating: TextMeasure(), count: count)
        isDataTable = [Bool](repeating: false, count: count)
        isKeptWhole = isDataTable
        var known: [NameKey: ClassHints] = [:]
        for node in 0..<count {
            guard tree.nodes[node].element != nil else {
                textMeasures[node] = TextMeasure(tree.bytes(of: node))
                continue
            }
            isHidden[node] = PageAnalysis.isHidden(node, in: tree)
            for name in [AttributeName.class, .id] {
                guard let value = tree.attributeBytes(name, of: node), !value.isEmpty else { continue }
                if let hint = known[NameKey(bytes: value)] {
                    hints[node].formUnion(hint)
                } else {
                    let hint = ClassHints(name: value.prefix(512))
                    known[NameKey(bytes: value)] = hint
                    hints[node].formUnion(hint)
                }
            }
        }
        for node in stride(from: count - 1, through: 0, by: -1) {
            if let element = tree.nodes[node].element, element.isBlock { isPhrasing[node] = false }
            let parent = Int(tree.nodes[node].parent)
            if !isPhrasing[node], parent >= 0 { isPhrasing[parent] = false }
        }
        for node in 0..<count where tree.nodes[node].element == .table {
            isDataTable[node] = DataTable.isData(node, in: tree)
        }
        for node in 0..<count {
            let parent = Int(tree.nodes[node].parent)
            guard parent >= 0 else { continue }
            isKeptWhole[node] = isKeptWhole[parent] || isDataTable[parent] || tree.isElement(parent, .code)
        }
    }

    /// Counts each table as data: formats other than HTML have no tables for layout.
    mutating func takeTablesForData() {
        for node in tree.nodes.indices where tree.nodes[node].element == .table { isDataTable[node] = true }
    }

    /// Class weight in the manner of Readability: 25 for a good name, -25 for a bad one.
    func weight(of node: Int) -> Int {
        (hints[node].contains(.positive) ? 25 : 0) - (hints[node].contains(.negative) ? 25 : 0)
    }

    private static let hidingWords = PhraseFinder<Void>([("none", ()), ("hidden", ())])

    /// Whether an element's own attributes keep a browser from showing it.
    private static func isHidden(_ node: Int, in tree: MarkupTree) -> Bool {
        guard tree.nodes[node].count > 0 else { return false }
        if tree.has(.hidden, node) { return true }
        if tree.attributeBytes(.ariaHidden, of: node)?.elementsEqual("true".utf8) == true {
            // Wikipedia's rendered formulas are hidden from screen readers only.
            return !(tree.attribute(.class, of: node)?.contains("fallback-image") ?? false)
        }
        guard let bytes = tree.attributeBytes(.style, of: node), hidingWords.contains(Array(bytes).asciiLowercased)
        else { return false }
        let style = String(decoding: bytes, as: UTF8.self)
        let flat = style.lowercased().filter { !$0.isWhitespace }
        return flat.contains("display:none") || flat.contains("visibility:hidden")
    }

    /// The nearest ancestor that is one of `elements`, at most `levelsMax` up.
    func ancestor(of node: Int, levelsMax: Int = .max, where matches: (Int) -> Bool) -> Int? {
        var current = Int(tree.nodes[node].parent)
        var level = 0
        while current >= 0, level < levelsMax {
            if matches(current) { return current }
            current = Int(tree.nodes[current].parent)
            level += 1
        }
        return nil
    }
}

/// What a run of text measures.
struct TextMeasure {
    /// Characters (Unicode scalars), each run of white space counted as one.
    var characters: Int32 = 0
    /// Commas of any script.
    var commas: Int32 = 0
    /// Whether there is anything but white space.
    var isBlank: Bool { characters == 0 || (characters == 1 && startsWithSpace) }
    private var startsWithSpace = false

    init() {}

    /// Measures UTF-8. O(bytes).
    init(_ bytes: ArraySlice<UInt8>) {
        var wasSpace = false
        var before: (UInt8, UInt8) = (0, 0)
        startsWithSpace = (bytes.first ?? 0) <= 0x20
        for byte in bytes {
            if byte <= 0x20 {
                if !wasSpace { characters += 1 }
                wasSpace = true
            } else {
                wasSpace = false
                if byte & 0xC0 != 0x80 { characters += 1 }
                if byte == 0x2C { commas += 1 }
                // U+3001, U+FF0C and U+060C in UTF-8.
                if byte == 0x81, before == (0xE3, 0x80) { commas += 1 }
                if byte == 0x8C, before.1 == 0xBC, before.0 == 0xEF { commas += 1 }
                if byte == 0x8C, before.1 == 0xD8 { commas += 1 }
            }
            before = (before.1, byte)
        }
    }
}
