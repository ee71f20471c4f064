import ClewModel

/// The step from a word to its head: what the head's attitude means for the word.
struct Link {
    let word: Int
    let head: Int
    let tree: SentenceTree
    let reader: ClauseReader

    /// The attitude of the head's own head.
    let above: Attitude

    init(_ word: Int, above: Attitude, tree: SentenceTree, reader: ClauseReader) {
        self.word = word
        self.above = above
        self.tree = tree
        self.reader = reader
        head = tree.heads[word]
    }

    /// The attitude of the word within that of its head.
    func apply(to outer: Attitude) -> Attitude {
        guard head >= 0 else { return outer }
        switch tree.dependencies[word] {
        case .ccomp: return complement(outer, StanceLexicon.finite)
        case .xcomp:
            if tree.isCopularAttribute(word) { return outer }
            return complement(outer, StanceLexicon.open)
        case .csubj: return complement(outer, StanceLexicon.finite)
        case .advcl: return adverbial(outer)
        case .acl: return tree.isRelativeClause(word) ? relative(outer) : nounClause(outer)
        case .parataxis: return parataxis(outer)
        case .conj: return conjunct(outer)
        case .nmod where isReported: return reported(outer)
        case .appos, .nmod, .dep, .list, .flat, .compound, .amod: return outer
        default: return outer
        }
    }

    /// Whether the word is what a noun for a report is about: "claims of an attack".
    private var isReported: Bool {
        ReportNoun.alleged.contains(tree.lemmas[head]) && ["of", "about"].contains(tree.preposition(of: word))
    }

    private func reported(_ outer: Attitude) -> Attitude {
        var attitude = outer
        attitude.status = Attribution.combined(.alleged, outer.status)
        return attitude
    }

    private func stance(_ table: [String: Stance]) -> Stance? {
        table[tree.verbName(head)] ?? table[tree.lemmas[head]] ?? table[tree.tokens[head].form.lowercased()]
    }

    private func complement(_ outer: Attitude, _ table: [String: Stance]) -> Attitude {
        let isOpen = tree.isInfinitive(word) || !tree.isFinite(word) && tree.writtenSubject(of: word) == nil
        let marker = tree.marker(of: word)
        var found: Stance
        if isOpen {
            found = stance(StanceLexicon.open) ?? (tree.isInfinitive(word) ? .hypothetical : .plain)
            if tree.isInfinitive(word), ["stop", "forget", "remember", "report"].contains(tree.lemmas[head]) {
                found = .hypothetical
            }
            // "used to sell": no longer.
            if tree.lemmas[head] == "use", tree.isInfinitive(word), !tree.isPassive(head) { found = .denied }
            if tree.lemmas[head] == "go", tree.isInfinitive(word) { found = goesOn ? .plain : .planned }
        } else {
            found = marker.hasPrefix("whether") || marker == "if" ? .question : stance(table) ?? defaultFiniteStance()
        }
        var attitude = outer
        // "did not say that", "may say that": the report itself is open, so what it reports is at most alleged.
        let reportStatus: Statement.Status = outer.status
        attitude.status = Attribution.combined(found.status, weakened(reportStatus, found, isOpen: isOpen))
        if speaks(found, isOpen: isOpen) { addSpeakers(&attitude, found) }
        return attitude
    }

    /// "went on to win": what came next.
    private var goesOn: Bool {
        tree.lemmas[head] == "go" && tree.tokens.indices.contains(head + 1) && tree.lemmas[head + 1] == "on"
            && tree.heads[head + 1] == head
    }

    /// Being is no saying: "The problem is that …" reports nothing.
    private func defaultFiniteStance() -> Stance {
        tree.upos(head) == "VERB" ? .alleged : .plain
    }

    private func weakened(_ status: Statement.Status, _ stance: Stance, isOpen: Bool) -> Statement.Status {
        if isOpen { return status }
        switch (status, stance) {
        case (.negated, .denied): return .alleged
        case (.negated, .reported): return .alleged
        case (.negated, _): return .alleged
        case (.planned, _): return .alleged
        default: return status
        }
    }

