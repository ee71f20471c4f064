import ClewModel

// How constants are read: columns of the source say what stands in them, rules carry that on to the relations that
// they define, and a name means an entity where one may stand.

extension ProgramChecker {
    /// What stands in the columns of derived relations: repeats until nothing changes.
    mutating func inferColumns() {
        var inferred: [String: [RelationSchema.Column?]] = [:]
        for (rule, _) in rules where schemas[rule.relation]?.isOpen != false {
            inferred[rule.relation] = Array(repeating: nil, count: rule.arguments.count)
        }
        // Where no rule reads what another derives, one round is all: the usual question.
        let isChained = rules.contains { rule, _ in
            rule.body.contains { $0.atom.map { inferred[$0.relation] != nil } ?? false }
        }
        for _ in 0..<(isChained ? 16 : 1) {
            var next = inferred
            for (rule, _) in rules {
                guard var kinds = next[rule.relation], kinds.count == rule.arguments.count else { continue }
                let variables = variableColumns(of: rule) { inferred[$0] ?? columns[$0]?.map { $0 } ?? [] }
                for (index, argument) in rule.arguments.enumerated() {
                    let kind = column(of: argument, in: rule, variables)
                    if let kind { kinds[index] = kinds[index].map { $0 == kind ? kind : .any } ?? kind }
                }
                next[rule.relation] = kinds
            }
            if next == inferred { break }
            inferred = next
        }
        for (name, kinds) in inferred { columns[name] = kinds.map { $0 ?? .any } }
    }

    private func column(
        of argument: HeadArgument, in rule: Rule, _ variables: [RelationSchema.Column?]
    ) -> RelationSchema.Column? {
        switch argument {
        case .operand(.variable(let variable)): variables[variable]
        case .operand(.constant(let constant)): rule.constants[constant].isName ? .any : .value
        case .operand(.anything): .any
        case .aggregate(let aggregate, let variable):
            aggregate == .min || aggregate == .max ? variable.flatMap { variables[$0] } : .value
        }
    }

    /// What each variable of a rule may stand for: an entity if it stands in any column of entities.
    private func variableColumns(
        of rule: Rule, _ columns: (String) -> [RelationSchema.Column?]
    ) -> [RelationSchema.Column?] {
        var kinds = [RelationSchema.Column?](repeating: nil, count: rule.variables.count)
        for literal in rule.body {
            switch literal.kind {
            case .positive(let atom):
                for (argument, kind) in zip(atom.arguments, columns(atom.relation)) {
                    guard case .variable(let variable) = argument, let kind else { continue }
                    kinds[variable] = kinds[variable].map { $0.rank >= kind.rank ? $0 : kind } ?? kind
                }
            case .binding(let variable, .variable(let other)): kinds[variable] = kinds[variable] ?? kinds[other]
            case .binding(let variable, .call), .lookup(result: let variable, relation: _, group: _, otherwise: _):
                kinds[variable] = kinds[variable] ?? .value
            default: break
            }
        }
        for literal in rule.body {
            guard case .comparison(.equal, .variable(let left), .variable(let right)) = literal.kind else { continue }
            kinds[left] = kinds[left] ?? kinds[right]
            kinds[right] = kinds[right] ?? kinds[left]
        }
        return kinds
    }

    /// The rule with the names in its constants resolved; reports those that cannot be.
    mutating func resolveConstants(of rule: Rule, program: Int) -> Rule {
        var rule = rule
        let kinds = variableColumns(of: rule) { columns[$0]?.map { $0 } ?? [] }
        for argument in rule.arguments {
            if case .operand(.constant(let constant)) = argument {
                resolve(&rule.constants[constant], in: .any, program: program, isHead: true)
            }
        }
        for literal in rule.body {
            switch literal.kind {
            case .positive(let atom), .negative(let atom):
                for (argument, kind) in zip(atom.arguments, columns[atom.relation] ?? []) {
                    if case .constant(let constant) = argument {
                        resolve(&rule.constants[constant], in: kind, program: program)
                    }
                }
            case .comparison(_, .variable(let variable), .constant(let constant)),
                .comparison(_, .constant(let constant), .variable(let variable)):
                resolve(&rule.constants[constant], in: kinds[variable] ?? .any, program: program)
            default: break
            }
        }
        return rule
    }

