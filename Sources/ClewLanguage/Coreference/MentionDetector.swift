import ClewModel

/// Finds the names, noun phrases and pronouns of a sentence. O(words × depth).
struct MentionDetector {
    private let sentenceIndex: Int
    private let sentence: Sentence
    private let tree: DependencyIndex
    private let quoted: [Bool]
    /// The name that each word belongs to, or -1.
    private let nameAt: [Int]

    /// - Parameter quoted: for each word whether it stands inside quotation marks.
    init(sentence: Sentence, index: Int, tree: DependencyIndex, quoted: [Bool]) {
        self.sentenceIndex = index
        self.sentence = sentence
        self.tree = tree
        self.quoted = quoted
        var nameAt = [Int](repeating: -1, count: sentence.tokens.count)
        for (number, name) in sentence.names.enumerated() {
            for word in name.words.clamped(to: 0..<sentence.tokens.count) { nameAt[word] = number }
        }
        self.nameAt = nameAt
    }

    /// The candidates in order of their heads, a coordination after its first conjunct.
    func candidates() -> [MentionCandidate] {
        var found: [MentionCandidate] = []
        for name in sentence.names {
            if let mention = self.name(name) { found.append(mention) }
        }
        for word in sentence.tokens.indices {
            if let mention = pronoun(word) ?? nominal(word) { found.append(mention) }
        }
        found += found.compactMap { coordination(from: $0, among: found) }
        return found.sorted {
            ($0.head, $0.form == .coordination ? 1 : 0, $0.words.lowerBound)
                < ($1.head, $1.form == .coordination ? 1 : 0, $1.words.lowerBound)
        }
    }

    // MARK: Names

    private func name(_ span: NameSpan) -> MentionCandidate? {
        let range = span.words.clamped(to: 0..<sentence.tokens.count)
        guard !range.isEmpty else { return nil }
        switch span.type {
        case .date, .money, .quantity: return nil
        case .person, .organization, .location, .product, .event, .work, .group, .concept: break
        }
        var words = range
        while words.count > 1, let last = words.last,
            NormalName([sentence.tokens[last].form], type: .concept).words.isEmpty
        {
            words = words.lowerBound..<last
        }
        let head =
            words.first { !words.contains(tree.heads[$0]) && tree.relation($0) != "punct" } ?? words.upperBound - 1
        let name = NormalName(words.map { sentence.tokens[$0].form }, type: span.type)
        guard !name.words.isEmpty else { return nil }
        var mention = base(head: head, words: words, form: .name, kinds: ReferentKinds(span.type))
        mention.name = name
        mention.nameType = span.type
        if span.type != .person, words.count > 1 { mention.nameHead = sentence.tokens[head].form.lowercased() }
        mention.lemma = name.words.last ?? ""
        mention.determination = .definite
        mention.number = span.type == .group ? nil : .singular
        if span.type == .person { mention.gender = gender(ofPerson: name, head: head) }
        mention.isModifier = modifiesNoun(head)
        if span.type == .group, !mention.isModifier, isEpithet(words, head) {
            mention.kinds = [.person, .people]
            mention.number = .singular
        }
        if let titled = titledHead(of: head) { mention.role = role(titled) }
        return mention
    }

    /// "The Norwegian attacked": most likely one person, for a people would be "the French" or "the Norwegians".
    private func isEpithet(_ words: Range<Int>, _ head: Int) -> Bool {
        let form = sentence.tokens[head].form
        return words.count == 1
            && tree.children[head].contains { plainLemma($0) == "the" && tree.relation($0) == "det" }
            && (form.hasSuffix("an") && form != "Taliban"
                || [
                    "Dane", "Swede", "Finn", "Briton", "Spaniard", "Pole", "Turk", "Scot", "Czech", "Greek", "Serb",
                    "Croat",
                ]
                .contains(form))
    }

    private func gender(ofPerson name: NormalName, head: Int) -> Gender? {
        let titles = name.honorifics + tree.children[head].map { plainLemma($0) }
        if titles.contains(where: NameWords.feminineHonorifics.contains) { return .feminine }
        if titles.contains(where: NameWords.masculineHonorifics.contains) { return .masculine }
        // "Jean-Paul" says what "Jean" says.
        let given = name.words[0].prefix { $0 != "-" }
        return name.words.count > 1 ? GivenNames.gender(of: String(given)) : nil
    }

