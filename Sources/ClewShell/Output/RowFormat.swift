import ArgumentParser
import ClewKit
import Foundation

/// How rows are written: `--format`.
package enum RowFormat: String, CaseIterable, ExpressibleByArgument, Sendable {
    case table, tsv, csv, json, jsonl

    /// A table on a terminal, tab-separated values in a pipe.
    package static var standard: RowFormat { Terminal.isOutput ? .table : .tsv }
}

/// Writes answers, lists and the like in one of the formats. Rows of `json` form one array; `jsonl` is an object a line.
package struct RowWriter {
    private let format: RowFormat
    private let columns: Int?
    private let bold: Bool

    /// A writer for a format; tables fit into `columns` where given.
    package init(format: RowFormat, columns: Int?, bold: Bool = false) {
        self.format = format
        self.columns = columns
        self.bold = bold
    }

    /// The rows as text, ended by a line feed; nothing at all where a table has no rows.
    package func text(headings: [String], rows: [[Term]]) -> String {
        switch format {
        case .table:
            if rows.isEmpty { return "" }
            var table = Table(headings)
            for row in rows { table.add(row.map(\.spelling)) }
            return table.rendered(columns: columns, bold: bold)
        case .tsv:
            return lines([headings] + rows.map { $0.map(\.spelling) }, separator: "\t", escape: TSVWriter.escaped)
        case .csv:
            return lines([headings] + rows.map { $0.map(\.spelling) }, separator: ",", escape: CSVText.cell)
        case .json:
            return "[" + rows.map { "\n  " + RowWriter.object(headings, $0) }.joined(separator: ",")
                + (rows.isEmpty ? "]\n" : "\n]\n")
        case .jsonl:
            return rows.map { RowWriter.object(headings, $0) + "\n" }.joined()
        }
    }

    private func lines(_ rows: [[String]], separator: String, escape: (String) -> String) -> String {
        rows.map { $0.map(escape).joined(separator: separator) + "\n" }.joined()
    }

    private static func object(_ headings: [String], _ row: [Term]) -> String {
        "{" + zip(headings, row).map { JSONText.string($0) + ":" + value($1) }.joined(separator: ",") + "}"
    }

    /// A term in JSON: numbers and booleans as such, everything else as a string.
    private static func value(_ term: Term) -> String {
        switch term {
        case .boolean, .integer: term.spelling
        case .decimal(let number) where number.isFinite: term.spelling
        case .decimal, .date, .text: JSONText.string(term.spelling)
        }
    }
}
