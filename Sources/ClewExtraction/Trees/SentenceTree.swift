import ClewModel

/// A sentence's tree with what the rules keep asking of it: children in order, relations as values, lower-case lemmas.
///
/// A tree that is none (a head out of bounds, a circle, no root) is repaired on the way in: the words that do not reach
/// the root are hung under it, so that every walk upwards ends. Built in O(words); `subtree` costs the words it returns.
package struct SentenceTree: Sendable {
    /// The sentence.
    package let sentence: Sentence
    /// Its index in the article.
    package let index: Int
    /// Head of each word, -1 for the root.
    package let heads: [Int]
    /// Children of each word in order.
    package let children: [[Int]]
    /// The relation of each word to its head, without subtype.
    package let dependencies: [Dependency]
    /// The subtypes: `pass` of `nsubj:pass`, else empty.
    package let subtypes: [Substring]
    /// Lower-case lemmas; "start-up" at the last word of it.
    package let lemmas: [String]
    /// The root; -1 in an empty sentence.
    package let root: Int
    /// For each word the name span that covers it, as an index into `sentence.names`; -1 for none.
    package let spans: [Int]

    /// The tree of a sentence.
    package init(_ sentence: Sentence, index: Int) {
        var sentence = sentence
        for name in sentence.names { SentenceTree.joinName(name.words, &sentence.tokens) }
        for name in sentence.names where name.type == .person {
            SentenceTree.joinTitle(name.words.lowerBound, &sentence.tokens)
            SentenceTree.liftApposition(name.words.lowerBound, &sentence.tokens)
        }
        for word in sentence.tokens.indices {
            SentenceTree.flipHyphenated(word, &sentence.tokens)
            SentenceTree.joinNameToNoun(word, &sentence.tokens)
            SentenceTree.joinFarName(word, &sentence.tokens)
            SentenceTree.moveSubject(word, &sentence.tokens)
            SentenceTree.moveFrontedSubject(word, &sentence.tokens)
            SentenceTree.joinHyphenated(word, &sentence.tokens)
            SentenceTree.freeSource(word, &sentence.tokens)
            SentenceTree.moveRelativeClause(word, &sentence.tokens)
            SentenceTree.liftRelativeClause(word, &sentence.tokens)
            SentenceTree.moveDay(word, &sentence)
            SentenceTree.freeHeadlineSubject(word, &sentence.tokens)
            SentenceTree.freeVerdict(word, &sentence.tokens)
            SentenceTree.activateSubject(word, &sentence.tokens)
            SentenceTree.passivateHeadline(word, &sentence.tokens)
            SentenceTree.freeClauseSubject(word, &sentence.tokens)
            SentenceTree.freeTimedSubject(word, &sentence.tokens)
            SentenceTree.liftReport(word, &sentence.tokens)
            SentenceTree.moveAdjective(word, &sentence.tokens)
            SentenceTree.liftAccusation(word, &sentence.tokens)
            SentenceTree.joinUpTo(word, &sentence.tokens)
            SentenceTree.joinRelativeClause(word, &sentence.tokens)
            SentenceTree.joinYears(word, &sentence.tokens)
            SentenceTree.joinOf(word, &sentence.tokens)
            SentenceTree.joinAgent(word, &sentence.tokens)
            SentenceTree.freeParenthesis(word, &sentence.tokens)
            SentenceTree.fillReportedGap(word, &sentence.tokens)
            SentenceTree.joinSingularClause(word, &sentence.tokens)
            SentenceTree.joinParticiple(word, &sentence.tokens)
            SentenceTree.makeInfinitive(word, &sentence.tokens)
            SentenceTree.joinNearParticiple(word, &sentence.tokens)
            SentenceTree.passivateParticiple(word, &sentence.tokens)
        }
        SentenceTree.rehang(&sentence.tokens)
        for word in sentence.tokens.indices { SentenceTree.demoteSubject(word, &sentence.tokens) }
        let tokens = sentence.tokens
        let (heads, root) = SentenceTree.repaired(tokens.map(\.head))
        var children = [[Int]](repeating: [], count: tokens.count)
        for (word, head) in heads.enumerated() where head >= 0 { children[head].append(word) }
        var spans = [Int](repeating: -1, count: tokens.count)
        for (number, name) in sentence.names.enumerated() {
            for word in name.words where spans.indices.contains(word) { spans[word] = number }
        }
        for word in tokens.indices where SentenceTree.isVerbTaggedAsNoun(word, children[word], tokens) {
            sentence.tokens[word].upos = "VERB"
            sentence.tokens[word].xpos = "VBZ"
        }
        self.sentence = sentence
        self.index = index
        self.heads = heads
        self.children = children
        self.root = root
        self.spans = spans
        dependencies = tokens.indices.map { word in
            word == root ? .root : Dependency(relation: tokens[word].universalRelation)
        }
        subtypes = tokens.map { token in
            token.relation.firstIndex(of: ":").map { token.relation[token.relation.index(after: $0)...] } ?? ""
        }
        lemmas = tokens.indices.map { SentenceTree.lemma(of: $0, in: tokens) }
    }

    /// The lower-case lemma; of the last word of a noun with a hyphen that is known as a whole ("start-up"), the whole.
    private static func lemma(of word: Int, in tokens: [Token]) -> String {
        let lemma = tokens[word].lemma.lowercased()
        guard word > 1, tokens[word].upos == "NOUN", tokens[word - 1].form == "-", !tokens[word - 1].spaceAfter,
            !tokens[word - 2].spaceAfter
        else { return lemma }
        let whole = tokens[word - 2].lemma.lowercased() + "-" + lemma
        return NounType.isListed(whole) ? whole : lemma
    }

    /// The words.
    package var tokens: [Token] { sentence.tokens }
    /// Their indices.
    package var words: Range<Int> { 0..<tokens.count }

    private static func repaired(_ given: [Int]) -> (heads: [Int], root: Int) {
        guard !given.isEmpty else { return ([], -1) }
        let root = given.firstIndex(of: -1) ?? 0
        var heads = given
        for word in heads.indices where !heads.indices.contains(heads[word]) || heads[word] == word {
            heads[word] = root
        }
        heads[root] = -1
        // 0: not seen, else the walk in which it was seen; a walk that meets itself has found a circle.
        var seenIn = [Int](repeating: 0, count: heads.count)
        for start in heads.indices {
            var word = start
            while word >= 0, seenIn[word] == 0 {
                seenIn[word] = start + 1
                if heads[word] >= 0, seenIn[heads[word]] == start + 1 { heads[word] = root }
                word = heads[word]
            }
        }
        return (heads, root)
    }
}

