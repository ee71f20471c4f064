import ClewKit
import Glibc
import Synchronization

/// Ctrl-C, noticed and kept until somebody asks. Once installed, a second Ctrl-C that nobody has asked about leaves.
enum Interrupt {
    private static let pending = Atomic<Bool>(false)
    /// Raised by Ctrl-C, so that a query that runs ends soon.
    static let cancellation = Cancellation()

    /// A pipe that gets a byte with each Ctrl-C: the signal may reach any thread, and need not disturb the one that
    /// waits for a key.
    private static let wake: (reader: Int32, writer: Int32) = {
        var ends: [Int32] = [-1, -1]
        guard pipe(&ends) == 0 else { return (-1, -1) }
        // Neither a full pipe in the handler nor an empty one in `take` may block.
        for end in ends { _ = fcntl(end, F_SETFL, O_NONBLOCK) }
        return (ends[0], ends[1])
    }()

    /// Waits for input on `file`, or for Ctrl-C: whether there is input.
    static func waitForInput(_ file: Int32) -> Bool {
        var files = [
            pollfd(fd: file, events: Int16(POLLIN), revents: 0),
            pollfd(fd: wake.reader, events: Int16(POLLIN), revents: 0),
        ]
        while poll(&files, 2, -1) < 0 {
            if errno != EINTR { return false }
        }
        return files[1].revents & Int16(POLLIN) == 0
    }

    /// From now on Ctrl-C is noticed instead of ending the process.
    static func install() {
        // Made here, because nothing may be made in a signal handler.
        cancellation.reset()
        _ = wake
        var action = sigaction()
        action.__sigaction_handler.sa_handler = { _ in Interrupt.note() }
        // A write that is under way goes on: half a line must not be all that a slow reader gets.
        action.sa_flags = SA_RESTART
        sigaction(SIGINT, &action, nil)
    }

    /// Whether Ctrl-C came since the last call; the cancellation is lowered again.
    static func take() -> Bool {
        cancellation.reset()
        var bytes = [UInt8](repeating: 0, count: 64)
        while read(wake.reader, &bytes, bytes.count) > 0 {}
        return pending.exchange(false, ordering: .relaxed)
    }

    /// Whether Ctrl-C came; it stays noticed.
    static var isPending: Bool { pending.load(ordering: .relaxed) }

    private static func note() {
        // Nothing but lock-free atomics, write and _exit may be called in a signal handler.
        cancellation.cancel()
        if pending.exchange(true, ordering: .relaxed) { _exit(130) }
        var byte: UInt8 = 0
        _ = write(wake.writer, &byte, 1)
    }
}
