import ClewModel

/// A noun for an act with those who take part in it.
package enum EventNounRule: ExtractionRule {
    package static let name = "event-noun"
    package static let confidence = 0.65
    package static let explanation = """
        A noun for an act names who did it to whom: "the acquisition of Widgets by Acme" gives acquired(Acme, Widgets). \
        It is a fact only where nothing around it leaves the act open: "a planned acquisition" is planned, "talks about \
        the acquisition" leave it hypothetical.
        """

    static func read(into work: inout SentenceWork) {
        let tree = work.tree
        for word in tree.words where tree.upos(word) == "NOUN" {
            for trigger in work.catalog.triggers(.event, lemma: SentenceTree.identifier(tree.lemmas[word])) {
                read(word, trigger, into: &work)
            }
        }
    }

    private static func read(_ noun: Int, _ trigger: Trigger, into work: inout SentenceWork) {
        let isSymmetric = work.catalog.relations[trigger.relation]?.isSymmetric == true
        for slot in trigger.subject {
            let subjects = RoleNoun.arguments(of: noun, first: noun, place: slot.place, work: &work).filter(
                slot.accepts)
            guard !subjects.isEmpty else { continue }
            if isSymmetric, subjects.count > 1 {
                for (place, one) in subjects.enumerated() {
                    for other in subjects[(place + 1)...] { propose(one, trigger, other, noun, into: &work) }
                }
                return
            }
            for objectSlot in trigger.object where objectSlot.place != "and" && objectSlot.place != slot.place {
                let objects = RoleNoun.arguments(of: noun, first: noun, place: objectSlot.place, work: &work)
                    .filter(objectSlot.accepts)
                for subject in subjects {
                    for object in objects { propose(subject, trigger, object, noun, into: &work) }
                }
                if !objects.isEmpty { return }
            }
        }
    }

    private static func propose(
        _ subject: ReadArgument, _ trigger: Trigger, _ object: ReadArgument, _ noun: Int, into work: inout SentenceWork
    ) {
        work.propose(
            Proposal(
                subject: subject, predicate: trigger.relation, object: object, anchor: noun,
                status: status(of: noun, in: work.tree), rule: name, confidence: confidence))
    }

    /// What stands around the noun: adjectives before it, and the word that governs it.
    private static func status(of noun: Int, in tree: SentenceTree) -> Statement.Status? {
        for child in tree.children[noun] where [.amod, .compound].contains(tree.dependencies[child]) {
            if let stance = StanceLexicon.adjectives[tree.lemmas[child]]
                ?? StanceLexicon.adjectives[tree.tokens[child].form.lowercased()]
            {
                return stance.status
            }
        }
        if tree.hasChild(of: noun, where: { tree.lemmas[$0] == "no" || tree.lemmas[$0] == "any" }) {
            return .hypothetical
        }
        let governor = tree.heads[noun]
        guard governor >= 0 else { return nil }
        if [.nmod, .conj].contains(tree.dependencies[noun]), open.contains(tree.lemmas[governor]) {
            return .hypothetical
        }
        if [.obj, .obl, .nsubj, .conj].contains(tree.dependencies[noun]), open.contains(tree.lemmas[governor]),
            tree.dependencies[noun] != .nsubj || tree.isPassive(governor)
        {
            return .hypothetical
        }
        return nil
    }

    /// Words over a noun for an act that leave it open whether it takes place.
    private static let open: Set<String> = [
        "block", "consider", "discuss", "oppose", "propose", "plan", "seek", "approve", "reject", "cancel", "deny",
        "explore", "weigh", "mull", "suggest", "want", "demand", "fear", "expect", "predict", "review", "abandon",
        "delay", "postpone", "pursue", "threaten", "allege", "claim", "investigate", "dispute", "halt", "scrap", "drop",
        "prevent", "avoid", "rule_out", "need", "await", "eye", "evaluate", "examine", "negotiate", "attempt", "try",
        "prepare", "talk", "negotiation", "plan", "proposal", "bid", "offer", "discussion", "approval", "possibility",
        "prospect", "rumour", "rumor", "speculation", "report", "allegation", "claim", "threat", "vote", "question",
        "debate", "call", "request", "hope", "interest", "decision", "opposition", "objection", "option", "idea",
        "intention", "chance", "risk", "condition", "order", "right", "attempt", "effort", "terminate", "urge", "call",
        "favor", "favour", "support", "back", "clear", "agree", "decide", "authorize", "authorise",
    ]
}
