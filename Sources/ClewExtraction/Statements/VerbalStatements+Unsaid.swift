import ClewModel

/// What the words of a clause do not say when they are taken one by one: spans of time, idioms, what another clause holds.
extension VerbalStatements {
    /// "The challenge was finding water": what the challenge consists in, and no progress of it.
    static func isDefinition(_ clause: Clause, in tree: SentenceTree) -> Bool {
        guard tree.xpos(clause.head) == "VBG", let subject = tree.writtenSubject(of: clause.head),
            tree.hasChild(of: clause.head, where: { tree.dependencies[$0] == .aux && tree.lemmas[$0] == "be" })
        else { return false }
        // "The hard part was frying the fish", but not "Part of the roof was losing tiles".
        if tree.lemmas[subject] == "part" { return tree.determiner(of: subject) == "the" }
        return pursuits.contains(tree.lemmas[subject])
    }

    /// "is the largest that Acme has built": the largest what stands elsewhere, and that it has built says nothing.
    static func isOfUnsaid(_ clause: Clause, in tree: SentenceTree) -> Bool {
        let noun = tree.heads[clause.head]
        return tree.isRelativeClause(clause.head) && noun >= 0 && tree.upos(noun) == "ADJ" && clause.objects.isEmpty
            && !clause.isPassive
    }

    /// "It took the party three weeks to agree": how long or how much, and nothing that somebody takes.
    static func isEffort(_ clause: Clause, in tree: SentenceTree) -> Bool {
        guard ["take", "cost"].contains(tree.lemmas[clause.head]), let subject = tree.writtenSubject(of: clause.head),
            tree.lemmas[subject] == "it", !clause.objects.isEmpty
        else { return false }
        return
            (tree.children(of: clause.head, .advcl, .xcomp, .ccomp, .csubj)
            + clause.objects.flatMap { tree.children(of: $0, .acl) }).contains {
                $0 > clause.head && tree.isInfinitive($0)
            }
    }

    private static let pursuits: Set<String> = [
        "challenge", "goal", "task", "trick", "aim", "purpose", "mistake", "hobby", "priority", "difficulty", "job",
    ]

    /// Wordings of a relation that mean another thing of such a subject or object.
    static func isOtherwise(
        _ relation: String, _ clause: Clause, _ subject: ReadArgument, _ object: Frame.Filler, in tree: SentenceTree
    ) -> Bool {
        let verb = tree.verbName(clause.head)
        switch relation {
        // "who took over the district": to lead it.
        case "acquired": return verb == "take_over" && subject.type == .person && !object.argument.isNamed
        // "left school at 16": no post.
        case "resigned_from": return !object.argument.isNamed && tree.determiner(of: object.word).isEmpty
        // "the patent named Lee as inventor".
        case "appointed": return verb == "name" && subject.type.map { !TypeList.agents.contains($0) } ?? true
        // "the union backs the council": with words.
        case "invested_in": return verb == "back" && !object.argument.isNamed
        // "worked there as a girl": when, and not as what.
        case "has_role":
            return ages.contains(tree.lemmas[object.word]) && tree.child(of: object.word, .compound, .amod) == nil
        // "joined its board", "joined a rival party": no employer.
        case "works_for":
            return verb == "join" && !object.argument.isNamed
                && ["board", "party", "union", "alliance", "league", "committee", "council", "panel", "movement"]
                    .contains(tree.lemmas[object.word])
        default: return false
        }
    }

