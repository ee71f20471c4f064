extension Sentence {
    /// For each sentence and word of one article whether it stands in quotation marks. A mark that is never closed ends
    /// with its block. O(words).
    package static func quotedWords(of sentences: [Sentence]) -> [[Bool]] {
        var isOpen = false
        var block = -1
        return sentences.map { sentence in
            if sentence.block != block {
                isOpen = false
                block = sentence.block
            }
            return sentence.tokens.map { token in
                switch token.form {
                case "“", "``", "„", "«": isOpen = true
                case "”", "''", "»": isOpen = false
                case "\"": isOpen.toggle()
                default: return isOpen
                }
                return false
            }
        }
    }
}