    private func speaks(_ stance: Stance, isOpen: Bool) -> Bool {
        switch stance {
        case .plain: return false
        case .reported: return true
        case .alleged, .denied, .question:
            if !isOpen { return tree.upos(head) == "VERB" || !(reader.subjectReading(of: head)?.heads.isEmpty ?? true) }
            // "admits stealing", "denies stealing"; "was accused by Acme of stealing", "failed to sell".
            return ["deny", "claim", "allege"].contains(tree.lemmas[head]) || tree.isPassive(head)
        case .planned, .hypothetical: return !isOpen
        }
    }

    private func addSpeakers(_ attitude: inout Attitude, _ stance: Stance) {
        if !attitude.speakers.isEmpty { attitude.reporters = attitude.speakers }
        let reading: [Int]
        if tree.isPassive(head) {
            reading = reader.clause(at: head).agents
            if tree.dependencies[word] == .xcomp, ["find", "know"].contains(tree.lemmas[head]) { return }
        } else if tree.upos(head) == "VERB" || tree.expletive(of: head) == nil {
            reading = reader.subjectReading(of: head)?.heads ?? []
        } else {
            reading = []
        }
        let speakers = reading.flatMap(tree.conjuncts).map(reader.resolved)
            .filter {
                !(["it", "there", "this", "that"].contains(tree.lemmas[$0]) && tree.upos($0) == "PRON"
                    && tree.expletive(of: head) != nil)
            }
        if speakers.isEmpty {
            // Knowing and finding commit the article itself: "it was found that", "it is clear that".
            let isImpersonal = ["discover", "find", "know", "prove", "confirm", "establish", "show", "clear", "true"]
                .contains(tree.lemmas[head])
            if !isImpersonal, stance == .reported || stance == .alleged {
                attitude.status = Attribution.combined(.alleged, attitude.status)
            }
            return
        }
        attitude.speakers = speakers
        attitude.hasUnnamedSpeaker = false
    }

