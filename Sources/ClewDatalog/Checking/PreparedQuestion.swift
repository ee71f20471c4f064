import ClewModel

/// A question that passed the check, to be asked again with other constants: of one shape and against the same rules
/// and relations, all that the check can find depends on what its names mean.
final class PreparedQuestion: Sendable {
    /// How a constant was read. One that is written once may be read twice: in each of two alternatives.
    struct Reading: Hashable, Sendable {
        /// Its place among the constants of the question.
        var place: Int
        /// What stands where it stands; none where it is taken as it is written.
        var column: RelationSchema.Column?
        /// Whether it is matched as a pattern.
        var isPattern: Bool
    }

    /// The question as it was first asked. Its constants carry the numbers of their readings.
    let program: CheckedProgram
    fileprivate let constants: [Constant]
    fileprivate let readings: [Reading]
    /// Where the query stands in the text.
    fileprivate let range: TextRange
    fileprivate let line: Int

    /// - Parameter program: what the check made of `parsed`.
    /// - Returns: none where more is to be said of the question than its answers, or it has other constants than the
    ///   scan sees: the parser takes `-5` and `(5)` for one, and puts a zero before the sign in `-?x`.
    init?(_ program: CheckedProgram, _ parsed: ParsedProgram, _ scanned: ScannedQuestion) {
        let constants = scanned.constants
        guard program.diagnostics.isEmpty, parsed.questionConstants == constants else { return nil }
        range = parsed.statements[0].range
        line = parsed.source.place(of: range).line
        var rules = program.rules
        var readings: [Reading] = []
        for number in rules.indices where rules[number].isAsked {
            let patterns = rules[number].patterns
            for index in rules[number].constants.indices {
                let constant = rules[number].constants[index]
                guard let place = constants.firstIndex(where: { $0.range == constant.range }) else { return nil }
                let reading = Reading(
                    place: place, column: constant.column, isPattern: patterns.contains(index))
                rules[number].constants[index].reading = readings.firstIndex(of: reading) ?? readings.count
                if !readings.contains(reading) { readings.append(reading) }
            }
        }
        self.program = program.replacing(rules: rules)
        self.constants = constants
        self.readings = readings
    }

    /// The question with other constants; none where something is to be said of one of them, which a check will find.
    /// - Precondition: `scanned` is of the shape of this question.
    func asked(_ scanned: ScannedQuestion, of source: any RelationSource) -> CheckedProgram? {
        var terms: [Term] = []
        terms.reserveCapacity(readings.count)
        for reading in readings {
            guard let term = PreparedQuestion.read(scanned.constants[reading.place], reading, source) else {
                return nil
            }
            terms.append(term)
        }
        return AskedQuestion(prepared: self, terms: terms, scanned).program
    }

    private static func read(_ constant: Constant, _ reading: Reading, _ source: any RelationSource) -> Term? {
        if reading.isPattern, case .text(let text) = constant.term, case .failure = Pattern.compiling(text) {
            return nil
        }
        guard let column = reading.column else { return constant.term }
        switch constant.meaning(in: column, of: source) {
        case .entity(let canonical): return .text(canonical)
        case .asWritten: return constant.looksLikeVariable ? nil : constant.term
        case .ambiguous, .unknown: return nil
        }
    }
}

/// A prepared question with constants of its own.
struct AskedQuestion: Sendable {
    let prepared: PreparedQuestion
    /// By the numbers of their readings.
    private let terms: [Term]
    private let constants: [Constant]
    private var origin: RuleOrigin
    /// Whether places in its text are others than in the text of the question that was prepared.
    private let isShifted: Bool

    fileprivate init(prepared: PreparedQuestion, terms: [Term], _ scanned: ScannedQuestion) {
        self.prepared = prepared
        self.terms = terms
        constants = scanned.constants
        isShifted = zip(scanned.constants, prepared.constants).contains { $0.range != $1.range }
        origin = RuleOrigin(text: "", source: nil, line: prepared.line)
        let range = shifted(prepared.range)
        origin.text = range.count == scanned.text.utf8.count ? scanned.text : scanned.text.text(in: range)
    }

    fileprivate var program: CheckedProgram {
        var program = prepared.program.replacing(rules: rules(prepared.program.rules))
        program.queries[0].text = origin.text
        program.question = self
        return program
    }

    /// Rules of the prepared question, or made of them, as those of this one.
    func rules(_ prepared: [Rule]) -> [Rule] { prepared.map { $0.isAsked ? rule($0) : $0 } }

    private func rule(_ prepared: Rule) -> Rule {
        var rule = prepared
        for index in rule.constants.indices {
            guard let reading = rule.constants[index].reading else { continue }
            rule.constants[index].term = terms[reading]
            rule.constants[index].range = constants[self.prepared.readings[reading].place].range
        }
        if rule.origin != nil { rule.origin = origin }
        if isShifted {
            rule.range = shifted(rule.range)
            for index in rule.body.indices { shift(&rule.body[index]) }
        }
        return rule
    }

    private func shift(_ literal: inout BodyLiteral) {
        literal.range = shifted(literal.range)
        switch literal.kind {
        case .positive(var atom):
            atom.range = shifted(atom.range)
            literal.kind = .positive(atom)
        case .negative(var atom):
            atom.range = shifted(atom.range)
            literal.kind = .negative(atom)
        default: break
        }
    }

    private func shifted(_ range: TextRange) -> TextRange { TextRange(shifted(range.start), shifted(range.end)) }

    /// Places move with the last constant that ends before them.
    private func shifted(_ offset: Int) -> Int {
        if !isShifted { return offset }
        for (index, constant) in prepared.constants.enumerated().reversed() where constant.range.end <= offset {
            return offset - constant.range.end + constants[index].range.end
        }
        return offset
    }
}

extension Rule {
    /// Whether it is of the question itself, rather than of the rules that stand behind it.
    fileprivate var isAsked: Bool { program == 0 }

    /// Constants that texts are matched with.
    fileprivate var patterns: [Int] {
        body.compactMap { literal in
            guard case .test(.matches, let operands, _) = literal.kind, operands.count == 2,
                case .constant(let constant) = operands[1]
            else { return nil }
            return constant
        }
    }
}
