import ClewModel

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif

/// Writes relations as files of facts that ``FactFolder`` reads again.
public enum FactWriter {
    /// The rows as lines of fields apart by tabs. Line breaks and tabs inside a text become spaces, as the format has
    /// no way to say them.
    public static func bytes(of rows: Answers) -> [UInt8] {
        var bytes: [UInt8] = []
        for row in 0..<rows.rowCount { append(row, of: rows, to: &bytes) }
        return bytes
    }

    private static func append(_ row: Int, of rows: Answers, to bytes: inout [UInt8]) {
        let width = rows.variables.count
        if width == 0 { bytes += [40, 41] }
        for column in 0..<width {
            if column > 0 { bytes.append(9) }
            let term = rows.terms[Int(rows.cells[row * width + column])]
            switch term {
            case .text(let text): bytes += text.utf8.lazy.map { $0 == 9 || $0 == 10 || $0 == 13 ? 32 : $0 }
            default: bytes += term.spelling.utf8
            }
        }
        bytes.append(10)
    }

    /// Writes each relation as `NAME.tsv` into a folder, which is made if it is not there.
    /// - Returns: what could not be written.
    public static func write(_ outputs: [(name: String, rows: OutputRows)], to folder: String) -> [Diagnostic] {
        var diagnostics: [Diagnostic] = []
        guard makeFolder(folder) else { return [failure("the folder cannot be made", folder)] }
        for (name, rows) in outputs {
            if name.contains("/") || name.hasPrefix(".") {
                diagnostics.append(failure("\(name) cannot be the name of a file", folder))
                continue
            }
            let path = folder + "/" + name + ".tsv"
            if !replace(path, by: rows.sorted()) {
                diagnostics.append(failure("the file cannot be written", path))
            }
        }
        return diagnostics
    }

    /// Makes a folder and those that it lies in; whether it is there.
    private static func makeFolder(_ path: String) -> Bool {
        var status = stat()
        if stat(path, &status) == 0 { return status.st_mode & S_IFMT == S_IFDIR }
        if let slash = path.dropLast().lastIndex(of: "/"), slash > path.startIndex, !makeFolder(String(path[..<slash]))
        {
            return false
        }
        return mkdir(path, 0o777) == 0 || errno == EEXIST
    }

    /// Puts a file of these rows in the place of what stands there, as a whole or not at all.
    private static func replace(_ path: String, by rows: Answers) -> Bool {
        let part = "\(path).\(getpid()).part"
        let descriptor = open(part, O_WRONLY | O_CREAT | O_TRUNC, 0o666)
        if descriptor < 0 { return false }
        let isWhole = write(rows, to: descriptor)
        // What the disk cannot take may show only when the file is closed.
        if close(descriptor) == 0, isWhole, rename(part, path) == 0 { return true }
        unlink(part)
        return false
    }

    /// Writes the rows piece by piece, so that memory does not hold the file; whether all of it could be written.
    private static func write(_ rows: Answers, to descriptor: Int32) -> Bool {
        var piece: [UInt8] = []
        var written = 0
        for row in 0..<rows.rowCount {
            append(row, of: rows, to: &piece)
            if piece.count < 1 << 16, row + 1 < rows.rowCount { continue }
            var start = 0
            while start < piece.count {
                let count = piece.withUnsafeBytes {
                    pwrite(descriptor, $0.baseAddress?.advanced(by: start), $0.count - start, off_t(written + start))
                }
                if count <= 0 { return false }
                start += count
            }
            written += start
            piece.removeAll(keepingCapacity: true)
        }
        return true
    }

    private static func failure(_ message: String, _ path: String) -> Diagnostic {
        Diagnostic(
            code: QueryProblem.facts.code, severity: .error, message: message, source: path,
            repair: "Choose another folder with --output")
    }
}
