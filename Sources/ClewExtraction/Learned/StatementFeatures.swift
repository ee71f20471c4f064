import ClewModel

/// What tells a right reading from a wrong one: how sure the parser and the resolver of references were, which rule read
/// it, what stands at its ends, and what the sentence is like. Each feature is a name with a number between 0 and 1
/// (mostly 0 or 1), so that a weight says how much it counts.
///
/// Computed for each statement in O(words · children) of the sentence.
package struct StatementFeatures {
    /// Names with their values; what is not there is 0.
    package private(set) var values: [(name: String, value: Double)] = []

    private let tree: SentenceTree
    private let proposal: Proposal

    /// - Parameter isCanonical: whether the predicate is a relation of the catalog.
    init(_ proposal: Proposal, in tree: SentenceTree, isCanonical: Bool) {
        self.tree = tree
        self.proposal = proposal
        add("rule." + proposal.rule)
        // The trust that rule and arguments have from the start.
        add("prior", proposal.confidence * proposal.subject.confidence * proposal.object.confidence)
        if isCanonical { add("canonical") }
        if proposal.predicate.contains("_") { add("predicate.prepositional") }
        if proposal.predicate == "is_a" { add("predicate.is_a") }
        add("qualifiers", Double(min(proposal.qualifiers.count, 4)) / 4)
        addSentence()
        let subject = words(of: proposal.subject)
        let object = words(of: proposal.object)
        addEnd("subject", proposal.subject, subject)
        addEnd("object", proposal.object, object)
        addPath(subject, object)
        addRivals()
    }

    private mutating func add(_ name: String, _ value: Double = 1) {
        if value != 0 { values.append((name, value)) }
    }

    /// A count as steps, for what matters is mostly whether it is high.
    private mutating func add(_ name: String, count: Int, above limits: [Int]) {
        for limit in limits where count > limit { add("\(name)>\(limit)") }
    }

    // MARK: Sentence

    private mutating func addSentence() {
        let forms = tree.tokens.map(\.form)
        add("sentence.words", count: forms.count, above: [12, 20, 28, 36, 44])
        add("sentence.commas", count: forms.count { $0 == "," }, above: [1, 3])
        add("sentence.and", count: forms.count { $0 == "and" }, above: [0, 1, 2])
        if forms.contains(where: { ["“", "\"", "‘"].contains($0) }) { add("sentence.quotation") }
        if forms.contains(where: { ["—", "–", ";", ":"].contains($0) }) { add("sentence.dash") }
        if !tree.isEnded { add("sentence.unended") }
        // "Corvane Shares Slide as Drug Misses Forecasts".
        let long = forms.filter { $0.count > 3 }
        if long.count > 3, long.allSatisfy({ $0.first?.isLowercase != true }) { add("sentence.title-case") }
        let margins = tree.tokens.compactMap(\.headMargin)
        guard !margins.isEmpty else { return }
        add("sentence.doubts", Double(min(margins.count { $0 < 2 }, 8)) / 8)
    }

    // MARK: Ends

    private func words(of end: ReadArgument) -> [Int] {
        guard let range = end.argument.range else { return [] }
        return tree.words.filter { tree.tokens[$0].range.start < range.end && tree.tokens[$0].range.end > range.start }
    }

    private mutating func addEnd(_ side: String, _ end: ReadArgument, _ words: [Int]) {
        add(side + ".type." + (end.type?.rawValue ?? "none"))
        if end.isNamed { add(side + ".named") }
        if case .literal = end.argument.referent { add(side + ".literal") }
        if let reference = end.reference { addReference(side, reference, words) }
        guard let first = words.first, let last = words.last else { return add(side + ".elsewhere") }
        add(side + ".words", count: words.count, above: [1, 2, 4, 7])
        let inside = words.map { tree.tokens[$0].form.lowercased() }
        if inside.contains("of") { add(side + ".of") }
        if words.contains(where: { tree.dependencies[$0] == .case && tree.lemmas[$0] != "of" }) {
            add(side + ".preposition")
        }
        if inside.contains("and") { add(side + ".and") }
        if inside.contains(",") { add(side + ".comma") }
        addDoubt(side, words)
        if last + 1 < tree.tokens.count {
            addDoubt(side + ".next", [last + 1])
            addDoubt(side + ".behind", Array((last + 1)..<min(last + 4, tree.tokens.count)))
            addNeighbour(side + ".next", last + 1)
        } else {
            add(side + ".last")
        }
        if first > 0 {
            addDoubt(side + ".before", [first - 1])
            addNeighbour(side + ".before", first - 1)
        }
        guard let head = end.argument.range.flatMap(tree.head) else { return add(side + ".parted") }
        add(side + ".relation." + tree.dependencies[head].rawValue)
        if !["NOUN", "PROPN", "PRON", "NUM"].contains(tree.upos(head)) { add(side + ".no-noun") }
        // What is left out of the phrase: a clause, a prepositional phrase, a coordinated phrase.
        for child in tree.children[head] where !words.contains(child) {
            if [.nmod, .acl, .conj, .appos, .amod, .nummod, .compound].contains(tree.dependencies[child]) {
                add(side + ".without." + tree.dependencies[child].rawValue)
            }
        }
    }

    private mutating func addNeighbour(_ name: String, _ word: Int) {
        let tag = tree.upos(word)
        if ["ADP", "PUNCT", "CCONJ", "SCONJ", "VERB", "ADV", "PART", "NUM", "AUX", "NOUN", "PROPN", "ADJ", "PRON"]
            .contains(tag)
        {
            add(name + "." + tag)
        }
    }

    private mutating func addReference(_ side: String, _ reference: ReadArgument.Reference, _ words: [Int]) {
        let form = words.count == 1 ? tree.tokens[words[0]].form.lowercased() : ""
        let kind =
            switch form {
            case "he", "him", "she", "her": "he"
            case "it": "it"
            case "they", "them": "they"
            case "his", "hers", "its", "their", "theirs": "owner"
            // "its factory": the owner is what is taken up.
            default: !reference.isPronoun ? "noun" : words.count > 1 ? "owner" : "pronoun"
            }
        let name = "\(side).reference.\(kind)"
        add(name)
        if reference.isNamedBeside { add(name + ".beside") }
        guard let probability = reference.probability else { return }
        add(name + ".probable")
        add(name + ".doubt", Double(max(0, 1 - probability)))
    }

    // MARK: Parser

    /// How unsure the parser was of the heads of some words: of the one that it was the least sure of.
    private mutating func addDoubt(_ name: String, _ words: [Int]) {
        var least: Float?
        for word in words {
            guard let margin = tree.tokens[word].headMargin else { continue }
            least = min(least ?? margin, margin)
        }
        guard let least else { return }
        for limit: Float in [1, 2, 4, 7] where least < limit { add("\(name).margin<\(Int(limit))") }
    }

    /// "losses on loans, which reached …": nouns above the one that a clause hangs on, which it might as well hang on.
    private mutating func addRivals() {
        let anchor = proposal.anchor
        guard tree.dependencies[anchor] == .acl, case let noun = tree.heads[anchor], noun >= 0 else { return }
        let number = tree.xpos(noun).hasSuffix("S")
        var rivals = 0
        var word = noun
        while [.nmod, .obl, .obj, .conj].contains(tree.dependencies[word]), tree.heads[word] >= 0 {
            word = tree.heads[word]
            if ["NOUN", "PROPN"].contains(tree.upos(word)), tree.xpos(word).hasSuffix("S") == number { rivals += 1 }
        }
        guard rivals > 0 else { return }
        add("rivals")
        if tree.tokens[..<anchor].dropFirst(noun + 1).contains(where: { $0.form == "," }) { add("rivals.comma") }
    }

    private mutating func addPath(_ subject: [Int], _ object: [Int]) {
        let anchor = proposal.anchor
        add("anchor.relation." + tree.dependencies[anchor].rawValue)
        add("anchor.tag." + tree.upos(anchor))
        add("anchor.depth", count: tree.ancestors(of: anchor).count, above: [0, 1, 2, 3])
        var path: Set<Int> = [anchor]
        var isOver = false
        let above = Set([anchor] + tree.ancestors(of: anchor))
        for end in [proposal.subject, proposal.object] {
            guard var word = end.argument.range.flatMap(tree.head) else { continue }
            while word >= 0, !above.contains(word) {
                path.insert(word)
                word = tree.heads[word]
            }
            if word >= 0, word != anchor { isOver = true }
        }
        if isOver { add("path.over") }
        addDoubt("path", Array(path))
        add("path", count: path.count, above: [2, 3, 4, 5])
        let moved = path.filter { tree.tokens[$0].headMargin == nil }
        if !moved.isEmpty, tree.tokens.contains(where: { $0.headMargin != nil }) { add("path.moved") }
        guard let first = subject.first, let last = object.first else { return }
        if last < first { add("inverted") }
        let between = last < first ? first - (object.last ?? last) : last - (subject.last ?? first)
        add("between", count: between, above: [2, 4, 7, 11, 16])
        let gap = last < first ? last..<first : first..<last
        if gap.contains(where: {
            ["VERB", "AUX"].contains(tree.upos($0)) && $0 != anchor && tree.dependencies[$0] != .aux
        }) {
            add("between.verb")
        }
        if gap.contains(where: { tree.tokens[$0].form == "," }) { add("between.comma") }
    }
}
