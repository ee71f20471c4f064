import ClewModel

/// A name in the form in which names are compared: lower case, without article, possessive mark, honorific and
/// punctuation; legal forms of companies apart.
struct NormalName: Hashable {
    /// The words that matter, in order.
    var words: [String] = []
    /// The same as written, for acronyms; parallel to `words`.
    var surface: [String] = []
    /// Words before `words` that were taken off: honorifics and titles.
    var honorifics: [String] = []
    /// The last legal form (`inc`, `corp`) that was taken off the end.
    var legalForm: String?

    init() {}

    /// The normal form of the words of a name of a type. O(words).
    init(_ forms: [String], type: EntityType) {
        var isJoined = false
        for form in forms {
            // A double surname is one word: "Waller-Bridge" is short for "Phoebe Waller-Bridge".
            if type == .person, ["-", "‑", "‐"].contains(form), !words.isEmpty {
                isJoined = true
                continue
            }
            var plain = NormalName.plain(form)
            if plain == "saint" { plain = "st" }
            guard !plain.isEmpty else { continue }
            if isJoined {
                words[words.count - 1] += "-" + plain
                surface[surface.count - 1] += "-" + form
            } else {
                words.append(plain)
                surface.append(form)
            }
            isJoined = false
        }
        if words.count > 1, words[0] == "the" { dropFirst() }
        if type == .person {
            while words.count > 1, NameWords.honorifics.contains(words[0]) {
                honorifics.append(words[0])
                dropFirst()
            }
            while words.count > 2, let last = words.last, NameWords.generationMarks.contains(last) { dropLast() }
        }
        if type == .organization || type == .product {
            while words.count > 1, let last = words.last, NameWords.legalForms.contains(last) {
                dropLast()
                legalForm = legalForm ?? NameWords.fullLegalForms[last] ?? last
            }
        }
    }

    /// `words` in one string.
    var key: String { words.joined(separator: " ") }

    /// The initials of the words, small words left out: `opec` of "Organization of the Petroleum Exporting Countries".
    var initials: String {
        var letters = ""
        for word in words where !NameWords.small.contains(word) { letters.append(contentsOf: word.prefix(1)) }
        return letters
    }

    /// The word as an acronym in lower case where it is written as one: `opec` of "OPEC", `us` of "U.S.".
    var acronym: String? {
        guard words.count == 1, (2...7).contains(words[0].count) else { return nil }
        let letters = surface[0].filter(\.isLetter)
        let capitals = letters.filter(\.isUppercase).count
        return capitals == letters.count && capitals >= 2 ? words[0] : nil
    }

    private mutating func dropFirst() {
        words.removeFirst()
        surface.removeFirst()
    }

    private mutating func dropLast() {
        words.removeLast()
        surface.removeLast()
    }

    fileprivate static func plain(_ form: String) -> String {
        if form == "'s" || form == "’s" || form == "'" || form == "’" { return "" }
        var letters = form.lowercased()
        if letters.hasSuffix("'s") || letters.hasSuffix("’s") { letters.removeLast(2) }
        letters.removeAll { !($0.isLetter || $0.isNumber || $0 == "&") }
        return letters
    }
}

/// Words that stand in names without telling them apart.
enum NameWords {
    static let honorifics: Set<String> = [
        "mr", "mrs", "ms", "miss", "dr", "prof", "professor", "sir", "dame", "lord", "lady", "president", "senator",
        "sen",
        "rep", "gov", "governor", "general", "gen", "col", "colonel", "capt", "captain", "lt", "sgt", "judge",
        "justice",
        "king", "queen", "prince", "princess", "pope", "rev", "reverend", "minister", "chancellor",
        "mayor",
        "ambassador", "secretary", "congressman", "congresswoman", "sheikh", "sheik", "ayatollah", "imam", "admiral",
        "major", "sergeant", "officer", "detective", "inspector", "emperor", "empress", "duke", "duchess", "count",
        "baron",
    ]
    static let masculineHonorifics: Set<String> = [
        "mr", "sir", "lord", "king", "prince", "pope", "congressman", "emperor", "duke", "baron", "sheikh", "sheik",
        "imam",
        "ayatollah",
    ]
    static let feminineHonorifics: Set<String> = [
        "mrs", "ms", "miss", "dame", "lady", "queen", "princess", "congresswoman", "empress", "duchess",
    ]
    static let generationMarks: Set<String> = ["jr", "sr", "ii", "iii", "iv", "phd", "md", "esq"]
    static let legalForms: Set<String> = [
        "inc", "corp", "corporation", "incorporated", "co", "ltd", "limited", "llc", "llp", "plc", "gmbh", "ag", "sa",
        "nv",
        "bv", "ab", "oyj", "spa", "kg", "se", "pty", "srl", "kk", "company", "lp",
    ]
    /// Legal forms written out → short.
    static let fullLegalForms = [
        "corporation": "corp", "incorporated": "inc", "limited": "ltd", "company": "co",
    ]
    /// Whether a word stands for a company's legal form as it is written: "SA", "Inc.", "plc".
    static func isLegalForm(_ form: String) -> Bool {
        let plain = NormalName.plain(form)
        return legalForms.contains(plain) && plain != "company" && (form.first?.isUppercase ?? false || plain == "plc")
    }
    /// Words that a fuller name of the same organisation adds at its end; "Goldman Cloud" would be another one.
    static let organizationTails: Set<String> = [
        "group", "holdings", "holding", "technologies", "technology", "motors", "motor", "industries", "airlines",
        "airways",
        "bank", "systems", "platforms", "international", "worldwide", "enterprises", "partners", "brothers",
        "electronics", "pharmaceuticals", "pharma", "communications", "entertainment", "university", "college", "party",
        "institute", "association", "network", "stores", "associates", "semiconductor", "energy",
        "petroleum", "lines", "air", "railway", "railways", "automotive", "aerospace", "therapeutics", "robotics",
        "mining", "steel", "foods", "financial", "insurance", "securities", "telecom", "global",
    ]
    static let small: Set<String> = [
        "of", "and", "the", "for", "in", "on", "to", "a", "an", "&", "de", "la", "du", "del", "at",
    ]
}
