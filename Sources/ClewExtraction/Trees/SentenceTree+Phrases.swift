import ClewModel

/// Noun phrases: what belongs to one, what it is called, and what it shares with its neighbours in a coordination.
extension SentenceTree {
    /// Whether a word can carry a noun phrase.
    package func isNominal(_ word: Int) -> Bool {
        switch upos(word) {
        case "NOUN", "PROPN", "PRON", "NUM", "SYM": true
        case "DET", "ADJ", "X": [.nsubj, .obj, .iobj, .obl, .nmod].contains(dependencies[word])
        default: false
        }
    }

    /// Whether a word is a personal, demonstrative or other pronoun and no noun.
    package func isPronoun(_ word: Int) -> Bool {
        upos(word) == "PRON" || upos(word) == "DET" && isNominal(word)
    }

    /// Whether a word stands for the noun that its relative clause belongs to.
    package func isRelativePronoun(_ word: Int) -> Bool {
        guard ["PRON", "DET", "ADV", "SCONJ"].contains(upos(word)) else { return false }
        return ["who", "whom", "which", "that", "whose", "where", "when"].contains(lemmas[word])
    }

    /// The preposition before a phrase as `snake_case` (`with`, `because_of`), empty where there is none.
    package func preposition(of word: Int) -> String {
        var found: [String] = []
        for marker in children(of: word, .case)
        where (marker < word || isRelativePronoun(word)) && xpos(marker) != "POS" {
            let form = tokens[marker].form.lowercased()
            // "for over a year": about how long, and no preposition of its own.
            if ["over", "about", "around", "under", "nearly"].contains(form), found.count == 1,
                children[marker].isEmpty,
                ["for", "in", "within", "by", "to", "from", "at", "after"].contains(found[0])
            {
                continue
            }
            found.append(form)
            found += children(of: marker, .fixed).map { tokens[$0].form.lowercased() }
        }
        return found.joined(separator: "_")
    }

    /// The phrase and the phrases coordinated with it that share its place, in order. What stands after `but not` or
    /// `rather than` does not share it.
    package func conjuncts(of word: Int) -> [Int] {
        var found = [word]
        for other in children(of: word, .conj) where isNominal(other) || spans[other] >= 0 {
            guard !isContrasted(other), child(of: other, .nsubj, .cop) == nil else { continue }
            // "Lee et al.": nobody in particular.
            if ["al", "al."].contains(lemmas[other]) { continue }
            if compoundEnd(of: word) == other { continue }
            // "Smith & Sons": one name.
            if spans[other] >= 0, spans[other] == spans[word] || hasChild(of: other, where: { tokens[$0].form == "&" })
            {
                continue
            }
            found.append(other)
        }
        return found
    }

    /// The first member of the coordination that a word belongs to, or the word. O(depth).
    package func firstConjunct(of word: Int) -> Int {
        var first = word
        while dependencies[first] == .conj, heads[first] >= 0 { first = heads[first] }
        return first
    }

    /// Whether a conjunct is set against the first: `X, but not Y`, `X rather than Y`.
    package func isContrasted(_ conjunct: Int) -> Bool {
        hasChild(of: conjunct) { word in
            ["not", "never", "rather", "instead", "n't"].contains(lemmas[word]) && word < conjunct
        }
    }

    /// Whether the coordination that a word belongs to says `or`.
    package func isAlternative(_ word: Int) -> Bool {
        let first = dependencies[word] == .conj ? heads[word] : word
        return ([first] + children(of: first, .conj)).contains { member in
            hasChild(of: member) { dependencies[$0] == .cc && ["or", "nor"].contains(lemmas[$0]) }
        }
    }

    /// Whether a phrase right behind a word is a preposition and one common noun in the singular that names no kind of
    /// thing, and no more: "at risk".
    package func isBare(_ noun: Int, behind word: Int) -> Bool {
        xpos(noun) == "NN" && spans[noun] < 0 && noun == word + 2 && NounType.ofLemma(lemmas[noun]) == nil
            && children[noun].allSatisfy { dependencies[$0] == .case || dependencies[$0] == .punct }
    }

