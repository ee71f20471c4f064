import ClewGraph
import ClewModel

/// Fact files and a program for Nemo: `NAME.tsv` for each relation of the query language, and `clew.rls`, which reads
/// them and shows a rule. Run with `nmo --import-dir FOLDER FOLDER/clew.rls`.
public struct NemoWriter: GraphFolderWriter {
    /// A writer.
    public init() {}

    /// Writes one relation after another.
    public func write(_ selection: ExportSelection, to open: (String) throws -> ByteSink) throws -> ExportReport {
        for relation in FactRelation.allCases {
            let output = TextOutput(try open(relation.rawValue + ".tsv"))
            try relation.eachRow(of: selection) { row in
                try output.write(row.map(NemoWriter.cell).joined(separator: "\t") + "\n")
            }
            try output.flush()
        }
        let output = TextOutput(try open("clew.rls"))
        try output.write(NemoWriter.program)
        try output.flush()
        return ExportReport(selection)
    }

    /// In quotes where it holds one; a quote within is doubled.
    private static func cell(_ text: String) -> String {
        let text = SingleLine.text(text)
        guard text.utf8.contains(0x22) else { return text }
        return "\"" + text.replacing("\"", with: "\"\"") + "\""
    }

    private static var program: String {
        var text = "% The relations of a Clew graph.\n"
        for relation in FactRelation.allCases {
            let formats = relation.columns.indices.map { column in
                switch relation.number(inColumn: column) {
                case .decimal: "double"
                case .integer: "int"
                case nil: "string"
                }
            }
            text += "@import \(relation.rawValue) :- tsv { resource = \"\(relation.rawValue).tsv\", "
            text += "format = (\(formats.joined(separator: ", "))) } .\n"
        }
        text += """

            % Whom a chain of partnerships ties to whom: an example to go on from.
            partners(?x, ?y) :- triple(?x, "partners", ?y) .
            tied(?x, ?y) :- partners(?x, ?y) .
            tied(?x, ?y) :- tied(?y, ?x) .
            tied(?x, ?z) :- tied(?x, ?y), tied(?y, ?z) .
            @export tied :- tsv { resource = "tied.tsv" } .

            """
        return text
    }
}
