/// A checked program in the order of its evaluation, without the rules that its queries and outputs do not need.
struct StratifiedProgram: Sendable {
    let checked: CheckedProgram
    /// Each stratum depends on those before it.
    let strata: [Stratification.Stratum]

    var rules: [Rule] { checked.rules }

    /// The program with strata that are known.
    init(_ checked: CheckedProgram, strata: [Stratification.Stratum]) {
        self.checked = checked
        self.strata = strata
    }

    /// Orders what is needed for `targets`: relations that somebody will read. O(rules · body).
    init(_ checked: CheckedProgram, targets: [String]) {
        self.checked = checked
        let all = Stratification(of: checked.rules).strata
        var needed = Set(targets)
        // Strata come after what they depend on, so one pass from the back finds all.
        for stratum in all.reversed() where stratum.relations.contains(where: needed.contains) {
            needed.formUnion(stratum.relations)
            for rule in stratum.rules { needed.formUnion(checked.rules[rule].body.compactMap(\.dependency)) }
        }
        strata = all.filter { $0.relations.contains(where: needed.contains) }
    }
}
