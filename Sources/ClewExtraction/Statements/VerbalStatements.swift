import ClewModel

/// The statements of a clause with a verb: canonical relations where a wording fits, else open ones.
enum VerbalStatements {
    static func read(_ clause: Clause, into work: inout SentenceWork) {
        let tree = work.tree
        // "it did so in one season": what, stands before.
        let isForAnother =
            tree.lemmas[clause.head] == "do"
            && tree.children(of: clause.head, .advmod).contains { tree.lemmas[$0] == "so" }
        if isForAnother || isDefinition(clause, in: tree) || isEffort(clause, in: tree)
            || isOfUnsaid(clause, in: tree)
        {
            return
        }
        var frame = Frame(clause, work: &work)
        canonical(frame, into: &work)
        LightVerbRule.read(&frame, into: &work)
        open(frame, into: &work)
        attributed(frame, into: &work)
    }

    /// Every wording of the verb whose slots are filled by arguments of the right types.
    private static func canonical(_ frame: Frame, into work: inout SentenceWork) {
        // "who studies whales at Acme": whoever does so now does it for a living.
        let isWork =
            work.tree.lemmas[frame.clause.head] == "study"
            && ["VBZ", "VBP"].contains(work.tree.xpos(frame.clause.head))
            && !frame.objects.isEmpty
        if isWork || !frame.clause.setPhrase.isEmpty { return }
        for trigger in work.catalog.triggers(.verb, lemma: work.tree.verbName(frame.clause.head)) {
            for subject in frame.fillers(trigger.subject, in: work.tree) {
                for object in frame.fillers(trigger.object, in: work.tree)
                where object.word != subject.word {
                    guard !frame.isTaken(subject.word, object.word, in: work) else { continue }
                    if isOtherwise(trigger.relation, frame.clause, subject.argument, object, in: work.tree) { continue }
                    work.take(subject.word, object.word, of: frame.clause.head)
                    frame.propose(subject, trigger.relation, object, into: &work)
                }
            }
        }
    }

    private static func open(_ frame: Frame, into work: inout SentenceWork) {
        let clause = frame.clause
        // "permits users to copy", "is believed to own": the second verb says it.
        if work.tree.children(of: clause.head, .xcomp).contains(where: { !work.tree.isCopularAttribute($0) }) { return }
        if isComparedParticiple(clause, in: work.tree) { return }
        let verb = name(of: clause, in: work.tree)
        let isReport = isReport(clause, in: work)
        for subject in frame.surfaceSubjects {
            for object in frame.objects where !isReport && !isUntold(object, verb, frame, in: work.tree) {
                guard !frame.isTaken(subject.word, object.word, in: work) else { continue }
                frame.propose(subject, clause.isPassive ? "be_" + verb : verb, object, into: &work)
            }
            // "Acme makes it in Leeds": where nobody knows what, that it makes something there says little. "told reporters on
            // Monday that …": what is reported is the statement, not that it was told on Monday.
            let hasObject = !clause.objects.isEmpty || !frame.objects.isEmpty
            if hasObject || isReport || work.isTaken(subject.word, of: clause.head) { continue }
            if isHeldElsewhere(clause, in: work.tree) { continue }
            for object in places(behind: subject, frame, in: work.tree) {
                guard !frame.isTaken(subject.word, object.word, in: work) else { continue }
                // "contacted this week": was contacted, and contacted nobody.
                let bare = clause.isPassive ? "be_" + verb : verb
                let name = object.place.isEmpty ? bare : verb + "_" + object.place
                frame.propose(subject, noncanonical(name, clause, in: work), object, into: &work)
            }
        }
    }

    /// The phrases that tell a clause without an object, best first: what stands behind its preposition, or else when and how
    /// much.
    private static func places(behind subject: Frame.Filler, _ frame: Frame, in tree: SentenceTree) -> [Frame.Filler] {
        let clause = frame.clause
        let aim = tree.children(of: clause.head, .advcl).first { $0 > clause.head }
        // "weigh less than a dog", "rose as steadily as the roof": how much, and not what.
        let isCompared = tree.children(of: clause.head, .advmod).contains { adverb in
            tree.hasChild(of: adverb) { tree.lemmas[$0] == "as" && $0 < adverb }
        }
        let places = frame.obliques.filter {
            !$0.isTime && !asides.contains($0.place) && $0.place != "than" && !(isCompared && $0.place == "as")
                && !isApart($0, subject, of: clause, in: tree)
        }
        // "closed 2 percent higher on Tuesday": when alone does not tell it.
        if places.isEmpty, tree.children[clause.head].contains(where: { isChange($0, in: tree) }) { return [] }
        // Of several phrases, those that name something and the first say enough; all are qualifiers.
        let isIdiom = places.first.map { isSetPhrase($0, of: clause, in: tree) } ?? false
        let telling = places.enumerated()
            .filter { $0.offset == 0 || !isIdiom && $0.element.argument.isNamed }.map(\.element)
        // "was described on Monday as stable": when alone does not tell it.
        let isSaidAs = tree.children[clause.head].contains {
            $0 > clause.head && tree.hasChild(of: $0) { tree.lemmas[$0] == "as" }
        }
        let measures =
            clause.attribute == nil && !isSaidAs
            ? frame.obliques.filter { ($0.isTime || $0.isAmount) && $0.place != "than" } : []
        // "was suspended for three days last week": a bare time only where there is no other.
        let marked = measures.filter { !$0.place.isEmpty }
        return (!places.isEmpty ? telling : marked.isEmpty ? measures : marked).filter { object in
            // "was beaten by nine seconds": a measure, and nobody who did it.
            if clause.isPassive, object.place == "by", object.isTime || object.isAmount { return false }
            // "runs between Leeds and York": of which neither end says enough.
            if object.place.hasSuffix("between"),
                tree.firstConjunct(of: object.word) != object.word || tree.child(of: object.word, .conj) != nil
            {
                return false
            }
            // "fought for a year to stay": for what is the clause.
            if object.isTime, object.place == "for", let aim, tree.isInfinitive(aim) { return false }
            return !isHalfSaid(object, clause, in: tree)
        }
    }

