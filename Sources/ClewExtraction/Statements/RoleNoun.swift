import ClewModel

/// Relations behind a noun that says what someone is to someone: "Acme's largest investor", "chief executive of Acme".
enum RoleNoun {
    /// Proposes what `noun` says of `holder`. Returns whether a canonical relation was found.
    @discardableResult
    static func read(
        _ noun: Int, holder: ReadArgument, owners: [ReadArgument] = [], anchor: Int, isPresupposed: Bool, rule: String,
        confidence: Double,
        into work: inout SentenceWork
    ) -> Bool {
        let tree = work.tree
        var found = false
        // "the actress Ann Lee and the singer Joe Ray": the second noun speaks of its own name.
        for member in tree.conjuncts(of: noun) where member == noun || tree.naming(of: member) == nil {
            if isFormer(member, in: tree) { continue }
            let status = qualifying(member, in: tree)
            for name in names(of: member, in: tree) {
                let triggers = work.catalog.triggers(.role, lemma: name)
                for trigger in triggers where !isLesser(member, name, trigger.relation, in: tree) {
                    let read = Reading(
                        noun: member, first: noun, holder: holder, owners: owners, anchor: anchor,
                        isPresupposed: isPresupposed,
                        status: status, rule: rule, confidence: confidence)
                    if read.propose(trigger, into: &work) { found = true }
                }
                if !triggers.isEmpty { break }
            }
        }
        return found
    }

    /// The noun's lemma, before it those with the words that stand before it: `chief_executive_officer`, `officer`.
    static func names(of noun: Int, in tree: SentenceTree) -> [String] {
        let modifiers = tree.children[noun].filter { child in
            child < noun && [.amod, .compound].contains(tree.dependencies[child]) && noun - child <= 2
        }
        let last = SentenceTree.identifier(tree.lemmas[noun])
        var names = [last]
        for modifier in modifiers.reversed() {
            names.insert(SentenceTree.identifier(tree.lemmas[modifier]) + "_" + names[0], at: 0)
        }
        return names
    }

    /// "port director", "deputy head", "technical director", "a director": whoever leads a part, or stands below, does
    /// not lead the whole.
    private static func isLesser(_ noun: Int, _ name: String, _ relation: String, in tree: SentenceTree) -> Bool {
        guard ["leads", "ceo_of"].contains(relation) else { return false }
        // "the agency's executive director for mergers".
        if tree.possessor(of: noun) != nil,
            tree.children(of: noun, .nmod).contains(where: {
                $0 > noun && tree.preposition(of: $0) == "for" && !Circumstance.isTime($0, type: nil, in: tree)
            })
        {
            return true
        }
        guard name == SentenceTree.identifier(tree.lemmas[noun]) else { return false }
        // "the agency's director of enforcement" leads a part of it.
        if tree.possessor(of: noun) != nil,
            tree.children(of: noun, .nmod).contains(where: { $0 > noun && tree.preposition(of: $0) == "of" })
        {
            return true
        }
        // "a director of Acme" is one of several.
        if ["a", "an"].contains(tree.determiner(of: noun)), relation == "leads" { return true }
        return tree.hasChild(of: noun) { child in
            let lemma = tree.lemmas[child]
            if lesser.contains(lemma) { return true }
            return tree.dependencies[child] == .compound && tree.upos(child) == "NOUN" && tree.spans[child] < 0
                && NounType.ofLemma(lemma) != .organization
                && !["executive", "managing", "board", "founder"].contains(lemma)
        }
    }

    /// Adjectives of who stands below, and of who leads a side of the work.
    private static let lesser: Set<String> = [
        "deputy", "vice", "assistant", "associate", "regional", "local", "acting", "technical", "medical", "artistic",
        "financial", "commercial", "creative", "scientific", "clinical", "sporting", "legal", "academic", "editorial",
        "operational", "musical",
    ]

    /// Whether the role is over: "former chairman", "ex-wife".
    static func isFormer(_ noun: Int, in tree: SentenceTree) -> Bool {
        if tree.lemmas[noun].hasPrefix("ex-") { return true }
        // "son-in-law": a hyphen makes another word of it.
        if noun + 2 < tree.tokens.count, tree.tokens[noun + 1].form == "-", !tree.tokens[noun].spaceAfter,
            !tree.tokens[noun + 1].spaceAfter, tree.heads[noun + 2] == noun || tree.lemmas[noun + 2] == "in"
        {
            return true
        }
        return tree.hasChild(of: noun) { child in
            [
                "former", "ex", "previous", "erstwhile", "one-time", "onetime", "late", "ousted", "then", "then-",
                "retired",
            ]
            .contains(tree.lemmas[child]) && tree.dependencies[child] != .advcl
        }
    }

