/// Something that a person should know about an input: what could not be used, was repaired, truncated or skipped.
///
/// Diagnostics are equal when all their parts are; tests compare `code`, which never changes its meaning.
public struct Diagnostic: Hashable, Sendable, Codable {
    /// How much it matters.
    public enum Severity: String, Hashable, Sendable, Codable, Comparable, CaseIterable {
        /// Worth knowing; nothing was lost.
        case note
        /// Something was repaired or left out; the rest was used.
        case warning
        /// The input, or this part of it, could not be used.
        case error

        /// From `note` to `error`.
        public static func < (left: Severity, right: Severity) -> Bool { left.rank < right.rank }

        private var rank: Int {
            switch self {
            case .note: 0
            case .warning: 1
            case .error: 2
            }
        }
    }

    /// A place in an input.
    public struct Place: Hashable, Sendable, Codable {
        /// Line, from 1.
        public var line: Int
        /// Column in Unicode scalars, from 1.
        public var column: Int
        /// The range in the input, where the reader counts scalars; else none.
        public var range: TextRange?

        /// A place at `line` and `column`, both from 1.
        public init(line: Int, column: Int, range: TextRange? = nil) {
            self.line = line
            self.column = column
            self.range = range
        }
    }

    /// A stable name of the kind, such as `reading.truncated` or `query.unknown-relation`.
    public var code: String
    /// How much it matters.
    public var severity: Severity
    /// What happened, in one plain sentence without a final full stop.
    public var message: String
    /// The input's name (a path or a part of an archive), where one is known.
    public var source: String?
    /// Where in the input.
    public var place: Place?
    /// What to do about it, in one plain sentence.
    public var repair: String?

    /// A diagnostic with a stable `code` and a message in plain words.
    public init(
        code: String, severity: Severity, message: String, source: String? = nil, place: Place? = nil,
        repair: String? = nil
    ) {
        self.code = code
        self.severity = severity
        self.message = message
        self.source = source
        self.place = place
        self.repair = repair
    }
}
