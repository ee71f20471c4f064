import ClewModel

/// Writes a program for Nemo (knowsys.github.io/nemo-doc, version 0.10), whose language is the nearest to Clew's. What the
/// two do not share (several aggregates in a head, `avg`, `collect`, patterns, `limit`) is refused.
struct NemoProgramWriter {
    private let plan: TranslationPlan

    init(_ plan: TranslationPlan) { self.plan = plan }

    func script(_ faults: inout TranslationFaults) -> String {
        var lines = ["% Written by clew compile for Nemo."]
        for input in plan.inputs {
            if input.columns.isEmpty {
                if input.rowCount > 0 { lines.append("\(atom(plan.inputName(of: input.name), [])) .") }
                continue
            }
            lines.append(imported(input, &faults))
        }
        for stratum in plan.program.strata {
            for relation in stratum.relations where plan.hasInput(relation) {
                let list = plan.columns(of: relation).indices.map { "?c\($0 + 1)" }
                lines.append("\(atom(plan.name(of: relation), list)) :- \(atom(plan.inputName(of: relation), list)) .")
            }
            for rule in plan.rules(of: stratum) { lines.append(statement(rule, in: stratum, &faults)) }
        }
        for query in plan.program.checked.queries where query.limit != nil || query.offset > 0 {
            faults.add(
                "Nemo writes whole relations: limit and offset have no place there",
                in: plan.program.rules.first { $0.relation == query.relation },
                repair: "Leave them out, and cut the file")
        }
        let written = plan.program.checked.outputs + plan.program.checked.queries.map(\.relation)
        lines += written.map { "@output \(plan.name(of: $0)) ." }
        return lines.joined(separator: "\n") + "\n"
    }

    private func imported(_ input: RelationSchema, _ faults: inout TranslationFaults) -> String {
        let types = plan.types.inputColumns[input.name, default: []]
        if plan.inputsWithQuotes.contains(input.name) {
            faults.add(
                "\(input.name) holds quotes, which Nemo takes for the ends of fields",
                repair: "Compile for SQL, or export the graph with clew export --to nemo")
        }
        if types.contains(.mixed) {
            faults.add(
                "a column of \(input.name) holds values of several kinds, and Nemo reads each column as one",
                repair: "Give each kind of value a relation of its own")
        }
        let formats = types.map { $0 == .integer ? "int" : $0 == .decimal ? "double" : "string" }
        let path = (plan.folder ?? ".") + "/" + input.name + ".tsv"
        return "@import \(plan.inputName(of: input.name)) :- tsv { resource = \(quoted(path)), "
            + "format = (\(formats.joined(separator: ", "))) } ."
    }

    /// Nemo's relations have a column at least: the row of a relation without any is `(0)`.
    private func atom(_ relation: String, _ arguments: [String]) -> String {
        "\(relation)(\(arguments.isEmpty ? "0" : arguments.joined(separator: ", ")))"
    }

