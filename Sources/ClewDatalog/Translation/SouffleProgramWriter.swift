import ClewModel

/// Writes a program for Soufflé (souffle-lang.github.io, version 2.3 or later, built for 64-bit numbers). Dates are
/// symbols there.
struct SouffleProgramWriter {
    private let plan: TranslationPlan

    init(_ plan: TranslationPlan) { self.plan = plan }

    func script(_ faults: inout TranslationFaults) -> String {
        var lines = ["// Written by clew compile for Soufflé. Numbers have 64 bits in a Soufflé built so."]
        for input in plan.inputs {
            let name = plan.inputName(of: input.name)
            lines += ["", declaration(name, plan.types.inputColumns[input.name, default: []])]
            let path = (plan.folder ?? ".") + "/" + input.name + ".tsv"
            lines.append(".input \(name)(IO=file, filename=\(quoted(path)), delimiter=\"\\t\")")
        }
        for stratum in plan.program.strata {
            for relation in stratum.relations {
                let columns = plan.columns(of: relation)
                lines += ["", declaration(plan.name(of: relation), columns)]
                if plan.hasInput(relation) {
                    let list = columns.indices.map { "c\($0 + 1)" }.joined(separator: ", ")
                    lines.append("\(plan.name(of: relation))(\(list)) :- \(plan.inputName(of: relation))(\(list)).")
                }
                for rule in plan.rules(of: stratum) where rule.relation == relation {
                    lines += statements(rule, in: stratum, &faults)
                }
            }
        }
        lines.append("")
        for name in plan.program.checked.outputs.map(plan.name) + queries(&faults) {
            lines.append(".output \(name)(IO=file, filename=\(quoted(name + ".tsv")), delimiter=\"\\t\")")
        }
        return lines.joined(separator: "\n") + "\n"
    }

    private func queries(_ faults: inout TranslationFaults) -> [String] {
        plan.program.checked.queries.map { query in
            if query.limit != nil || query.offset > 0 {
                let rule = plan.program.rules.first { $0.relation == query.relation }
                faults.add(
                    "Soufflé writes whole relations: limit and offset have no place there", in: rule,
                    repair: "Leave them out, and sort and cut the file")
            }
            return plan.name(of: query.relation)
        }
    }

    private func declaration(_ name: String, _ columns: [ColumnType]) -> String {
        let list = columns.enumerated().map { "c\($0.offset + 1):\(type($0.element))" }
        return ".decl \(name)(\(list.joined(separator: ", ")))"
    }

    private func type(_ type: ColumnType) -> String {
        switch type {
        case .integer: "number"
        case .decimal: "float"
        default: "symbol"
        }
    }

