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

/// Data from standard input, as it comes: a line is there as soon as its writer has written it.
struct StandardInput {
    private static let chunkBytes = 1 << 18

    private var buffer: [UInt8] = []
    /// Bytes of `buffer` that are taken.
    private var taken = 0

    /// The next bytes without taking them: `count` of them, fewer only at the end.
    mutating func peek(_ count: Int) -> [UInt8] {
        while buffer.count - taken < count, fill() {}
        return Array(buffer[taken...].prefix(count))
    }

    /// What is at hand, at least one byte; empty at the end.
    mutating func next() -> [UInt8] {
        if taken == buffer.count { _ = fill() }
        defer { (buffer, taken) = ([], 0) }
        return taken == 0 ? buffer : Array(buffer[taken...])
    }

    /// The bytes of the next line without its line feed; none at the end. O(bytes), which are all that is kept.
    mutating func readLine() -> [UInt8]? {
        var searched = 0
        while true {
            if let end = buffer[(taken + searched)...].firstIndex(of: 10) {
                defer { taken = end + 1 }
                return Array(buffer[taken..<end])
            }
            searched = buffer.count - taken
            if !fill() { break }
        }
        guard taken < buffer.count else { return nil }
        defer { taken = buffer.count }
        return Array(buffer[taken...])
    }

    /// Reads on; false at the end.
    private mutating func fill() -> Bool {
        if taken > 0 {
            buffer.removeSubrange(..<taken)
            taken = 0
        }
        while true {
            let chunk = [UInt8](unsafeUninitializedCapacity: StandardInput.chunkBytes) { bytes, count in
                count = read(STDIN_FILENO, bytes.baseAddress, bytes.count)
                if count < 0 { count = 0 } else { errno = 0 }
            }
            if chunk.isEmpty, errno == EINTR { continue }
            buffer += chunk
            return !chunk.isEmpty
        }
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
