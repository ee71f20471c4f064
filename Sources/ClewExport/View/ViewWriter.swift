import ClewGraph
import ClewModel
import Foundation

/// One HTML file that shows the graph in a browser without a network: a drawing to walk through, the sentences behind
/// each edge, and a table where there is no JavaScript.
///
/// What articles say gets into the page as JSON or escaped text only and onto the screen through `textContent`; a content
/// security policy allows this page's own script and nothing else.
public struct ViewWriter: GraphWriter {
    /// Statements shown; of more, those with the most sources, then the highest confidence, are.
    public var edgesMax: Int
    /// Heading of the page.
    public var title: String

    /// A writer of a page with at most `edgesMax` statements.
    public init(title: String = "Clew graph", edgesMax: Int = 5_000) {
        self.title = title
        self.edgesMax = edgesMax
    }

    /// Writes the page. O(statements log statements).
    public func write(_ selection: ExportSelection, to sink: ByteSink) throws -> ExportReport {
        let shown = shortened(selection)
        var report = ExportReport(shown)
        let leftOut = selection.statements.count - shown.statements.count
        if leftOut > 0 {
            report.diagnostics.append(
                Diagnostic(
                    code: "export.view-shortened", severity: .warning,
                    message: "the view shows \(edgesMax) of \(selection.statements.count) statements",
                    repair: "export the part that matters with --query, or the whole as GraphML"))
        }
        let output = TextOutput(sink)
        try output.write(ViewPage.head(title: title))
        let note = leftOut > 0 ? "\(edgesMax) of \(selection.statements.count) statements, the best supported" : ""
        try output.write(ViewPage.body(title: title, note: note))
        try output.write("<noscript>\n")
        try writeTable(shown, to: output)
        try output.write("</noscript>\n<script type=\"application/json\" id=\"data\">")
        try writeData(shown, to: output)
        try output.write("</script>\n<script>\(ViewPage.script)</script>\n</body>\n</html>\n")
        try output.flush()
        return report
    }

    private func shortened(_ selection: ExportSelection) -> ExportSelection {
        let graph = selection.graph
        guard selection.statements.count > edgesMax else { return selection }
        let ranked = selection.statements.map { index in
            (sources: graph.sourceCount(of: index), confidence: graph.confidence(of: index), index: index)
        }.sorted { ($1.sources, $1.confidence, $0.index) < ($0.sources, $0.confidence, $1.index) }
        return ExportSelection(graph, statements: ranked.prefix(edgesMax).map(\.index))
    }

    // MARK: - Data

    private func writeData(_ selection: ExportSelection, to output: TextOutput) throws {
        let graph = selection.graph
        let points = selection.layout()
        try output.write("{\"nodes\":[")
        for node in selection.nodes.indices {
            try output.write((node > 0 ? ",\n" : "\n") + self.node(node, of: selection, at: points[node]))
        }
        try output.write("],\n\"edges\":[")
        var sources: [String: Int] = [:]
        var listed: [Source] = []
        for (place, index) in selection.statements.enumerated() {
            let evidence = graph.evidence(of: index).map { piece -> String in
                let number = sources[piece.source.key] ?? listed.count
                if number == listed.count {
                    sources[piece.source.key] = number
                    listed.append(piece.source)
                }
                return JSONText.array(["\(number)", string(piece.sentence), string(piece.rule)])
            }
            try output.write((place > 0 ? ",\n" : "\n") + edge(index, of: selection, evidence: evidence))
        }
        let described = listed.map { source in
            let copies = graph.copies(of: source).map { string($0.title ?? $0.url ?? $0.key) }
            return JSONText.object([
                ("t", string(source.title ?? source.key)), ("u", source.url.map(string)),
                ("p", source.publisher.map(string)), ("d", source.published.map { string($0.iso) }),
                ("c", copies.isEmpty ? nil : JSONText.array(copies)),
            ])
        }
        try output.write("],\n\"sources\":[\n" + described.joined(separator: ",\n") + "]}")
    }

    private func node(_ node: Int, of selection: ExportSelection, at point: GraphLayout.Point) -> String {
        var aliases: String?
        if case .entity(let index) = selection.nodes[node] {
            let entity = selection.graph.entity(index)
            let names = entity.aliases.map(\.name).filter { $0 != entity.name }
            if !names.isEmpty { aliases = JSONText.array(names.map(string)) }
        }
        return JSONText.object([
            ("n", string(selection.label(of: node))), ("t", string(selection.type(of: node))), ("a", aliases),
            ("x", GraphLayout.Point.spelling(point.x)), ("y", GraphLayout.Point.spelling(point.y)),
        ])
    }

    private func edge(_ index: Int, of selection: ExportSelection, evidence: [String]) -> String {
        let graph = selection.graph
        let statement = graph.statement(index)
        let ends = selection.ends(of: index)
        let circumstances = statement.circumstances(in: graph)
        return JSONText.object([
            ("s", "\(ends.from)"), ("o", "\(ends.to)"), ("p", string(statement.predicate)),
            ("k", string(statement.status.rawValue)), ("f", statement.isFact ? "1" : "0"),
            ("w", statement.speaker.map { string(graph.name(of: $0)) }), ("c", "\(statement.confidence)"),
            ("q", circumstances.isEmpty ? nil : string(circumstances)), ("e", JSONText.array(evidence)),
        ])
    }

    private func string(_ text: String) -> String { JSONText.string(text, isForMarkup: true) }

    // MARK: - Table

    private func writeTable(_ selection: ExportSelection, to output: TextOutput) throws {
        let graph = selection.graph
        try output.write(
            "<table>\n<thead><tr><th>Subject</th><th>Relation</th><th>Object</th><th>Status</th><th>Says</th>"
                + "<th>Sentence</th><th>Source</th></tr></thead>\n<tbody>\n")
        for index in selection.statements {
            let statement = graph.statement(index)
            let best = graph.bestEvidence(of: index)
            let source =
                best.map { [$0.source.title ?? $0.source.key, $0.source.published?.iso].compactMap { $0 } } ?? []
            let cells = [
                graph.entityName(statement.subject), statement.predicate, graph.name(of: statement.object),
                statement.isFact ? "fact" : statement.status.rawValue, statement.speaker.map(graph.name) ?? "",
                best?.sentence ?? "", source.joined(separator: ", "),
            ]
            try output.write("<tr>" + cells.map { "<td>\(ViewPage.escaped($0))</td>" }.joined() + "</tr>\n")
        }
        try output.write("</tbody>\n</table>\n")
    }
}
