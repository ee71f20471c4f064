import ClewModel

/// A value in SQL with the type that it has.
struct SQLValue {
    var text: String
    var type: ColumnType
}

/// Writes the expressions and conditions of one rule.
struct SQLExpressionWriter {
    let dialect: SQLDialect
    let rule: Rule
    /// The SQL of each variable that has one so far, by number.
    var values: [SQLValue?]
    /// The place that a fault is reported at.
    var range: TextRange?

    init(_ rule: Rule, dialect: SQLDialect) {
        self.rule = rule
        self.dialect = dialect
        values = Array(repeating: nil, count: rule.variables.count)
    }

    func value(of operand: Operand) -> SQLValue? {
        switch operand {
        case .variable(let variable): values[variable]
        case .constant(let constant): value(ofConstant: constant)
        case .anything: nil
        }
    }

    private func value(ofConstant constant: Int) -> SQLValue {
        let term = rule.constants[constant].term
        return SQLValue(text: dialect.literal(term), type: ColumnType(of: term))
    }

    /// The value as one of a column of the type `wanted`.
    func cast(_ value: SQLValue, to wanted: ColumnType, _ faults: inout TranslationFaults) -> String {
        if value.type == wanted || value.type.isSpelled && wanted.isSpelled { return value.text }
        switch (value.type, wanted) {
        case (.integer, .decimal): return "CAST(\(value.text) AS \(dialect.type(.decimal)))"
        case (.integer, _): return "CAST(\(value.text) AS \(dialect.type(.text)))"
        case (.boolean, _): return "CASE WHEN \(value.text) THEN 'true' ELSE 'false' END"
        default:
            faults.add(
                "a column holds decimals beside other kinds of values, which \(dialect.name) spells differently",
                in: rule, at: range, repair: "Give each kind of value a relation of its own")
            return value.text
        }
    }

    /// Whether two values are the same term, as joining asks.
    func same(_ left: SQLValue, _ right: SQLValue, _ faults: inout TranslationFaults) -> String {
        if left.type == right.type || left.type.isSpelled && right.type.isSpelled {
            return "\(left.text) = \(right.text)"
        }
        guard left.type == .mixed || right.type == .mixed else { return "FALSE" }
        return "\(cast(left, to: .mixed, &faults)) = \(cast(right, to: .mixed, &faults))"
    }

    /// A value whose kind a computation depends on: of a mixed column the kind is not known.
    private func known(_ value: SQLValue, _ faults: inout TranslationFaults) -> SQLValue {
        if value.type == .mixed {
            faults.add(
                "the values here are of several kinds, and a column of \(dialect.name) has one", in: rule, at: range,
                repair: "Give each kind of value a relation of its own")
        }
        return value
    }
}

// MARK: - Values

extension SQLExpressionWriter {
    func value(of expression: Expression, _ faults: inout TranslationFaults) -> SQLValue? {
        switch expression {
        case .variable(let variable): return values[variable]
        case .constant(let constant): return value(ofConstant: constant)
        case .call(let function, let operands):
            var arguments: [SQLValue] = []
            for operand in operands {
                guard let value = value(of: operand, &faults) else { return nil }
                arguments.append(known(value, &faults))
            }
            if function == .power { return power(arguments, operands[1], &faults) }
            return function.takesNumbers || [.min, .max].contains(function)
                ? number(function, arguments, &faults) : text(function, operands, arguments, &faults)
        }
    }

    private func number(
        _ function: Function, _ arguments: [SQLValue], _ faults: inout TranslationFaults
    ) -> SQLValue? {
        let types = Set(arguments.map(\.type))
        let isDecimal = types.contains(.decimal)
        guard arguments.allSatisfy({ $0.type.isNumber }) || [.min, .max].contains(function) && types.count == 1 else {
            faults.add(
                "\(function.rawValue) takes numbers, and these values are not known to be any", in: rule, at: range)
            return nil
        }
        let (first, last) = (arguments[0].text, arguments[arguments.count - 1].text)
        let type = isDecimal ? ColumnType.decimal : arguments[0].type
        switch function {
        case .abs: return SQLValue(text: "abs(\(first))", type: type)
        case .min, .max:
            if types.count > 1 {
                faults.add(
                    "\(function.rawValue) of integers and decimals gives one or the other by row", in: rule, at: range,
                    repair: "Write 1.0 * ?x for the integers")
            }
            let name = function == .min ? "least" : "greatest"
            let list = arguments.map { type.isSpelled ? dialect.byBytes($0.text) : $0.text }
            return SQLValue(text: "\(name)(\(list.joined(separator: ", ")))", type: type)
        case .remainder where isDecimal:
            faults.add("the remainder of decimals cannot be written for every engine of SQL", in: rule, at: range)
            return nil
        case .divide, .remainder:
            return SQLValue(text: dialect.division(function, first, last, isDecimal: isDecimal), type: type)
        default: return SQLValue(text: "(\(first) \(function.rawValue) \(last))", type: type)
        }
    }

