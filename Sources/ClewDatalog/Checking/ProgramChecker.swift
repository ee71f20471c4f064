import ClewModel

/// Checks programs against the relations that they ask of: names, arities, safety, types, stratification. Finds all
/// errors, not just the first. What passes is a ``CheckedProgram``.
public struct ProgramChecker {
    /// How many conjunctions one body may stand for.
    static let conjunctionsMax = 64

    let source: any RelationSource
    private let programs: [ParsedProgram]
    private let prelude: ParsedProgram?

    let schemas: SchemaTable
    var collectors: [DiagnosticCollector] = []
    /// Rules with the number of the program that they come from.
    var rules: [(rule: Rule, program: Int)] = []
    private var queries: [CheckedQuery] = []
    private var outputs: [String] = []
    var columns: [String: [RelationSchema.Column]] = [:]

    /// Checks `programs` together, as if they were one. The prelude's rules are added for relations that neither the
    /// source nor the programs have.
    public init(_ programs: [ParsedProgram], against source: any RelationSource, prelude: ParsedProgram? = nil) {
        self.programs = programs
        self.source = source
        self.prelude = prelude
        schemas = SchemaTable(sorted: source.schemas)
    }

    /// The checked program, or what is wrong.
    public static func check(
        _ programs: [ParsedProgram], against source: any RelationSource, prelude: ParsedProgram? = nil
    ) -> CheckOutcome {
        var checker = ProgramChecker(programs, against: source, prelude: prelude)
        return checker.check()
    }

    private mutating func check() -> CheckOutcome {
        let all = programs + [prelude].compactMap { $0 }
        for (index, program) in all.enumerated() {
            collectors.append(DiagnosticCollector(source: program.source))
            lower(program, index, isPrelude: index >= programs.count)
        }
        checkRelations()
        inferColumns()
        checkAggregateHeads()
        for index in rules.indices {
            rules[index].rule = resolveConstants(of: rules[index].rule, program: rules[index].program)
            var safety = SafetyCheck(rule: rules[index].rule, collector: collectors[rules[index].program])
            rules[index].rule = safety.checked()
            var types = TypeCheck(rule: rules[index].rule, collector: safety.collector)
            types.check()
            collectors[rules[index].program] = types.collector
        }
        checkStrata()
        let diagnostics = all.enumerated().flatMap { index, program in program.diagnostics + collectors[index].sorted }
        if diagnostics.contains(where: { $0.severity == .error }) {
            return CheckOutcome(program: nil, diagnostics: diagnostics)
        }
        let program = CheckedProgram(
            outputs: outputs, diagnostics: diagnostics, rules: rules.map { $0.rule.withEqualitiesResolved },
            queries: queries,
            columns: columns)
        return CheckOutcome(program: program, diagnostics: diagnostics)
    }

    private mutating func checkStrata() {
        let stratification = Stratification(of: rules.map(\.rule))
        for fault in stratification.faults {
            collectors[rules[fault.rule].program].report(
                .stratification, fault.message, at: fault.range, repair: fault.repair)
        }
    }
}

// MARK: - From syntax to rules

extension ProgramChecker {
    private mutating func lower(_ program: ParsedProgram, _ index: Int, isPrelude: Bool) {
        let defined = Set(rules.map(\.rule.relation))
        for statement in program.statements {
            let origin = program.origin(of: statement)
            switch statement.kind {
            case .rule(let heads, let body):
                let wanted = heads.filter { !isPrelude || schemas[$0.name] == nil && !defined.contains($0.name) }
                let conjunctions = body?.conjunctions(limit: ProgramChecker.conjunctionsMax, &collectors[index]) ?? [[]]
                for head in wanted {
                    checkHeadName(head, program: index)
                    for conjunction in conjunctions {
                        add(index) { $0.rule(head: head, body: conjunction, origin: origin) }
                    }
                }
            case .query(let query): lower(query, origin, statement.range, program: index)
            case .directive(let directive, let names):
                for name in names { apply(directive, name, program: index) }
            }
        }
    }

    private mutating func add(_ index: Int, _ build: (inout RuleLowering) -> Rule) {
        let count = rules.count
        var made = 0
        var lowering = RuleLowering(collector: collectors[index]) { what in
            made += 1
            return "?\(what) \(count).\(made)"
        }
        let rule = build(&lowering)
        collectors[index] = lowering.collector
        for var made in lowering.auxiliary + [rule] {
            made.program = index
            rules.append((made, index))
        }
    }

