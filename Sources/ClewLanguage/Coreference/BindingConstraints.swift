import ClewModel

/// Where grammar forbids that two phrases of one sentence are one entity: arguments of one verb, the possessor within
/// a phrase and that phrase, a subject and the possessor within its own predicate.
///
/// After the binding principles of generative grammar, in the form that dependency trees allow.
struct BindingConstraints {
    private let tree: DependencyIndex

    init(_ tree: DependencyIndex) { self.tree = tree }

    /// Whether `anaphor` (no reflexive) cannot mean what `other` means. Both stand in this sentence. O(depth).
    func forbid(_ anaphor: MentionCandidate, _ other: MentionCandidate) -> Bool {
        // A phrase is not part of itself ("its investor", "Acme and its rivals").
        if other.head != anaphor.head, other.words.contains(anaphor.head) { return true }
        if anaphor.words.count > 1, anaphor.words.contains(other.head) { return true }
        if isWithinPhrase(anaphor.head, of: other.head) { return true }
        return anaphor.role == .possessor
            ? isPossessorInPredicate(anaphor.head, of: other.head) : areCoarguments(anaphor.head, other.head)
    }

    /// The subjects before a word in whose clauses it stands: in "Lee met the man's son" and "Lee said the man left" the man
    /// is not Lee (principle C). O(depth).
    func commandingSubjects(of word: Int) -> [Int] {
        var subjects: [Int] = []
        var current = word
        while tree.heads[current] >= 0 {
            let relation = tree.relation(current)
            // What is joined and has a subject of its own stands beside the first clause, and not in it.
            if relation == "parataxis" || relation == "conj" && tree.subject(of: current) != nil { break }
            current = tree.heads[current]
            if let subject = tree.subject(of: current), subject < word, !tree.isInSubtree(word, of: subject) {
                subjects.append(subject)
            }
        }
        return subjects
    }

    /// Whether `word` modifies a noun phrase headed by `noun` without a clause in between.
    private func isWithinPhrase(_ word: Int, of noun: Int) -> Bool {
        var current = word
        while tree.heads[current] >= 0, current != noun {
            // "Ann Lee with her son", "Acme and its rivals": who comes along may be the bearer's own.
            if tree.tokens[word].relation == "nmod:poss", current != word, isCompanion(current) { return false }
            guard ["nmod", "compound", "amod", "appos", "det", "conj"].contains(tree.relation(current)) else {
                return false
            }
            if tree.relation(current) == "conj", current == word { return false }
            current = tree.heads[current]
            if tree.isPredicate(current) { return current == noun && tree.relation(word) != "nsubj" }
        }
        return current == noun && word != noun
    }

    private func isCompanion(_ noun: Int) -> Bool {
        tree.relation(noun) == "conj" && tree.heads[noun] < noun
            || tree.tokens[noun].relation == "nmod"
                && tree.children[noun].contains { tree.relation($0) == "case" && tree.tokens[$0].form == "with" }
    }

    /// "X is its largest investor", "X became its owner": X is not the possessor.
    private func isPossessorInPredicate(_ possessor: Int, of other: Int) -> Bool {
        var noun = tree.heads[possessor]
        while noun >= 0, tree.relation(noun) == "nmod" { noun = tree.heads[noun] }
        guard noun >= 0 else { return false }
        if tree.children[noun].contains(where: { tree.relation($0) == "cop" }) {
            return tree.subject(of: noun) == other
        }
        let verb = tree.heads[noun]
        guard verb >= 0, ["xcomp", "obj"].contains(tree.relation(noun)),
            ["become", "remain", "be"].contains(tree.tokens[verb].lemma)
        else { return tree.relation(noun) == "appos" && tree.heads[noun] == other }
        return tree.subject(of: verb) == other
    }

    private func areCoarguments(_ first: Int, _ second: Int) -> Bool {
        guard let one = predicate(of: first), let other = predicate(of: second) else { return false }
        if one == other { return !isFronted(first, second, before: one) }
        // A subject shared by joined verbs, or by a verb and its infinitive.
        return subject(of: one) == second || subject(of: other) == first
    }

    /// "Lee supports a sale, she told Acme": where a parser gives the verb of saying both subjects, they are no arguments
    /// of one verb, for a clause stands between them.
    private func isFronted(_ first: Int, _ second: Int, before verb: Int) -> Bool {
        let (left, right) = (min(first, second), max(first, second))
        return tree.relation(left) == "nsubj" && tree.relation(right) == "nsubj"
            && tree.children[verb].contains { tree.relation($0) == "ccomp" && left < $0 && $0 < right }
    }

    /// The subject of a predicate or of the one that controls its infinitive.
    private func subject(of predicate: Int) -> Int? {
        tree.subject(of: predicate)
            ?? (tree.relation(predicate) == "xcomp" ? tree.understoodSubject(of: predicate) : nil)
    }

    private func predicate(of word: Int) -> Int? {
        var current = word
        while tree.relation(current) == "conj", tree.heads[current] >= 0 { current = tree.heads[current] }
        guard ["nsubj", "obj", "iobj", "obl"].contains(tree.relation(current)), tree.heads[current] >= 0 else {
            return nil
        }
        return tree.heads[current]
    }
}
