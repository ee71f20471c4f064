import ClewModel

/// Where engines that speak SQL differ.
enum SQLDialect {
    case duckdb, postgresql, spark

    var name: String {
        switch self {
        case .duckdb: "DuckDB"
        case .postgresql: "PostgreSQL"
        case .spark: "Spark"
        }
    }

    /// A name in quotes.
    func quoted(_ name: String) -> String {
        let mark = self == .spark ? "`" : "\""
        return mark + name.replacing(mark, with: mark + mark) + mark
    }

    func type(_ type: ColumnType) -> String {
        switch type {
        case .boolean: "BOOLEAN"
        case .integer: "BIGINT"
        case .decimal: self == .postgresql ? "DOUBLE PRECISION" : "DOUBLE"
        case .unknown, .date, .text, .mixed: self == .spark ? "STRING" : "TEXT"
        }
    }

    /// A value as it is written in a condition.
    func literal(_ term: Term) -> String {
        switch term {
        case .boolean(let value): value ? "TRUE" : "FALSE"
        case .integer(Int64.min): "CAST('\(Int64.min)' AS BIGINT)"
        case .integer(let number): "CAST(\(number) AS BIGINT)"
        case .decimal(let number): "CAST(\(number) AS \(type(.decimal)))"
        case .date(let date): text(date.iso)
        case .text(let value): text(value)
        }
    }

    /// A text in quotes.
    func text(_ value: String) -> String {
        switch self {
        case .duckdb: "'" + value.replacing("'", with: "''") + "'"
        // Outside of E'…' a backslash is taken as it stands.
        case .postgresql: "CAST('" + value.replacing("'", with: "''") + "' AS TEXT)"
        case .spark: "'" + value.replacing("\\", with: "\\\\").replacing("'", with: "\\'") + "'"
        }
    }

    /// Opens a statement that makes a table for the session. Spark has no such tables: its views are computed when asked.
    var createTable: String { self == .spark ? "CREATE OR REPLACE TEMPORARY VIEW" : "CREATE TEMPORARY TABLE" }

    /// A text to be ordered by its bytes.
    func byBytes(_ text: String) -> String { self == .postgresql ? "\(text) COLLATE \"C\"" : text }

    /// `/` and `%`; those of integers truncate towards zero. DuckDB would answer NULL to a division by zero.
    func division(_ function: Function, _ left: String, _ right: String, isDecimal: Bool) -> String {
        let isQuotient = function == .divide && !isDecimal
        switch self {
        case .duckdb:
            return "(\(left) \(isQuotient ? "//" : function.rawValue) "
                + "CASE WHEN \(right) = 0 THEN error('division by zero') ELSE \(right) END)"
        case .postgresql: return "(\(left) \(function.rawValue) \(right))"
        case .spark: return "(\(left) \(isQuotient ? "div" : function.rawValue) \(right))"
        }
    }

    /// Some value of a type, for columns that a row does not use.
    func padding(_ type: ColumnType) -> String {
        switch type {
        case .boolean: literal(.boolean(false))
        case .integer: literal(.integer(0))
        case .decimal: literal(.decimal(0))
        default: literal(.text(""))
        }
    }

    func contains(_ text: String, _ part: String) -> String {
        self == .postgresql ? "strpos(\(text), \(part)) > 0" : "contains(\(text), \(part))"
    }

    func startsWith(_ text: String, _ part: String) -> String {
        self == .spark ? "startswith(\(text), \(part))" : "starts_with(\(text), \(part))"
    }

    func endsWith(_ text: String, _ part: String) -> String {
        switch self {
        case .duckdb: "ends_with(\(text), \(part))"
        case .postgresql: "right(\(text), length(\(part))) = \(part)"
        case .spark: "endswith(\(text), \(part))"
        }
    }

    /// A pattern over the whole text.
    func matches(_ subject: String, _ pattern: String) -> String {
        let ignoresCase = pattern.hasPrefix("(?i)")
        let body = ignoresCase ? String(pattern.dropFirst(4)) : pattern
        let flag = ignoresCase ? "(?i)" : ""
        switch self {
        case .duckdb: return "regexp_full_match(\(subject), \(text(flag + body)))"
        case .postgresql: return "\(subject) ~ \(text("\(flag)^(?:\(body))$"))"
        case .spark: return "\(subject) RLIKE \(text("\(flag)\\A(?:\(body))\\z"))"
        }
    }

    /// The different values of a group in order, apart by a comma and a blank.
    func collected(_ value: String, isText: Bool) -> String {
        switch self {
        case .duckdb: "array_to_string(list_sort(list_distinct(list(\(value)))), ', ')"
        case .postgresql:
            "array_to_string(array_agg(DISTINCT \(isText ? byBytes(value) : value) "
                + "ORDER BY \(isText ? byBytes(value) : value)), ', ')"
        case .spark: "array_join(sort_array(collect_set(\(value))), ', ')"
        }
    }
}
