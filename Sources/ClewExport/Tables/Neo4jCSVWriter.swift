import ClewGraph
import ClewModel

/// Two tables for `neo4j-admin database import`: `nodes.csv` and `relationships.csv`, whose headings give ids, labels and
/// types. Lists are separated by `;`, the importer's standard, and a `;` within a value of one becomes a comma.
public struct Neo4jCSVWriter: GraphFolderWriter {
    /// A writer.
    public init() {}

    /// Writes the nodes, then the relationships.
    public func write(_ selection: ExportSelection, to open: (String) throws -> ByteSink) throws -> ExportReport {
        let attributes = ExportAttributes(selection)
        let ids = selection.ids()
        let nodes = TextOutput(try open("nodes.csv"))
        try nodes.write("id:ID,:LABEL,name,type,aliases:string[],same_as:string[],mentions:int,sources:int\n")
        for node in selection.nodes.indices {
            var cells: [NodeAttribute: String] = [:]
            attributes.eachValue(ofNode: node) { cells[$0] = SingleLine.text($1) }
            var lists: (aliases: [String], sameAs: [String]) = ([], [])
            var kind = "Literal"
            if case .entity(let index) = selection.nodes[node] {
                let entity = selection.graph.entity(index)
                lists = (entity.aliases.map(\.name).filter { $0 != entity.name }, entity.sameAs)
                kind = "Entity"
            }
            let type = selection.type(of: node)
            try nodes.write(
                CSVText.line([
                    ids[node], "\(kind);\(type.capitalized)", cells[.name] ?? "", type,
                    Neo4jCSVWriter.list(lists.aliases), Neo4jCSVWriter.list(lists.sameAs), cells[.mentions] ?? "",
                    cells[.sources] ?? "",
                ]))
        }
        try nodes.flush()

        let columns = EdgeAttribute.allCases.filter { ![.label, .name, .interaction, .weight].contains($0) }
        let edges = TextOutput(try open("relationships.csv"))
        let headings = columns.map { $0.type == .string ? $0.name : "\($0.name):\($0.type.rawValue)" }
        try edges.write(CSVText.line([":START_ID", ":END_ID", ":TYPE", "id", "label"] + headings))
        for index in selection.statements {
            let statement = selection.graph.statement(index)
            let ends = selection.ends(of: index)
            let label = SingleLine.text(statement.label(in: selection.graph))
            var cells = [String](repeating: "", count: columns.count)
            attributes.eachValue(of: statement, label: label) { attribute, value in
                if let column = columns.firstIndex(of: attribute) { cells[column] = SingleLine.text(value) }
            }
            let fixed = [ids[ends.from], ids[ends.to], statement.predicate.uppercased(), "e" + statement.id, label]
            try edges.write(CSVText.line(fixed + cells))
        }
        try edges.flush()
        return ExportReport(selection)
    }

    private static func list(_ values: [String]) -> String {
        values.map { SingleLine.text($0).replacing(";", with: ",") }.joined(separator: ";")
    }
}
