import ClewModel

/// Writes a program for Nemo (knowsys.github.io/nemo-doc, version 0.8), whose language is the nearest to Clew's. What
/// the two do not share (aggregates over ways, functions of texts, `limit`) is refused.
struct NemoWriter {
    private let plan: TranslationPlan

    init(_ plan: TranslationPlan) { self.plan = plan }

    func script(_ faults: inout TranslationFaults) -> String {
        var lines = ["% Written by clew compile for Nemo."]
        for input in plan.inputs {
            let path = (plan.folder ?? ".") + "/" + input.name + ".tsv"
            lines.append("@import \(plan.inputName(of: input.name)) :- tsv { resource = \(quoted(path)) } .")
        }
        for stratum in plan.program.strata {
            for relation in stratum.relations where plan.hasInput(relation) {
                let list = plan.columns(of: relation).indices.map { "?c\($0 + 1)" }.joined(separator: ", ")
                lines.append("\(plan.name(of: relation))(\(list)) :- \(plan.inputName(of: relation))(\(list)) .")
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

    private func quoted(_ text: String) -> String {
        let escaped = text.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"")
        return "\"" + escaped.replacing("\n", with: "\\n").replacing("\t", with: "\\t").replacing("\r", with: "\\r")
            + "\""
    }

    private func statement(
        _ rule: Rule, in stratum: Stratification.Stratum, _ faults: inout TranslationFaults
    ) -> String {
        let types = plan.types.types(in: rule)
        let arguments = rule.arguments.map { argument -> String in
            switch argument {
            case .operand(let operand): return text(of: operand, rule)
            case .aggregate(let aggregate, .some(let variable)) where [.count, .min, .max].contains(aggregate):
                return "#\(aggregate.rawValue)(\(name(variable, rule)))"
            case .aggregate(let aggregate, _):
                faults.add(
                    "\(aggregate.rawValue) goes over ways, and Nemo's over different values", in: rule,
                    repair: "Gather different values with count(?v), min or max")
                return ""
            }
        }
        if rule.isAggregating, stratum.isRecursive {
            faults.add("an aggregate runs through recursion, which Nemo does not allow", in: rule)
        }
        let literals = rule.body.map { literal($0, rule, types, &faults) }
        let head = "\(plan.name(of: rule.relation))(\(arguments.joined(separator: ", ")))"
        return literals.isEmpty ? "\(head) ." : "\(head) :- \(literals.joined(separator: ", ")) ."
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

    private func literal(
        _ literal: BodyLiteral, _ rule: Rule, _ types: [ColumnType], _ faults: inout TranslationFaults
    ) -> String {
        func atom(_ atom: Atom) -> String {
            "\(plan.name(of: atom.relation))(\(atom.arguments.map { text(of: $0, rule) }.joined(separator: ", ")))"
        }
        switch literal.kind {
        case .positive(let positive): return atom(positive)
        case .negative(let negative): return "~" + atom(negative)
        case .comparison(let comparison, let left, let right):
            let kinds = [left, right].map { plan.types.type(of: $0, types, rule) }
            if comparison != .equal, comparison != .notEqual, !kinds.allSatisfy({ $0.isNumber || $0 == .unknown }) {
                faults.add("Nemo orders numbers only", in: rule, at: literal.range)
            }
            return "\(text(left, rule, literal.range, &faults)) \(comparison.rawValue) "
                + text(right, rule, literal.range, &faults)
        case .binding(let variable, let value):
            return "\(name(variable, rule)) = \(text(value, rule, literal.range, &faults))"
        case .lookup(let result, let relation, let group, nil):
            let list = (group + [result]).map { name($0, rule) }.joined(separator: ", ")
            return "\(plan.name(of: relation))(\(list))"
        default:
            faults.add(
                "this condition has no equal in Nemo", in: rule, at: literal.range,
                repair: "Run the program with clew, or compile it for SQL")
            return ""
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
            switch function {
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
