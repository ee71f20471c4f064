/// The best dependency tree under a score for every arc: the maximum spanning arborescence with exactly one word below
/// the artificial root (Chu and Liu 1965, Edmonds 1967).
///
/// Arcs are followed from word to best governor; a cycle is contracted in place as soon as it closes (Tarjan 1977,
/// dense form), so that all takes O(n²) for n words. Exactly one root is exact too: every arc from the root is made
/// worse by more than any tree could gain (Zmigrod et al. 2020 discuss the alternatives).
package struct SpanningTree {
    /// Nodes: 0 is the root, i + 1 is word i.
    private let count: Int
    /// Score of the best arc between what stands at two slots, row-major by governor.
    private var scores: [Double]
    /// The arc behind each score, between nodes.
    private var arcs: [Arc]
    private var isActive: [Bool]
    /// The chosen arc into each node; contracted nodes follow after the plain ones.
    private var chosen: [Arc] = []
    private var parents: [Int] = []
    private var children: [[Int]] = []
    /// Which node stands at a slot.
    private var nodes: [Int]

    private struct Arc {
        var governor: Int32
        var dependent: Int32
    }

    /// Heads of the words, -1 for the one below the root. `score(dependent, governor)` has words from 0 on as
    /// dependents, and as governors 0 for the root and i + 1 for word i; it is never asked for a word below itself.
    ///
    /// Complexity: O(n²) time and memory. Of equal arcs the one from the first governor wins.
    package static func heads(count: Int, score: (_ dependent: Int, _ governor: Int) -> Float) -> [Int] {
        guard count > 1 else { return [Int](repeating: -1, count: count) }
        var tree = SpanningTree(words: count, score: score)
        tree.grow()
        return tree.expanded()
    }

    private init(words: Int, score: (_ dependent: Int, _ governor: Int) -> Float) {
        count = words + 1
        let size = count
        scores = [Double](repeating: -.infinity, count: size * size)
        arcs = [Arc](repeating: Arc(governor: 0, dependent: 0), count: size * size)
        isActive = [Bool](repeating: true, count: size)
        nodes = Array(0..<size)
        chosen = [Arc](repeating: Arc(governor: 0, dependent: 0), count: size)
        parents = [Int](repeating: -1, count: size)
        children = [[Int]](repeating: [], count: size)
        var least = Double.infinity
        var most = -Double.infinity
        for dependent in 1..<size {
            for governor in 0..<size where governor != dependent {
                let value = Double(score(dependent - 1, governor))
                scores[governor * size + dependent] = value
                arcs[governor * size + dependent] = Arc(governor: Int32(governor), dependent: Int32(dependent))
                least = min(least, value)
                most = max(most, value)
            }
        }
        let penalty = (most - least + 1) * Double(size)
        for dependent in 1..<size { scores[dependent] -= penalty }
    }

    /// Chooses an arc into every slot, contracting cycles on the way.
    private mutating func grow() {
        var isDone = [Bool](repeating: false, count: count)
        var placeOnPath = [Int](repeating: -1, count: count)
        isDone[0] = true
        for start in 1..<count where isActive[start] && !isDone[start] {
            var path = [start]
            placeOnPath[start] = 0
            while let slot = path.last {
                let governor = bestGovernor(of: slot)
                chosen[nodes[slot]] = arcs[governor * count + slot]
                if isDone[governor] { break }
                if placeOnPath[governor] < 0 {
                    placeOnPath[governor] = path.count
                    path.append(governor)
                } else {
                    contract(Array(path[placeOnPath[governor]...]))
                    path.removeSubrange((placeOnPath[governor] + 1)...)
                }
            }
            for slot in path { isDone[slot] = true }
        }
    }

    private func bestGovernor(of slot: Int) -> Int {
        var best = -1
        for governor in 0..<count where governor != slot && isActive[governor] {
            if best < 0 || scores[governor * count + slot] > scores[best * count + slot] { best = governor }
        }
        return best
    }

    /// Makes one node of a cycle, at the slot of its first member.
    private mutating func contract(_ cycle: [Int]) {
        let slot = cycle[0]
        let node = chosen.count
        let gains = cycle.map { scores[bestGovernor(of: $0) * count + $0] }
        for member in cycle { isActive[member] = false }
        for other in 0..<count where isActive[other] {
            var entering = (score: -Double.infinity, arc: Arc(governor: 0, dependent: 0))
            var leaving = entering
            for (member, gain) in zip(cycle, gains) {
                let into = scores[other * count + member] - gain
                if into > entering.score { entering = (into, arcs[other * count + member]) }
                let from = scores[member * count + other]
                if from > leaving.score { leaving = (from, arcs[member * count + other]) }
            }
            scores[other * count + slot] = entering.score
            arcs[other * count + slot] = entering.arc
            scores[slot * count + other] = leaving.score
            arcs[slot * count + other] = leaving.arc
        }
        isActive[slot] = true
        children.append(cycle.map { nodes[$0] })
        for member in cycle { parents[nodes[member]] = node }
        parents.append(-1)
        chosen.append(Arc(governor: 0, dependent: 0))
        nodes[slot] = node
    }

    /// Opens contracted nodes again: where the chosen arc enters, the cycle is cut.
    private func expanded() -> [Int] {
        var heads = [Int](repeating: -1, count: count - 1)
        var open = (1..<count).filter { isActive[$0] }.map { nodes[$0] }
        while let node = open.popLast() {
            let arc = chosen[node]
            heads[Int(arc.dependent) - 1] = Int(arc.governor) - 1
            var inside = Int(arc.dependent)
            while inside != node {
                let parent = parents[inside]
                open += children[parent].filter { $0 != inside }
                inside = parent
            }
        }
        return heads
    }
}
