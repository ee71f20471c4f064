import ClewModel

/// Finds dates, amounts of money, percentages and counts in a sentence by rule, with their values in normal form.
///
/// | text | value |
/// | --- | --- |
/// | 30 January 2025, Jan. 30, 2025, 2025-01-30 | date `2025-01-30` |
/// | March 2021; in 1998; fall 2024 | date `2021-03`; `1998`; `2024` |
/// | the 1990s; Q3 2024; the 19th century | text: an ISO 8601 interval, `1990/1999`, `2024-07/2024-09`, `1801/1900` |
/// | yesterday, on Tuesday, last fall, two years ago | date relative to the reference, no more precise than the words |
/// | $5.6 billion, 300m euros, GBP 20 | quantity with an ISO 4217 code |
/// | 12 %, 200 employees, 15 km | quantity with `percent`, `employee`, `kilometer` |
///
/// What two readings fit is left alone: `03/04/2025`, "may" the verb, a bare number, an ordinal. A relative date without a
/// reference is a date without a value. Linear in the words.
public struct QuantityRecognizer: Sendable {
    /// A recognizer of English.
    public init() {}

    /// The spans of a sentence in order, without overlap; of two that overlap the longer one, then the earlier.
    /// - Parameter reference: the day that "yesterday" counts from, as a rule that of publication.
    public func spans(in sentence: Sentence, reference: CalendarDate?) -> [NameSpan] {
        let words = WordCursor(sentence)
        let dates = DatePatterns(words: words)
        let relative = RelativeDates(words: words, reference: reference)
        let money = MoneyPatterns(words: words)
        let measures = MeasurePatterns(words: words)
        var found: [NameSpan] = []
        for start in sentence.tokens.indices {
            let matches = [dates.match(at: start), relative.match(at: start), money.match(at: start)].compactMap { $0 }
            if let longest = matches.max(by: { $0.words.count < $1.words.count }) { found.append(longest) }
            if let measure = measures.match(at: start) { found.append(measure) }
        }
        return QuantityRecognizer.withoutOverlap(found)
    }

    /// The sentence with its spans merged into its names.
    ///
    /// A span replaces the names that it overlaps, except that a number inside a longer name stays part of it ("2018 World
    /// Cup", "Studio 54"), and that a count does not swallow a name ("three US companies").
    public func annotate(_ sentence: Sentence, reference: CalendarDate?) -> Sentence {
        var result = sentence
        let spans = spans(in: sentence, reference: reference).filter { span in
            !sentence.names.contains { name in
                guard name.words.overlaps(span.words), !QuantityRecognizer.isValue(name.type) else { return false }
                return span.type == .quantity || name.words.count > span.words.count
            }
        }
        result.names.removeAll { name in spans.contains { $0.words.overlaps(name.words) } }
        result.names = (result.names + spans).sorted { $0.words.lowerBound < $1.words.lowerBound }
        return result
    }

    private static func isValue(_ type: EntityType) -> Bool { type == .date || type == .money || type == .quantity }

    private static func withoutOverlap(_ spans: [NameSpan]) -> [NameSpan] {
        var kept: [NameSpan] = []
        for span in spans {
            // Starts ascend, so that only the last one kept can overlap.
            if let last = kept.last, last.words.overlaps(span.words) {
                if span.words.count > last.words.count { kept[kept.count - 1] = span }
            } else {
                kept.append(span)
            }
        }
        return kept
    }
}
