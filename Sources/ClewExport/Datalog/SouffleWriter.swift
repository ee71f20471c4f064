import ClewGraph
import ClewModel

/// Fact files and a program for Soufflé: `NAME.facts` for each relation of the query language, tab-separated, and
/// `clew.dl`, which declares and reads them and shows a rule. Run with `souffle -F FOLDER -D - FOLDER/clew.dl`.
public struct SouffleWriter: GraphFolderWriter {
    /// A writer.
    public init() {}

    /// Writes one relation after another.
    public func write(_ selection: ExportSelection, to open: (String) throws -> ByteSink) throws -> ExportReport {
        for relation in FactRelation.allCases {
            let output = TextOutput(try open(relation.rawValue + ".facts"))
            try relation.eachRow(of: selection) { row in
                // Soufflé's plain fact files have no escapes.
                try output.write(row.map(SingleLine.text).joined(separator: "\t") + "\n")
            }
            try output.flush()
        }
        let output = TextOutput(try open("clew.dl"))
        try output.write(SouffleWriter.program)
        try output.flush()
        return ExportReport(selection)
    }

    private static var program: String {
        var text = "// The relations of a Clew graph.\n"
        for relation in FactRelation.allCases {
            let columns = relation.columns.enumerated().map { column, name in
                switch relation.number(inColumn: column) {
                case .decimal: "\(name): float"
                case .integer: "\(name): number"
                case nil: "\(name): symbol"
                }
            }
            text += ".decl \(relation.rawValue)(\(columns.joined(separator: ", ")))\n.input \(relation.rawValue)\n"
        }
        text += """

            // Whom a chain of partnerships ties to whom: an example to go on from.
            .decl tied(left: symbol, right: symbol)
            tied(x, y) :- triple(x, "partners", y).
            tied(x, y) :- tied(y, x).
            tied(x, z) :- tied(x, y), tied(y, z).
            .output tied

            """
        return text
    }
}
