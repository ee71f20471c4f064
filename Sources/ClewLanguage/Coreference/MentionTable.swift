import ClewModel

/// All candidates of a document in order of reading, with the trees that they stand in.
struct MentionTable {
    /// The trees, one per sentence.
    let trees: [DependencyIndex]
    /// The candidates in order of sentence and head.
    let mentions: [MentionCandidate]
    /// For each sentence the range of its candidates.
    let ranges: [Range<Int>]
    private let byHead: [Int: Int]

    /// Finds the candidates of all sentences. O(words × depth).
    init(_ sentences: [Sentence]) {
        var trees: [DependencyIndex] = []
        var mentions: [MentionCandidate] = []
        var ranges: [Range<Int>] = []
        var byHead: [Int: Int] = [:]
        let quotes = QuotationIndex(sentences)
        let sentences = OverlookedNames.completed(sentences)
        for (index, sentence) in sentences.enumerated() {
            let tree = DependencyIndex(sentence)
            let found = MentionDetector(
                sentence: sentence, index: index, tree: tree, quoted: quotes.isQuoted[index]
            ).candidates()
            for (offset, mention) in found.enumerated() where mention.form != .coordination {
                let key = MentionTable.key(index, mention.head)
                if byHead[key] == nil { byHead[key] = mentions.count + offset }
            }
            ranges.append(mentions.count..<mentions.count + found.count)
            mentions += found
            trees.append(tree)
        }
        self.trees = trees
        self.mentions = SharedFamilyNames.completed(
            ShortNameTypes.settled(NameTypes.settled(mentions, trees: trees)), trees: trees)
        self.ranges = ranges
        self.byHead = byHead
    }

    /// The candidate with a head, coordinations left out.
    func mention(sentence: Int, head: Int) -> Int? { byHead[MentionTable.key(sentence, head)] }

    /// The candidate that a head speaks of: for a predicate noun ("is a lawyer who …") its subject.
    func referent(sentence: Int, head: Int) -> Int? {
        let tree = trees[sentence]
        if tree.tokens[head].upos == "NOUN", tree.children[head].contains(where: { tree.relation($0) == "cop" }),
            let subject = tree.subject(of: head), let mention = mention(sentence: sentence, head: subject),
            mentions[mention].form != .relative, !isSpecified(mention)
        {
            return mention
        }
        return mention(sentence: sentence, head: head)
    }

    /// "The sticking point is the power station, which …": the predicate is what is spoken of.
    func isSpecified(_ subject: Int) -> Bool {
        mentions[subject].form == .nominal && mentions[subject].determination == .definite
            && [
                "point", "problem", "question", "issue", "reason", "exception", "key", "result", "answer", "culprit",
                "cause",
            ]
            .contains(mentions[subject].lemma)
    }

    private static func key(_ sentence: Int, _ head: Int) -> Int { sentence << 20 | head }
}

/// Which words stand inside quotation marks. A quotation that is still open at the end of a sentence goes on in the
/// next one of the same block, and ends with the block.
struct QuotationIndex {
    /// For each sentence and word whether it is quoted.
    let isQuoted: [[Bool]]

    init(_ sentences: [Sentence]) { isQuoted = Sentence.quotedWords(of: sentences) }
}