    /// The words that name what a phrase speaks of: without determiner, possessor, relative clause, apposition or
    /// coordination; a short complement stays, because it tells one thing from another ("head of state", "models from
    /// Acme", "access to water", "the need to repair pumps").
    /// - Parameter isRestricted: whether a clause that says of which of its kind the phrase speaks belongs to it.
    package func nucleus(of word: Int, isRestricted: Bool = true) -> [Int] {
        let kept =
            subtree(of: word) { leaves(nucleus: word, $0) }
            + children(of: word, .acl).flatMap { completion($0) ?? (isRestricted ? restriction($0) : []) }
        return trimmed(paired(kept.sorted(), around: word))
    }

    /// "the need to repair pumps", "the risk of losing water", "the fact that pumps leak": the words of a clause that says
    /// what its noun is of, where it is short and follows the noun, empty where it is not; none for a clause of another kind.
    private func completion(_ clause: Int) -> [Int]? {
        let noun = heads[clause]
        guard clause > noun, subtypes[clause].isEmpty, spans[noun] < 0, upos(noun) == "NOUN",
            let mark = children(of: clause, .mark).first, mark > noun,
            ["to", "for"].contains(lemmas[mark]) && xpos(clause) == "VB"
                || lemmas[mark] == "of" && xpos(clause) == "VBG"
                || lemmas[mark] == "that"
        else { return nil }
        // A circumstance less is still true of an infinitive; what somebody says is whole or another claim.
        // "a proposal to place it under control" says another thing without the control.
        let isWhole = lemmas[mark] == "that" || ["place", "put", "bring", "set", "turn"].contains(lemmas[clause])
        for isShort in isWhole ? [false] : [false, true] {
            let words = subtree(of: clause) { child in
                switch dependencies[child] {
                // "to spend hours cleaning".
                case .advcl:
                    child < clause || xpos(child) != "VBG" || !marker(of: child).isEmpty
                        || tokens[child - 1].form == ","
                case .parataxis, .conj, .cc, .appos: true
                case .acl: subtypes[child] == "relcl"
                case .obl, .advmod: isShort && child > clause && heads[child] == clause
                case .punct: isOuter(punctuation: child)
                default: false
                }
            }
            // Up to the first gap, which a comma or something left out makes.
            let gap = words.indices.dropLast().first { words[$0 + 1] != words[$0] + 1 } ?? words.count - 1
            let end = max(clause, child(of: clause, .obj) ?? clause)
            guard let first = words.first, first > noun, words[gap] >= end else { return [] }
            if gap < SentenceTree.completionMax { return Array(words[...gap]) }
        }
        return []
    }

    private static let completionMax = 10

    /// "areas besieged by the army", "people who lost a home": the words of a short clause without which a noun would speak
    /// of more than the sentence does. Where an article or a number picks out certain ones, the clause only tells
    /// more; of a predicate it is a fact of its own. O(words).
    package func restriction(_ clause: Int) -> [Int] {
        let noun = heads[clause]
        guard clause > noun, spans[noun] < 0, upos(noun) == "NOUN",
            // "is in areas held by the army", but not "is a firm based in Leeds".
            child(of: noun, .cop) == nil && dependencies[noun] != .root || !preposition(of: noun).isEmpty,
            ![.appos, .xcomp].contains(dependencies[noun]), child(of: noun, .nummod, .conj, .appos) == nil,
            children(of: noun, .acl).count == 1,
            SentenceTree.general.contains(determiner(of: noun)), isRelativeClause(clause) || !isFinite(clause),
            !isInfinitive(clause), !isBehindComma(clause)
        else { return [] }
        let words = subtree(of: clause)
        guard let first = words.first, let last = words.last, (2...8).contains(words.count),
            last - first == words.count - 1,
            !words.contains(where: { [",", ":", "(", "\""].contains(tokens[$0].form) }),
            first == (subtree(of: noun) { $0 == clause || heads[$0] == noun && $0 > clause }.last ?? noun) + 1
        else { return [] }
        return words
    }

