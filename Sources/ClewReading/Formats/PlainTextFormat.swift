import ClewModel

/// Text without markup. Asked last: it is what remains.
struct PlainTextFormat: ArticleFormat {
    func matches(_ sample: ContentSample) -> Bool { true }

    func read(_ input: FormatInput) -> ReadResult {
        let decoded = TextDecoder(containerLabel: input.charset).decode(input.bytes)
        if ProseCheck.isNoProse(decoded.utf8) { return ReadResult(diagnostics: [ProseCheck.diagnostic(input.origin)]) }
        let lines = PlainTextFormat.lines(String(decoding: decoded.utf8, as: UTF8.self))
        let header = PlainTextHeader(lines)
        var text = ArticleText(scalarsMax: input.limits.textScalarsMax)
        for (index, role) in header.roles.sorted(by: { $0.key < $1.key }) {
            let isTitle = role == .title
            let line = isTitle ? lines[index].trimming { $0 == "#" || $0 == " " } : lines[index]
            text.append(
                Array(line.utf8), kind: isTitle ? .heading : .byline, level: isTitle ? 1 : 0, sourceLine: index + 1)
        }
        for unit in PlainTextLines(lines).units(skipping: Set(header.roles.keys)) {
            text.append(Array(unit.text.utf8), kind: unit.kind, level: unit.level, sourceLine: unit.line + 1)
        }
        guard text.scalarCount > 0 else { return EmptyFormat().read(input) }
        var metadata = PageMetadata()
        metadata.title = header.title
        metadata.authors = header.authors.uniqued()
        metadata.url = input.url ?? header.url
        metadata.publisher = header.publisher
        var draft = ArticleDraft(metadata: metadata, text: text, saved: input.saved)
        let opening = Dateline.splitOpening(&draft.text)
        draft.metadata.published = header.dateline?.date ?? opening?.date
        draft.place = header.dateline?.place ?? opening?.place
        if let given = input.given { draft.metadata.take(given) }
        draft.diagnostics = decoded.diagnostics
        return ReadResult(articles: [
            draft.article(format: input.container ?? "text", origin: input.origin, limits: input.limits)
        ])
    }

    /// The lines, trimmed, whatever they end with.
    private static func lines(_ text: String) -> [String] {
        text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline).map { $0.trimming(\.isWhitespace) }
    }
}