    private static func qualifying(_ noun: Int, in tree: SentenceTree) -> Statement.Status? {
        for child in tree.children[noun] where [.amod, .compound, .advmod].contains(tree.dependencies[child]) {
            if let stance = StanceLexicon.adjectives[tree.lemmas[child]]
                ?? StanceLexicon.adjectives[tree.tokens[child].form.lowercased()]
            {
                return stance.status
            }
        }
        return nil
    }

    /// Arguments of a noun in a place: possessor, modifier, or behind a preposition.
    /// - Parameter mayFollowName: whether what follows a name right behind the noun is the noun's: "the chief executive
    ///   Ann Lee of Acme" leads Acme, but "the critic Ann Lee of Acme" does not criticise it.
    static func arguments(
        of noun: Int, first: Int, place: String, mayFollowName: Bool = true, work: inout SentenceWork
    ) -> [ReadArgument] {
        let tree = work.tree
        var heads: [Int] = []
        switch place {
        case "poss":
            // "its chairman and chief executive": the possessor belongs to both.
            if let possessor = tree.possessor(of: noun) ?? tree.possessor(of: first) {
                heads = tree.conjuncts(of: possessor)
            }
        case "mod":
            heads = tree.children[noun].filter {
                // No part of the title ("Prime Minister"), and no adjective ("Tunisian").
                $0 < noun && [.compound, .nmod, .amod].contains(tree.dependencies[$0]) && tree.isName($0)
                    // "a Leeds rival" is one from there.
                    && !(["rival", "competitor"].contains(tree.lemmas[noun]) && tree.spans[$0] >= 0
                        && tree.sentence.names[tree.spans[$0]].type == .location)
                    && tree.subtypes[$0] != "poss" && tree.upos($0) != "ADJ" && !tree.xpos($0).hasPrefix("JJ")
                    && !["prime", "vice", "chief", "deputy"].contains(tree.lemmas[$0])
            }
        case "and":
            return []
        default:
            for word in Set([noun, first]).sorted() {
                let name = mayFollowName ? nil : tree.naming(of: word)
                for complement in tree.children(of: word, .nmod, .obl)
                where tree.preposition(of: complement) == place && name.map({ complement < $0 }) ?? true {
                    heads += tree.conjuncts(of: complement)
                }
                // "the chairman and chief executive of Acme": a complement of the last belongs to all.
                if heads.isEmpty, let last = tree.conjuncts(of: word).last, last != word {
                    for complement in tree.children(of: last, .nmod) where tree.preposition(of: complement) == place {
                        heads += tree.conjuncts(of: complement)
                    }
                }
                if !heads.isEmpty { break }
            }
        }
        return heads.map(ClauseReader(tree).resolved).compactMap { work.argument($0) }
    }

    private struct Reading {
        var noun: Int
        var first: Int
        var holder: ReadArgument
        var owners: [ReadArgument]
        var anchor: Int
        var isPresupposed: Bool
        var status: Statement.Status?
        var rule: String
        var confidence: Double

        func propose(_ trigger: Trigger, into work: inout SentenceWork) -> Bool {
            // A relation between people is no affiliation.
            let mayFollowName = work.catalog.relations[trigger.relation]?.objectTypes.contains(.person) != true
            let subjects = fillers(trigger.subject, mayFollowName: mayFollowName, work: &work)
            guard !subjects.isEmpty else { return false }
            let objects = fillers(trigger.object, mayFollowName: mayFollowName, work: &work)
            for subject in subjects {
                for object in objects {
                    work.propose(
                        Proposal(
                            subject: subject, predicate: trigger.relation, object: object, anchor: anchor,
                            isPresupposed: isPresupposed, status: status, rule: rule, confidence: confidence))
                }
            }
            return !objects.isEmpty
        }

        /// Whoever fills the first slot that is filled.
        private func fillers(
            _ slots: [Trigger.Slot], mayFollowName: Bool, work: inout SentenceWork
        ) -> [ReadArgument] {
            for slot in slots {
                let found =
                    slot.place == "self"
                    ? [holder]
                    : RoleNoun.arguments(
                        of: noun, first: first, place: slot.place, mayFollowName: mayFollowName, work: &work)
                let accepted = found.filter {
                    slot.accepts($0) && ($0.argument.referent != holder.argument.referent || slot.place == "self")
                }
                if !accepted.isEmpty { return accepted }
            }
            // "named Lee chief executive": of the firm that did so.
            guard slots.allSatisfy({ $0.place != "self" }), let slot = slots.first else { return [] }
            return owners.filter { slot.accepts($0) && $0.type != .person }
        }
    }
}
