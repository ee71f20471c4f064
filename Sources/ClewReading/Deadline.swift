/// The moment at which work on one file must end. It changes a result only where a file runs into it, and then a
/// diagnostic says so.
struct Deadline: Sendable {
    private let end: ContinuousClock.Instant

    /// `seconds` from now.
    init(seconds: Double) {
        // A duration has no infinity.
        end = ContinuousClock.now.advanced(by: .seconds(min(seconds, 1e9)))
    }

    /// Whether the time is up.
    var isPast: Bool { ContinuousClock.now >= end }
}
