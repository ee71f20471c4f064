import ClewModel

/// What a clause says of its own status: negation, modal verbs, adverbs.
enum LocalStatus {
    static func status(of word: Int, in reader: ClauseReader) -> Statement.Status {
        let tree = reader.tree
        guard tree.isPredicate(word) || [.acl, .advcl, .xcomp, .ccomp].contains(tree.dependencies[word]) else {
            return nominal(word, in: tree)
        }
        var status = Statement.Status.asserted
        for child in tree.children[word] {
            let lemma = tree.lemmas[child]
            switch tree.dependencies[child] {
            case .aux:
                let form = tree.tokens[child].form.lowercased()
                if form == "cannot" { status = Attribution.combined(.negated, status) }
                if tree.xpos(child) == "MD" || ["gonna", "may", "might", "could"].contains(form),
                    let stance = StanceLexicon.modals[form] ?? StanceLexicon.modals[lemma]
                {
                    status = Attribution.combined(stance.status, status)
                }
            case .advmod, .discourse, .obl:
                status = Attribution.combined(adverb(child, in: tree), status)
            case .cc where lemma == "neither" || lemma == "nor":
                status = Attribution.combined(.negated, status)

            case .det where lemma == "no":
                if status != .negated { status = Attribution.combined(.negated, status) }
            default: break
            }
        }
        // "can not sell" says that it does not.
        if status == .hypothetical, hasModal(["can", "ca"], at: word, in: tree), isNegated(word, in: tree) {
            status = .negated
        }
        if status == .asserted, isOnCondition(word, in: tree) || isAwaited(word, in: tree) { status = .hypothetical }
        if isImperative(word, in: tree) { status = Attribution.combined(.hypothetical, status) }
        // A headline's "Acme to buy Globex".
        if tree.dependencies[word] == .root, tree.isInfinitive(word), tree.writtenSubject(of: word) != nil,
            !tree.isFinite(word)
        {
            status = Attribution.combined(.planned, status)
        }
        if let stance = stanceOfPurpose(word, in: tree) { status = Attribution.combined(stance.status, status) }
        if isPossibility(word, in: tree) { status = Attribution.combined(.alleged, status) }
        if let ahead = arrangement(word, in: tree) { status = Attribution.combined(ahead, status) }
        // "visit Leeds next".
        if ["VBP", "VBZ", "VB"].contains(tree.xpos(word)), tree.writtenSubject(of: word) != nil,
            tree.children(of: word, .advmod).contains(where: { tree.lemmas[$0] == "next" && $0 > word })
        {
            status = Attribution.combined(.planned, status)
        }
        if isOneOfTwo(word, in: tree) { status = Attribution.combined(.hypothetical, status) }
        if asksWhich(word, in: tree) { status = Attribution.combined(.question, status) }
        if isDemanded(word, in: tree) { status = Attribution.combined(.hypothetical, status) }
        if isOfDraft(word, in: tree) { status = Attribution.combined(.planned, status) }
        // "was nobody's idea of a hero".
        if let owner = tree.possessor(of: word), ["nobody", "none"].contains(tree.lemmas[owner]) {
            status = Attribution.combined(.negated, status)
        }
        if hasNegativeArgument(word, in: tree) { status = Attribution.combined(.negated, status) }
        return status
    }

    /// "One possibility is that the lake was warm": what a guess consists in.
    private static func isPossibility(_ word: Int, in tree: SentenceTree) -> Bool {
        tree.hasChild(of: word) { tree.subtypes[$0] == "outer" && guesses.contains(tree.lemmas[$0]) }
    }

    private static let guesses: Set<String> = [
        "possibility", "theory", "hypothesis", "explanation", "suggestion", "suspicion", "fear", "hope", "risk",
        "danger", "worry", "concern", "rumour", "rumor", "guess", "assumption",
    ]

    /// "The goal is to sell Acme": what a plan or a task consists in has not happened for being said.
    private static func stanceOfPurpose(_ word: Int, in tree: SentenceTree) -> Stance? {
        guard let subject = tree.purpose(of: word) else { return nil }
        let stance = StanceLexicon.noun[tree.lemmas[subject]] ?? .hypothetical
        return stance == .plain || stance == .reported ? .hypothetical : stance
    }

