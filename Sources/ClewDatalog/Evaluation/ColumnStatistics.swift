/// What planning knows of a column, from a sample of rows.
struct ColumnStatistics {
    private static let sampleSize = 2_048

    /// Rows when the sample was taken.
    let rowCount: Int
    /// Estimated number of different values.
    let distinctCount: Double
    /// Estimated number of rows with the value that some row has: more than ``rowsPerValue`` where few values have
    /// most of the rows.
    let rowsPerOccurrence: Double
    private let sampleCount: Int
    private let frequencies: [UInt32: Int]

    /// Looks at all rows where they are few or the column is sorted, else at some 2,048, here and there: rows at even
    /// distances would nearly all differ where equal ones stand together. Values seen once in the sample stand for values
    /// that are rare.
    init(_ column: Column, count: Int) {
        rowCount = count
        let runs = Runs(column, count: count)
        let isWhole = runs != nil || count < 2 * ColumnStatistics.sampleSize
        var frequencies = runs?.longRuns ?? [:]
        if runs == nil {
            let rows = isWhole ? Set(0..<count) : ColumnStatistics.sample(of: count)
            for row in rows { frequencies[column[row], default: 0] += 1 }
        }
        sampleCount = max(1, runs?.rowCount ?? frequencies.values.reduce(0, +))
        // Chao's estimate (1984) of unseen values, from those seen once and twice.
        let once = Double(frequencies.values.count { $0 == 1 })
        let twice = Double(frequencies.values.count { $0 == 2 })
        let seen = Double(runs?.count ?? frequencies.count)
        let estimate = isWhole ? seen : seen + once * max(0, once - 1) / (2 * (twice + 1))
        distinctCount = max(1, min(estimate, Double(count)))
        let pairs = runs?.pairCount ?? Double(frequencies.values.reduce(0) { $0 + $1 * ($1 - 1) })
        let meeting = pairs / Double(max(1, sampleCount * (sampleCount - 1))) * Double(count)
        rowsPerOccurrence = max(Double(count) / distinctCount, meeting)
        self.frequencies = frequencies.filter { $0.value > 1 }
    }

    /// Nearly as many rows as a sample has; of the same number of rows always the same ones.
    private static func sample(of count: Int) -> Set<Int> {
        var rows: Set<Int> = []
        rows.reserveCapacity(sampleSize)
        for number in 1...UInt64(sampleSize) {
            let scrambled = UInt64(RowHash.upperHalf(number &* 0xBF58_476D_1CE4_E5B9))
            rows.insert(Int((scrambled * UInt64(count)) >> 32))
        }
        return rows
    }

    /// The estimated number of rows with a value.
    func rows(with value: UInt32) -> Double {
        if let seen = frequencies[value] { return Double(seen) / Double(sampleCount) * Double(rowCount) }
        return Double(rowCount) / distinctCount
    }

    /// The estimated number of rows with some value of the column.
    var rowsPerValue: Double { Double(rowCount) / distinctCount }
}

/// The values of a sorted column with how many rows have each, counted in one pass.
private struct Runs {
    private(set) var count = 0
    private(set) var rowCount = 0
    /// Pairs of rows with the same value, each in both orders.
    private(set) var pairCount = 0.0
    /// Values that one of a thousand rows or more has, with how many.
    private(set) var longRuns: [UInt32: Int] = [:]

    /// None where the column is not sorted: mostly seen after a few rows.
    init?(_ column: Column, count total: Int) {
        guard total > 0 else { return nil }
        let longRun = max(2, total / 1_024)
        var (last, length) = (column[0], 0)
        var isAscending = true
        func end() {
            count += 1
            pairCount += Double(length) * Double(length - 1)
            if length >= longRun { longRuns[last] = length }
        }
        for row in 0..<total {
            let id = column[row]
            if id != last {
                if id < last {
                    isAscending = false
                    break
                }
                end()
                (last, length) = (id, 0)
            }
            length += 1
        }
        if !isAscending { return nil }
        end()
        rowCount = total
    }
}

extension Relation {
    /// Statistics of a column, taken anew when the relation has doubled since.
    func statistics(of column: Int) -> ColumnStatistics {
        if let known = statistics[column], count <= known.rowCount * 2 { return known }
        let fresh = ColumnStatistics(columns[column], count: count)
        statistics[column] = fresh
        return fresh
    }
}
