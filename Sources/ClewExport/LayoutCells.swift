/// Points of a plane by the square cells of a grid that they lie in, so that neighbours are found without looking at
/// every pair. Only cells with points are kept; building takes O(points), and one look into a hash table for each.
struct LayoutCells {
    private struct Place: Hashable {
        var column: Int
        var row: Int
    }

    private var places: [Place] = []
    private var numbers: [Place: Int] = [:]
    /// The nodes, cell after cell, and where each cell begins.
    private(set) var members: [Int] = []
    private var starts: [Int] = []

    /// The cells of a grid with the given side that hold points, numbered as the points come.
    init(_ points: [GraphLayout.Point], side: Double) {
        var cellOfNode: [Int] = []
        cellOfNode.reserveCapacity(points.count)
        var counts: [Int] = []
        for point in points {
            let place = Place(
                column: Int((point.x / side).rounded(.down)), row: Int((point.y / side).rounded(.down)))
            let number = numbers[place] ?? places.count
            if number == places.count {
                numbers[place] = number
                places.append(place)
                counts.append(0)
            }
            counts[number] += 1
            cellOfNode.append(number)
        }
        starts = [0]
        for count in counts { starts.append(starts[starts.count - 1] + count) }
        var next = starts
        members = [Int](repeating: 0, count: points.count)
        for (node, cell) in cellOfNode.enumerated() {
            members[next[cell]] = node
            next[cell] += 1
        }
    }

    /// Numbers of the cells.
    var indices: Range<Int> { places.indices }

    /// Where among `members` the nodes of a cell are, ascending.
    func range(of cell: Int) -> Range<Int> { starts[cell]..<starts[cell + 1] }

    /// The ranges of a cell and of the eight around it, column by column.
    func ranges(around cell: Int, into found: inout [Range<Int>]) {
        found.removeAll(keepingCapacity: true)
        let place = places[cell]
        for column in place.column - 1...place.column + 1 {
            for row in place.row - 1...place.row + 1 {
                if let number = numbers[Place(column: column, row: row)] { found.append(range(of: number)) }
            }
        }
    }
}
