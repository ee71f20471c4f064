/// Which relation depends on which.
struct DependencyGraph {
    private let names: [String]
    private var numbers: [String: Int] = [:]
    private var edges: [[Int]]

    init(nodes: [String]) {
        names = nodes
        edges = Array(repeating: [], count: nodes.count)
        for (index, name) in nodes.enumerated() { numbers[name] = index }
    }

    /// `name` depends on `other`.
    mutating func connect(_ name: String, _ other: String) {
        guard let from = numbers[name], let to = numbers[other], !edges[from].contains(to) else { return }
        edges[from].append(to)
    }

    /// Strongly connected components, each after those that it depends on (Tarjan 1972, without recursion, because
    /// programs may be deeper than the stack).
    func components() -> [[String]] {
        var found: [[String]] = []
        var index = [Int?](repeating: nil, count: names.count)
        var low = [Int](repeating: 0, count: names.count)
        var isOnStack = [Bool](repeating: false, count: names.count)
        var stack: [Int] = []
        var counter = 0
        for root in names.indices where index[root] == nil {
            var work: [(node: Int, edge: Int)] = [(root, 0)]
            while let (node, edge) = work.last {
                if edge == 0 {
                    index[node] = counter
                    low[node] = counter
                    counter += 1
                    stack.append(node)
                    isOnStack[node] = true
                }
                if edge < edges[node].count {
                    work[work.count - 1].edge += 1
                    let target = edges[node][edge]
                    if let seen = index[target] {
                        if isOnStack[target] { low[node] = min(low[node], seen) }
                    } else {
                        work.append((target, 0))
                    }
                    continue
                }
                work.removeLast()
                if let parent = work.last?.node { low[parent] = min(low[parent], low[node]) }
                if low[node] == index[node] {
                    var component: [Int] = []
                    while let member = stack.popLast() {
                        isOnStack[member] = false
                        component.append(member)
                        if member == node { break }
                    }
                    found.append(component.sorted().map { names[$0] })
                }
            }
        }
        return found
    }

    /// A shortest chain of dependencies, both ends included; empty if there is none.
    func path(from start: String, to end: String, within members: Set<String>) -> [String] {
        guard let first = numbers[start], let last = numbers[end] else { return [] }
        var previous: [Int: Int] = [first: first]
        var queue = [first]
        var position = 0
        while position < queue.count, previous[last] == nil {
            for target in edges[queue[position]] where previous[target] == nil && members.contains(names[target]) {
                previous[target] = queue[position]
                queue.append(target)
            }
            position += 1
        }
        guard previous[last] != nil else { return [] }
        var path = [last]
        while let node = path.last, node != first, let before = previous[node] { path.append(before) }
        return path.reversed().map { names[$0] }
    }
}
