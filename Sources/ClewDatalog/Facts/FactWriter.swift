import ClewModel

#if canImport(FoundationEssentials)
    import FoundationEssentials
#else
    import Foundation
#endif

/// Writes relations as files of facts that ``FactFolder`` reads again.
public enum FactWriter {
    /// The rows as lines of fields apart by tabs. Line breaks and tabs inside a text become spaces, as the format has
    /// no way to say them.
    public static func bytes(of rows: Answers) -> [UInt8] {
        let fields = rows.terms.map { term in
            term.spelling.utf8.map { $0 == 9 || $0 == 10 || $0 == 13 ? UInt8(32) : $0 }
        }
        var bytes: [UInt8] = []
        let width = rows.variables.count
        for row in 0..<rows.rowCount {
            if width == 0 { bytes += [40, 41] }
            for column in 0..<width {
                if column > 0 { bytes.append(9) }
                bytes += fields[Int(rows.cells[row * width + column])]
            }
            bytes.append(10)
        }
        return bytes
    }

    /// Writes each relation as `NAME.tsv` into a folder, which is made if it is not there.
    /// - Returns: what could not be written.
    public static func write(_ outputs: [(name: String, rows: OutputRows)], to folder: String) -> [Diagnostic] {
        var diagnostics: [Diagnostic] = []
        let directory = URL(fileURLWithPath: folder, isDirectory: true)
        do {
            try FileManager.default.createDirectory(at: directory, withIntermediateDirectories: true)
        } catch {
            return [failure("the folder cannot be made", folder)]
        }
        for (name, rows) in outputs {
            if name.contains("/") || name.hasPrefix(".") {
                diagnostics.append(failure("\(name) cannot be the name of a file", folder))
                continue
            }
            do {
                let bytes = Data(bytes(of: rows.sorted()))
                try bytes.write(to: directory.appendingPathComponent(name + ".tsv"), options: .atomic)
            } catch {
                diagnostics.append(failure("the file cannot be written", folder + "/" + name + ".tsv"))
            }
        }
        return diagnostics
    }

    private static func failure(_ message: String, _ path: String) -> Diagnostic {
        Diagnostic(
            code: QueryProblem.facts.code, severity: .error, message: message, source: path,
            repair: "Choose another folder with --output")
    }
}