    /// Determiners of a noun that speaks of all that it fits, the bare plural's first.
    private static let general: Set<String> = ["", "all", "any", "every", "each", "most", "many", "few", "such"]

    /// Whether a phrase says less than its words do, for a clause or complement that tells what it is of was too long to be
    /// kept: "the fact" of "the fact that …", "members" of "members who …".
    /// - Parameter besides: a clause that is not counted.
    package func isCut(_ word: Int, besides clause: Int = -1) -> Bool {
        let kept = Set(nucleus(of: word))
        return children[word].contains { child in
            guard child > word, child != clause, !kept.contains(child) else { return false }
            switch dependencies[child] {
            case .acl, .nmod: return !isBehindComma(child)
            default: return false
            }
        }
    }

    /// Whether an adjective with words of its own follows a noun and is not part of what is kept of it: "people familiar with
    /// the talks". O(children).
    /// - Parameter tag: the adjective's Penn tag, if only such a one counts.
    package func isBeforeAdjective(_ noun: Int, tag: String? = nil) -> Bool {
        let adjective = children(of: noun, .amod).first {
            $0 > noun && !children[$0].isEmpty && (tag == nil || xpos($0) == tag)
        }
        return adjective.map { !isBehindComma($0) && !nucleus(of: noun).contains($0) } ?? false
    }

    /// Whether a pause parts a phrase or clause from what stands before it. O(children).
    private func isBehindComma(_ word: Int) -> Bool {
        let first = min(word, children[word].first { dependencies[$0] != .punct } ?? word)
        let pauses = [",", "(", "–", "—", ":"]
        return first > 0 && pauses.contains(tokens[first - 1].form)
            || children[word].first.map {
                $0 < word && pauses.contains(tokens[$0].form)
            } == true
    }

    /// "a logo (in red)" without its second parenthesis ends before the first; a quotation mark alone goes.
    private func paired(_ words: [Int], around word: Int) -> [Int] {
        var kept = words
        if let opening = kept.lastIndex(where: { tokens[$0].form == "(" }), kept[opening] > word,
            !kept[opening...].contains(where: { tokens[$0].form == ")" })
        {
            kept.removeSubrange(opening...)
        }
        let marks = kept.filter { tokens[$0].form == "\"" }
        return marks.count == 1 ? kept.filter { $0 != marks[0] } : kept
    }

