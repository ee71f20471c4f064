import ClewModel

/// The rows that answer a query, in their final order. Cells point into one sorted list of the terms that occur, so an
/// answer of a million rows is two arrays.
public struct Answers: Sendable {
    /// The query's variables in the order of their first appearance; for a relation, the names of its columns.
    public let variables: [String]
    /// The number of rows. Without variables, 1 means yes and 0 no.
    public let rowCount: Int
    /// How many rows there were before `limit` and `offset`.
    public let totalCount: Int
    /// Whether these are all; if not, a diagnostic of the result says why.
    public internal(set) var isComplete = true

    /// The terms that occur, in their order.
    package let terms: [Term]
    /// Row by row, places in `terms`.
    package let cells: [UInt32]

    /// A row.
    /// - Precondition: `0 <= row < rowCount`.
    public subscript(row: Int) -> [Term] {
        let width = variables.count
        return cells[(row * width)..<((row + 1) * width)].map { terms[Int($0)] }
    }

    /// All rows.
    public var rows: [[Term]] { (0..<rowCount).map { self[$0] } }

    /// Sorts by the given columns, then by all columns from the left, and cuts. O(columns · rows), and the terms'
    /// O(n log n).
    init(
        _ relation: Relation, variables: [String], space: TermSpace,
        order: [(column: Int, isDescending: Bool)] = [], limit: Int? = nil, offset: Int = 0
    ) {
        self.variables = variables
        totalCount = relation.count
        let sorted = Answers.sortedTerms(of: relation, space)
        var rows = (0..<UInt32(relation.count)).map { $0 }
        // Stable counting sorts, the least important column first.
        for column in (0..<relation.arity).reversed() {
            rows = Answers.sort(rows, by: relation.columns[column], sorted.ranks, isDescending: false)
        }
        for (column, isDescending) in order.reversed() {
            rows = Answers.sort(rows, by: relation.columns[column], sorted.ranks, isDescending: isDescending)
        }
        let start = min(offset, rows.count)
        let chosen = rows[start..<min(rows.count, start + min(limit ?? rows.count, rows.count))]
        terms = sorted.terms
        rowCount = chosen.count
        var cells: [UInt32] = []
        cells.reserveCapacity(chosen.count * relation.arity)
        for row in chosen {
            for column in relation.columns { cells.append(sorted.ranks[column[Int(row)]]) }
        }
        self.cells = cells
    }

    private static func sort(
        _ rows: [UInt32], by column: [UInt32], _ ranks: TermRanks, isDescending: Bool
    ) -> [UInt32] {
        var starts = [UInt32](repeating: 0, count: ranks.count + 1)
        let last = UInt32(max(1, ranks.count) - 1)
        let keys = rows.map { row in
            let rank = ranks[column[Int(row)]]
            return isDescending ? last - rank : rank
        }
        for key in keys { starts[Int(key) + 1] += 1 }
        for index in 0..<ranks.count { starts[index + 1] += starts[index] }
        var sorted = [UInt32](repeating: 0, count: rows.count)
        for (index, key) in keys.enumerated() {
            sorted[Int(starts[Int(key)])] = rows[index]
            starts[Int(key)] += 1
        }
        return sorted
    }

    private static func sortedTerms(of relation: Relation, _ space: TermSpace) -> (terms: [Term], ranks: TermRanks) {
        var table = KeyTable()
        var ids: [UInt32] = []
        for column in relation.columns {
            for id in column where Int(table.insert(UInt64(id))) == ids.count { ids.append(id) }
        }
        // Small integers are ordered like their ids, and stand together.
        let small = ids.filter { $0 & 0x8000_0000 != 0 }.sorted().map { ($0, space[$0]) }
        let other = ids.filter { $0 & 0x8000_0000 == 0 }.map { ($0, space[$0]) }
            .sorted { TermOrder.precedes($0.1, $1.1) }
        var merged: [(UInt32, Term)] = []
        merged.reserveCapacity(ids.count)
        var (left, right) = (0, 0)
        while left < small.count || right < other.count {
            let takesLeft =
                right >= other.count
                || left < small.count && TermOrder.precedes(small[left].1, other[right].1)
            merged.append(takesLeft ? small[left] : other[right])
            if takesLeft { left += 1 } else { right += 1 }
        }
        var ranks = [UInt32](repeating: 0, count: ids.count)
        for (rank, entry) in merged.enumerated() { ranks[Int(table.number(of: UInt64(entry.0)))] = UInt32(rank) }
        return (merged.map(\.1), TermRanks(table: table, ranks: ranks))
    }
}

/// The place of each term in the order of an answer.
private struct TermRanks {
    let table: KeyTable
    let ranks: [UInt32]

    var count: Int { ranks.count }

    subscript(id: UInt32) -> UInt32 { ranks[Int(table.number(of: UInt64(id)))] }
}