    private func quoted(_ text: String) -> String {
        let escaped = text.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"")
        return "\"" + escaped.replacing("\n", with: "\\n").replacing("\t", with: "\\t").replacing("\r", with: "\\r")
            + "\""
    }

    // MARK: - Rules

    private func statements(
        _ rule: Rule, in stratum: Stratification.Stratum, _ faults: inout TranslationFaults
    ) -> [String] {
        var body = SouffleBody(rule, plan: plan, quoted: quoted)
        let literals = body.literals(&faults)
        let head = plan.name(of: rule.relation)
        guard rule.isAggregating else {
            let arguments = rule.arguments.map { argument -> String in
                if case .operand(let operand) = argument { body.text(of: operand) } else { "_" }
            }
            let atom = "\(head)(\(arguments.joined(separator: ", ")))"
            return [literals.isEmpty ? "\(atom)." : "\(atom) :- \(literals.joined(separator: ", "))."]
        }
        return gathering(rule, head, literals, body, in: stratum, &faults)
    }

    /// The ways in which the body holds go into a relation of their own, which the aggregates run over.
    private func gathering(
        _ rule: Rule, _ head: String, _ literals: [String], _ body: SouffleBody, in stratum: Stratification.Stratum,
        _ faults: inout TranslationFaults
    ) -> [String] {
        if stratum.isRecursive {
            faults.add("an aggregate runs through recursion, which Soufflé does not allow", in: rule)
        }
        if plan.rules(of: stratum).count(where: { $0.relation == rule.relation }) > 1 {
            faults.add(
                "the rules of \(rule.relation) gather together", in: rule,
                repair: "Gather over one relation that the rules define")
        }
        let ways = head + "_ways"
        let columns = body.variables.map { "\($0.name):\(type($0.type))" }.joined(separator: ", ")
        let names = body.variables.map(\.name)
        var group: [String] = []
        var conditions: [String] = []
        var arguments: [String] = []
        for (index, argument) in rule.arguments.enumerated() {
            switch argument {
            case .operand(let operand):
                arguments.append(body.text(of: operand))
                if case .variable(let variable) = operand { group.append(body.name(variable)) }
            case .aggregate(let aggregate, let variable):
                arguments.append("g\(index + 1)")
                conditions.append(
                    "g\(index + 1) = " + gather(aggregate, variable.map(body.name), names, ways, rule, body, &faults))
            }
        }
        // Variables of the head stand for the group, inside of the braces too; the others are renamed there.
        let inner = conditions.map { condition in
            names.filter { !group.contains($0) }.reduce(condition) { text, name in
                text.replacing("\u{1}\(name)\u{1}", with: "w_\(name)")
            }
        }.map { condition in group.reduce(condition) { $0.replacing("\u{1}\($1)\u{1}", with: $1) } }
        let over = "\(ways)(\(names.map { group.contains($0) ? $0 : "_" }.joined(separator: ", ")))"
        return [
            ".decl \(ways)(\(columns))",
            "\(ways)(\(names.joined(separator: ", "))) :- \(literals.joined(separator: ", ")).",
            "\(head)(\(arguments.joined(separator: ", "))) :- \(([over] + inner).joined(separator: ", ")).",
        ]
    }

    /// An aggregate over the ways; names are marked, to be told apart into those of the group and others.
    private func gather(
        _ aggregate: Aggregate, _ variable: String?, _ names: [String], _ ways: String, _ rule: Rule,
        _ body: SouffleBody, _ faults: inout TranslationFaults
    ) -> String {
        let value = variable.map { "\u{1}\($0)\u{1}" } ?? ""
        let atom = "\(ways)(\(names.map { "\u{1}\($0)\u{1}" }.joined(separator: ", ")))"
        switch (aggregate, variable) {
        case (.count, nil): return "count : { \(atom) }"
        case (.min, _), (.max, _), (.sum, _): return "\(aggregate.rawValue) \(value) : { \(atom) }"
        case (.avg, let name?):
            let isInteger = body.variables.first { $0.name == name }?.type == .integer
            return "mean \(isInteger ? "to_float(\(value))" : value) : { \(atom) }"
        default:
            faults.add(
                "\(aggregate.rawValue) of different values cannot be written for Soufflé", in: rule,
                repair: aggregate == .count ? "Count the rows of a relation that holds the values once" : nil)
            return ""
        }
    }
}

/// The body of one rule in Soufflé's words.
struct SouffleBody {
    private let rule: Rule
    private let plan: TranslationPlan
    private let types: [ColumnType]
    private let quoted: (String) -> String
    /// All variables of the body, those that stood for `_` among them.
    private(set) var variables: [(name: String, type: ColumnType)] = []

    init(_ rule: Rule, plan: TranslationPlan, quoted: @escaping (String) -> String) {
        self.rule = rule
        self.plan = plan
        self.quoted = quoted
        types = plan.types.types(in: rule)
        variables = rule.variables.indices.map { (SouffleBody.name($0, rule), types[$0]) }
    }

    private static func name(_ variable: Int, _ rule: Rule) -> String {
        let plain = rule.variables[variable].filter { $0.isASCII && ($0.isLetter || $0.isNumber) }
        return "v\(variable)\(plain.isEmpty ? "" : "_" + plain)"
    }

    func name(_ variable: Int) -> String { variables[variable].name }

    func text(of operand: Operand) -> String {
        switch operand {
        case .variable(let variable): name(variable)
        case .constant(let constant): text(ofConstant: constant)
        case .anything: "_"
        }
    }

    private func text(ofConstant constant: Int) -> String {
        switch rule.constants[constant].term {
        case .integer(let number): number < 0 ? "(\(number))" : "\(number)"
        case .decimal(let number): "\(number)"
        case let term: quoted(term.spelling)
        }
    }

