import ClewModel

/// Writes a program as a script of SQL: a table for each relation, stratum after stratum, then a SELECT for each query.
struct SQLProgramWriter {
    let plan: TranslationPlan
    let dialect: SQLDialect

    init(_ plan: TranslationPlan, dialect: SQLDialect) {
        self.plan = plan
        self.dialect = dialect
    }

    func script(_ faults: inout TranslationFaults) -> String {
        var statements = [header]
        statements += plan.inputs.map { plan.folder == nil ? expected($0) : load($0) }
        for stratum in plan.program.strata {
            statements +=
                stratum.isRecursive
                ? SQLRecursion(writer: self, stratum: stratum).statements(&faults)
                : stratum.relations.map { relation in
                    table(relation, plan.rules(of: stratum).filter { $0.relation == relation }, &faults)
                }
        }
        statements += plan.program.checked.queries.map(answer)
        return statements.joined(separator: "\n\n") + "\n"
    }

    private var header: String {
        var lines = ["-- Written by clew compile for \(dialect.name). Each relation is a table of the session."]
        lines += plan.program.checked.outputs.map { "-- \($0): SELECT * FROM \(dialect.quoted(plan.name(of: $0)));" }
        return lines.joined(separator: "\n")
    }

    // MARK: - Rows that are there

    private func expected(_ input: RelationSchema) -> String {
        let columns = definitions(input.name).joined(separator: ", ")
        return "-- Expected to be there: \(dialect.quoted(plan.inputName(of: input.name))) (\(columns))"
    }

    private func definitions(_ relation: String) -> [String] {
        plan.types.inputColumns[relation, default: []].enumerated().map {
            "\(dialect.quoted("c\($0.offset + 1)")) \(dialect.type($0.element))"
        }
    }

    /// Reads `NAME.tsv`, each row once.
    private func load(_ input: RelationSchema) -> String {
        let name = dialect.quoted(plan.inputName(of: input.name))
        let path = (plan.folder ?? ".") + "/" + input.name + ".tsv"
        let columns = definitions(input.name)
        if columns.isEmpty {
            return "\(dialect.createTable) \(name) AS SELECT TRUE AS \(dialect.quoted("c0"))"
                + (input.rowCount == 0 ? " WHERE FALSE;" : ";")
        }
        switch dialect {
        case .duckdb:
            let types = plan.types.inputColumns[input.name, default: []].enumerated().map {
                "'c\($0.offset + 1)': '\(dialect.type($0.element))'"
            }
            return """
                CREATE TEMPORARY TABLE \(name) AS SELECT DISTINCT * FROM read_csv(\(dialect.text(path)),
                  delim = '\\t', quote = '', escape = '', header = false, auto_detect = false, new_line = '\\n',
                  force_not_null = [\((1...columns.count).map { "'c\($0)'" }.joined(separator: ", "))],
                  columns = {\(types.joined(separator: ", "))});
                """
        case .postgresql:
            // The backspace stands for "no quotes": it is not in any text that Clew writes.
            let staged = dialect.quoted(plan.inputName(of: input.name) + "_file")
            return """
                CREATE TEMPORARY TABLE \(staged) (\(columns.joined(separator: ", ")));
                \\copy \(staged) FROM '\(path.replacing("'", with: "''"))' WITH (FORMAT csv, DELIMITER E'\\t', QUOTE E'\\b', NULL E'\\x01')
                CREATE TEMPORARY TABLE \(name) AS SELECT DISTINCT * FROM \(staged);
                """
        case .spark:
            let escaped = dialect.text(path)
            return """
                CREATE OR REPLACE TEMPORARY VIEW \(dialect.quoted(plan.inputName(of: input.name) + "_file")) \
                (\(columns.joined(separator: ", ")))
                  USING csv OPTIONS (path \(escaped), sep '\\t', quote '', header 'false', nullValue '\\u0001', \
                emptyValue '');
                CREATE OR REPLACE TEMPORARY VIEW \(name) AS
                SELECT DISTINCT * FROM \(dialect.quoted(plan.inputName(of: input.name) + "_file"));
                """
        }
    }

    // MARK: - Rows that rules derive

    private func table(_ relation: String, _ rules: [Rule], _ faults: inout TranslationFaults) -> String {
        let body =
            rules.contains(where: \.isAggregating)
            ? gathered(relation, rules, &faults)
            : union(sources(relation, rules, &faults), of: relation)
        return "\(dialect.createTable) \(dialect.quoted(plan.name(of: relation))) AS\n\(body);"
    }

