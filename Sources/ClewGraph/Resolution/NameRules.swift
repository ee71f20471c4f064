/// What is known about the build of names: legal suffixes, honorifics, words that only say what an organization does.
package enum NameRules {
    /// Forms of incorporation at the end of an organization's name, in normal form.
    static let legalSuffixes: Set<Substring> = [
        "inc", "incorporated", "corp", "corporation", "co", "company", "ltd", "limited", "llc", "llp", "lp", "plc",
        "pllc", "gmbh", "mbh", "ag", "kg", "kgaa", "ohg", "ug", "ev", "sa", "sas", "sarl", "srl", "spa", "sl", "nv",
        "bv", "cv", "ab", "as", "asa", "aps", "oy", "oyj", "kk", "pty", "pte", "pvt", "bhd", "sdn", "se", "ltda",
        "sae", "jsc", "pjsc", "ojsc", "ooo", "oao", "zao", "doo", "sro", "kft", "zrt", "nyrt",
    ]

    /// Titles before a person's name, in normal form. Not those that are part of the name: "Pope Francis", "Prince Harry".
    static let honorifics: Set<Substring> = [
        "mr", "mrs", "ms", "miss", "mx", "dr", "prof", "professor", "sir", "dame", "rev", "reverend", "rabbi", "imam",
        "president", "chancellor", "premier", "minister", "secretary", "senator", "sen", "representative", "rep",
        "congressman", "congresswoman", "governor", "gov", "mayor", "judge", "justice", "general", "gen", "colonel",
        "col", "captain", "capt", "maj", "lieutenant", "lt", "sergeant", "sgt", "admiral", "hon", "honorable",
        "monsieur", "madame", "herr", "frau", "señor", "señora", "senor", "senora", "ceo", "chairman", "chairwoman",
    ]

    /// What may stand between two honorifics or before one: "Prime Minister", "Vice President", "former President".
    static let honorificModifiers: Set<Substring> = [
        "prime", "vice", "deputy", "former", "ex", "acting", "attorney", "us", "foreign", "chief", "state",
    ]

    /// Words at the end of an organization's full name that its short name leaves out.
    static let designators: Set<Substring> = [
        "group", "holding", "holdings", "motors", "motor", "technologies", "technology", "tech", "systems", "labs",
        "laboratories", "industries", "international", "global", "worldwide", "pharmaceuticals", "pharmaceutical",
        "pharma", "platforms", "airlines", "airways", "bank", "bancorp", "software", "stores", "brands", "energy",
        "entertainment", "enterprises", "partners", "ventures", "capital", "automotive", "electronics",
        "semiconductor", "semiconductors", "communications", "networks", "therapeutics", "biosciences", "insurance",
    ]

    /// Words that an acronym may pass over.
    static let smallWords: Set<Substring> = [
        "of", "the", "and", "for", "in", "on", "to", "a", "an", "de", "des", "du", "la", "le", "und", "der", "die",
        "et",
    ]

    /// Names of countries and unions that acronyms alone cannot tell: normal form → the name that they stand for.
    static let knownAliases: [String: String] = [
        "us": "united states", "usa": "united states", "united states of america": "united states",
        "america": "united states", "uk": "united kingdom", "britain": "united kingdom",
        "great britain": "united kingdom", "eu": "european union", "un": "united nations",
        "uae": "united arab emirates",
        "prc": "china", "peoples republic of china": "china", "rok": "south korea", "republic of korea": "south korea",
        "dprk": "north korea", "drc": "democratic republic of the congo", "czech republic": "czechia",
        "russian federation": "russia", "nyc": "new york city", "la": "los angeles",
    ]

    /// Drops forms of incorporation from the end; at least one word stays.
    static func withoutLegalSuffixes(_ words: [Substring]) -> [Substring] {
        var words = words
        while words.count > 1, let last = words.last, legalSuffixes.contains(last) { words.removeLast() }
        // "Smith & Co." leaves "smith and" behind.
        if words.count > 1, words.last == "and" { words.removeLast() }
        return words
    }

    /// The legal form at the end of an organization's name in its short form: `inc` of "Acme Incorporated".
    static func legalForm(of words: [Substring]) -> String? {
        guard words.count > 1, let last = words.last, legalSuffixes.contains(last) else { return nil }
        return shortLegalForms[last] ?? String(last)
    }

    private static let shortLegalForms: [Substring: String] = [
        "corporation": "corp", "incorporated": "inc", "limited": "ltd", "company": "co",
    ]

    /// Drops titles from the front; at least one word stays. A modifier goes only together with a title.
    static func withoutHonorifics(_ words: [Substring]) -> [Substring] {
        var start = 0
        var index = 0
        while index < words.count - 1 {
            if honorifics.contains(words[index]) {
                start = index + 1
            } else if !honorificModifiers.contains(words[index]) {
                break
            }
            index += 1
        }
        return Array(words[start...])
    }

    /// The first letters of a name's words, without the small words and with them: "opec" and "otpec".
    static func initials(of words: [Substring]) -> Set<String> {
        guard words.count >= 2 else { return [] }
        let all = String(words.compactMap(\.first))
        let significant = String(words.filter { !smallWords.contains($0) }.compactMap(\.first))
        return [all, significant].filter { $0.count >= 2 }.reduce(into: []) { $0.insert($1) }
    }

    /// Whether a name as written looks like an acronym: two to six capitals, with or without dots.
    static func isAcronym(_ name: String) -> Bool {
        let letters = name.filter { $0 != "." }
        return (2...6).contains(letters.count) && letters.allSatisfy { $0.isUppercase || $0.isNumber }
            && letters.first?.isLetter == true
    }
}