    /// "is due to open", "is to open": ahead; "was to have opened": and did not.
    private static func arrangement(_ word: Int, in tree: SentenceTree) -> Statement.Status? {
        let auxiliaries = tree.children(of: word, .aux, .cop)
        guard let first = auxiliaries.first, tree.lemmas[first] == "be" else { return nil }
        if tree.xpos(word) == "VB", tree.marker(of: word) == "due_to" { return .planned }
        if auxiliaries.contains(where: { tree.lemmas[$0] == "due" }) { return .planned }
        guard tree.words.contains(first + 1), tree.xpos(first + 1) == "TO", tree.heads[first + 1] == word else {
            return nil
        }
        return auxiliaries.contains { $0 > first && tree.lemmas[$0] == "have" } ? .hypothetical : .planned
    }

    /// "They are adamant that he be removed": the subjunctive of what is asked for.
    private static func isDemanded(_ word: Int, in tree: SentenceTree) -> Bool {
        guard tree.writtenSubject(of: word) != nil, !tree.hasChild(of: word, where: { tree.xpos($0) == "MD" }),
            !tree.isInfinitive(word), tree.marker(of: word).hasPrefix("that")
        else { return false }
        let auxiliaries = tree.children(of: word, .aux, .cop)
        return auxiliaries.first.map { tree.tokens[$0].form.lowercased() == "be" } ?? false
    }

    /// "were burned or sold", "either sold or closed": one of the two, and which is not said.
    private static func isOneOfTwo(_ word: Int, in tree: SentenceTree) -> Bool {
        let first = tree.firstConjunct(of: word)
        guard tree.isPredicate(first), tree.upos(first) == "VERB",
            let other = tree.children(of: first, .conj).first(where: { other in
                tree.isPredicate(other) && tree.writtenSubject(of: other) == nil
                    && tree.hasChild(of: other) { tree.lemmas[$0] == "or" && $0 < other }
            })
        else { return false }
        return word <= other
    }

    /// "which class the patient belongs to", "on which computer the server is", "how large the share is": which or how is
    /// left open.
    private static func asksWhich(_ word: Int, in tree: SentenceTree) -> Bool {
        let asks = { (phrase: Int, lemmas: Set<String>) in
            tree.hasChild(of: phrase) { child in
                child < phrase && [.det, .advmod].contains(tree.dependencies[child])
                    && lemmas.contains(tree.lemmas[child])
            }
        }
        if tree.dependencies[word] == .acl {
            return tree.isRelativeClause(word)
                && tree.hasChild(of: tree.heads[word]) { tree.dependencies[$0] == .det && tree.lemmas[$0] == "which" }
        }
        guard [.ccomp, .csubj, .advcl, .root, .obj].contains(tree.dependencies[word]),
            tree.writtenSubject(of: word) != nil
        else { return false }
        if tree.isCopular(word), asks(word, ["which", "what", "how"]) { return true }
        return tree.children[word].contains { phrase in
            // "at which point Lee left": he did.
            phrase < word && tree.dependencies[phrase] != .punct && asks(phrase, ["which", "what"])
                && !["point", "time", "case", "stage", "moment"].contains(tree.lemmas[phrase])
        }
    }

    /// "a bill banning old pumps": what it would do, were it passed.
    private static func isOfDraft(_ word: Int, in tree: SentenceTree) -> Bool {
        tree.dependencies[word] == .acl && tree.xpos(word) == "VBG"
            && !["total", "exceed", "weigh", "contain"].contains(tree.lemmas[word])
            && ["bill", "motion", "proposal", "petition", "draft"].contains(tree.lemmas[tree.heads[word]])
    }

    /// A noun for an act may bear its status before it: "the planned acquisition".
    private static func nominal(_ word: Int, in tree: SentenceTree) -> Statement.Status { .asserted }

    private static func adverb(_ word: Int, in tree: SentenceTree) -> Statement.Status {
        let lemma = tree.lemmas[word]
        // "no longer", "never before".
        if ["long", "longer", "more", "before", "again", "yet"].contains(lemma),
            tree.hasChild(of: word, where: { ["no", "not", "n't", "never"].contains(tree.lemmas[$0]) })
        {
            return .negated
        }
        if lemma == "no", tree.hasChild(of: word, where: { tree.lemmas[$0] == "longer" }) { return .negated }
        // "were no scarcer".
        if lemma == "no", tree.heads[word] == word + 1,
            ["JJR", "RBR"].contains(tree.xpos(word + 1)) || tree.tokens[word + 1].form.hasSuffix("er")
        {
            return .negated
        }
        let isOnly = tree.hasChild(of: word) { ["only", "just"].contains(tree.lemmas[$0]) }
        if lemma == "not",
            isOnly || tree.tokens.indices.contains(word + 1) && ["only", "just"].contains(tree.lemmas[word + 1])
        {
            return .asserted
        }
        return StanceLexicon.adverbs[tree.tokens[word].form.lowercased()]?.status
            ?? StanceLexicon.adverbs[lemma]?.status ?? .asserted
    }

