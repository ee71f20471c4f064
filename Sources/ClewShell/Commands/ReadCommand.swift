import ArgumentParser
import ClewKit

/// `clew read`: the article alone.
struct ReadCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "read",
        abstract: "Shows what Clew reads in a saved article: its text and what is known of it.",
        discussion: """
            Examples:
              clew read page.html
              clew read --format text page.html | wc -w
              clew read ~/articles > articles.jsonl

            Prints one JSON object for each article, on a line: id (the file's name without its extensions), url, \
            title, author, site, date, language, text and diagnostics.
            """)

    /// How the article is written.
    enum Format: String, CaseIterable, ExpressibleByArgument {
        case json, text
    }

    @ArgumentParser.Argument(
        help: ArgumentHelp("Files and folders; - is standard input.", valueName: "path"), completion: .file())
    var paths: [String]

    @Option(name: .long, help: "json, or text for the text alone.")
    var format = Format.json

    func run() throws {
        let files = try InputFiles(paths: paths)
        var sink = DiagnosticSink()
        sink.report(files.diagnostics)
        let reader = ArticleReader()
        for input in files.inputs {
            let (_, result) = InputFiles.read(input, reader: reader)
            sink.report(result.allDiagnostics)
            for article in result.articles {
                switch format {
                case .json: StandardOutput.write(try JSONLine.text(of: ArticleRecord(article)))
                case .text:
                    let text = article.text + "\n"
                    StandardOutput.write(Terminal.isOutput ? TerminalText.sanitizedLines(text) : text)
                }
            }
        }
        try sink.finish()
    }
}

/// An article as `clew read` prints it.
private struct ArticleRecord: Encodable {
    let id: String
    let url: String?
    let title: String?
    let author: String?
    let site: String?
    let date: String?
    let place: String?
    let language: String?
    let text: String
    let diagnostics: [Diagnostic]

    init(_ article: Article) {
        id = InputFiles.id(of: article.origin)
        url = article.url
        title = article.title
        author = article.authors.isEmpty ? nil : article.authors.joined(separator: "; ")
        site = article.publisher
        date = article.published?.iso
        place = article.place
        language = article.language
        text = article.text
        diagnostics = article.diagnostics
    }
}
