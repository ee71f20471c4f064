import ClewModel

/// A noun phrase beside a name that says what it is.
package enum AppositionRule: ExtractionRule {
    package static let name = "apposition"
    package static let confidence = 0.82
    package static let explanation = """
        A phrase beside a name says what the name stands for: "Acme, a maker of pumps" gives is_a(Acme, maker of pumps), \
        "Widgets' chief executive, Ann Lee" gives ceo_of(Ann Lee, Widgets). It holds whether or not what the rest of the \
        sentence tells took place.
        """

    static func read(into work: inout SentenceWork) {
        let tree = work.tree
        for word in tree.words where tree.dependencies[word] == .appos && tree.heads[word] >= 0 {
            let head = holder(of: word, in: tree)
            // "Kazmeria, its revenues dwindling, needs it": how matters stand meanwhile.
            let isAbsolute =
                tree.possessor(of: word).map(tree.isPronoun) == true
                && tree.children(of: word, .acl).contains { tree.xpos($0) == "VBG" && $0 > word }
            guard !isAbsolute, tree.isNominal(head), ["NOUN", "PROPN"].contains(tree.upos(word)),
                !isCitation(word, in: tree),
                !tree.isBehindPreposition(word),
                // "the charity Acme and a majority of the council": another.
                !tree.hasChild(of: word, where: { tree.dependencies[$0] == .cc && $0 < word })
            else {
                continue
            }
            // A second name is another form of the first; a number is an age or a year.
            switch (tree.isName(head), tree.isName(word)) {
            case (true, false): describe(head, by: word, into: &work)
            case (false, true): describe(word, by: head, into: &work)
            // "tell a stranger story: a dense core …": what the story is about.
            case (false, false)
            where tree.subtree(of: word).first.map {
                $0 > 0 && [tree.tokens[$0].form, tree.tokens[$0 - 1].form].contains(":")
            }
                == true:
                continue
            case (false, false)
            where ["a", "an"].contains(tree.determiner(of: word)) && !tree.isPlural(head) && !tree.isPlural(word)
                && tree.lemmas[head] != tree.lemmas[word] && !summaries.contains(tree.lemmas[word])
                // "inherits a debt, a staff of ten and a studio": a list.
                && !isPiedPiped(word, in: tree) && tree.child(of: word, .conj) == nil
                && !tree.children(of: head, .conj).contains(where: { $0 > word }):
                describe(head, by: word, into: &work)
            default: continue
            }
        }
        for word in tree.words { tightName(word, into: &work) }
    }

    /// The name that a noun in apposition describes, of which holds what is said of the noun: "Acme, a firm based in Leeds",
    /// "shares in Acme, a firm that makes pumps". None where the noun describes no name, or one of another kind.
    static func name(describedBy noun: Int, in tree: SentenceTree) -> Int? {
        guard tree.dependencies[noun] == .appos, tree.heads[noun] >= 0, tree.upos(noun) == "NOUN", !tree.isName(noun),
            !tree.isPlural(noun), tree.naming(of: noun) == nil,
            ["", "a", "an", "the"].contains(tree.determiner(of: noun))
        else { return nil }
        let name = holder(of: noun, in: tree)
        guard name < noun, tree.isName(name), !summaries.contains(tree.lemmas[noun]) else { return nil }
        // "Ann Lee, head of Acme, a firm based in Leeds": a person is no firm.
        let type = NounType.ofLemma(tree.lemmas[noun])
        return type == nil || (type == .person) == (NounType.guess(name, in: tree) == .person) ? name : nil
    }

    /// What a phrase behind a comma describes. "Ann Lee, head of Acme, a rights group", "the price of Acme, a maker of pumps":
    /// the name right before the comma, where the one that the parser chose is no name or of another kind.
    private static func holder(of word: Int, in tree: SentenceTree) -> Int {
        let head = tree.heads[word]
        let start = tree.subtree(of: word).first { tree.upos($0) != "PUNCT" } ?? word
        guard tree.upos(word) == "NOUN", start > 1, tree.tokens[start - 1].form == "," else { return head }
        guard tree.spans[start - 2] >= 0 else { return capitals(before: start - 1, within: head, in: tree) ?? head }
        let span = tree.sentence.names[tree.spans[start - 2]]
        guard span.words.upperBound == start - 1, ![.date, .money, .quantity].contains(span.type),
            let near = span.words.first(where: { !span.words.contains(tree.heads[$0]) }), near != head,
            tree.isWithin(near, head), !tree.isWithin(near, word)
        else { return head }
        let kind = NounType.ofLemma(tree.lemmas[word]).map { $0 == .group ? .organization : $0 }
        let isOther = kind.map { $0 != NounType.guess(head, in: tree) } ?? !tree.isName(head)
        // A product's name may be taken for its maker's.
        if isOther, !tree.isName(head), [.product, .work].contains(kind),
            [.organization, .product, .work, .concept].contains(span.type)
        {
            return near
        }
        return isOther && kind.map { $0 == span.type } ?? (!tree.isName(head) && span.type != .person) ? near : head
    }

    /// "the price of Blue Harbour, an 1820 work": the name right before a comma that only its capitals show, where the
    /// phrase that it stands in has none of its own.
    private static func capitals(before comma: Int, within head: Int, in tree: SentenceTree) -> Int? {
        guard !tree.isName(head), tree.naming(of: head) == nil, tree.upos(comma - 1) == "PROPN" else { return nil }
        var name = comma - 1
        while tree.heads[name] >= 0, tree.heads[name] < name || tree.heads[name] == name + 1,
            tree.upos(tree.heads[name]) == "PROPN", tree.heads[name] != head
        {
            name = tree.heads[name]
        }
        return tree.heads[name] >= 0 && tree.isWithin(name, head) && tree.preposition(of: name) != "" ? name : nil
    }

    /// "(Page B1, Jan. 15)", "(Lee, 2015)": a name and a date in parentheses tell where something stands.
    private static func isCitation(_ word: Int, in tree: SentenceTree) -> Bool {
        guard tree.isName(word), let start = tree.subtree(of: word).first, start > 0,
            tree.tokens[start - 1].form == "(" || tree.tokens[start].form == "(",
            let end = tree.words[word...].first(where: { tree.tokens[$0].form == ")" })
        else { return false }
        return (word..<end).contains { place in
            tree.tokens[place].form == ","
                && (place + 1..<end).contains {
                    tree.spans[$0] >= 0 && tree.sentence.names[tree.spans[$0]].type == .date
                }
        }
    }

    /// "the start-up Acme", "a model called R2": without a comma.
    private static func tightName(_ noun: Int, into work: inout SentenceWork) {
        let tree = work.tree
        guard tree.upos(noun) == "NOUN", let name = tree.naming(of: noun) else { return }
        if tree.dependencies[name] == .appos, tree.heads[name] == noun { return }
        describe(name, by: noun, into: &work)
    }

    private static func describe(_ name: Int, by noun: Int, into work: inout SentenceWork) {
        let tree = work.tree
        // The literal of a date or sum describes nothing.
        guard let holder = work.argument(name), case .entity = holder.argument.referent else { return }
        if let owner = tree.possessor(of: noun), ["my", "our", "your"].contains(tree.tokens[owner].form.lowercased()) {
            return
        }
        // "Hollins Ferry, population 1,140": how many, and not what.
        if noun + 1 < tree.tokens.count, tree.upos(noun + 1) == "NUM", tree.determiner(of: noun).isEmpty { return }
        // "a 58-year-old Belgian": no name of anybody.
        if tree.spans[name] >= 0, tree.sentence.names[tree.spans[name]].type == .group,
            ["a", "an"].contains(tree.determiner(of: name))
        {
            return
        }
        guard tree.spans[noun] < 0, mayDescribe(noun, name, in: tree) else { return }
        if tree.isFragment, !isSure(noun, beside: name, in: tree) { return }
        // "Maar, not a generous man, said".
        if tree.hasChild(of: noun, where: { ["not", "never", "hardly", "scarcely"].contains(tree.lemmas[$0]) }) {
            return
        }
        // "Tom and Ann Lee, a couple in their forties": neither alone.
        if ["couple", "pair", "duo", "trio"].contains(tree.lemmas[noun]),
            tree.conjuncts(of: tree.firstConjunct(of: name)).count > 1
        {
            return
        }
        // "for Ann Lee, a radio and a very old dog": others beside her, where none of them is somebody.
        if holder.type == .person, name < noun,
            tree.conjuncts(of: noun).contains(where: { $0 != noun && !tree.determiner(of: $0).isEmpty }),
            !tree.conjuncts(of: noun).contains(where: { NounType.ofLemma(tree.lemmas[$0]) == .person })
        {
            return
        }
        // "Ann Lee, head of Acme, a rights group": a person is no organization; the phrase belongs to another name.
        if holder.type == .person, let type = NounType.ofLemma(tree.lemmas[noun]),
            [.organization, .location, .product, .group].contains(type), tree.isName(name), name < noun
        {
            return
        }
        // "The voters chose Ann Lee, a blow to the party": what the whole sentence tells. "a guide by Ann Lee": by, and no guide.
        let isDoing = tree.conjuncts(of: noun).contains { member in
            NounType.ofLemma(tree.lemmas[member]).map { [.work, .event].contains($0) } == true
        }
        if tree.isName(name), [.person, .organization, .location].contains(holder.type),
            summaries.contains(tree.lemmas[noun]) || holder.type == .person && isDoing
        {
            return
        }
        // "Joe Ray, commander, Harbour Command": of the command, and not the command. "Acme, the market leader" is one.
        // "to Leeds, the director, Ann Lee, said": no place is one.
        let type = tree.spans[name] >= 0 ? tree.sentence.names[tree.spans[name]].type : holder.type
        if NounType.ofLemma(tree.lemmas[noun]) == .person,
            type == .location || type == .organization && tree.determiner(of: noun).isEmpty && noun < name
        {
            return
        }
        // "the office of the minister Ann Lee": a person is not what the noun before the next one names.
        if holder.type == .person, let type = NounType.ofLemma(tree.lemmas[noun]), noun < name,
            [.organization, .location, .product].contains(type), tree.spans[name] >= 0,
            tree.sentence.names[tree.spans[name]].words.lowerBound > noun + 1
        {
            return
        }
        RoleNoun.read(
            noun, holder: holder, anchor: name, isPresupposed: true, rule: Self.name, confidence: confidence,
            into: &work)
        // "her son Tom": a son is nothing in himself.
        let kin = work.catalog.triggers(.role, lemma: SentenceTree.identifier(tree.lemmas[noun])).map(\.relation)
        if kin.contains(where: { ["spouse", "child_of", "sibling"].contains($0) }) { return }
        // Read as what it names, the noun would be the name itself; its words are what is said of it.
        // Of two descriptions of something without a name, what the second belongs to is not clear.
        for member in tree.isName(name) ? tree.conjuncts(of: noun) : [noun]
        // "a guide named Lee and a student": not her.
        where (member < name) == (noun < name) && tree.upos(member) == "NOUN"
            && (member == noun || tree.naming(of: member) == nil)
        {
            guard let kind = work.kind(member) else { continue }
            let origin = origin(of: member, work: &work)
            // "her colleague Ann Lee": a colleague is nothing in herself, either.
            if origin.isEmpty, relational.contains(tree.lemmas[member]), tree.possessor(of: member) != nil {
                continue
            }
            work.propose(
                Proposal(
                    subject: holder, predicate: "is_a", object: kind, anchor: name, isPresupposed: true,
                    qualifiers: origin, rule: Self.name, confidence: confidence))
        }
    }

    /// Nouns for what somebody is to another only.
    private static let relational: Set<String> = [
        "colleague", "rival", "ally", "friend", "partner", "neighbour", "neighbor", "predecessor", "successor",
        "opponent",
        "challenger", "replacement", "boss", "client", "aide", "accomplice", "grandson", "granddaughter", "grandfather",
        "grandmother", "uncle", "aunt", "nephew", "niece", "cousin", "compatriot", "counterpart", "mentor", "namesake",
        "co-author", "co-founder", "protege", "protégé", "teammate", "classmate",
    ]

    /// Nouns for what happens or is done, and for how much: no name of somebody or of a place stands for one.
    private static let summaries: Set<String> = [
        "decision", "move", "step", "reverse", "rejection", "sign", "reminder", "blow", "boost", "setback",
        "victory", "defeat", "relief", "result", "consequence", "change", "shift", "feat", "achievement", "practice",
        "process", "amount", "job", "rate", "task", "walk", "drive", "ride", "flight", "stroll", "success", "spoonful",
        "increase", "decrease", "rise", "drop", "fall", "claim", "charge",
        "allegation", "way", "reason", "fact", "trend", "gesture", "distance", "period", "subject", "topic",
        "time",
        "injury", "honour", "honor",
    ]

    /// Whether a noun can say what one name stands for: a word, in the name's number, that the name does not abbreviate.
    private static func mayDescribe(_ noun: Int, _ name: Int, in tree: SentenceTree) -> Bool {
        // "the 0x08: Block Packet": a number says nothing of what is counted.
        // "350 °F": no more does a sign.
        let form = tree.tokens[noun].form
        if form.contains(where: \.isNumber) || form.count(where: \.isLetter) < 2 || tree.determiner(of: noun) == "no" {
            return false
        }
        // 'The term "Acme"' speaks of the word.
        if ["term", "word", "phrase", "expression", "acronym", "abbreviation", "name", "surname", "nickname"].contains(
            tree.lemmas[noun])
        {
            return false
        }
        if isAlias(noun, name, in: tree) || tree.isQuotedWord(name) || isParted(noun, name, in: tree) { return false }
        if isPartial(max(noun, name), behind: min(noun, name), in: tree) { return false }
        if NounType.ofLemma(tree.lemmas[noun]) == .person, noun < name, tree.spans[name] >= 0,
            [.xcomp, .obj, .obl].contains(tree.dependencies[name]),
            [.organization, .location].contains(tree.sentence.names[tree.spans[name]].type)
        {
            // "the head of the firm now called Acme".
            return false
        }
        if tree.isListOfNames, !isMarked(noun, behind: name, in: tree) { return false }
        // "Acme, makers of pumps": a firm may be many, a person may not, and one name behind a plural is one of several.
        guard tree.isPlural(noun), tree.child(of: name, .conj) == nil, tree.dependencies[name] != .conj else {
            return true
        }
        let isPerson = tree.spans[name] >= 0 && tree.sentence.names[tree.spans[name]].type == .person
        return name < noun && !isPerson
    }

    /// Whether a noun describes a name even in a line that is no sentence: "Acme, a maker of pumps" and "her daughter Ann"
    /// do, but what stands side by side in "Article Acme Search" is a row of links.
    private static func isSure(_ noun: Int, beside name: Int, in tree: SentenceTree) -> Bool {
        if NounType.ofLemma(tree.lemmas[noun]) == .person { return true }
        let between = (min(noun, name) + 1)..<max(noun, name)
        return !tree.determiner(of: noun).isEmpty && between.contains { tree.tokens[$0].form == "," }
    }

    /// Whether punctuation between a noun and a name says that they are two: "the shops; Acme", "Photo: Ann Lee", "during
    /// upkeep (Beat)".
    private static func isParted(_ noun: Int, _ name: Int, in tree: SentenceTree) -> Bool {
        let between = (min(noun, name) + 1)..<max(noun, name)
        if between.contains(where: { tree.tokens[$0].form == ";" }) { return true }
        guard noun < name else { return false }
        if between.contains(where: { tree.tokens[$0].form == ":" }) { return true }
        // In parentheses behind a bare noun stands what the whole clause is about, and a person behind a thing took the
        // picture of it.
        guard between.last.map({ tree.tokens[$0].form == "(" }) == true else { return false }
        return tree.determiner(of: noun).isEmpty || tree.isCredit(name, behind: noun)
    }

    /// "namely the display", "20 of them Copts", "most recently a raid": a part or an example of what stands before.
    private static func isPartial(_ second: Int, behind first: Int, in tree: SentenceTree) -> Bool {
        let words = tree.subtree(of: second).filter { $0 > first && $0 <= second && tree.upos($0) != "PUNCT" }
        if let opening = words.first, particulars.contains(tree.tokens[opening].form.lowercased()), opening < second {
            return true
        }
        return words.contains {
            ["them", "whom", "which"].contains(tree.tokens[$0].form.lowercased()) && tree.tokens[$0 - 1].form == "of"
        }
    }

    private static let particulars: Set<String> = [
        "namely", "especially", "particularly", "notably", "including", "mainly", "mostly", "chiefly", "primarily",
        "most", "reportedly", "allegedly", "perhaps", "possibly",
    ]

    /// "the inquiry, a summary of which was leaked": a clause about the inquiry, and no other word for it.
    private static func isPiedPiped(_ noun: Int, in tree: SentenceTree) -> Bool {
        noun + 2 < tree.tokens.count && tree.lemmas[noun + 1] == "of"
            && ["which", "whom"].contains(tree.lemmas[noun + 2])
    }

    /// "a mobile virtual operator (MVO)", "MVO (mobile virtual operator)": one is short for the other.
    private static func isAlias(_ noun: Int, _ name: Int, in tree: SentenceTree) -> Bool {
        let (first, second) = (min(noun, name), max(noun, name))
        let tokens = tree.tokens
        if second > 1, tokens[second - 1].form == "(", Abbreviation.isShortForm(tokens[second].form) {
            return Abbreviation.longForm(of: tokens[second].form, before: second - 1, in: tokens)?.contains(first)
                == true
        }
        guard first + 1 < second, tokens[first + 1].form == "(", Abbreviation.isShortForm(tokens[first].form),
            let end = tree.words[second...].first(where: { tokens[$0].form == ")" })
        else { return false }
        return Abbreviation.longForm(of: tokens[first].form, before: end, in: tokens)?.lowerBound == first + 2
    }

    /// In "Ann Lee, writer Joe Ray, agent Kim Poe" each noun stands between two names; one with an article or a complement
    /// ("Ann Lee, head of Acme, Joe Ray") belongs to the one before it.
    private static func isMarked(_ noun: Int, behind name: Int, in tree: SentenceTree) -> Bool {
        name < noun && tree.dependencies[noun] == .appos && tree.heads[noun] == name
            && (!tree.determiner(of: noun).isEmpty
                || tree.children(of: noun, .nmod).contains { $0 > noun && !tree.preposition(of: $0).isEmpty })
    }

    /// "a company from China": where it is from.
    private static func origin(of noun: Int, work: inout SentenceWork) -> [Qualifier] {
        let tree = work.tree
        return tree.children(of: noun, .nmod).compactMap { complement in
            let isOwner = tree.possessor(of: noun) == complement
            let preposition = isOwner ? "of" : tree.preposition(of: complement)
            guard isOwner || ["from", "in", "at", "based_in"].contains(preposition),
                let value = work.argument(complement),
                value.isNamed
            else {
                return nil
            }
            return Qualifier(role: preposition, value: value.argument)
        }
    }
}
