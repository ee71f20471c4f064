import ClewModel

/// What the elements of an XML format are in terms of HTML, so that one writer serves all.
struct XMLVocabulary {
    /// Block elements by their names in lower case; what is missing stands in the line.
    var elements: [String: ElementName]
    /// Elements that are not of the text: notes, references, what a machine reads.
    var leftOut: Set<String>
    /// The element that is the heading of the `section` around it.
    var heading = ""
    /// Elements that are blocks only where they do not stand in a paragraph.
    var blockOutsideParagraphs: [String: ElementName] = [:]

    /// Reads the text below `bodies` as an article.
    func article(
        _ document: XMLDocument, bodies: [Int], metadata: PageMetadata, place: String? = nil, format: String,
        _ input: FormatInput
    ) -> ReadResult {
        var tree = document.tree
        var isRemoved = [Bool](repeating: false, count: tree.nodes.count)
        for body in bodies { translate(body, document, &tree, &isRemoved) }
        var page = PageAnalysis(tree)
        page.takeTablesForData()
        var writer = BlockWriter(
            page: page, isRemoved: isRemoved, textScalarsMax: input.limits.textScalarsMax,
            dropsBoilerplate: false)
        for body in bodies { writer.write(body) }
        let text = writer.finish()
        let reading = PageReading(input: input, format: input.container ?? format)
        let notes = document.diagnostics + document.cuts.map(reading.diagnostic)
        guard text.scalarCount > 0 else { return ReadResult(diagnostics: notes + [reading.noText]) }
        var metadata = metadata
        metadata.url = metadata.url ?? input.url
        var draft = ArticleDraft(metadata: metadata, text: text, saved: input.saved, place: place)
        draft.diagnostics = notes
        if let opening = Dateline.splitOpening(&draft.text) { draft.place = place ?? opening.place }
        return ReadResult(articles: [
            draft.article(format: reading.format, origin: input.origin, limits: input.limits)
        ])
    }

    private func translate(
        _ body: Int, _ document: XMLDocument, _ tree: inout MarkupTree, _ isRemoved: inout [Bool]
    ) {
        var sectionDepth: [Int: Int] = [:]
        var paragraphEnd = 0
        for node in body..<Int(tree.nodes[body].end) where tree.nodes[node].element != nil {
            let name = document.name(node)
            let parent = Int(tree.nodes[node].parent)
            let depth = sectionDepth[parent] ?? 0
            var element = elements[name] ?? .span
            if let outside = blockOutsideParagraphs[name] { element = node < paragraphEnd ? .span : outside }
            sectionDepth[node] = depth + (element == .section ? 1 : 0)
            if name == heading {
                element = tree.nodes[parent].element == .section ? XMLVocabulary.heading(depth) : .p
            }
            if element == .p { paragraphEnd = max(paragraphEnd, Int(tree.nodes[node].end)) }
            isRemoved[node] = leftOut.contains(name)
            tree.nodes[node].element = element
        }
    }

    private static func heading(_ depth: Int) -> ElementName {
        [.h1, .h2, .h3, .h4, .h5, .h6][min(5, max(1, depth))]
    }
}
