import ClewModel

/// Repairs of words that parsers hang on the nearest noun or verb where the sense has them elsewhere.
extension SentenceTree {
    /// Makes these repairs in order of the words. The parser's doubt about a head goes with the head. O(words³) at worst.
    static func rehang(_ tokens: inout [Token]) {
        let heads = tokens.map(\.head)
        for word in tokens.indices {
            for repair in repairs { repair(word, &tokens) }
        }
        for word in tokens.indices where tokens[word].head != heads[word] { tokens[word].headMargin = nil }
    }

    private static let repairs: [@Sendable (Int, inout [Token]) -> Void] = [
        splitListedVerb, liftPurpose, joinPassiveParticiple, freeFrontedSubject, liftOrganised, freeAbsolute,
        joinOffice, liftReported, freeJoinedSubject, swapParticiple, joinRate, freeSpending, joinRemaining, liftTitle,
        lowerPlaceName, freeCoordinatedSubject, liftByNumber, joinDescription, freeGift, liftLoss, joinInfinitive,
        freeLateVerb,
    ]

    /// "trapped insects, logged cloud cover and weighed pups": where a parser takes the second of three verbs in the past
    /// for a participle before its own object.
    private static func splitListedVerb(_ verb: Int, _ tokens: inout [Token]) {
        let noun = tokens[verb].head
        guard tokens[verb].xpos == "VBN", tokens[verb].universalRelation == "amod", verb > 1,
            tokens[verb - 1].form == ",", tokens.indices.contains(noun), noun > verb,
            tokens[noun].universalRelation == "conj", tokens.indices.contains(tokens[noun].head)
        else { return }
        let object = tokens[noun].head
        let given = tokens
        guard object < verb, given[object].universalRelation == "obj", given.indices.contains(given[object].head),
            given[given[object].head].xpos == "VBD",
            !given.contains(where: { $0.head == noun && ["det", "cc", "conj"].contains($0.universalRelation) }),
            // "ate bread, smoked fish and olives and drank": a list of what was eaten.
            !given.indices.contains(where: {
                $0 > noun && given[$0].head == object && given[$0].universalRelation == "conj"
            }),
            given.indices.contains(where: { other in
                other > noun && given[other].head == given[object].head && given[other].xpos == "VBD"
                    && given[other].universalRelation == "conj"
                    && given.contains { $0.head == other && $0.universalRelation == "cc" }
            })
        else { return }
        tokens[verb].head = given[object].head
        tokens[verb].relation = "conj"
        tokens[verb].xpos = "VBD"
        tokens[verb].upos = "VERB"
        tokens[noun].head = verb
        tokens[noun].relation = "obj"
    }

    /// "exploited a flaw to steal data": what something is used for belongs to the verb.
    private static func liftPurpose(_ clause: Int, _ tokens: inout [Token]) {
        let noun = tokens[clause].head
        guard tokens[clause].relation == "acl", tokens[clause].xpos == "VB", tokens.indices.contains(noun),
            noun < clause, tokens[noun].universalRelation == "obj", tokens.indices.contains(tokens[noun].head),
            ["use", "exploit", "deploy", "leverage", "harness", "utilise", "utilize"].contains(
                tokens[tokens[noun].head].lemma.lowercased()),
            !shells.contains(tokens[noun].lemma.lowercased()),
            StanceLexicon.noun[tokens[noun].lemma.lowercased()] == nil
        else { return }
        tokens[clause].head = tokens[noun].head
        tokens[clause].relation = "advcl"
    }