    /// The verb's lemma, of a passive the participle, with its particle ("was sent off") or with what it makes of its object.
    private static func name(of clause: Clause, in tree: SentenceTree) -> String {
        guard clause.isPassive else {
            return tree.verbName(clause.head) + directionName(clause, in: tree) + resultOfObject(clause, in: tree)
                + resultingAdverb(clause, in: tree)
                + (clause.setPhrase.isEmpty ? "" : "_" + clause.setPhrase)
        }
        let participle = SentenceTree.identifier(tree.tokens[clause.head].form)
        return participle + (tree.particle(of: clause.head).map { "_" + $0 } ?? directionName(clause, in: tree))
    }

    private static let directions: Set<String> = [
        "away", "back", "aside", "apart", "across", "together", "in", "on", "out", "up", "down", "off", "over", "along",
        "through", "forward", "forth", "round", "around", "short",
    ]

    /// What an object is made to be or where it is made to go, by an adverb behind it: "knocked the network offline".
    private static func resultingAdverb(_ clause: Clause, in tree: SentenceTree) -> String {
        guard let object = clause.objects.last, object > clause.head else { return "" }
        return tree.children(of: clause.head, .advmod).first {
            $0 > object && tree.children[$0].isEmpty && tree.spans[$0] < 0
                && [
                    "offline", "online", "apart", "aside", "away", "overboard", "ashore", "aground", "astray",
                    "upright",
                    "alight",
                ]
                .contains(tree.lemmas[$0])
        }.map { "_" + tree.lemmas[$0] } ?? ""
    }

    /// "gave away its shares", "came across as calm": an adverb right behind a verb that turns its meaning.
    private static func directionName(_ clause: Clause, in tree: SentenceTree) -> String {
        let next = clause.head + 1
        guard tree.words.contains(next), tree.heads[next] == clause.head, tree.dependencies[next] == .advmod,
            tree.children[next].isEmpty,
            directions.contains(tree.lemmas[next]),
            tree.particle(of: clause.head) == nil
        else { return "" }
        return "_" + tree.lemmas[next]
    }

    /// "was elected in Leeds": `elected` is a canonical relation, whose subject is the doer.
    private static func noncanonical(_ name: String, _ clause: Clause, in work: SentenceWork) -> String {
        clause.isPassive && work.catalog.relations[name] != nil ? "be_" + name : name
    }

    /// "found the man guilty", "makes the deal possible": without the adjective, that which the verb does to its object
    /// is another thing. A participle is a verb of its own.
    static func resultOfObject(_ clause: Clause, in tree: SentenceTree) -> String {
        guard let attribute = clause.attribute, !clause.isPassive, !clause.isCopular,
            let object = clause.objects.last, object < attribute || attribute == clause.head + 1,
            tree.upos(attribute) == "ADJ"
        else { return "" }
        let isNegated = tree.children(of: attribute, .advmod).contains { ["not", "never"].contains(tree.lemmas[$0]) }
        return (isNegated ? "_not_" : "_")
            + SentenceTree.identifier(
                tree.xpos(attribute) == "JJR" ? tree.tokens[attribute].form.lowercased() : tree.lemmas[attribute])
    }

    private static func isReport(_ clause: Clause, in work: SentenceWork) -> Bool {
        if clause.complement != nil { return true }
        let head = work.tree.heads[clause.head]
        if head >= 0, SourcePhrases.isReport(clause.head, beside: head, in: work.reader) { return true }
        return StanceLexicon.finite[work.tree.lemmas[clause.head]] != nil
            && work.tree.children(of: clause.head, .parataxis).contains(where: work.tree.isPredicate)
    }

