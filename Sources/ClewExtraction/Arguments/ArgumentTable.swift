import ClewModel

/// Turns phrases into arguments, and keeps the entities of one article: those handed in and those found on the way.
///
/// A phrase is, in this order, an amount or date, an entity that has a mention with this head, an entity that the phrase
/// gives its name to ("a model called R1"), a name without an entity, or a new concept under its minimised words.
package struct ArgumentTable {
    /// The entities, new ones at the end.
    package private(set) var entities: [DocumentEntity]
    private var mentioned: [Place: Int] = [:]
    private var named: [String: Int] = [:]
    /// The entities that the article calls by a proper name somewhere.
    private var withName: Set<Int> = []
    private let given: [Int: [Given]]
    private let scalars: [Unicode.Scalar]
    private let keepsPronouns: Bool
    /// How many owners of owners are being read.
    private var ownersOpen = 0
    private static let ownersMax = 8

    private struct Place: Hashable {
        var sentence: Int
        var head: Int
    }

    /// A mention that the analysis found, with its entity.
    package typealias Given = (entity: Int, mention: Mention)

    /// The table of an article. O(mentions + text).
    /// - Parameter keepsPronouns: whether a personal pronoun that nothing resolves is an entity under its own form.
    package init(_ analyzed: AnalyzedArticle, keepsPronouns: Bool = false) {
        self.keepsPronouns = keepsPronouns
        var given: [Int: [Given]] = [:]
        entities = TypeEvidence.corrected(analyzed.entities, by: analyzed.sentences)
        scalars = Array(analyzed.article.text.unicodeScalars)
        for (index, entity) in entities.enumerated() {
            if named[entity.name.lowercased()] == nil { named[entity.name.lowercased()] = index }
            if entity.mentions.contains(where: { $0.kind == .name }) { withName.insert(index) }
            for mention in entity.mentions {
                let place = Place(sentence: mention.sentence, head: mention.head)
                if mentioned[place] == nil { mentioned[place] = index }
                given[mention.sentence, default: []].append((index, mention))
            }
        }
        self.given = given
    }

    /// The mentions that the analysis found in a sentence.
    package func given(in sentence: Int) -> [Given] { given[sentence] ?? [] }

    /// Reads the phrase under `head`; none for an expletive or a pronoun of which nothing is known.
    package mutating func read(_ head: Int, in tree: SentenceTree) -> ReadArgument? {
        // What hangs on a title ("biologist Ann Lee, who …") speaks of the name.
        if tree.subtypes[head] == "desc", tree.heads[head] >= 0 { return read(tree.heads[head], in: tree) }
        // "seen by this newspaper": the one that the article stands in, and none of which it speaks.
        if ["newspaper", "paper", "magazine", "website", "publication"].contains(tree.lemmas[head]),
            tree.determiner(of: head) == "this"
        {
            return nil
        }
        // "34 per cent of it", "the rest": of what, the phrase does not say.
        if tree.isShareOfUnsaid(head) { return nil }
        if let literal = literal(head, in: tree) { return literal }
        if let place = namedPlace(head, in: tree) { return read(place, in: tree) }
        if let entity = mentioned[Place(sentence: tree.index, head: head)],
            keepsPronouns || !ArgumentTable.isPronoun(entities[entity].name),
            !entities[entity].name.lowercased().hasPrefix("whose ")
        {
            // "the firm Acme": the name tells better who it is than what the phrase alone was taken for.
            if !tree.isName(head), let name = tree.naming(of: head), tree.isName(name) {
                return naming(name, of: head, in: tree)
            }
            // "the one that left": one of what was told of elsewhere.
            if ["one", "ones", "other", "others"].contains(entities[entity].name.lowercased()) { return nil }
            return mention(of: entity, head: head, in: tree)
        }
        // "this is where it comes in": nothing that could be named.
        if tree.xpos(head) == "WRB", mentioned[Place(sentence: tree.index, head: head)] == nil { return nil }
        if tree.isPronoun(head) || ["EX", "DT"].contains(tree.xpos(head)) {
            return keepsPronouns && ["PRP", "PRP$"].contains(tree.xpos(head)) ? pronoun(head, in: tree) : nil
        }
        // "a number of firms" may have a mention under either noun.
        if let name = tree.naming(of: head) { return naming(name, of: head, in: tree) }
        if tree.spans[head] >= 0, tree.isName(head) {
            return named(head, span: tree.sentence.names[tree.spans[head]], in: tree)
        }
        if Circumstance.isTime(head, type: nil, in: tree), !tree.isName(head), tree.dependencies[head] == .obl {
            let words = tree.subtree(of: head) { word in
                [.acl, .conj, .cc].contains(tree.dependencies[word])
                    || tree.dependencies[word] == .case && tree.heads[word] == head
                    || tree.dependencies[word] == .punct && tree.tokens[word].form != "-"
            }
            // Up to the gaps around the noun, so that the text stands so in the article.
            let place = words.firstIndex(of: head) ?? words.startIndex
            let start = words[..<place].indices.last { words[$0] + 1 != words[$0 + 1] }.map { $0 + 1 } ?? 0
            let end = words.indices.dropFirst(place + 1).first { words[$0] != words[$0 - 1] + 1 } ?? words.endIndex
            return text(Array(words[start..<end]), in: tree)
        }
        if tree.upos(head) == "NUM" { return number(head, in: tree) }
        return concept(head, in: tree)
    }

    /// Words of the sentence as a text literal.
    package func text(_ words: [Int], in tree: SentenceTree) -> ReadArgument? {
        guard let range = tree.range(of: words) else { return nil }
        let text = tree.text(of: words)
        return ReadArgument(
            argument: Argument(referent: .literal(.text(text)), text: slice(range) ?? text, range: range), type: nil,
            isNamed: false, confidence: 0.8)
    }

    private func literal(_ head: Int, in tree: SentenceTree) -> ReadArgument? {
        if let end = tree.compoundEnd(of: head),
            let start = tree.subtree(of: head).first(where: { tree.upos($0) != "ADP" }),
            var amount = text(Array(start...end), in: tree)
        {
            amount.type = .quantity
            return amount
        }
        guard tree.spans[head] >= 0 else { return amount(head, in: tree) }
        let span = tree.sentence.names[tree.spans[head]]
        guard [.date, .money, .quantity].contains(span.type) else { return nil }
        // "19 people": so many of something that can act or be acted upon, and no measure.
        if span.type == .quantity, tree.upos(head) == "NOUN", NounType.ofLemma(tree.lemmas[head]) != nil { return nil }
        let first = span.words.lowerBound
        // "71 percent of infections", "eleven pieces of gold": so much of that and of nothing else. "fewer than 900 copies":
        // not so many.
        let isBelow =
            span.type != .date && first > 1
            && (tree.lemmas[first - 1] == "than"
                && ["fewer", "less"].contains(tree.tokens[first - 2].form.lowercased())
                // "up to £95m", but not "rose up to 40".
                || tree.lemmas[first - 1] == "to" && tree.lemmas[first - 2] == "up"
                    && tree.dependencies[first - 1] == .fixed)
        let isOfKind =
            span.type == .date && span.value == nil || span.type == .money
            || span.type == .quantity
                && (["percent", "%", "cent"].contains(tree.lemmas[head]) || tree.upos(head) == "NOUN")
        let whole =
            isOfKind
            ? tree.children(of: head, .nmod).first {
                // "the afternoon of 11 February", "the first weeks of the fighting".
                tree.preposition(of: $0) == "of"
            } : nil
        // "seven times the temperature of the Sun".
        let next = span.words.upperBound
        if tree.lemmas[head] == "time", tree.tokens.indices.contains(next), ["DET", "PRON"].contains(tree.upos(next)),
            tree.heads[next] > next, let end = tree.nucleus(of: tree.heads[next]).last,
            var amount = text(Array(first...max(head, end)), in: tree)
        {
            amount.type = .quantity
            return amount
        }
        let last =
            whole.flatMap { $0 > head && !tree.isPronoun($0) ? tree.nucleus(of: $0).last : nil }
            ?? tree.rate(of: span.words) ?? -1
        if isBelow || last > head,
            var amount = self.text(
                Array((isBelow ? first - 2 : first)...max(head, last, span.words.upperBound - 1)), in: tree)
        {
            amount.type = span.type
            return amount
        }
        let words = Array(span.words)
        let start = tree.rangeStart(before: span.words.lowerBound) ?? span.words.lowerBound
        let end = tree.rangeEnd(behind: span.words.upperBound - 1) ?? span.words.upperBound - 1
        if span.type != .date, end - start >= span.words.count, var range = self.text(Array(start...end), in: tree) {
            range.type = span.type
            return range
        }
        guard let range = tree.range(of: words) else { return nil }
        let text = tree.text(of: words)
        return ReadArgument(
            argument: Argument(referent: .literal(span.value ?? .text(text)), text: slice(range) ?? text, range: range),
            type: span.type, isNamed: false, confidence: 1)
    }

    /// A sum or share whose words nobody marked: "420 million euros", "40 percent".
    private func amount(_ head: Int, in tree: SentenceTree) -> ReadArgument? {
        let isMoney = ["$", "€", "£", "¥", "dollar", "euro", "pound", "yen", "yuan", "franc", "rupee"].contains(
            tree.lemmas[head])
        guard isMoney || ["percent", "%", "per cent"].contains(tree.lemmas[head]), tree.child(of: head, .nummod) != nil,
            tree.child(of: head, .nmod) == nil, var read = text(tree.nucleus(of: head), in: tree)
        else { return nil }
        read.type = isMoney ? .money : .quantity
        return read
    }

    private func mention(of entity: Int, head: Int, in tree: SentenceTree) -> ReadArgument {
        let mentions = entities[entity].mentions
        // The mentions are in order of reading, so the sentence's own are found by halving.
        var low = 0
        var high = mentions.count
        while low < high {
            let middle = (low + high) / 2
            if mentions[middle].sentence < tree.index { low = middle + 1 } else { high = middle }
        }
        var found: Mention?
        var isNamedBeside = false
        while low < mentions.count, mentions[low].sentence == tree.index {
            if mentions[low].head == head {
                found = mentions[low]
            } else if mentions[low].kind == .name {
                isNamedBeside = true
            }
            low += 1
        }
        let words = found.map { Array($0.words.clamped(to: tree.words)) } ?? tree.nucleus(of: head)
        let range = tree.range(of: words)
        let text = tree.text(of: words)
        let type = entities[entity].type
        let isNamed = withName.contains(entity) || tree.isName(head)
        let confidence: Double
        switch found?.kind {
        case .pronoun?: confidence = 0.85
        case .nominal?: confidence = isNamed ? 0.85 : 0.8
        default: confidence = 1
        }
        return ReadArgument(
            argument: Argument(referent: .entity(entity), text: range.flatMap(slice) ?? text, range: range),
            type: type == .concept ? NounType.guess(head, in: tree) ?? .concept : type, isNamed: isNamed,
            confidence: confidence,
            reference: found.flatMap { mention in
                mention.kind == .name
                    ? nil
                    : ReadArgument.Reference(
                        isPronoun: mention.kind == .pronoun, probability: mention.probability,
                        isNamedBeside: isNamedBeside)
            })
    }

    /// Nouns of which "of" only gives the name. A capital, coast or border of a place is another than the place.
    private static let places: Set<String> = [
        "town", "city", "village", "state", "province", "county", "region", "island", "port", "suburb", "municipality",
    ]

    /// "the town of Leeds": the name of the place, which is all that the phrase speaks of.
    private func namedPlace(_ head: Int, in tree: SentenceTree) -> Int? {
        guard ArgumentTable.places.contains(tree.lemmas[head]), tree.spans[head] < 0, tree.upos(head) == "NOUN",
            tree.child(of: head, .amod, .nummod, .conj) == nil
        else { return nil }
        return tree.children(of: head, .nmod).first { place in
            tree.preposition(of: place) == "of" && tree.spans[place] >= 0
                && tree.sentence.names[tree.spans[place]].type == .location
        }
    }

    private mutating func naming(_ name: Int, of head: Int, in tree: SentenceTree) -> ReadArgument? {
        let kind = NounType.ofLemma(tree.lemmas[head])
        if let entity = mentioned[Place(sentence: tree.index, head: name)] {
            var read = mention(of: entity, head: name, in: tree)
            read.type = kind ?? read.type
            return read
        }
        let span = tree.spans[name] >= 0 ? tree.sentence.names[tree.spans[name]] : nil
        let words = span.map { Array($0.words) } ?? tree.nucleus(of: name)
        return entity(words, head: name, type: kind ?? span?.type ?? .concept, isNamed: true, in: tree)
    }

    private mutating func named(_ head: Int, span: NameSpan, in tree: SentenceTree) -> ReadArgument? {
        for word in span.words {
            if let entity = mentioned[Place(sentence: tree.index, head: word)] {
                return mention(of: entity, head: word, in: tree)
            }
        }
        // A name that modifies ("Acme phones") does not name the phrase.
        return entity(Array(span.words), head: head, type: span.type, isNamed: true, in: tree)
    }

    private mutating func concept(_ head: Int, isRestricted: Bool = true, in tree: SentenceTree) -> ReadArgument? {
        let words = tree.nucleus(of: head, isRestricted: isRestricted)
        guard words.contains(where: { !["PUNCT", "DET"].contains(tree.upos($0)) }) else { return nil }
        if words.count == 1,
            [
                "one", "other", "another", "some", "many", "most", "such", "own", "thing", "none", "all", "little",
                "much",
                "few", "more", "less", "lot", "several", "both", "half", "so", "way", "same",
            ]
            .contains(tree.lemmas[head])
        {
            return nil
        }
        if let multiple = tree.multiple(of: head), let start = tree.subtree(of: multiple).first, let end = words.last {
            return text(Array(start...end), in: tree)
        }
        // "less than a tenth of the power": not so much.
        let article = head > 0 && tree.upos(head - 1) == "DET" ? 1 : 0
        if SentenceTree.fractions.contains(tree.lemmas[head]), head > 1 + article,
            tree.lemmas[head - 1 - article] == "than",
            ["less", "more", "fewer"].contains(tree.tokens[head - 2 - article].form.lowercased()),
            let end = words.last
        {
            return text(Array((head - 2 - article)...max(head, end)), in: tree)
        }
        // "the former", "the following steps:": what they point at stands elsewhere.
        if tree.isAnaphoric(head, keeping: words) { return nil }
        let isNamed = tree.isName(head)
        if let owned = owned(head, words, in: tree) { return owned }
        // "my father": of whom nobody says.
        if !keepsPronouns, let possessor = tree.possessor(of: head),
            ["my", "our", "your"].contains(tree.tokens[possessor].form.lowercased())
        {
            return nil
        }
        // "those whose bedtimes vary": of nobody in particular.
        if let possessor = tree.possessor(of: head), tree.lemmas[possessor] == "whose",
            tree.isPronoun(ClauseReader(tree).resolved(possessor))
        {
            return nil
        }
        if !keepsPronouns, words.count == 1, ArgumentTable.isPronoun(tree.tokens[head].form) { return nil }
        let guessed = NounType.guess(head, in: tree)
        let name =
            isNamed
            ? words.drop {
                ["NOUN", "ADJ", "VERB", "ADP", "PUNCT", "NUM"].contains(tree.upos($0))
                    && !tree.xpos($0).hasPrefix("NNP")
            } : words[...]
        let kept = name.isEmpty ? words : Array(name)
        var read = entity(
            kept, named: isNamed ? nil : possessed(kept, head, in: tree), head: head,
            type: guessed == .group ? .group : .concept, isNamed: isNamed, isReferring: isRestricted, in: tree)
        read?.type = guessed ?? descriptor(of: head, in: tree) ?? .concept
        if !isNamed {
            read?.confidence =
                ["the", "this", "that", "these", "those"].contains(tree.determiner(of: head)) ? 0.7 : 0.8
        }
        return read
    }

    /// The type of the noun before a name: "the union CGT".
    private func descriptor(of name: Int, in tree: SentenceTree) -> EntityType? {
        tree.children(of: name, .compound, .appos).lazy.compactMap { NounType.ofLemma(tree.lemmas[$0]) }.first
    }

    /// "its technology": named after its owner, for the technology of two owners is not one.
    private mutating func owned(_ head: Int, _ words: [Int], in tree: SentenceTree) -> ReadArgument? {
        // In a malformed tree an owner may be owned by what it owns.
        guard ownersOpen < ArgumentTable.ownersMax, let possessor = tree.possessor(of: head) else { return nil }
        ownersOpen += 1
        defer { ownersOpen -= 1 }
        guard let owner = read(ClauseReader(tree).resolved(possessor), in: tree),
            owner.isNamed, case .entity(let index) = owner.argument.referent
        else { return nil }
        let guessed = NounType.guess(head, in: tree)
        let name = entities[index].name + "'s " + tree.text(of: words)
        var read = entity(
            words, named: name, head: head, type: guessed == .group ? .group : .concept, isNamed: false, in: tree)
        read?.type = guessed ?? .concept
        read?.confidence = 0.85 * owner.confidence
        read?.reference = owner.reference
        return read
    }

    /// "a neighbour's house": named after its owner, also where that has no name; none without one.
    private func possessed(_ words: [Int], _ head: Int, in tree: SentenceTree) -> String? {
        guard let possessor = tree.possessor(of: head), possessor < head, !words.contains(possessor),
            tree.upos(possessor) == "NOUN", let mark = tree.children[possessor].first(where: { tree.xpos($0) == "POS" })
        else { return nil }
        let owner = tree.nucleus(of: possessor).filter { $0 < mark }
        guard (1...4).contains(owner.count), !Circumstance.isTime(possessor, type: nil, in: tree) else { return nil }
        return tree.text(of: owner) + tree.tokens[mark].form + " " + tree.text(of: words)
    }

    /// The kind that a noun phrase names, as an entity of its own whatever the phrase refers to.
    /// - Parameter withoutSuperlatives: whether what sets it above its kind is left out: "one of the oldest towns" is a
    ///   town, and "the only clinic that …" a clinic.
    package mutating func kind(_ noun: Int, withoutSuperlatives: Bool = false, in tree: SentenceTree) -> ReadArgument? {
        let name = tree.naming(of: noun)
        let words = tree.nucleus(of: noun).filter { word in
            // "43-year-old officer" keeps its number, "three officers" does not.
            (tree.dependencies[word] != .nummod || tree.heads[word] != noun || tree.isOfSum(word)
                || word + 1 < tree.tokens.count && tree.tokens[word + 1].form == "-")
                // "about 1,340 growers", "more than 300 growers".
                && !tree.isOfNumber(word, of: noun)
                && name.map { word < $0 } ?? true
                && !(withoutSuperlatives && tree.isSuperlative(word, of: noun))
        }
        guard !words.isEmpty else { return nil }
        // "last year's winner".
        if let owner = tree.possessor(of: noun), Circumstance.isTime(owner, type: nil, in: tree),
            let start = tree.subtree(of: owner).first, let last = words.last, start < last, !tree.isPlural(noun)
        {
            return entity(
                Array(start...last), head: noun, type: .concept, isNamed: false, isReferring: false,
                in: tree)
        }
        // One of them is one: "co-founders Ann Lee and Joe Ray".
        let spelled = tree.isPlural(noun) ? tree.singular(words, of: noun) : nil
        var read = entity(
            words, named: spelled, head: noun, type: .concept, isNamed: false, isReferring: false, in: tree)
        read?.confidence = 0.95
        return read
    }

    /// The phrase without the clause that says of which of its kind it speaks, for what that clause itself says.
    package mutating func unrestricted(_ head: Int, in tree: SentenceTree) -> ReadArgument? {
        concept(head, isRestricted: false, in: tree)
    }

    private mutating func entity(
        _ words: [Int], named name: String? = nil, head: Int, type: EntityType, isNamed: Bool, isReferring: Bool = true,
        in tree: SentenceTree
    ) -> ReadArgument? {
        guard let first = words.first, let last = words.last, let range = tree.markedRange(of: words) else {
            return nil
        }
        let text = name ?? tree.text(of: words)
        let key = text.lowercased()
        let mention = Mention(
            sentence: tree.index, words: first..<(last + 1), head: head, kind: isNamed ? .name : .nominal)
        let index: Int
        if let known = named[key] {
            index = known
            entities[known].mentions.append(mention)
            entities[known].mentions.sort { ($0.sentence, $0.words.lowerBound) < ($1.sentence, $1.words.lowerBound) }
        } else {
            index = entities.count
            entities.append(DocumentEntity(name: text, type: type, mentions: [mention]))
            named[key] = index
        }
        if isNamed { withName.insert(index) }
        if isReferring { mentioned[Place(sentence: tree.index, head: head)] = index }
        return ReadArgument(
            argument: Argument(referent: .entity(index), text: slice(range) ?? text, range: range),
            type: entities[index].type == .concept ? type : entities[index].type, isNamed: isNamed, confidence: 0.95)
    }

    private func number(_ head: Int, in tree: SentenceTree) -> ReadArgument? {
        var words = tree.nucleus(of: head)
        if let last = words.last, let end = tree.rangeEnd(behind: last) { words += (last + 1)...end }
        // "at 2.40pm".
        if let last = words.last, last + 1 < tree.tokens.count,
            ["am", "pm", "a.m.", "p.m."].contains(tree.tokens[last + 1].form.lowercased())
        {
            words.append(last + 1)
        }
        guard let range = tree.range(of: words) else { return nil }
        let text = tree.text(of: words)
        let digits = text.replacing(",", with: "")
        let literal: Literal
        if let integer = Int64(digits) {
            literal = .integer(integer)
        } else if let decimal = Double(digits), decimal.isFinite {
            literal = .decimal(decimal)
        } else if words.count > 1 {
            literal = .text(text)
        } else {
            // "one", "two": of what, the sentence does not say.
            return nil
        }
        return ReadArgument(
            argument: Argument(referent: .literal(literal), text: slice(range) ?? text, range: range), type: .quantity,
            isNamed: false, confidence: 0.9)
    }

    private func slice(_ range: TextRange) -> String? {
        guard range.end <= scalars.count else { return nil }
        var text = String.UnicodeScalarView()
        text.append(contentsOf: scalars[range.start..<range.end])
        return String(text)
    }

    /// A personal pronoun that nothing resolves, under its own form.
    private mutating func pronoun(_ head: Int, in tree: SentenceTree) -> ReadArgument? {
        let form = tree.tokens[head].form.lowercased()
        let type: EntityType =
            ["it", "its", "they", "them", "their", "we", "our", "us"].contains(form) ? .group : .person
        var read = entity([head], named: form, head: head, type: type, isNamed: false, in: tree)
        read?.confidence = 0.7
        return read
    }

    /// Whether an entity's name is a pronoun's form: nothing says who it is.
    package static func isPronoun(_ name: String) -> Bool { pronouns.contains(name.lowercased()) }

    private static let pronouns: Set<String> = [
        "i", "me", "my", "we", "us", "our", "you", "your", "he", "him", "his", "she", "her", "it", "its", "they",
        "them",
        "their", "this", "that", "these", "those", "who", "which", "himself", "herself", "itself", "themselves",
    ]

    /// The entity of a name that the page's structured data gives, made where there is none.
    package mutating func entity(named name: String, type: EntityType) -> Argument {
        let key = name.lowercased()
        if let known = named[key] { return Argument(referent: .entity(known), text: name, range: nil) }
        entities.append(DocumentEntity(name: name, type: type, mentions: []))
        named[key] = entities.count - 1
        return Argument(referent: .entity(entities.count - 1), text: name, range: nil)
    }
}
