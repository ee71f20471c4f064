import ClewModel

/// Writes relations that depend on one another as one common table expression: each relation is a set of its rows told
/// apart by a tag, as SQL lets only one table run through itself.
///
/// Standard SQL reads only the rows of the last round, and once: that is linear recursion. DuckDB's `USING KEY` reads
/// all rows so far besides (`recurring.r`), which allows for several recursive conditions, and for `min` and `max`.
struct SQLRecursion {
    let writer: SQLProgramWriter
    let stratum: Stratification.Stratum
    private let plan: TranslationPlan
    private let dialect: SQLDialect
    private let rules: [Rule]
    /// The columns of the common table, and for each relation the one of each of its own.
    private let slots: [ColumnType]
    private let slotOf: [String: [Int]]

    init(writer: SQLProgramWriter, stratum: Stratification.Stratum) {
        self.writer = writer
        self.stratum = stratum
        plan = writer.plan
        dialect = writer.dialect
        rules = writer.plan.rules(of: stratum)
        var slots: [ColumnType] = []
        var slotOf: [String: [Int]] = [:]
        for relation in stratum.relations {
            var used: Set<Int> = []
            slotOf[relation] = writer.plan.columns(of: relation).map { type in
                let free = slots.indices.first { !used.contains($0) && writer.dialect.sameType(slots[$0], type) }
                if free == nil { slots.append(type) }
                used.insert(free ?? slots.count - 1)
                return free ?? slots.count - 1
            }
        }
        self.slots = slots
        self.slotOf = slotOf
    }

    private var isAlone: Bool { stratum.relations.count == 1 }
    private var columnNames: [String] {
        (isAlone ? [] : [dialect.quoted("tag")]) + slots.indices.map { dialect.quoted("s\($0 + 1)") }
            + (slots.isEmpty && isAlone ? [dialect.quoted("s0")] : [])
    }

    func statements(_ faults: inout TranslationFaults) -> [String] {
        report(&faults)
        let first = stratum.relations[0]
        let common = dialect.quoted(plan.name(of: first) + (isAlone ? "" : "_together"))
        let together = """
            \(dialect.createTable) \(common) AS
            WITH RECURSIVE r(\(columnNames.joined(separator: ", ")))\(isKeyed ? " USING KEY (\(key))" : "") AS (
            \(base(&faults))
            UNION
            \(isKeyed ? keyedStep(&faults) : step(&faults))
            )
            SELECT \(isAlone ? ownColumns(first) : "*") FROM r;
            """
        if isAlone { return [together] }
        return [together]
            + stratum.relations.enumerated().map { tag, relation in
                "\(dialect.createTable) \(dialect.quoted(plan.name(of: relation))) AS\n"
                    + "SELECT \(ownColumns(relation)) FROM \(common) WHERE \(dialect.quoted("tag")) = \(tag);"
            }
    }

    /// A relation's columns among those of the common table.
    private func ownColumns(_ relation: String) -> String {
        let own = slotOf[relation, default: []].enumerated().map {
            "\(dialect.quoted("s\($0.element + 1)")) AS \(dialect.quoted("c\($0.offset + 1)"))"
        }
        return own.isEmpty ? "TRUE AS \(dialect.quoted("c0"))" : own.joined(separator: ", ")
    }

    /// What a common table expression cannot say.
    private func report(_ faults: inout TranslationFaults) {
        if dialect == .spark {
            faults.add(
                "\(stratum.relations[0]) depends on itself, and Spark's recursion keeps duplicates: on a circle it "
                    + "would not end", in: rules.first, repair: "Compile for DuckDB or PostgreSQL, or run it with clew")
        } else if dialect == .duckdb {
            guard let rule = rules.first(where: \.isAggregating) else { return }
            if !isAlone || rule.aggregates.count(where: { $0 != nil }) > 1 {
                faults.add(
                    "of relations that depend on one another, DuckDB keeps one least or greatest value of one",
                    in: rule,
                    repair: "Gather in a relation that depends on itself alone")
            }
        } else {
            for rule in rules { reportNonLinear(rule, &faults) }
        }
    }

    private func reportNonLinear(_ rule: Rule, _ faults: inout TranslationFaults) {
        if rule.isAggregating {
            faults.add(
                "\(rule.aggregates.compactMap { $0?.rawValue }.first ?? "") runs through recursion, which "
                    + "\(dialect.name) does not allow", in: rule, repair: "Compile for DuckDB, or run it with clew")
        }
        let atoms = TranslationPlan.recursiveAtoms(of: rule, in: stratum)
        if atoms.count > 1 {
            faults.add(
                "the body asks twice for what depends on \(rule.relation), and \(dialect.name)'s recursion is linear",
                in: rule, at: atoms[1].range,
                repair: "Write one recursive condition, such as path(?x, ?z) :- path(?x, ?y), edge(?y, ?z), or "
                    + "compile for DuckDB")
        }
    }

    // MARK: - The rows that do not depend on others

    private func base(_ faults: inout TranslationFaults) -> String {
        var selects: [String] = []
        for relation in stratum.relations {
            let own = rules.filter {
                $0.relation == relation && TranslationPlan.recursiveAtoms(of: $0, in: stratum).isEmpty
            }
            selects += writer.sources(relation, own, &faults).map { wrapped($0, relation) }
        }
        if selects.isEmpty { return "SELECT \(padding(nil).joined(separator: ", ")) WHERE FALSE" }
        if selects.count == 1, gathered == nil { return selects[0] }
        return best("(\n\(selects.joined(separator: "\nUNION ALL\n"))\n) AS base")
    }