    private func leaves(nucleus word: Int, _ child: Int) -> Bool {
        // "Kirkby Harrow": within one name.
        if spans[child] >= 0, spans[child] == spans[heads[child]],
            [.compound, .amod, .nmod, .flat].contains(dependencies[child])
        {
            return false
        }
        switch dependencies[child] {
        // "a rise of 2 metres a year".
        case .det where subtypes[heads[child]] == "unmarked" && heads[child] != word:
            return !SentenceTree.timeUnits.contains(lemmas[heads[child]])
        case .det: return !["no"].contains(lemmas[child]) || heads[child] == word
        case .case: return heads[child] == word
        // "an area larger than forty fields".
        case .amod where child > heads[child] && heads[child] == word:
            return xpos(child) != "JJR" || subtree(of: child).count > 8
                || !children(of: child, .obl).contains { preposition(of: $0) == "than" }
        // "Small and slight, she was no hero".
        case .amod where hasChild(of: heads[child]) { $0 > child && [.cop, .nsubj].contains(dependencies[$0]) }:
            return true
        case .amod:
            return child > heads[child] || lemmas[child] == "very"
                || ["such", "same", "other", "further", "own"].contains(lemmas[child])
        case .compound, .flat, .fixed, .goeswith: return false
        case .nummod: return child > heads[child] && spans[child] < 0 && upos(heads[child]) != "SYM"
        case .advmod: return heads[child] == word
        case .punct: return isOuter(punctuation: child)
        case .nmod:
            // "the Leeds-based firm": before a word that stands before the noun itself.
            if child < heads[child], heads[child] < word { return false }
            // "the build-up", "the opposition Popular Alliance".
            if child + 2 == heads[child], tokens[child + 1].form == "-" { return false }
            if subtypes[child].isEmpty, spans[child] >= 0, heads[child] != word,
                sentence.names[spans[child]].words.lowerBound == heads[child] + 1
            {
                return false
            }
            // "a sledge and 90 kilograms of food": of what stands before it.
            if subtypes[child] != "poss",
                children(of: heads[child], .conj).contains(where: {
                    $0 > heads[child] && $0 < child && self.child(of: $0, .nummod) != nil
                })
            {
                return true
            }
            // "an average of 2.1 metres a year".
            if subtypes[child] == "unmarked", heads[child] != word, child == heads[child] + 2,
                SentenceTree.timeUnits.contains(lemmas[child]), determiner(of: child) == "a"
            {
                return false
            }
            guard subtypes[child] == "poss" else { return !isShortComplement(child) }
            return heads[child] == word && !isOfKind(child)
        // "the result of the state passing a bill": of what it did.
        case .acl: return heads[child] == word || !isEvent(child)
        case .obl where heads[child] == word && upos(word) == "ADJ":
            let isCounted = ["many", "more", "most", "much", "less", "few", "several"].contains(lemmas[word])
            return !isMeasure(child) && (!isShortComplement(child) || isCounted && preposition(of: child) != "of")
        // "the land between Leeds and York": of two, not one.
        case .conj:
            // "a record of ten minutes and 40 seconds".
            if compoundEnd(of: heads[child]) == child { return false }
            // "the Federation of Harbour and Transport Workers": within one name.
            if spans[child] >= 0, spans[child] == spans[heads[child]] { return false }
            return heads[child] == word || dependencies[heads[child]] == .nmod && !isOfBoth(heads[child])
        case .cc:
            let member = heads[child]
            if heads[member] >= 0, compoundEnd(of: heads[member]) == member { return false }
            if spans[child] >= 0, spans[child] == spans[member] { return false }
            return member == word
                || lemmas[child] != "both" && dependencies[heads[member]] == .nmod && !isOfBoth(heads[member])
        default: return heads[child] == word || ![.obl, .obj].contains(dependencies[child])
        }
    }

    /// "the anglers' association", "the women's race": for whom, and not whose.
    private func isOfKind(_ possessor: Int) -> Bool {
        (xpos(possessor) == "NNS"
            || xpos(possessor).hasPrefix("NNP") && tokens[possessor].form.first?.isLowercase == true)
            && heads[possessor] == possessor + 2
            && children[possessor].allSatisfy { xpos($0) == "POS" || dependencies[$0] == .det }
    }

    private func isOuter(punctuation word: Int) -> Bool {
        !["-", "–", "/", "'", "’", "$", "."].contains(tokens[word].form)
    }

    private func isShortComplement(_ word: Int) -> Bool {
        if subtypes[word] == "desc" { return true }
        let preposition = preposition(of: word)
        guard word > heads[word], SentenceTree.complementing.contains(preposition), subtypes[word] != "unmarked",
            isNominal(word)
        else { return false }
        if isPronoun(word) { return false }
        // "gave evidence for three days": how long.
        if preposition == "for", child(of: word, .nummod) != nil, Circumstance.isTime(word, type: nil, in: self) {
            return false
        }
        // "the director from 1994 to 2009": when.
        if ["from", "in"].contains(preposition), spans[word] >= 0, sentence.names[spans[word]].type == .date,
            NounType.ofLemma(lemmas[heads[word]]) == .person
        {
            return false
        }
        // "the meeting on Monday": when, and not which.
        if !["of", "from", "by", "in", "for"].contains(preposition),
            spans[word] >= 0 && sentence.names[spans[word]].type == .date || isBehindComma(word)
        {
            return false
        }
        return word - heads[word] <= (preposition == "of" ? 10 : 7)
    }

