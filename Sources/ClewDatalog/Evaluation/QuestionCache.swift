import ClewModel

/// The questions that were asked last, by shape: what checking and planning found out about them. Lives as long as the
/// evaluator, and so never sees another source.
final class QuestionCache {
    /// Questions kept; each is a few thousand bytes.
    static let capacity = 64

    /// How often a question was neither parsed nor checked.
    private(set) var useCount = 0
    /// Shapes of questions that are kept.
    var count: Int { questions.count }

    private var questions: [ScannedQuestion.Shape: PlannedQuestion] = [:]
    private var recent: PlannedQuestion?
    /// The rules that the questions were checked with.
    private var revision: Session.Revision?
    private var clock = 0

    /// The question as a check would find it, if it would find nothing to say of it.
    func program(
        of scanned: ScannedQuestion, with revision: Session.Revision, source: any RelationSource
    ) -> CheckedProgram? {
        if revision !== self.revision {
            questions = [:]
            self.revision = revision
        }
        guard let known = questions[scanned.shape] else { return nil }
        clock += 1
        known.lastUse = clock
        recent = known
        guard let program = known.prepared.asked(scanned, of: source) else { return nil }
        useCount += 1
        return program
    }

    /// Keeps a question that was checked with the rules of the revision asked for last. Gives the program that knows
    /// of it.
    func keep(
        _ program: CheckedProgram, _ parsed: ParsedProgram, _ scanned: ScannedQuestion, source: any RelationSource
    ) -> CheckedProgram {
        guard questions[scanned.shape] == nil, let prepared = PreparedQuestion(program, parsed, scanned),
            let same = prepared.asked(scanned, of: source)
        else { return program }
        makeRoom()
        clock += 1
        let planned = PlannedQuestion(prepared, lastUse: clock)
        questions[scanned.shape] = planned
        recent = planned
        return same
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