    /// "developed a test now being tried": what is being done right behind a noun is done to that.
    private static func joinPassiveParticiple(_ verb: Int, _ tokens: inout [Token]) {
        guard tokens[verb].xpos == "VBN", ["advcl", "conj", "xcomp", "acl"].contains(tokens[verb].universalRelation),
            tokens[verb].relation != "acl:relcl",
            let being = tokens[..<verb].lastIndex(where: { $0.head == verb && $0.form.lowercased() == "being" })
        else { return }
        var noun = being - 1
        while noun > 0, tokens[noun].upos == "ADV", tokens[noun].head == verb { noun -= 1 }
        guard noun >= 0, tokens[noun].upos == "NOUN", tokens[verb].head < noun || tokens[verb].head == noun,
            ["obj", "obl", "nmod"].contains(tokens[noun].universalRelation),
            !tokens.contains(where: { $0.head == verb && ["mark", "cc", "nsubj"].contains($0.universalRelation) })
        else { return }
        tokens[verb].head = noun
        tokens[verb].relation = "acl"
    }

    /// "Loading crates onto a van, Ann Lee said": where a parser makes an apposition of the subject behind a clause that
    /// begins the sentence, and leaves the verb without one.
    private static func freeFrontedSubject(_ name: Int, _ tokens: inout [Token]) {
        let noun = tokens[name].head
        guard tokens[name].universalRelation == "appos", tokens[name].upos == "PROPN", name > 1,
            tokens[name - 1].form == ",", tokens.indices.contains(noun), noun < name,
            tokens[noun].universalRelation != "obj",
            let first = tokens.first, ["VBG", "VBN"].contains(first.xpos), tokens.indices.contains(first.head),
            first.head > name
        else { return }
        let verb = first.head
        guard ["VBD", "VBZ", "VBP", "VBN"].contains(tokens[verb].xpos),
            ["csubj", "advcl", "ccomp"].contains(tokens[0].universalRelation),
            !tokens.contains(where: { $0.head == verb && $0.universalRelation == "nsubj" })
        else { return }
        tokens[name].head = verb
        tokens[name].relation = "nsubj"
        tokens[0].relation = "advcl"
    }

    /// "a boycott of the shops organised by Acme": who organised it organised an event, and not the things that it is of.
    private static func liftOrganised(_ verb: Int, _ tokens: inout [Token]) {
        let thing = tokens[verb].head
        guard tokens[verb].relation == "acl", tokens[verb].xpos == "VBN", tokens.indices.contains(thing), thing < verb,
            ["organise", "organize", "stage", "mount", "coordinate", "orchestrate", "conduct"].contains(
                tokens[verb].lemma.lowercased()),
            tokens.contains(where: { $0.head == verb && $0.relation == "obl:agent" }),
            tokens[thing].universalRelation == "nmod", tokens.indices.contains(tokens[thing].head)
        else { return }
        let event = tokens[thing].head
        guard event < thing, NounType.ofLemma(tokens[thing].lemma.lowercased()) != .event,
            NounType.ofLemma(tokens[event].lemma.lowercased()) == .event
                || events.contains(tokens[event].lemma.lowercased()),
            tokens.contains(where: {
                $0.head == thing && $0.universalRelation == "case"
                    && ["of", "in", "on", "with"].contains($0.form.lowercased())
            })
        else { return }
        tokens[verb].head = event
    }

    private static let events: Set<String> = [
        "boycott", "campaign", "survey", "experiment", "trial", "test", "interview", "study", "analysis", "review",
        "inspection", "investigation", "inquiry",
        "audit",
        "count", "poll", "tour", "occupation", "blockade", "evacuation", "search", "restoration", "excavation",
    ]

    /// "hung a banner, its last digit covered with tape": a participle behind a noun with a possessor of its own tells what
    /// was so beside the clause, and names nothing before the comma.
    private static func freeAbsolute(_ noun: Int, _ tokens: inout [Token]) {
        let outer = tokens[noun].head
        guard tokens[noun].universalRelation == "appos", tokens[noun].upos == "NOUN", tokens.indices.contains(outer),
            outer < noun, tokens[outer].upos != "PROPN",
            let possessor = tokens[..<noun].lastIndex(where: { $0.head == noun && $0.xpos == "PRP$" }),
            possessor > 0, tokens[possessor - 1].form == ",",
            let clause = tokens.indices.first(where: {
                $0 > noun && tokens[$0].head == noun && tokens[$0].relation == "acl"
                    && ["VBN", "VBG"].contains(tokens[$0].xpos)
            }), clause <= noun + 2, NounType.ofLemma(tokens[noun].lemma.lowercased()) == nil
        else { return }
        var verb = outer
        for _ in tokens.indices where tokens.indices.contains(tokens[verb].head) && tokens[verb].upos != "VERB" {
            verb = tokens[verb].head
        }
        guard tokens[verb].upos == "VERB", verb < noun else { return }
        tokens[clause].head = verb
        tokens[clause].relation = "advcl"
        tokens[noun].head = clause
        tokens[noun].relation = tokens[clause].xpos == "VBN" ? "nsubj:pass" : "nsubj"
    }