    /// "No company has …", "None of them …", "has no plans": what is denied of nothing.
    private static func hasNegativeArgument(_ word: Int, in tree: SentenceTree) -> Bool {
        for child in tree.children[word] where [.nsubj, .obj].contains(tree.dependencies[child]) {
            if ["none", "nobody", "nothing", "neither"].contains(tree.lemmas[child]) { return true }
            // "Not all residents": some do, some do not.
            if let first = tree.subtree(of: child).first, tree.lemmas[first] == "not", first + 1 < tree.tokens.count,
                ["all", "every", "everyone", "everybody", "everything", "many", "much"].contains(tree.lemmas[first + 1])
            {
                return true
            }
            if tree.hasChild(
                of: child,
                where: { next in
                    tree.dependencies[next] == .det && ["no", "neither"].contains(tree.lemmas[next])
                        || tree.dependencies[next] == .cc && tree.lemmas[next] == "neither"
                })
            {
                return true
            }
            if tree.lemmas[child] == "one", tree.hasChild(of: child, where: { tree.lemmas[$0] == "no" }) { return true }
            // "has little experience", but not "has a little experience" or "a little house".
            if tree.determiner(of: child).isEmpty, tree.xpos(child) == "NN",
                tree.hasChild(of: child, where: { tree.lemmas[$0] == "little" && tree.dependencies[$0] == .amod })
            {
                return true
            }
        }
        return false
    }

    private static func hasModal(_ forms: Set<String>, at word: Int, in tree: SentenceTree) -> Bool {
        tree.hasChild(of: word) { tree.dependencies[$0] == .aux && forms.contains(tree.tokens[$0].form.lowercased()) }
    }

    private static func isNegated(_ word: Int, in tree: SentenceTree) -> Bool {
        tree.hasChild(of: word) {
            tree.dependencies[$0] == .advmod && ["not", "never", "n't"].contains(tree.lemmas[$0])
        }
    }

    /// "If convicted, he faces ten years": what holds on a condition; what holds "even if" does without one.
    private static func isOnCondition(_ word: Int, in tree: SentenceTree) -> Bool {
        let isPresent = ["VBP", "VBZ"].contains(tree.xpos(word))
        return tree.children(of: word, .advcl).contains { clause in
            (isPresent ? ["if", "unless"] : ["unless"]).contains(tree.marker(of: clause))
                && !tree.hasChild(of: clause) { $0 < clause && tree.lemmas[$0] == "even" }
        }
    }

    /// "Once the dough has risen, bake it", "When people feel at home, they come back": a time that the present tense only
    /// awaits. What a past tense dates has been, and what waits for something planned has the status of that.
    private static func isAwaited(_ word: Int, in tree: SentenceTree) -> Bool {
        guard tree.dependencies[word] == .advcl,
            !tree.hasChild(of: tree.heads[word], where: { tree.xpos($0) == "MD" && tree.dependencies[$0] == .aux })
        else { return false }
        let auxiliaries = tree.children(of: word, .aux, .cop)
        let isPresent =
            (auxiliaries.isEmpty ? [word] : auxiliaries).contains { ["VBP", "VBZ", "VB"].contains(tree.xpos($0)) }
        guard isPresent else { return false }
        let marker = tree.marker(of: word)
        if ["once", "until", "till", "unless", "whenever"].contains(marker) { return true }
        return tree.hasChild(of: word) { $0 < word && ["when", "whenever"].contains(tree.lemmas[$0]) }
    }

    private static func isImperative(_ word: Int, in tree: SentenceTree) -> Bool {
        guard tree.dependencies[word] == .root, tree.xpos(word) == "VB", tree.upos(word) == "VERB" else { return false }
        return !tree.hasChild(of: word) { [.nsubj, .aux, .csubj].contains(tree.dependencies[$0]) }
    }
}
