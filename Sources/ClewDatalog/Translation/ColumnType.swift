import ClewModel

/// What the values of a column or variable are. A relation of Clew may mix kinds of values in one column; other engines
/// give each column one type, so types are found before a program is translated.
enum ColumnType: Hashable {
    /// No value was seen.
    case unknown
    case boolean, integer, decimal, date, text
    /// Values of several kinds, kept as they are spelled in files of facts.
    case mixed

    /// The type of values that are of either type.
    func joined(with other: ColumnType) -> ColumnType {
        if self == other || other == .unknown { return self }
        return self == .unknown ? other : .mixed
    }

    var isNumber: Bool { self == .integer || self == .decimal }
    /// Whether the values are kept as texts: dates are, as ISO 8601 orders them.
    var isSpelled: Bool { [.unknown, .date, .text, .mixed].contains(self) }

    /// The type of one value.
    init(of term: Term) {
        switch term {
        case .boolean: self = .boolean
        case .integer: self = .integer
        case .decimal: self = .decimal
        case .date: self = .date
        case .text: self = .text
        }
    }
}

/// The types of all columns of a program's relations: those of the source are read off its rows, those of rules follow
/// from their bodies.
struct ColumnTypes {
    private(set) var columns: [String: [ColumnType]] = [:]
    /// The types of the rows that relations come with, without those that rules add.
    let inputColumns: [String: [ColumnType]]

    /// Types only go from unknown to known to mixed, so the rounds end. O(rounds · rules · body).
    init(_ program: StratifiedProgram, source: any RelationSource) {
        for relation in program.relationsRead { columns[relation] = ColumnTypes.read(relation, of: source) }
        inputColumns = columns
        let rules = program.strata.flatMap(\.rules).map { program.rules[$0] }
        var hasChanged = true
        while hasChanged {
            hasChanged = false
            for rule in rules where widen(by: rule) { hasChanged = true }
        }
    }

    private static func read(_ relation: String, of source: any RelationSource) -> [ColumnType]? {
        source.columns(of: relation)?.map { column in
            var type = ColumnType.unknown
            for id in column where type != .mixed { type = type.joined(with: ColumnType(of: source.terms[id])) }
            return type
        }
    }

    private mutating func widen(by rule: Rule) -> Bool {
        let variables = types(in: rule)
        let found = rule.arguments.map { argument -> ColumnType in
            switch argument {
            case .operand(.variable(let variable)): variables[variable]
            case .operand(.constant(let constant)): ColumnType(of: rule.constants[constant].term)
            case .operand(.anything): .unknown
            case .aggregate(.count, _): .integer
            case .aggregate(.avg, _): .decimal
            case .aggregate(.collect, _): .text
            case .aggregate(_, let variable): variable.map { variables[$0] } ?? .unknown
            }
        }
        let known = columns[rule.relation] ?? []
        let widened = found.indices.map { index in
            known.indices.contains(index) ? known[index].joined(with: found[index]) : found[index]
        }
        columns[rule.relation] = widened
        return widened != known
    }

    /// The types of a rule's variables, by number. Where a variable stands in several atoms, its values are those that
    /// all have: of the narrowest type.
    func types(in rule: Rule) -> [ColumnType] {
        var types = Array(repeating: ColumnType.unknown, count: rule.variables.count)
        for literal in rule.body {
            guard case .positive(let atom) = literal.kind else { continue }
            for (index, argument) in atom.arguments.enumerated() {
                guard case .variable(let variable) = argument else { continue }
                let type = self.type(of: atom.relation, index)
                if types[variable] == .unknown || types[variable] == .mixed && type != .unknown {
                    types[variable] = type
                }
            }
        }
        // A binding may rest on another that stands behind it.
        for _ in rule.body {
            for literal in rule.body {
                switch literal.kind {
                case .binding(let variable, let value) where types[variable] == .unknown:
                    types[variable] = type(of: value, types, rule)
                case .lookup(let result, let relation, let group, let otherwise) where types[result] == .unknown:
                    let type = type(of: relation, group.count)
                    types[result] = otherwise.map { type.joined(with: ColumnType(of: $0)) } ?? type
                default: break
                }
            }
        }
        return types
    }

    /// The type of a relation's column.
    func type(of relation: String, _ column: Int) -> ColumnType {
        guard let types = columns[relation], types.indices.contains(column) else { return .unknown }
        return types[column]
    }

    /// The type of an expression's values, given those of the variables.
    func type(of expression: Expression, _ variables: [ColumnType], _ rule: Rule) -> ColumnType {
        switch expression {
        case .variable(let variable): return variables[variable]
        case .constant(let constant): return ColumnType(of: rule.constants[constant].term)
        case .call(let function, let operands):
            let types = operands.map { type(of: $0, variables, rule) }
            switch function {
            case .length: return .integer
            case .lower, .upper, .substring, .concat, .toString: return .text
            case .toNumber: return types.first ?? .unknown
            case .min, .max: return types.reduce(.unknown) { $0.joined(with: $1) }
            default: return types.contains(.decimal) ? .decimal : types.contains(.unknown) ? .unknown : .integer
            }
        }
    }
}

extension StratifiedProgram {
    /// The relations that rules, queries and outputs read, without those that only rules define; sorted.
    var relationsRead: [String] {
        let rules = strata.flatMap(\.rules).map { self.rules[$0] }
        let read = Set(rules.flatMap { $0.body.compactMap(\.dependency) } + checked.outputs)
        return read.union(rules.map(\.relation)).sorted()
    }
}
