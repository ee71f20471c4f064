import ClewModel

/// The tree of one sentence in the form that mention detection and the syntactic constraints ask for: children, clause
/// heads and noun-phrase extents.
///
/// Heads that point outside the sentence, at the word itself or around a cycle are read as roots, so that every walk
/// ends whatever a parser produced. Building is O(words).
struct DependencyIndex {
    /// The words.
    let tokens: [Token]
    /// For each word the word that it depends on, or -1.
    let heads: [Int]
    /// For each word its dependents in order.
    let children: [[Int]]

    init(_ sentence: Sentence) {
        tokens = sentence.tokens
        heads = DependencyIndex.acyclicHeads(of: sentence.tokens)
        var children = [[Int]](repeating: [], count: tokens.count)
        for (word, head) in heads.enumerated() where head >= 0 { children[head].append(word) }
        self.children = children
    }

    private static func acyclicHeads(of tokens: [Token]) -> [Int] {
        var heads = tokens.indices.map { word -> Int in
            let head = tokens[word].head
            return tokens.indices.contains(head) && head != word ? head : -1
        }
        // 0: not seen, 1: on the current walk, 2: known to reach a root.
        var state = [UInt8](repeating: 0, count: tokens.count)
        for start in tokens.indices where state[start] == 0 {
            var walk: [Int] = []
            var word = start
            while word >= 0, state[word] == 0 {
                state[word] = 1
                walk.append(word)
                word = heads[word]
            }
            if word >= 0, state[word] == 1 { heads[word] = -1 }
            for visited in walk { state[visited] = 2 }
        }
        return heads
    }

    /// The relation of a word without its subtype.
    func relation(_ word: Int) -> Substring { tokens[word].universalRelation }

    /// Whether `word` lies in the subtree of `ancestor`, itself included. O(depth).
    func isInSubtree(_ word: Int, of ancestor: Int) -> Bool {
        var current = word
        while current >= 0 {
            if current == ancestor { return true }
            current = heads[current]
        }
        return false
    }

    /// The head of the clause that a word stands in: the nearest ancestor that has a clausal relation or is the root.
    func clause(of word: Int) -> Int {
        var current = word
        while heads[current] >= 0 {
            if DependencyIndex.clausalRelations.contains(String(relation(current))) { return current }
            if relation(current) == "conj", isPredicate(current) { return current }
            current = heads[current]
        }
        return current
    }

    /// Whether a word heads a clause: a verb, or a nominal with a copula or a subject.
    func isPredicate(_ word: Int) -> Bool {
        tokens[word].upos == "VERB" || children[word].contains { relation($0) == "cop" || relation($0) == "nsubj" }
    }

    /// The subject of a predicate: its own, or, for a conjunct without one, that of the predicate it is joined to; a
    /// participle or infinitive without a subject has none here.
    func subject(of predicate: Int) -> Int? {
        var current = predicate
        while true {
            if let own = children[current].first(where: { relation($0) == "nsubj" }) { return own }
            guard relation(current) == "conj", heads[current] >= 0 else { return nil }
            current = heads[current]
        }
    }

    /// The subject that a predicate is understood with: its own; of an infinitive or participle without one, the object
    /// or subject of the verb above ("asked her to sell it", "used models to train its own").
    func understoodSubject(of predicate: Int) -> Int? {
        var current = predicate
        while true {
            if let subject = subject(of: current) { return subject }
            let higher = heads[current]
            switch relation(current) {
            case "xcomp" where higher >= 0:
                if let object = children[higher].first(where: { ["obj", "iobj"].contains(relation($0)) }) {
                    return object
                }
            case "acl" where higher >= 0 && tokens[current].relation != "acl:relcl": return higher
            case "advcl" where higher >= 0, "conj" where higher >= 0: break
            default: return nil
            }
            current = higher
        }
    }

    /// The noun phrase around `head`: its words with determiners, modifiers and prepositional attributes, but without
    /// the preposition before it, the possessive mark after it, appositions, conjuncts and clauses.
    func nounPhrase(_ head: Int) -> Range<Int> {
        var lower = head
        var upper = head + 1
        for child in children[head].reversed() where child < head {
            // "At the heart of the deal is Acme": what stands before the verb is no part of the name.
            if relation(child) == "cop" { break }
            guard DependencyIndex.leftModifiers.contains(String(relation(child))) else { continue }
            // ", among them a landscape": a phrase of its own.
            if tokens[child].relation == "nmod",
                children[child].contains(where: { relation($0) == "case" && $0 < child })
            {
                continue
            }
            lower = min(lower, leftEdge(child))
        }
        for child in children[head] where child > head {
            guard DependencyIndex.rightModifiers.contains(String(relation(child))) else { continue }
            // "spots cool enough to hold water": a clause of its own, cut short.
            if relation(child) == "amod", !children[child].isEmpty { break }
            let edge = rightEdge(child)
            // A modifier set off by a comma or a bracket is not part of the phrase.
            guard !(upper..<max(upper, leftEdge(child))).contains(where: { tokens[$0].upos == "PUNCT" }) else { break }
            upper = max(upper, edge)
        }
        return lower..<upper
    }

    private func leftEdge(_ word: Int) -> Int {
        var edge = word
        for child in children[word] where child < word { edge = min(edge, leftEdge(child)) }
        return edge
    }

    /// The end of a modifier's own noun phrase; clauses, appositions and conjuncts within it are left out.
    private func rightEdge(_ word: Int) -> Int {
        var edge = word + 1
        for child in children[word]
        where child > word && DependencyIndex.rightModifiers.contains(String(relation(child))) {
            edge = max(edge, rightEdge(child))
        }
        return edge
    }

    private static let clausalRelations: Set<String> = ["root", "ccomp", "xcomp", "advcl", "acl", "csubj", "parataxis"]
    private static let leftModifiers: Set<String> = ["det", "amod", "compound", "nummod", "nmod", "flat", "advmod"]
    private static let rightModifiers: Set<String> = ["nmod", "compound", "flat", "amod", "nummod", "fixed"]
}
