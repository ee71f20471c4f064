/// What the subtree of each element adds up to, leaving out what was removed. Removing a node later takes its share
/// off all its ancestors, so that the sums stay true.
struct SubtreeMeasures {
    /// Sums over one subtree.
    struct Sum {
        /// Characters of text, white space collapsed.
        var characters: Int32 = 0
        /// Of these, within links; links within the page count for less.
        var linked: Float = 0
        var commas: Int32 = 0
        /// Characters of paragraphs, links left out.
        var prose: Int32 = 0
        var paragraphs: Int32 = 0
        var items: Int32 = 0
        var itemCharacters: Int32 = 0
        var images: Int32 = 0
        var inputs: Int32 = 0
        var embeds: Int32 = 0
        /// Headlines and `article` elements: signs of the article itself.
        var marks: Int32 = 0
        var dataTables: Int32 = 0
        var headingCharacters: Int32 = 0
        /// Characters within paragraphs, lists, tables and divisions: what reads as text.
        var blockCharacters: Int32 = 0

        static func += (left: inout Sum, right: Sum) { left.combine(right, sign: 1) }
        static func -= (left: inout Sum, right: Sum) { left.combine(right, sign: -1) }

        private mutating func combine(_ other: Sum, sign: Int32) {
            characters += sign * other.characters
            linked += Float(sign) * other.linked
            commas += sign * other.commas
            prose += sign * other.prose
            paragraphs += sign * other.paragraphs
            items += sign * other.items
            itemCharacters += sign * other.itemCharacters
            images += sign * other.images
            inputs += sign * other.inputs
            embeds += sign * other.embeds
            marks += sign * other.marks
            dataTables += sign * other.dataTables
            headingCharacters += sign * other.headingCharacters
            blockCharacters += sign * other.blockCharacters
        }
    }

    /// A sum per node of the tree.
    private(set) var sums: [Sum]
    /// Nodes that no longer count.
    private(set) var isRemoved: [Bool]

    private let tree: MarkupTree

    /// Sums up what is not removed. O(nodes).
    /// - Parameter isRemoved: one per node; a removed node's descendants need not be marked.
    init(_ page: PageAnalysis, isRemoved: [Bool]) {
        tree = page.tree
        var removed = isRemoved
        for node in tree.nodes.indices {
            let parent = Int(tree.nodes[node].parent)
            if parent >= 0, removed[parent] { removed[node] = true }
        }
        var sums = [Sum](repeating: Sum(), count: tree.nodes.count)
        for node in stride(from: tree.nodes.count - 1, through: 0, by: -1) where !removed[node] {
            SubtreeMeasures.close(&sums[node], node, page)
            let parent = Int(tree.nodes[node].parent)
            if parent >= 0 { sums[parent] += sums[node] }
        }
        self.sums = sums
        self.isRemoved = removed
    }

    /// What the node itself adds to the sum of its children.
    private static func close(_ sum: inout Sum, _ node: Int, _ page: PageAnalysis) {
        let tree = page.tree
        guard let element = tree.nodes[node].element else {
            let text = page.textMeasures[node]
            if !text.isBlank {
                sum.characters = text.characters
                sum.commas = text.commas
            }
            return
        }
        if element == .h1 || element == .article { sum.marks += 1 }
        if page.isDataTable[node] { sum.dataTables += 1 }
        switch element {
        case .a:
            let isLocal = tree.attributeBytes(.href, of: node)?.first == 0x23
            sum.linked = Float(sum.characters) * (isLocal ? 0.3 : 1)
        case .p:
            sum.paragraphs += 1
            sum.prose = max(sum.prose, sum.characters - Int32(sum.linked))
            sum.blockCharacters = sum.characters
        case .li:
            sum.items += 1
            sum.blockCharacters = sum.characters
        case .ul, .ol:
            sum.itemCharacters = sum.characters
            sum.blockCharacters = sum.characters
        case .span, .td, .blockquote, .dl, .div, .pre, .table: sum.blockCharacters = sum.characters
        case .img, .picture: if element == .img { sum.images += 1 }
        case .input: sum.inputs += 1
        case .object, .embed, .iframe: sum.embeds += 1
        case .h1, .h2, .h3, .h4, .h5, .h6: sum.headingCharacters = sum.characters
        default: break
        }
    }

    /// Share of the text within links: 0…1.
    func linkDensity(_ node: Int) -> Double {
        let sum = sums[node]
        return sum.characters > 0 ? Double(sum.linked) / Double(sum.characters) : 0
    }

    /// Takes the node and all below it out. O(depth + nodes below).
    mutating func remove(_ node: Int) {
        guard !isRemoved[node] else { return }
        let share = sums[node]
        for below in node..<Int(tree.nodes[node].end) { isRemoved[below] = true }
        var current = Int(tree.nodes[node].parent)
        while current >= 0 {
            sums[current] -= share
            current = Int(tree.nodes[current].parent)
        }
    }
}
