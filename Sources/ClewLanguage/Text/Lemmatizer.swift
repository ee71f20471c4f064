import ClewModel

/// Gives words their dictionary form, as the English Universal Dependencies treebanks write it: `was` is `be`, `n't` is
/// `not`, `her` is `she` or `her` by its tag, `10,000` is `10000`, names keep their capitals.
///
/// What the table lists comes first, then the rule of the longest suffix (`LemmaTable`). Nothing depends on a locale.
public struct Lemmatizer: Sendable {
    private let table: LemmaTable

    /// The lemmatiser with the built-in table.
    public init() { table = .builtIn }

    /// The lemma of a form with its universal and Penn tags; without a Penn tag the universal one decides. O(length).
    public func lemma(form: String, upos: String, xpos: String = "") -> String {
        lemma(of: SpelledForm(form), upos: upos, xpos: xpos)
    }

    /// Fills in the lemmas of a sentence. Where the tree tells more than the tag it is used: `'s` before a participle is
    /// `have` as an auxiliary and `be` as a passive one.
    public func lemmatize(_ sentence: inout Sentence) {
        for index in sentence.tokens.indices {
            let token = sentence.tokens[index]
            sentence.tokens[index].lemma =
                isPerfect(token, in: sentence) ? "have" : lemma(form: token.form, upos: token.upos, xpos: token.xpos)
        }
    }

    /// Whether `'s` is an auxiliary of the perfect.
    private func isPerfect(_ token: Token, in sentence: Sentence) -> Bool {
        guard token.upos == "AUX", token.xpos == "VBZ", token.relation == "aux", token.form.utf8.count <= 4,
            sentence.tokens.indices.contains(token.head)
        else { return false }
        let scalars = token.form.unicodeScalars
        guard let first = scalars.first, ScalarText.isApostrophe(first.value), scalars.count == 2 else { return false }
        return sentence.tokens[token.head].xpos == "VBN"
    }

    /// The lemma that the table lists for a form under one of the tags.
    private func entry(of form: SpelledForm, tags: [String]) -> String? {
        tags.lazy.compactMap { table.entry($0)?.words[form.lower] }.first
    }

    private func lemma(of form: SpelledForm, upos: String, xpos: String) -> String {
        let isKnown = table.entry(xpos) != nil
        var tag = isKnown ? xpos : Self.typicalTag(of: upos)
        // "teem" read as a third person, "stun" as a participle, "casts" as a past tense: none has such an ending to take off.
        if tag == "VBZ", form.lower.last != "s" { tag = "VBP" }
        if upos == "VERB", tag == "VBG", !form.lower.contains("in") { tag = "VBP" }
        if upos == "VERB", ["VBD", "VBN"].contains(tag), entry(of: form, tags: ["VBD", "VBN"]) == nil {
            if form.lower.last == "s" { tag = "VBZ" }
            if form.lower.hasSuffix("ck") { tag = "VBP" }
        }
        if upos == "VERB", tag == "NNP" || tag == "NNPS" {  // a verb in a name: United Nations
            let participle = SpelledForm(form.lower)
            return SpelledForm(lemma(of: participle, upos: upos, xpos: form.text.hasSuffix("ing") ? "VBG" : "VBN"))
                .title
        }
        guard let entry = table.entry(tag) else { return form.lower }
        if let listed = entry.words[form.text] { return listed }
        if !entry.isCased, form.pattern != .lower, let listed = entry.words[form.lower] { return listed }
        // "broken" read as a past tense.
        if let other = ["VBD": "VBN", "VBN": "VBD"][tag], let listed = table.entry(other)?.words[form.lower] {
            return listed
        }
        if tag == "CD", form.hasDigit { return form.text.filter { $0 != "," } }
        guard let rule = entry.group(form.pattern)?.rule(for: form.lower, count: form.count) else {
            return entry.isCased ? form.text : form.lower
        }
        return form.applying(rule)
    }