    /// "the result of the state passing a bill": a short clause right behind its actor, who stands behind "of" for what is
    /// done.
    private func isEvent(_ clause: Int) -> Bool {
        xpos(clause) == "VBG" && clause == heads[clause] + 1 && preposition(of: heads[clause]) == "of"
            && lemmas[clause] != "include" && subtree(of: clause).count <= 6
    }

    /// "between Leeds and York", "into both the fire and the alarm": a coordination of which one member says too little.
    private func isOfBoth(_ word: Int) -> Bool {
        preposition(of: word) == "between" || hasChild(of: word) { lemmas[$0] == "both" && $0 < word }
    }

    /// "40 years old": how much of what an adjective says.
    private func isMeasure(_ word: Int) -> Bool {
        word < heads[word] && preposition(of: word).isEmpty && child(of: word, .nummod) != nil
    }

    /// Prepositions of complements that belong to what a noun means.
    private static let complementing: Set<String> = [
        "of", "from", "by", "in", "for", "to", "on", "with", "against", "between", "toward", "towards", "over", "about",
        "into", "without", "per",
    ]

    private func trimmed(_ words: [Int]) -> [Int] {
        var kept = words[...]
        let isLoose = { (word: Int) in dependencies[word] == .punct && !["$", "€", "£"].contains(tokens[word].form) }
        while let last = kept.last, isLoose(last) { kept.removeLast() }
        // "cleaning up" keeps its particle.
        while kept.count > 1, let last = kept.last, ["ADP", "DET", "CCONJ"].contains(upos(last)),
            subtypes[last] != "prt"
        {
            kept.removeLast()
        }
        while let first = kept.first, isLoose(first) { kept.removeFirst() }
        return Array(kept)
    }

    /// The word that gives a phrase its proper name, where another than its head does: "a model called R1", "the
    /// AI company Acme", "its chief executive, Ann Lee".
    package func naming(of word: Int) -> Int? {
        if isName(word) { return spans[word] < 0 ? titled(word) : nil }
        // "the name Ada means": the word, and not who bears it.
        if ["name", "surname", "nickname", "word", "term"].contains(lemmas[word]) { return nil }
        for clause in children(of: word, .acl)
        where ["call", "name", "dub", "title", "entitle"].contains(lemmas[clause]) {
            // "a group calling itself Pale Harbour".
            let isOwn = children(of: clause, .obj).contains { lemmas[$0] == "itself" || lemmas[$0] == "themselves" }
            guard xpos(clause) == "VBN" || lemmas[clause] == "entitle" || isOwn else { continue }
            // "called on by Acme" gives no name.
            if let name = children(of: clause, .xcomp, .obj, .obl).first(where: {
                preposition(of: $0).isEmpty && !isPronoun($0)
            }) {
                // "called 'they pay & co'": a clause is no name, unless it was marked as one.
                return upos(name) == "VERB" && spans[name] < 0 ? nil : name
            }
        }
        for clause in children(of: word, .acl) where lemmas[clause] == "know" {
            if let name = children(of: clause, .obl, .xcomp).first(where: { preposition(of: $0) == "as" && isName($0) })
            {
                return name
            }
        }
        // "its operator, the state company Acme".
        if let noun = children(of: word, .appos).first, noun > word, upos(noun) == "NOUN", xpos(noun) == xpos(word),
            child(of: noun, .conj) == nil, let name = children(of: noun, .appos, .flat).first(where: isName)
        {
            return name
        }
        return children[word].first { child in
            guard isName(child), child > word, !isQuotedWord(child) else { return false }
            switch dependencies[child] {
            // "Mayor of Leeds", whatever a parser calls it.
            case .appos, .flat: return !isBehindPreposition(child) && !isCredit(child, behind: word)
            case .compound, .dep: return child == word + 1
            case .nmod:
                let start = spans[child] >= 0 ? sentence.names[spans[child]].words.lowerBound : child
                return start == word + 1 && subtypes[child] != "poss" && subtypes[child] != "unmarked"
            default: return false
            }
        }
    }

