import Dispatch

/// Runs a plan on several threads: each goes through a part of the rows of the first step, with executors of its own,
/// and keeps the rows that it makes; then one thread adds them to the relation, in the order in which a single thread
/// would have made them. So rows, their order and the rounds in which they came are the same with any number of threads.
///
/// While threads run, nothing changes: indexes were made before, and the relation gets its rows between two slices.
/// Where most rows turn out to be there already, each thread leaves those out itself, so that little is left to merge.
final class ParallelRun {
    private let executor: PlanExecutor
    private let sink: any MergingSink
    private let meter: EvaluationMeter
    private let parallelism: Parallelism
    private let range: Range<Int>

    /// None where there are few rows, or where the plan does more than read relations.
    init?(_ executor: PlanExecutor, _ sink: any RowSink, _ meter: EvaluationMeter, _ parallelism: Parallelism) {
        guard let sink = sink as? any MergingSink, sink.relation.arity > 0,
            let range = executor.divisibleRange, range.count >= parallelism.rowsMin
        else { return nil }
        self.executor = executor
        self.sink = sink
        self.meter = meter
        self.parallelism = parallelism
        self.range = range
    }

    /// Goes through all rows, slice by slice.
    func run() throws(EvaluationStop) {
        executor.freeze(whileGrowing: sink.relation)
        defer { executor.thaw() }
        // Frozen all the same: the order of matches depends on when an index has taken rows in.
        if parallelism.threadCount == 1 { return try executor.run() }
        let workers = (0..<parallelism.threadCount).map { _ in RowMaker(executor, sink, meter, parallelism) }
        defer { for worker in workers { executor.addCounts(of: worker.executor) } }
        var sliceRows = parallelism.sliceRowsMin
        var leavesOut = sink.asksForRows
        var start = range.lowerBound
        while start < range.upperBound {
            let end = min(start + sliceRows * workers.count, range.upperBound)
            make(rows: start..<end, workers, leavesOut: leavesOut)
            let bindings = workers.reduce(0) { $0 + $1.bindingCount }
            if workers.contains(where: \.isFull) {
                // Too much to keep.
                for worker in workers { worker.discard() }
                try executor.run(part: start..<end)
            } else {
                let before = sink.relation.count
                for worker in workers { try worker.merge() }
                leavesOut = sink.asksForRows && (sink.relation.count - before) * 2 < bindings
                try meter.tick(workers.reduce(0) { $0 + $1.takeTicks() })
            }
            start = end
            let wanted = sliceRows * workers.count * parallelism.sliceBindings / max(1, bindings)
            sliceRows = aligned(min(max(wanted, 1), 4 * sliceRows, 1 << 20))
        }
    }

    /// Parts of a scan end where its batches do, so that batches, and where a limit ends them, are as with one thread.
    private func aligned(_ rowCount: Int) -> Int {
        let size = parallelism.sliceRowsMin
        return (rowCount + size - 1) / size * size
    }

    private func make(rows: Range<Int>, _ workers: [RowMaker], leavesOut: Bool) {
        let relation = sink.relation
        let known = leavesOut && relation.canFind(below: relation.count) ? relation : nil
        known?.prepareToFind(makesFilter: false)
        let share = aligned((rows.count + workers.count - 1) / workers.count)
        // Each iteration has an object of its own, and only reads what they share.
        nonisolated(unsafe) let shared = (makers: workers, known: known)
        DispatchQueue.concurrentPerform(iterations: workers.count) { number in
            let start = min(rows.lowerBound + number * share, rows.upperBound)
            shared.makers[number].make(rows: start..<min(start + share, rows.upperBound), without: shared.known)
        }
    }
}

/// Makes rows of a part of a scan and keeps them.
private final class RowMaker {
    let executor: PlanExecutor
    private let sink: any MergingSink
    private let meter: EvaluationMeter
    private let rows: KeptRows
    private var countsBefore: [Int] = []
    private var ticksTaken = 0
    private var stop: EvaluationStop?

    init(
        _ frozen: PlanExecutor, _ sink: any MergingSink, _ meter: EvaluationMeter, _ parallelism: Parallelism
    ) {
        let rows = KeptRows(
            slots: frozen.plan.rule.headSlots().map { $0 ?? 0 }, rowsMax: parallelism.rowsMax)
        self.sink = sink
        self.rows = rows
        self.meter = meter.forAnotherThread()
        executor = frozen.frozenCopy(meter: self.meter) { (batch) throws(EvaluationStop) in try rows.take(batch) }
    }

    var isFull: Bool { rows.isFull }
    var bindingCount: Int { rows.bindingCount }

    /// Makes rows, without those that `known` has.
    func make(rows part: Range<Int>, without known: Relation?) {
        rows.known = known
        countsBefore = executor.stepCounts
        do {
            try executor.run(part: part)
        } catch {
            stop = error
        }
    }

    /// Hands the rows over.
    func merge() throws(EvaluationStop) {
        defer { rows.removeAll() }
        try rows.forEachBatch { (batch, rowCount) throws(EvaluationStop) in
            try sink.take(rows: batch, rowCount: rowCount)
        }
        if let stop { throw stop }
    }

    /// Forgets what was made of the last part.
    func discard() {
        executor.stepCounts = countsBefore
        rows.removeAll()
        stop = nil
    }

    /// How often limits were looked at since the last time.
    func takeTicks() -> Int {
        defer { ticksTaken = meter.ticks }
        return meter.ticks - ticksTaken
    }
}
