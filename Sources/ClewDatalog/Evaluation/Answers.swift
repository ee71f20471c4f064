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
        _ relation: RowSnapshot, variables: [String],
        order: [(column: Int, isDescending: Bool)] = [], limit: Int? = nil, offset: Int = 0
    ) {
        self.variables = variables
        totalCount = relation.count
        let keys = order + relation.columns.indices.map { ($0, false) }
        let start = min(offset, relation.count)
        let chosen = start..<min(relation.count, start + min(limit ?? relation.count, relation.count))
        rowCount = chosen.count
        (terms, cells) =
            relation.count <= Answers.fewRows
            ? Answers.sortFew(relation, by: keys, chosen) : Answers.sortMany(relation, by: keys, chosen)
    }

    /// Up to as many rows, terms are compared and rows moved one by one: the tables of the other way take longer to make
    /// than a few rows to sort.
    private static let fewRows = 64

    private static func sortFew(
        _ relation: RowSnapshot, by keys: [(column: Int, isDescending: Bool)], _ chosen: Range<Int>
    ) -> (terms: [Term], cells: [UInt32]) {
        let width = relation.columns.count
        var table = KeyTable()
        var unsorted: [Term] = []
        // Row by row, first the numbers of terms, then their places in the order.
        var cells: [UInt32] = []
        cells.reserveCapacity(relation.count * width)
        for row in 0..<relation.count {
            for column in relation.columns {
                let number = table.insert(UInt64(column[row]))
                if Int(number) == unsorted.count { unsorted.append(relation.terms[column[row]]) }
                cells.append(number)
            }
        }
        let places = order(of: unsorted)
        var terms: [Term] = []
        terms.reserveCapacity(places.count)
        var ranks = [UInt32](repeating: 0, count: places.count)
        for (rank, key) in places.enumerated() {
            terms.append(unsorted[key.place])
            ranks[key.place] = UInt32(rank)
        }
        for index in cells.indices { cells[index] = ranks[Int(cells[index])] }
        var rows = Array(0..<relation.count)
        rows.sort { left, right in
            for (column, isDescending) in keys {
                let (first, second) = (cells[left * width + column], cells[right * width + column])
                if first != second { return (first < second) != isDescending }
            }
            return false
        }
        var sorted: [UInt32] = []
        sorted.reserveCapacity(chosen.count * width)
        for row in rows[chosen] { for column in 0..<width { sorted.append(cells[row * width + column]) } }
        return (terms, sorted)
    }

    private static func sortMany(
        _ relation: RowSnapshot, by keys: [(column: Int, isDescending: Bool)], _ chosen: Range<Int>
    ) -> (terms: [Term], cells: [UInt32]) {
        let sorted = sortedTerms(of: relation)
        let rows = sort(relation, by: keys, sorted.ranks)
        let width = relation.columns.count
        var cells = [UInt32](repeating: 0, count: chosen.count * width)
        for (place, column) in relation.columns.enumerated() {
            for (index, row) in rows[chosen].enumerated() {
                cells[index * width + place] = sorted.ranks[column[Int(row)]]
            }
        }
        return (sorted.terms, cells)
    }

    /// Stable counting sorts, the least important column first.
    private static func sort(
        _ relation: RowSnapshot, by keys: [(column: Int, isDescending: Bool)], _ ranks: TermRanks
    ) -> [UInt32] {
        keys.reversed().reduce((0..<UInt32(relation.count)).map { $0 }) { rows, key in
            sort(rows, by: relation.columns[key.column], ranks, isDescending: key.isDescending)
        }
    }

    private static func sort(
        _ rows: [UInt32], by column: Column, _ ranks: TermRanks, isDescending: Bool
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

    private static func sortedTerms(of relation: RowSnapshot) -> (terms: [Term], ranks: TermRanks) {
        if let sorted = sortedIntegers(of: relation) { return sorted }
        var table = KeyTable()
        var ids: [UInt32] = []
        for column in relation.columns {
            column.forEach { if Int(table.insert(UInt64($0))) == ids.count { ids.append($0) } }
        }
        let merged = ids.count <= fewRows ? sort(ids, relation.terms) : sortApart(ids, relation.terms)
        var ranks = [UInt32](repeating: 0, count: ids.count)
        for (rank, entry) in merged.enumerated() { ranks[Int(table.number(of: UInt64(entry.0)))] = UInt32(rank) }
        return (merged.map(\.1), TermRanks(table: table, ranks: ranks))
    }

    /// The same where all are small integers that lie close together: their ids are ordered as they are, so that nothing
    /// need be sorted or looked up.
    private static func sortedIntegers(of relation: RowSnapshot) -> (terms: [Term], ranks: TermRanks)? {
        var (least, greatest) = (UInt32.max, UInt32.min)
        for column in relation.columns { column.forEach { (least, greatest) = (min(least, $0), max(greatest, $0)) } }
        guard least & 0x8000_0000 != 0, least <= greatest, greatest - least < 4 * relation.count else { return nil }
        var ranks = [UInt32](repeating: 0, count: Int(greatest - least) + 1)
        for column in relation.columns { column.forEach { ranks[Int($0 - least)] = 1 } }
        var terms: [Term] = []
        terms.reserveCapacity(ranks.reduce(0) { $0 + Int($1) })
        for place in ranks.indices where ranks[place] == 1 {
            ranks[place] = UInt32(terms.count)
            terms.append(relation.terms[least + UInt32(place)])
        }
        return (terms, TermRanks(low: least, count: terms.count, ranks: ranks))
    }

    /// Keys of terms in their order.
    private static func order(of terms: [Term]) -> [SortKey] {
        var keys: [SortKey] = []
        keys.reserveCapacity(terms.count)
        for (place, term) in terms.enumerated() { keys.append(SortKey(term, place: place)) }
        keys.sort { left, right in
            left.prefix != right.prefix
                ? left.prefix < right.prefix : TermOrder.precedes(terms[left.place], terms[right.place])
        }
        return keys
    }

    private static func sort(_ ids: [UInt32], _ space: TermSnapshot) -> [(UInt32, Term)] {
        let terms = ids.map { space[$0] }
        return order(of: terms).map { (ids[$0.place], terms[$0.place]) }
    }

    /// The same, small integers apart, which are ordered like their ids and stand together.
    private static func sortApart(_ ids: [UInt32], _ space: TermSnapshot) -> [(UInt32, Term)] {
        let small = ids.filter { $0 & 0x8000_0000 != 0 }.sorted().map { ($0, space[$0]) }
        let other = sort(ids.filter { $0 & 0x8000_0000 == 0 }, space)
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
        return merged
    }
}