    /// "on a red wagon (Ann Lee)": a person in parentheses behind a thing took the picture of it.
    package func isCredit(_ name: Int, behind noun: Int) -> Bool {
        guard spans[name] >= 0, sentence.names[spans[name]].type == .person,
            NounType.ofLemma(lemmas[noun]) != .person
        else { return false }
        let first = sentence.names[spans[name]].words.lowerBound
        return first > 0 && tokens[first - 1].form == "("
    }

    /// Whether a preposition begins a phrase, be it under its title: "of the minister Ann Lee".
    package func isBehindPreposition(_ word: Int) -> Bool {
        !preposition(of: word).isEmpty
            || subtree(of: word).first { upos($0) != "PUNCT" }.map { upos($0) == "ADP" && $0 < word } == true
    }

    /// "Chair Ann Lee", the title as the head of the name and no part of it.
    private func titled(_ word: Int) -> Int? {
        children[word].first { child in
            [.flat, .appos].contains(dependencies[child]) && child == word + 1 && spans[child] >= 0
                && sentence.names[spans[child]].type == .person
        }
    }

    /// Whether a word belongs to a proper name (no date, no amount).
    package func isName(_ word: Int) -> Bool {
        if spans[word] >= 0 {
            switch sentence.names[spans[word]].type {
            case .date, .money, .quantity: return false
            default: return true
            }
        }
        // "the Acme CEO": an office with a capital names nobody.
        if upos(word) == "PROPN" { return NounType.ofLemma(lemmas[word]) != .person }
        // "the Borneo Insect Project": a capital within a sentence, behind another.
        return upos(word) == "NOUN" && word > 1 && isCapitalized(word) && isCapitalized(word - 1)
            && dependencies[word - 1] == .compound && NounType.ofLemma(lemmas[word]) != .person
    }

    private func isCapitalized(_ word: Int) -> Bool { tokens[word].form.first?.isUppercase ?? false }

    /// 'the school board "snafu"': a quoted word without a capital or digit is a word about the noun, and no name.
    package func isQuotedWord(_ word: Int) -> Bool {
        word > 0 && spans[word] < 0 && ["\"", "“", "``", "'", "‘", "«"].contains(tokens[word - 1].form)
            && !tokens[word].form.contains { $0.isUppercase || $0.isNumber }
    }

    /// Whether a noun is plural by its tag.
    package func isPlural(_ word: Int) -> Bool { ["NNS", "NNPS"].contains(xpos(word)) }

    /// The determiner's lemma, the possessor counted as `the`; empty for a bare phrase.
    package func determiner(of word: Int) -> String {
        for child in children[word] {
            if dependencies[child] == .det { return lemmas[child] }
            if dependencies[child] == .nmod, subtypes[child] == "poss" { return "the" }
        }
        return ""
    }

    /// The possessor of a phrase: `Acme` of "Acme's investor", `its` of "its investor".
    package func possessor(of word: Int) -> Int? {
        children[word].first { dependencies[$0] == .nmod && (subtypes[$0] == "poss" || hasPossessiveMark($0)) }
            ?? children[word].first { ["PRP$", "WP$"].contains(xpos($0)) }
    }

    private func hasPossessiveMark(_ word: Int) -> Bool { hasChild(of: word) { xpos($0) == "POS" } }
}