    /// "owned by Ann Lee, the charity's founder and its head": the second office is hers too.
    private static func joinOffice(_ office: Int, _ tokens: inout [Token]) {
        guard tokens[office].universalRelation == "conj", tokens[office].upos == "NOUN",
            NounType.ofLemma(tokens[office].lemma.lowercased()) == .person,
            let link = tokens[..<office].lastIndex(where: { $0.head == office && $0.universalRelation == "cc" }),
            link > 0
        else { return }
        let first = link - 1
        guard tokens[first].universalRelation == "appos", tokens[first].upos == "NOUN", tokens[office].head < first,
            tokens[office].head != first, NounType.ofLemma(tokens[first].lemma.lowercased()) == .person,
            tokens[(link + 1)..<office].contains(where: { $0.head == office && $0.xpos == "PRP$" })
        else { return }
        tokens[office].head = first
    }

    /// "said in a statement that …": what follows is what was said, and not what the statement is.
    private static func liftReported(_ clause: Int, _ tokens: inout [Token]) {
        let noun = tokens[clause].head
        guard tokens[clause].universalRelation == "acl", tokens.indices.contains(noun), noun < clause,
            tokens[noun].universalRelation == "obl", tokens.indices.contains(tokens[noun].head),
            case .reported? = StanceLexicon.finite[tokens[tokens[noun].head].lemma.lowercased()],
            tokens[..<noun].contains(where: {
                $0.head == noun && $0.universalRelation == "case" && ["in", "at"].contains($0.form.lowercased())
            }), !ReportNoun.alleged.contains(tokens[noun].lemma.lowercased()),
            !shells.contains(tokens[noun].lemma.lowercased())
        else { return }
        let verb = tokens[noun].head
        guard verb < noun,
            tokens[noun..<clause].contains(where: {
                $0.head == clause && $0.universalRelation == "mark" && $0.form.lowercased() == "that"
            }),
            !tokens.contains(where: { $0.head == verb && ["ccomp", "obj"].contains($0.universalRelation) })
        else { return }
        tokens[clause].head = verb
        tokens[clause].relation = "ccomp"
    }

    /// "Lee shot wide and Ray, making his debut, saved": where a parser makes an object of the name before a comma, for a
    /// participle behind it, the name is the subject of the verb behind the next comma.
    private static func freeJoinedSubject(_ name: Int, _ tokens: inout [Token]) {
        let participle = name + 2
        guard name > 0, tokens.indices.contains(participle), tokens[name].upos == "PROPN",
            tokens[name + 1].form == ",", tokens[participle].xpos == "VBG",
            tokens[name - 1].form.lowercased() == "and", tokens.indices.contains(tokens[participle].head)
        else { return }
        let main = tokens[participle].head
        guard main < name, tokens[main].upos == "VERB",
            tokens[name].universalRelation == "obj" && tokens[name].head == participle
                || tokens[name].universalRelation == "conj" && tokens[name].head == main,
            let verb = tokens.indices.first(where: {
                $0 > participle && tokens[$0].head == main && tokens[$0 - 1].form == ","
                    && ["VBD", "VBN", "VBZ"].contains(tokens[$0].xpos)
            }),
            !tokens.contains(where: { $0.head == verb && $0.universalRelation == "nsubj" })
        else { return }
        tokens[name].head = verb
        tokens[name].relation = "nsubj"
        tokens[participle].head = verb
        tokens[participle].relation = "advcl"
        tokens[verb].relation = "conj"
        if tokens[verb].xpos == "VBN" { tokens[verb].xpos = "VBD" }
    }

