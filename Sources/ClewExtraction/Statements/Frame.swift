import ClewModel

/// A clause with its arguments read: who fills which slot.
package struct Frame {
    /// An argument in its place.
    package struct Filler {
        /// Head of the phrase.
        package var word: Int
        /// As read.
        package var argument: ReadArgument
        /// `subj`, `obj`, or the preposition.
        package var place: String
        /// Whether it tells a time.
        package var isTime: Bool
        /// Whether it is a sum of money or a measure.
        package var isAmount: Bool { argument.type == .money || argument.type == .quantity }
    }

    /// The clause.
    package let clause: Clause
    /// What the clause speaks of on its surface: of a passive, what undergoes.
    package private(set) var surfaceSubjects: [Filler] = []
    /// Direct objects.
    package private(set) var objects: [Filler] = []
    /// Phrases with prepositions and bare ones, in order.
    package private(set) var obliques: [Filler] = []
    private var agents: [Filler] = []
    private var recipients: [Filler] = []
    private var circumstances: [(word: Int, qualifier: Qualifier)] = []
    private let status: Statement.Status?

    /// Reads a clause's arguments. At most `fillersMax` stand in one place.
    package init(_ clause: Clause, work: inout SentenceWork) {
        self.clause = clause
        let tree = work.tree
        status =
            ReportNoun.isReplaced(clause: clause.head, in: tree)
            ? .alleged : Frame.isScheduled(clause, in: tree) ? .planned : nil
        surfaceSubjects = Frame.fillers(
            clause.subjects, of: clause, place: clause.isPassive ? "obj" : "subj", work: &work)
        objects = Frame.fillers(clause.objects, of: clause, place: "obj", work: &work)
        for oblique in clause.obliques.map({ Frame.compound($0, in: tree) }) {
            if let whole = Frame.denied(oblique, work: work) ?? Frame.range(oblique, work: work) {
                circumstances.append(whole)
                continue
            }
            for filler in Frame.fillers([oblique.head], of: clause, place: oblique.preposition, work: &work)
            where filler.word == oblique.head || tree.preposition(of: filler.word).isEmpty {
                if clause.isPassive, oblique.preposition == "by", !filler.isTime { agents.append(filler) }
                obliques.append(filler)
                let role = Circumstance.role(of: oblique, type: filler.argument.type, in: tree)
                if let role {
                    circumstances.append((filler.word, Qualifier(role: role, value: filler.argument.argument)))
                }
            }
        }
        recipients = Frame.fillers(clause.recipients, of: clause, place: "to", work: &work)
        // "fined Acme two million euros": the sum is no thing done something to.
        if objects.count + recipients.count > 1, objects.contains(where: { $0.isAmount }) {
            for sum in objects where sum.isAmount {
                circumstances.append((sum.word, Qualifier(role: "amount", value: sum.argument.argument)))
            }
            objects = objects.filter { !$0.isAmount } + recipients
            recipients = []
        }
        // "was fined two million euros by Acme": likewise.
        if clause.isPassive, !surfaceSubjects.isEmpty, !agents.isEmpty {
            for sum in objects where sum.isAmount {
                circumstances.append((sum.word, Qualifier(role: "amount", value: sum.argument.argument)))
            }
            objects = objects.filter { !$0.isAmount }
        }
        for recipient in recipients {
            circumstances.append((recipient.word, Qualifier(role: "to", value: recipient.argument.argument)))
        }
        addAdverbs(work)
        addComplements(&work)
        addSetting(&work)
        addMeasureOfResult(&work)
    }

    /// "in Asia, where it earns most of its revenue": there.
    private mutating func addSetting(_ work: inout SentenceWork) {
        let tree = work.tree
        for adverb in tree.children(of: clause.head, .advmod) where ["where", "when"].contains(tree.lemmas[adverb]) {
            guard tree.isRelativeClause(clause.head), let noun = work.reader.antecedent(of: adverb),
                let value = work.argument(noun),
                tree.lemmas[adverb] == "when" ? value.type == .date : value.isNamed
            else { continue }
            circumstances.append((adverb, Qualifier(role: tree.lemmas[adverb], value: value.argument)))
        }
    }

    /// "pushed it close to ruin": close to what.
    private mutating func addMeasureOfResult(_ work: inout SentenceWork) {
        let tree = work.tree
        guard let attribute = clause.attribute, !clause.isCopular, !clause.objects.isEmpty,
            tree.upos(attribute) == "ADJ"
        else { return }
        for place in tree.children(of: attribute, .obl) where !tree.preposition(of: place).isEmpty {
            guard let value = work.argument(place) else { continue }
            circumstances.append((place, Qualifier(role: tree.preposition(of: place), value: value.argument)))
        }
    }

    /// "in front of the star", "on behalf of the owner": one preposition.
    private static func compound(_ oblique: Oblique, in tree: SentenceTree) -> Oblique {
        guard ["front", "top", "behalf", "favor", "favour", "lieu"].contains(tree.lemmas[oblique.head]),
            !oblique.preposition.isEmpty, tree.determiner(of: oblique.head).isEmpty,
            let place = tree.children(of: oblique.head, .nmod).first(where: { tree.preposition(of: $0) == "of" })
        else { return oblique }
        return Oblique(head: place, preposition: oblique.preposition + "_" + tree.lemmas[oblique.head] + "_of")
    }

    /// "described as neither free nor fair": a phrase that says what something is not, as it stands.
    private static func denied(_ oblique: Oblique, work: SentenceWork) -> (word: Int, qualifier: Qualifier)? {
        let tree = work.tree
        guard !oblique.preposition.isEmpty,
            tree.hasChild(
                of: oblique.head,
                where: { word in
                    ["neither", "not"].contains(tree.lemmas[word]) && word < oblique.head
                        && !["only", "just"].contains(tree.lemmas[word + 1])
                })
        else { return nil }
        let words = tree.subtree(of: oblique.head) { tree.dependencies[$0] == .case || tree.dependencies[$0] == .punct }
        return work.table.text(words, in: tree).map {
            (oblique.head, Qualifier(role: oblique.preposition, value: $0.argument))
        }
    }

    /// "between 2011 and 2020": one time of which neither end says enough.
    private static func range(_ oblique: Oblique, work: SentenceWork) -> (word: Int, qualifier: Qualifier)? {
        let tree = work.tree
        guard oblique.preposition == "between",
            let end = tree.children(of: oblique.head, .conj).first(where: { $0 > oblique.head }),
            let start = tree.children(of: oblique.head, .case).first, start < oblique.head,
            [oblique.head, end].allSatisfy({ word in
                let type = tree.spans[word] >= 0 ? tree.sentence.names[tree.spans[word]].type : nil
                return Circumstance.isTime(word, type: type, in: tree)
            }), let last = tree.subtree(of: end).last
        else { return nil }
        return work.table.text(Array(start...last), in: tree).map {
            (oblique.head, Qualifier(role: "when", value: $0.argument))
        }
    }

    /// "They visit Leeds on Tuesday": the present tense of what a timetable has ahead.
    private static func isScheduled(_ clause: Clause, in tree: SentenceTree) -> Bool {
        guard !clause.isCopular, !clause.isPassive, ["VBP", "VBZ"].contains(tree.xpos(clause.head)),
            tree.child(of: clause.head, .aux) == nil
        else { return false }
        return clause.obliques.contains { Circumstance.isOneDay($0.head, in: tree) }
    }

    /// Coordinations longer than this are cut: their members times one another grow fast.
    package static let fillersMax = 12

    private static func fillers(
        _ heads: [Int], of clause: Clause, place: String, work: inout SentenceWork
    ) -> [Filler] {
        var found: [Filler] = []
        let tree = work.tree
        // "two authors, Ann Lee and Tom Ray": the names stand for the noun.
        let members = heads.flatMap { tree.conjuncts(of: $0) }.flatMap { head -> [Int] in
            guard let name = tree.naming(of: head) else { return [head] }
            let names = tree.conjuncts(of: name)
            return names.count > 1 ? names : [head]
        }
        for head in members.prefix(fillersMax) {
            // "none of them", "one of the firms": what they are of is the thing spoken of.
            guard let argument = work.argument(head, of: clause.head) else { continue }
            // "Acme's rose 21 percent": not Acme, but what of Acme's the sentence leaves out.
            if tree.dependencies[head] != .nmod, tree.hasChild(of: head, where: { tree.xpos($0) == "POS" }) { continue }
            found.append(
                Filler(
                    word: head, argument: argument, place: place,
                    isTime: Circumstance.isTime(head, type: argument.type, in: work.tree)))
        }
        return found
    }

    private mutating func addAdverbs(_ work: SentenceWork) {
        for adverb in work.tree.children(of: clause.head, .advmod)
        where Circumstance.isTime(adverb: work.tree.lemmas[adverb]) {
            if let text = work.table.text(work.tree.subtree(of: adverb), in: work.tree) {
                circumstances.append((adverb, Qualifier(role: "when", value: text.argument)))
            }
        }
    }

    /// Named things behind a preposition within the object: "models from Acme" is qualified by `from` Acme.
    private mutating func addComplements(_ work: inout SentenceWork) {
        for object in objects {
            for complement in work.tree.children(of: object.word, .nmod) {
                let preposition = work.tree.preposition(of: complement)
                guard !preposition.isEmpty, preposition != "of", !preposition.hasPrefix("according"),
                    let argument = work.argument(complement)
                else { continue }
                // "lost $300 million in deposits": and not of its own money.
                if object.isAmount, preposition == "in", !argument.isNamed, argument.type != .date {
                    circumstances.append((complement, Qualifier(role: "in", value: argument.argument)))
                    continue
                }
                guard argument.isNamed || argument.type == .date else { continue }
                let oblique = Oblique(head: complement, preposition: preposition)
                guard let role = Circumstance.role(of: oblique, type: argument.type, in: work.tree) else { continue }
                circumstances.append((complement, Qualifier(role: role, value: argument.argument)))
            }
        }
    }

    /// The arguments that fill a slot of a wording, in the voice of the active.
    package func fillers(_ slots: [Trigger.Slot], in tree: SentenceTree) -> [Filler] {
        slots.flatMap { slot -> [Filler] in
            let found = candidates(slot.place).filter { slot.accepts($0.argument) }
            // "invests in firms in Asia": the first phrase with the preposition fills the slot, with what is beside it.
            guard let first = found.first.map({ tree.firstConjunct(of: $0.word) }) else { return [] }
            let isPlain = ["subj", "obj", "when"].contains(slot.place)
            return isPlain ? found : found.filter { tree.firstConjunct(of: $0.word) == first }
        }
    }

    private func candidates(_ place: String) -> [Filler] {
        switch place {
        case "subj": clause.isPassive ? agents : surfaceSubjects
        case "obj" where clause.isPassive: surfaceSubjects
        // "warned Acme that …": the one told, where a clause is what is told.
        case "obj": objects.isEmpty && clause.complement != nil ? recipients : objects
        case "when": obliques.filter(\.isTime)
        default: (obliques + recipients).filter { $0.place == place }
        }
    }

    /// The circumstances of the clause without those that a statement has as its ends, or that are named beside such an
    /// end: "founded by Lee and Ray" is said of each, and not of Lee with Ray as a circumstance.
    package func qualifiers(without words: [Int], in tree: SentenceTree) -> [Qualifier] {
        let ends = Set(words.map(tree.firstConjunct))
        return circumstances.filter { !ends.contains(tree.firstConjunct(of: $0.word)) }.sorted { $0.word < $1.word }
            .map(\.qualifier)
    }

    /// Whether a canonical relation already speaks of these two.
    package func isTaken(_ subject: Int, _ object: Int, in work: SentenceWork) -> Bool {
        work.isTaken(subject, object, of: clause.head) || work.isTaken(object, subject, of: clause.head)
    }

    /// Proposes a statement of this clause.
    package func propose(
        _ subject: Filler, _ predicate: String, _ object: Filler, rule: String? = nil, further: [Qualifier] = [],
        into work: inout SentenceWork
    ) {
        // "touched himself": whoever that is, it is the one who acts.
        let isReflexive = ["himself", "herself", "itself", "themselves"].contains(work.tree.lemmas[object.word])
        if isReflexive, object.argument.argument.referent != subject.argument.argument.referent { return }
        let isAny = [subject.word, object.word].contains { work.tree.determiner(of: $0) == "any" }
        let isAlternative = work.tree.isAlternative(subject.word) || work.tree.isAlternative(object.word)
        work.propose(
            Proposal(
                subject: subject.argument, predicate: predicate, object: object.argument, anchor: clause.head,
                status: status ?? (isAny ? .hypothetical : isAlternative ? .alleged : nil),
                qualifiers: further + qualifiers(without: [subject.word, object.word], in: work.tree),
                rule: rule ?? clause.rule,
                confidence: clause.confidence))
    }
}

extension Trigger.Slot {
    /// Whether an argument may stand here.
    package func accepts(_ argument: ReadArgument) -> Bool {
        if takesAnyName, argument.isNamed, argument.type != .person, argument.type != .location { return true }
        return types.contains(argument.type ?? .concept)
    }
}
