import ClewModel

/// A page as a browser saves it.
struct HTMLFormat: ArticleFormat {
    private static let signs: [StaticString] = [
        "<!doctype html", "<html", "<head", "<body", "<title", "<meta ", "<!-- saved from url", "<base ",
    ]
    private static let tags: [StaticString] = [
        "<p>", "<p ", "<div", "<a href", "<h1", "<h2", "<br", "<span", "<table", "<article", "<section", "<ul",
    ]

    func matches(_ sample: ContentSample) -> Bool {
        // A page may start with a long style or script, so that nothing else of it is in sight.
        if let root = sample.rootElement, ElementName.byName[root] != nil { return true }
        if sample.text.first == "<", HTMLFormat.signs.contains(where: sample.contains) { return true }
        if HTMLFormat.signs.prefix(2).contains(where: sample.contains) {
            return sample.contains("</") || sample.contains("<head")
        }
        let kinds = HTMLFormat.tags.filter(sample.contains).count
        return (sample.text.first == "<" && kinds >= 1) || kinds >= 3
    }

    func read(_ input: FormatInput) -> ReadResult {
        let decoded = TextDecoder(containerLabel: input.charset).decode(input.bytes)
        let parser = MarkupParser(limits: input.limits, deadline: input.deadline)
        let (tree, cuts) = parser.parse(InertContent.removed(from: decoded.utf8), as: .html)
        return PageReading(input: input, format: input.container ?? "html").read(tree, cuts, decoded.diagnostics)
    }
}