    private func adverbial(_ outer: Attitude) -> Attitude {
        var attitude = outer
        let marker = tree.marker(of: word)
        let first = marker.split(separator: "_").first.map(String.init) ?? ""
        // "It could be a while before the courts rule on it": the present tense of what is yet to come.
        let isAhead = ["VBP", "VBZ"].contains(tree.xpos(word)) && outer.status == .alleged
        let adverb = tree.children[word].first { ["when", "once", "whenever"].contains(tree.lemmas[$0]) }
        if ReportNoun.accusing.contains(tree.lemmas[head]) || tree.lemmas[head] == "credit",
            ["of", "for", "with"].contains(marker)
        {
            attitude.status = Attribution.combined(.alleged, outer.status)
            addSpeakers(&attitude, .alleged)
            return attitude
        }
        if [
            "prevent", "stop", "bar", "ban", "prohibit", "block", "keep", "refrain", "discourage", "dissuade",
            "disqualify", "exclude", "deter", "preclude", "suspend", "restrain",
        ]
        .contains(tree.lemmas[head]), marker == "from" {
            attitude.status = Attribution.combined(.negated, outer.status)
            return attitude
        }
        if let stance = gerundStance(marker) {
            attitude.status = Attribution.combined(stance.status, outer.status)
            return attitude
        }
        // "wants to cut waits by hiring nurses": a means is as real as what it serves, and "did not win by cheating" denies
        // one of the two.
        if ["by", "through"].contains(marker), tree.xpos(word) == "VBG" {
            if outer.status == .negated { attitude.status = .alleged }
            return attitude
        }
        // "may focus on finding a partner": what a preposition ties to the verb is no truer than the verb.
        if tree.xpos(word) == "VBG", tree.writtenSubject(of: word) == nil,
            [.planned, .hypothetical, .question, .alleged].contains(outer.status),
            ["on", "in", "into", "to", "at", "around", "about", "from", "toward", "towards"].contains(marker)
        {
            return attitude
        }
        if marker == "as_if" || marker == "as_though" {
            attitude.status = .hypothetical
            return attitude
        }
        // "is expected to begin in May, with the first visitors coming in June": as far ahead as what it comes with.
        if marker == "with", tree.writtenSubject(of: word) != nil {
            guard let before = tree.children(of: head, .xcomp).last(where: { $0 < word }) else {
                if ![.planned, .hypothetical, .question].contains(outer.status) { attitude.status = .asserted }
                return attitude
            }
            let within = Link(before, above: above, tree: tree, reader: reader).apply(to: outer)
            attitude.status = Attribution.combined(LocalStatus.status(of: before, in: reader), within.status)
            return attitude
        }
        if goesOn, tree.isInfinitive(word) { return attitude }
        if tree.isInfinitive(word) {
            let open = StanceLexicon.open[tree.lemmas[head]]
            let stance: Stance = tree.upos(head) == "ADJ" ? open ?? .hypothetical : .hypothetical
            attitude.status = Attribution.combined(stance.status, outer.status)
            return attitude
        }
        // "promised not to begin until Lee had agreed": neither has come yet.
        let acts = [head] + tree.ancestors(of: head) + tree.children(of: head, .xcomp).filter { $0 < word }
        if ["until", "till", "before", "once"].contains(marker),
            acts.contains(where: { act in
                tree.isInfinitive(act) && tree.dependencies[act] == .xcomp
                    && tree.hasChild(of: act) { ["not", "never", "n't"].contains(tree.lemmas[$0]) }
            })
        {
            attitude.status = .hypothetical
            return attitude
        }
        if let stance = StanceLexicon.markers[marker] ?? StanceLexicon.markers[first], !marker.isEmpty {
            // A reason or a setting is given as true, whatever becomes of the main clause; a time shares its fate.
            let isPresent = ["VBP", "VBZ"].contains(tree.xpos(word)) && tree.child(of: word, .aux, .cop) == nil
            let isTime =
                ["when", "once", "after", "before", "until", "as_soon_as"].contains(marker)
                || marker == "while" && isPresent
            let inherits = isTime && ([.planned, .hypothetical, .question].contains(outer.status) || isAhead)
            let base = stance == .plain && !inherits && outer.status != .question ? .asserted : outer.status
            attitude.status =
                stance == .denied
                ? Attribution.combined(.negated, base == .negated ? .asserted : base)
                : Attribution.combined(stance.status, base)
            return attitude
        }
        if adverb != nil, !isAhead, ![.planned, .hypothetical, .question].contains(outer.status) {
            attitude.status = .asserted
        }
        if hasInvertedCondition { attitude.status = .hypothetical }
        return attitude
    }

    /// What a verb or adjective says of a participle behind its own preposition: "stopped short of suing", "dreams of
    /// winning", "guilty of stealing".
    private func gerundStance(_ marker: String) -> Stance? {
        guard ["of", "about", "on", "against", "to", "at", "from", "toward", "towards"].contains(marker),
            tree.xpos(word) == "VBG", tree.writtenSubject(of: word) == nil
        else { return nil }
        let lemma = tree.lemmas[head]
        if [
            "admit", "confess", "convict", "guilty", "apologise", "apologize", "capture", "catch", "boast", "proud",
            "regret",
        ]
        .contains(lemma) {
            return .plain
        }
        if ["innocent", "incapable", "short", "clear", "acquit"].contains(lemma)
            || tree.hasChild(
                of: head, where: { ["short", "clear", "away"].contains(tree.lemmas[$0]) && tree.upos($0) != "VERB" })
        {
            return .denied
        }
        if ["on", "at", "from"].contains(marker), StanceLexicon.open[lemma] == nil { return nil }
        let stance = StanceLexicon.open[lemma] ?? .hypothetical
        return stance == .plain ? .hypothetical : stance
    }

