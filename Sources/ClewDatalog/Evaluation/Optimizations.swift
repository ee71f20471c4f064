/// What an evaluation does to be faster. Answers are the same with any of them left out; tests see to it.
package struct Optimizations: OptionSet, Sendable {
    package let rawValue: Int

    package init(rawValue: Int) { self.rawValue = rawValue }

    /// Derives relations that are asked for with known arguments only as far as is needed.
    package static let demand = Optimizations(rawValue: 1)
    /// Orders conditions by the sizes of relations, rather than as they are written.
    package static let joinOrder = Optimizations(rawValue: 2)
    /// Joins several relations that give the same variable at once.
    package static let intersections = Optimizations(rawValue: 4)
    /// In recursion, joins only with rows that are new.
    package static let deltas = Optimizations(rawValue: 8)
    /// Looks single columns up by position where values lie close together.
    package static let directIndexes = Optimizations(rawValue: 16)
    /// Keeps pairs as bits where values lie close together.
    package static let bitmaps = Optimizations(rawValue: 32)
    /// Compares and adds small integers a batch at a time.
    package static let integerLoops = Optimizations(rawValue: 64)
    /// Cuts recursive rules of several recursive conditions into steps of two.
    package static let splitting = Optimizations(rawValue: 128)
    /// Checks and plans once what differs only in its constants.
    package static let preparedQuestions = Optimizations(rawValue: 256)
    /// Does not ask whether rows are there where each can come only once.
    package static let appending = Optimizations(rawValue: 512)
    /// Keeps two bytes rather than four of each value where values lie close together.
    package static let narrowColumns = Optimizations(rawValue: 1_024)

    /// Each alone.
    package static let each: [Optimizations] = [
        .demand, .joinOrder, .intersections, .deltas, .directIndexes, .bitmaps, .integerLoops, .splitting,
        .preparedQuestions, .appending, .narrowColumns,
    ]
    /// All, as ever outside of tests.
    package static let all = Optimizations(each)
}