    // MARK: - The rows of each round

    /// One SELECT over the rows of the last round; where there are several rules, they stand side by side behind it, so
    /// that the common table is named once, as PostgreSQL asks.
    private func step(_ faults: inout TranslationFaults) -> String {
        let recursive = rules.compactMap { rule in
            TranslationPlan.recursiveAtoms(of: rule, in: stratum).first.map { (rule, $0.index) }
        }
        let isLateral = recursive.count > 1
        let selects = recursive.map { rule, literal -> String in
            var conjunction = SQLConjunction(plan: plan, dialect: dialect)
            conjunction.tables = tables(of: rule, newest: literal)
            if isLateral { conjunction.lateral = literal }
            return wrapped(writer.select(rule, conjunction, &faults), rule.relation)
        }
        guard isLateral else { return selects.first ?? "" }
        return "SELECT x.* FROM r, LATERAL (\n\(selects.joined(separator: "\nUNION ALL\n"))\n) AS x"
    }

    /// For each recursive condition of each rule a SELECT in which that one reads the last round's rows and the others
    /// read all: what comes of it and is not known yet.
    private func keyedStep(_ faults: inout TranslationFaults) -> String {
        var selects: [String] = []
        for rule in rules {
            for atom in TranslationPlan.recursiveAtoms(of: rule, in: stratum) {
                var conjunction = SQLConjunction(plan: plan, dialect: dialect)
                conjunction.tables = tables(of: rule, newest: atom.index)
                selects.append(wrapped(writer.select(rule, conjunction, &faults), rule.relation))
            }
        }
        var known = keyColumns.map { "k.\($0) = x.\($0)" }
        if let gathered {
            known.append("k.\(gathered.column) \(gathered.aggregate == .min ? "<=" : ">=") x.\(gathered.column)")
        }
        return """
            SELECT x.* FROM (
            \(best("(\n\(selects.joined(separator: "\nUNION\n"))\n) AS round"))
            ) AS x WHERE NOT EXISTS (SELECT 1 FROM recurring.r AS k\
            \(known.isEmpty ? "" : " WHERE \(known.joined(separator: " AND "))"))
            """
    }

    /// The table of each recursive condition of a rule.
    private func tables(of rule: Rule, newest: Int) -> [Int: SQLTable] {
        var tables: [Int: SQLTable] = [:]
        for (index, _) in TranslationPlan.recursiveAtoms(of: rule, in: stratum) {
            guard let relation = rule.body[index].atom?.relation else { continue }
            tables[index] = SQLTable(
                name: index == newest ? "r" : "recurring.r",
                columns: slotOf[relation, default: []].map { dialect.quoted("s\($0 + 1)") },
                tag: isAlone ? nil : stratum.relations.firstIndex(of: relation))
        }
        return tables
    }

    // MARK: - Keys

    private var isKeyed: Bool {
        dialect == .duckdb
            && rules.contains {
                $0.isAggregating || TranslationPlan.recursiveAtoms(of: $0, in: stratum).count > 1
            }
    }

    /// The column of the least or greatest value, where one is kept.
    private var gathered: (column: String, aggregate: Aggregate)? {
        for (index, aggregate) in (rules.first(where: \.isAggregating)?.aggregates ?? []).enumerated() {
            guard let aggregate, let slot = slotOf[stratum.relations[0]]?[index] else { continue }
            return (dialect.quoted("s\(slot + 1)"), aggregate)
        }
        return nil
    }

    private var keyColumns: [String] { columnNames.filter { $0 != gathered?.column } }
    private var key: String { keyColumns.joined(separator: ", ") }

    /// The rows of a table, of each group only that with the best value.
    private func best(_ table: String) -> String {
        guard let gathered else { return "SELECT * FROM \(table)" }
        let list = columnNames.map {
            $0 == gathered.column ? "\(gathered.aggregate.rawValue)(\($0)) AS \($0)" : $0
        }
        // A group of no column is there only if it has a row.
        return "SELECT \(list.joined(separator: ", ")) FROM \(table) "
            + (keyColumns.isEmpty ? "HAVING count(*) > 0" : "GROUP BY \(key)")
    }

    // MARK: - Columns

    /// A SELECT of a relation's rows as rows of the common table.
    private func wrapped(_ select: String, _ relation: String) -> String {
        "SELECT \(padding(relation).joined(separator: ", ")) FROM (\(select)) AS q"
    }

    private func padding(_ relation: String?) -> [String] {
        let tag = relation.flatMap { stratum.relations.firstIndex(of: $0) } ?? 0
        var list = isAlone ? [] : ["\(tag) AS \(dialect.quoted("tag"))"]
        let own = relation.map { slotOf[$0, default: []] } ?? []
        list += slots.indices.map { slot in
            let name = dialect.quoted("s\(slot + 1)")
            guard let column = own.firstIndex(of: slot) else { return "\(dialect.padding(slots[slot])) AS \(name)" }
            return "q.\(dialect.quoted("c\(column + 1)")) AS \(name)"
        }
        if slots.isEmpty, isAlone { list.append("TRUE AS \(dialect.quoted("s0"))") }
        return list
    }
}

extension SQLDialect {
    /// Whether both are kept in columns of one type.
    func sameType(_ left: ColumnType, _ right: ColumnType) -> Bool { type(left) == type(right) }
}
