import ClewModel

/// A ZIP archive of saved pages, or a WACZ: the pages, texts and WARC files in it, in the order of its directory.
///
/// WACZ: https://specs.webrecorder.net/wacz/1.1.1/
final class ZipReader: PartReader {
    private let archive: ZipArchive?
    private let input: FormatInput
    private let budget: ArchiveBudget
    private var entries: ArraySlice<ZipArchive.Entry>
    private var passedOver = 0
    private var isDone = false

    /// Endings of what pages are made of and archives are kept with, and what cannot hold an article.
    private static let resources: Set<String> = [
        "css", "js", "mjs", "map", "png", "jpg", "jpeg", "gif", "webp", "svg", "ico", "avif", "bmp", "woff", "woff2",
        "ttf",
        "otf", "eot", "mp3", "mp4", "webm", "m4a", "ogg", "pdf", "cdx", "cdxj", "idx", "yaml", "yml", "json", "jsonl",
    ]

    init(_ archive: ZipArchive?, _ input: FormatInput, budget: ArchiveBudget) {
        self.archive = archive
        self.input = input
        self.budget = budget
        let entries = archive?.entries ?? []
        let records = entries.filter {
            $0.name.hasPrefix("archive/") && ($0.name.hasSuffix(".warc") || $0.name.hasSuffix(".warc.gz"))
        }
        self.entries = records.isEmpty ? entries[...] : records[...]
        passedOver = 0
    }

    static func matches(_ sample: ContentSample) -> Bool {
        sample.starts(with: [0x50, 0x4B, 3, 4]) || sample.starts(with: [0x50, 0x4B, 5, 6])
    }

    func next() -> ContainedPart? {
        guard let archive else { return end(ZipReader.damaged) }
        if let kind = ZipReader.otherKind(archive.entries) {
            return end(
                Diagnostic(
                    code: "reading.format-unsupported", severity: .error, message: "\(kind) is not a saved article",
                    repair: "save the article's page as HTML, MHTML or text"))
        }
        while let entry = entries.popFirst() {
            guard !ZipReader.isPassedOver(entry.name) else {
                passedOver += entry.name.hasSuffix("/") ? 0 : 1
                continue
            }
            if entry.isEncrypted {
                return .problem(problem(entry, "encrypted", "is encrypted", "unpack it with its password"))
            }
            guard let bytes = archive.bytes(of: entry, budget: budget) else {
                return .problem(problem(entry, "archive-damaged", "cannot be unpacked", "download or save it again"))
            }
            return .stream(bytes, input, name: entry.name)
        }
        guard passedOver > 0, !isDone else { return nil }
        return end(
            Diagnostic(
                code: "reading.parts-skipped", severity: .note,
                message: "\(passedOver) entries of the archive are pictures, scripts or the like and were passed over"))
    }

    private func end(_ diagnostic: Diagnostic) -> ContainedPart? {
        defer { isDone = true }
        return isDone ? nil : .problem(diagnostic)
    }

    private func problem(_ entry: ZipArchive.Entry, _ code: String, _ what: String, _ repair: String) -> Diagnostic {
        Diagnostic(
            code: "reading." + code, severity: .warning, message: "the archive's entry \(entry.name) \(what)",
            repair: repair)
    }

    private static var damaged: Diagnostic {
        Diagnostic(
            code: "reading.archive-damaged", severity: .error, message: "the ZIP archive cannot be opened",
            repair: "download or save it again")
    }

    private static func isPassedOver(_ name: String) -> Bool {
        let parts = name.split(separator: "/")
        guard !name.hasSuffix("/"), let last = parts.last else { return true }
        if parts.contains(where: { $0.hasPrefix(".") || $0 == "__MACOSX" }) { return true }
        if parts.dropLast().contains(where: { $0.hasSuffix("_files") }) { return true }
        guard let dot = last.lastIndex(of: ".") else { return false }
        return resources.contains(last[last.index(after: dot)...].lowercased())
    }

    /// What else is a ZIP archive.
    private static func otherKind(_ entries: [ZipArchive.Entry]) -> String? {
        if entries.first?.name == "mimetype" { return "an e-book or an office document" }
        if entries.contains(where: { $0.name == "[Content_Types].xml" }) { return "an Office document" }
        if entries.contains(where: { $0.name == "META-INF/MANIFEST.MF" }) { return "a Java archive" }
        return nil
    }
}
