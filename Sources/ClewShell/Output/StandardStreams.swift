@preconcurrency import Glibc

/// Data for standard output, messages for standard error.
package enum StandardOutput {
    /// Writes the text; ends the process quietly when nobody reads any more (`| head`).
    package static func write(_ text: String) {
        var copy = text
        let written = copy.withUTF8 { fwrite($0.baseAddress, 1, $0.count, stdout) == $0.count }
        if !written { leaveQuietly() }
    }

    /// Writes the bytes, as `write(_:)` does.
    package static func write(bytes: [UInt8]) {
        let written = bytes.withUnsafeBufferPointer { fwrite($0.baseAddress, 1, $0.count, stdout) == $0.count }
        if !written { leaveQuietly() }
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