    /// "Had Acme bought it, …", "Should Acme buy it, …".
    private var hasInvertedCondition: Bool {
        guard let subject = tree.writtenSubject(of: word) else { return false }
        let start = (tree.subtree(of: subject).first ?? subject) - 1
        return start >= 0 && tree.upos(start) == "AUX" && ["have", "should", "be"].contains(tree.lemmas[start])
            && tree.marker(of: word).isEmpty
    }

    /// A relative clause is told beside the main one and does not share its modality; one about nothing in particular
    /// shares its being a question or an hypothesis.
    private func relative(_ outer: Attitude) -> Attitude {
        var attitude = outer
        attitude.status = statusOfDescription(outer)
        return attitude
    }

    /// The status of a clause that describes a noun: its own, but for a noun that may stand for nothing.
    private func statusOfDescription(_ outer: Attitude) -> Statement.Status {
        if tree.hasChild(of: head, where: { tree.lemmas[$0] == "no" }) { return .negated }
        let isVague = ["a", "an", "any", "some", "no", ""].contains(tree.determiner(of: head)) && !tree.isName(head)
        guard isVague else { return .asserted }
        if isWished { return .hypothetical }
        return outer.status == .negated ? .alleged : outer.status
    }

    /// "demand a law that protects them", "a reward for information leading to an arrest": nothing that there is yet.
    private var isWished: Bool {
        let governor = tree.heads[head]
        // "search for the man who fled", "require firms that sell pumps to register": there are such.
        let isPresent = tree.xpos(word) == "VBG" || ["VBZ", "VBP", "VB"].contains(tree.xpos(word))
        guard governor >= 0, isPresent, tree.child(of: word, .aux, .cop).map({ tree.xpos($0) != "VBD" }) ?? true,
            NounType.guess(head, in: tree).map({ $0 != .person && $0 != .group }) ?? true,
            !tree.hasChild(of: governor, where: { $0 > head && tree.isInfinitive($0) })
        else { return false }
        switch tree.dependencies[head] {
        case .obj: return Link.wishing.contains(tree.lemmas[governor])
        case .obl:
            return tree.preposition(of: head) == "for"
                && ["call", "hope", "wish", "ask", "push", "offer", "look", "search", "wait", "appeal"].contains(
                    tree.lemmas[governor])
        case .nmod: return tree.preposition(of: head) == "for" && Link.wishes.contains(tree.lemmas[governor])
        default: return false
        }
    }

    /// Verbs whose object need not exist.
    private static let wishing: Set<String> = [
        "demand", "need", "want", "seek", "require", "request", "imagine", "envision", "envisage", "lack",
        "desire", "await",
    ]

    /// Nouns for a wish.
    private static let wishes: Set<String> = [
        "reward", "call", "need", "demand", "appeal", "search", "hunt", "quest", "hope", "wish", "request", "plan",
        "proposal", "desire",
    ]

