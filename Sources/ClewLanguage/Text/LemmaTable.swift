import CLanguageModel

/// Edit rules by the longest suffix, and the words that break them, as `Sources/Training/segmentation/train_lemmas.py`
/// derives them from EWT and GUM.
///
/// Lines of the file: `r`, group, suffix, case (`k`eep, `l`ower, `t`itle), scalars to strip, what to append; or `w`, tag,
/// form, lemma; parted by tabs. A group is a Penn tag, with the form's pattern of capitals (`l`, `T`, `U`, `M`)
/// for `casedTags`.
struct LemmaTable: Sendable {
    /// How a form becomes a lemma.
    struct Rule: Sendable {
        var letterCase: LetterCase
        var strip: Int
        var append: String
    }

    /// What a rule does to the case of a form before it is cut.
    enum LetterCase: Sendable {
        case keep, lower, title
    }

    /// The rules of a group by suffix; the empty suffix has one.
    struct Group: Sendable {
        fileprivate var rules: [String: Rule] = [:]
        fileprivate var suffixLengthMax = 0

        /// The rule of the longest suffix of `lower`, which has `count` scalars.
        func rule(for lower: String, count: Int) -> Rule? {
            var length = min(suffixLengthMax, count)
            var suffix = lower.unicodeScalars.suffix(length)
            while true {
                if let rule = rules[String(suffix)], rule.strip < count || !rule.append.isEmpty { return rule }
                guard length > 0 else { return nil }
                length -= 1
                suffix = suffix.dropFirst()
            }
        }
    }

    /// What the table holds for one Penn tag.
    struct Entry: Sendable {
        /// Lemmas of listed forms.
        fileprivate(set) var words: [String: String] = [:]
        /// The groups of rules, by `LetterPattern` for tags whose lemmas keep capitals, else one.
        fileprivate var groups = [Group?](repeating: nil, count: LetterPattern.allCases.count)
        /// Whether the tag's lemmas keep capitals, so that what to do with them is learned.
        let isCased: Bool

        /// The rules for forms written with such capitals.
        func group(_ pattern: LetterPattern) -> Group? { groups[isCased ? pattern.rawValue : 0] }
    }

    /// How a form is capitalised: not at all, at its start, throughout, otherwise.
    enum LetterPattern: Int, CaseIterable, Sendable {
        case lower, title, upper, mixed
    }

    fileprivate static let casedTags: Set<String> = [
        "NN", "NNS", "NNP", "NNPS", "JJ", "FW", "GW", "ADD", "AFX", "LS", "XX", "NFP", "UH", "CD",
    ]

    private var entries: [String: Entry] = [:]

    /// The table that is built in.
    static let builtIn: LemmaTable = {
        let bytes = UnsafeRawBufferPointer(start: clew_lemmas_data(), count: Int(clew_lemmas_size()))
        guard let table = LemmaTable(String(decoding: bytes, as: UTF8.self)) else {
            preconditionFailure("the lemma table in this build is malformed")
        }
        return table
    }()

    /// A table from the text of its file; none when a line is malformed.
    init?(_ text: String) {
        for line in text.utf8.split(separator: UInt8(ascii: "\n")) {
            let columns = line.split(separator: UInt8(ascii: "\t"), omittingEmptySubsequences: false).map { String($0) }
            let values = columns.compactMap { $0 }
            guard values.count == columns.count, let kind = values.first else { return nil }
            switch (kind, values.count) {
            case ("r", 6):
                guard let rule = Self.rule(values) else { return nil }
                let (tag, pattern) = Self.tag(ofGroup: values[1])
                var group = entries[tag]?.groups[pattern.rawValue] ?? Group()
                group.rules[values[2]] = rule
                group.suffixLengthMax = max(group.suffixLengthMax, values[2].unicodeScalars.count)
                entries[tag, default: Entry(tag)].groups[pattern.rawValue] = group
            case ("w", 4):
                entries[values[1], default: Entry(values[1])].words[values[2]] = values[3]
            default:
                return nil
            }
        }
    }

    private static func rule(_ values: [String]) -> Rule? {
        let cases: [String: LetterCase] = ["k": .keep, "l": .lower, "t": .title]
        guard let letterCase = cases[values[3]], let strip = Int(values[4]), strip >= 0 else { return nil }
        return Rule(letterCase: letterCase, strip: strip, append: values[5])
    }

    private static func tag(ofGroup group: String) -> (String, LetterPattern) {
        let patterns: [Character: LetterPattern] = ["l": .lower, "T": .title, "U": .upper, "M": .mixed]
        let tag = String(group.dropLast())
        guard casedTags.contains(tag), let last = group.last, let pattern = patterns[last] else {
            return (group, .lower)
        }
        return (tag, pattern)
    }

    /// What the table holds for a tag.
    func entry(_ tag: String) -> Entry? { entries[tag] }
}

extension LemmaTable.Entry {
    fileprivate init(_ tag: String) { isCased = LemmaTable.casedTags.contains(tag) }
}
