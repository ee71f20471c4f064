import ClewLanguage
import Testing

struct NameDecoderTests {
    private let labels = ["O", "B-PER", "I-PER", "B-LOC", "I-LOC"]

    private func decode(_ rows: [[Float]]) -> [String] {
        rows.flatMap { $0 }.withUnsafeBufferPointer { scores in
            NameDecoder(labels: labels).decode(scores).map { labels[$0] }
        }
    }

    @Test func insideNeedsABeginningOfItsKind() {
        #expect(decode([[0, 0, 9, 0, 0]]) == ["O"])
        #expect(decode([[0, 8, 9, 0, 0], [0, 0, 9, 0, 0]]) == ["B-PER", "I-PER"])
        #expect(decode([[0, 8, 0, 0, 0], [0, 0, 1, 0, 9]]) == ["B-PER", "I-PER"])
        #expect(decode([[0, 1, 0, 1, 0], [0, 0, 0, 0, 9]]) == ["B-LOC", "I-LOC"])
    }

    @Test func twoNamesOfAKindSideBySideAreRare() {
        #expect(decode([[0, 8, 0, 0, 0], [0, 6, 4, 0, 0]]) == ["B-PER", "I-PER"])
        #expect(decode([[0, 8, 0, 0, 0], [0, 8, 4, 0, 0]]) == ["B-PER", "B-PER"])
        #expect(decode([[0, 8, 0, 0, 0], [0, 4, 4, 6, 0]]) == ["B-PER", "B-LOC"])
    }

    @Test func noNameWinsWhereScoresAreClose() {
        #expect(decode([[0, 0.9, 0, 0, 0]]) == ["O"])
        #expect(decode([[0, 1.1, 0, 0, 0]]) == ["B-PER"])
        #expect(decode([[0, 5, 0, 0, 0], [0, 0, 0.1, 0, 0]]) == ["B-PER", "I-PER"])
    }

    @Test func bestOfAllSequences() {
        var state: UInt64 = 5
        for words in 0...4 {
            for _ in 0..<50 {
                let rows: [[Float]] = (0..<words).map { _ in
                    labels.map { _ in
                        state = state &* 6_364_136_223_846_793_005 &+ 1
                        return Float(state >> 40) / Float(1 << 24)
                    }
                }
                var all: [[Int]] = [[]]
                for _ in 0..<words {
                    all = all.flatMap { path in
                        labels.indices.filter { next in
                            guard labels[next].hasPrefix("I-") else { return true }
                            guard let last = path.last else { return false }
                            return labels[last].dropFirst(2) == labels[next].dropFirst(2)
                        }.map { path + [$0] }
                    }
                }
                func total(_ path: [Int]) -> Float {
                    let adjacent = zip(path, path.dropFirst()).count { last, next in
                        labels[next].hasPrefix("B-") && labels[last].hasSuffix(labels[next].dropFirst(1))
                    }
                    let names = path.count { labels[$0].hasPrefix("B-") }
                    return zip(rows, path).reduce(Float(-names - 2 * adjacent)) { $0 + $1.0[$1.1] }
                }
                let best = all.max { total($0) < total($1) } ?? []
                #expect(decode(rows) == best.map { labels[$0] })
            }
        }
    }
}
