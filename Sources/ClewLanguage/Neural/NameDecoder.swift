/// The best sequence of name labels (Viterbi 1967). `I-X` follows only `B-X` or `I-X`, and stands at no start.
package struct NameDecoder: Sendable {
    /// What a name costs, and what it costs more right behind another one of its kind: "The | Mozilla Foundation" is one
    /// name far more often than two. Both were chosen on Universal NER's development set, where the network alone finds
    /// too much.
    private static let beginning: Float = 1
    private static let adjacency: Float = 2

    /// For each label: what it costs as the first one, or nil where it may not be that.
    private let beginnings: [Float?]
    /// For each label: the labels that may stand before it, and what it costs behind each.
    private let predecessors: [[(label: Int, cost: Float)]]

    /// IOB2 labels in the order of the scores.
    package init(labels: [String]) {
        beginnings = labels.map { $0.hasPrefix("I-") ? nil : $0.hasPrefix("B-") ? Self.beginning : 0 }
        predecessors = labels.map { next in
            labels.indices.compactMap { last in
                let same = labels[last].dropFirst(2) == next.dropFirst(2)
                if next.hasPrefix("I-") { return same ? (last, 0) : nil }
                if next.hasPrefix("B-") { return (last, Self.beginning + (same ? Self.adjacency : 0)) }
                return (last, 0)
            }
        }
    }

    /// Indices of the labels. `scores` has one row per word. Complexity: O(words · labels²). Of equal sequences the one
    /// with the lower label wins, from the last word on.
    package func decode(_ scores: UnsafeBufferPointer<Float>) -> [Int] {
        let labels = predecessors.count
        let words = scores.count / labels
        guard words > 0 else { return [] }
        var best = (0..<labels).map { label in beginnings[label].map { scores[label] - $0 } ?? -.infinity }
        var origins = [Int](repeating: 0, count: words * labels)
        for word in 1..<max(words, 1) {
            var next = best
            for label in 0..<labels {
                var arriving = (label: 0, score: -Float.infinity)
                for (last, cost) in predecessors[label] where best[last] - cost > arriving.score {
                    arriving = (last, best[last] - cost)
                }
                origins[word * labels + label] = arriving.label
                next[label] = arriving.score + scores[word * labels + label]
            }
            best = next
        }
        var path = [best.indices.reduce(0) { best[$1] > best[$0] ? $1 : $0 }]
        for word in stride(from: words - 1, to: 0, by: -1) {
            path.append(origins[word * labels + path[path.count - 1]])
        }
        return path.reversed()
    }
}
