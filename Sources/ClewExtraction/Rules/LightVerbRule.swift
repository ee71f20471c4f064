import ClewModel

/// A verb that means little without its noun.
package enum LightVerbRule: ExtractionRule {
    package static let name = "light-verb"
    package static let confidence = 0.82
    package static let explanation = """
        A verb that means little without its noun is read together with it: "Lee played a role in AI" gives \
        play_role_in(Lee, AI), "Acme filed a lawsuit against Widgets" gives sued(Acme, Widgets).
        """

    private static let verbs: Set<String> = [
        "make", "take", "have", "give", "play", "hold", "reach", "enter", "show", "express", "launch", "open",
        "conduct",
        "strike", "file", "impose", "place", "put", "pay", "do", "gain", "get", "sign", "form", "bring", "buy",
        "acquire",
        "own", "issue", "levy", "complete", "announce", "receive", "earn", "carry_out", "join", "win", "lose", "set",
        "raise", "draw", "press", "lead", "exert", "maintain", "pose", "cast", "lay", "seek", "provide", "offer",
    ]

    static func read(_ frame: inout Frame, into work: inout SentenceWork) {
        let tree = work.tree
        let clause = frame.clause
        let verb = tree.verbName(clause.head)
        guard verbs.contains(verb) else { return }
        let nouns = clause.isPassive ? clause.subjects : clause.objects
        for noun in nouns where tree.upos(noun) == "NOUN" || tree.tokens[noun].form == "%" {
            let isShare = tree.tokens[noun].form == "%"
            // "takes an hour by train".
            if Circumstance.isTime(noun, type: nil, in: tree) { continue }
            // "makes dozens of decisions": the decisions are what is made.
            if quantities.contains(tree.lemmas[noun]) { continue }
            let lemma = verb + "_" + (isShare ? "percent" : SentenceTree.identifier(tree.lemmas[noun]))
            let complements = places(behind: noun, frame, work: &work)
            guard !complements.isEmpty else { continue }
            let subjects =
                clause.isPassive
                ? frame.fillers([Trigger.Slot(place: "subj", types: [], takesAnyName: false)], in: work.tree)
                : frame.surfaceSubjects
            for subject in subjects {
                for (place, object) in complements.enumerated() {
                    let relation = work.catalog.triggers(.verb, lemma: lemma).first { trigger in
                        trigger.object.contains { $0.place == object.place && $0.accepts(object.argument) }
                            && trigger.subject.contains { $0.accepts(subject.argument) }
                    }?.relation
                    // A noun that has an article or a number stands for a thing of its own, unless the wording is known.
                    guard relation != nil || place == 0 && isBare(noun, verb: verb, in: work) && isMatter(object) else {
                        continue
                    }
                    work.take(subject.word, noun, of: clause.head)
                    work.take(subject.word, object.word, of: clause.head)
                    frame.propose(
                        subject, relation ?? lemma + "_" + object.place, object, rule: name,
                        further: share(noun, in: work), into: &work)
                }
            }
        }
    }

    /// Nouns that only count what follows them.
    private static let quantities: Set<String> = [
        "dozen", "hundred", "thousand", "million", "billion", "score", "number", "lot", "couple", "handful", "majority",
        "plenty", "pair", "bunch", "host",
    ]

    /// Whether a phrase is what the noun is about ("an effect on prices"), and does not tell where, when or how much: "has
    /// a resolution of 300 dots per inch", "has a shop at the station".
    private static func isMatter(_ object: Frame.Filler) -> Bool {
        !object.isAmount
            && ["of", "on", "in", "to", "for", "with", "against", "over", "about", "into", "between", "from"]
                .contains(object.place)
    }

    /// "owns 30 percent of Globex": how much of it.
    private static func share(_ noun: Int, in work: SentenceWork) -> [Qualifier] {
        guard ["percent", "%"].contains(work.tree.lemmas[noun]) else { return [] }
        let words = ([noun] + work.tree.children(of: noun, .nummod)).sorted()
        return work.table.text(words, in: work.tree).map { [Qualifier(role: "amount", value: $0.argument)] } ?? []
    }

    private static func isBare(_ noun: Int, verb: String, in work: SentenceWork) -> Bool {
        ["make", "take", "have", "give", "play", "hold", "express", "gain", "get", "lose", "exert", "draw", "pose"]
            .contains(verb)
            && ["", "a", "an"].contains(work.tree.determiner(of: noun))
            && NounType.ofLemma(work.tree.lemmas[noun]) == nil
            && work.tree.child(of: noun, .nummod) == nil
    }

    private static func places(behind noun: Int, _ frame: Frame, work: inout SentenceWork) -> [Frame.Filler] {
        let tree = work.tree
        var found = frame.obliques.filter { !$0.isTime && !$0.place.isEmpty && $0.word > noun && $0.place != "by" }
        for complement in tree.children(of: noun, .nmod) where complement > noun {
            let place = tree.preposition(of: complement)
            guard !place.isEmpty else { continue }
            for member in tree.conjuncts(of: complement) {
                guard let argument = work.argument(work.reader.resolved(member)) else { continue }
                if Circumstance.isTime(member, type: argument.type, in: tree) { continue }
                found.append(Frame.Filler(word: member, argument: argument, place: place, isTime: false))
            }
        }
        return found.sorted { $0.word < $1.word }
    }
}
