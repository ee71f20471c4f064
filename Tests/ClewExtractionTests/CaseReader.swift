import ClewModel

/// Reads an analysed article from CoNLL-U, for tests: names as `NE=B-PER` … in MISC, the entity that a word's phrase
/// speaks of as `Coref=NAME`, the value of a name as `Value=USD:5` or `Value=2025-01-30`, the margin of a word's head as
/// `Margin=0.5`; `# newpar` starts a block, `# newpar tableRow` one of that kind.
enum CaseReader {
    static func article(from text: String, title: String? = nil) -> AnalyzedArticle {
        var builder = Builder()
        for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
            if line.isEmpty {
                builder.endSentence()
            } else if line.hasPrefix("#") {
                if line.hasPrefix("# newpar") { builder.startBlock(String(line.dropFirst("# newpar".count))) }
            } else {
                builder.add(line.split(separator: "\t", omittingEmptySubsequences: false).map(String.init))
            }
        }
        builder.endSentence()
        return builder.article(title: title)
    }

    private struct Builder {
        var text = ""
        var length = 0
        var block = 0
        var sentences: [Sentence] = []
        var rows: [[String]] = []
        var joined: [ClosedRange<Int>: (form: String, spaceAfter: Bool)] = [:]
        var entities: [DocumentEntity] = []

        var kinds: [Block.Kind] = [.paragraph]

        mutating func startBlock(_ kind: String) {
            let kind = Block.Kind(rawValue: kind.trimmingPrefix(" ").description) ?? .paragraph
            if sentences.isEmpty { kinds = [] } else { block += 1 }
            kinds.append(kind)
        }

        mutating func add(_ cells: [String]) {
            guard cells.count == 10, !cells[0].contains(".") else { return }
            if cells[0].contains("-") {
                let ends = cells[0].split(separator: "-").compactMap { Int($0) }
                joined[(ends[0] - 1)...(ends[1] - 1)] = (cells[1], !cells[9].contains("SpaceAfter=No"))
            } else {
                rows.append(cells)
            }
        }

        mutating func endSentence() {
            defer {
                rows = []
                joined = [:]
            }
            guard !rows.isEmpty else { return }
            if !text.isEmpty { append(" ") }
            let start = length
            var tokens: [Token] = []
            for (word, row) in rows.enumerated() {
                let span = joined.first { $0.key.contains(word) }
                let isInside = span.map { word < $0.key.upperBound } ?? false
                let begin = length
                append(row[1])
                let spaceAfter = span.map { !isInside && $0.value.spaceAfter } ?? !row[9].contains("SpaceAfter=No")
                let lemma = row[2] == "_" ? row[1] : row[2]
                tokens.append(
                    Token(
                        form: row[1], lemma: lemma, upos: row[3], xpos: row[4], head: (Int(row[6]) ?? 0) - 1,
                        relation: row[7], range: TextRange(begin, length), spaceAfter: spaceAfter))
                tokens[word].headMargin = misc(word, "Margin").flatMap { Float($0) }
                if spaceAfter, word + 1 < rows.count { append(" ") }
            }
            let names = names()
            sentences.append(
                Sentence(range: TextRange(start, length), block: block, tokens: tokens, names: names))
            addMentions(names)
        }

        private mutating func append(_ part: String) {
            text += part
            length += part.unicodeScalars.count
        }

        private func misc(_ word: Int, _ key: String) -> String? {
            rows[word][9].split(separator: "|").first { $0.hasPrefix(key + "=") }.map {
                String($0.dropFirst(key.count + 1))
            }
        }

        private func names() -> [NameSpan] {
            var found: [NameSpan] = []
            for word in rows.indices {
                guard let tag = misc(word, "NE"), tag != "O" else { continue }
                let type = CaseReader.type(String(tag.dropFirst(2)))
                if tag.hasPrefix("I-"), let last = found.indices.last, found[last].words.upperBound == word {
                    found[last].words = found[last].words.lowerBound..<(word + 1)
                } else {
                    found.append(
                        NameSpan(
                            words: word..<(word + 1), type: type, value: misc(word, "Value").flatMap(CaseReader.value)))
                }
            }
            return found
        }

        private mutating func addMentions(_ names: [NameSpan]) {
            let sentence = sentences.count - 1
            let tokens = sentences[sentence].tokens
            for name in names where ![.date, .money, .quantity].contains(name.type) {
                let head = name.words.first { !name.words.contains(tokens[$0].head) } ?? name.words.lowerBound
                let text = rows[name.words].map { $0[1] }.joined(separator: " ").replacing(" - ", with: "-").replacing(
                    " 's", with: "'s")
                let mention = Mention(sentence: sentence, words: name.words, head: head, kind: .name)
                add(mention, name: misc(head, "Coref")?.replacing("_", with: " ") ?? text, type: name.type)
            }
            for word in rows.indices where !names.contains(where: { $0.words.contains(word) }) {
                guard let name = misc(word, "Coref") else { continue }
                let isPronoun = rows[word][3] == "PRON"
                let mention = Mention(
                    sentence: sentence, words: word..<(word + 1), head: word, kind: isPronoun ? .pronoun : .nominal)
                add(mention, name: name.replacing("_", with: " "), type: .concept)
            }
        }

        private mutating func add(_ mention: Mention, name: String, type: EntityType) {
            if let index = entities.firstIndex(where: { $0.name == name }) {
                entities[index].mentions.append(mention)
            } else {
                entities.append(DocumentEntity(name: name, type: type, mentions: [mention]))
            }
        }

        func article(title: String?) -> AnalyzedArticle {
            var sorted = entities
            for index in sorted.indices {
                sorted[index].mentions.sort { ($0.sentence, $0.words.lowerBound) < ($1.sentence, $1.words.lowerBound) }
            }
            return AnalyzedArticle(
                article: Article(
                    id: "case", origin: "case", format: "conllu", contentHash: "", title: title, text: text,
                    blocks: kinds.map { Block(kind: $0, range: TextRange(0, length)) }),
                sentences: sentences, entities: sorted)
        }
    }

    private static func type(_ tag: String) -> EntityType {
        switch tag {
        case "PER", "PERSON": .person
        case "ORG": .organization
        case "LOC", "GPE": .location
        case "PROD", "PRODUCT": .product
        case "EVENT": .event
        case "WORK": .work
        case "DATE", "TIME": .date
        case "MONEY": .money
        case "QUANTITY", "PERCENT", "CARDINAL", "NUM": .quantity
        default: .concept
        }
    }

    private static func value(_ text: String) -> Literal? {
        if let date = CalendarDate(iso: text) { return .date(date) }
        let parts = text.split(separator: ":")
        if parts.count == 2, let amount = Double(parts[1]) { return .quantity(amount, unit: String(parts[0])) }
        if let integer = Int64(text) { return .integer(integer) }
        return nil
    }
}