    /// Each row once.
    func union(_ selects: [String], of relation: String) -> String {
        if selects.count == 1 { return selects[0].replacingPrefix("SELECT ", with: "SELECT DISTINCT ") }
        return selects.joined(separator: "\nUNION\n")
    }

    /// A SELECT for the rows that come with a relation, one for its facts, and one for each rule.
    func sources(_ relation: String, _ rules: [Rule], _ faults: inout TranslationFaults) -> [String] {
        var selects: [String] = []
        if plan.hasInput(relation) { selects.append(inputRows(relation)) }
        let facts = rules.filter(TranslationPlan.isFact)
        if facts.count > 1, !plan.columns(of: relation).isEmpty {
            selects.append(values(relation, facts, &faults))
        } else {
            selects += facts.map { select($0, SQLConjunction(plan: plan, dialect: dialect), &faults) }
        }
        for rule in rules where !TranslationPlan.isFact(rule) {
            selects.append(select(rule, SQLConjunction(plan: plan, dialect: dialect), &faults))
        }
        return selects
    }

    /// The rows of a file as rows of a relation that holds others besides, and so may have wider types.
    private func inputRows(_ relation: String) -> String {
        let own = plan.types.inputColumns[relation, default: []]
        let columns = zip(own, plan.columns(of: relation)).enumerated().map { index, types -> String in
            let name = dialect.quoted("c\(index + 1)")
            let needsCast = dialect.type(types.0) != dialect.type(types.1)
            return needsCast ? "CAST(\(name) AS \(dialect.type(types.1))) AS \(name)" : name
        }
        let list = columns.isEmpty ? dialect.quoted("c0") : columns.joined(separator: ", ")
        return "SELECT \(list) FROM \(dialect.quoted(plan.inputName(of: relation)))"
    }

    private func values(_ relation: String, _ facts: [Rule], _ faults: inout TranslationFaults) -> String {
        let types = plan.columns(of: relation)
        let rows = facts.map { fact -> String in
            let writer = SQLExpressionWriter(fact, dialect: dialect)
            let cells = zip(fact.arguments, types).map { argument, type -> String in
                guard case .operand(let operand) = argument, let value = writer.value(of: operand) else { return "" }
                return writer.cast(value, to: type, &faults)
            }
            return "(\(cells.joined(separator: ", ")))"
        }
        let names = types.indices.map { dialect.quoted("c\($0 + 1)") }.joined(separator: ", ")
        return "SELECT \(names) FROM (VALUES\n  \(rows.joined(separator: ",\n  "))) AS v(\(names))"
    }

    /// The rows that a rule gives to its relation.
    func select(_ rule: Rule, _ conjunction: SQLConjunction, _ faults: inout TranslationFaults) -> String {
        let types = plan.columns(of: rule.relation)
        return conjunction.select(rule, &faults) { writer, faults in
            if rule.arguments.isEmpty { return ["TRUE AS \(dialect.quoted("c0"))"] }
            return rule.arguments.enumerated().map { index, argument in
                let operand: Operand? =
                    switch argument {
                    case .operand(let operand): operand
                    case .aggregate(_, let variable): variable.map(Operand.variable)
                    }
                guard let value = operand.flatMap(writer.value) else {
                    return "NULL AS \(dialect.quoted("c\(index + 1)"))"
                }
                return "\(writer.cast(value, to: types[index], &faults)) AS \(dialect.quoted("c\(index + 1)"))"
            }
        }
    }

    // MARK: - Groups

    /// The ways of all rules of the relation, then one row a group.
    private func gathered(_ relation: String, _ rules: [Rule], _ faults: inout TranslationFaults) -> String {
        let shape = rules.first(where: \.isAggregating)?.aggregates ?? []
        let ways = rules.map { rule in
            SQLConjunction(plan: plan, dialect: dialect).select(rule, &faults) { writer, faults in
                rule.arguments.enumerated().map { index, argument in
                    let name = dialect.quoted("c\(index + 1)")
                    let operand: Operand? =
                        switch argument {
                        case .operand(let operand): operand
                        case .aggregate(_, let variable): variable.map(Operand.variable)
                        }
                    guard let value = operand.flatMap(writer.value) else { return "TRUE AS \(name)" }
                    let wanted = shape[index] == nil ? plan.columns(of: relation)[index] : gatheredType(rules, index)
                    check(shape[index], wanted, rule, &faults)
                    return "\(writer.cast(value, to: wanted, &faults)) AS \(name)"
                }
            }
        }
        let columns = shape.enumerated().map { index, aggregate -> String in
            let name = dialect.quoted("c\(index + 1)")
            guard let aggregate else { return name }
            return "\(gather(aggregate, name, gatheredType(rules, index), counts(rules, index))) AS \(name)"
        }
        let group = shape.indices.filter { shape[$0] == nil }.map { dialect.quoted("c\($0 + 1)") }
        // Without any way there is no row.
        let rest = group.isEmpty ? "HAVING count(*) > 0" : "GROUP BY \(group.joined(separator: ", "))"
        return """
            SELECT \(columns.joined(separator: ", ")) FROM (
            \(ways.joined(separator: "\nUNION ALL\n"))
            ) AS ways \(rest)
            """
    }