    private mutating func lower(_ query: QuerySyntax, _ origin: RuleOrigin, _ range: TextRange, program: Int) {
        var names: [String] = []
        query.body.collectVariables(into: &names)
        let relation = "?query \(queries.count + 1)"
        for conjunction in query.body.conjunctions(limit: ProgramChecker.conjunctionsMax, &collectors[program]) {
            add(program) {
                $0.query(relation: relation, variables: names, body: conjunction, origin: origin, range: range)
            }
        }
        var order: [(Int, Bool)] = []
        for (variable, isDescending) in query.order {
            if let column = names.firstIndex(of: variable.text) {
                order.append((column, isDescending))
            } else {
                collectors[program].report(
                    .safety, "the answers have no ?\(variable.text) to order by", at: variable.range,
                    repair: Suggestion.didYouMean(Suggestion.nearest(to: variable.text, in: names).map { "?" + $0 })
                        ?? "Order by a variable of the query")
            }
        }
        queries.append(
            CheckedQuery(
                relation: relation, variables: names, order: order, limit: query.limit, offset: query.offset,
                text: origin.text))
    }

    private mutating func checkHeadName(_ head: AtomSyntax, program: Int) {
        let isFunction =
            Function(rawValue: head.name) != nil || TextTest(rawValue: head.name) != nil || head.name == "not"
        if !head.isQuoted && isFunction || head.name.hasPrefix("?") {
            collectors[program].report(
                .reservedName, "\(head.name) is a name of the language", at: head.nameRange,
                repair: head.name.hasPrefix("?")
                    ? "Begin the name otherwise" : "Give the relation another name, or put it in quotes")
        }
    }

    private mutating func apply(_ directive: DirectiveSyntax, _ name: NameSyntax, program: Int) {
        let isDefined = programs.contains { program in
            program.statements.contains {
                if case .rule(let heads, _) = $0.kind { heads.contains { $0.name == name.text } } else { false }
            }
        }
        let isKnown = schemas[name.text] != nil || (directive == .output && isDefined)
        if !isKnown {
            reportUnknown(name.text, name.range, program: program)
        } else if directive == .output, !outputs.contains(name.text) {
            outputs.append(name.text)
        }
    }
}

// MARK: - Relations and arities

extension ProgramChecker {
    /// Every atom must name a relation that exists, with as many arguments as it has columns.
    private mutating func checkRelations() {
        var arities: [String: (count: Int, witness: ArityWitness)] = [:]
        for (rule, program) in rules {
            let count = rule.arguments.count
            if let known = arity(of: rule.relation, &arities) {
                if known.count != count { reportArity(rule.relation, count, known, rule.range, program: program) }
            } else {
                arities[rule.relation] = (count, .rule(line: rule.origin?.line))
            }
        }
        for (rule, program) in rules {
            for literal in rule.body {
                guard let atom = literal.atom else { continue }
                let count = atom.arguments.count
                if let known = arity(of: atom.relation, &arities) {
                    if known.count != count { reportArity(atom.relation, count, known, atom.range, program: program) }
                } else if schemas[atom.relation] != nil {
                    arities[atom.relation] = (count, .use)
                } else {
                    reportUnknown(atom.relation, atom.range, program: program)
                }
            }
        }
        for name in outputs { _ = arity(of: name, &arities) }
        for (name, arity) in arities {
            columns[name] =
                schemas[name].flatMap { $0.isOpen ? nil : $0.columns } ?? Array(repeating: .any, count: arity.count)
        }
    }

    /// What a relation's number of columns is known from.
    private enum ArityWitness {
        case schema(RelationSchema)
        /// The first rule with the relation in its head.
        case rule(line: Int?)
        /// The first condition on it.
        case use
    }

    /// How many columns a relation has, and how that is known. Of the source's relations only those that are asked for
    /// are taken down: a graph has hundreds, a question names two.
    private func arity(
        of name: String, _ arities: inout [String: (count: Int, witness: ArityWitness)]
    ) -> (count: Int, witness: ArityWitness)? {
        if let known = arities[name] { return known }
        guard let schema = schemas[name], !schema.isOpen else { return nil }
        let arity = (schema.columns.count, ArityWitness.schema(schema))
        arities[name] = arity
        return arity
    }

