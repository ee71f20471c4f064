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
        tree.storage.withUnsafeBufferPointer { storage in
            let hintsOfLabels = tree.labels.map { ClassHints(name: .init(rebasing: storage[$0.prefix(512)])) }
            for node in 0..<count where tree.nodes[node].element == nil {
                let text = tree.nodes[node]
                textMeasures[node] = TextMeasure(
                    .init(rebasing: storage[Int(text.start)..<Int(text.start + text.count)]))
            }
            for attribute in tree.attributes {
                let node = Int(attribute.node)
                switch attribute.name {
                case .class, .id: hints[node].formUnion(hintsOfLabels[Int(attribute.label)])
                case .hidden, .ariaHidden, .style:
                    isHidden[node] = isHidden[node] || PageAnalysis.hides(attribute, in: tree)
                default: break
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

    /// Whether an attribute keeps a browser from showing its element.
    private static func hides(_ attribute: MarkupTree.Attribute, in tree: MarkupTree) -> Bool {
        let node = Int(attribute.node)
        let bytes = tree.value(attribute)
        switch attribute.name {
        case .hidden: return true
        case .ariaHidden: return bytes.elementsEqual("true".utf8) && !isFormula(node, in: tree)
        default:
            guard bytes.withUnsafeBufferPointer(hidingWords.contains), !isFormula(node, in: tree) else { return false }
            let flat = String(decoding: bytes, as: UTF8.self).lowercased().filter { !$0.isWhitespace }
            return ByteSearch.contains("display:none", in: flat) || ByteSearch.contains("visibility:hidden", in: flat)
        }
    }

    /// Wikipedia's rendered formulas are hidden from screen readers only.
    private static func isFormula(_ node: Int, in tree: MarkupTree) -> Bool {
        tree.attributeBytes(.ariaHidden, of: node)?.elementsEqual("true".utf8) == true
            && tree.attribute(.class, of: node).map { ByteSearch.contains("fallback-image", in: $0) } == true
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
    init(_ bytes: UnsafeBufferPointer<UInt8>) {
        var wasSpace: Int32 = 0
        startsWithSpace = (bytes.first ?? 0) <= 0x20
        for (place, byte) in bytes.enumerated() {
            // Without branches, as words and spaces come in no order that a processor could foresee.
            let isSpace: Int32 = byte <= 0x20 ? 1 : 0
            let isContinuation: Int32 = byte & 0xC0 == 0x80 ? 1 : 0
            characters += 1 - (isSpace & wasSpace) - isContinuation
            commas += byte == 0x2C ? 1 : 0
            wasSpace = isSpace
            if byte == 0x81 || byte == 0x8C, TextMeasure.endsComma(bytes, place) { commas += 1 }
        }
    }

    /// Whether U+3001, U+FF0C or U+060C ends at a place.
    private static func endsComma(_ bytes: UnsafeBufferPointer<UInt8>, _ place: Int) -> Bool {
        guard place > 0 else { return false }
        if bytes[place] == 0x8C, bytes[place - 1] == 0xD8 { return true }
        guard place > 1 else { return false }
        let lead = (bytes[place - 2], bytes[place - 1])
        return bytes[place] == 0x81 ? lead == (0xE3, 0x80) : lead == (0xEF, 0xBC)
    }
}