    /// "puts at risk about 4,300 jobs", "lies 740 metres from …", "came within two votes of …", "arrived without a distributor outside …", "married with
    /// children", "named best actor for …": a phrase that makes no sense of its own behind the verb.
    static func isHalfSaid(_ place: Frame.Filler, _ clause: Clause, in tree: SentenceTree) -> Bool {
        let verb = tree.lemmas[clause.head]
        // "arrived with eleven months to spare", "depends on Acme employing ten": of what follows, and not of that.
        let follows = tree.children(of: place.word, .acl).contains { clause in
            place.isTime && tree.isInfinitive(clause)
                || ["on", "from", "to", "about", "against"].contains(place.place) && tree.xpos(clause) == "VBG"
                    && place.argument.isNamed && clause > 0 && tree.tokens[clause - 1].form != ","
                    && tree.marker(of: clause).isEmpty
        }
        // "found in quantities thirty times greater than before".
        if follows || tree.isBeforeAdjective(place.word, tag: "JJR") { return true }
        // "scored twice in five minutes": how often belongs to how long.
        if SentenceTree.timeUnits.contains(tree.lemmas[place.word]), ["in", "within"].contains(place.place),
            tree.children(of: clause.head, .advmod).contains(where: {
                ["twice", "once", "thrice"].contains(tree.lemmas[$0])
            })
        {
            return true
        }
        switch place.place {
        // "a few crates a month have been thawed": how often.
        case ""
        where SentenceTree.timeUnits.contains(tree.lemmas[place.word]) && tree.determiner(of: place.word) == "a":
            return true
        case "": return place.isAmount && ["lie", "stand", "sit", "live"].contains(verb)
        case "within": return verb == "come" && !place.isTime
        case "as":
            return !clause.isPassive
                && ["describe", "regard", "view", "see", "portray", "hail", "dismiss"].contains(verb)
        case "without": return tree.isCut(place.word)
        // "five years in a row".
        case "in": return tree.lemmas[place.word] == "row" && tree.determiner(of: place.word) == "a"
        // "passed like a man patting his pockets": a picture.
        case "like":
            return !tree.isName(place.word) && ["a", "an", ""].contains(tree.determiner(of: place.word))
                && (tree.isCut(place.word) || !["look", "sound", "feel", "taste", "smell"].contains(verb))
        case "with": return verb == "marry" && clause.isPassive
        case "for":
            return clause.isPassive && clause.attribute != nil
                && ["name", "call", "elect", "crown", "declare", "vote"].contains(verb)
        default:
            return !clause.isPassive && ["put", "bring", "place"].contains(verb)
                && tree.isBare(place.word, behind: clause.head)
        }
    }

    /// "to 21p", "to 40 percent": an amount that something is brought to, also where nobody marked it as one.
    private static func isSum(_ place: Frame.Filler, in tree: SentenceTree) -> Bool {
        place.place == "to" && (place.isAmount || tree.tokens[place.word].form.count == 1)
            && tree.subtree(of: place.word).contains { tree.upos($0) == "NUM" }
    }

    /// "face to face", "side by side": the same noun twice.
    private static func isRepeated(_ word: Int, in tree: SentenceTree) -> Bool {
        tree.xpos(word) == "NN" && word + 2 < tree.tokens.count && tree.lemmas[word + 2] == tree.lemmas[word]
            && tree.upos(word + 1) == "ADP" && tree.determiner(of: word).isEmpty
    }

    /// "spent years building it", "has 28 days to decide": how long for what, and no thing.
    private static func isSpan(_ object: Frame.Filler, of clause: Clause, in tree: SentenceTree) -> Bool {
        // "most of her career trying to build".
        let isLife =
            tree.lemmas[clause.head] == "spend"
            && ([object.word] + tree.children(of: object.word, .nmod)).contains {
                ["career", "life", "time", "lifetime", "childhood", "youth"].contains(tree.lemmas[$0])
            }
        guard
            isLife || object.isTime
                || object.argument.type == .quantity && Circumstance.isTime(object.word, type: nil, in: tree)
        else { return false }
        let next = (tree.subtree(of: object.word).last ?? object.word) + 1
        if (tree.children(of: object.word, .acl) + tree.children(of: clause.head, .advcl, .xcomp)).contains(where: {
            tree.isInfinitive($0) && (tree.heads[$0] == object.word || tree.subtree(of: $0).first == next)
        }) {
            return true
        }
        return (tree.children(of: clause.head, .advcl, .xcomp) + tree.children(of: object.word, .acl)).contains {
            $0 > object.word && tree.xpos($0) == "VBG" && tree.marker(of: $0).isEmpty
                && tree.tokens[$0 - 1].form != ","
        }
    }

    /// "By the end, opinions were divided", "accepted, with relief, …": a setting before the subject, or between two commas,
    /// is no complement of the verb, unless it has a name or is a place or an event.
    static func isApart(
        _ place: Frame.Filler, _ subject: Frame.Filler, of clause: Clause, in tree: SentenceTree
    ) -> Bool {
        guard !place.argument.isNamed, !place.place.isEmpty,
            ![.location, .event].contains(place.argument.type ?? .concept)
        else { return false }
        if place.word < subject.word, place.word < clause.head, subject.word < clause.head,
            tree.dependencies[tree.firstConjunct(of: place.word)] == .obl
        {
            return true
        }
        let words = tree.subtree(of: place.word).filter { tree.upos($0) != "PUNCT" }
        guard let first = words.first, first > 0, tree.tokens[first - 1].form == ",",
            first == clause.head + 2 || place.word < clause.head && place.word > subject.word
        else { return false }
        return place.word + 1 < tree.tokens.count && tree.tokens[place.word + 1].form == ","
    }

    /// "2 percent higher": by how much something ended above or below.
    static func isChange(_ word: Int, in tree: SentenceTree) -> Bool {
        let isSized = { (word: Int) in
            ["JJR", "RBR"].contains(tree.xpos(word)) && ["high", "low", "higher", "lower"].contains(tree.lemmas[word])
        }
        return isSized(word)
            || ["%", "percent", "point"].contains(tree.lemmas[word]) && tree.hasChild(of: word, where: isSized)
    }

