import ClewKit
import Foundation

/// What a user names on the command line, and how it is read.
struct InputFiles {
    /// The inputs in order: files, the files of folders, standard input.
    private(set) var inputs: [IngestInput]
    /// What was passed over while looking through folders.
    private(set) var diagnostics: [Diagnostic]

    /// Expands paths; `-` reads standard input to its end.
    init(paths: [String]) throws {
        let expansion = ArticleFiles.expand(paths)
        diagnostics = expansion.diagnostics
        inputs = try expansion.paths.map { path in
            path == "-" ? .bytes(try InputFile.bytes(path: path), origin: "-") : .file(path: path)
        }
    }

    /// Reads one input.
    static func read(_ input: IngestInput, reader: ArticleReader) -> (name: String, result: ReadResult) {
        switch input {
        case .file(let path): (path, reader.read(path: path))
        case .bytes(let bytes, let origin): (origin, reader.read(bytes: bytes, origin: origin))
        }
    }

    /// The file's name without folders and extensions: `page` for `saved/page.html`.
    static func id(of origin: String) -> String {
        let name = origin.split(separator: "/").last.map(String.init) ?? origin
        guard let dot = name.firstIndex(of: "."), dot != name.startIndex else { return name }
        return String(name[..<dot])
    }
}

/// Writes diagnostics to standard error and remembers whether one was an error.
struct DiagnosticSink {
    private(set) var hasErrors = false

    mutating func report(_ diagnostics: [Diagnostic]) {
        for diagnostic in diagnostics {
            StandardError.write(DiagnosticText.rendered(diagnostic))
            if diagnostic.severity == .error { hasErrors = true }
        }
    }

    /// Throws the exit status that errors in the input call for.
    func finish() throws {
        if hasErrors { throw ExitStatus.inputUnusable }
    }
}
