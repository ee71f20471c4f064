import ClewDatalog
import ClewGraph
import ClewModel

/// Why something that was asked for could not be done, for a person to read.
public struct ClewFailure: Error, Sendable {
    /// What kind of failure it is.
    public enum Kind: Hashable, Sendable {
        /// Something in the input could not be used.
        case input
        /// The request itself is wrong: a query with an error, an entity that does not exist.
        case usage
    }

    /// What kind of failure it is.
    public var kind: Kind
    /// At least one diagnostic; errors first.
    public var diagnostics: [Diagnostic]
    /// The texts that the diagnostics' places point into.
    public var sources: [SourceText]

    /// A failure with what there is to say about it.
    public init(_ kind: Kind, _ diagnostics: [Diagnostic], sources: [SourceText] = []) {
        self.kind = kind
        self.diagnostics = diagnostics
        self.sources = sources
    }

    /// A failure with one message.
    public init(_ kind: Kind, code: String, _ message: String, source: String? = nil, repair: String? = nil) {
        self.init(
            kind, [Diagnostic(code: code, severity: .error, message: message, source: source, repair: repair)])
    }
}

extension GraphFileError {
    /// The stable part of the diagnostic's code.
    var code: String {
        switch self {
        case .missing: "missing"
        case .notAGraph: "not-a-graph"
        case .tooNew: "too-new"
        case .noAccess: "no-access"
        case .busy: "busy"
        case .full: "disk-full"
        case .damaged: "damaged"
        case .unknownSource: "unknown-source"
        case .unknownEntity: "unknown-entity"
        case .ambiguousEntity: "ambiguous-entity"
        case .nothingToSplit: "nothing-to-split"
        case .sameEntity: "same-entity"
        }
    }
}
