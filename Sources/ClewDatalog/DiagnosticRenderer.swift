import ClewModel

/// Shows a diagnostic with the line of the source that it is about and a caret under the place.
public struct DiagnosticRenderer: Sendable {
    private let sources: [String?: SourceText]
    /// Columns of the terminal that a tab takes.
    private static let tabWidth = 4
    /// Longer lines are cut around the place.
    private static let lineWidthMax = 160

    /// A renderer for diagnostics about one text.
    public init(_ source: SourceText) { sources = [source.name: source] }

    /// A renderer for diagnostics about several texts, told apart by their names.
    public init(_ sources: [SourceText]) {
        self.sources = Dictionary(sources.map { ($0.name, $0) }) { first, _ in first }
    }

    /// Several lines, without a line break at the end:
    ///
    ///     error: there is no relation relesed [query.unknown-relation]
    ///       rules.dl:1:4
    ///       | ?- relesed(?x, ?y).
    ///       |    ^~~~~~~
    ///       Did you mean released?
    public func render(_ diagnostic: Diagnostic) -> String {
        var lines = ["\(diagnostic.severity.rawValue): \(Self.plain(diagnostic.message)) [\(diagnostic.code)]"]
        if let place = diagnostic.place {
            let name = diagnostic.source.map { Self.plain($0) + ":" } ?? "line "
            lines.append("  \(name)\(place.line):\(place.column)")
            if let source = sources[diagnostic.source], place.range != nil {
                lines += Self.excerpt(source.line(place.line), place).map { "  | " + $0 }
            }
        } else if let source = diagnostic.source {
            lines.append("  \(Self.plain(source))")
        }
        if let repair = diagnostic.repair { lines.append("  \(Self.plain(repair))") }
        return lines.joined(separator: "\n")
    }

    /// The line, and the caret with a tail under the rest of the range.
    private static func excerpt(_ line: String, _ place: Diagnostic.Place) -> [String] {
        var shown = ""
        var before = 0
        var under = 0
        let length = max(1, place.range?.count ?? 1)
        var scalars = Array(line.unicodeScalars)
        var column = place.column - 1
        if scalars.count > lineWidthMax {
            let cut = max(0, min(column - lineWidthMax / 2, scalars.count - lineWidthMax))
            scalars = Array(scalars[cut..<min(scalars.count, cut + lineWidthMax)])
            column -= cut
        }
        for (index, scalar) in scalars.enumerated() {
            let width = scalar == "\t" ? tabWidth : displayWidth(scalar)
            if index < column { before += width } else if index < column + length { under += width }
            if scalar == "\t" {
                shown += String(repeating: " ", count: tabWidth)
            } else {
                shown.unicodeScalars.append(isControl(scalar) ? "\u{FFFD}" : scalar)
            }
        }
        let caret = String(repeating: " ", count: before) + "^" + String(repeating: "~", count: max(0, under - 1))
        return [shown, caret]
    }

    private static func isControl(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.properties.generalCategory {
        case .control, .format, .lineSeparator, .paragraphSeparator: true
        default: false
        }
    }

    /// Columns that a terminal gives a scalar: none for combining marks, two for East Asian wide characters and emoji
    /// (Unicode Standard Annex 11, by blocks).
    package static func displayWidth(_ scalar: Unicode.Scalar) -> Int {
        switch scalar.properties.generalCategory {
        case .nonspacingMark, .enclosingMark: return 0
        case .control, .format: return 1
        default: break
        }
        switch scalar.value {
        case 0x1100...0x115F, 0x2E80...0x303E, 0x3041...0x33FF, 0x3400...0x4DBF, 0x4E00...0x9FFF, 0xA000...0xA4CF,
            0xAC00...0xD7A3, 0xF900...0xFAFF, 0xFE30...0xFE6F, 0xFF00...0xFF60, 0xFFE0...0xFFE6, 0x1F300...0x1F64F,
            0x1F680...0x1F6FF, 0x1F900...0x1F9FF, 0x20000...0x3FFFD:
            return 2
        default: return 1
        }
    }

    /// Text without control characters, which must not reach a terminal.
    private static func plain(_ text: String) -> String {
        var plain = String.UnicodeScalarView()
        for scalar in text.unicodeScalars { plain.append(isControl(scalar) ? "\u{FFFD}" : scalar) }
        return String(plain)
    }
}
