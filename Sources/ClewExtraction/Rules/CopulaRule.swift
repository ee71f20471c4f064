import ClewModel

/// What a form of `be` says of its subject.
package enum CopulaRule: ExtractionRule {
    package static let name = "copula"
    package static let confidence = 0.85
    package static let explanation = """
        A form of "be" says what something is: "Acme is a rival of Widgets" gives competes_with(Acme, Widgets) and \
        is_a(Acme, rival of Widgets); "R2 is equivalent to R1" gives equivalent_to(R2, R1); "is part of" gives part_of. \
        "Acme's chairman is Lee" is read from the right to the left. What only its clause makes the first or only one \
        of its kind ("the only clinic that …") is one of them.
        """

    static func read(_ clause: Clause, into work: inout SentenceWork) {
        let tree = work.tree
        let frame = Frame(clause, work: &work)
        let head = clause.head
        // "It is clear that …", "There is …": nothing is said of a thing.
        if tree.upos(head) == "AUX" { return }
        if clause.subjects.isEmpty || tree.expletive(of: head) != nil { return }
        // "More surprising than the ship is the coin": turned round, with no subject before the verb.
        if tree.marker(of: head) == "than" { return }
        if let subject = tree.writtenSubject(of: head), !tree.preposition(of: subject).isEmpty { return }
        if !tree.preposition(of: head).isEmpty {
            phrase(frame, into: &work)
        } else if ["NOUN", "PROPN", "PRON", "NUM", "SYM"].contains(tree.upos(head)) {
            noun(frame, into: &work)
        } else {
            adjective(frame, into: &work)
        }
    }

    private static func noun(_ frame: Frame, into work: inout SentenceWork) {
        let tree = work.tree
        let head = frame.clause.head
        // "The problem is that …" has a clause for what it says.
        if tree.hasChild(of: head, where: { tree.subtypes[$0] == "outer" }) { return }
        // "whose mother is the singer Ann Lee": the name counts.
        let isName = tree.isName(head) && tree.determiner(of: head) != "a" || tree.naming(of: head) != nil
        for subject in frame.surfaceSubjects {
            let rule = frame.clause.rule == VerbRule.name ? name : frame.clause.rule
            if isName, !subject.argument.isNamed, let named = work.argument(head) {
                RoleNoun.read(
                    subject.word, holder: named, anchor: head, isPresupposed: false, rule: rule, confidence: confidence,
                    into: &work)
                continue
            }
            RoleNoun.read(
                head, holder: subject.argument, anchor: head, isPresupposed: false, rule: rule, confidence: confidence,
                into: &work)
            // A noun with a subject and without a verb is more often a slip of the parser than a headline.
            guard tree.child(of: head, .cop) != nil || tree.dependencies[head] == .conj else { continue }
            for member in tree.conjuncts(of: head) {
                kind(of: subject, member, isName: isName, rule: rule, frame, into: &work)
            }
        }
    }

    private static func kind(
        of subject: Frame.Filler, _ member: Int, isName: Bool, rule: String, _ frame: Frame,
        into work: inout SentenceWork
    ) {
        let tree = work.tree
        // "one of the largest firms" is one of the firms.
        let whole = member
        var member = member
        if ["one", "part", "some", "kind", "type", "sort"].contains(tree.lemmas[member]),
            let whole = tree.children(of: member, .nmod).first(where: { tree.preposition(of: $0) == "of" })
        {
            member = whole
        }
        // "is one of them": of whom, stands elsewhere.
        if member != whole, tree.isPronoun(member) { return }
        // "is not just a bank": more is denied than is said. "is over 50": no value.
        if tree.hasChild(
            of: member,
            where: { ["just", "only", "merely"].contains(tree.lemmas[$0]) && tree.lemmas[max($0, 1) - 1] == "not" })
        {
            return
        }
        // "Acme and Globex are the largest makers", "is the only clinic that …": each a maker, one a clinic.
        let isAbove = tree.children[member].contains { word in
            ([word] + tree.children[word]).contains { tree.isSuperlative($0, of: member) }
        }
        let isOneOfMany = member != whole && tree.isPlural(member) && !tree.isName(member)
        let isLessThanAll =
            isOneOfMany || isAbove && (member == whole && frame.surfaceSubjects.count > 1 || tree.isCut(member))
        guard let object = isLessThanAll ? work.kind(member, withoutSuperlatives: true) : work.argument(member) else {
            return
        }
        let isValue = if case .literal = object.argument.referent { true } else { false }
        // "She is nine": a bare number tells nothing without what it counts.
        if isValue, tree.upos(member) == "NUM", object.type == .quantity { return }
        // "is part of the frontier": and not the frontier.
        let isPart = member != whole && tree.lemmas[whole] == "part" && !isOneOfMany
        let predicate = isPart ? "part_of" : isName || isValue ? "be" : "is_a"
        work.propose(
            Proposal(
                subject: subject.argument, predicate: predicate, object: object,
                anchor: frame.clause.head,
                qualifiers: frame.qualifiers(without: [subject.word, member], in: tree).filter { $0.role != "of" },
                rule: rule,
                confidence: confidence * frame.clause.confidence / VerbRule.confidence))
    }

    private static func phrase(_ frame: Frame, into work: inout SentenceWork) {
        let tree = work.tree
        let head = frame.clause.head
        let place = tree.preposition(of: head)
        for member in tree.conjuncts(of: head) {
            // "among those thought to be rich".
            if ["VBN", "VBD"].contains(tree.xpos(member)) { continue }
            // "is among the first to sell it": the first what, the clause tells.
            if tree.upos(member) == "ADJ", ["first", "last", "only", "few"].contains(tree.lemmas[member]) { continue }
            // "is under way", "when they were at school": how things stand, and at what time something else was.
            let isSetting =
                tree.dependencies[head] == .advcl
                && tree.hasChild(of: head) { tree.lemmas[$0] == "when" && $0 < head }
            if isSetting || place == "under" && tree.lemmas[member] == "way" { continue }
            guard let argument = work.argument(member) else { continue }
            let object = Frame.Filler(
                word: member, argument: argument, place: place,
                isTime: Circumstance.isTime(member, type: argument.type, in: tree))
            for subject in frame.surfaceSubjects {
                // "is somewhat of a mystery": is one, more or less.
                if place == "of", ["a", "an"].contains(tree.determiner(of: member)),
                    tree.hasChild(of: head, where: { tree.lemmas[$0] == "somewhat" })
                {
                    frame.propose(subject, "is_a", object, rule: name, into: &work)
                    continue
                }
                let relation = work.catalog.triggers(.verb, lemma: "be").first { trigger in
                    trigger.object.contains { $0.place == place && $0.accepts(argument) }
                        && trigger.subject.contains { $0.accepts(subject.argument) }
                }
                frame.propose(subject, relation?.relation ?? "be_" + place, object, rule: name, into: &work)
            }
        }
    }

    private static func adjective(_ frame: Frame, into work: inout SentenceWork) {
        let tree = work.tree
        let clause = frame.clause
        let heads =
            [clause.head]
            + tree.children(of: clause.head, .conj).filter { tree.upos($0) == "ADJ" && !tree.isPredicate($0) }
        // "is likely to sell": what follows is said in its own right.
        if tree.child(of: clause.head, .xcomp, .ccomp, .csubj, .advcl) != nil, frame.obliques.isEmpty { return }
        for head in heads {
            // "are less fickle than hobbyists".
            let isLess = tree.hasChild(of: head) { word in
                tree.tokens[word].form.lowercased() == "less" && word < head
                    && !tree.hasChild(of: word) { ["no", "not"].contains(tree.lemmas[$0]) }
            }
            let adjective = (isLess ? "less_" : "") + SentenceTree.identifier(tree.tokens[head].form)
            let places = complements(of: clause.head, frame, in: tree)
            for subject in frame.surfaceSubjects {
                // "is aware of the risk and fearful": what stands before an adjective is not its.
                for object in places where head < object.word {
                    let place = preposition(of: head, object, in: tree)
                    // "is as high as in the last vote", "is too hot for life": neither high in it nor hot for it.
                    if head > 0, tree.heads[head - 1] == head,
                        tree.lemmas[head - 1] == "as" || tree.lemmas[head - 1] == "too" && place == "for"
                    {
                        continue
                    }
                    // "is due to open in May", the verb taken for a noun.
                    if adjective == "due", place == "to", tree.determiner(of: object.word).isEmpty,
                        ["open", "close", "start", "begin", "end", "launch", "return", "finish"].contains(
                            tree.lemmas[object.word])
                    {
                        continue
                    }
                    // "is the cheapest of the four": of which, and not what it is to them.
                    let isMost =
                        tree.xpos(head) == "JJS" || tree.hasChild(of: head) { tree.xpos($0) == "RBS" }
                    if isMost, place == "of" || tree.determiner(of: head) == "the" { continue }
                    frame.propose(subject, adjective + "_" + place, object, rule: name, into: &work)
                }
            }
        }
    }

    /// The phrases that an adjective ties to its subject: those with the first preposition behind it. What comes after
    /// ("is popular with farmers in spite of the cost") only qualifies that.
    private static func complements(of head: Int, _ frame: Frame, in tree: SentenceTree) -> [Frame.Filler] {
        let places = frame.obliques.filter {
            // "is persuasive at best".
            !$0.isTime && !$0.place.isEmpty && $0.word > head
                && !($0.place == "at"
                    && ["best", "worst", "least", "most", "all", "first", "last"].contains(tree.lemmas[$0.word]))
        }
        guard let first = places.min(by: { $0.word < $1.word }) else { return [] }
        let group = tree.conjuncts(of: tree.firstConjunct(of: first.word))
        return places.filter { $0.word == first.word || group.contains($0.word) }
    }

    /// "equivalent to, and even better than, the best models": each adjective has a preposition of its own, the first one
    /// behind it.
    private static func preposition(of adjective: Int, _ object: Frame.Filler, in tree: SentenceTree) -> String {
        let markers = tree.children(of: object.word, .case).filter { $0 < object.word }
        guard let last = markers.last, last > adjective else { return object.place }
        let isParted = markers.count > 1 && zip(markers, markers.dropFirst()).contains { $0.1 - $0.0 > 1 }
        if isParted, let own = markers.first(where: { $0 > adjective }) { return tree.lemmas[own] }
        guard object.place == "than", tree.xpos(adjective) != "JJR",
            !tree.hasChild(of: adjective, where: { tree.lemmas[$0] == "more" })
        else { return object.place }
        let own = adjective + 1
        return tree.tokens.indices.contains(own) && ["ADP", "PART"].contains(tree.upos(own))
            ? tree.lemmas[own] : object.place
    }
}
