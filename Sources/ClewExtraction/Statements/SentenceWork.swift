import ClewModel

/// One sentence under extraction: its tree and clauses, its attribution, the article's arguments, and the statements so
/// far. Rules read from it and `propose` to it.
package struct SentenceWork {
    /// The tree.
    package let tree: SentenceTree
    /// Its clauses.
    package let reader: ClauseReader
    /// The clauses in order of their predicates.
    package let clauses: [Clause]
    /// The relations.
    package let catalog: RelationCatalog
    /// Statements so far, each with the word that carries it.
    package private(set) var statements: [(anchor: Int, statement: Statement)] = []
    /// Who speaks in quotation marks according to this sentence.
    package private(set) var quoted: Argument?
    /// The arguments of the article.
    package var table: ArgumentTable

    /// Told of the features of each statement that it adds.
    var observe: ((Statement, StatementFeatures) -> Void)?

    private var attribution: Attribution
    private let quotation: Quotation
    private let sentenceText: String
    private var read: [Int: ReadArgument?] = [:]
    private var unrestricted: [Int: ReadArgument?] = [:]
    private var seen: [Key: Int] = [:]
    private var taken: Set<Pair> = []

    private struct Pair: Hashable {
        var clause: Int
        var subject: Int
        var object: Int
    }

    private struct Key: Hashable {
        var subject: Argument.Referent
        var predicate: String
        var object: Argument.Referent
        var status: Statement.Status
        var speaker: Argument.Referent?
    }

    init(_ tree: SentenceTree, table: ArgumentTable, catalog: RelationCatalog, quotation: Quotation, text: String) {
        self.tree = tree
        self.table = table
        self.catalog = catalog
        self.quotation = quotation
        sentenceText = text
        reader = ClauseReader(tree)
        clauses = reader.clauses()
        attribution = Attribution(reader, quotation: quotation)
        quoted = quotedSpeaker()
    }

    /// The phrase under a word as an argument, `I` and `we` within a quotation as its speaker.
    package mutating func argument(_ head: Int) -> ReadArgument? {
        if let known = read[head] { return known }
        var found = tree.isRelativePronoun(head) && reader.isOfEither(head) ? nil : table.read(head, in: tree)
        if found == nil, ["i", "we", "me", "us", "my", "our"].contains(tree.lemmas[head]) || isFirstPerson(head) {
            found = firstPerson(head)
        }
        read[head] = .some(found)
        return found
    }

    /// The phrase under a word as an argument of a clause. What a clause says of the noun that it hangs on it says without
    /// itself: "homes hit by the flood" are homes that the flood hit.
    package mutating func argument(_ head: Int, of clause: Int) -> ReadArgument? {
        // "twice the price that she paid": the price, and not twice.
        if tree.heads[clause] == head, tree.dependencies[clause] == .acl, tree.multiple(of: head) != nil { return nil }
        guard tree.heads[clause] == head, tree.dependencies[clause] == .acl, !tree.restriction(clause).isEmpty,
            let whole = argument(head), let range = whole.argument.range, range.end > tree.tokens[clause].range.start
        else { return argument(head) }
        if let known = unrestricted[head] { return known }
        let found = table.unrestricted(head, in: tree)
        unrestricted[head] = .some(found)
        return found
    }

    /// The kind that a noun names, its own words taken even where the phrase stands for a named thing.
    /// - Parameter withoutSuperlatives: whether "one of the oldest towns" is a town.
    package mutating func kind(_ noun: Int, withoutSuperlatives: Bool = false) -> ReadArgument? {
        table.kind(noun, withoutSuperlatives: withoutSuperlatives, in: tree)
    }

    private func isFirstPerson(_ head: Int) -> Bool {
        ["i", "we", "me", "us", "my", "our"].contains(tree.tokens[head].form.lowercased())
    }

    private mutating func firstPerson(_ head: Int) -> ReadArgument? {
        var speaker: Argument?
        if let word = attribution.attitude(of: head).speakers.first, word != head {
            speaker = argument(word)?.argument
        } else if quotation.covers(head) {
            speaker = quoted ?? quotation.speaker
        }
        guard var speaker else { return nil }
        speaker.text = tree.tokens[head].form
        speaker.range = tree.tokens[head].range
        var type: EntityType?
        if case .entity(let index) = speaker.referent { type = table.entities[index].type }
        // Who says "we" speaks for others, whom the sentence does not name, unless the speaker is many.
        if type == .person || type == nil, ["we", "us", "our"].contains(tree.tokens[head].form.lowercased()) {
            return nil
        }
        return ReadArgument(argument: speaker, type: type, isNamed: true, confidence: 0.8)
    }

    /// The attitude of a clause, or what it presupposes.
    package mutating func attitude(at anchor: Int, isPresupposed: Bool) -> Attitude {
        isPresupposed ? attribution.presupposition(at: anchor) : attribution.attitude(of: anchor)
    }

    /// Adds what `proposal` says, once for each speaker. Nothing happens where an end is missing or both are one.
    package mutating func propose(_ proposal: Proposal) {
        guard case .entity = proposal.subject.argument.referent else { return }
        guard proposal.subject.argument.referent != proposal.object.argument.referent else { return }
        if isOfAnother(proposal) || isCompared(proposal.anchor) { return }
        let margin = margin(of: proposal)
        if margin < SentenceTree.marginMin, SentenceWork.attaching.contains(proposal.rule) { return }
        if isHollow(proposal.subject, proposal.anchor) || isHollow(proposal.object, proposal.anchor) { return }
        var attitude = attitude(at: proposal.anchor, isPresupposed: proposal.isPresupposed)
        if let speaker = proposal.speaker, attitude.speakers.isEmpty {
            attitude.speakers = [speaker]
        }
        if let status = proposal.status { attitude.status = Attribution.combined(status, attitude.status) }
        var speakers: [Argument?] = attitude.speakers.compactMap { argument($0)?.argument }
        var qualifiers = proposal.qualifiers
        let reporters = attitude.reporters.filter { !attitude.speakers.contains($0) }.compactMap {
            argument($0)?.argument
        }
        if speakers.isEmpty {
            // "This proves that …, said Lee": where the inner speaker is unknown, the outer one vouches.
            speakers = reporters
        } else {
            qualifiers += reporters.map { Qualifier(role: "reported_by", value: $0) }
        }
        if speakers.isEmpty {
            // Somebody speaks and cannot be named: no fact.
            let isReported = attitude.hasUnnamedSpeaker || !attitude.speakers.isEmpty
            if isReported, attitude.hasUnnamedSpeaker, let speaker = quotation.speaker ?? quoted {
                speakers = [speaker]
            } else {
                if isReported { attitude.status = Attribution.combined(.alleged, attitude.status) }
                speakers = [nil]
            }
        }
        // What the context model says is a probability as it is.
        let features =
            proposal.rule == ContextRule.name
            ? nil
            : StatementFeatures(proposal, in: tree, isCanonical: catalog.relations[proposal.predicate] != nil)
        let confidence =
            features.map(ConfidenceModel.shipped.probability)
            ?? proposal.confidence * proposal.subject.confidence * proposal.object.confidence
        for speaker in speakers {
            let statement = Statement(
                subject: proposal.subject.argument, predicate: proposal.predicate, object: proposal.object.argument,
                status: attitude.status, speaker: speaker, qualifiers: qualifiers,
                confidence: (confidence * 1_000).rounded() / 1_000,
                evidence: Evidence(sentence: sentenceText, range: tree.sentence.range, rule: proposal.rule))
            add(statement, anchor: proposal.anchor)
            if let features { observe?(statement, features) }
        }
    }

    /// "like a man patting his pockets": what something is compared with need not be. O(children).
    private func isCompared(_ anchor: Int) -> Bool {
        guard tree.dependencies[anchor] == .acl, case let noun = tree.heads[anchor], noun >= 0 else { return false }
        return [.obl, .nmod].contains(tree.dependencies[noun]) && tree.preposition(of: noun) == "like"
            && ["a", "an", ""].contains(tree.determiner(of: noun)) && !tree.isName(noun)
    }

    /// "Acme and Globex sold pumps and pipes respectively": each its own.
    private func isOfAnother(_ proposal: Proposal) -> Bool {
        guard tree.lemmas.contains("respectively") else { return false }
        let ends = [proposal.subject, proposal.object].compactMap { $0.argument.range.flatMap(tree.head) }
        guard ends.count == 2 else { return false }
        let groups = ends.map { tree.conjuncts(of: tree.firstConjunct(of: $0)) }
        guard groups[0].count > 1, groups[0].count == groups[1].count else { return false }
        return groups[0].firstIndex(of: ends[0]) != groups[1].firstIndex(of: ends[1])
    }

    /// "confirms reports that …" with the reports' content left out: a noun that only stands for what follows it says
    /// nothing without it. What is said by the very clause that fills it ("the role played by Acme") says enough.
    private func isHollow(_ argument: ReadArgument, _ anchor: Int) -> Bool {
        guard !argument.isNamed, case .entity = argument.argument.referent, let range = argument.argument.range,
            let head = tree.head(of: range)
        else { return false }
        let wholes = tree.children(of: head, .nmod).filter { tree.preposition(of: $0) == "of" }
        // "a tin of something", "many of the latter".
        if wholes.contains(where: { SentenceWork.unnamed.contains(tree.lemmas[$0]) }) { return true }
        // "people familiar with the talks": not all people; "more of the world than others": not more of it.
        let form = tree.tokens[head].form.lowercased()
        if form == "people", tree.determiner(of: head).isEmpty, tree.isBeforeAdjective(head) {
            return true
        }
        // "the first thing that visitors notice".
        if form == "thing", tree.child(of: head, .amod) != nil, tree.heads[anchor] == head { return true }
        if ["more", "less", "fewer"].contains(form), !wholes.isEmpty,
            tree.tokens[(head + 1)...].contains(where: { $0.form == "than" })
        {
            return true
        }
        // "an eighth of Acme's": of what of Acme's, the sentence leaves out.
        if SentenceTree.fractions.contains(tree.lemmas[head]) || ["share", "percent"].contains(tree.lemmas[head]),
            wholes.contains(where: { whole in tree.hasChild(of: whole) { tree.xpos($0) == "POS" } })
        {
            return true
        }
        // "stories like theirs".
        if tree.children(of: head, .nmod).contains(where: { tree.preposition(of: $0) == "like" && tree.isPronoun($0) })
        {
            return true
        }
        // "a fault in the way that the firm works", without the clause: of no way in particular.
        let shells =
            [head]
            + tree.children(of: head, .nmod).filter {
                $0 > head && tree.range(of: [$0]).map { $0.end <= range.end } == true
            }
        // "the only member of the board", without "who objected": she is not the only member.
        let isAbove = tree.children[head].contains { word in
            tree.dependencies[word] == .amod && tree.isSuperlative(word, of: head) && tree.lemmas[word] != "main"
                && tree.tokens[word].range.start >= range.start
        }
        if isAbove, tree.determiner(of: head) == "the", tree.isCut(head, besides: anchor) {
            return true
        }
        return shells.contains { noun in
            tree.isCut(noun, besides: anchor)
                && (tree.isShell(noun)
                    // "a proposal to place it under control", too long to be kept.
                    || StanceLexicon.noun[tree.lemmas[noun]] != nil
                        && tree.children(of: noun, .acl).contains { $0 != anchor && tree.isInfinitive($0) })
        }
    }

    private static let unnamed: Set<String> = [
        "something", "anything", "everything", "whatever", "latter", "former", "nobody", "everybody", "none",
    ]

    /// Rules by which a clause takes its subject from the word that it hangs on. Where the parser was in doubt about a head on
    /// the way from the one end to the other, about half of what they say is wrong.
    private static let attaching: Set<String> = [
        ParticipleRule.name, RelativeClauseRule.name, AdverbialClauseRule.name, OpenComplementRule.name,
        SharedSubjectRule.name,
    ]

    /// The least margin of what ties the ends of a proposal to the word that carries it.
    private func margin(of proposal: Proposal) -> Float {
        let ends = [proposal.subject.argument, proposal.object.argument].compactMap { argument in
            argument.range.flatMap { tree.head(of: $0) }
        }
        return tree.margin(of: ends, anchor: proposal.anchor)
    }

    /// Notes that a canonical relation speaks of two arguments of a clause.
    package mutating func take(_ subject: Int, _ object: Int, of clause: Int) {
        taken.insert(Pair(clause: clause, subject: subject, object: object))
        for word in [subject, object] { taken.insert(Pair(clause: clause, subject: word, object: word)) }
    }

    /// Whether a canonical relation speaks of an argument of a clause.
    package func isTaken(_ word: Int, of clause: Int) -> Bool {
        taken.contains(Pair(clause: clause, subject: word, object: word))
    }

    /// Whether a canonical relation speaks of two arguments of a clause.
    package func isTaken(_ subject: Int, _ object: Int, of clause: Int) -> Bool {
        taken.contains(Pair(clause: clause, subject: subject, object: object))
    }

    /// Whether a canonical relation has been found of two things, either way round. O(statements of the sentence).
    package func hasRelation(between one: Argument.Referent, and other: Argument.Referent) -> Bool {
        statements.contains { _, statement in
            let ends = [statement.subject.referent, statement.object.referent]
            return (ends == [one, other] || ends == [other, one]) && catalog.relations[statement.predicate] != nil
        }
    }

    /// Adds a statement as it is; the same one again only raises the confidence.
    package mutating func add(_ statement: Statement, anchor: Int) {
        let key = SentenceWork.key(statement)
        if let place = seen[key] {
            if statements[place].statement.confidence < statement.confidence {
                statements[place].statement.confidence = statement.confidence
            }
            return
        }
        seen[key] = statements.count
        statements.append((anchor, statement))
    }

    /// Takes out the facts that are less sure, so that another rule may say the same or otherwise; what is denied, planned or
    /// claimed stays, so that no other rule takes it for a fact. O(statements).
    mutating func removeFacts(below confidence: Double) {
        statements.removeAll { _, statement in
            statement.confidence < confidence && statement.status == .asserted && statement.speaker == nil
        }
        seen = Dictionary(
            uniqueKeysWithValues: statements.indices.map { (SentenceWork.key(statements[$0].statement), $0) })
    }

    private static func key(_ statement: Statement) -> Key {
        Key(
            subject: statement.subject.referent, predicate: statement.predicate, object: statement.object.referent,
            status: statement.status, speaker: statement.speaker?.referent)
    }

    /// The speaker of a quotation in this sentence: the subject of the word of saying that stands outside it.
    private mutating func quotedSpeaker() -> Argument? {
        for clause in clauses where !quotation.covers(clause.head) && !clause.isCopular {
            guard case .reported? = StanceLexicon.finite[tree.lemmas[clause.head]] else { continue }
            let isSaying =
                clause.complement.map(quotation.covers) ?? false
                || tree.heads[clause.head] >= 0 && quotation.covers(tree.heads[clause.head])
                || tree.children[clause.head].contains { quotation.covers($0) && tree.isPredicate($0) }
            if isSaying, let subject = clause.subjects.first, let speaker = argument(subject) {
                return speaker.argument
            }
        }
        return nil
    }
}

/// What a rule proposes.
package struct Proposal {
    /// Subject.
    package var subject: ReadArgument
    /// Predicate.
    package var predicate: String
    /// Object.
    package var object: ReadArgument
    /// The word whose surroundings decide on status and speaker.
    package var anchor: Int
    /// Whether it holds whatever the status of the clause around it, as an apposition does.
    package var isPresupposed = false
    /// The head of the phrase for who says it, where the statement itself is a saying.
    package var speaker: Int?
    /// A status that the rule itself saw.
    package var status: Statement.Status?
    /// Qualifiers.
    package var qualifiers: [Qualifier] = []
    /// Name of the rule.
    package var rule: String
    /// Trust in the reading without its arguments, 0…1.
    package var confidence: Double
}
