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

    /// One input.
    init(_ input: IngestInput) {
        inputs = [input]
        diagnostics = []
    }

    /// The parts of all inputs.
    func parts(_ reader: ArticleReader = ArticleReader()) -> ArticleInputs { ArticleInputs(inputs, reader: reader) }

    /// What saved articles' names end with; `example.com` does not end with an extension.
    private static let extensions: Set<Substring> = [
        "gz", "html", "htm", "xhtml", "xht", "shtml", "mhtml", "mht", "webarchive", "warc", "wacz", "zip", "json",
        "jsonl", "xml", "rss", "atom", "nxml", "nitf", "tei", "txt", "text", "md", "conllu",
    ]

    /// The file's name without folders and extensions: `page` for `saved/page.html.gz`.
    static func id(of path: String) -> String {
        var name = path.split(separator: "/").last ?? path[...]
        while let dot = name.lastIndex(of: "."), dot != name.startIndex,
            extensions.contains(Substring(name[name.index(after: dot)...].lowercased()))
        {
            name = name[..<dot]
        }
        return String(name)
    }

    /// The name of an article's file, and of its part where the file holds several: `crawl#3`.
    func id(of article: Article, input: Int) -> String {
        let path = inputs[input].origin
        return InputFiles.id(of: path) + article.origin.dropFirst(path.count)
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
