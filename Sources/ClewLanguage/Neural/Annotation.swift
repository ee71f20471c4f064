/// What the network says about one sentence; every array has one element per word.
package struct Annotation: Hashable, Sendable {
    /// Universal parts of speech.
    package var upos: [String]
    /// Penn Treebank tags.
    package var xpos: [String]
    /// Index of each word's head, -1 for the root, of which there is exactly one unless there are no words.
    package var heads: [Int]
    /// Relation to the head: `root` of the root, and of no other word.
    package var relations: [String]
    /// Names in IOB2: `O`, `B-person`, `I-person` …; `I-X` follows only `B-X` or `I-X`.
    package var nameLabels: [String]
    /// By how much each head scores above the next best; infinite for a word that could have no other.
    package var headMargins: [Float]

    /// An annotation; all arrays are of one length.
    package init(
        upos: [String], xpos: [String], heads: [Int], relations: [String], nameLabels: [String], headMargins: [Float]
    ) {
        self.headMargins = headMargins
        self.upos = upos
        self.xpos = xpos
        self.heads = heads
        self.relations = relations
        self.nameLabels = nameLabels
    }

    /// The annotation of no words.
    package static let empty = Annotation(upos: [], xpos: [], heads: [], relations: [], nameLabels: [], headMargins: [])

    /// The names as ranges of words with their types, in order. Complexity: linear.
    package var nameSpans: [(words: Range<Int>, type: String)] {
        var spans: [(words: Range<Int>, type: String)] = []
        var start = 0
        while start < nameLabels.count {
            var end = start + 1
            if nameLabels[start].hasPrefix("B-") {
                let type = String(nameLabels[start].dropFirst(2))
                while end < nameLabels.count, nameLabels[end] == "I-" + type { end += 1 }
                spans.append((start..<end, type))
            }
            start = end
        }
        return spans
    }
}
