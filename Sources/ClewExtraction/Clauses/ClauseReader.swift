import ClewModel

/// Reads the clauses of a tree: predicates with their arguments, borrowed ones included.
///
/// After the idea of PredPatt (White et al., EMNLP 2016): predicates are what governs a subject, an object or a clause;
/// arguments that a clause leaves unsaid are borrowed from the word that it hangs on. Each way of borrowing a subject
/// is a `SubjectRule`.
package struct ClauseReader: Sendable {
    /// The tree read.
    package let tree: SentenceTree

    /// A reader of a tree.
    package init(_ tree: SentenceTree) { self.tree = tree }

    /// The clauses in order of their predicates.
    package func clauses() -> [Clause] { tree.words.filter(tree.isPredicate).map(clause(at:)) }

    /// The clause that a predicate carries.
    package func clause(at head: Int) -> Clause {
        let reading = subjectReading(of: head)
        let isCopular = tree.isCopular(head)
        var clause = Clause(
            head: head, subjects: reading?.heads ?? [], rule: reading?.rule ?? VerbRule.name,
            confidence: reading?.confidence ?? VerbRule.confidence, isPassive: tree.isPassive(head),
            isCopular: isCopular,
            objects: [],
            recipients: invertedSpeaker(of: head) == nil ? tree.children(of: head, .iobj).map(resolved) : [],
            obliques: obliques(of: head),
            attribute: isCopular ? head : attribute(of: head), complement: tree.child(of: head, .ccomp))
        clause.objects = isCopular ? [] : objects(of: head, isPassive: clause.isPassive)
        // "gives Acme control": where a parser makes direct objects of both, the first one gets the second.
        if clause.recipients.isEmpty, clause.objects.count == 2, ClauseReader.giving.contains(tree.lemmas[head]) {
            clause.recipients = [clause.objects.removeFirst()]
        }
        // "alerted Acme": one object alone is the direct one, whatever the parser called it.
        if clause.objects.isEmpty, clause.complement == nil, tree.child(of: head, .xcomp) == nil, !clause.isPassive {
            swap(&clause.objects, &clause.recipients)
        }
        if let phrase = setPhrase(of: clause) {
            clause.setPhrase = phrase.preposition + "_" + SentenceTree.identifier(tree.lemmas[phrase.head])
            clause.obliques.removeAll { $0 == phrase }
        }
        // "of whom": the gap is filled; without a pronoun the antecedent goes where something is missing.
        if tree.isRelativeClause(head), !isCopular { fillGap(&clause) }
        return clause
    }

    /// "put the farm at risk", "brought the firm to court": a bare noun right behind the object without which the verb says
    /// little.
    private func setPhrase(of clause: Clause) -> Oblique? {
        guard ["put", "bring", "place", "keep", "set", "throw", "hold", "call"].contains(tree.lemmas[clause.head]),
            !clause.isPassive, let object = clause.objects.last, object > clause.head
        else { return nil }
        return clause.obliques.first { phrase in
            guard !phrase.preposition.isEmpty, let end = tree.subtree(of: object).last else { return false }
            return tree.isBare(phrase.head, behind: end)
        }
    }

    /// A relative pronoun's antecedent, and every other word as it is.
    package func resolved(_ word: Int) -> Int {
        guard tree.isRelativePronoun(word), let antecedent = antecedent(of: word) else { return word }
        return antecedent
    }

    /// What a relative pronoun stands for: the noun above the nearest relative clause.
    package func antecedent(of pronoun: Int) -> Int? {
        guard let noun = nounAbove(pronoun), !isOfEither(pronoun) else { return nil }
        if let event = eventAround(noun, pronoun) { return event }
        if let made = thing(runAt: noun, pronoun) { return made }
        if let harm = harm(near: noun, pronoun) { return harm }
        // "a doctor at Acme who led the study", "Ann Lee, head of the firm Acme, who": `who` is no organization.
        let type = NounType.guess(noun, in: tree) ?? tree.naming(of: noun).flatMap { NounType.guess($0, in: tree) }
        if tree.lemmas[pronoun] == "which", type == .person { return thing(besides: noun, pronoun) }
        guard ["who", "whom"].contains(tree.lemmas[pronoun]), type != .person, type != .group,
            isUnlike(pronoun, noun) || type == .organization || type == .location
        else { return noun }
        var person = noun
        while [.nmod, .appos].contains(tree.dependencies[person])
            // "an official briefed on the talks, who".
            || pronoun > 0 && tree.tokens[pronoun - 1].form == "," && [.obl, .acl].contains(tree.dependencies[person])
        {
            person = tree.heads[person]
            if NounType.guess(person, in: tree) == .person { return person }
        }
        return noun
    }

    /// "an official briefed on the talks, who speaks": whether the clause's verb cannot have the noun for its subject.
    private func isUnlike(_ pronoun: Int, _ noun: Int) -> Bool {
        guard tree.spans[noun] < 0, tree.heads[pronoun] >= 0,
            let isPlural = SentenceTree.isPluralVerb(tree.heads[pronoun], tree.tokens)
        else { return false }
        return SentenceTree.isPluralNoun(noun, tree.tokens) == !isPlural
    }

    /// "a rise in thefts under Mayor Lee, which angered many", "the guard with a lamp, which went out": `which` is nobody,
    /// but what the person is mentioned with.
    private func thing(besides person: Int, _ pronoun: Int) -> Int? {
        if let near = tree.children(of: person, .nmod).last, near > person, near < pronoun,
            tree.subtree(of: near).last.map({ $0 + 2 }) ?? 0 >= pronoun, NounType.guess(near, in: tree) != .person
        {
            return near
        }
        guard tree.dependencies[person] == .nmod, tree.heads[person] >= 0 else { return nil }
        let noun = tree.heads[person]
        return tree.isNominal(noun) && NounType.guess(noun, in: tree) != .person ? noun : nil
    }

    /// "Ann Lee, a niece of Tom Ray, who won": either may have.
    func isOfEither(_ pronoun: Int) -> Bool {
        guard tree.lemmas[pronoun] == "who", let noun = nounAbove(pronoun), pronoun > 0,
            tree.tokens[pronoun - 1].form == ",", tree.spans[noun] >= 0,
            tree.dependencies[noun] == .nmod, tree.preposition(of: noun) == "of", tree.heads[noun] >= 0
        else { return false }
        let description = tree.heads[noun]
        guard tree.dependencies[description] == .appos, tree.heads[description] >= 0,
            tree.heads[description] < description
        else { return false }
        return [noun, tree.heads[description]].allSatisfy { NounType.guess($0, in: tree) == .person }
    }

    /// "the sinking of the Ada, in which nine died": what happens in an event, not in what it befell.
    private func eventAround(_ noun: Int, _ pronoun: Int) -> Int? {
        guard tree.lemmas[pronoun] == "which", ["in", "during", "after"].contains(tree.preposition(of: pronoun)),
            tree.isName(noun), tree.dependencies[noun] == .nmod, tree.preposition(of: noun) == "of",
            tree.heads[noun] >= 0
        else { return nil }
        let event = tree.heads[noun]
        let isEvent =
            NounType.guess(event, in: tree) == .event
            || tree.upos(event) == "NOUN" && tree.lemmas[event].hasSuffix("ing") && tree.lemmas[event].count > 5
        return isEvent ? event : nil
    }

    /// "the telescope in Chile, which is run by Acme": who builds or runs something does so to a thing, and to no country.
    private func thing(runAt place: Int, _ pronoun: Int) -> Int? {
        guard tree.lemmas[pronoun] == "which", tree.spans[place] >= 0,
            tree.sentence.names[tree.spans[place]].type == .location,
            ["in", "at", "near"].contains(tree.preposition(of: place)),
            let verb = tree.heads.indices.contains(pronoun) ? tree.heads[pronoun] : nil, verb >= 0,
            tree.isPassive(verb),
            ClauseReader.running.contains(tree.lemmas[verb]), tree.heads[place] >= 0
        else { return nil }
        let above = tree.heads[place]
        if tree.dependencies[place] == .nmod { return above }
        return tree.dependencies[place] == .obl ? tree.children(of: above, .obj).last { $0 < place } : nil
    }

    /// "attacks in the north of Leeds which killed two": a place kills nobody.
    private func harm(near place: Int, _ pronoun: Int) -> Int? {
        guard ["which", "that"].contains(tree.lemmas[pronoun]), tree.dependencies[pronoun] == .nsubj,
            tree.heads[pronoun] >= 0,
            ["kill", "injure", "wound", "maim"].contains(tree.lemmas[tree.heads[pronoun]])
        else { return nil }
        var noun = place
        while tree.dependencies[noun] == .nmod, tree.heads[noun] >= 0, tree.heads[noun] < noun,
            NounType.guess(noun, in: tree) == .location
        {
            noun = tree.heads[noun]
        }
        return noun == place || NounType.guess(noun, in: tree) == .location ? nil : noun
    }

    /// What is done to works and bodies.
    private static let running: Set<String> = [
        "run", "operate", "own", "build", "make", "design", "develop", "manage", "fund", "maintain", "manufacture",
    ]

    func nounAbove(_ pronoun: Int) -> Int? {
        var word = pronoun
        for _ in 0..<6 where word >= 0 {
            if tree.isRelativeClause(word), tree.dependencies[word] == .acl { return tree.heads[word] }
            // A relative clause that a parser hung on its noun without the subtype.
            if tree.dependencies[word] == .acl, tree.isFinite(word), word != pronoun { return tree.heads[word] }
            word = tree.heads[word]
        }
        return nil
    }

    /// The subjects of a clause and the rule that found them.
    package func subjectReading(of clause: Int) -> (heads: [Int], rule: String, confidence: Double)? {
        for rule in RuleBook.subjectRules {
            if let heads = rule.subjects(of: clause, in: self), !heads.isEmpty {
                return (heads, rule.name, rule.confidence)
            }
        }
        return nil
    }

    /// "…, said Lee": the speaker behind the verb, where a parser takes it for an object.
    package func invertedSpeaker(of clause: Int) -> Int? {
        guard case .reported? = StanceLexicon.finite[tree.lemmas[clause]], tree.xpos(clause) != "VB",
            tree.writtenSubject(of: clause) == nil, tree.dependencies[clause] != .xcomp,
            tree.child(of: clause, .ccomp).map({ $0 < clause }) ?? (tree.dependencies[clause] == .parataxis),
            !tree.hasChild(of: clause, where: { tree.dependencies[$0] == .aux })
        else { return nil }
        return tree.children(of: clause, .obj, .iobj).first { $0 > clause && tree.isNominal($0) }
    }

    private func objects(of head: Int, isPassive: Bool) -> [Int] {
        if invertedSpeaker(of: head) != nil { return [] }
        let own = tree.children(of: head, .obj).map(resolved)
        if !own.isEmpty || isPassive { return own }
        return sharedObjects(of: head)
    }

    /// "developed and launched R1": the object stands at one of the verbs and belongs to both.
    private func sharedObjects(of head: Int) -> [Int] {
        if tree.dependencies[head] == .conj {
            let first = tree.heads[head]
            guard !tree.isPassive(first), tree.writtenSubject(of: head) == nil else { return [] }
            return tree.children(of: first, .obj).filter { $0 > head }.map(resolved)
        }
        guard let next = tree.children(of: head, .conj).first(where: { tree.upos($0) == "VERB" }),
            tree.writtenSubject(of: next) == nil, !tree.isPassive(next),
            !ClauseReader.intransitive.contains(tree.lemmas[head]),
            !tree.hasChild(of: head, where: { [.obl, .ccomp, .xcomp, .compound].contains(tree.dependencies[$0]) }),
            next - head <= 2
        else { return [] }
        return tree.children(of: next, .obj).map(resolved)
    }

    /// Verbs that take no object: in "apologised and published a report" the report is the second one's.
    private static let intransitive: Set<String> = [
        "apologise", "apologize", "resign", "arrive", "come", "go", "happen", "die", "fall", "rise", "sleep", "laugh",
        "smile", "cry", "sit", "stand", "wait", "emerge", "disappear", "exist", "collapse", "retire", "appear", "agree",
        "speak", "talk", "look", "listen", "hesitate", "step", "succeed", "proceed", "occur", "vanish", "bow", "nod",
        "kneel", "faint", "surrender", "respond", "react", "compete",
    ]

    private func obliques(of head: Int) -> [Oblique] {
        var found: [Oblique] = []
        for child in tree.children[head] {
            let relation = tree.dependencies[child]
            let isComplement =
                relation == .obl || relation == .nmod && tree.isCopular(head) && tree.subtypes[child] != "poss"
            // "Here is how it works": adverbs that point name nothing.
            if tree.upos(child) == "ADV",
                ["here", "there", "then", "how", "where", "when"].contains(tree.lemmas[child])
            {
                continue
            }
            guard isComplement, tree.isNominal(child) || tree.spans[child] >= 0 || tree.upos(child) == "ADV" else {
                continue
            }
            let preposition = tree.preposition(of: child)
            if preposition.hasPrefix("according") || preposition == "per" || isIdiom(child, preposition)
                || isExample(child, preposition)
                || infinitive(for: child) != nil || isInterval(child, preposition) || isOccasion(child)
                || isRecurrence(child, preposition) || isAbsolute(child, preposition)
            {
                continue
            }
            found.append(Oblique(head: resolved(child), preposition: preposition))
            for other in tree.conjuncts(of: child).dropFirst() where !tree.preposition(of: other).isEmpty {
                found.append(Oblique(head: other, preposition: tree.preposition(of: other)))
            }
        }
        return found.sorted { $0.head < $1.head }
    }

    /// "resigned a day after the report appeared": how long after, which alone says nothing.
    private func isInterval(_ word: Int, _ preposition: String) -> Bool {
        if preposition.isEmpty, word + 1 < tree.tokens.count, ["after", "before"].contains(tree.lemmas[word + 1]),
            Circumstance.isTime(word, type: nil, in: tree)
        {
            return true
        }
        guard preposition.isEmpty, let mark = tree.subtree(of: word).last.map({ $0 + 1 }), mark < tree.tokens.count,
            ["after", "before"].contains(tree.lemmas[mark]), tree.heads[mark] >= 0
        else { return false }
        return tree.dependencies[tree.heads[mark]] == .advcl
    }

    /// "varies from year to year": again and again, and from no year in particular.
    private func isRecurrence(_ word: Int, _ preposition: String) -> Bool {
        guard ["from", "to"].contains(preposition), tree.xpos(word) == "NN", tree.determiner(of: word).isEmpty else {
            return false
        }
        return [word - 2, word + 2].contains { other in
            tree.words.contains(other) && tree.lemmas[other] == tree.lemmas[word] && tree.xpos(other) == "NN"
                && ["from", "to"].contains(tree.preposition(of: other))
        }
    }

    /// "are planned for May, with the opening due by July": beside the clause, and no part of it.
    private func isAbsolute(_ word: Int, _ preposition: String) -> Bool {
        guard preposition.hasPrefix("with"),
            let first = tree.subtree(of: word).first(where: { tree.upos($0) != "PUNCT" }),
            first > 0, tree.tokens[first - 1].form == ","
        else { return false }
        return tree.subtree(of: word).contains { $0 > word && tree.tokens[$0].form == "due" }
    }

    /// "at a time when masks are short": when, which the clause alone tells.
    private func isOccasion(_ word: Int) -> Bool {
        ["time", "moment", "point"].contains(tree.lemmas[word]) && word + 1 < tree.tokens.count
            && tree.lemmas[word + 1] == "when"
    }

    /// Set phrases that bind sentences and name nothing: "as a result", "in reply".
    private func isIdiom(_ word: Int, _ preposition: String) -> Bool {
        (ClauseReader.idioms.contains(preposition + " " + tree.lemmas[word])
            || ClauseReader.idioms.contains(preposition + " " + tree.tokens[word].form.lowercased()))
            && !tree.hasChild(of: word) {
                // "in the wrong place" is one.
                [.nmod, .acl].contains(tree.dependencies[$0])
                    || ["place", "accident", "chance", "design", "surprise"].contains(tree.lemmas[word])
                        && [.amod, .det].contains(tree.dependencies[$0])
            }
    }

    /// "called for Lee to be freed": the infinitive that a phrase with `for` is the subject of.
    package func infinitive(for word: Int) -> Int? {
        guard tree.dependencies[word] == .obl, tree.preposition(of: word) == "for",
            let last = tree.subtree(of: word).last,
            let type = NounType.guess(word, in: tree), TypeList.agents.contains(type)
        else { return nil }
        return tree.children(of: tree.heads[word], .advcl, .xcomp, .ccomp).first { clause in
            clause > last && tree.isInfinitive(clause) && tree.writtenSubject(of: clause) == nil
                && tree.subtree(of: clause).first == last + 1
        }
    }

    /// "such firms as Acme": an example of the firms, and no argument of the verb.
    private func isExample(_ word: Int, _ preposition: String) -> Bool {
        guard let mark = tree.children(of: word, .case).first,
            ["as", "such_as", "like"].contains(preposition) || preposition.hasPrefix("including")
        else {
            return false
        }
        if preposition == "such_as" || preposition.hasPrefix("including") { return true }
        return preposition == "as" && (max(0, mark - 5)..<mark).contains { tree.lemmas[$0] == "such" }
    }

    private static let idioms: Set<String> = [
        "as result", "in reply", "in response", "in fact", "for example", "for instance", "in addition", "of course",
        "in turn", "at least", "at all", "in general", "in particular", "by contrast", "in contrast", "as well",
        "at first",
        "at last", "in part", "on average", "as usual", "in effect", "on hand", "in other", "for now", "so far",
        "in total",
        "in short", "in question", "at once", "by far", "as whole", "in place", "at stake", "as part", "in all",
        "at best", "at worst", "in reality", "in practice", "in theory", "in principle", "in essence", "to date",
        "up_to date", "by default", "from ground", "in case", "by hand", "by mistake", "on purpose", "by accident",
        "by chance", "by design", "for good", "on time", "in time", "for time", "by surprise",
    ]

    /// Verbs that give something to somebody.
    private static let giving: Set<String> = [
        "give", "offer", "hand", "grant", "award", "lend", "send", "show", "teach", "pay", "owe", "deny", "promise",
        "bring",
        "sell", "assign", "allow", "earn", "win", "cost", "save", "guarantee", "allot", "bequeath", "leave",
    ]

    /// A noun or adjective under an open complement: "became chairman", "was named chief executive".
    private func attribute(of head: Int) -> Int? {
        tree.children(of: head, .xcomp).first { child in
            ["NOUN", "PROPN", "ADJ"].contains(tree.upos(child)) && !tree.isInfinitive(child)
                && tree.child(of: child, .cop, .nsubj) == nil
        }
    }

    private func hasRelativePronoun(_ clause: Int) -> Bool {
        let near = tree.children[clause] + tree.children[clause].flatMap { tree.children[$0] }
        return near.contains { tree.isRelativePronoun($0) && ![.mark, .case].contains(tree.dependencies[$0]) }
    }

    /// "the first time Lee has paid", "the way Acme works": when, where or how, and no thing done something to.
    private func isSetting(_ noun: Int) -> Bool {
        ["time", "way", "reason", "place", "extent", "point"].contains(tree.lemmas[noun])
            || Circumstance.isTime(noun, type: nil, in: tree)
    }

    private func fillGap(_ clause: inout Clause) {
        let antecedent = tree.heads[clause.head]
        // "is the largest that Acme has built": the largest what, stands elsewhere.
        guard antecedent >= 0, tree.upos(antecedent) != "ADJ", tree.writtenSubject(of: clause.head) != nil else {
            return
        }
        let hasPronoun = hasRelativePronoun(clause.head)
        let stranded = tree.children[clause.head].first {
            tree.upos($0) == "ADP" && tree.children[$0].isEmpty
                && [.obl, .case, .advmod].contains(tree.dependencies[$0])
        }
        if let stranded {
            clause.objects.removeAll { $0 == antecedent }
            clause.obliques.append(Oblique(head: antecedent, preposition: tree.lemmas[stranded]))
        } else if !hasPronoun, clause.objects.isEmpty, !clause.isPassive, clause.complement == nil,
            !isSetting(antecedent)
        {
            clause.objects = [antecedent]
        }
    }
}
