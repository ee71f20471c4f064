/// Work in several tasks at once, with results in the order in which it was handed out.
public enum InOrder {
    /// Runs `work` on all that `next` hands out.
    ///
    /// At most `jobs` pieces are handed out and not yet taken, so that memory does not grow with their number.
    /// `next` and `take` run in the caller's task, one call at a time.
    /// - Throws: the first error of `work` or `take`; what was taken before stays taken.
    public static func run<Input: Sendable, Output: Sendable>(
        jobs: Int, next: () -> Input?, work: @escaping @Sendable (Input) throws -> Output,
        take: (Output) throws -> Void
    ) async throws {
        try await withThrowingTaskGroup(of: (Int, Output).self) { group in
            var started = 0
            var taken = 0
            var waiting: [Int: Output] = [:]
            func start() {
                guard let input = next() else { return }
                let place = started
                started += 1
                group.addTask { (place, try work(input)) }
            }
            for _ in 0..<max(1, jobs) { start() }
            while let (place, output) = try await group.next() {
                waiting[place] = output
                while let ready = waiting.removeValue(forKey: taken) {
                    try take(ready)
                    taken += 1
                    start()
                }
            }
        }
    }
}
