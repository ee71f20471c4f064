#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif

/// What one process took.
struct Measurement {
    var wallSeconds: Double
    /// User and system time.
    var cpuSeconds: Double
    var peakMebibytes: Double
    /// The last line that it wrote.
    var answer: String

    /// Runs a program to its end.
    /// - Returns: none where it could not be started or failed.
    static func run(_ arguments: [String]) -> Measurement? {
        var ends: [Int32] = [0, 0]
        guard pipe(&ends) == 0 else { return nil }
        defer { close(ends[0]) }
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        posix_spawn_file_actions_adddup2(&actions, ends[1], 1)
        posix_spawn_file_actions_addclose(&actions, ends[0])
        var words: [UnsafeMutablePointer<CChar>?] = arguments.map { strdup($0) } + [nil]
        defer { for word in words { free(word) } }
        let clock = ContinuousClock()
        let start = clock.now
        var process: pid_t = 0
        guard posix_spawnp(&process, arguments[0], &actions, nil, &words, environ) == 0 else {
            close(ends[1])
            return nil
        }
        close(ends[1])
        let output = text(from: ends[0])
        var status: Int32 = 0
        var usage = rusage()
        guard wait4(process, &status, 0, &usage) == process, status == 0 else { return nil }
        let wall = (clock.now - start).components
        return Measurement(
            wallSeconds: Double(wall.seconds) + Double(wall.attoseconds) * 1e-18,
            cpuSeconds: seconds(usage.ru_utime) + seconds(usage.ru_stime),
            peakMebibytes: Double(usage.ru_maxrss) / 1_024,
            answer: output.split(separator: "\n").last.map(String.init) ?? "")
    }

    private static func seconds(_ time: timeval) -> Double { Double(time.tv_sec) + Double(time.tv_usec) * 1e-6 }

    /// The one with the middle CPU time of several runs.
    static func median(of runs: Int, _ arguments: [String]) -> Measurement? {
        let all = (0..<runs).compactMap { _ in run(arguments) }.sorted { $0.cpuSeconds < $1.cpuSeconds }
        return all.isEmpty ? nil : all[all.count / 2]
    }
}