    private func nounClause(_ outer: Attitude) -> Attitude {
        var attitude = outer
        let isParticiple =
            tree.marker(of: word).isEmpty && !tree.isFinite(word) && tree.writtenSubject(of: word) == nil
            && ["VBN", "VBG"].contains(tree.xpos(word))
        if isParticiple {
            attitude.status = statusOfDescription(outer)
            // "claims of a group linked to Acme", the participle hung on the claims.
            return ReportNoun.alleged.contains(tree.lemmas[head]) ? reported(attitude) : attitude
        }
        // "the first firm to sell it" sold it; "the only plan to save it" saved nothing.
        if tree.hasChild(of: head, where: { ["first", "last", "only", "latest"].contains(tree.lemmas[$0]) }),
            tree.isInfinitive(word), StanceLexicon.noun[tree.lemmas[head]] == nil,
            !["way", "attempt", "effort", "chance", "opportunity", "means", "option", "reason", "place", "try", "bid"]
                .contains(tree.lemmas[head])
        {
            return outer
        }
        if tree.dependencies[head] == .root, tree.isName(head), tree.isInfinitive(word) {
            attitude.status = Attribution.combined(.planned, outer.status)
            return attitude
        }
        let governor = tree.heads[head]
        if governor >= 0, ReportNoun.accusing.contains(tree.lemmas[governor]), tree.dependencies[head] == .obj {
            let accusers = (reader.subjectReading(of: governor)?.heads ?? []).flatMap(tree.conjuncts)
            return Attitude(status: .alleged, speakers: accusers, reporters: outer.speakers)
        }
        let stance = StanceLexicon.noun[tree.lemmas[head]] ?? (tree.isFinite(word) ? .alleged : .hypothetical)
        let denied = tree.hasChild(of: head) { tree.lemmas[$0] == "no" }
        attitude.status = Attribution.combined(stance.status, denied ? .alleged : outer.status)
        if stance == .alleged || stance == .reported, let possessor = tree.possessor(of: head) {
            if !attitude.speakers.isEmpty { attitude.reporters = attitude.speakers }
            attitude.speakers = tree.conjuncts(of: possessor)
        }
        return attitude
    }

    /// Two clauses side by side. "Lee said: …" reports what follows.
    private func parataxis(_ outer: Attitude) -> Attitude {
        var attitude = outer
        if SourcePhrases.isReport(word, beside: head, in: reader) {
            // The reporting clause itself stands outside what it reports.
            return Attitude(status: .asserted, speakers: outer.reporters)
        }
        attitude.status = .asserted
        if tree.upos(head) == "VERB", word > head, let stance = StanceLexicon.finite[tree.lemmas[head]],
            stance != .hypothetical, tree.child(of: head, .ccomp, .obj) == nil, tree.isPredicate(word)
        {
            attitude.status = stance.status
            addSpeakers(&attitude, stance)
        }
        return attitude
    }

    /// A coordinated clause shares what stands before both: "may have bought and sold". One with its own subject or its
    /// own finite verb stands alone, under whatever governs the first.
    private func conjunct(_ outer: Attitude) -> Attitude {
        guard tree.isPredicate(word), tree.isPredicate(head) else { return outer }
        var attitude = outer
        let local = LocalStatus.status(of: head, in: reader)
        let standsAlone =
            tree.writtenSubject(of: word) != nil
            || tree.isFinite(word) && (tree.xpos(word) != tree.xpos(head) || hasOwnAuxiliary) && !sharesModal
            || tree.hasChild(of: word) { tree.dependencies[$0] == .cc && tree.lemmas[$0] == "but" }
        if standsAlone, local != .asserted, outer.status == local || outer.status != .question {
            // What governs the first conjunct still governs this one; what is said within the first does not.
            attitude.status = outerStatus(of: head)
        }
        return attitude
    }

    /// "should be running and started at boot": behind a modal verb what looks like the past tense is a participle.
    private var sharesModal: Bool {
        tree.xpos(word) == "VBD" && !hasOwnAuxiliary
            && tree.hasChild(of: head) { tree.dependencies[$0] == .aux && tree.xpos($0) == "MD" }
    }

    private var hasOwnAuxiliary: Bool {
        tree.hasChild(of: word) { [.aux, .cop].contains(tree.dependencies[$0]) }
    }

    /// The status that the first conjunct has from above, its own words left out.
    private func outerStatus(of first: Int) -> Statement.Status {
        guard tree.heads[first] >= 0 else { return .asserted }
        return Link(first, above: Attitude(), tree: tree, reader: reader).apply(to: above).status
    }
}

extension SentenceTree {
    /// Whether an open complement is a noun or adjective that is said of someone ("became chairman").
    package func isCopularAttribute(_ word: Int) -> Bool {
        dependencies[word] == .xcomp && ["NOUN", "PROPN", "ADJ"].contains(upos(word)) && !isInfinitive(word)
    }
}
