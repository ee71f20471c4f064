/// What planning knows of a column, from a sample of rows.
struct ColumnStatistics {
    private static let sampleSize = 1_024

    /// Rows when the sample was taken.
    let rowCount: Int
    /// Estimated number of different values.
    let distinctCount: Double
    /// Estimated number of rows with the value that some row has: more than ``rowsPerValue`` where few values have
    /// most of the rows.
    let rowsPerOccurrence: Double
    private let sampleCount: Int
    private let frequencies: [UInt32: Int]

    /// Looks at all rows, or at some 1,024 of many, here and there: rows at even distances would nearly all differ where
    /// equal ones stand together. Values seen once in the sample stand for values that are rare.
    init(_ column: Column, count: Int) {
        rowCount = count
        let isWhole = count < 2 * ColumnStatistics.sampleSize
        let rows = isWhole ? Set(0..<count) : ColumnStatistics.sample(of: count)
        let sampled = rows.count
        var frequencies: [UInt32: Int] = [:]
        for row in rows { frequencies[column[row], default: 0] += 1 }
        // Chao's estimate (1984) of unseen values, from those seen once and twice.
        let once = Double(frequencies.values.count { $0 == 1 })
        let twice = Double(frequencies.values.count { $0 == 2 })
        let seen = Double(frequencies.count)
        let estimate = isWhole ? seen : seen + once * max(0, once - 1) / (2 * (twice + 1))
        distinctCount = max(1, min(estimate, Double(count)))
        sampleCount = max(1, sampled)
        let pairs = Double(frequencies.values.reduce(0) { $0 + $1 * ($1 - 1) })
        let meeting = pairs / Double(max(1, sampled * (sampled - 1))) * Double(count)
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

extension Relation {
    /// Statistics of a column, taken anew when the relation has doubled since.
    func statistics(of column: Int) -> ColumnStatistics {
        if let known = statistics[column], count <= known.rowCount * 2 { return known }
        let fresh = ColumnStatistics(columns[column], count: count)
        statistics[column] = fresh
        return fresh
    }
}