    /// The commonest Penn tag of a universal one.
    private static func typicalTag(of upos: String) -> String {
        switch upos {
        case "NOUN": "NN"
        case "PROPN": "NNP"
        case "VERB", "AUX": "VB"
        case "ADJ": "JJ"
        case "ADV": "RB"
        case "PRON": "PRP"
        case "DET": "DT"
        case "ADP", "SCONJ": "IN"
        case "CCONJ": "CC"
        case "NUM": "CD"
        case "PART": "TO"
        case "INTJ": "UH"
        case "PUNCT": "."
        case "SYM": "SYM"
        default: "FW"
        }
    }
}

/// A form in the spellings that the table asks for. Scalars are mapped one for one, so that lengths stay.
private struct SpelledForm {
    /// The form with ASCII quotation marks for typographic ones.
    let text: String
    /// In lower case.
    let lower: String
    /// The number of scalars.
    let count: Int
    let pattern: LemmaTable.LetterPattern
    let hasDigit: Bool

    init(_ form: String) {
        var (count, capitals, letters, digits) = (0, 0, 0, 0)
        var startsWithCapital = false
        var isASCII = true
        for scalar in form.unicodeScalars {
            if Self.isCapital(scalar) {
                capitals += 1
                if count == 0 { startsWithCapital = true }
            }
            if scalar.value < 0x80 {
                if scalar.value >= 0x30, scalar.value <= 0x39 { digits += 1 }
                let folded = scalar.value | 0x20
                if folded >= 0x61, folded <= 0x7A { letters += 1 }
            } else {
                isASCII = false
                if scalar.properties.isAlphabetic { letters += 1 }
                if scalar.properties.numericType != nil { digits += 1 }
            }
            count += 1
        }
        self.count = count
        hasDigit = digits > 0
        pattern =
            capitals == 0 ? .lower : capitals == 1 && startsWithCapital ? .title : capitals == letters ? .upper : .mixed
        text = isASCII ? form : Self.mapped(form, by: Self.normal)
        lower = capitals == 0 ? text : Self.mapped(text, by: Self.lowered)
    }

    private static func mapped(_ text: String, by transform: (Unicode.Scalar) -> Unicode.Scalar) -> String {
        var view = String.UnicodeScalarView()
        for scalar in text.unicodeScalars { view.append(transform(scalar)) }
        return String(view)
    }

    /// The first scalar in upper case, the others in lower case.
    var title: String {
        guard let first = lower.unicodeScalars.first else { return "" }
        return first.properties.uppercaseMapping + String(lower.unicodeScalars.dropFirst())
    }

    /// The lemma that a rule makes.
    func applying(_ rule: LemmaTable.Rule) -> String {
        let cased =
            switch rule.letterCase {
            case .keep: text
            case .lower: lower
            case .title: title
            }
        if rule.strip == 0 { return rule.append.isEmpty ? cased : cased + rule.append }
        return String(cased.unicodeScalars.dropLast(rule.strip)) + rule.append
    }

    private static func normal(_ scalar: Unicode.Scalar) -> Unicode.Scalar {
        switch scalar.value {
        case 0x201C, 0x201D: "\""
        case 0x2018, 0x2019: "'"
        default: scalar
        }
    }

    private static func lowered(_ scalar: Unicode.Scalar) -> Unicode.Scalar {
        if scalar.value < 0x80 {
            return scalar.value >= 0x41 && scalar.value <= 0x5A ? Unicode.Scalar(UInt8(scalar.value) + 32) : scalar
        }
        return scalar.properties.lowercaseMapping.unicodeScalars.first ?? scalar
    }

    private static func isCapital(_ scalar: Unicode.Scalar) -> Bool {
        scalar.value < 0x80 ? scalar.value >= 0x41 && scalar.value <= 0x5A : scalar.properties.isUppercase
    }
}
