import ClewModel
import Glibc

/// The bytes of a file, or why there are none.
enum FileBytes {
    /// A file that cannot be read.
    struct Problem: Error { var diagnostic: Diagnostic }

    private static let chunkBytes = 1 << 18

    /// Reads at most `bytesMax` bytes; a longer file is a problem, and is not read further.
    static func read(_ path: String, bytesMax: Int) -> Result<[UInt8], Problem> {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { return .failure(Problem(diagnostic: diagnostic(errno, path))) }
        defer { close(descriptor) }
        var status = stat()
        if fstat(descriptor, &status) == 0 {
            if status.st_mode & S_IFMT == S_IFDIR { return .failure(Problem(diagnostic: diagnostic(EISDIR, path))) }
            if status.st_size > bytesMax { return .failure(Problem(diagnostic: tooLarge(path, bytesMax: bytesMax))) }
        }
        var bytes: [UInt8] = []
        bytes.reserveCapacity(Int(status.st_size) + 1)
        var chunk = [UInt8](repeating: 0, count: chunkBytes)
        while true {
            let count = chunk.withUnsafeMutableBytes { Glibc.read(descriptor, $0.baseAddress, $0.count) }
            if count < 0 {
                if errno == EINTR { continue }
                return .failure(Problem(diagnostic: diagnostic(errno, path)))
            }
            if count == 0 { return .success(bytes) }
            bytes.append(contentsOf: chunk[..<count])
            if bytes.count > bytesMax { return .failure(Problem(diagnostic: tooLarge(path, bytesMax: bytesMax))) }
        }
    }

    static func tooLarge(_ path: String, bytesMax: Int) -> Diagnostic {
        Diagnostic(
            code: "reading.too-large", severity: .error,
            message: "the file is larger than the limit of \(bytesMax) bytes", source: path,
            repair: "save the article alone, without embedded pictures, or raise the limit")
    }

    private static func diagnostic(_ code: Int32, _ path: String) -> Diagnostic {
        switch code {
        case ENOENT, ENOTDIR, ENAMETOOLONG:
            Diagnostic(
                code: "reading.not-found", severity: .error, message: "there is no such file", source: path,
                repair: "check the path")
        case EACCES, EPERM:
            Diagnostic(
                code: "reading.permission", severity: .error, message: "the file may not be read", source: path,
                repair: "give yourself the right to read it")
        case EISDIR:
            Diagnostic(
                code: "reading.is-folder", severity: .error, message: "this is a folder, not a file", source: path,
                repair: "name the files in it, or let the folder be read as a whole")
        case ELOOP:
            Diagnostic(
                code: "reading.link-loop", severity: .error, message: "the symbolic links lead in a circle",
                source: path, repair: "mend the links")
        default:
            Diagnostic(
                code: "reading.unreadable", severity: .error,
                message: "the file cannot be read: \(String(cString: strerror(code)))", source: path,
                repair: "check the disk and the path")
        }
    }
}
