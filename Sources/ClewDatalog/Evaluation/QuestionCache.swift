import ClewModel

/// The questions that were asked last, by shape: what checking and planning found out about them. Lives as long as the
/// evaluator, and so never sees another source.
final class QuestionCache {
    /// Questions kept; each is a few thousand bytes.
    static let capacity = 64

    /// How often a question was not checked.
    private(set) var useCount = 0
    /// Shapes of questions that are kept.
    var count: Int { questions.count }

    private var questions: [QuestionShape: PlannedQuestion] = [:]
    private var recent: PlannedQuestion?
    /// The rules that the questions were checked with.
    private var revision: Session.Revision?
    private var clock = 0

    /// What a check of the question finds, without the check where one of its shape was sound.
    func outcome(
        of asked: ParsedProgram, with revision: Session.Revision, source: any RelationSource,
        check: () -> CheckOutcome
    ) -> CheckOutcome {
        guard let (shape, constants) = QuestionShape.taking(asked) else { return check() }
        if revision !== self.revision {
            questions = [:]
            self.revision = revision
        }
        clock += 1
        if let known = questions[shape] {
            known.lastUse = clock
            recent = known
            guard let program = known.prepared.asked(asked, constants: constants, of: source) else { return check() }
            useCount += 1
            return CheckOutcome(program: program, diagnostics: [])
        }
        let outcome = check()
        guard let program = outcome.program, let prepared = PreparedQuestion(program, constants: constants),
            let same = prepared.asked(asked, constants: constants, of: source)
        else { return outcome }
        makeRoom()
        let planned = PlannedQuestion(prepared, lastUse: clock)
        questions[shape] = planned
        recent = planned
        return CheckOutcome(program: same, diagnostics: [])
    }

    /// Forgets the question that was asked longest ago, if there is no room.
    private func makeRoom() {
        guard questions.count >= QuestionCache.capacity else { return }
        if let oldest = questions.min(by: { $0.value.lastUse < $1.value.lastUse }) { questions[oldest.key] = nil }
    }

    /// What evaluations have found out about a question, if it is kept.
    func planned(_ prepared: PreparedQuestion) -> PlannedQuestion? {
        if let recent, recent.prepared === prepared { return recent }
        return questions.values.first { $0.prepared === prepared }
    }
}
