import ClewModel

/// Why a language model could not be used.
public struct LanguageModelError: Error, Hashable, Sendable, CustomStringConvertible {
    /// What is wrong with the file; codes are `model.unreadable`, `model.format`, `model.header`, `model.tensor` and
    /// `model.vocabulary`.
    public var diagnostic: Diagnostic

    /// An error with a stable `code`; the repair is always to put the right file back.
    init(_ code: String, _ message: String, source: String?) {
        diagnostic = Diagnostic(
            code: code, severity: .error, message: message, source: source,
            repair: "use a complete CLEWLM01 file as the training export writes it, or rebuild clew")
    }

    /// The message, led by the code.
    public var description: String { "\(diagnostic.code): \(diagnostic.message)" }
}