    /// "the band Paper Tenants, squeezed into a tent, drew a crowd": where a parser takes the participle right behind the
    /// comma for the verb, and joins the verb to it.
    private static func swapParticiple(_ participle: Int, _ tokens: inout [Token]) {
        guard ["VBD", "VBN"].contains(tokens[participle].xpos), participle > 1, tokens[participle - 1].form == ",",
            ["conj", "root", "ccomp", "advcl"].contains(tokens[participle].universalRelation)
        else { return }
        let given = tokens
        guard
            let subject = given.indices.first(where: {
                given[$0].head == participle && given[$0].universalRelation == "nsubj"
            }), subject < participle - 1,
            ((subject + 1)..<(participle - 1)).allSatisfy({
                given[$0].upos == "PROPN" && given.indices.contains(given[$0].head)
                    && (given[$0].head == subject || given[given[$0].head].head == subject)
            }),
            !given.contains(where: { $0.head == participle && $0.relation.hasPrefix("aux") }),
            !given.contains(where: { $0.head == participle && $0.universalRelation == "obj" }),
            let verb = given.indices.first(where: { word in
                word > participle && given[word].universalRelation == "conj" && given[word - 1].form == ","
                    && ["VBD", "VBZ", "VBP"].contains(given[word].xpos)
                    && (given[word].head == participle
                        || given[participle].universalRelation == "conj" && given[word].head == given[participle].head)
                    && !given.contains {
                        $0.head == word && ["cc", "nsubj", "mark"].contains($0.universalRelation)
                    }
            })
        else { return }
        (tokens[verb].head, tokens[verb].relation) = (given[participle].head, given[participle].relation)
        for word in given.indices where given[word].head == participle {
            let isOfVerb = ["cc", "mark", "conj", "advcl", "parataxis"].contains(given[word].universalRelation)
            if word <= subject || word > verb && isOfVerb { tokens[word].head = verb }
        }
        tokens[participle].head = subject
        tokens[participle].relation = "acl"
        tokens[participle].xpos = "VBN"
    }

    /// "priced at $0.18 per million tokens": where a parser hangs what a sum is counted by on the verb, with the sum's own
    /// preposition.
    private static func joinRate(_ per: Int, _ tokens: inout [Token]) {
        guard tokens[per].form.lowercased() == "per", per > 1 else { return }
        var noun = per + 1
        while noun < tokens.count, noun <= per + 4, tokens[noun].upos != "NOUN" { noun += 1 }
        guard noun < tokens.count, tokens[noun].upos == "NOUN" else { return }
        while noun + 1 < tokens.count, tokens[noun + 1].upos == "NOUN", tokens[noun].universalRelation == "compound" {
            noun += 1
        }
        guard
            let sum = tokens[max(0, per - 4)..<per].lastIndex(where: { currencies.contains($0.form) }),
            tokens[noun].head == tokens[sum].head || tokens[sum].head == noun, tokens[noun].head < sum
        else { return }
        if tokens[sum].head == noun {
            (tokens[sum].head, tokens[sum].relation) = (tokens[noun].head, tokens[noun].relation)
        }
        for word in 0..<sum where tokens[word].head == noun { tokens[word].head = sum }
        tokens[noun].head = sum
        tokens[noun].relation = "nmod"
        tokens[per].head = noun
        tokens[per].relation = "case"
    }

    /// "spent two decades building pumps": where a parser takes what the time was spent on for a kind of pumps.
    private static func freeSpending(_ verb: Int, _ tokens: inout [Token]) {
        let noun = tokens[verb].head
        guard tokens[verb].xpos == "VBG", ["compound", "amod"].contains(tokens[verb].universalRelation), verb > 1,
            tokens.indices.contains(noun), noun > verb, tokens[noun].universalRelation == "obj",
            tokens.indices.contains(tokens[noun].head), tokens[tokens[noun].head].lemma.lowercased() == "spend",
            tokens[verb - 1].head == tokens[noun].head, timeUnits.contains(tokens[verb - 1].lemma.lowercased())
        else { return }
        tokens[verb].head = tokens[noun].head
        tokens[verb].relation = "xcomp"
        tokens[verb].upos = "VERB"
        tokens[noun].head = verb
    }

