import ClewModel

/// What the words and the tree around two phrases look like, as hashes of 24 bits: words between and beside them, the
/// path between them through the tree, what governs each, their types, and what the other rules found.
///
/// A coordinated phrase is seen in the place of the first of its coordination. About eighty features a pair, each computed
/// from hashes of lemmas made once for the sentence.
package struct PairFeatures {
    private enum Kind: UInt64 {
        case types = 1, kinds, pronoun, order, distance, middle, middlePair, middleWhole, left, right, beforeLater
        case behindEarlier, path, pathTop, pathTypes, top, pathLemma, pathLemmaType, far, pathLength, relation, governor
        case preposition, governorPreposition, child, head, peersFirst, peersSecond, betweenSecond, betweenFirst
        case isFirst, near, rule, trigger, nounType, pathPreposition, topPreposition
    }

    private let tree: SentenceTree
    private let ends: [PairEnd]
    private let triggers: [[UInt64]]
    private let lemmas: [UInt64]
    private let relations: [UInt64]

    /// The features of pairs of `ends`.
    package init(_ tree: SentenceTree, ends: [PairEnd], catalog: RelationCatalog) {
        self.tree = tree
        triggers = tree.words.map { word in
            guard ["VERB", "NOUN"].contains(tree.upos(word)) else { return [] }
            let lemma = SentenceTree.identifier(tree.lemmas[word])
            let kinds: [Trigger.Kind] = [.verb, .role, .event]
            return Set(kinds.flatMap { catalog.triggers($0, lemma: lemma).map(\.relation) }).sorted().map(
                PairFeatures.hash)
        }
        self.ends = ends
        lemmas = tree.lemmas.map(PairFeatures.hash)
        relations = tree.words.map { PairFeatures.hash(tree.dependencies[$0].rawValue) }
    }

    /// The features of two phrases, sorted, each once. `rules` are the learned relations that other rules found between
    /// them.
    package func features(_ first: PairEnd, _ second: PairEnd, rules: [Int]) -> [UInt32] {
        var found: Set<UInt32> = []
        let isForward = first.words.lowerBound < second.words.lowerBound
        let (earlier, later) = isForward ? (first, second) : (second, first)
        let order: UInt64 = isForward ? 1 : 2
        let types = mixed(typeCode(first), typeCode(second))
        add(.types, [types], to: &found)
        add(.kinds, [kindCode(first), kindCode(second)], to: &found)
        if first.kind == .pronoun {
            add(.pronoun, [PairFeatures.hash(tree.tokens[first.head].form.lowercased())], to: &found)
        }
        add(.order, [order], to: &found)
        addSurface(earlier, later, order, to: &found)
        addPath(first, second, order: order, types: types, to: &found)
        addPlace(of: first, 1, to: &found)
        addPlace(of: second, 2, to: &found)
        addPeers(first, second, earlier, later, order, to: &found)
        for rule in rules { add(.rule, [UInt64(rule)], to: &found) }
        return found.sorted()
    }

    /// Where the path between two phrases turns: the lowest word above both.
    package func top(of first: PairEnd, _ second: PairEnd) -> Int? {
        let other = up(from: uncoordinated(second.head))
        return up(from: uncoordinated(first.head)).first(where: other.contains)
    }

    private func addSurface(
        _ earlier: PairEnd, _ later: PairEnd, _ order: UInt64, to found: inout Set<UInt32>
    ) {
        let start = earlier.words.upperBound
        let end = later.words.lowerBound
        let distance = end - start
        add(.distance, [order, UInt64(bitPattern: Int64(min(8, distance / 3)))], to: &found)
        if distance > 0 {
            if distance <= 25 { for word in start..<end { add(.middle, [order, lemmas[word]], to: &found) } }
            if distance <= 12 {
                for word in start..<(end - 1) {
                    add(.middlePair, [order, lemmas[word], lemmas[word + 1]], to: &found)
                }
            }
        }
        if distance <= 6 {
            var whole = [order]
            for word in start..<max(start, end) {
                whole.append(
                    ["PROPN", "NUM"].contains(tree.upos(word)) ? PairFeatures.hash(tree.upos(word)) : lemmas[word])
            }
            add(.middleWhole, whole, to: &found)
        }
        for step in 1...2 {
            let left = earlier.words.lowerBound - step
            if left >= 0 { add(.left, [order, UInt64(step), lemmas[left]], to: &found) }
            let right = later.words.upperBound + step - 1
            if right < tree.tokens.count { add(.right, [order, UInt64(step), lemmas[right]], to: &found) }
            if end - step >= start { add(.beforeLater, [order, UInt64(step), lemmas[end - step]], to: &found) }
            if start + step - 1 < end {
                add(.behindEarlier, [order, UInt64(step), lemmas[start + step - 1]], to: &found)
            }
        }
        let low = max(0, earlier.words.lowerBound - 6)
        let high = min(tree.tokens.count, later.words.upperBound + 4)
        guard low < high else { return }
        for word in low..<high where ["VERB", "NOUN"].contains(tree.upos(word)) {
            if earlier.words.contains(word) || later.words.contains(word) { continue }
            add(.near, [lemmas[word]], to: &found)
            let side: UInt64 = word < earlier.words.lowerBound ? 1 : word < later.words.lowerBound ? 2 : 3
            addMeaning(of: word, [side, order], to: &found)
        }
    }

    private func addPath(
        _ first: PairEnd, _ second: PairEnd, order: UInt64, types: UInt64, to found: inout Set<UInt32>
    ) {
        let above = up(from: uncoordinated(first.head))
        let other = up(from: uncoordinated(second.head))
        guard let top = above.first(where: other.contains) else { return }
        let one = above.prefix { $0 != top }
        let two = other.prefix { $0 != top }
        add(.pathLength, [UInt64(min(9, one.count + two.count))], to: &found)
        guard one.count + two.count <= 7 else {
            add(.far, [], to: &found)
            return
        }
        let prepositions = tree.children(of: uncoordinated(second.head), .case).map { lemmas[$0] }
        let path = one.map { relations[$0] } + [7] + two.reversed().map { relations[$0] }
        add(.path, path, to: &found)
        add(.pathTop, path + [lemmas[top]], to: &found)
        add(.pathTypes, path + [types], to: &found)
        add(.pathPreposition, path + prepositions, to: &found)
        add(.topPreposition, [lemmas[top], typeCode(second)] + prepositions, to: &found)
        add(.top, [lemmas[top], order], to: &found)
        for word in Array(one.dropFirst()) + Array(two.dropFirst()) + [top]
        where !["PROPN", "NUM"].contains(tree.upos(word)) {
            addMeaning(of: word, [4], to: &found)
            add(.pathLemma, [lemmas[word]], to: &found)
            add(.pathLemmaType, [lemmas[word], typeCode(second)], to: &found)
        }
    }

    /// The relations that a word announces, and what kind of thing a noun names.
    private func addMeaning(of word: Int, _ place: [UInt64], to found: inout Set<UInt32>) {
        for relation in triggers[word] { add(.trigger, place + [relation], to: &found) }
        if tree.upos(word) == "NOUN", let type = NounType.ofLemma(tree.lemmas[word]) {
            add(.nounType, place + [PairFeatures.hash(type.rawValue)], to: &found)
        }
    }

    private func addPlace(of end: PairEnd, _ side: UInt64, to found: inout Set<UInt32>) {
        let place = uncoordinated(end.head)
        let governor = tree.heads[place]
        let above = governor >= 0 ? lemmas[governor] : 3
        let prepositions = tree.children(of: place, .case).map { lemmas[$0] }
        add(.relation, [side, relations[place]], to: &found)
        add(.governor, [side, above, relations[place]], to: &found)
        add(.preposition, [side] + prepositions, to: &found)
        add(.governorPreposition, [side, above] + prepositions, to: &found)
        for child in tree.children(of: end.head, .compound, .amod, .appos, .nmod) where !end.words.contains(child) {
            add(.child, [side, lemmas[child], relations[child]], to: &found)
        }
        add(.head, [side, lemmas[end.head]], to: &found)
    }

    private func addPeers(
        _ first: PairEnd, _ second: PairEnd, _ earlier: PairEnd, _ later: PairEnd, _ order: UInt64,
        to found: inout Set<UInt32>
    ) {
        let count = { (classes: EndClass) in UInt64(min(4, ends.count { $0.classes == classes })) }
        add(.peersFirst, [count(first.classes)], to: &found)
        add(.peersSecond, [count(second.classes)], to: &found)
        let between = ends.filter {
            $0.words.lowerBound >= earlier.words.upperBound && $0.words.lowerBound < later.words.lowerBound
        }
        let within = { (classes: EndClass) in UInt64(min(3, between.count { $0.classes == classes })) }
        add(.betweenSecond, [order, within(second.classes)], to: &found)
        add(.betweenFirst, [order, within(first.classes)], to: &found)
        let isFirst = ends.first { $0.classes == first.classes }?.head == first.head
        add(.isFirst, [isFirst ? 1 : 2], to: &found)
    }

    private func uncoordinated(_ word: Int) -> Int {
        var word = word
        for _ in 0..<5 where tree.dependencies[word] == .conj { word = tree.heads[word] }
        return word
    }

    private func up(from word: Int) -> [Int] { [word] + tree.ancestors(of: word) }

    private func typeCode(_ end: PairEnd) -> UInt64 { end.type.map { PairFeatures.hash($0.rawValue) } ?? 5 }

    private func kindCode(_ end: PairEnd) -> UInt64 {
        end.type == nil ? 6 : PairFeatures.hash(end.kind.rawValue)
    }

    private func add(_ kind: Kind, _ parts: [UInt64], to found: inout Set<UInt32>) {
        var hash = kind.rawValue &* 0x9E37_79B9_7F4A_7C15
        for part in parts { hash = mixed(hash, part) }
        found.insert(UInt32(truncatingIfNeeded: mixed(hash, 11) >> 40))
    }

    private func mixed(_ one: UInt64, _ other: UInt64) -> UInt64 {
        var hash = (one ^ (one >> 29)) &* 0xBF58_476D_1CE4_E5B9 &+ other
        hash = (hash ^ (hash >> 32)) &* 0x94D0_49BB_1331_11EB
        return hash ^ (hash >> 29)
    }

    /// FNV-1a.
    private static func hash(_ text: String) -> UInt64 {
        text.utf8.reduce(0xCBF2_9CE4_8422_2325) { ($0 ^ UInt64($1)) &* 0x100_0000_01B3 }
    }
}