extension SentenceTree {
    /// Universal part of speech of a word.
    package func upos(_ word: Int) -> String { tokens[word].upos }
    /// Penn tag of a word.
    package func xpos(_ word: Int) -> String { tokens[word].xpos }

    /// Children in one of the relations, in order.
    package func children(of word: Int, _ relations: Dependency...) -> [Int] {
        children[word].filter { relations.contains(dependencies[$0]) }
    }

    /// The first child in one of the relations.
    package func child(of word: Int, _ relations: Dependency...) -> Int? {
        children[word].first { relations.contains(dependencies[$0]) }
    }

    /// Whether some child satisfies a condition.
    package func hasChild(of word: Int, where condition: (Int) -> Bool) -> Bool {
        children[word].contains(where: condition)
    }

    /// The word and all below it, in order, without the branches that `leaving` names. O(n log n) in their number.
    package func subtree(of word: Int, leaving: (Int) -> Bool = { _ in false }) -> [Int] {
        var found: [Int] = []
        var open = [word]
        while let next = open.popLast() {
            found.append(next)
            open += children[next].filter { !leaving($0) }
        }
        return found.sorted()
    }

    /// The words above a word, nearest first.
    package func ancestors(of word: Int) -> [Int] {
        var found: [Int] = []
        var next = heads[word]
        while next >= 0 {
            found.append(next)
            next = heads[next]
        }
        return found
    }

    /// Whether `word` is `ancestor` or stands below it.
    package func isWithin(_ word: Int, _ ancestor: Int) -> Bool {
        var next = word
        while next >= 0 {
            if next == ancestor { return true }
            next = heads[next]
        }
        return false
    }

    /// The forms of words with the spaces of the text between neighbours, and one space over each gap.
    package func text(of words: [Int]) -> String {
        var text = ""
        for (place, word) in words.enumerated() {
            if place > 0, words[place - 1] != word - 1 || tokens[words[place - 1]].spaceAfter { text += " " }
            text += tokens[word].form
        }
        return text
    }

    /// The range in the article's text that words cover.
    package func range(of words: [Int]) -> TextRange? {
        guard let first = words.first, let last = words.last else { return nil }
        return tokens[first].range.union(tokens[last].range)
    }

    /// The range that words cover, with the quotation mark or bracket beside them whose other half stands among them.
    package func markedRange(of words: [Int]) -> TextRange? {
        guard var first = words.first, var last = words.last else { return nil }
        for (opening, closing) in [("(", ")"), ("“", "”"), ("\"", "\""), ("``", "''"), ("‘", "’")] {
            let marks = (first...last).filter { [opening, closing].contains(tokens[$0].form) }
            guard marks.count == 1, let mark = marks.first else { continue }
            if tokens[mark].form == opening, last + 1 < tokens.count, tokens[last + 1].form == closing {
                last += 1
            } else if tokens[mark].form == closing, first > 0, tokens[first - 1].form == opening {
                first -= 1
            }
        }
        return range(of: [first, last])
    }
}