    /// "with six kilometres left": what remained, and nobody's leaving.
    private static func joinRemaining(_ word: Int, _ tokens: inout [Token]) {
        guard tokens[word].form == "left", tokens[word].upos == "VERB", word > 2, tokens[word - 1].upos == "NOUN",
            tokens[word].head < word - 1,
            let with = tokens[max(0, word - 5)..<word].firstIndex(where: { $0.form == "with" }),
            tokens[(with + 1)..<word].contains(where: { $0.upos == "NUM" }),
            !tokens.contains(where: {
                $0.head == word && ["nsubj", "obj"].contains($0.universalRelation) && $0.form != "with"
            })
                || tokens[word - 1].head == word
        else { return }
        let noun = word - 1
        if tokens[noun].head == word { (tokens[noun].head, tokens[noun].relation) = (tokens[word].head, "obl") }
        for other in tokens.indices where tokens[other].head == word && other < noun { tokens[other].head = noun }
        tokens[with].head = noun
        tokens[with].relation = "case"
        tokens[word].head = noun
        tokens[word].relation = "amod"
        tokens[word].upos = "ADJ"
        tokens[word].xpos = "JJ"
    }

    /// "Her book about the journey, Cold Ground, sold": a title behind a comma names the work, and not what it is about.
    private static func liftTitle(_ title: Int, _ tokens: inout [Token]) {
        let noun = tokens[title].head
        guard tokens[title].universalRelation == "appos", tokens[title].upos == "PROPN", tokens.indices.contains(noun),
            noun < title, tokens[noun].universalRelation == "nmod", tokens.indices.contains(tokens[noun].head)
        else { return }
        let work = tokens[noun].head
        guard work < noun, NounType.ofLemma(tokens[work].lemma.lowercased()) == .work,
            tokens[noun].upos == "NOUN", NounType.ofLemma(tokens[noun].lemma.lowercased()) == nil,
            !tokens.contains(where: { $0.head == work && $0.universalRelation == "appos" })
        else { return }
        tokens[title].head = work
    }

    /// "in a hotel outside the capital, Lersund": a place's name belongs to the place right before the comma.
    private static func lowerPlaceName(_ name: Int, _ tokens: inout [Token]) {
        let outer = tokens[name].head
        guard !tokens.indices.contains(outer) || NounType.ofLemma(tokens[outer].lemma.lowercased()) != .work,
            tokens[name].universalRelation == "appos", tokens[name].upos == "PROPN", tokens.indices.contains(outer),
            outer < name, let comma = tokens[..<name].lastIndex(where: { $0.form == "," }), comma > outer + 1
        else { return }
        let place = comma - 1
        guard tokens[place].upos == "NOUN", place != outer, places.contains(tokens[place].lemma.lowercased()),
            !places.contains(tokens[outer].lemma.lowercased()),
            tokens[outer..<place].contains(where: { $0.head == place && $0.form.lowercased() == "the" }),
            tokens[(comma + 1)..<name].allSatisfy({ $0.upos == "PROPN" })
        else { return }
        tokens[name].head = place
    }

    private static let places: Set<String> = [
        "capital", "city", "town", "village", "island", "port", "district", "suburb", "province", "region", "river",
    ]

