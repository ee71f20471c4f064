import ClewLanguage
import Testing

struct SpanningTreeTests {
    /// Every way to give each word a head such that one word is the root and all hang on it.
    private static func trees(_ count: Int) -> [[Int]] {
        var all: [[Int]] = [[]]
        for word in 0..<count {
            all = all.flatMap { heads in (-1..<count).filter { $0 != word }.map { heads + [$0] } }
        }
        return all.filter(isTree)
    }

    static func isTree(_ heads: [Int]) -> Bool {
        guard heads.filter({ $0 == -1 }).count == 1 else { return false }
        return heads.indices.allSatisfy { word in
            var node = word
            for _ in heads where node >= 0 { node = heads[node] }
            return node == -1
        }
    }

    private struct Random {
        var state: UInt64

        mutating func next() -> Float {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return Float(state >> 40) / Float(1 << 24) * 10 - 5
        }
    }

    @Test(arguments: 1...5) func bestOfAllTrees(count: Int) {
        let trees = Self.trees(count)
        #expect(trees.count == [1, 2, 9, 64, 625][count - 1])
        var random = Random(state: UInt64(count))
        for _ in 0..<(count == 5 ? 100 : 300) {
            let scores = (0..<count).map { _ in (0...count).map { _ in random.next() } }
            func total(_ heads: [Int]) -> Float { heads.indices.reduce(0) { $0 + scores[$1][heads[$1] + 1] } }
            let found = SpanningTree.heads(count: count) { scores[$0][$1] }
            #expect(Self.isTree(found))
            let best = trees.map(total).max() ?? 0
            #expect(abs(total(found) - best) < 1e-4, "\(found) of \(scores)")
        }
    }

    /// Chains of cycles within cycles: each word likes its neighbour best, and the root nobody.
    @Test(arguments: [2, 3, 50, 300]) func alwaysOneTree(count: Int) {
        var random = Random(state: 7)
        let noise = (0..<count).map { _ in (0...count).map { _ in random.next() } }
        for flavour in 0..<3 {
            let heads = SpanningTree.heads(count: count) { dependent, governor in
                switch flavour {
                case 0: governor == (dependent ^ 1) + 1 ? 9 : governor == 0 ? -50 : 0
                case 1: 0
                default: noise[dependent][governor]
                }
            }
            #expect(Self.isTree(heads))
        }
    }

    @Test func noWordsAndOneWord() {
        #expect(SpanningTree.heads(count: 0) { _, _ in 0 } == [])
        #expect(SpanningTree.heads(count: 1) { _, _ in -9 } == [-1])
    }
}
