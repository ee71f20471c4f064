import ClewModel

/// From a parsed page to its article: the way that all formats go which hold HTML.
struct PageReading {
    let input: FormatInput
    let format: String

    /// The article, or why there is none.
    func read(_ tree: MarkupTree?, _ cuts: [MarkupTreeBuilder.Cut], _ notes: [Diagnostic]) -> ReadResult {
        let cutNotes = cuts.map(diagnostic)
        guard let tree else { return ReadResult(diagnostics: cutNotes + [noText]) }
        let provenance = SavedPageComment(tree.saveComments)
        var metadata = PageMetadata(tree, savedURL: input.url ?? provenance.url)
        metadata.title = metadata.title ?? input.subject
        if let given = input.given { metadata.take(given) }
        let extractor = MainTextExtractor(limits: input.limits, deadline: input.deadline)
        let text =
            input.isBody
            ? extractor.body(of: tree)
            : extractor.extract(from: tree, title: metadata.title ?? "", articleBody: metadata.articleBody)
        metadata.articleBody = nil
        guard text.scalarCount > 0 else { return ReadResult(diagnostics: cutNotes + [noText]) }
        var draft = ArticleDraft(metadata: metadata, text: text, saved: input.saved ?? provenance.saved)
        draft.diagnostics = notes + cutNotes
        if input.deadline.isPast, !cuts.contains(.time) { draft.diagnostics.append(diagnostic(.time)) }
        if let opening = Dateline.splitOpening(&draft.text) { draft.place = opening.place }
        return ReadResult(articles: [draft.article(format: format, origin: input.origin, limits: input.limits)])
    }

    var noText: Diagnostic {
        Diagnostic(
            code: "reading.no-text", severity: .error, message: "no text of an article was found in the page",
            source: input.origin, repair: "save the page after it has loaded, or save its text")
    }

    func diagnostic(_ cut: MarkupTreeBuilder.Cut) -> Diagnostic {
        let (code, what) =
            switch cut {
            case .depth:
                ("reading.too-deep", "elements lie deeper than \(input.limits.depthMax) levels; those were left out")
            case .nodes:
                (
                    "reading.too-many-nodes",
                    "the page has more than \(input.limits.nodesMax) nodes; the rest was left out"
                )
            case .attribute:
                (
                    "reading.attribute-cut",
                    "an attribute is longer than \(MarkupTreeBuilder.attributeBytesMax) bytes; it was cut there"
                )
            case .time:
                (
                    "reading.too-slow",
                    "the page took longer than \(input.limits.fileSecondsMax) seconds; the rest was left out"
                )
            }
        return Diagnostic(
            code: code, severity: .warning, message: what, source: input.origin,
            repair: cut == .attribute ? "if it matters, save the text that it holds by itself" : "raise the limit")
    }
}