    /// Integers are multiplied out: SQL's power is a decimal.
    private func power(
        _ arguments: [SQLValue], _ exponent: Expression, _ faults: inout TranslationFaults
    ) -> SQLValue? {
        if arguments.contains(where: { $0.type == .decimal }), arguments.allSatisfy({ $0.type.isNumber }) {
            return SQLValue(text: "power(\(arguments[0].text), \(arguments[1].text))", type: .decimal)
        }
        guard case .constant(let index) = exponent, case .integer(let count) = rule.constants[index].term,
            (0...16).contains(count), arguments[0].type == .integer
        else {
            faults.add(
                "a power of integers can be written with a constant exponent from 0 to 16 only", in: rule, at: range,
                repair: "Write 1.0 * ?x ^ ?n for a decimal")
            return nil
        }
        let factors = Array(repeating: arguments[0].text, count: Int(count))
        return SQLValue(
            text: factors.isEmpty ? dialect.literal(.integer(1)) : "(\(factors.joined(separator: " * ")))",
            type: .integer)
    }

    private func text(
        _ function: Function, _ operands: [Expression], _ arguments: [SQLValue], _ faults: inout TranslationFaults
    ) -> SQLValue? {
        let texts = (function == .substring ? Array(arguments.prefix(1)) : arguments).map {
            cast($0, to: .text, &faults)
        }
        switch function {
        case .lower, .upper: return SQLValue(text: "\(function.rawValue)(\(texts[0]))", type: .text)
        case .length: return SQLValue(text: "CAST(char_length(\(texts[0])) AS BIGINT)", type: .integer)
        case .concat: return SQLValue(text: "(\(texts.joined(separator: " || ")))", type: .text)
        case .toString: return SQLValue(text: texts[0], type: .text)
        case .substring: return substring(texts[0], arguments.dropFirst().map { $0 }, &faults)
        default:
            if function == .toNumber, arguments[0].type.isNumber { return arguments[0] }
            faults.add(
                "to_number gives integers or decimals by row, and a column of \(dialect.name) has one type", in: rule,
                at: range, repair: "Keep numbers in columns of their own")
            return nil
        }
    }

    private func substring(
        _ text: String, _ bounds: [SQLValue], _ faults: inout TranslationFaults
    ) -> SQLValue? {
        guard bounds.allSatisfy({ $0.type == .integer }) else {
            faults.add("positions are integers", in: rule, at: range)
            return nil
        }
        // A negative position counts from the end in SQL, and is the first in Clew.
        let clamped = bounds.map { "CAST(greatest(\($0.text), 0) AS INTEGER)" }
        let length = clamped.count > 1 ? clamped[1] : "char_length(\(text))"
        return SQLValue(text: "substring(\(text), \(clamped[0]) + 1, \(length))", type: .text)
    }
}

// MARK: - Conditions

extension SQLExpressionWriter {
    /// A condition; none where a value in it has none.
    func condition(
        _ comparison: Comparison, _ left: Expression, _ right: Expression, _ faults: inout TranslationFaults
    ) -> String? {
        guard var first = value(of: left, &faults), var second = value(of: right, &faults) else { return nil }
        let isEquality = comparison == .equal || comparison == .notEqual
        if first.type == .mixed || second.type == .mixed {
            let other = first.type == .mixed ? second.type : first.type
            if !isEquality || other != .text {
                _ = known(first, &faults)
                _ = known(second, &faults)
            }
        } else {
            first = year(first, beside: second)
            second = year(second, beside: first)
            let areAlike =
                first.type.isNumber && second.type.isNumber || first.type == second.type
                || first.type == .unknown || second.type == .unknown
            // What cannot be compared is not equal, not less and not greater.
            if !areAlike { return comparison == .notEqual ? "TRUE" : "FALSE" }
        }
        let ordersTexts = !isEquality && first.type.isSpelled
        let sides =
            ordersTexts ? (dialect.byBytes(first.text), dialect.byBytes(second.text)) : (first.text, second.text)
        return "\(sides.0) \(comparison == .notEqual ? "<>" : comparison.rawValue) \(sides.1)"
    }

    /// An integer beside a date is a year.
    private func year(_ value: SQLValue, beside other: SQLValue) -> SQLValue {
        guard value.type == .integer, other.type == .date else { return value }
        return SQLValue(text: "lpad(CAST(\(value.text) AS \(dialect.type(.text))), 4, '0')", type: .date)
    }

    func condition(_ test: TextTest, _ operands: [Expression], _ faults: inout TranslationFaults) -> String? {
        guard let subject = value(of: operands[0], &faults), let part = value(of: operands[1], &faults) else {
            return nil
        }
        let text = cast(subject, to: .text, &faults)
        switch test {
        case .contains: return dialect.contains(text, cast(part, to: .text, &faults))
        case .startsWith: return dialect.startsWith(text, cast(part, to: .text, &faults))
        case .endsWith: return dialect.endsWith(text, cast(part, to: .text, &faults))
        case .matches:
            guard case .constant(let index) = operands[1], case .text(let pattern) = rule.constants[index].term,
                !["\\b", "\\B", "\\u"].contains(where: pattern.contains)
            else {
                faults.add(
                    "a pattern must be written out, without \\b, to mean the same in \(dialect.name)", in: rule,
                    at: range)
                return nil
            }
            return dialect.matches(text, pattern)
        }
    }
}
