import ClewModel

extension CoNLLU {
    /// Writes sentences as CoNLL-U, one after another: `# newdoc` and `# newpar` where one starts, `# sent_id`,
    /// `# text`, the words with lemma, UPOS, XPOS, head and relation, multi-word tokens, `SpaceAfter=No`, and names as
    /// `Entity=(PER`, `Entity=PER)` and `Entity=(PER)`.
    public struct Writer {
        private let document: String
        private var number = 0
        private var lastBlock: Int?

        /// A writer for one document, whose id starts each `sent_id`; a line break in it becomes a space.
        public init(document: String) {
            self.document = String(document.map { $0.isNewline || $0 == "\t" ? " " : $0 })
        }

        /// The lines of the next sentence, with the empty line after it. `id` overrides the numbered `sent_id`.
        public mutating func lines(of sentence: Sentence, id: String? = nil) -> String {
            var out = ""
            number += 1
            if lastBlock == nil { out += "# newdoc id = \(document)\n" }
            if lastBlock != sentence.block { out += "# newpar\n" }
            lastBlock = sentence.block
            out += "# sent_id = \(id ?? "\(document)-\(number)")\n# text = \(Self.text(of: sentence))\n"
            let entities = Self.entities(of: sentence)
            var surface = sentence.multiWordTokens[...]
            var innerEnd = 0
            for (index, token) in sentence.tokens.enumerated() {
                if let multiWord = surface.first, multiWord.words.lowerBound == index, !multiWord.words.isEmpty {
                    surface.removeFirst()
                    innerEnd = multiWord.words.upperBound
                    let isSpaced = sentence.tokens[innerEnd - 1].spaceAfter
                    out +=
                        "\(index + 1)-\(innerEnd)\t\(multiWord.form)\t_\t_\t_\t_\t_\t_\t_\t\(isSpaced ? "_" : "SpaceAfter=No")\n"
                }
                let forbidsSpace = index >= innerEnd && !token.spaceAfter
                out += Self.line(token, number: index + 1, entity: entities[index], forbidsSpace: forbidsSpace)
            }
            return out + "\n"
        }

        private static func line(_ token: Token, number: Int, entity: String, forbidsSpace: Bool) -> String {
            func value(_ text: String) -> String { text.isEmpty ? "_" : text }
            var misc = entity.isEmpty ? "" : "Entity=\(entity)"
            if forbidsSpace { misc += misc.isEmpty ? "SpaceAfter=No" : "|SpaceAfter=No" }
            return
                "\(number)\t\(value(token.form))\t\(value(token.lemma))\t\(value(token.upos))\t\(value(token.xpos))\t_\t"
                + "\(token.head + 1)\t\(value(token.relation))\t_\t\(value(misc))\n"
        }

        /// The surface text of a sentence, with one space where white space follows.
        static func text(of sentence: Sentence) -> String {
            var text = ""
            var index = 0
            var surface = sentence.multiWordTokens[...]
            while index < sentence.tokens.count {
                var end = index + 1
                if let multiWord = surface.first, multiWord.words.lowerBound == index, !multiWord.words.isEmpty {
                    surface.removeFirst()
                    text += multiWord.form
                    end = multiWord.words.upperBound
                } else {
                    text += sentence.tokens[index].form
                }
                if sentence.tokens[end - 1].spaceAfter, end < sentence.tokens.count { text += " " }
                index = end
            }
            return text
        }

        /// What each word's `Entity=` says, or nothing.
        private static func entities(of sentence: Sentence) -> [String] {
            var entities = [String](repeating: "", count: sentence.tokens.count)
            for name in sentence.names {
                guard let last = name.words.last else { continue }
                if name.words.count == 1 {
                    entities[last] += "(\(name.type.label))"
                } else {
                    entities[name.words.lowerBound] += "(\(name.type.label)"
                    entities[last] += "\(name.type.label))"
                }
            }
            return entities
        }
    }
}