    private func quoted(_ text: String) -> String {
        let escaped = text.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"")
        return "\"" + escaped.replacing("\n", with: "\\n").replacing("\t", with: "\\t").replacing("\r", with: "\\r")
            + "\""
    }

    private func statement(
        _ rule: Rule, in stratum: Stratification.Stratum, _ faults: inout TranslationFaults
    ) -> String {
        if rule.isAggregating { reportGathering(rule, in: stratum, &faults) }
        let hasPositive = rule.body.contains { if case .positive = $0.kind { true } else { false } }
        if !rule.body.isEmpty, !hasPositive {
            faults.add(
                "Nemo needs a relation in a body that is not negated", in: rule,
                repair: "Add a condition that always holds, such as one on a fact of the program")
        }
        let types = plan.types.types(in: rule)
        var names = rule.variables.indices.map { name($0, rule) }
        // Aggregates over ways name every variable, `_` included.
        let literals = rule.body.map { literal($0, rule, types, &names, &faults) }
        var group: Set<Int> = []
        for case .operand(.variable(let variable)) in rule.arguments { group.insert(variable) }
        let arguments = rule.arguments.map { argument -> String in
            switch argument {
            case .operand(let operand): return text(of: operand, rule)
            case .aggregate(let aggregate, let variable):
                let value = variable.map { name($0, rule) }
                if let variable, group.contains(variable) {
                    faults.add(
                        "Nemo gathers no variable of the group itself", in: rule,
                        repair: "Leave ?\(rule.variables[variable]) out of the group, or out of the aggregate")
                }
                let others = names.filter { $0 != value }
                switch aggregate {
                case .count where value == nil: return "#count(\(names.joined(separator: ", ")))"
                case .sum: return "#sum(\(([value ?? ""] + others).joined(separator: ", ")))"
                default: return "#\(aggregate.rawValue)(\(value ?? ""))"
                }
            }
        }
        let head = atom(plan.name(of: rule.relation), arguments)
        return literals.isEmpty ? "\(head) ." : "\(head) :- \(literals.joined(separator: ", ")) ."
    }

    private func reportGathering(
        _ rule: Rule, in stratum: Stratification.Stratum, _ faults: inout TranslationFaults
    ) {
        let aggregates = rule.aggregates.compactMap { $0 }
        if stratum.isRecursive {
            faults.add("an aggregate runs through recursion, which Nemo does not allow", in: rule)
        }
        if aggregates.count > 1 {
            faults.add(
                "Nemo gathers one value in a head", in: rule, repair: "Write a rule for each and join them by the group"
            )
        }
        if let other = aggregates.first(where: { $0 == .avg || $0 == .collect }) {
            faults.add("Nemo has no \(other.rawValue)", in: rule)
        }
        if plan.rules(of: stratum).count(where: { $0.relation == rule.relation }) > 1 {
            faults.add(
                "the rules of \(rule.relation) gather together", in: rule,
                repair: "Gather over one relation that the rules define")
        }
    }

    private func name(_ variable: Int, _ rule: Rule) -> String {
        let plain = rule.variables[variable].filter { $0.isASCII && ($0.isLetter || $0.isNumber) }
        return "?v\(variable)\(plain)"
    }

    private func text(of operand: Operand, _ rule: Rule) -> String {
        switch operand {
        case .variable(let variable): name(variable, rule)
        case .constant(let constant): text(ofConstant: constant, rule)
        case .anything: "_"
        }
    }

    private func text(ofConstant constant: Int, _ rule: Rule) -> String {
        switch rule.constants[constant].term {
        case .integer(let number): "\(number)"
        case .decimal(let number): "\(number)"
        case let term: quoted(term.spelling)
        }
    }

    /// - Parameter names: the names of the rule's variables. Where it gathers, each `_` becomes a variable among them.
    private func literal(
        _ literal: BodyLiteral, _ rule: Rule, _ types: [ColumnType], _ names: inout [String],
        _ faults: inout TranslationFaults
    ) -> String {
        switch literal.kind {
        case .positive(let atom): return self.atom(atom, rule, &names)
        case .negative(let atom):
            let arguments = atom.arguments.map { text(of: $0, rule) }
            return "~" + self.atom(plan.name(of: atom.relation), arguments)
        case .comparison(let comparison, let left, let right):
            check(comparison, left, right, rule, types, literal.range, &faults)
            return "\(text(left, rule, literal.range, &faults)) \(comparison.rawValue) "
                + text(right, rule, literal.range, &faults)
        case .binding(let variable, let value):
            return "\(name(variable, rule)) = \(text(value, rule, literal.range, &faults))"
        case .test(let test, let operands, let isNegated) where test != .matches:
            let texts = operands.map { text($0, rule, literal.range, &faults) }
            let name = [.contains: "CONTAINS", .startsWith: "STRSTARTS", .endsWith: "STRENDS"][test] ?? ""
            return "\(name)(\(texts.joined(separator: ", "))) = \(!isNegated)"
        case .lookup(let result, let relation, let group, nil):
            return atom(plan.name(of: relation), (group + [result]).map { name($0, rule) })
        default:
            faults.add(
                "this condition has no equal in Nemo", in: rule, at: literal.range,
                repair: "Run the program with clew, or compile it for SQL")
            return ""
        }
    }

    private func atom(_ atom: Atom, _ rule: Rule, _ names: inout [String]) -> String {
        var arguments: [String] = []
        for argument in atom.arguments {
            if case .anything = argument, rule.isAggregating {
                arguments.append("?w\(names.count)")
                names.append("?w\(names.count)")
            } else {
                arguments.append(text(of: argument, rule))
            }
        }
        return self.atom(plan.name(of: atom.relation), arguments)
    }

    private func check(
        _ comparison: Comparison, _ left: Expression, _ right: Expression, _ rule: Rule, _ types: [ColumnType],
        _ range: TextRange, _ faults: inout TranslationFaults
    ) {
        let kinds = [left, right].map { plan.types.type(of: $0, types, rule) }
        if comparison != .equal, comparison != .notEqual, !kinds.allSatisfy({ $0.isNumber || $0 == .unknown }) {
            faults.add("Nemo orders numbers only", in: rule, at: range)
        }
        if case .variable(let first) = left, case .variable(first) = right {
            faults.add("Nemo fails on a variable that is compared with itself", in: rule, at: range)
        }
    }

    private func text(
        _ expression: Expression, _ rule: Rule, _ range: TextRange, _ faults: inout TranslationFaults
    ) -> String {
        switch expression {
        case .variable(let variable): return name(variable, rule)
        case .constant(let constant): return text(ofConstant: constant, rule)
        case .call(let function, let operands):
            let texts = operands.map { text($0, rule, range, &faults) }
            let isText = operands.allSatisfy {
                plan.types.type(of: $0, plan.types.types(in: rule), rule).isSpelled
            }
            switch function {
            case .lower where isText: return "LCASE(\(texts[0]))"
            case .upper where isText: return "UCASE(\(texts[0]))"
            case .length where isText: return "STRLEN(\(texts[0]))"
            case .concat where isText: return "CONCAT(\(texts.joined(separator: ", ")))"
            case .add, .subtract, .multiply: return "(\(texts.joined(separator: " \(function.rawValue) ")))"
            case .abs: return "ABS(\(texts[0]))"
            default:
                faults.add(
                    "\(function.rawValue) is not the same in Nemo", in: rule, at: range,
                    repair: "Run the program with clew, or compile it for SQL")
                return ""
            }
        }
    }
}
