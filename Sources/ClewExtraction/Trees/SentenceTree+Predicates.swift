import ClewModel

/// Predicates: which words carry a clause, and their voice, particles and auxiliaries.
extension SentenceTree {
    /// Whether a word carries a clause: a verb, or a noun, adjective or phrase with a copula or a subject.
    package func isPredicate(_ word: Int) -> Bool {
        if hasChild(of: word, where: { dependencies[$0] == .cop }) { return true }
        let relation = dependencies[word]
        switch upos(word) {
        case "VERB", "AUX":
            if [.aux, .cop, .case, .mark, .amod, .compound, .fixed, .discourse, .flat, .det].contains(relation) {
                return hasChild(of: word) { [.nsubj, .csubj].contains(dependencies[$0]) }
            }
            return upos(word) == "VERB" || hasChild(of: word) { dependencies[$0] == .nsubj }
        case "ADJ", "NOUN", "PROPN", "ADV", "NUM", "PRON":
            return hasChild(of: word) { [.nsubj, .csubj].contains(dependencies[$0]) }
        default:
            return false
        }
    }

    /// Whether a word carries a clause with a copula or none at all: "is an investor", "became chairman".
    package func isCopular(_ word: Int) -> Bool {
        guard upos(word) == "VERB" else { return true }
        // "The reason is that prices fell": `fell` has the copula of another clause, and a subject of its own.
        if hasChild(of: word, where: { subtypes[$0] == "outer" }) { return false }
        return hasChild(of: word) { dependencies[$0] == .cop }
    }

    /// Whether a verb is passive: by its relations, or a participle under a form of `be` or after a noun.
    package func isPassive(_ word: Int) -> Bool {
        guard !isCopular(word) else { return false }
        // "also invested in Acme.": in a whole sentence the past tense without an auxiliary is active, whatever a parser
        // calls its subject; a headline leaves the auxiliary out.
        let isPast = xpos(word) == "VBD" && !hasChild(of: word) { dependencies[$0] == .aux }
        if isPast, tokens.last?.form == "." { return false }
        for child in children[word] where subtypes[child] == "pass" { return true }
        guard xpos(word) == "VBN" else { return false }
        if hasChild(of: word, where: { dependencies[$0] == .aux && lemmas[$0] == "have" }) {
            return hasChild(of: word) { dependencies[$0] == .aux && lemmas[$0] == "be" }
        }
        switch dependencies[word] {
        case .acl: return !isRelativeClause(word) || hasChild(of: word) { lemmas[$0] == "be" }
        case .advcl, .xcomp: return true
        case .conj:
            let first = heads[word]
            return isPassive(first) && !hasChild(of: word) { dependencies[$0] == .aux }
        default: return hasChild(of: word) { dependencies[$0] == .aux && lemmas[$0] == "be" }
        }
    }

    /// Whether a clause is a relative clause.
    package func isRelativeClause(_ word: Int) -> Bool {
        guard subtypes[word] == "relcl" else { return false }
        // "reports it had been hacked": what is reported, where the clause has a subject and no relative pronoun.
        if heads[word] >= 0, ReportNoun.alleged.contains(lemmas[heads[word]]), let subject = writtenSubject(of: word),
            !isRelativePronoun(subject),
            !children[word].contains(where: { isRelativePronoun($0) && dependencies[$0] != .mark })
        {
            return false
        }
        // "reports that Acme fell": a `that` beside a subject of its own joins a clause to its noun, and is no pronoun.
        return
            !(children[word].contains { dependencies[$0] == .mark && lemmas[$0] == "that" }
            && writtenSubject(of: word) != nil)
    }

    /// The particle of a verb: `out` of "roll out".
    package func particle(of word: Int) -> String? {
        children[word].first { child in
            dependencies[child] == .compound && subtypes[child] == "prt" && child > word
                // "came out on Monday": a particle by its tag, whatever the parser called it.
                || dependencies[child] == .advmod && xpos(child) == "RP" && child == word + 1 && children[child].isEmpty
        }.map { lemmas[$0] }
            // "cut off towns", of which the parser makes a preposition with an object.
            ?? children(of: word, .obj).lazy.filter { $0 > word + 1 }.compactMap { object in
                self.children(of: object, .case).first {
                    $0 == word + 1 && ["off", "out", "up", "down"].contains(self.lemmas[$0])
                        // "up to 8%".
                        && self.lemmas[$0 + 1] != "to"
                }
            }.first.map { lemmas[$0] }
    }

    /// The lemma of a verb with its particle: `roll_out`.
    package func verbName(_ word: Int) -> String {
        let particle = particle(of: word).map { "_" + $0 } ?? ""
        return SentenceTree.identifier(lemmas[word]) + particle
    }

    /// The subjects written at a clause, expletives left out.
    package func writtenSubject(of word: Int) -> Int? {
        let subjects = children[word].filter { dependencies[$0] == .nsubj }
        return subjects.first { subtypes[$0] != "outer" } ?? subjects.first
    }

    /// The noun of which an infinitive says what it consists in: `goal` of "the goal is to sell".
    package func purpose(of clause: Int) -> Int? {
        guard isInfinitive(clause), let subject = writtenSubject(of: clause), subject < clause,
            subtypes[subject] == "outer" || upos(subject) == "NOUN" && child(of: clause, .cop) != nil
        else { return nil }
        return subject
    }

    /// Whether a clause has an expletive `it` or `there`.
    package func expletive(of word: Int) -> Int? { child(of: word, .expl) }

    /// Whether a verb form is finite by its tag.
    package func isFinite(_ word: Int) -> Bool {
        ["VBD", "VBZ", "VBP", "MD"].contains(xpos(word))
            || hasChild(of: word) {
                [.aux, .cop].contains(dependencies[$0]) && ["VBD", "VBZ", "VBP", "MD"].contains(xpos($0))
            }
    }

    /// Whether a clause is an infinitive with `to`.
    package func isInfinitive(_ word: Int) -> Bool {
        hasChild(of: word) { dependencies[$0] == .mark && lemmas[$0] == "to" || xpos($0) == "TO" && $0 < word }
    }

    /// The words that introduce a clause, such as `if`, `that`, `in_order_to`; empty where there are none.
    package func marker(of word: Int) -> String {
        var found: [String] = []
        for mark in children[word] where mark < word && [.mark, .case].contains(dependencies[mark]) {
            found.append(lemmas[mark])
            found += children(of: mark, .fixed).map { lemmas[$0] }
        }
        return found.joined(separator: "_")
    }

    /// A lemma as part of a predicate's name: lower case, everything but letters and digits an underscore.
    package static func identifier(_ lemma: String) -> String {
        var name = ""
        for character in lemma.lowercased() {
            if character.isLetter || character.isNumber {
                name.append(character)
            } else if !name.isEmpty, name.last != "_" {
                name.append("_")
            }
        }
        while name.last == "_" { name.removeLast() }
        return name
    }
}
