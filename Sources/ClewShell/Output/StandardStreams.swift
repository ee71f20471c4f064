@preconcurrency import Glibc
import Synchronization

/// Data for standard output, messages for standard error.
package enum StandardOutput {
    /// Writes the text; ends the process quietly when nobody reads any more (`| head`).
    package static func write(_ text: String) {
        var copy = text
        copy.withUTF8 { write(bytes: UnsafeRawBufferPointer($0)) }
    }

    /// Writes the bytes, as `write(_:)` does.
    package static func write(bytes: UnsafeRawBufferPointer) {
        let isCollected = collected.withLock { text in
            text?.append(contentsOf: bytes)
            return text != nil
        }
        if isCollected { return }
        if fwrite(bytes.baseAddress, 1, bytes.count, stdout) != bytes.count { leaveQuietly() }
    }

    /// What is written while it is being collected.
    private static let collected = Mutex<[UInt8]?>(nil)

    /// Runs `body` and gives back what it would have written.
    package static func collecting<Value>(_ body: () -> Value) -> (text: String, value: Value) {
        collected.withLock { $0 = [] }
        let value = body()
        let bytes = collected.withLock { text in
            defer { text = nil }
            return text ?? []
        }
        return (String(decoding: bytes, as: UTF8.self), value)
    }

    /// Hands everything written so far to the reader.
    package static func flush() {
        if fflush(stdout) != 0 { leaveQuietly() }
    }

    private static func leaveQuietly() -> Never {
        // A full disk is worth a word; a reader that went away is not.
        if errno != EPIPE {
            StandardError.write("clew: cannot write to standard output: \(String(cString: strerror(errno)))\n")
            exit(ExitStatus.inputUnusable.rawValue)
        }
        exit(ExitStatus.done.rawValue)
    }
}

/// Data from standard input.
enum StandardInput {
    /// The bytes of the next line without its line feed; none at the end. O(bytes), which are all that is kept.
    static func readLine() -> [UInt8]? {
        var buffer: UnsafeMutablePointer<CChar>?
        var capacity = 0
        defer { free(buffer) }
        let count = getline(&buffer, &capacity, stdin)
        guard count > 0, let buffer else { return nil }
        var bytes = [UInt8](UnsafeRawBufferPointer(start: buffer, count: count))
        if bytes.last == 10 { bytes.removeLast() }
        return bytes
    }
}

/// Messages for standard error.
package enum StandardError {
    /// Writes the text as it stands.
    package static func write(_ text: String) {
        var copy = text
        copy.withUTF8 { _ = fwrite($0.baseAddress, 1, $0.count, stderr) }
    }
}

/// How the process ends (`commands.md`).
package enum ExitStatus: Int32, Error {
    case done = 0
    /// Something in the input could not be used; the rest was.
    case inputUnusable = 1
    case wrongUsage = 2
    /// A limit, or the user, cut the answer short.
    case cutShort = 3
    /// A defect in clew.
    case defect = 70
}