    private mutating func reportArity(
        _ name: String, _ count: Int, _ known: (count: Int, witness: ArityWitness), _ range: TextRange, program: Int
    ) {
        let spelling =
            switch known.witness {
            case .schema(let schema): schema.spelling
            case .rule(let line): "\(name)/\(known.count)" + (line.map { ", defined in line \($0)" } ?? "")
            case .use: name
            }
        collectors[program].report(
            .arity, "\(name) has \(ProgramChecker.arguments(known.count)), not \(count)", at: range,
            repair: "It is \(spelling); write _ where any value will do")
    }

    private static func arguments(_ count: Int) -> String {
        count == 0 ? "no arguments" : count == 1 ? "1 argument" : "\(count) arguments"
    }

    private mutating func reportUnknown(_ name: String, _ range: TextRange, program: Int) {
        let names = Set(schemas.all.map(\.name)).union(rules.map(\.rule.relation)).filter { !$0.hasPrefix("?") }
        let near = Suggestion.didYouMean(Suggestion.nearest(to: name, in: names.sorted()))
        let hint =
            schemas["triple"] == nil
            ? "Relations come from facts, files of facts and the heads of rules"
            : "Relations come from what the articles say and from rules; the list of predicates shows those of the graph"
        collectors[program].report(
            .unknownRelation, "there is no relation \(name)", at: range,
            repair: [near, hint].compactMap { $0 }.joined(separator: " "))
    }

    /// All rules of a relation must gather the same columns in the same way; for `min` and `max` a plain value counts
    /// as a group of one.
    private mutating func checkAggregateHeads() {
        var shapes: [String: [Aggregate?]] = [:]
        for (rule, _) in rules where rule.isAggregating && shapes[rule.relation] == nil {
            shapes[rule.relation] = rule.aggregates
        }
        for (rule, program) in rules {
            guard let shape = shapes[rule.relation], shape != rule.aggregates else { continue }
            let isPlain = !rule.isAggregating && shape.allSatisfy { $0 == nil || $0 == .min || $0 == .max }
            if isPlain || shape.count != rule.arguments.count { continue }
            collectors[program].report(
                .aggregate, "the rules of \(rule.relation) gather different columns", at: rule.range,
                repair: "Write the same aggregates in the head of each, or give one of them another name")
        }
        for (rule, program) in rules where rule.isAggregating && schemas[rule.relation]?.isOpen == false {
            collectors[program].report(
                .aggregate, "\(rule.relation) has rows of its own that an aggregate cannot gather", at: rule.range,
                repair: "Give the head another name")
        }
    }
}

extension Rule {
    /// The aggregate of each column, none for the columns of the group.
    var aggregates: [Aggregate?] {
        arguments.map { if case .aggregate(let aggregate, _) = $0 { aggregate } else { nil } }
    }
}

extension BodyLiteral {
    /// The atom of a positive or negative literal.
    var atom: Atom? {
        switch kind {
        case .positive(let atom), .negative(let atom): atom
        default: nil
        }
    }

    /// The atom of a positive literal.
    var positiveAtom: Atom? { if case .positive(let atom) = kind { atom } else { nil } }
}

extension ParsedProgram {
    /// Where a statement stands.
    func origin(of statement: StatementSyntax) -> RuleOrigin {
        RuleOrigin(
            text: source.text(in: statement.range), source: source.name, line: source.place(of: statement.range).line)
    }
}

extension RelationSchema {
    /// A relation without rows of which not even the number of columns is known: an empty file of facts.
    var isOpen: Bool { columns.isEmpty && rowCount == 0 }

    /// `partners(subject, object)`
    var spelling: String { "\(name)(\(columnNames.joined(separator: ", ")))" }
}

/// Relations by name. Looks them up in the order in which the source has them: a table of its own would be made anew
/// for every question.
struct SchemaTable {
    let all: [RelationSchema]

    /// - Precondition: `all` is sorted by name.
    init(sorted all: [RelationSchema]) { self.all = all }

    /// O(log relations).
    subscript(name: String) -> RelationSchema? {
        var (low, high) = (0, all.count)
        while low < high {
            let middle = (low + high) / 2
            if all[middle].name < name { low = middle + 1 } else { high = middle }
        }
        return low < all.count && all[low].name == name ? all[low] : nil
    }
}
