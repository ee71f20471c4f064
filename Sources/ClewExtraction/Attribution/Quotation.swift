import ClewModel

/// What of a sentence stands in quotation marks, and who speaks there when the sentence itself does not say.
package struct Quotation: Sendable {
    /// Whether each word stands within quotation marks.
    package var inside: [Bool]
    /// The speaker that a neighbouring sentence names.
    package var speaker: Argument?

    /// No quotation.
    package static let none = Quotation(inside: [], speaker: nil)

    /// Whether a word is quoted.
    package func covers(_ word: Int) -> Bool { inside.indices.contains(word) && inside[word] }

    /// Marks the quoted words of the sentences of one article, in order. A mark that is never closed ends with its block.
    package static func quotations(in sentences: [Sentence]) -> [Quotation] {
        Sentence.quotedWords(of: sentences).map { Quotation(inside: $0, speaker: nil) }
    }

    /// Names the speakers of quotations whose own sentence has none: that of the sentence before in the same block, as the
    /// second sentence of a speech follows the first, else that of the sentence after.
    package static func attribute(
        _ quotations: inout [Quotation], sentences: [Sentence], table: inout ArgumentTable, relations: RelationCatalog
    ) {
        var speakers = [Argument?](repeating: nil, count: sentences.count)
        for index in sentences.indices where quotations[index].inside.contains(true) {
            let work = SentenceWork(
                SentenceTree(sentences[index], index: index), table: table, catalog: relations,
                quotation: quotations[index], text: "")
            speakers[index] = work.quoted
            table = work.table
        }
        for index in sentences.indices where speakers[index] == nil && quotations[index].inside.contains(true) {
            let block = sentences[index].block
            if index > 0, sentences[index - 1].block == block,
                let speaker = speakers[index - 1] ?? quotations[index - 1].speaker
            {
                quotations[index].speaker = speaker
            } else if index + 1 < sentences.count, sentences[index + 1].block == block {
                quotations[index].speaker = speakers[index + 1]
            }
        }
    }
}
