import ClewModel

/// Open information extraction as its benchmarks have it: every clause as a tuple of the sentence's own words, nothing
/// shortened, nothing resolved, several arguments. `StatementExtractor` reads the same clauses for the graph.
public struct OpenExtractor: Sendable {
    /// An extractor.
    public init() {}

    /// The tuples of a sentence, in order of their predicates. O(words · depth).
    public func extract(_ sentence: Sentence) -> [OpenTuple] {
        guard !sentence.tokens.isEmpty else { return [] }
        var reading = OpenReading(SentenceTree(sentence, index: 0))
        reading.read()
        return reading.tuples
    }
}

/// One sentence while it is read.
struct OpenReading {
    let tree: SentenceTree
    let reader: ClauseReader
    private(set) var tuples: [OpenTuple] = []

    init(_ tree: SentenceTree) {
        self.tree = tree
        reader = ClauseReader(tree)
    }

    mutating func read() {
        for clause in reader.clauses() {
            if isMerged(clause.head) { continue }
            if clause.isCopular { copular(clause) } else { verbal(clause) }
        }
        for word in tree.words where tree.dependencies[word] == .appos { apposition(word) }
    }

    /// Whether the clause is read with the verb that governs it: "decided to sell".
    private func isMerged(_ word: Int) -> Bool {
        tree.dependencies[word] == .xcomp && tree.heads[word] >= 0 && tree.upos(word) == "VERB"
            && tree.child(of: tree.heads[word], .obj, .iobj) == nil
    }

    /// The chain of verbs that one predicate is made of.
    private func chain(_ head: Int) -> [Int] {
        var chain = [head]
        while let last = chain.last, let next = tree.children(of: last, .xcomp).first(where: isMerged), chain.count < 6
        {
            chain.append(next)
        }
        return chain
    }

    private mutating func verbal(_ clause: Clause) {
        let chain = chain(clause.head)
        guard let last = chain.last else { return }
        let inner = last == clause.head ? clause : reader.clause(at: last)
        var predicate = chain.flatMap(verbGroup)
        var arguments: [[Int]] =
            inner.objects.map(phrase) + (inner.recipients + (chain.count > 1 ? clause.recipients : [])).map(phrase)
        let first = arguments.count
        if let attribute = inner.attribute { arguments.append(phrase(attribute)) }
        if let complement = inner.complement {
            let marks = tree.children(of: complement, .mark).filter { $0 < complement }
            predicate += marks
            arguments.append(tree.subtree(of: complement).filter { !marks.contains($0) })
        }
        for link in tree.children(of: last, .xcomp) where !isMerged(link) && link != inner.attribute {
            arguments.append(tree.subtree(of: link))
        }
        var obliques = inner.obliques.map { prepositional($0.head) }
        if chain.count > 1 { obliques += clause.obliques.map { prepositional($0.head) } }
        // Without an object, the preposition of the first phrase behind the verb belongs to the predicate.
        if arguments.isEmpty || first == 0 && inner.complement == nil && inner.attribute == nil && arguments.isEmpty,
            let place = inner.obliques.firstIndex(where: { $0.head > last && !$0.preposition.isEmpty })
        {
            let marks = tree.children(of: inner.obliques[place].head, .case).flatMap { tree.subtree(of: $0) }
            predicate += marks
            obliques[place] = obliques[place].filter { !marks.contains($0) }
            obliques.swapAt(0, place)
        }
        arguments += obliques
        // A clause beside the main one is a tuple of its own; it is kept here only where nothing else is said.
        if arguments.isEmpty { arguments = tree.children(of: last, .advcl).map { tree.subtree(of: $0) } }
        arguments += tree.children(of: last, .advmod).filter { Circumstance.isTime(adverb: tree.lemmas[$0]) }.map {
            tree.subtree(of: $0)
        }
        emit(clause, predicate.sorted(), arguments)
    }