    /// "came under fire in Leeds": a bare noun behind a verb of motion makes one meaning with it, and the rest are
    /// circumstances.
    static func isSetPhrase(_ place: Frame.Filler, of clause: Clause, in tree: SentenceTree) -> Bool {
        ["come", "go", "fall", "get", "run", "stand", "remain", "stay", "enter", "burst"]
            .contains(tree.lemmas[clause.head])
            && tree.isBare(place.word, behind: clause.head)
    }

    /// "called the vote a farce": what it was called says more than that it was called.
    private static func isNaming(_ clause: Clause, _ object: Frame.Filler, in tree: SentenceTree) -> Bool {
        // "found the claim to be sound".
        let isJudged = (tree.children[object.word] + tree.children[clause.head]).contains {
            $0 > object.word && tree.child(of: $0, .cop) != nil && tree.marker(of: $0) == "to"
        }
        if isJudged { return true }
        guard naming.contains(tree.lemmas[clause.head]), resultOfObject(clause, in: tree).isEmpty else { return false }
        let ends = [clause.head + 1, object.word + 1, (tree.subtree(of: object.word).last ?? object.word) + 1]
        // "which it called an insult", "what it called a surge".
        let isOfWhat = tree.heads[clause.head] >= 0 && tree.lemmas[tree.heads[clause.head]] == "what"
        return clause.attribute != nil || clause.objects.count > 1 || isOfWhat
            || ends.contains {
                tree.words.contains($0) && ["\"", "“", "'", "‘", "``"].contains(tree.tokens[$0].form)
            }
    }

    /// "prevents water from leaking", "saw the village burned": the verb has to do with what the object does or suffers.
    private static func isActorOfComplement(_ object: Int, of clause: Clause, in tree: SentenceTree) -> Bool {
        let verb = tree.lemmas[clause.head]
        if hindering.contains(verb) {
            let isHindered = tree.children(of: clause.head, .advcl, .xcomp, .obl).contains {
                $0 > object && tree.xpos($0) == "VBG" && tree.marker(of: $0) == "from"
            }
            let isActing = tree.children(of: object, .acl).contains {
                tree.xpos($0) == "VBG" && tree.marker(of: $0).isEmpty
            }
            return isHindered || isActing && ["prevent", "stop", "keep"].contains(verb)
        }
        // "required a team to check the ground": it is the checking that is required.
        if directing.contains(verb), NounType.guess(object, in: tree).map(TypeList.agents.contains) == true,
            (tree.children(of: object, .acl) + tree.children(of: clause.head, .advcl, .xcomp)).contains(where: {
                $0 > object && tree.isInfinitive($0)
            })
        {
            return true
        }
        // "talked a pilot into flying": it is the flying that was brought about.
        if tree.children(of: clause.head, .advcl, .xcomp).contains(where: {
            $0 > object && tree.xpos($0) == "VBG" && tree.marker(of: $0) == "into"
        }) {
            return true
        }
        // "left the water murky", "left Lee staring at the drop".
        if verb == "leave", resultOfObject(clause, in: tree).isEmpty {
            let isSomebody =
                NounType.guess(object, in: tree).map { [.person, .group].contains($0) } ?? false
                || tree.isPronoun(object)
            let isLeftSo = (tree.children(of: clause.head, .advcl, .xcomp) + tree.children(of: object, .acl)).contains {
                isSomebody && $0 > object && tree.xpos($0) == "VBG" && tree.marker(of: $0).isEmpty
                    && tree.tokens[$0 - 1].form != ","
            }
            let isState = tree.subtree(of: object).contains {
                $0 > object && tree.upos($0) == "ADJ" && tree.dependencies[$0] == .amod && tree.heads[$0] < $0
            }
            if isLeftSo || isState || tree.children(of: clause.head, .xcomp).contains(where: { $0 > object }) {
                return true
            }
        }
        // "had its jets parked": what was done to them, and not that it has them.
        if verb == "have",
            tree.children(of: clause.head, .xcomp).contains(where: { $0 > object && tree.xpos($0) == "VBN" })
        {
            return true
        }
        return verb == "see"
            && tree.children(of: object, .acl).contains {
                tree.xpos($0) == "VBN" && $0 > object && tree.children[$0].isEmpty
            }
    }

    private static let directing: Set<String> = [
        "lead", "prompt", "spur", "push", "require", "order", "force", "ask", "tell", "urge", "want", "allow", "permit",
        "enable", "cause", "instruct",
        "persuade", "expect", "compel", "oblige",
    ]

