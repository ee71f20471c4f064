import ClewModel

/// What stands around two names says how they belong together, as it did where people had marked it.
package enum ContextRule: ExtractionRule {
    package static let name = "context"
    package static let confidence = 0.9
    package static let explanation = """
        The words between and beside two names, and the way between them through the sentence's tree, are those that in \
        sentences annotated by people go with a relation: "a graduate of Leeds, Lee …" gives educated_at(Lee, Leeds). The \
        confidence is the probability that a model learned from them gives. What the sentence denies, plans or lets \
        somebody say keeps its status and its speaker.
        """

    /// Two phrases with what the model makes of them.
    package struct Pair {
        /// The first end.
        package var first: PairEnd
        /// The second end.
        package var second: PairEnd
        /// Indices into `LearnedRelation.all`: those whose ends the two may be.
        package var relations: [Int]
        /// `PairFeatures`.
        package var features: [UInt32]
    }

    /// The probability from which on a relation is proposed in a passage, which was cut out for what it tells of somebody,
    /// and in an article, most of whose sentences tell nothing of the kind: there a wrong fact costs more than a missed one.
    private static let (inPassage, inArticle) = (0.3, 0.85)

    /// The same in an article where one end is a pronoun, which may stand for somebody else besides.
    private static let ofPronoun = 0.95

    /// To be called when the other rules have read the sentence: what they found is a feature.
    static func read(into work: inout SentenceWork, isPassage: Bool) {
        let threshold = isPassage ? inPassage : inArticle
        let tree = work.tree
        let ends = PairEnd.ends(in: tree, table: work.table)
        guard ends.count > 1 else { return }
        let reader = PairFeatures(tree, ends: ends, catalog: work.catalog)
        for pair in pairs(in: work, ends: ends, reader: reader) {
            let probabilities = RelationModel.shipped.probabilities(pair.features)
            let isPronoun = !isPassage && [pair.first.kind, pair.second.kind].contains(.pronoun)
            let threshold = isPronoun ? max(threshold, ofPronoun) : threshold
            for index in pair.relations where probabilities[index] >= threshold {
                let relation = LearnedRelation.all[index]
                guard
                    isPassage
                        || isClear(pair, relation, in: work) && !isLeft(pair, in: tree) && !isAnothers(pair, in: tree)
                            && !isRefused(pair, in: tree) && !isInOtherClause(pair, in: &work)
                            && !isOwnerOfAnother(pair.second, in: tree)
                else { continue }
                propose(pair, relation, probabilities[index], reader, isPassage: isPassage, into: &work)
            }
        }
    }

    /// The pairs of a sentence that may stand in a learned relation, with their features.
    package static func pairs(in work: SentenceWork, ends: [PairEnd], reader: PairFeatures) -> [Pair] {
        let found = known(in: work)
        var pairs: [Pair] = []
        // A list of hundreds of names is no text that says how each belongs to each.
        let ends = ends.prefix(endsMax)
        for first in ends {
            for second in ends where second.head != first.head {
                if let entity = first.entity, entity == second.entity { continue }
                let relations = LearnedRelation.all.indices.filter { LearnedRelation.all[$0].accepts(first, second) }
                guard !relations.isEmpty else { continue }
                let rules = found.filter {
                    $0.first.overlaps(first, in: work.tree) && $0.second.overlaps(second, in: work.tree)
                }
                pairs.append(
                    Pair(
                        first: first, second: second, relations: relations,
                        features: reader.features(first, second, rules: rules.map(\.relation))))
            }
        }
        return pairs
    }

    private static let endsMax = 24

    /// Whether both ends are of the types that the relation asks for, the one behind by its name.
    private static func isClear(_ pair: Pair, _ relation: LearnedRelation, in work: SentenceWork) -> Bool {
        guard let canonical = work.catalog.relations[relation.name], let first = pair.first.type,
            let second = pair.second.type, pair.second.kind == .name, pair.first.kind != .nominal
        else { return false }
        // Where a wording has said how the two belong together, a guess adds nothing.
        if let one = pair.first.entity, let other = pair.second.entity,
            work.hasRelation(between: .entity(one), and: .entity(other))
        {
            return false
        }
        let (subject, object) = relation.isReversed ? (second, first) : (first, second)
        return canonical.subjectTypes.contains(subject) && canonical.objectTypes.contains(object)
            && subject != .concept && object != .concept
    }

    /// Whether the second end is a place that was left: "moved from Leeds".
    private static func isLeft(_ pair: Pair, in tree: SentenceTree) -> Bool {
        pair.second.type == .location && tree.preposition(of: pair.second.head) == "from"
    }

    /// Whether a clause or phrase about a third person stands between the two: in "She lives with Lee, who teaches at Acme"
    /// Acme belongs to Lee.
    private static func isAnothers(_ pair: Pair, in tree: SentenceTree) -> Bool {
        [(pair.first.head, pair.second.head), (pair.second.head, pair.first.head)].contains { end, other in
            tree.ancestors(of: end).prefix { !tree.isWithin(other, $0) }.contains { word in
                let name = tree.naming(of: word) ?? word
                guard tree.upos(word) != "VERB", !pair.first.words.contains(name), !pair.second.words.contains(name)
                else { return false }
                return NounType.guess(name, in: tree) == .person && tree.isNominal(word)
            }
        }
    }

    /// Whether one end stands in a clause that has a subject of its own, who is not the other end: in "Lee said Ray joined
    /// Acme" Acme has to do with Ray.
    private static func isInOtherClause(_ pair: Pair, in work: inout SentenceWork) -> Bool {
        let tree = work.tree
        for (end, other) in [(pair.first, pair.second), (pair.second, pair.first)] {
            for word in tree.ancestors(of: end.head).prefix(while: { !tree.isWithin(other.head, $0) }) {
                guard let subject = tree.writtenSubject(of: word), !end.words.contains(subject),
                    !other.words.contains(subject), let argument = work.argument(subject)
                else { continue }
                // "a firm, Acme, that was founded by Lee".
                if tree.isRelativePronoun(subject), tree.heads[other.head] == tree.heads[word],
                    tree.dependencies[other.head] == .appos
                {
                    continue
                }
                if let entity = other.entity, argument.argument.referent == .entity(entity) { continue }
                return true
            }
        }
        return false
    }

    /// Whether an end only owns what the sentence speaks of: "the party's interest in schools".
    private static func isOwnerOfAnother(_ end: PairEnd, in tree: SentenceTree) -> Bool {
        let noun = tree.heads[end.head]
        return noun >= 0 && tree.possessor(of: noun) == end.head && NounType.ofLemma(tree.lemmas[noun]) == nil
            && !tree.isPredicate(noun)
    }

    /// Whether one of the two stands within what was turned down: "She declined a place at Leeds".
    private static func isRefused(_ pair: Pair, in tree: SentenceTree) -> Bool {
        [pair.first.head, pair.second.head].contains { end in
            var below = end
            return tree.ancestors(of: end).contains { word in
                defer { below = word }
                return [.obj, .obl, .xcomp].contains(tree.dependencies[below]) && refusals.contains(tree.verbName(word))
            }
        }
    }

    private static let refusals: Set<String> = [
        "decline", "refuse", "reject", "turn_down", "pass_up", "forgo", "spurn", "deny", "miss", "miss_out", "shun",
        "withdraw", "cancel", "abandon",
    ]

    private struct Known {
        var relation: Int
        var first: TextRange
        var second: TextRange
    }

    /// What the other rules found in terms of the learned relations.
    private static func known(in work: SentenceWork) -> [Known] {
        var known: [Known] = []
        for (_, statement) in work.statements where statement.status == .asserted {
            guard let subject = statement.subject.range, let object = statement.object.range else { continue }
            for (index, relation) in LearnedRelation.all.enumerated()
            where relation.name == statement.predicate || relation.likeness.contains(statement.predicate) {
                let isReversed = relation.isReversed
                known.append(
                    Known(relation: index, first: isReversed ? object : subject, second: isReversed ? subject : object))
                if relation.name == "spouse" { known.append(Known(relation: index, first: object, second: subject)) }
            }
        }
        return known
    }

    private static func propose(
        _ pair: Pair, _ relation: LearnedRelation, _ probability: Double, _ reader: PairFeatures,
        isPassage: Bool, into work: inout SentenceWork
    ) {
        let (subjectEnd, objectEnd) = relation.isReversed ? (pair.second, pair.first) : (pair.first, pair.second)
        guard let top = reader.top(of: pair.first, pair.second), !isOver(pair, top, relation, in: work.tree),
            let subject = argument(subjectEnd, in: &work), let object = argument(objectEnd, in: &work),
            !isSaid(relation, subject, object, in: work, isPassage: isPassage)
        else { return }
        let isPresupposed = !work.tree.isPredicate(top)
        work.propose(
            Proposal(
                subject: subject, predicate: relation.name, object: object, anchor: top, isPresupposed: isPresupposed,
                rule: name, confidence: confidence * probability))
    }

    private static func argument(_ end: PairEnd, in work: inout SentenceWork) -> ReadArgument? {
        guard let antecedent = end.antecedent else { return work.argument(end.head) }
        guard let range = work.tree.range(of: Array(end.words)), var read = work.argument(antecedent) else {
            return nil
        }
        (read.argument.text, read.argument.range) = (work.tree.tokens[end.head].form, range)
        return read
    }

    /// Whether another rule has said as much of the two. In a passage each place that says it counts.
    private static func isSaid(
        _ relation: LearnedRelation, _ subject: ReadArgument, _ object: ReadArgument, in work: SentenceWork,
        isPassage: Bool
    ) -> Bool {
        work.statements.contains { _, statement in
            (statement.predicate == relation.name || relation.likeness.contains(statement.predicate))
                && statement.subject.referent == subject.argument.referent
                && statement.object.referent == object.argument.referent
                && (!isPassage
                    || statement.subject.range == subject.argument.range
                        && statement.object.range == object.argument.range)
        }
    }

    /// "former chairman of Acme", "his late wife": an office or a marriage that is over.
    private static func isOver(_ pair: Pair, _ top: Int, _ relation: LearnedRelation, in tree: SentenceTree) -> Bool {
        guard ["ceo_of", "works_for"].contains(relation.name) else { return false }
        return [pair.first.head, pair.second.head].contains { end in
            ([end] + tree.ancestors(of: end).prefix { $0 != top } + [top]).contains {
                tree.upos($0) == "NOUN" && RoleNoun.isFormer($0, in: tree)
            }
        }
    }
}

extension TextRange {
    fileprivate func overlaps(_ end: PairEnd, in tree: SentenceTree) -> Bool {
        guard let range = tree.range(of: Array(end.words)) else { return false }
        return start < range.end && range.start < self.end
    }
}
