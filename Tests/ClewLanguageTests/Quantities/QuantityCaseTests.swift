import ClewLanguage
import ClewModel
import Testing

@Suite("Quantities")
struct QuantityCaseTests {
    /// Settings: `reference` is the day that relative dates count from; `merge = true` shows the sentence's names after
    /// merging instead of the spans alone.
    @Test("golden cases", arguments: try CoreferenceCaseLoader.cases(in: "Quantities"))
    func goldenCase(_ example: CoreferenceCaseLoader.Case) {
        let reference = example.settings["reference"].flatMap { CalendarDate(iso: $0) }
        let recognizer = QuantityRecognizer()
        let names = example.sentences.map { sentence in
            example.settings["merge"] == "true"
                ? recognizer.annotate(sentence, reference: reference).names
                : recognizer.spans(in: sentence, reference: reference)
        }
        #expect(CoreferenceRendering.lines(names, example.sentences) == example.expected)
    }

    @Test("every day of four years follows the day before it")
    func calendar() throws {
        // Shown through "yesterday", as the arithmetic has no other door.
        var day = try #require(CalendarDate(year: 2024, month: 12, day: 31))
        let sentence = Sentence(
            range: TextRange(0, 9), tokens: [Token(form: "Yesterday", range: TextRange(0, 9))])
        for _ in 0..<1461 {
            let span = try #require(QuantityRecognizer().spans(in: sentence, reference: day).first)
            guard case .date(let before) = span.value, let month = before.month, let number = before.day else {
                Issue.record("no day before \(day.iso)")
                return
            }
            let isLast = number == CalendarDate.dayCount(year: before.year, month: month)
            let next =
                isLast
                ? CalendarDate(year: month == 12 ? before.year + 1 : before.year, month: month % 12 + 1, day: 1)
                : CalendarDate(year: before.year, month: month, day: number + 1)
            #expect(next == day)
            day = before
        }
        #expect(day == CalendarDate(year: 2020, month: 12, day: 31))
    }
}
