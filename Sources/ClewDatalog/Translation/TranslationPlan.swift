import ClewModel

/// What every target's writer needs to know of a program: its strata, the types of its columns, and a name for each
/// relation that no other has.
struct TranslationPlan {
    let program: StratifiedProgram
    let types: ColumnTypes
    /// The relations that come with rows of their own, sorted.
    let inputs: [RelationSchema]
    /// Those of the inputs that hold a quote, which some engines read as more than a character.
    let inputsWithQuotes: Set<String>
    /// The folder with `NAME.tsv` for each input; none where the tables are there.
    let folder: String?
    private var names: [String: String] = [:]
    private var inputNames: [String: String] = [:]

    /// - Parameter isASCII: whether the target takes only ASCII letters, digits and `_` in a name.
    init(_ program: StratifiedProgram, source: any RelationSource, folder: String?, isASCII: Bool) {
        self.program = program
        self.folder = folder
        types = ColumnTypes(program, source: source)
        let read = Set(program.relationsRead)
        inputs = source.schemas.filter { read.contains($0.name) && !$0.isOpen }
        inputsWithQuotes = Set(
            inputs.map(\.name).filter { name in
                (source.columns(of: name) ?? []).contains { column in
                    column.contains { id in
                        if case .text(let text) = source.terms[id] { text.utf8.contains(0x22) } else { false }
                    }
                }
            })
        let derived = program.strata.flatMap(\.relations)
        var taken: Set<String> = []
        // Files and tables of the user's come first: they keep their names.
        for input in inputs {
            let isDerived = derived.contains(input.name)
            inputNames[input.name] = TranslationPlan.free(input.name + (isDerived ? "_input" : ""), isASCII, &taken)
        }
        for name in derived { names[name] = TranslationPlan.free(name, isASCII, &taken) }
        for name in read where names[name] == nil {
            names[name] = inputNames[name] ?? TranslationPlan.free(name, isASCII, &taken)
        }
    }

    /// Engines tell names apart without regard to case, and cut them at 63 bytes.
    private static func free(_ name: String, _ isASCII: Bool, _ taken: inout Set<String>) -> String {
        let allowed = name.unicodeScalars.map { scalar -> Character in
            let isPart = scalar.isASCII && (scalar.properties.isAlphabetic || scalar.properties.numericType != nil)
            return isPart || !isASCII && !"? .".unicodeScalars.contains(scalar) ? Character(scalar) : "_"
        }
        var plain = String(allowed.drop { $0 == "_" }.prefix(48))
        if isASCII, plain.first?.isNumber == true { plain = "r" + plain }
        if plain.isEmpty { plain = "relation" }
        var candidate = plain
        var number = 1
        while !taken.insert(candidate.lowercased()).inserted {
            number += 1
            candidate = "\(plain)_\(number)"
        }
        return candidate
    }

    /// The target's name of a relation.
    func name(of relation: String) -> String { names[relation] ?? relation }

    /// The target's name of the rows that a relation comes with.
    func inputName(of relation: String) -> String { inputNames[relation] ?? relation }

    /// Whether a relation comes with rows and has rules besides.
    func hasInput(_ relation: String) -> Bool { inputNames[relation] != nil && names[relation] != inputNames[relation] }

    /// The types of a relation's columns.
    func columns(of relation: String) -> [ColumnType] { types.columns[relation] ?? [] }

    /// The rules of a stratum.
    func rules(of stratum: Stratification.Stratum) -> [Rule] { stratum.rules.map { program.rules[$0] } }

    /// Whether a rule is a fact: constants and nothing else.
    static func isFact(_ rule: Rule) -> Bool {
        rule.body.isEmpty && rule.arguments.allSatisfy { if case .operand(.constant) = $0 { true } else { false } }
    }

    /// The atom of each literal of a rule that asks a relation of the stratum that the rule belongs to.
    static func recursiveAtoms(of rule: Rule, in stratum: Stratification.Stratum) -> [(index: Int, range: TextRange)] {
        guard stratum.isRecursive else { return [] }
        return rule.body.enumerated().compactMap { index, literal in
            guard case .positive(let atom) = literal.kind, stratum.relations.contains(atom.relation) else { return nil }
            return (index, literal.range)
        }
    }
}