    private mutating func resolve(
        _ constant: inout Constant, in column: RelationSchema.Column, program: Int, isHead: Bool = false
    ) {
        constant.column = column
        switch constant.meaning(in: column, of: source) {
        case .entity(let canonical): constant.term = .text(canonical)
        case .asWritten: hint(at: constant, program: program, isHead: isHead)
        case .ambiguous(let candidates):
            collectors[program].report(
                .ambiguousEntity,
                "\(constant.term.spelling) may be \(ProgramChecker.alternatives(candidates))", at: constant.range,
                repair: "Write the one that you mean, in quotes")
        case .unknown(let similar): reportUnknown(similar, constant, program: program)
        }
    }

    /// Warns of a constant that looks like a variable of other dialects, where nothing is called so.
    private mutating func hint(at constant: Constant, program: Int, isHead: Bool) {
        guard !isHead, constant.looksLikeVariable, source.terms.id(of: constant.term) == nil, !isWritten(constant.term)
        else { return }
        let name = constant.term.spelling
        collectors[program].report(
            .variableSpelling, "\(name) is a constant here, and nothing is called so", at: constant.range,
            repair: "Variables are written ?\(name)", severity: .warning)
    }

    private mutating func reportUnknown(_ similar: [String], _ constant: Constant, program: Int) {
        let name = constant.term.spelling
        guard constant.isName else {
            collectors[program].report(
                .type, "\(name) stands where only entities stand", at: constant.range,
                repair: "Name an entity, or ask for it in another column")
            return
        }
        let near = Suggestion.didYouMean(similar.prefix(3).map { ProgramChecker.quotedIfNeeded($0) })
        let isCapital = !constant.isQuoted && (name.unicodeScalars.first?.properties.isUppercase ?? false)
        let variable = isCapital && (near == nil || name.count < 3) ? "Variables are written ?\(name)" : nil
        collectors[program].report(
            .unknownEntity, "no entity is called \(name)", at: constant.range,
            repair: [variable, near].compactMap { $0 }.joined(separator: ". ").nonempty
                ?? "Names are written as the articles write them; contains(?x, \"…\") finds parts of names")
    }

    /// Whether a fact of the program holds the term, or a rule makes it whose body does not: `s(X) :- p(X)` says nothing
    /// for `X` being a constant.
    private func isWritten(_ term: Term) -> Bool {
        rules.contains { entry in
            let inBody = entry.rule.body.contains { literal in
                literal.atom?.arguments.contains {
                    if case .constant(let constant) = $0 { entry.rule.constants[constant].term == term } else { false }
                } ?? false
            }
            return !inBody
                && entry.rule.arguments.contains {
                    if case .operand(.constant(let constant)) = $0 {
                        entry.rule.constants[constant].term == term
                    } else {
                        false
                    }
                }
        }
    }

    private static func alternatives(_ names: [String]) -> String {
        let quoted = names.prefix(8).map(quotedIfNeeded)
        return quoted.dropLast().joined(separator: ", ") + " or " + (quoted.last ?? "")
    }

    static func quotedIfNeeded(_ name: String) -> String { Term.text(name).sourceSpelling }
}

extension Constant {
    /// What a constant means where it stands.
    enum Meaning {
        /// The entity of this canonical name.
        case entity(String)
        case asWritten
        /// One of several entities.
        case ambiguous([String])
        /// An entity must stand here, and none is called so; similar names.
        case unknown(similar: [String])
    }

    /// How it is read in a column. A number or date in a column of entities may be an entity's name all the same:
    /// `1984`.
    func meaning(in column: RelationSchema.Column, of source: any RelationSource) -> Meaning {
        if column == .value || column == .any && !isName { return .asWritten }
        switch source.resolve(entity: term.spelling) {
        case .entity(let canonical): return .entity(canonical)
        case .ambiguous(let candidates): return isName ? .ambiguous(candidates) : .unknown(similar: [])
        case .unknown(let similar): return column == .entity ? .unknown(similar: similar) : .asWritten
        }
    }

    /// Whether it is spelled as variables are in other dialects: `X`, `Y2`.
    var looksLikeVariable: Bool {
        guard isName, !isQuoted, case .text(let name) = term, let first = name.unicodeScalars.first else {
            return false
        }
        return first.properties.isUppercase && name.unicodeScalars.dropFirst().allSatisfy { ("0"..."9").contains($0) }
    }
}

extension RelationSchema.Column {
    /// How much it says about a variable that stands in several columns.
    fileprivate var rank: Int {
        switch self {
        case .any: 0
        case .value: 1
        case .entity: 2
        }
    }
}

extension String {
    fileprivate var nonempty: String? { isEmpty ? nil : self }
}