    /// "The bell weighs a tonne, and a crack, found last winter, runs along it": where a parser takes the subject of the second
    /// clause for an object of the first.
    private static func freeCoordinatedSubject(_ verb: Int, _ tokens: inout [Token]) {
        let main = tokens[verb].head
        guard tokens[verb].universalRelation == "conj", ["VBD", "VBZ", "VBP"].contains(tokens[verb].xpos),
            tokens.indices.contains(main), main < verb, tokens[main].upos == "VERB", tokens[verb - 1].form == ","
        else { return }
        let given = tokens
        guard !given.contains(where: { $0.head == verb && ["nsubj", "cc", "mark"].contains($0.universalRelation) }),
            let subject = given.indices.last(where: { word in
                word > main && word < verb && given[word].universalRelation == "conj"
                    && given.indices.contains(given[word].head) && given[given[word].head].head == main
                    && ["obj", "obl"].contains(given[given[word].head].universalRelation)
            }), given[subject + 1].form == ",",
            let link = given[..<subject].lastIndex(where: { $0.head == subject && $0.universalRelation == "cc" }),
            link > 0,
            given[link - 1].form == ","
        else { return }
        tokens[subject].head = verb
        tokens[subject].relation = "nsubj"
        tokens[link].head = verb
    }

    /// "a shortage of engines that has kept jets grounded": where a relative clause hangs on a noun within a phrase that does
    /// not agree with its verb in number, and the noun above does.
    private static func liftByNumber(_ verb: Int, _ tokens: inout [Token]) {
        let noun = tokens[verb].head
        guard tokens[verb].relation == "acl:relcl", tokens.indices.contains(noun), noun < verb,
            tokens[noun].universalRelation == "nmod", tokens.indices.contains(tokens[noun].head),
            tokens[noun..<verb].contains(where: {
                $0.head == verb && $0.universalRelation == "nsubj"
                    && ["that", "which", "who"].contains($0.lemma.lowercased())
            })
        else { return }
        let outer = tokens[noun].head
        guard outer < noun, let isPlural = isPluralVerb(verb, tokens), isPluralNoun(noun, tokens) == !isPlural,
            isPluralNoun(outer, tokens) == isPlural || !isPlural && tokens[outer].lemma == "one",
            !tokens.contains(where: { ($0.head == noun || $0.head == outer) && $0.universalRelation == "conj" })
        else { return }
        tokens[verb].head = outer
    }

    /// "In Leeds itself, a town of weavers, the news was cheered": where a parser gives a verb two subjects, the one that begins
    /// with an article behind a name and a comma describes the name.
    private static func joinDescription(_ noun: Int, _ tokens: inout [Token]) {
        let verb = tokens[noun].head
        guard ["nsubj", "nsubj:pass"].contains(tokens[noun].relation), tokens[noun].upos == "NOUN",
            tokens.indices.contains(verb), noun < verb,
            let article = tokens[..<noun].firstIndex(where: { $0.head == noun && $0.universalRelation == "det" }),
            article > 1,
            ["a", "an", "the"].contains(tokens[article].form.lowercased()), tokens[article - 1].form == ",",
            tokens[(noun + 1)..<verb].contains(where: { $0.head == verb && $0.universalRelation == "nsubj" }),
            let name = tokens[..<(article - 1)].lastIndex(where: {
                $0.head == verb && $0.universalRelation == "obl" && $0.upos == "PROPN"
            })
        else { return }
        tokens[noun].head = name
        tokens[noun].relation = "appos"
    }

    /// "giving its maker, Acme, a success": where a parser makes another apposition of what somebody is given.
    private static func freeGift(_ gift: Int, _ tokens: inout [Token]) {
        let taker = tokens[gift].head
        guard tokens[gift].universalRelation == "appos", tokens[gift].upos == "NOUN", tokens.indices.contains(taker),
            taker < gift, ["obj", "iobj"].contains(tokens[taker].universalRelation),
            tokens.indices.contains(tokens[taker].head),
            ["give", "offer", "hand", "award", "deny", "cost"].contains(
                tokens[tokens[taker].head].lemma.lowercased()),
            let article = tokens[..<gift].lastIndex(where: { $0.head == gift && $0.universalRelation == "det" }),
            article > taker, tokens[article - 1].form == ",",
            tokens[taker..<article].contains(where: { $0.head == taker && $0.universalRelation == "appos" }),
            NounType.ofLemma(tokens[taker].lemma.lowercased()).map({ [.person, .organization, .group].contains($0) })
                ?? false
        else { return }
        tokens[gift].head = tokens[taker].head
        tokens[gift].relation = "obj"
        tokens[taker].relation = "iobj"
    }

