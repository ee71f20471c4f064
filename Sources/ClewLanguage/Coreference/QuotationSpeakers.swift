import ClewModel

/// Finds who speaks in a quotation, so that "I" and "we" inside it can be taken up.
struct QuotationSpeakers {
    private let table: MentionTable

    init(_ table: MentionTable) { self.table = table }

    /// Joins "I" (and "we" of an organisation) inside quotation marks with the subject of the verb of speech outside
    /// them: in the same sentence, else, where a quotation goes on, the speaker of the sentence before in its block.
    func apply(to chains: inout EntityChains, blocks: [Int]) {
        var speaker: Int?
        var block = -1
        for sentence in table.trees.indices {
            if blocks[sentence] != block {
                speaker = nil
                block = blocks[sentence]
            }
            let range = table.ranges[sentence]
            guard range.contains(where: { table.mentions[$0].isQuoted }) else {
                speaker = nil
                continue
            }
            speaker = self.speaker(in: sentence) ?? speaker
            guard let speaker else { continue }
            for index in range where table.mentions[index].form == .pronoun && table.mentions[index].isQuoted {
                let lemma = table.mentions[index].lemma
                let kinds = chains[speaker].kinds
                guard (lemma == "i" && kinds == .person) || (lemma == "we" && kinds == .organization) else { continue }
                chains.merge(speaker, index)
            }
        }
    }

    private func speaker(in sentence: Int) -> Int? {
        let tree = table.trees[sentence]
        for index in table.ranges[sentence] {
            let mention = table.mentions[index]
            guard mention.role == .subject, !mention.isQuoted, mention.form != .coordination, mention.lemma != "i",
                mention.lemma != "we", tree.heads[mention.head] >= 0
            else { continue }
            let verb = tree.heads[mention.head]
            if NounLexicon.speechVerbs.contains(tree.tokens[verb].lemma.lowercased()),
                !tree.tokens[mention.head].relation.hasSuffix(":pass")
            {
                return index
            }
        }
        return nil
    }
}
