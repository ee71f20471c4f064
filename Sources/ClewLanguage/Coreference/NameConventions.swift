import ClewModel

/// What is known of how names are written, where the name head reads the words before it alone: bodies that everybody knows
/// by one word, newspapers, towns with their state, addresses.
package enum NameConventions {
    /// Settles the extent and type of a sentence's names. O(words · codes).
    package static func settle(_ sentence: inout Sentence) {
        let tokens = sentence.tokens
        var settled: [NameSpan] = []
        for (place, name) in sentence.names.enumerated() {
            guard [.person, .organization, .location].contains(name.type), !name.words.isEmpty else {
                settled.append(name)
                continue
            }
            let next =
                sentence.names.indices.contains(place + 1) ? sentence.names[place + 1].words.lowerBound : tokens.count
            if isNoName(name, tokens) { continue }
            var name = name
            name.type = type(of: name, in: tokens)
            extend(&name, in: tokens, before: next)
            settled += parts(of: name, in: tokens)
        }
        for code in codes(in: tokens) where !settled.contains(where: { $0.words.overlaps(code) }) {
            settled.append(NameSpan(words: code, type: .product))
        }
        sentence.names = settled.sorted { $0.words.lowerBound < $1.words.lowerBound }
    }

    /// "CV-418": capitals and a number, by which a product goes.
    private static func codes(in tokens: [Token]) -> [Range<Int>] {
        tokens.indices.dropLast(2).filter { word in
            tokens[word + 1].form == "-" && !tokens[word].spaceAfter && !tokens[word + 1].spaceAfter
                && (2...5).contains(tokens[word].form.count)
                && tokens[word].form.allSatisfy { $0.isASCII && $0.isUppercase }
                && (2...5).contains(tokens[word + 2].form.count) && tokens[word + 2].form.allSatisfy(\.isNumber)
                && !numbered.contains(tokens[word].form)
                && !(word > 0 && tokens[word - 1].form == "-")
                && !(word + 3 < tokens.count && tokens[word + 3].form == "-")
        }.map { $0..<($0 + 3) }
    }

    /// What is numbered in the same way and is no product.
    private static let numbered: Set<String> = [
        "COVID", "SARS", "ISO", "IEC", "RFC", "FY", "GMT", "UTC", "PO", "HR", "SB", "US",
    ]

    /// "ann.lee@acme.com", "as SVP": an address and a short form of nobody's name.
    private static func isNoName(_ name: NameSpan, _ tokens: [Token]) -> Bool {
        guard name.words.count == 1 else { return false }
        let form = tokens[name.words.lowerBound].form
        return form.dropFirst().contains("@") || name.type == .organization && shortForms.contains(form)
    }

    private static func type(of name: NameSpan, in tokens: [Token]) -> EntityType {
        let form = tokens[name.words].map(\.form).joined()
        if bodies.contains(form) { return .organization }
        // "the Jerusalem Post".
        if name.type == .location, name.words.count > 1, newspapers.contains(tokens[name.words.upperBound - 1].form),
            !["Border", "Trading", "Command", "Outer", "Military"].contains(tokens[name.words.upperBound - 2].form)
        {
            return .organization
        }
        // "of Mountain View, California".
        let end = name.words.upperBound
        if name.type == .organization, let before = tokens[..<name.words.lowerBound].last?.form.lowercased(),
            ["in", "of", "at", "from", "near"].contains(before), end + 1 < tokens.count, tokens[end].form == ",",
            AdjoiningPlaces.isState(tokens[end + 1].form),
            // "of Chevron, Texas Instruments", "of Google, California's largest employer".
            end + 2 == tokens.count || tokens[end + 2].upos == "PUNCT"
        {
            return .location
        }
        return name.type
    }

    /// "Ray's Pizza", "Air Force Base", "from The Mozilla Foundation": with the words that belong to the name.
    private static func extend(_ name: inout NameSpan, in tokens: [Token], before next: Int) {
        let (start, end) = (name.words.lowerBound, name.words.upperBound)
        if end < next {
            let isOwners =
                name.type == .organization && ["'s", "’s"].contains(tokens[end - 1].form)
                && ["NOUN", "PROPN"].contains(tokens[end].upos)
                && tokens[end].form.first?.isUppercase == true && !isCapital(end + 1, in: tokens)
            let isSite =
                name.type != .person && sites.contains(tokens[end].form)
                && !isCapital(end + 1, in: tokens)
            if isOwners || isSite { name.words = start..<(end + 1) }
            if isSite { name.type = .location }
        }
        // "Halden 7b".
        if end + 1 < tokens.count, end + 1 < next, tokens[end].form.allSatisfy(\.isNumber), !tokens[end].spaceAfter,
            tokens[end].relation == "flat", name.words.contains(tokens[end].head), tokens[end + 1].form.count == 1,
            tokens[end + 1].form.first?.isLowercase == true
        {
            name.words = start..<(end + 2)
            if name.type == .person { name.type = .product }
        }
        if name.type == .organization, start > 1, tokens[start - 1].form == "The",
            tokens[start - 2].form.first?.isLowercase == true
        {
            name.words = (start - 1)..<name.words.upperBound
        }
    }

    private static func isCapital(_ word: Int, in tokens: [Token]) -> Bool {
        tokens.indices.contains(word) && tokens[word].form.first?.isUppercase == true
    }

    /// "Acme / Globex": two names.
    private static func parts(of name: NameSpan, in tokens: [Token]) -> [NameSpan] {
        guard name.type == .organization,
            let slash = name.words.dropFirst().dropLast().first(where: { tokens[$0].form == "/" }),
            tokens[slash - 1].form.count > 2, tokens[slash + 1].form.count > 2
        else { return [name] }
        return [name.words.lowerBound..<slash, (slash + 1)..<name.words.upperBound].map {
            NameSpan(words: $0, type: name.type)
        }
    }

    private static let sites: Set<String> = ["Base", "Airport", "Stadium"]

    /// Words that end the names of newspapers.
    private static let newspapers: Set<String> = [
        "Post", "Times", "Herald", "Gazette", "Tribune", "Courier", "Chronicle", "Telegraph", "Examiner", "Inquirer",
        "Journal",
    ]

    /// Short forms in capitals that name no body.
    private static let shortForms: Set<String> = [
        "SVP", "EVP", "VP", "CEO", "CFO", "COO", "CTO", "CIO", "LNG", "LPG", "FAQ", "URL", "GDP", "GNP", "VAT",
        "DVD", "USB",
        "ATM", "HIV", "DNA", "RNA", "IPO", "ETF", "GPU", "CPU", "PhD", "MBA",
    ]

    /// Bodies that are known by one word wherever it stands.
    private static let bodies: Set<String> = [
        "UN", "EU", "NATO", "Nato", "WHO", "WTO", "IMF", "OECD", "OPEC", "Opec", "IAEA", "UNESCO", "Unesco", "UNICEF",
        "Unicef",
        "UNHCR", "ASEAN", "Asean", "FIFA", "Fifa", "UEFA", "Uefa", "IOC", "WADA", "FBI", "CIA", "NSA", "NASA", "Nasa",
        "FDA",
        "EPA", "SEC", "FCC", "FTC", "CDC", "NIH", "FAA", "FEMA", "IRS", "ECB", "BBC", "CNN", "CNBC", "NBC", "CBS",
        "NPR", "PBS",
        "AFP", "Reuters", "Xinhua", "TASS", "Tass", "Interfax", "NYT", "WSJ", "Hezbollah", "Hizbollah",
        "Hamas", "Fatah",
        "Taliban", "IBM", "Interpol", "Europol", "Greenpeace", "Eurostat", "Frontex",
    ]
}
