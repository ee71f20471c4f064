/// Finds what somebody may have meant.
package enum Suggestion {
    /// The candidates nearest to a word, best first: within a third of its length in edits (insertion, deletion,
    /// exchange, transposition), upper and lower case alike, or beginning with it. O(candidates · length²).
    package static func nearest(
        to word: String, in candidates: some Sequence<String>, limit: Int = 3
    ) -> [String] {
        let target = Array(word.lowercased().unicodeScalars)
        let bound = max(1, target.count / 3)
        var found: [(distance: Int, name: String)] = []
        for candidate in candidates where candidate != word {
            let scalars = Array(candidate.lowercased().unicodeScalars)
            let distance: Int
            if abs(scalars.count - target.count) <= bound {
                distance = editDistance(target, scalars)
            } else if target.count >= 3, scalars.starts(with: target) {
                distance = bound
            } else {
                continue
            }
            if distance <= bound { found.append((distance, candidate)) }
        }
        return found.sorted { ($0.distance, $0.name) < ($1.distance, $1.name) }.prefix(limit).map(\.name)
    }

    /// `Did you mean a, b or c?`, or none.
    package static func didYouMean(_ names: [String]) -> String? {
        guard let last = names.last else { return nil }
        let front = names.dropLast().joined(separator: ", ")
        return "Did you mean \(front.isEmpty ? last : front + " or " + last)?"
    }

    /// Optimal string alignment distance.
    static func editDistance(_ left: [Unicode.Scalar], _ right: [Unicode.Scalar]) -> Int {
        if left.isEmpty || right.isEmpty { return max(left.count, right.count) }
        var before = [Int](repeating: 0, count: right.count + 1)
        var previous = Array(0...right.count)
        for row in 1...left.count {
            var current = [row] + [Int](repeating: 0, count: right.count)
            for column in 1...right.count {
                let cost = left[row - 1] == right[column - 1] ? 0 : 1
                current[column] = min(previous[column] + 1, current[column - 1] + 1, previous[column - 1] + cost)
                if row > 1, column > 1, left[row - 1] == right[column - 2], left[row - 2] == right[column - 1] {
                    current[column] = min(current[column], before[column - 2] + 1)
                }
            }
            (before, previous) = (previous, current)
        }
        return previous[right.count]
    }
}
