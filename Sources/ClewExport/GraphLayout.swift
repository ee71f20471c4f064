/// Places nodes on a plane by forces (Fruchterman and Reingold, "Graph Drawing by Force-directed Placement", 1991), with
/// repulsion cut off at a distance so that a round costs O(nodes + edges).
///
/// Nodes start on a sunflower spiral in the order of a breadth-first walk from the best connected node of each
/// component. Only additions, multiplications, divisions and square roots are used, which IEEE 754 rounds in one way:
/// the same graph has the same layout on every machine. Graphs too large for rounds of forces stay on the spiral.
struct GraphLayout {
    struct Point: Hashable, Sendable {
        var x: Double
        var y: Double
    }

    private let nodeCount: Int
    private let edges: [(from: Int, to: Int)]
    /// Distance at which two neighbours rest.
    private static let spacing = 80.0
    private static let roundsMax = 240
    private static let workMax = 1_500_000

    /// A layout of nodes `0..<nodeCount`; edges may repeat and form loops.
    init(nodeCount: Int, edges: [(from: Int, to: Int)]) {
        self.nodeCount = nodeCount
        // Parallel edges pull no harder than one.
        var seen: Set<UInt64> = []
        self.edges = edges.filter { edge in
            let (low, high) = (min(edge.from, edge.to), max(edge.from, edge.to))
            return low != high && seen.insert(UInt64(low) << 32 | UInt64(high)).inserted
        }
    }

    func positions() -> [Point] {
        guard nodeCount > 0 else { return [] }
        var points = spiral()
        let rounds = min(GraphLayout.roundsMax, GraphLayout.workMax / (nodeCount + edges.count))
        var heat = GraphLayout.spacing * 2
        for round in 0..<max(0, rounds) {
            let forces = forces(on: points)
            for node in points.indices {
                let force = forces[node]
                let size = (force.x * force.x + force.y * force.y).squareRoot()
                guard size > 1e-9 else { continue }
                let step = min(size, heat) / size
                points[node].x += force.x * step
                points[node].y += force.y * step
            }
            heat = GraphLayout.spacing * 2 * (1 - Double(round + 1) / Double(rounds)) + 0.5
        }
        return points
    }

    // MARK: - Start

    private func spiral() -> [Point] {
        // Cosine and sine of the golden angle: neighbours in the order never line up.
        let (cosine, sine) = (-0.737_368_878_078_319_7, 0.675_490_294_261_523_6)
        var direction = Point(x: 1, y: 0)
        var points = [Point](repeating: Point(x: 0, y: 0), count: nodeCount)
        for (place, node) in breadthFirst().enumerated() {
            let radius = GraphLayout.spacing * 0.7 * Double(place).squareRoot()
            points[node] = Point(x: direction.x * radius, y: direction.y * radius)
            direction = Point(
                x: direction.x * cosine - direction.y * sine, y: direction.x * sine + direction.y * cosine)
        }
        return points
    }

    private func breadthFirst() -> [Int] {
        var starts = [Int](repeating: 0, count: nodeCount + 1)
        for edge in edges {
            starts[edge.from + 1] += 1
            starts[edge.to + 1] += 1
        }
        for node in 0..<nodeCount { starts[node + 1] += starts[node] }
        var neighbours = [Int](repeating: 0, count: edges.count * 2)
        var next = starts
        for edge in edges {
            neighbours[next[edge.from]] = edge.to
            neighbours[next[edge.to]] = edge.from
            next[edge.from] += 1
            next[edge.to] += 1
        }
        func degree(_ node: Int) -> Int { starts[node + 1] - starts[node] }
        let roots = (0..<nodeCount).sorted { (degree($1), $0) < (degree($0), $1) }
        var isSeen = [Bool](repeating: false, count: nodeCount)
        var order: [Int] = []
        order.reserveCapacity(nodeCount)
        for root in roots where !isSeen[root] {
            isSeen[root] = true
            order.append(root)
            var head = order.count - 1
            while head < order.count {
                let node = order[head]
                head += 1
                for neighbour in neighbours[starts[node]..<starts[node + 1]] where !isSeen[neighbour] {
                    isSeen[neighbour] = true
                    order.append(neighbour)
                }
            }
        }
        return order
    }

    // MARK: - Forces

    private func forces(on points: [Point]) -> [Point] {
        let spacing = GraphLayout.spacing
        var forces = points.map { Point(x: -$0.x * 0.02, y: -$0.y * 0.02) }
        repel(points, &forces)
        for edge in edges {
            let dx = points[edge.to].x - points[edge.from].x
            let dy = points[edge.to].y - points[edge.from].y
            let pull = (dx * dx + dy * dy).squareRoot() / spacing * 0.5
            forces[edge.from].x += dx * pull
            forces[edge.from].y += dy * pull
            forces[edge.to].x -= dx * pull
            forces[edge.to].y -= dy * pull
        }
        return forces
    }

    private func repel(_ points: [Point], _ forces: inout [Point]) {
        let reach = GraphLayout.spacing * 2
        let cells = LayoutCells(points, side: reach)
        let members = cells.members
        var around: [Range<Int>] = []
        for home in cells.indices {
            cells.ranges(around: home, into: &around)
            for node in members[cells.range(of: home)] {
                let point = points[node]
                var force = forces[node]
                for range in around {
                    // A crowded cell is sampled: what it lacks in pushes it makes up for in rounds.
                    for other in members[range.prefix(32)] where other != node {
                        var dx = point.x - points[other].x
                        let dy = point.y - points[other].y
                        var square = dx * dx + dy * dy
                        if square > reach * reach { continue }
                        if square < 1e-6 {
                            dx = node < other ? -0.01 : 0.01
                            square = 1e-4
                        }
                        let push = GraphLayout.spacing * GraphLayout.spacing / square
                        force.x += dx * push
                        force.y += dy * push
                    }
                }
                forces[node] = force
            }
        }
    }
}

extension GraphLayout.Point {
    /// A coordinate with one decimal, spelled without the C library's help.
    static func spelling(_ value: Double) -> String {
        let tenths = Int((value * 10).rounded())
        let (whole, part) = (abs(tenths) / 10, abs(tenths) % 10)
        return "\(tenths < 0 ? "-" : "")\(whole).\(part)"
    }
}
