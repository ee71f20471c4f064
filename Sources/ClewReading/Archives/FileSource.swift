import ClewModel
import Glibc

/// The bytes of a file, read piece by piece.
final class FileSource: ByteSource {
    private static let chunkBytes = 1 << 18

    private let descriptor: Int32
    private let path: String

    /// Opens the file.
    /// - Throws: `ByteProblem` where that cannot be done.
    init(_ path: String) throws(ByteProblem) {
        self.path = path
        descriptor = open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { throw ByteProblem(diagnostic: FileSource.diagnostic(errno, path)) }
        var status = stat()
        if fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFDIR {
            close(descriptor)
            throw ByteProblem(diagnostic: FileSource.diagnostic(EISDIR, path))
        }
    }

    deinit { close(descriptor) }

    func next() throws(ByteProblem) -> [UInt8] {
        while true {
            var failure: Int32 = 0
            let chunk = [UInt8](unsafeUninitializedCapacity: FileSource.chunkBytes) { buffer, count in
                let read = Glibc.read(descriptor, buffer.baseAddress, buffer.count)
                failure = read < 0 ? errno : 0
                count = max(0, read)
            }
            if failure == 0 { return chunk }
            if failure != EINTR { throw ByteProblem(diagnostic: FileSource.diagnostic(failure, path)) }
        }
    }

    private static func diagnostic(_ code: Int32, _ path: String) -> Diagnostic {
        let (name, message, repair) =
            switch code {
            case ENOENT, ENOTDIR, ENAMETOOLONG: ("not-found", "there is no such file", "check the path")
            case EACCES, EPERM: ("permission", "the file may not be read", "give yourself the right to read it")
            case EISDIR:
                (
                    "is-folder", "this is a folder, not a file",
                    "name the files in it, or let the folder be read as a whole"
                )
            case ELOOP: ("link-loop", "the symbolic links lead in a circle", "mend the links")
            default:
                (
                    "unreadable", "the file cannot be read: \(String(cString: strerror(code)))",
                    "check the disk and the path"
                )
            }
        return Diagnostic(code: "reading." + name, severity: .error, message: message, source: path, repair: repair)
    }
}
