import ClewModel

/// The table that stands for a relation in a conjunction.
struct SQLTable {
    /// Its name in quotes.
    var name: String
    /// The names of its columns in quotes.
    var columns: [String]
    /// The tag of its rows, where several relations lie in one table.
    var tag: Int?
}

/// Writes one rule as a SELECT.
struct SQLConjunction {
    let plan: TranslationPlan
    let dialect: SQLDialect
    /// The tables that stand for the atoms of these literals, in place of their relations' own.
    var tables: [Int: SQLTable] = [:]
    /// The literal whose rows are those of the alias `r` around the SELECT.
    var lateral: Int?

    /// The parts of a SELECT.
    private struct Parts {
        var from: [String] = []
        var conditions: [String] = []
    }

    func table(_ relation: String) -> SQLTable {
        let names = plan.columns(of: relation).indices.map { dialect.quoted("c\($0 + 1)") }
        return SQLTable(name: dialect.quoted(plan.name(of: relation)), columns: names)
    }

    /// `SELECT … FROM … WHERE …`, a row for each way in which the body holds. `columns` says what each row has.
    func select(
        _ rule: Rule, _ faults: inout TranslationFaults,
        columns: (SQLExpressionWriter, inout TranslationFaults) -> [String]
    ) -> String {
        var writer = SQLExpressionWriter(rule, dialect: dialect)
        var parts = Parts()
        let types = plan.types.types(in: rule)
        for (index, literal) in rule.body.enumerated() {
            writer.range = literal.range
            if case .positive(let atom) = literal.kind { add(atom, index, types, &writer, &parts, &faults) }
        }
        addComputed(rule, &writer, &parts, &faults)
        for literal in rule.body {
            writer.range = literal.range
            if let condition = condition(literal, writer, &faults) { parts.conditions.append(condition) }
        }
        writer.range = rule.range
        let list = columns(writer, &faults)
        return "SELECT \(list.joined(separator: ", "))"
            + (parts.from.isEmpty ? "" : "\n  FROM \(parts.from.joined(separator: ", "))")
            + (parts.conditions.isEmpty ? "" : "\n  WHERE \(parts.conditions.joined(separator: " AND "))")
    }

    private func add(
        _ atom: Atom, _ index: Int, _ types: [ColumnType], _ writer: inout SQLExpressionWriter, _ parts: inout Parts,
        _ faults: inout TranslationFaults
    ) {
        let source = tables[index] ?? table(atom.relation)
        let alias = lateral == index ? "r" : "t\(index)"
        if lateral != index { parts.from.append("\(source.name) AS \(alias)") }
        if let tag = source.tag { parts.conditions.append("\(alias).\(dialect.quoted("tag")) = \(tag)") }
        for (column, argument) in atom.arguments.enumerated() {
            let value = SQLValue(
                text: "\(alias).\(source.columns[column])", type: plan.types.type(of: atom.relation, column))
            if case .variable(let variable) = argument {
                // Of several places the one with the narrowest type stands for the variable.
                if let known = writer.values[variable] {
                    parts.conditions.append(writer.same(known, value, &faults))
                    if known.type == types[variable] { continue }
                }
                writer.values[variable] = value
            } else if let constant = writer.value(of: argument) {
                parts.conditions.append(writer.same(value, constant, &faults))
            }
        }
    }

    /// Bindings and look-ups, in an order in which each has what it needs.
    private func addComputed(
        _ rule: Rule, _ writer: inout SQLExpressionWriter, _ parts: inout Parts, _ faults: inout TranslationFaults
    ) {
        var waiting = Array(rule.body.enumerated())
        var hasChanged = true
        while hasChanged {
            hasChanged = false
            for (place, (index, literal)) in waiting.enumerated().reversed() {
                writer.range = literal.range
                var found: (variable: Int, value: SQLValue)?
                switch literal.kind {
                case .binding(let variable, let value) where value.variables.allSatisfy({ writer.values[$0] != nil }):
                    found = writer.value(of: value, &faults).map { (variable, $0) }
                case .lookup(let result, let relation, let group, let otherwise)
                where group.allSatisfy({ writer.values[$0] != nil }):
                    found = lookUp(relation, group, otherwise, index, writer, &parts, &faults).map { (result, $0) }
                default: continue
                }
                waiting.remove(at: place)
                hasChanged = true
                guard let found else { continue }
                if let known = writer.values[found.variable] {
                    parts.conditions.append(writer.same(known, found.value, &faults))
                } else {
                    writer.values[found.variable] = found.value
                }
            }
        }
    }

    private func lookUp(
        _ relation: String, _ group: [Int], _ otherwise: Term?, _ index: Int, _ writer: SQLExpressionWriter,
        _ parts: inout Parts, _ faults: inout TranslationFaults
    ) -> SQLValue? {
        let (source, alias) = (table(relation), "t\(index)")
        let conditions = group.enumerated().compactMap { column, variable in
            writer.values[variable].map { value in
                let own = SQLValue(
                    text: "\(alias).\(source.columns[column])", type: plan.types.type(of: relation, column))
                return writer.same(own, value, &faults)
            }
        }
        guard let column = source.columns.last, let type = plan.columns(of: relation).last else {
            // No rule of the aggregate is left: its body can never hold.
            return otherwise.map { SQLValue(text: dialect.literal($0), type: ColumnType(of: $0)) }
        }
        guard let otherwise else {
            parts.from.append("\(source.name) AS \(alias)")
            parts.conditions += conditions
            return SQLValue(text: "\(alias).\(column)", type: type)
        }
        // There is one row for a group at most; max says so to engines that want a subquery to be one value.
        let condition = conditions.isEmpty ? "" : " WHERE \(conditions.joined(separator: " AND "))"
        let subquery = "(SELECT max(\(alias).\(column)) FROM \(source.name) AS \(alias)\(condition))"
        return SQLValue(text: "coalesce(\(subquery), \(dialect.literal(otherwise)))", type: type)
    }

    private func condition(
        _ literal: BodyLiteral, _ writer: SQLExpressionWriter, _ faults: inout TranslationFaults
    ) -> String? {
        switch literal.kind {
        case .comparison(let comparison, let left, let right): return writer.condition(comparison, left, right, &faults)
        case .test(let test, let operands, let isNegated):
            return writer.condition(test, operands, &faults).map { isNegated ? "NOT (\($0))" : $0 }
        case .negative(let atom):
            let source = table(atom.relation)
            var conditions: [String] = []
            for (column, argument) in atom.arguments.enumerated() {
                guard let value = writer.value(of: argument), source.columns.indices.contains(column) else { continue }
                let own = SQLValue(
                    text: "n.\(source.columns[column])", type: plan.types.type(of: atom.relation, column))
                conditions.append(writer.same(own, value, &faults))
            }
            let condition = conditions.isEmpty ? "" : " WHERE \(conditions.joined(separator: " AND "))"
            return "NOT EXISTS (SELECT 1 FROM \(source.name) AS n\(condition))"
        default: return nil
        }
    }
}