    private mutating func copular(_ clause: Clause) {
        let head = clause.head
        let verbs = tree.children(of: head, .cop, .aux) + adverbs(of: head)
        guard !verbs.isEmpty else { return }
        let outside: (Int) -> Bool = { child in
            [.nsubj, .cop, .aux, .mark, .advcl, .punct, .cc, .conj, .parataxis, .csubj, .expl].contains(
                tree.dependencies[child])
                && tree.heads[child] == head
        }
        // A relative clause is a tuple of its own.
        let told = Set(tree.children(of: head, .acl).filter(tree.isRelativeClause).flatMap { tree.subtree(of: $0) })
        let words = tree.subtree(of: head, leaving: outside).filter { !verbs.contains($0) && !told.contains($0) }
        emit(clause, verbs.sorted(), [words])
    }

    private mutating func apposition(_ word: Int) {
        let head = tree.heads[word]
        guard head >= 0, ["NOUN", "PROPN"].contains(tree.upos(word)), tree.isNominal(head) else { return }
        let holder = tree.subtree(of: head) {
            $0 == word
                || [.acl, .appos, .conj, .cc, .punct, .case, .parataxis].contains(tree.dependencies[$0])
                    && tree.heads[$0] == head
        }
        tuples.append(
            OpenTuple(
                confidence: rounded(0.5 * SentenceTree.certainty(margin: tree.margin(of: [word], anchor: head))),
                predicate: "is",
                arguments: [join(holder), join(phrase(word))]))
    }

    private mutating func emit(_ clause: Clause, _ predicate: [Int], _ arguments: [[Int]]) {
        let kept = arguments.filter { !$0.isEmpty }
        guard !predicate.isEmpty else { return }
        let subjects = clause.subjects.isEmpty ? expletive(clause) : clause.subjects
        for subject in subjects.prefix(1) {
            let words = phrase(subject).filter { !predicate.contains($0) }
            guard !words.isEmpty, !kept.isEmpty else { continue }
            let size = kept.reduce(0) { $0 + $1.count }
            let ends = [subject] + clause.objects + clause.obliques.map(\.head)
            let sure = SentenceTree.certainty(margin: tree.margin(of: ends, anchor: clause.head))
            tuples.append(
                OpenTuple(
                    confidence: rounded((clause.confidence - 0.004 * Double(min(size, 50))) * sure),
                    predicate: join(predicate), arguments: [join(words)] + kept.map(join)))
        }
    }

    private func rounded(_ confidence: Double) -> Double { (confidence * 1_000).rounded() / 1_000 }

    private func expletive(_ clause: Clause) -> [Int] { tree.expletive(of: clause.head).map { [$0] } ?? [] }

    /// The verb with its auxiliaries, negation, the adverbs at its side, particle and infinitive mark.
    private func verbGroup(_ head: Int) -> [Int] {
        var words = [head] + tree.children(of: head, .aux) + adverbs(of: head)
        words += tree.children[head].filter { tree.subtypes[$0] == "prt" }
        words += tree.children(of: head, .mark).filter { tree.lemmas[$0] == "to" && tree.dependencies[head] == .xcomp }
        return words.sorted()
    }

    private func adverbs(of head: Int) -> [Int] {
        tree.children(of: head, .advmod).filter {
            abs($0 - head) == 1 || ["not", "never", "n't"].contains(tree.lemmas[$0])
        }
    }

    /// A phrase without what stands beside it: relative clauses, appositions, its preposition.
    private func phrase(_ head: Int) -> [Int] {
        trimmed(
            tree.subtree(of: head) { child in
                guard tree.heads[child] == head else { return false }
                switch tree.dependencies[child] {
                case .case, .mark: return child < head
                case .parataxis, .cop, .nsubj: return true
                case .acl: return tree.isRelativeClause(child)
                case .appos: return true
                default: return false
                }
            })
    }

    private func prepositional(_ head: Int) -> [Int] {
        let marks = tree.children(of: head, .case).filter { $0 < head }.flatMap { tree.subtree(of: $0) }
        return (marks + phrase(head)).sorted()
    }

    private func trimmed(_ words: [Int]) -> [Int] {
        var kept = words[...]
        while let last = kept.last, tree.dependencies[last] == .punct { kept.removeLast() }
        while let first = kept.first, tree.dependencies[first] == .punct { kept.removeFirst() }
        return Array(kept)
    }

    private func join(_ words: [Int]) -> String { trimmed(words).map { tree.tokens[$0].form }.joined(separator: " ") }
}
