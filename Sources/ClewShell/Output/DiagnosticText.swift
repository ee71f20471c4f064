import ClewKit

/// Diagnostics as a person reads them on a terminal.
package enum DiagnosticText {
    /// What happened, where (with the line and a caret where the text is among `sources`), and what to do; ends with a
    /// line feed.
    package static func rendered(_ diagnostic: Diagnostic, sources: [SourceText] = []) -> String {
        DiagnosticRenderer(sources).render(diagnostic) + "\n"
    }
}

extension ClewFailure {
    /// How the process ends after it.
    package var status: ExitStatus {
        switch kind {
        case .input: .inputUnusable
        case .usage: .wrongUsage
        }
    }

    /// All its diagnostics.
    package var rendered: String {
        diagnostics.map { DiagnosticText.rendered($0, sources: sources) }.joined()
    }
}
