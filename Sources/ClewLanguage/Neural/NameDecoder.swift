/// The best sequence of name labels in which `I-X` follows only `B-X` or `I-X` (Viterbi 1967).
package struct NameDecoder: Sendable {
    /// For each label: the labels that may stand before it, or nil for any.
    private let predecessors: [[Int]?]

    /// IOB2 labels in the order of the scores.
    package init(labels: [String]) {
        predecessors = labels.map { label in
            guard label.hasPrefix("I-") else { return nil }
            let type = label.dropFirst(2)
            return labels.indices.filter { labels[$0] == "B-\(type)" || labels[$0] == label }
        }
    }

    /// Indices of the labels. `scores` has one row per word. Complexity: O(words · labels). Of equal sequences the one
    /// with the lower label wins, from the last word on.
    package func decode(_ scores: UnsafeBufferPointer<Float>) -> [Int] {
        let labels = predecessors.count
        let words = scores.count / labels
        guard words > 0 else { return [] }
        var best = (0..<labels).map { predecessors[$0] == nil ? scores[$0] : -.infinity }
        var origins = [Int](repeating: 0, count: words * labels)
        for word in 1..<max(words, 1) {
            let any = Self.largest(of: best, among: best.indices)
            var next = best
            for label in 0..<labels {
                let origin = predecessors[label].map { Self.largest(of: best, among: $0) } ?? any
                origins[word * labels + label] = origin
                next[label] = best[origin] + scores[word * labels + label]
            }
            best = next
        }
        var path = [Self.largest(of: best, among: best.indices)]
        for word in stride(from: words - 1, to: 0, by: -1) {
            path.append(origins[word * labels + path[path.count - 1]])
        }
        return path.reversed()
    }

    private static func largest(of values: [Float], among indices: some Sequence<Int>) -> Int {
        var best = -1
        for index in indices where best < 0 || values[index] > values[best] { best = index }
        return best
    }
}
