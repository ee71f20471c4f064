import ClewModel

/// The kept parts of a page as an article's text: blocks in order, each with what it is.
struct BlockWriter {
    private let page: PageAnalysis
    private let isRemoved: [Bool]
    private let dropsBoilerplate: Bool
    private(set) var text: ArticleText
    /// What the open elements say of the text within them.
    private var context: [Context] = []
    private var run: [UInt8] = []
    private var runLine: Int?
    private var pendingSpace = false
    private var breaks = 0

    private struct Context {
        var node: Int
        var kind: Block.Kind
        var level: Int
        var isBlock: Bool
    }

    /// - Parameter dropsBoilerplate: whether blocks that are boilerplate by their words are left out.
    init(page: PageAnalysis, isRemoved: [Bool], textScalarsMax: Int, dropsBoilerplate: Bool = true) {
        self.dropsBoilerplate = dropsBoilerplate
        self.page = page
        self.isRemoved = isRemoved
        text = ArticleText(scalarsMax: textScalarsMax)
    }

    /// Writes one part after what was written before.
    mutating func write(_ part: Int) {
        let tree = page.tree
        var node = part
        let end = Int(tree.nodes[part].end)
        while node < end {
            while let open = context.last, Int(tree.nodes[open.node].end) <= node { close() }
            if isRemoved[node] {
                node = Int(tree.nodes[node].end)
            } else if tree.nodes[node].element == nil {
                append(tree.bytes(of: node), line: Int(tree.nodes[node].line))
                node += 1
            } else {
                node = open(node)
            }
        }
        while !context.isEmpty { close() }
        if !page.isPhrasing[part] { flush() }
    }

    /// The text; nothing may be written after it.
    mutating func finish() -> ArticleText {
        flush()
        return text
    }

    /// Opens an element and tells which node comes next.
    private mutating func open(_ node: Int) -> Int {
        let tree = page.tree
        guard let element = tree.nodes[node].element else { return node + 1 }
        if element == .br {
            breaks += 1
            pendingSpace = true
            if isPreformatted { run.append(0x0A) }
            return Int(tree.nodes[node].end)
        }
        if element == .hr { flush() }
        if element == .tr, isRowOfData(node) {
            flush()
            writeRow(node)
            return Int(tree.nodes[node].end)
        }
        let outer = context.last
        var kind = outer?.kind ?? .paragraph
        var level = outer?.level ?? 0
        switch element {
        case .h1, .h2, .h3, .h4, .h5, .h6: (kind, level) = (.heading, element.headingLevel)
        case .li, .dd, .dt: (kind, level) = (.listItem, (outer?.kind == .listItem ? outer?.level ?? 0 : 0) + 1)
        case .blockquote: if kind != .listItem { (kind, level) = (.quote, 0) }
        case .figcaption, .caption: (kind, level) = (.caption, 0)
        case .pre: (kind, level) = (.preformatted, 0)
        default: break
        }
        if element.isBlock { flush() }
        context.append(.init(node: node, kind: kind, level: level, isBlock: element.isBlock))
        return node + 1
    }

    private mutating func close() {
        guard let open = context.last else { return }
        if open.isBlock { flush() }
        context.removeLast()
    }

    private var isPreformatted: Bool { context.last?.kind == .preformatted }

    private mutating func append(_ bytes: ArraySlice<UInt8>, line: Int) {
        if isPreformatted {
            if runLine == nil { runLine = line }
            run.append(contentsOf: bytes)
            return
        }
        var line = line
        bytes.withUnsafeBufferPointer { bytes in
            var place = 0
            while place < bytes.count {
                while place < bytes.count, bytes[place] <= 0x20 {
                    if bytes[place] == 0x0A { line += 1 }
                    pendingSpace = true
                    place += 1
                }
                let start = place
                while place < bytes.count, bytes[place] > 0x20 { place += 1 }
                if start < place { append(word: bytes[start..<place], line: line) }
            }
        }
    }

    private mutating func append(word: Slice<UnsafeBufferPointer<UInt8>>, line: Int) {
        // Two line breaks in a row part paragraphs.
        if breaks > 1 { flush() }
        breaks = 0
        if pendingSpace, !run.isEmpty { run.append(0x20) }
        pendingSpace = false
        if runLine == nil { runLine = line }
        run.append(contentsOf: UnsafeBufferPointer(rebasing: word))
    }

    /// Ends the block that is being written.
    private mutating func flush() {
        if !dropsBoilerplate || !BoilerplatePhrases.isBoilerplate(run) {
            text.append(
                run, kind: context.last?.kind ?? .paragraph, level: context.last?.level ?? 0, sourceLine: runLine)
        }
        run.removeAll(keepingCapacity: true)
        runLine = nil
        pendingSpace = false
        breaks = 0
    }

    private func isRowOfData(_ node: Int) -> Bool {
        page.ancestor(of: node, levelsMax: 2, where: { page.tree.isElement($0, .table) }).map { page.isDataTable[$0] }
            ?? false
    }

    private mutating func writeRow(_ row: Int) {
        var cells: [String] = []
        for cell in page.tree.children(of: row) where !isRemoved[cell] && page.tree.nodes[cell].element != nil {
            cells.append(page.tree.text(of: cell, nodesMax: .max >> 1, bytesMax: .max, skipping: { isRemoved[$0] }))
        }
        guard cells.contains(where: { !$0.isEmpty }) else { return }
        text.append(
            Array(cells.joined(separator: " | ").utf8), kind: .tableRow, level: 0,
            sourceLine: Int(page.tree.nodes[row].line))
    }
}
