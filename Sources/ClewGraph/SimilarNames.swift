/// Names that look like a misspelt or unfinished one: those that it begins, those with a word that it begins, and those
/// within two edits.
package struct SimilarNames {
    private let names: [String]
    private let folded: [[UInt8]]

    /// O(total length).
    package init(names: [String]) {
        self.names = names
        folded = names.map { Array(NormalForm.fold($0).utf8) }
    }

    /// At most `limit` names, best first: prefixes, then close spellings, then words; the shorter, then the first in
    /// order before the others. O(names × length of `text`), with most names ruled out by their length.
    package func similar(to text: String, limit: Int) -> [String] {
        let wanted = Array(NormalForm.fold(text).utf8)
        guard !wanted.isEmpty else { return [] }
        let editsMax = wanted.count < 4 ? 1 : 2
        var found: [(rank: Int, length: Int, name: String)] = []
        for (index, bytes) in folded.enumerated() {
            if bytes.starts(with: wanted) {
                found.append((0, bytes.count, names[index]))
            } else if let edits = SimilarNames.edits(wanted, bytes, max: editsMax) {
                found.append((edits, bytes.count, names[index]))
            } else if wanted.count > 2, SimilarNames.hasWord(bytes, startingWith: wanted) {
                found.append((3, bytes.count, names[index]))
            } else if bytes.count > 3, wanted.starts(with: bytes + [32]) {
                found.append((4, bytes.count, names[index]))
            }
        }
        return found.sorted { $0 < $1 }.prefix(limit).map(\.name)
    }

    private static func hasWord(_ bytes: [UInt8], startingWith wanted: [UInt8]) -> Bool {
        guard bytes.count > wanted.count else { return false }
        for start in 1...(bytes.count - wanted.count) where bytes[start - 1] == 32 {
            if bytes[start...].starts(with: wanted) { return true }
        }
        return false
    }

    /// Levenshtein distance where it is at most `max`; rows are cut off as soon as none can be.
    private static func edits(_ left: [UInt8], _ right: [UInt8], max limit: Int) -> Int? {
        guard abs(left.count - right.count) <= limit else { return nil }
        var previous = Array(0...right.count)
        var current = previous
        for (row, byte) in left.enumerated() {
            current[0] = row + 1
            var best = current[0]
            for (column, other) in right.enumerated() {
                let change = previous[column] + (byte == other ? 0 : 1)
                current[column + 1] = Swift.min(change, previous[column + 1] + 1, current[column] + 1)
                best = Swift.min(best, current[column + 1])
            }
            if best > limit { return nil }
            swap(&previous, &current)
        }
        return previous[right.count] <= limit ? previous[right.count] : nil
    }
}