    /// "strips the heiress's companion of the estate": what somebody is deprived of belongs to the verb.
    private static func liftLoss(_ loss: Int, _ tokens: inout [Token]) {
        let holder = tokens[loss].head
        guard tokens[loss].universalRelation == "nmod", tokens.indices.contains(holder), holder < loss,
            tokens[holder].universalRelation == "obj", tokens.indices.contains(tokens[holder].head),
            ["strip", "rob", "deprive", "relieve"].contains(tokens[tokens[holder].head].lemma.lowercased()),
            NounType.ofLemma(tokens[holder].lemma.lowercased()).map({ [.person, .organization, .group].contains($0) })
                ?? false,
            NounType.ofLemma(tokens[loss].lemma.lowercased()) != .person,
            tokens[holder..<loss].contains(where: {
                $0.head == loss && $0.universalRelation == "case" && $0.form.lowercased() == "of"
            })
        else { return }
        tokens[loss].head = tokens[holder].head
        tokens[loss].relation = "obl"
    }

    /// "plans to double its staff, open an office and hire a team": a bare infinitive goes on with the one before it, and not
    /// with the verb that has an ending.
    private static func joinInfinitive(_ verb: Int, _ tokens: inout [Token]) {
        let first = tokens[verb].head
        guard tokens[verb].xpos == "VB", tokens[verb].relation == "conj", tokens.indices.contains(first), first < verb,
            ["VBD", "VBZ", "VBP", "VBN", "VBG"].contains(tokens[first].xpos)
        else { return }
        let given = tokens
        let isFree = !given.contains {
            $0.head == verb && ["aux", "mark", "nsubj", "expl"].contains($0.universalRelation)
        }
        let infinitive = given.indices.last { word in
            word > first && word < verb && given[word].head == first && given[word].relation == "xcomp"
                && given.contains { $0.head == word && $0.relation == "mark" && $0.lemma == "to" }
        }
        guard isFree, let infinitive else { return }
        tokens[verb].head = infinitive
    }

    /// "Residents interviewed for the audit, many of them old, overwhelmingly wanted to keep it": where a parser takes a participle behind the
    /// subject for the verb, and the verb for an aside.
    private static func freeLateVerb(_ verb: Int, _ tokens: inout [Token]) {
        let participle = tokens[verb].head
        guard ["VBD", "VBZ", "VBP"].contains(tokens[verb].xpos), tokens[verb].relation == "parataxis",
            tokens.indices.contains(participle), participle < verb, tokens[participle].xpos == "VBD",
            tokens[participle].relation == "root", tokens[verb - 1].upos == "ADV",
            tokens[participle].form.hasSuffix("ed"),
            !["then", "later", "afterwards", "now", "soon", "also", "again"].contains(
                tokens[verb - 1].form.lowercased()),
            let subject = tokens.indices.first(where: {
                tokens[$0].head == participle && tokens[$0].relation == "nsubj"
            }),
            subject == participle - 1, tokens[subject].upos == "NOUN"
        else { return }
        let given = tokens
        let isWithoutSubject = !given.contains {
            $0.head == verb && ["nsubj", "csubj", "expl"].contains($0.universalRelation)
        }
        let hasOther = given.contains {
            $0.head == participle && ["obj", "ccomp", "xcomp", "aux"].contains($0.universalRelation)
        }
        guard isWithoutSubject, !hasOther else { return }
        tokens[verb].head = -1
        tokens[verb].relation = "root"
        tokens[subject].head = verb
        tokens[participle].head = subject
        tokens[participle].relation = "acl"
        tokens[participle].xpos = "VBN"
        for word in given.indices where given[word].head == participle && given[word].upos == "PUNCT" {
            tokens[word].head = verb
        }
    }
}