    /// The noun that a name stands in apposition to without a comma ("the manager Chet Clem"): its role is the name's.
    private func titledHead(of head: Int) -> Int? {
        let outer = tree.heads[head]
        guard outer >= 0, ["flat", "appos"].contains(tree.relation(head)), nameAt[outer] != nameAt[head] else {
            return nil
        }
        return outer
    }

    // MARK: Noun phrases

    private func nominal(_ word: Int) -> MentionCandidate? {
        let token = sentence.tokens[word]
        guard nameAt[word] < 0, token.upos == "NOUN" || token.upos == "PROPN" else { return nil }
        let relation = tree.relation(word)
        guard !["compound", "flat", "amod", "fixed", "goeswith", "case", "advmod", "det", "nummod"].contains(relation),
            token.relation != "nmod:desc", token.relation != "obl:unmarked", token.relation != "nmod:unmarked"
        else { return nil }
        let lemma = token.lemma.lowercased()
        let known = NounLexicon.kinds(of: lemma)
        var mention = base(
            head: word, words: withoutDay(tree.nounPhrase(word)), form: .nominal, kinds: known ?? .notPerson)
        mention.lemma = lemma
        mention.number = token.xpos.hasSuffix("S") ? .plural : .singular
        if mention.number == .plural, mention.kinds.contains(.person) { mention.kinds.insert(.people) }
        if NounLexicon.collective.contains(lemma) || known == .people, mention.number == .singular {
            mention.number = nil
        }
        mention.gender = NounLexicon.gender(of: lemma)
        mention.determination = determination(of: word)
        // "the award for best film": a kind of award, and no film.
        if mention.determination == .bare, mention.number == .singular,
            tree.children[word].contains(where: { $0 < word && sentence.tokens[$0].form.lowercased() == "best" })
        {
            return nil
        }
        for child in tree.children[word] where child < word {
            let childRelation = tree.relation(child)
            if ["amod", "compound", "nummod", "nmod"].contains(childRelation), tree.tokens[child].upos != "PRON" {
                mention.modifiers.insert(plainLemma(child))
                for inner in tree.children[child] where tree.relation(inner) == "compound" {
                    mention.modifiers.insert(plainLemma(inner))
                }
            }
        }
        return mention
    }

    /// A phrase up to a day that a parser hung on it: in "a judge on Thursday dismissed the suit" the day tells when.
    private func withoutDay(_ words: Range<Int>) -> Range<Int> {
        let day = sentence.names.first { name in
            name.type == .date && name.words.lowerBound - 1 > words.lowerBound
                && name.words.upperBound == words.upperBound
                && sentence.tokens[name.words.lowerBound - 1].form.lowercased() == "on"
        }
        return day.map { words.lowerBound..<$0.words.lowerBound - 1 } ?? words
    }

    private func determination(of word: Int) -> MentionCandidate.Determination {
        for child in tree.children[word] where child < word {
            if tree.tokens[child].relation == "nmod:poss" { return .possessed }
            guard tree.relation(child) == "det" else { continue }
            switch plainLemma(child) {
            case "the": return .definite
            case "a", "an", "another": return .indefinite
            case "this", "that", "these", "those", "such": return .demonstrative
            default: return .quantified
            }
        }
        return tree.children[word].contains { $0 < word && tree.relation($0) == "nummod" } ? .quantified : .bare
    }

    // MARK: Pronouns

    private func pronoun(_ word: Int) -> MentionCandidate? {
        let token = sentence.tokens[word]
        guard nameAt[word] < 0, token.upos == "PRON" || token.upos == "DET", token.relation != "expl" else {
            return nil
        }
        let form = token.form.lowercased()
        if ["who", "whom", "whose", "which", "that"].contains(form) {
            guard token.upos == "PRON", token.xpos.isEmpty || token.xpos.hasPrefix("W"),
                Relatives.antecedent(of: word, in: tree) != nil
            else { return nil }
            var mention = base(head: word, words: word..<word + 1, form: .relative, kinds: .any)
            mention.lemma = form == "that" || form == "which" || form == "whose" ? form : "who"
            return mention
        }
        guard let entry = PronounTable.entries[form] else { return nil }
        var mention = base(head: word, words: word..<word + 1, form: .pronoun, kinds: entry.kinds)
        mention.lemma = entry.lemma
        mention.number = entry.number
        mention.gender = entry.gender
        mention.determination = .definite
        return mention
    }

    // MARK: Coordinations