    /// Whether `count` counts ways, not values.
    private func counts(_ rules: [Rule], _ index: Int) -> Bool {
        rules.contains { if case .aggregate(_, nil) = $0.arguments[index] { true } else { false } }
    }

    /// The type of the values that an aggregate gathers.
    private func gatheredType(_ rules: [Rule], _ index: Int) -> ColumnType {
        rules.reduce(.unknown) { type, rule in
            let variables = plan.types.types(in: rule)
            switch rule.arguments[index] {
            case .aggregate(_, .some(let variable)), .operand(.variable(let variable)):
                return type.joined(with: variables[variable])
            case .operand(.constant(let constant)):
                return type.joined(with: ColumnType(of: rule.constants[constant].term))
            default: return type
            }
        }
    }

    private func check(_ aggregate: Aggregate?, _ type: ColumnType, _ rule: Rule, _ faults: inout TranslationFaults) {
        switch (aggregate, type) {
        case (nil, _), (.count, _), (_, .unknown): return
        case (.sum, .integer), (.sum, .decimal), (.avg, .integer), (.avg, .decimal): return
        case (.min, _) where type != .mixed, (.max, _) where type != .mixed: return
        case (.collect, .text), (.collect, .date), (.collect, .integer): return
        default:
            faults.add(
                "\(aggregate?.rawValue ?? "") over such values cannot be written for \(dialect.name)", in: rule,
                repair: "Gather numbers, or values of one kind")
        }
    }

    private func gather(_ aggregate: Aggregate, _ name: String, _ type: ColumnType, _ countsWays: Bool) -> String {
        switch aggregate {
        case .count: return countsWays ? "count(*)" : "count(DISTINCT \(name))"
        case .sum: return "CAST(sum(\(name)) AS \(dialect.type(type)))"
        case .avg: return "avg(CAST(\(name) AS \(dialect.type(.decimal))))"
        case .min, .max:
            if type == .boolean { return aggregate == .min ? "bool_and(\(name))" : "bool_or(\(name))" }
            return "\(aggregate.rawValue)(\(type.isSpelled ? dialect.byBytes(name) : name))"
        case .collect: return dialect.collected(name, isText: type.isSpelled)
        }
    }

    // MARK: - Queries

    private func answer(_ query: CheckedQuery) -> String {
        let types = plan.columns(of: query.relation)
        let table = dialect.quoted(plan.name(of: query.relation))
        let comment = query.text.split(separator: "\n").map { "-- \($0)" }.joined(separator: "\n")
        if query.variables.isEmpty {
            return "\(comment)\nSELECT count(*) > 0 AS \(dialect.quoted("answer")) FROM \(table);"
        }
        let columns = query.variables.enumerated().map {
            "\(dialect.quoted("c\($0.offset + 1)")) AS \(dialect.quoted($0.element))"
        }
        func key(_ column: Int) -> String {
            let name = dialect.quoted("c\(column + 1)")
            return types.indices.contains(column) && types[column].isSpelled ? dialect.byBytes(name) : name
        }
        let given = query.order.map { key($0.column) + ($0.isDescending ? " DESC" : "") }
        let order = given + query.variables.indices.map(key)
        var text =
            "\(comment)\nSELECT \(columns.joined(separator: ", ")) FROM \(table)"
            + "\n  ORDER BY \(order.joined(separator: ", "))"
        if let limit = query.limit { text += " LIMIT \(limit)" }
        if query.offset > 0 { text += " OFFSET \(query.offset)" }
        return text + ";"
    }
}

extension String {
    func replacingPrefix(_ prefix: String, with other: String) -> String {
        hasPrefix(prefix) ? other + dropFirst(prefix.count) : self
    }
}
