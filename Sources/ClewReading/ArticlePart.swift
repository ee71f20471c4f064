import ClewModel

/// One article's bytes, cut out of the file that holds it. Cutting out goes in the file's order and is quick; reading
/// is the work, and may be done elsewhere and later.
public struct ArticlePart: Sendable {
    /// The file's path, with `#` and the part's name where the file holds several.
    public let origin: String
    /// The name of the part within its file: an entry's name, or a number from 1; empty where the file is the part.
    public let name: String

    let input: FormatInput?
    /// What there is to say before it is read; without `input`, all that there is to say.
    let diagnostics: [Diagnostic]

    /// Reads the part: one article, mostly. Errors as `ArticleReader.read(bytes:origin:)`; within an archive they are
    /// warnings, as the rest of the archive is used. O(bytes).
    public func read() -> ReadResult {
        var result = ReadResult()
        if var input {
            input.deadline = Deadline(seconds: input.limits.fileSecondsMax)
            result = ArticleFormats.read(input)
        }
        result.diagnostics = diagnostics + result.diagnostics
        for index in result.diagnostics.indices {
            if result.diagnostics[index].source == nil { result.diagnostics[index].source = origin }
            if !name.isEmpty, result.diagnostics[index].severity == .error {
                result.diagnostics[index].severity = .warning
            }
        }
        return result
    }
}

/// The parts of one file in its order, as an iterator. Archives within archives are opened on the way; of each only
/// what is being read is held in memory.
public final class ArticleParts: Sequence, IteratorProtocol {
    private let origin: String
    private let limits: Limits
    private let budget: ArchiveBudget
    /// The containers that are open, the innermost last.
    private var readers: [any PartReader] = []
    private var pending: [ArticlePart] = []
    private var partCount = 0
    private var isArchive = false
    private var hasFailed = false
    private var nesting = 0

    /// Compressed files within archives within archives: deeper ones are traps.
    private static let nestingMax = 6

    init(path: String, limits: Limits) {
        origin = path
        self.limits = limits
        budget = ArchiveBudget(limits)
        do {
            let bytes = BufferedBytes(try FileSource(path))
            open(bytes, FormatInput(bytes: [], origin: path, limits: limits), path: path, name: nil)
        } catch { pending.append(ArticlePart(origin: path, name: "", input: nil, diagnostics: [error.diagnostic])) }
    }

    init(bytes: [UInt8], origin: String, limits: Limits) {
        self.origin = origin
        self.limits = limits
        budget = ArchiveBudget(limits)
        open(BufferedBytes(bytes), FormatInput(bytes: [], origin: origin, limits: limits), path: nil, name: nil)
    }

    init(source: any ByteSource, origin: String, limits: Limits) {
        self.origin = origin
        self.limits = limits
        budget = ArchiveBudget(limits)
        open(BufferedBytes(source), FormatInput(bytes: [], origin: origin, limits: limits), path: nil, name: nil)
    }

    /// The next part, or none at the end.
    public func next() -> ArticlePart? {
        while pending.isEmpty, let reader = readers.last {
            guard let part = reader.next() else {
                readers.removeLast()
                continue
            }
            switch part {
            case .document(let input, let notes): add(input, notes, name: nil)
            case .stream(let bytes, let input, let name): open(bytes, input, path: nil, name: name)
            case .problem(let diagnostic): note(diagnostic)
            }
        }
        if pending.isEmpty, isArchive, partCount == 0, !hasFailed {
            note(
                Diagnostic(
                    code: "reading.no-article-text", severity: .error,
                    message: "no page or text was found in the archive", repair: "save the pages themselves"))
        }
        return pending.isEmpty ? nil : pending.removeFirst()
    }

    /// Looks at what a stream holds: a container is opened, anything else is a part.
    private func open(_ bytes: BufferedBytes, _ input: FormatInput, path: String?, name: String?) {
        let sample = ContentSample(Array(bytes.peek(ContentSample.bytesMax)))
        guard readers.count < ArticleParts.nestingMax, nesting < ArticleParts.nestingMax else {
            note(
                Diagnostic(
                    code: "reading.nested-too-deep", severity: .error,
                    message: "archives lie in one another deeper than \(ArticleParts.nestingMax) levels",
                    repair: "unpack it yourself and read what is in it"))
            return
        }
        if sample.starts(with: [0x1F, 0x8B]) {
            nesting += 1
            defer { nesting -= 1 }
            open(BufferedBytes(InflatedSource(bytes, .gzip, budget: budget)), input, path: nil, name: name)
        } else if sample.starts(with: Array("WARC/".utf8)) {
            push(WARCReader(bytes, input, budget: budget))
        } else if ZipReader.matches(sample) {
            let archive = path.flatMap { ZipArchive(path: $0) } ?? whole(bytes).flatMap { ZipArchive($0) }
            push(ZipReader(archive, input, budget: budget))
        } else if let document = whole(bytes) {
            let notes = bytes.problem.map { [$0] } ?? []
            var input = input
            input.bytes = document
            if let archive = ZipArchive(within: document, sample) {
                push(ZipReader(archive, input, budget: budget))
            } else if let list = ArticleLists.open(input, sample) {
                for note in notes { self.note(note) }
                push(list)
            } else if var problem = bytes.problem, document.isEmpty || ArchiveBudget.traps.contains(problem.code) {
                problem.severity = .error
                note(problem)
            } else {
                add(input, notes, name: name)
            }
        } else {
            note(ArticleParts.tooLarge(bytesMax: limits.fileBytesMax))
        }
    }

    private func push(_ reader: any PartReader) {
        isArchive = true
        readers.append(reader)
    }

    /// All of a stream, or none where it is more than a document may be.
    private func whole(_ bytes: BufferedBytes) -> [UInt8]? {
        let document = bytes.take(limits.fileBytesMax + 1)
        return document.count > limits.fileBytesMax ? nil : document
    }

    private func add(_ input: FormatInput, _ notes: [Diagnostic], name: String?) {
        partCount += 1
        var input = input
        let name = isArchive ? name ?? String(partCount) : ""
        input.origin = isArchive ? "\(origin)#\(name)" : origin
        pending.append(ArticlePart(origin: input.origin, name: name, input: input, diagnostics: notes))
    }

    private func note(_ diagnostic: Diagnostic) {
        var diagnostic = diagnostic
        diagnostic.source = diagnostic.source ?? origin
        if diagnostic.severity == .error { hasFailed = true }
        pending.append(ArticlePart(origin: origin, name: "", input: nil, diagnostics: [diagnostic]))
    }

    static func tooLarge(bytesMax: Int) -> Diagnostic {
        Diagnostic(
            code: "reading.too-large", severity: .error,
            message: "the document is larger than the limit of \(bytesMax) bytes",
            repair: "save the article alone, without embedded pictures, or raise the limit")
    }
}