    private func coordination(from first: MentionCandidate, among found: [MentionCandidate]) -> MentionCandidate? {
        guard first.form == .name || first.form == .nominal, tree.relation(first.head) != "conj" else { return nil }
        let others = tree.children[first.head].filter { child in
            tree.relation(child) == "conj" && ["NOUN", "PROPN"].contains(tree.tokens[child].upos)
        }
        guard let last = others.last else { return nil }
        let isAlternative = tree.children[last].contains { tree.relation($0) == "cc" && plainLemma($0) == "or" }
        guard !isAlternative else { return nil }
        let lastWords = found.first { $0.head == last }?.words ?? last..<last + 1
        var mention = first
        mention.form = .coordination
        mention.words = first.words.lowerBound..<max(first.words.upperBound, lastWords.upperBound)
        mention.number = .plural
        mention.gender = nil
        for other in others {
            if let kinds = found.first(where: { $0.head == other })?.kinds { mention.kinds.formUnion(kinds) }
        }
        if mention.kinds.contains(.person) { mention.kinds.insert(.people) }
        mention.name = NormalName()
        mention.nameType = nil
        return mention
    }

    // MARK: Common parts

    private func base(
        head: Int, words: Range<Int>, form: MentionCandidate.Form, kinds: ReferentKinds
    ) -> MentionCandidate {
        MentionCandidate(
            sentence: sentenceIndex, words: words, head: head, form: form, kinds: kinds, role: role(head), lemma: "",
            isQuoted: quoted[head])
    }

    private func role(_ word: Int) -> MentionCandidate.Role {
        let token = sentence.tokens[word]
        if token.relation == "nmod:poss" { return .possessor }
        switch tree.relation(word) {
        case "nsubj", "csubj": return .subject
        case "obj", "iobj": return .object
        case "obl": return token.relation == "obl:agent" ? .subject : .oblique
        case "nmod", "compound", "amod", "appos": return .attribute
        case "conj": return tree.heads[word] >= 0 ? role(tree.heads[word]) : .other
        case "root" where tree.children[word].contains(where: { tree.relation($0) == "cop" }): return .predicate
        default: return .other
        }
    }

    private func modifiesNoun(_ head: Int) -> Bool {
        ["compound", "amod"].contains(tree.relation(head)) || sentence.tokens[head].relation == "nmod:desc"
    }

    private func plainLemma(_ word: Int) -> String {
        var lemma = sentence.tokens[word].lemma.lowercased()
        if lemma.count > 2, lemma.hasSuffix(".") { lemma.removeLast() }
        return lemma
    }
}

/// The personal and possessive pronouns with what they agree with.
enum PronounTable {
    typealias Entry = (lemma: String, kinds: ReferentKinds, number: GrammaticalNumber?, gender: Gender?)

    /// By form in lower case. `lemma` joins the cases of one pronoun.
    static let entries: [String: Entry] = {
        var entries: [String: Entry] = [:]
        let groups: [(String, [String], ReferentKinds, GrammaticalNumber?, Gender?)] = [
            ("he", ["he", "him", "his", "himself"], .person, .singular, .masculine),
            ("she", ["she", "her", "hers", "herself"], .person, .singular, .feminine),
            ("it", ["it", "its", "itself"], .notPerson, .singular, nil),
            (
                "they", ["they", "them", "their", "theirs", "themselves", "themself"],
                [.people, .person, .organization, .place, .thing, .event, .abstract], nil, nil
            ),
            ("i", ["i", "me", "my", "mine", "myself"], .person, .singular, nil),
            ("we", ["we", "us", "our", "ours", "ourselves"], [.organization, .people], nil, nil),
        ]
        for (lemma, forms, kinds, number, gender) in groups {
            for form in forms { entries[form] = (lemma, kinds, number, gender) }
        }
        return entries
    }()

    static let reflexive: Set<String> = [
        "himself", "herself", "itself", "themselves", "themself", "myself", "ourselves",
    ]
}

/// Relative pronouns and their antecedents.
enum Relatives {
    /// The noun that a relative pronoun takes up: the head of the nearest relative clause around it. O(depth).
    static func antecedent(of word: Int, in tree: DependencyIndex) -> Int? {
        var current = word
        while tree.heads[current] >= 0 {
            let relation = tree.tokens[current].relation
            if relation == "acl:relcl" {
                // "the man who" follows its noun; a free relative ("what it does") does not.
                return tree.heads[current] < word ? tree.heads[current] : nil
            }
            guard !["advcl", "ccomp", "parataxis", "root"].contains(tree.relation(current)) || current == word else {
                return nil
            }
            current = tree.heads[current]
        }
        return nil
    }
}
