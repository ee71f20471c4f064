import ArgumentParser
import ClewKit
import Foundation

/// `clew read`: the article alone.
struct ReadCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "read",
        abstract: "Shows what Clew reads in a saved article: its text and what is known of it.",
        discussion: """
            Examples:
              clew read page.html
              clew read --format text page.html | wc -w
              clew read --jobs 2 ~/articles > articles.jsonl
              clew read crawl.warc.gz

            Prints one JSON object for each article, on a line: id (the file's name without its extensions, and the \
            part of an archive: crawl#3), url, title, author, site, date, language, text and diagnostics.
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

    @Option(name: .long, help: ArgumentHelp("Articles read at once.", valueName: "number"))
    var jobs: Int = ProcessInfo.processInfo.activeProcessorCount

    func validate() throws {
        if paths.isEmpty { throw ValidationError("Name at least one file or folder.") }
        if !(1...64).contains(jobs) { throw ValidationError("--jobs is a number from 1 to 64.") }
    }

    func run() async throws {
        let files = try InputFiles(paths: paths)
        var sink = DiagnosticSink()
        sink.report(files.diagnostics)
        Interrupt.install()
        let bar = ProgressBar(total: files.inputs.count, unit: "files")
        var parts = files.parts()
        var (articleCount, fileCount) = (0, 0)
        try await InOrder.run(jobs: jobs) {
            Interrupt.isPending ? nil : parts.next()
        } work: { [format] element -> (place: Int, diagnostics: [Diagnostic], output: [String]) in
            let result = element.part.read()
            let output = try result.articles.map { article in
                switch format {
                case .json:
                    try JSONLine.text(of: ArticleRecord(article, id: files.id(of: article, input: element.input)))
                case .text:
                    Terminal.isOutput ? TerminalText.sanitizedLines(article.text + "\n") : article.text + "\n"
                }
            }
            return (element.input, result.allDiagnostics, output)
        } take: { result in
            if !result.diagnostics.isEmpty || Terminal.isOutput { bar.finish() }
            sink.report(result.diagnostics)
            for text in result.output { StandardOutput.write(text) }
            articleCount += result.output.count
            fileCount = result.place + 1
            bar.update(fileCount)
        }
        bar.finish()
        if Interrupt.isPending {
            StandardError.write(
                "clew: stopped at file \(fileCount) of \(files.inputs.count); articles read and printed: \(articleCount)\n"
            )
            throw ExitStatus.cutShort
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

    init(_ article: Article, id: String) {
        self.id = id
        url = article.url
        title = article.title
        author = article.authors.isEmpty ? nil : article.authors.joined(separator: "; ")
        site = article.publisher
        date = article.publishedTime ?? article.published?.iso
        place = article.place
        language = article.language
        text = article.text
        diagnostics = article.diagnostics
    }
}