    /// "became chairman of Acme", "was named chairman", "named Lee chairman", "hired Lee as chairman": the noun speaks of
    /// the subject, or of the object where there is one. Without a holder of the office named beside it, it is an office
    /// of whoever gave it.
    private static func attributed(_ frame: Frame, into work: inout SentenceWork) {
        let tree = work.tree
        let clause = frame.clause
        // "called Widgets its best customer": an opinion, and no office.
        guard !naming.contains(tree.lemmas[clause.head]) else { return }
        let isOfObject = !clause.isPassive && !clause.objects.isEmpty
        let holders = isOfObject ? frame.objects : frame.surfaceSubjects
        let roles = clause.obliques.filter { $0.preposition == "as" && offices.contains(tree.lemmas[clause.head]) }.map(
            \.head)
        let givers =
            isOfObject
            ? frame.surfaceSubjects
            : frame.fillers([Trigger.Slot(place: "subj", types: [], takesAnyName: false)], in: tree)
        for attribute in (clause.attribute.map { [$0] } ?? []) + roles {
            // "dies aged 91".
            if tree.lemmas[attribute] == "aged" { continue }
            let isNoun = tree.upos(attribute) != "ADJ"
            for holder in holders {
                if isNoun {
                    RoleNoun.read(
                        attribute, holder: holder.argument,
                        owners: clause.isPassive || isOfObject ? givers.map(\.argument) : [],
                        anchor: clause.head, isPresupposed: false, rule: clause.rule,
                        confidence: clause.confidence * 0.95, into: &work)
                }
                if !isOfObject, clause.attribute == attribute {
                    say(attribute, of: holder, isNoun: isNoun, frame, into: &work)
                }
            }
        }
    }

    private static func say(
        _ attribute: Int, of holder: Frame.Filler, isNoun: Bool, _ frame: Frame, into work: inout SentenceWork
    ) {
        let tree = work.tree
        let clause = frame.clause
        let verb = noncanonical(name(of: clause, in: tree), clause, in: work)
        for value in isNoun ? tree.conjuncts(of: attribute) : [attribute] {
            // "pleaded not guilty", "stood half empty": how far belongs to what is said.
            let degrees = tree.children(of: value, .advmod).filter {
                ["not", "n't", "never", "less", "half", "nearly", "almost", "barely", "hardly", "partly"].contains(
                    tree.tokens[$0].form.lowercased())
            }
            if isNoun, !degrees.isEmpty { continue }
            // "was born Ann Lee": a name, and nothing that she is.
            if tree.isName(value), tree.lemmas[clause.head] == "bear" { continue }
            // "seemed neither poorer nor angrier".
            if tree.hasChild(of: value, where: { ["neither", "nor"].contains(tree.lemmas[$0]) }) { continue }
            let object =
                isNoun
                ? work.argument(value)
                : work.table.text((degrees + tree.nucleus(of: value)).sorted(), in: tree)
            guard let object else { continue }
            // "left next year's unchanged": what of next year's, the sentence does not say.
            if !isNoun, !clause.isPassive,
                ["leave", "make", "render", "deem"].contains(tree.lemmas[clause.head])
            {
                continue
            }
            // "makes clear that …": what is clear is the clause.
            if !isNoun, clause.complement != nil || tree.child(of: value, .ccomp, .csubj) != nil { continue }
            // "named best actor": a prize, and no office.
            let isPrize = tree.hasChild(of: value) { tree.tokens[$0].form.lowercased() == "best" }
            let isOffice =
                isNoun && !isPrize && !ages.contains(tree.lemmas[value]) && NounType.guess(value, in: tree) == .person
                && holder.argument.type == .person
            work.propose(
                Proposal(
                    subject: holder.argument, predicate: isOffice ? "has_role" : verb, object: object,
                    anchor: clause.head,
                    qualifiers: frame.qualifiers(without: [value], in: tree), rule: clause.rule,
                    confidence: clause.confidence * 0.9))
        }
    }

    /// Nouns that tell how old somebody was: "worked there as a girl".
    static let ages: Set<String> = [
        "boy", "girl", "child", "teenager", "youth", "toddler", "baby", "adult", "man", "woman",
    ]

    static let naming: Set<String> = [
        "call", "label", "dub", "term", "deem", "brand", "consider", "declare",
    ]

    /// Prepositions of what stands beside the matter, and none (a time or measure).
    private static let asides: Set<String> = [
        "", "besides", "despite", "unlike", "except", "except_for", "apart_from", "aside_from", "in_spite_of",
        "in_addition_to",
        "notwithstanding",
    ]

    /// Verbs that give or hold an office behind `as`.
    private static let offices: Set<String> = [
        "serve", "work", "act", "appoint", "hire", "name", "elect", "install", "nominate", "recruit", "join", "return",
        "continue", "remain", "choose", "select", "pick", "confirm", "reappoint",
    ]
}