/// The beginning of a term's text as a number, which decides most comparisons. Holds no references: sorting moves keys.
private struct SortKey {
    /// Of the term in the list that is sorted.
    let place: Int
    /// The first 15 bytes, or fewer, as one number, after the place of the kind of term.
    let prefix: (UInt64, UInt64)

    init(_ term: Term, place: Int) {
        self.place = place
        guard case .text(var text) = term else {
            prefix = (0, 0)
            return
        }
        prefix = text.withUTF8 { utf8 in
            var (upper, lower): (UInt64, UInt64) = (1, 0)
            for index in 0..<7 { upper = upper << 8 | UInt64(index < utf8.count ? utf8[index] : 0) }
            for index in 7..<15 { lower = lower << 8 | UInt64(index < utf8.count ? utf8[index] : 0) }
            return (upper, lower)
        }
    }
}

/// The rows of a relation at the end of its evaluation.
struct RowSnapshot: Sendable {
    var columns: [Column]
    var count: Int
    var terms: TermSnapshot

    /// No rows.
    init(width: Int, _ space: TermSpace) {
        columns = (0..<width).map { _ in Column() }
        count = 0
        terms = space.snapshot
    }

    init(_ relation: Relation, _ space: TermSpace) {
        columns = relation.columns
        count = relation.count
        terms = space.snapshot
    }
}

/// The rows of a relation that `@output` names. They are sorted when somebody asks for them.
public struct OutputRows: Sendable {
    /// The number of rows.
    public var rowCount: Int { snapshot.count }
    /// Whether these are all; if not, a diagnostic of the result says why.
    public let isComplete: Bool
    private let snapshot: RowSnapshot
    private let columnNames: [String]

    init(_ snapshot: RowSnapshot, columnNames: [String], isComplete: Bool) {
        self.snapshot = snapshot
        self.columnNames = columnNames
        self.isComplete = isComplete
    }

    /// The rows in their fixed order. O(columns · rows), and the terms' O(n log n), each time.
    public func sorted() -> Answers {
        var answers = Answers(snapshot, variables: columnNames)
        answers.isComplete = isComplete
        return answers
    }

    /// All rows, sorted.
    public var rows: [[Term]] { sorted().rows }
}

/// The place of each term in the order of an answer.
private struct TermRanks {
    private let table: KeyTable?
    private let low: UInt32
    private let ranks: [UInt32]
    let count: Int

    /// By the numbers that a table gives to ids.
    init(table: KeyTable, ranks: [UInt32]) {
        self.table = table
        self.ranks = ranks
        (low, count) = (0, ranks.count)
    }

    /// By what ids are more than the least of them; `count` of the ranks are of terms that occur.
    init(low: UInt32, count: Int, ranks: [UInt32]) {
        table = nil
        self.low = low
        self.count = count
        self.ranks = ranks
    }

    subscript(id: UInt32) -> UInt32 {
        if let table { return ranks[Int(table.number(of: UInt64(id)))] }
        return ranks[Int(id - low)]
    }
}
