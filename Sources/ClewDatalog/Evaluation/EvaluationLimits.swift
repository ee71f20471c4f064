import ClewModel
import Synchronization

/// The bounds of an evaluation. What meets one ends with the rows found so far and a diagnostic.
public struct EvaluationLimits: Sendable, Hashable {
    /// Time, in seconds.
    public var seconds: Double
    /// Rows that rules derive, all relations together.
    public var rowsMax: Int
    /// Memory of relations and indexes, estimated, in bytes.
    public var bytesMax: Int

    /// Bounds of your own.
    public init(seconds: Double, rowsMax: Int, bytesMax: Int) {
        self.seconds = seconds
        self.rowsMax = rowsMax
        self.bytesMax = bytesMax
    }

    /// What a prompt uses: 30 seconds, 20 million rows, 4 GiB.
    public static let interactive = EvaluationLimits(seconds: 30, rowsMax: 20_000_000, bytesMax: 4 << 30)

    /// No bounds but those of the machine.
    public static let none = EvaluationLimits(seconds: .infinity, rowsMax: .max, bytesMax: .max)
}

/// A flag by which another task or a signal handler ends an evaluation.
public final class Cancellation: Sendable {
    private let flag = Atomic<Bool>(false)

    /// A flag that is not raised.
    public init() {}

    /// Asks the evaluation to end soon. May be called from anywhere, any number of times.
    public func cancel() { flag.store(true, ordering: .relaxed) }

    /// Lowers the flag, for the next evaluation.
    public func reset() { flag.store(false, ordering: .relaxed) }

    /// Whether the flag is raised.
    public var isCancelled: Bool { flag.load(ordering: .relaxed) }
}

/// Why an evaluation ended before its end.
struct EvaluationStop: Error {
    var diagnostic: Diagnostic
    /// Whether the rows found so far are answers all the same.
    var isPartial: Bool
}

/// Watches the limits of one evaluation; asked once for every batch of bindings.
final class EvaluationMeter {
    let limits: EvaluationLimits
    private let cancellation: Cancellation?
    private let clock = ContinuousClock()
    private let start: ContinuousClock.Instant
    private(set) var rowCount = 0
    private(set) var ticks = 0
    private(set) var stamp = 0
    /// Measures the memory in use, which takes a while: asked now and then.
    var measureBytes: () -> Int = { 0 }

    init(limits: EvaluationLimits, cancellation: Cancellation?) {
        self.limits = limits
        self.cancellation = cancellation
        start = clock.now
    }

    /// A meter for another thread: for the same time and the same cancellation.
    func forAnotherThread() -> EvaluationMeter { EvaluationMeter(beside: self) }

    private init(beside other: EvaluationMeter) {
        limits = EvaluationLimits(seconds: other.limits.seconds, rowsMax: .max, bytesMax: .max)
        cancellation = other.cancellation
        start = other.start
    }

    /// Seconds since the start.
    var seconds: Double {
        let duration = clock.now - start
        return Double(duration.components.seconds) + Double(duration.components.attoseconds) * 1e-18
    }

    /// A number larger than all before it.
    func nextStamp() -> Int {
        stamp += 1
        return stamp
    }

    func count(rows: Int) throws(EvaluationStop) {
        rowCount += rows
        if rowCount > limits.rowsMax { throw stop(.rowLimit, "the limit of \(limits.rowsMax) rows was reached") }
    }

    /// Looks at the limits; after several batches, once for all.
    func tick(_ count: Int = 1) throws(EvaluationStop) {
        let before = ticks
        ticks += count
        if cancellation?.isCancelled == true || Task.isCancelled { throw stop(.cancelled, "the query was cancelled") }
        if limits.seconds.isFinite, (before + 15) >> 4 != (ticks + 15) >> 4, seconds > limits.seconds {
            throw stop(.timeLimit, "the limit of \(limits.seconds) seconds was reached")
        }
        if limits.bytesMax != .max, before >> 8 != ticks >> 8, measureBytes() > limits.bytesMax {
            throw stop(.memoryLimit, "the limit of \(limits.bytesMax >> 20) MiB was reached")
        }
    }

    private func stop(_ problem: QueryProblem, _ message: String) -> EvaluationStop {
        let diagnostic = Diagnostic(
            code: problem.code, severity: .warning, message: message + "; the answers are incomplete",
            repair: problem == .cancelled ? nil : "Ask for less, or raise the limit")
        return EvaluationStop(diagnostic: diagnostic, isPartial: true)
    }
}