    private static let hindering: Set<String> = [
        "prevent", "stop", "keep", "bar", "block", "discourage", "ban", "prohibit", "save",
    ]

    /// "were more resigned than angry": what they were, and nothing done to them.
    static func isComparedParticiple(_ clause: Clause, in tree: SentenceTree) -> Bool {
        clause.isPassive && clause.head > 0 && tree.heads[clause.head - 1] == clause.head
            && ["more", "less"].contains(tree.tokens[clause.head - 1].form.lowercased())
            && tree.subtree(of: clause.head).contains { $0 > clause.head && tree.lemmas[$0] == "than" }
    }

    /// What takes away what somebody "had".
    private static let undoing: Set<String> = [
        "disallowed", "cancelled", "canceled", "rejected", "stolen", "confiscated", "revoked", "suspended",
        "denied", "overturned", "frozen", "seized", "withdrawn", "refused", "quashed", "blocked", "scrapped",
    ]

    /// Whether that a verb does something to an object says nothing, or another thing.
    static func isUntold(_ object: Frame.Filler, _ verb: String, _ frame: Frame, in tree: SentenceTree) -> Bool {
        let clause = frame.clause
        if isSpan(object, of: clause, in: tree) || isNaming(clause, object, in: tree) { return true }
        // "met face to face": how, and no thing.
        if isRepeated(object.word, in: tree) { return true }
        // "said the signs date from June", a clause taken for a thing.
        if ["say", "state"].contains(verb), !object.argument.isNamed { return true }
        // "taking the total to 21 million": what it does to it is to bring it there.
        if ["take", "bring"].contains(verb), sums.contains(tree.lemmas[object.word]),
            frame.obliques.contains(where: { isSum($0, in: tree) })
        {
            return true
        }
        // "had a goal disallowed": none.
        if verb == "have",
            tree.children(of: object.word, .acl).contains(where: {
                $0 == object.word + 1 && undoing.contains(tree.tokens[$0].form.lowercased())
            })
        {
            return true
        }
        // "counts banks among its customers".
        if ["count", "number"].contains(verb),
            (tree.children(of: clause.head, .obl) + clause.objects.flatMap { tree.children(of: $0, .nmod) })
                .contains(where: { tree.preposition(of: $0) == "among" && tree.possessor(of: $0) != nil })
        {
            return true
        }
        // "voted 27 to 22": of what, the sentence does not say.
        if tree.upos(object.word) == "NUM", object.isAmount || object.isTime,
            !tree.children(of: object.word, .nmod).contains(where: {
                tree.preposition(of: $0) == "of" && !tree.isPronoun($0)
            })
        {
            return true
        }
        // "dismantling or putting livelihoods at risk", the last words lost: to put something says nothing.
        return isActorOfComplement(object.word, of: clause, in: tree)
            || verb == "put" && frame.obliques.allSatisfy(\.isTime)
            // "made the change a condition".
            || verb == "make" && clause.attribute.map { tree.upos($0) == "NOUN" && $0 > object.word } == true
    }

    /// Whether what a clause without an object tells stands in another clause or word: "said in a statement", "went dark in the
    /// afternoon", "are required by law to report".
    static func isHeldElsewhere(_ clause: Clause, in tree: SentenceTree) -> Bool {
        // "had done in two hours what wars had not".
        if ["say", "state", "do"].contains(tree.lemmas[clause.head]) && !clause.isPassive { return true }
        if let attribute = clause.attribute, !clause.isPassive || tree.upos(attribute) == "ADJ" { return true }
        // "are required by law to report": what the law requires is the reporting.
        let isRequired = tree.children(of: clause.head, .advcl, .ccomp).contains {
            $0 > clause.head && tree.isInfinitive($0)
        }
        if clause.isPassive, isRequired, directing.contains(tree.lemmas[clause.head]) { return true }
        // "is committed, as an ally, to staying": to what is the clause.
        guard let aim = tree.children(of: clause.head, .advcl).first(where: { $0 > clause.head }) else { return false }
        if clause.isPassive, tree.xpos(aim) == "VBG", matters.contains(tree.marker(of: aim)) { return true }
        // "turned out in May to be a hoax": without what it turned out, nothing is told.
        return tree.isInfinitive(aim) && ["turn_out", "seem", "tend"].contains(tree.verbName(clause.head))
    }

    /// What amounts to something.
    private static let sums: Set<String> = [
        "total", "number", "figure", "price", "share", "cost", "sum", "value", "rate", "tally", "stake", "debt", "toll",
    ]

    /// Prepositions before a participle that says what a verb is about.
    private static let matters: Set<String> = ["to", "from", "of", "on", "about", "into", "at"]
}