    mutating func literals(_ faults: inout TranslationFaults) -> [String] {
        let isGathering = rule.isAggregating
        return rule.body.compactMap { literal in
            switch literal.kind {
            case .positive(let atom): return self.atom(atom, namesAll: isGathering, literal.range, &faults)
            case .negative(let atom): return "!" + self.atom(atom, namesAll: false, literal.range, &faults)
            case .comparison(let comparison, let left, let right):
                checkKinds(left, right, literal.range, &faults)
                return "\(text(left, literal.range, &faults)) \(comparison.rawValue) "
                    + text(right, literal.range, &faults)
            case .binding(let variable, let value):
                return "\(name(variable)) = \(text(value, literal.range, &faults))"
            case .test(let test, let operands, let isNegated):
                return self.test(test, operands, isNegated, literal.range, &faults)
            case .lookup(let result, let relation, let group, let otherwise):
                let names = group.map(name)
                let known = "\(plan.name(of: relation))(\((names + [name(result)]).joined(separator: ", ")))"
                guard let otherwise else { return known }
                let none = "!\(plan.name(of: relation))(\((names + ["_"]).joined(separator: ", ")))"
                return "( \(known) ; \(none), \(name(result)) = \(otherwise.spelling) )"
            }
        }
    }

    private mutating func atom(
        _ atom: Atom, namesAll: Bool, _ range: TextRange, _ faults: inout TranslationFaults
    ) -> String {
        let arguments = atom.arguments.enumerated().map { index, argument -> String in
            let type = plan.types.type(of: atom.relation, index)
            if case .anything = argument, namesAll {
                variables.append(("w\(variables.count)", type))
                return variables[variables.count - 1].name
            }
            let own: ColumnType? =
                switch argument {
                case .variable(let variable): types[variable]
                case .constant(let constant): ColumnType(of: rule.constants[constant].term)
                case .anything: nil
                }
            if let own, own.isSpelled != type.isSpelled || !own.isSpelled && own != type {
                faults.add(
                    "argument \(index + 1) of \(atom.relation) holds values of another kind, which Soufflé refuses",
                    in: rule, at: range, repair: "Give each kind of value a relation of its own")
            }
            return text(of: argument)
        }
        return "\(plan.name(of: atom.relation))(\(arguments.joined(separator: ", ")))"
    }

    private func checkKinds(
        _ left: Expression, _ right: Expression, _ range: TextRange, _ faults: inout TranslationFaults
    ) {
        let (first, second) = (plan.types.type(of: left, types, rule), plan.types.type(of: right, types, rule))
        let areAlike = first == second && first != .mixed || first == .unknown || second == .unknown
        if !areAlike {
            faults.add("Soufflé compares values of one kind only", in: rule, at: range)
        }
    }

    private func test(
        _ test: TextTest, _ operands: [Expression], _ isNegated: Bool, _ range: TextRange,
        _ faults: inout TranslationFaults
    ) -> String? {
        let (subject, part) = (text(operands[0], range, &faults), text(operands[1], range, &faults))
        switch test {
        case .contains: return "\(isNegated ? "!" : "")contains(\(part), \(subject))"
        case .matches: return "\(isNegated ? "!" : "")match(\(part), \(subject))"
        case .startsWith:
            return "substr(\(subject), 0, strlen(\(part))) \(isNegated ? "!=" : "=") \(part)"
        case .endsWith:
            faults.add(
                "Soufflé has no ends_with", in: rule, at: range, repair: "Write matches(?text, \".*…\") instead")
            return nil
        }
    }

    private func text(_ expression: Expression, _ range: TextRange, _ faults: inout TranslationFaults) -> String {
        switch expression {
        case .variable(let variable): return name(variable)
        case .constant(let constant): return text(ofConstant: constant)
        case .call(let function, let operands):
            let texts = operands.map { text($0, range, &faults) }
            let kinds = Set(operands.map { plan.types.type(of: $0, types, rule) })
            switch function {
            case .add, .subtract, .multiply, .divide, .remainder, .power:
                if kinds.count > 1 {
                    faults.add("Soufflé computes with numbers of one kind only", in: rule, at: range)
                }
                return "(\(texts.joined(separator: " \(function.rawValue) ")))"
            case .min, .max: return "\(function.rawValue)(\(texts.joined(separator: ", ")))"
            case .abs: return "max(\(texts[0]), -\(texts[0]))"
            case .concat where kinds.allSatisfy(\.isSpelled): return "cat(\(texts.joined(separator: ", ")))"
            case .toString:
                return kinds.allSatisfy(\.isSpelled) ? texts[0] : "to_string(\(texts[0]))"
            default:
                faults.add(
                    "\(function.rawValue) has no equal in Soufflé, whose texts are bytes", in: rule, at: range,
                    repair: "Compute it before or after, or run the program with clew")
                return ""
            }
        }
    }
}
